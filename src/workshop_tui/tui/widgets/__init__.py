"""Widgets, one purpose each."""
