"""Next entry: key to the bytes of the entry's text, at 1,000 and at 100,000 entries."""

from __future__ import annotations

from pathlib import Path

from benchmarks import cases
from benchmarks.report import Row
from benchmarks.terminal import Terminal, quantile

_STEPS = 120


def measure(folder: Path) -> list[Row]:
    """p50 and p95 in both sizes."""
    rows = []
    for size in (1_000, 100_000):
        times = _steps(cases.generated(folder, size))
        for share, promise in ((0.5, None), (0.95, 16.0)):
            name = f"next entry, key to repaint, p{share * 100:.0f}, {size:,} entries"
            rows.append(Row(name, quantile(times, share), None, promise, "absolute"))
    return rows


def _steps(path: Path) -> list[float]:
    terminal = Terminal(
        ["-m", "workshop_tui", "open", str(path), "--role", "chair", "--name", "Bench"]
    )
    terminal.wait_for("Heard:")
    terminal.settle(1.0)
    times = []
    for number in range(2, _STEPS + 2):
        pressed = terminal.press("n")
        times.append(terminal.wait_for(f"ENTRY{number:07d}. ") - pressed)
        terminal.settle(0.05)
    terminal.close()
    return times
