"""The command line: one thin command a verb; what it needs is imported inside the command."""

from __future__ import annotations

import contextlib
import os
import sys


def main() -> int:
    """Run the command line; returns the exit code.

    Output is UTF-8 wherever it goes, and a character that cannot be written never stops it. Files
    that are made are their owner's alone, whoever forgets to say so.
    """
    os.umask(0o077)
    try:
        for stream in (sys.stdout, sys.stderr):
            if reconfigure := getattr(stream, "reconfigure", None):
                reconfigure(encoding="utf-8", errors="backslashreplace")
        from workshop_tui.cli.root import root

        root.main(prog_name="workshop-tui")
    except KeyboardInterrupt:
        with contextlib.suppress(OSError):
            print("Stopped; the review is whole.", file=sys.stderr)
        return 130
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(bool(end.code))
    return 0
