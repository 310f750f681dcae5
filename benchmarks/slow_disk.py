"""A disk whose every sync takes longer, and typing on it while four seats write."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from benchmarks import cases
from benchmarks.report import Row
from benchmarks.terminal import Terminal, quantile

_SHIM = r"""
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <unistd.h>
static void pause_(void) {
    const char *ms = getenv("SLOW_SYNC_MS");
    if (ms) usleep(1000 * atoi(ms));
}
int fsync(int fd) { pause_(); return ((int (*)(int))dlsym(RTLD_NEXT, "fsync"))(fd); }
int fdatasync(int fd) { pause_(); return ((int (*)(int))dlsym(RTLD_NEXT, "fdatasync"))(fd); }
"""

_WRITER = """
import sys, time
from pathlib import Path
from workshop_tui.practice.roles import Role
from workshop_tui.review.seat import Seat
seat = Seat.open(Path(sys.argv[1]), None, Role.NOTE_TAKER, sys.argv[2])
print("ready", flush=True)
while True:
    seat.captures.add("another seat writes this line #workload", entry_id=3).result()
    time.sleep(0.25)
"""


def environment(folder: Path, milliseconds: int) -> dict[str, str] | None:
    """Environment in which every fsync takes so much longer; None without a C compiler."""
    compiler = shutil.which("gcc") or shutil.which("cc")
    if compiler is None or not sys.platform.startswith("linux"):
        return None
    source, library = folder / "slow.c", folder / "slow.so"
    if not library.exists():
        source.write_text(_SHIM, encoding="utf-8")
        subprocess.run(
            [compiler, "-shared", "-fPIC", "-o", str(library), str(source), "-ldl"], check=True
        )
    return {"LD_PRELOAD": str(library), "SLOW_SYNC_MS": str(milliseconds)}


def measure(folder: Path) -> list[Row]:
    """Every key of a note-taker who types while three more seats write, sync at 15 ms."""
    slowed = environment(folder, milliseconds=15)
    if slowed is None:
        print("  (no C compiler: typing on a slow disk is left out)")
        return []
    path = cases.generated(folder, 1_000)
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", _WRITER, str(path), f"W{number}"],
            env={**os.environ, **slowed},
            stdout=subprocess.PIPE,
        )
        for number in range(3)
    ]
    try:
        for writer in writers:
            assert writer.stdout is not None
            writer.stdout.readline()
        times = _type(path, slowed)
    finally:
        for writer in writers:
            writer.kill()
            writer.wait()
    name = "typing, 15 ms sync, four seats writing"
    return [
        Row(f"{name}, p95", quantile(times, 0.95), None, None, "absolute"),
        Row(f"{name}, worst", max(times), None, 50.0, "absolute"),
    ]


def _type(path: Path, slowed: dict[str, str]) -> list[float]:
    terminal = Terminal(
        ["-m", "workshop_tui", "open", str(path), "--role", "note-taker", "--name", "Bench"], slowed
    )
    terminal.wait_for("Heard:")
    terminal.settle(1.0)
    times = []
    for _ in range(12):
        for letter in "what was known then and by whom":
            if letter == " ":
                terminal.press(letter)
            else:
                pressed = terminal.press(letter)
                times.append(terminal.wait_for(letter, 5) - pressed)
            time.sleep(0.03)
        terminal.press("\r")
        time.sleep(0.05)
    terminal.close()
    return times
