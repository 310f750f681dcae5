"""From one seat's commit to the other's repaint, and what following costs a seat at rest."""

from __future__ import annotations

import time
from pathlib import Path

import psutil

from benchmarks import cases
from benchmarks.report import Row
from benchmarks.terminal import Terminal, quantile

_UNPOLLED = """
import sys
from workshop_tui.store import watch
watch.POLL_SECONDS = 3600.0
watch.Watch.__init__.__defaults__ = (3600.0,)
from workshop_tui.cli import main
sys.argv = ["workshop-tui", "open", sys.argv[1], "--role", "note-taker", "--name", sys.argv[2]]
main()
"""
_REST = 20.0


def measure(folder: Path) -> list[Row]:
    """Latency p50 and p95; idle processor time with and without polling."""
    path = cases.generated(folder, 1_000)
    times = _latency(path)
    polled, unpolled = _idle(path)
    return [
        Row("seat to seat, commit to repaint, p50", quantile(times, 0.5), None, None, "absolute"),
        Row("seat to seat, commit to repaint, p95", quantile(times, 0.95), None, 60.0, "absolute"),
        Row("idle seat, points of a core", polled, None, None, "absolute", "%"),
        Row("polling, points of a core", polled - unpolled, None, 0.7, "same app, unpolled", "%"),
    ]


def _latency(path: Path, rounds: int = 80) -> list[float]:
    from workshop_tui.practice.roles import Role
    from workshop_tui.review.seat import Seat

    seat = Seat.open(path, None, Role.COMMAND_LINE, "Bench")
    here = seat.read.find_entry("4")
    seat.event.go(here).result()
    terminal = Terminal(["-m", "workshop_tui", "open", str(path), "--role", "note-taker"])
    terminal.wait_for("Heard:")
    terminal.settle(1.0)
    times = []
    for number in range(rounds):
        capture = seat.captures.add(f"seen{number:04d}", entry_id=here).result()
        committed = time.perf_counter()
        times.append(terminal.wait_for(f"seen{number:04d}", 5) - committed)
        seat.captures.retract(capture.id).result()
        time.sleep(0.05 + (number % 7) * 0.011)
        terminal.settle(0.08)
    terminal.close()
    seat.close()
    return times


def _idle(path: Path) -> tuple[float, float]:
    polled = Terminal(["-m", "workshop_tui", "open", str(path), "--role", "note-taker"])
    unpolled = Terminal(["-c", _UNPOLLED, str(path), "Rest"])
    for terminal in (polled, unpolled):
        terminal.wait_for("Heard:")
        terminal.settle(1.5)
    processes = [psutil.Process(polled.pid), psutil.Process(unpolled.pid)]
    before = [sum(process.cpu_times()[:2]) for process in processes]
    deadline = time.perf_counter() + _REST
    while time.perf_counter() < deadline:
        polled.settle(0.2, 0.5)
        unpolled.settle(0.2, 0.5)
    after = [sum(process.cpu_times()[:2]) for process in processes]
    polled.close()
    unpolled.close()
    used = [100 * (late - early) / _REST for late, early in zip(after, before, strict=True)]
    return used[0], used[1]
