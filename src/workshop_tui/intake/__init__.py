"""Agencies' documents in: readers, honest dates, column maps. Never guesses about content."""
