"""workshop-tui: guides the chair through a live learning event of a learning review."""

__version__ = "0.1.0"
