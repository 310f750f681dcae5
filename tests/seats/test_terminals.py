"""Two people at two terminals on one review, in real processes."""

from __future__ import annotations

import random
import shutil
import subprocess
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from workshop_tui.practice.roles import Role
from workshop_tui.review.seat import Seat
from workshop_tui.store.connection import ReviewFile
from workshop_tui.store.health import examine

PASSPHRASE = "quiet otters count stones"
WORDS = ("safe", "not", "been", "nobody asked", "x", "q", "N", "U", "[bold]", "wörter", "שלום")
MARKS = ("👩", "@SW1", "#workload", "!", "*", ">", "~")
ALT_H, ALT_D, PAGE_UP = "\x1bh", "\x1bd", "\x1b[5~"

SLOW = r"""
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>
static void wait_a_little(void) {
    const char *log = getenv("SLOW_SYNC_LOG");
    int file = log ? open(log, O_WRONLY | O_CREAT | O_APPEND, 0600) : -1;
    if (file >= 0) { if (write(file, ".", 1) < 0) {} close(file); }
    usleep(40000);
}
int fsync(int file) {
    int (*real)(int) = dlsym(RTLD_NEXT, "fsync"); wait_a_little(); return real(file);
}
int fdatasync(int file) {
    int (*real)(int) = dlsym(RTLD_NEXT, "fdatasync"); wait_a_little(); return real(file);
}
"""


def lines_of(name: str, count: int) -> list[str]:
    chance = random.Random(name)
    return [
        f"{name} {n} " + " ".join(chance.choices(WORDS + MARKS, k=chance.randrange(3, 9)))
        for n in range(count)
    ]


def kept(path: Path, passphrase: str | None) -> dict[str, list[str]]:
    """The lines in the review by seat, in their order."""
    seat = Seat.open(path, passphrase, Role.COMMAND_LINE, "reader")
    try:
        found: dict[str, list[str]] = {}
        for capture in seat.read.captures():
            found.setdefault(capture.seat, []).append(capture.line)
        return found
    finally:
        seat.close()


def write(terminal: Any, lines: list[str], opening: str, seed: int) -> None:
    """Type lines in pieces of any size, as fast as the terminal takes them."""
    chance = random.Random(seed)
    keys = "".join(f"{opening}{line}\r" for line in lines)
    while keys:
        size = chance.randrange(1, 40)
        terminal.type(keys[:size])
        keys = keys[size:]
        time.sleep(chance.choice([0, 0.002, 0.02]))


def test_two_people_type_at_once_and_every_line_is_there(
    terminal: Callable[..., Any], encrypted: Path, holds: Callable[..., None]
) -> None:
    chair = terminal(encrypted, "chair", "Alex", passphrase=PASSPHRASE).in_the_room()
    notes = terminal(encrypted, "note-taker", "Jo", passphrase=PASSPHRASE, size=(80, 24))
    notes.in_the_room()
    typed = {"chair: Alex": lines_of("Alex", 12), "note-taker: Jo": lines_of("Jo", 12)}
    hands = [
        threading.Thread(target=write, args=(chair, typed["chair: Alex"], "nbt", 1)),
        threading.Thread(target=write, args=(notes, typed["note-taker: Jo"], "", 2)),
    ]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()
    chair.type("tthe last line\r")
    notes.until("the last line")
    typed["chair: Alex"].append("the last line")
    chair.type("q")
    notes.type("half typed\x11")
    assert (chair.end(), notes.end()) == (0, 0)
    assert kept(encrypted, PASSPHRASE) == typed
    health = examine(ReviewFile.existing(encrypted, PASSPHRASE))
    assert health.problems == ()
    assert b"nobody asked" not in encrypted.read_bytes()


def test_killed_in_the_middle_of_typing_nothing_is_lost(
    terminal: Callable[..., Any], encrypted: Path, holds: Callable[..., None]
) -> None:
    first = terminal(encrypted, "note-taker", "Jo", passphrase=PASSPHRASE).in_the_room()
    lines = lines_of("Jo", 8)
    write(first, lines, "", 3)
    first.until(lambda text: "Jo 7" in text and "● saved" in text)
    first.type("* half a sen")
    watcher = Seat.open(encrypted, PASSPHRASE, Role.OBSERVER, "watcher")
    holds(lambda: [d.text for d in watcher.read.drafts()] == ["* half a sen"], "the draft is kept")
    first.type("tence")
    first.kill()
    watcher.close()
    again = terminal(encrypted, "note-taker", "Jo", passphrase=PASSPHRASE, size=(80, 24))
    again.until("half-typed line from before is back")
    again.until("* half a sen")
    assert "Finding" in again.text
    again.type(" and on\r")
    again.until("Finding saved")
    found = kept(encrypted, PASSPHRASE)["note-taker: Jo"]
    assert found[:-1] == lines
    assert found[-1].startswith("* half a sen") and found[-1].endswith(" and on")


def test_killed_in_the_middle_of_a_field_its_text_is_found_again(
    terminal: Callable[..., Any], encrypted: Path, holds: Callable[..., None]
) -> None:
    """Fields that were left are saved; the one that somebody was in comes back half typed."""
    first = terminal(encrypted, "chair", "Alex", passphrase=PASSPHRASE, size=(80, 24)).in_the_room()
    first.type("1")
    first.until("Preparation ·")
    first.type("\r")
    first.until("TYPING")
    first.type("\t\t\t" + "Twice in the same week\rand then")  # a long text: Enter is a new line
    watcher = Seat.open(encrypted, PASSPHRASE, Role.OBSERVER, "watcher")
    first.type("\tSub-group\tA. Revie")
    holds(lambda: watcher.read.review().requested_by == "Sub-group", "two fields are saved")
    assert watcher.read.review().reason == "Twice in the same week\nand then"
    holds(lambda: [d.text for d in watcher.read.drafts()] == ["A. Revie"], "the draft is kept")
    first.kill()
    watcher.close()
    again = terminal(encrypted, "chair", "Alex", passphrase=PASSPHRASE, size=(120, 40))
    again.until("Half-typed text waits in a form: The review.")
    again.type("1")
    again.until("✎ half typed")
    again.type("\r")
    again.until("What you had half typed is back, not saved yet: Lead reviewer.")
    again.until("A. Revie")
    again.type("\t" * 5 + "wer\t")
    again.until("A. Reviewer")
    reader = Seat.open(encrypted, PASSPHRASE, Role.OBSERVER, "reader")
    holds(lambda: reader.read.review().lead == "A. Reviewer", "it is saved")
    assert reader.read.drafts() == []
    reader.close()


def test_killed_while_lines_are_being_saved(terminal: Callable[..., Any], review: Path) -> None:
    """Whatever the screen said was saved is there; what is there was typed so."""
    chair = terminal(review, "chair", "Alex").in_the_room()
    lines = lines_of("Alex", 40)
    hand = threading.Thread(target=write, args=(chair, lines, "t", 4))
    hand.start()
    chair.until("Alex 9")
    chair.kill()
    hand.join()
    found = kept(review, None)["chair: Alex"]
    assert found == lines[: len(found)]
    assert len(found) >= 9
    assert examine(ReviewFile.existing(review, None)).problems == ()


def test_the_chairs_move_is_seen_by_the_note_taker(
    terminal: Callable[..., Any], review: Path
) -> None:
    chair = terminal(review, "chair", "Alex", size=(80, 24)).in_the_room()
    notes = terminal(review, "note-taker", "Jo", size=(80, 24)).in_the_room()
    notes.until("note-taker +1")
    chair.until("chair +1")
    chair.type("nn")
    notes.until("3 of 5")
    notes.type("she was as")
    notes.until("she was as")
    chair.type("n")
    notes.until("CHAIR IS AT 4")
    assert "3 of 5" in notes.text
    notes.type("leep\r")
    notes.until("4 of 5")
    chair.type("b")
    chair.until("she was asleep")


def test_the_chairs_seat_is_handed_over(terminal: Callable[..., Any], review: Path) -> None:
    chair = terminal(review, "chair", "Alex").in_the_room()
    notes = terminal(review, "note-taker", "Jo", size=(80, 24)).in_the_room()
    chair.type("nthalf a th")
    chair.until("half a th")
    notes.until("2 of 5")
    chair.type("\x1b")
    chair.until("COMMANDS")
    chair.type("H")
    notes.until("Alex offers you the chair's seat")
    notes.type(ALT_H)
    notes.until("⌂ chair +1")
    chair.until("Jo has the chair's seat")
    chair.until("⌂ note-taker +1")
    assert "half a th" in chair.text
    notes.type("n")
    chair.until("CHAIR IS AT 3")
    chair.type("ought\r")
    chair.until("3 of 5")
    assert kept(review, None) == {"note-taker: Alex": ["half a thought"]}


@pytest.mark.parametrize("names", [("Alex", "Jo"), ("Alex", "Alex")])
def test_a_dead_chairs_seat_is_taken_and_its_words_are_found(
    terminal: Callable[..., Any],
    review: Path,
    holds: Callable[..., None],
    names: tuple[str, str],
) -> None:
    chair = terminal(review, "chair", names[0]).in_the_room()
    notes = terminal(review, "note-taker", names[1], size=(80, 24)).in_the_room()
    chair.type("nf she said")
    watcher = Seat.open(review, None, Role.OBSERVER, "watcher")
    holds(lambda: [d.text for d in watcher.read.drafts()] == [" she said"], "the draft is kept")
    watcher.close()
    chair.kill()
    notes.until("no chair here")
    notes.type(ALT_H)
    notes.until("once more")
    notes.type(ALT_H)
    notes.until("⌂ chair")
    if names[0] == names[1]:
        notes.until("half-typed line from before is back")
    else:
        notes.until("left a half-typed text")
        notes.type("D")
    notes.until("she said")
    notes.type(" so\r")
    notes.until("Finding saved at entry 2")
    (found,) = kept(review, None).values()
    assert found == [" she said so"]


@pytest.fixture
def slow_sync(tmp_path: Path) -> dict[str, str]:
    """An environment in which every fsync takes 40 ms longer."""
    compiler = shutil.which("gcc") or shutil.which("cc")
    if compiler is None:
        pytest.skip("no C compiler to slow fsync down with")
    source, library = tmp_path / "slow.c", tmp_path / "slow.so"
    source.write_text(SLOW)
    made = subprocess.run(
        [compiler, "-shared", "-fPIC", "-o", str(library), str(source), "-ldl"],
        capture_output=True,
        check=False,
    )
    if made.returncode:
        pytest.skip("the compiler cannot make a shared library here")
    return {"LD_PRELOAD": str(library), "SLOW_SYNC_LOG": str(tmp_path / "syncs")}


def test_a_slow_disk_does_not_slow_the_typing(
    terminal: Callable[..., Any], review: Path, slow_sync: dict[str, str]
) -> None:
    other = terminal(review, "note-taker", "Jo", environment=slow_sync).in_the_room()
    notes = terminal(review, "note-taker", "Kim", environment=slow_sync).in_the_room()
    lines = lines_of("Jo", 15)
    hand = threading.Thread(target=write, args=(other, lines, "", 5))
    hand.start()
    sentence = "the health visitor had been told by nobody at all"
    for n in range(1, len(sentence) + 1):
        notes.type(sentence[n - 1])
        notes.until(sentence[:n].rstrip(), 10)
    notes.type("\r")
    notes.type("next")
    notes.until(" next", 10)
    hand.join()
    other.type("done\r")
    other.until(lambda text: "Captured here · 17" in text and "● saved" in text, 30)
    found = kept(review, None)
    assert found == {"note-taker: Jo": [*lines, "done"], "note-taker: Kim": [sentence]}
    syncs = Path(slow_sync["SLOW_SYNC_LOG"])
    if not (syncs.exists() and syncs.stat().st_size >= len(lines)):
        pytest.skip("the slowed fsync was not used: this engine is linked otherwise")
