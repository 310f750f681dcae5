"""The full set of documents: seconds, and the most memory that a process making it ever held."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from statistics import median

from benchmarks.after_event import ACTIONS, CAPTURES, ENTRIES, FINDINGS, full
from benchmarks.report import Row
from workshop_tui.practice.roles import Role
from workshop_tui.privacy.leaks import LeakCheck
from workshop_tui.privacy.view import Tier
from workshop_tui.review import exporting
from workshop_tui.review.seat import Seat

_ROUNDS = 3
_ALONE = """\
import sys, psutil
from pathlib import Path
from workshop_tui.practice.roles import Role
from workshop_tui.privacy.view import Tier
from workshop_tui.review import exporting
from workshop_tui.review.seat import Seat
seat = Seat.open(Path(sys.argv[1]), None, Role.COMMAND_LINE, "Bench")
exporting.export(seat, Path(sys.argv[2]), tier=Tier.PANEL)
seat.close()
try:
    import resource
    unit = 1 if sys.platform == "darwin" else 1024
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
    child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * unit
except ImportError:
    most, child = psutil.Process().memory_info().peak_wset, 0
print(most, child)
"""


def measure(folder: Path) -> list[Row]:
    """The set for the case review panel: everything that there is."""
    path = full(folder)
    seat = Seat.open(path, None, Role.COMMAND_LINE, "Bench")
    whole, checking, busy = [], [], []
    for number in range(_ROUNDS):
        begun, worked = time.perf_counter(), time.process_time()
        released = exporting.export(seat, folder / f"set{number}", tier=Tier.PANEL)
        whole.append(time.perf_counter() - begun)
        busy.append(time.process_time() - worked)
        documents = [(one.name, one.read_bytes()) for one in released.written]
        begun = time.perf_counter()
        check = LeakCheck(seat.read.register())
        for name, content in documents:
            check.check(name, content)
        checking.append(time.perf_counter() - begun)
    seat.close()
    begun = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", _ALONE, str(path), str(folder / "alone")],
        capture_output=True,
        text=True,
        check=True,
    )
    alone = time.perf_counter() - begun
    memory = [int(one) / 1e6 for one in done.stdout.split()]
    size = sum(len(content) for _, content in documents)
    of = (
        f"{ENTRIES} entries, {CAPTURES} captures, {FINDINGS} findings, {ACTIONS} actions; "
        f"{len(documents)} documents, {size / 1000:,.0f} kB"
    )
    return [
        Row("full set of documents, checked", median(whole), None, 5.0, of, "s"),
        Row("the same by processor time", median(busy), None, None, of, "s"),
        Row("of it the leak check", median(checking), None, None, of, "s"),
        Row("full set by a process of its own", alone, None, None, of, "s"),
        Row("memory of that process at most", memory[0], None, 300.0, of, "MB"),
        Row("and of the one that lays long papers out", memory[1], None, 300.0, of, "MB"),
    ]
