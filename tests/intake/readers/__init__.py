"""Tests of the readers; `builders` makes the files they read."""
