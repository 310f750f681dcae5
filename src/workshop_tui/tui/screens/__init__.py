"""Screens, a style sheet beside each."""
