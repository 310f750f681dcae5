"""Texts made coarse for wider circulations: dates, times, ages and places inside free text."""
