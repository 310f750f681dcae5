"""``python -m workshop_tui`` is the command ``workshop-tui``."""

from __future__ import annotations

import sys

from workshop_tui.cli import main

if __name__ == "__main__":
    sys.exit(main())
