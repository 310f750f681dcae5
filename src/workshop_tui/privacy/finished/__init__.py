"""Finished documents, looked into as bytes: every text in them, with its place."""
