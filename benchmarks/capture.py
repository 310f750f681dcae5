"""A capture, verb called to durable, over one FULL transaction that inserts the same bytes."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from benchmarks import cases, slow_disk
from benchmarks.report import Row

_LINE = "@SW1 I assumed that health had seen the baby, so I did not ask again #information-sharing"


def measure(folder: Path) -> list[Row]:
    """On this disk as it is, and with every sync slowed to 5 ms."""
    rows = [_row("capture to durable, this disk", _child({}), 3.0)]
    slowed = slow_disk.environment(folder, milliseconds=5)
    if slowed is None:
        print("  (no C compiler: the slowed disk is left out)")
    else:
        rows.append(_row("capture to durable, 5 ms sync", _child(slowed), 1.2))
    return rows


def _row(name: str, figures: dict[str, float], promise: float) -> Row:
    against = "one FULL transaction into two tables, same bytes"
    return Row(name, figures["capture"], figures["floor"], promise, against)


def _child(environment: dict[str, str]) -> dict[str, float]:
    import os

    out = subprocess.run(
        [sys.executable, "-m", "benchmarks.capture"],
        env={**os.environ, **environment},
        check=True,
        capture_output=True,
        text=True,
    )
    return dict(json.loads(out.stdout))


def _interleaved(folder: Path, rounds: int = 300) -> dict[str, float]:
    from workshop_tui.practice.roles import Role
    from workshop_tui.review.seat import Seat
    from workshop_tui.store.connection import ReviewFile, write

    path = cases.generated(folder, 200, "bench passphrase")
    seat = Seat.open(path, "bench passphrase", Role.NOTE_TAKER, "Bench")
    floor_file = ReviewFile.create(folder / "floor.review", "bench passphrase")
    floor = floor_file.connect()
    for table in ("row", "log"):
        floor.execute(f"create table {table}(id integer primary key, body text) strict")
    first = seat.captures.add(_LINE, entry_id=5).result()
    row_bytes = "x" * (len(_LINE) * 2 + 120)
    payload = "x" * len(
        next(c.payload or "" for c in seat.read.changes() if c.row_uid == first.uid)
    )
    times: dict[str, list[float]] = {"capture": [], "floor": []}
    for _ in range(rounds):
        begun = time.perf_counter()
        seat.captures.add(_LINE, entry_id=5).result()
        times["capture"].append(time.perf_counter() - begun)
        begun = time.perf_counter()
        with write(floor):
            floor.execute("insert into row(body) values (?)", (row_bytes,))
            floor.execute("insert into log(body) values (?)", (payload,))
        times["floor"].append(time.perf_counter() - begun)
    seat.close()
    floor.close()
    return {name: median(values) for name, values in times.items()}


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        print(json.dumps(_interleaved(Path(scratch))))
