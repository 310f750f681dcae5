"""What happens to terminals and files while people type: nothing typed is lost by it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from workshop_tui.practice.roles import Role
from workshop_tui.review.seat import Seat
from workshop_tui.store import seats
from workshop_tui.store.connection import ReviewFile
from workshop_tui.store.health import examine

OWN_SIZE = {"COLUMNS": "", "LINES": ""}
"""Else these say how large a terminal is, whatever it is dragged to."""

HASTY = """
import workshop_tui.store.seats as seats
seats.LEASE_SECONDS = 3.0
import workshop_tui.tui.app as app
app.RENEW_SECONDS = 0.3
"""


def kept(path: Path) -> tuple[list[str], list[str]]:
    """The lines in the review, and what is half typed."""
    seat = Seat.open(path, None, Role.COMMAND_LINE, "reader")
    try:
        captures = [capture.line for capture in seat.read.captures()]
        return captures, [draft.text for draft in seat.read.drafts()]
    finally:
        seat.close()


@pytest.mark.parametrize("role", ["chair", "note-taker"])
def test_a_terminal_made_tiny_and_large_again(
    terminal: Callable[..., Any], review: Path, role: str
) -> None:
    app = terminal(review, role, "Jo", environment=OWN_SIZE).in_the_room()
    app.type(("t" if role == "chair" else "") + "before ")
    app.until("before")
    app.resize(20, 5)
    app.until(lambda text: text.strip())
    app.type("and in between\r")
    time.sleep(0.3)
    app.resize(1, 1)
    app.resize(100, 30)
    app.until("and in between")
    app.until("● saved")
    app.type(("t" if role == "chair" else "") + "after\r")
    app.until(lambda text: text.count("after") == 1 and "saved at entry" in text)
    assert kept(review) == (["before and in between", "after"], [])


@pytest.mark.parametrize("how", ["window closed", "SIGHUP", "SIGTERM"])
def test_a_terminal_that_is_closed(terminal: Callable[..., Any], review: Path, how: str) -> None:
    app = terminal(review, "note-taker", "Jo", before=HASTY).in_the_room()
    app.type("a whole line\r")
    app.until("Note saved")
    app.type("half a li")
    app.until("half a li")
    if how == "window closed":
        app.hang_up()
    else:
        app.process.send_signal(getattr(signal, how))
    app.process.wait(20)
    assert kept(review) == (["a whole line"], ["half a li"])
    again = terminal(review, "note-taker", "Jo")
    again.until("half-typed line from before is back")
    again.until("half a li")
    assert examine(ReviewFile.existing(review, None)).problems == ()


def test_control_c_is_no_way_out(terminal: Callable[..., Any], review: Path) -> None:
    app = terminal(review, "note-taker", "Jo").in_the_room()
    app.type("half a li")
    app.until("half a li")
    app.type("\x03\x03ne\r")
    app.until("Note saved")
    assert app.process.poll() is None
    app.type("more")
    app.until("more")
    app.process.send_signal(signal.SIGINT)  # from outside: it leaves in good order
    assert app.end() == 0
    assert kept(review) == (["half a line"], ["more"])
    reader = Seat.open(review, None, Role.COMMAND_LINE, "reader")
    assert reader.read.seats() == []
    reader.close()


def test_stopped_and_let_go_on(terminal: Callable[..., Any], review: Path) -> None:
    """Ctrl+Z, from outside: the shell stops the program, and fg lets it go on."""
    app = terminal(review, "note-taker", "Jo").in_the_room()
    app.type("half a li")
    app.until("half a li")
    app.process.send_signal(signal.SIGTSTP)
    time.sleep(0.3)
    app.process.send_signal(signal.SIGCONT)
    time.sleep(0.5)  # until it has the terminal again
    app.type("ne\r")
    app.until("Note saved")
    assert kept(review) == (["half a line"], [])


def test_a_chair_whose_laptop_slept_takes_notes_afterwards(
    terminal: Callable[..., Any], review: Path, holds: Callable[..., None]
) -> None:
    chair = terminal(review, "chair", "Alex", before=HASTY).in_the_room()
    notes = terminal(review, "note-taker", "Jo", before=HASTY, size=(80, 24)).in_the_room()
    chair.type("nthalf a th")
    notes.until("2 of 5")
    chair.until("half a th")
    notes.until("note-taker +1")
    chair.process.send_signal(signal.SIGSTOP)
    notes.until("no chair here")
    notes.type("\x1bh")
    notes.until("once more")
    notes.type("\x1bh")
    notes.until("⌂ chair")
    found = Seat.open(review, None, Role.COMMAND_LINE, "reader")
    holds(lambda: [row.name for row in found.read.seats()] == ["Jo"], "Jo has the chair's seat")
    notes.type("n")
    holds(lambda: found.read.session().entry_id == found.read.order()[2], "and leads")
    chair.process.send_signal(signal.SIGCONT)
    chair.until("Jo has the chair's seat")
    chair.type("ought\r")
    chair.until("Note saved at entry 2")
    session = found.read.session()
    assert session is not None and session.entry_id == found.read.order()[2]
    chairs = [row for row in found.read.seats() if row.role is Role.CHAIR]
    assert [row.name for row in chairs] == ["Jo"]
    assert [capture.line for capture in found.read.captures()] == ["half a thought"]
    found.close()


@pytest.mark.parametrize("how", ["renamed", "deleted"])
def test_a_file_that_goes_from_under_a_seat(
    terminal: Callable[..., Any], review: Path, how: str
) -> None:
    app = terminal(review, "note-taker", "Jo").in_the_room()
    app.type("a whole line\r")
    app.until("Note saved")
    if how == "renamed":
        review.rename(review.with_name("elsewhere.review"))
    else:
        review.unlink()
    app.type("typed since\r")
    app.until("NOT SAVED")
    app.until("typed since")
    app.type("\x13")
    app.until("A copy of everything is in")
    (copy,) = review.parent.glob("case copy *.review")
    assert kept(copy)[0] == ["a whole line"]
    assert "typed since" in app.text
    assert not review.exists()


ANOTHER = """
import os, sys
from pathlib import Path
from workshop_tui.practice.problems import Problem
from workshop_tui.practice.roles import Role
from workshop_tui.review.seat import Seat
import workshop_tui.review.captures, workshop_tui.store.engine, psutil
path = Path(sys.argv[1])
if os.getuid() == 0:  # who may everything
    os.setgid(65534); os.setuid(65534)
try:
    seat = Seat.open(path, None, Role.NOTE_TAKER, "Jo")
    seat.captures.add("a line").result()
except Problem as problem:
    print(problem)
    sys.exit(2)
seat.close()
"""


@pytest.fixture
def open_folder(tmp_path: Path, review: Path) -> Path:
    """The review in a folder that another user could reach and write to."""
    for one in (tmp_path, *list(tmp_path.parents)[:2]):
        if os.getuid() == 0:
            one.chmod(one.stat().st_mode | 0o755)
    if os.getuid() == 0:
        os.chown(tmp_path, 65534, 65534)
        os.chown(review, 65534, 65534)
    return tmp_path


@pytest.mark.parametrize("what", ["file", "folder", "no reading"])
def test_permission_lost_is_a_sentence(review: Path, open_folder: Path, what: str) -> None:
    before = review.read_bytes()
    if what == "folder":
        open_folder.chmod(0o555)
    else:
        review.chmod(0o444 if what == "file" else 0)
    try:
        ran = subprocess.run(
            [sys.executable, "-c", ANOTHER, str(review)],
            capture_output=True,
            text=True,
            check=False,
        )
    finally:
        open_folder.chmod(0o755)
        review.chmod(0o600)
    assert ran.returncode == 2, ran.stdout + ran.stderr
    assert "read-only" in ran.stdout or "Permission denied" in ran.stdout
    assert ran.stderr == ""
    assert review.read_bytes() == before


def test_permission_lost_while_a_seat_is_in(review: Path) -> None:
    """What it has open it may go on with; whoever comes later is told."""
    seat = Seat.open(review, None, Role.NOTE_TAKER, "Jo")
    seat.captures.add("before").result()
    review.chmod(0)
    try:
        seat.captures.add("since").result()
    finally:
        review.chmod(0o600)
    seat.close()
    assert kept(review)[0] == ["before", "since"]


@pytest.mark.parametrize("jump", [-3600.0, 3600.0, -86400.0])
def test_a_clock_that_jumps_takes_nobodys_seat_and_keeps_no_dead_one(
    review: Path, monkeypatch: pytest.MonkeyPatch, jump: float
) -> None:
    chair = Seat.open(review, None, Role.CHAIR, "Alex")
    chair.join().result()
    dead = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys, os; from pathlib import Path\n"
            "from workshop_tui.review.seat import Seat\n"
            "from workshop_tui.practice.roles import Role\n"
            "seat = Seat.open(Path(sys.argv[1]), None, Role.NOTE_TAKER, 'Kim')\n"
            "seat.join().result(); os._exit(0)",
            str(review),
        ],
        check=True,
    )
    assert dead.returncode == 0
    real = time.time
    monkeypatch.setattr(seats.time, "time", lambda: real() + jump)
    assert chair.renew(1).result(), "the seat is still its own"
    live = {row.name for row in chair.read.seats() if row.live}
    assert live == {"Alex"}
    chair.captures.add("goes on").result()
    assert chair.read.captures()[0].line == "goes on"
    chair.close()
