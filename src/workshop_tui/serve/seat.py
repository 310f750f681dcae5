"""One seat as a process of its own, driven over pipes by the server.

The first line on standard input says which review, seat and name, and the passphrase: it stands
neither among the process's arguments nor in its environment.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path


def main() -> int:
    """Read the first line, take the seat, run the app until the person leaves."""
    from workshop_tui.practice.problems import Problem
    from workshop_tui.practice.roles import Role

    told = json.loads(_first_line())
    try:
        from workshop_tui.review.seat import Seat
        from workshop_tui.store.connection import ReviewFile
        from workshop_tui.tui import start

        file = ReviewFile.existing(Path(told["path"]), told["passphrase"])
        seat = Seat.at(file, Role(told["role"]), told["name"])
        seat.remote = True
        return start(seat)
    except Problem as problem:
        sys.stderr.write(f"{problem}\n")
        return 2


def _first_line() -> bytes:
    """Byte by byte: what follows belongs to the app's driver."""
    line = bytearray()
    while (byte := os.read(0, 1)) not in (b"\n", b""):
        line += byte
    return bytes(line)


if __name__ == "__main__":
    sys.exit(main())
