"""``python -m benchmarks [NAME ...]``: measure, print one row a figure, exit 0 either way."""

from __future__ import annotations

import compileall
import sys
import tempfile
from pathlib import Path

import workshop_tui
from benchmarks import (
    capture,
    command_line,
    documents,
    first_paint,
    importing,
    leaks,
    seats,
    slow_disk,
    step,
)

BENCHMARKS = {
    "first-paint": first_paint.measure,
    "help": command_line.measure,
    "step": step.measure,
    "capture": capture.measure,
    "slow-disk": slow_disk.measure,
    "seats": seats.measure,
    "importing": importing.measure,
    "leaks": leaks.measure,
    "documents": documents.measure,
}


def main() -> None:
    """Run all benchmarks, or those named."""
    names = sys.argv[1:] or list(BENCHMARKS)
    unknown = [name for name in names if name not in BENCHMARKS]
    if unknown:
        sys.exit(f"There is no benchmark {unknown[0]!r}: {', '.join(BENCHMARKS)}.")
    # As pip does when it installs: else each start would compile our modules and no library's.
    compileall.compile_dir(str(Path(workshop_tui.__file__).parent), quiet=2)
    for name in names:
        with tempfile.TemporaryDirectory() as scratch:
            for row in BENCHMARKS[name](Path(scratch)):
                print(row.text(), flush=True)


if __name__ == "__main__":
    main()
