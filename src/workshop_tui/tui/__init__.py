"""Textual screens: no rule of the practice and no permission lives here."""
