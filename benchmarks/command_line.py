"""``workshop-tui --help`` from nothing to its last word, over a bare start of the interpreter."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from statistics import median

from benchmarks.report import Row

_PROMISED = 0.150  # seconds


def measure(folder: Path, rounds: int = 25) -> list[Row]:
    """Both in turn, medians."""
    starts = {"bare": ["-c", "pass"], "help": ["-m", "workshop_tui", "--help"]}
    times: dict[str, list[float]] = {name: [] for name in starts}
    for _ in range(rounds):
        for name, arguments in starts.items():
            begun = time.perf_counter()
            subprocess.run(
                [sys.executable, *arguments], cwd=folder, check=True, capture_output=True
            )
            times[name].append(time.perf_counter() - begun)
    bare, helped = median(times["bare"]), median(times["help"])
    return [
        Row("--help", helped, None, _PROMISED * 1000, f"a bare start takes {bare * 1000:.0f} ms"),
    ]
