"""A rehearsal runs on a copy that is thrown away; the review itself is only read."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from workshop_tui.practice.problems import Problem
from workshop_tui.practice.roles import Role
from workshop_tui.review import rehearsing
from workshop_tui.review.seat import Seat
from workshop_tui.store.connection import ReviewFile, is_encrypted

PASSPHRASE = "quiet otters count stones"


def beside(review: Path) -> list[str]:
    """What lies beside a review, but for what the database keeps there while it is open."""
    return sorted(p.name for p in review.parent.iterdir() if not p.name.startswith(review.name))


def test_what_is_done_in_a_rehearsal_is_gone_and_the_review_is_as_it_was(review: Path) -> None:
    before = review.read_bytes()
    seat = rehearsing.begin(ReviewFile.existing(review, None), Role.CHAIR, "Alex")
    copy = seat.file.path
    assert copy != review and copy.name == review.name and rehearsing.is_rehearsal(copy)
    seat.join().result()
    seat.event.start().result()
    seat.captures.add("* only a rehearsal", entry_id=seat.read.order()[0]).result()
    seat.close()
    assert not copy.parent.exists()
    assert review.read_bytes() == before
    assert beside(review) == []
    seat.close()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_only_its_owner_can_enter(review: Path) -> None:
    seat = rehearsing.begin(ReviewFile.existing(review, None), Role.CHAIR)
    try:
        assert stat.S_IMODE(seat.file.path.parent.stat().st_mode) == 0o700
        assert stat.S_IMODE(seat.file.path.stat().st_mode) == 0o600
    finally:
        seat.close()


def test_an_encrypted_review_is_rehearsed_under_its_own_key(encrypted: Path) -> None:
    seat = rehearsing.begin(ReviewFile.existing(encrypted, PASSPHRASE), Role.CHAIR)
    try:
        assert is_encrypted(seat.file.path)
        assert len(seat.read.order()) == 5
        other = Seat.open(seat.file.path, PASSPHRASE, Role.NOTE_TAKER, "Jo")
        other.close()
    finally:
        seat.close()


def test_nobody_sits_in_the_copy_and_nothing_is_half_typed(review: Path, chair: Seat) -> None:
    chair.join().result()
    chair.keep_draft("line", "half a thought")
    chair.run("waits", "content", lambda _: None).result()  # type: ignore[arg-type]
    seat = rehearsing.begin(ReviewFile.existing(review, None), Role.CHAIR, "Kim")
    try:
        assert seat.join().result()
        assert seat.read.drafts() == []
        assert len(chair.read.drafts()) == 1
    finally:
        seat.close()


def test_a_rehearsal_cannot_be_rehearsed(review: Path) -> None:
    seat = rehearsing.begin(ReviewFile.existing(review, None), Role.CHAIR)
    try:
        with pytest.raises(Problem, match="a rehearsal already"):
            rehearsing.begin(seat.file, Role.CHAIR)
    finally:
        seat.close()


def test_what_a_crash_left_is_removed_the_next_time(review: Path) -> None:
    code = (
        "import os, sys; from pathlib import Path\n"
        "from workshop_tui.practice.roles import Role\n"
        "from workshop_tui.review import rehearsing\n"
        "from workshop_tui.store.connection import ReviewFile\n"
        "seat = rehearsing.begin(ReviewFile.existing(Path(sys.argv[1]), None), Role.CHAIR)\n"
        "print(seat.file.path, flush=True)\n"
        "os._exit(9)"
    )
    crashed = subprocess.run(
        [sys.executable, "-c", code, str(review)], capture_output=True, text=True, check=False
    )
    left = Path(crashed.stdout.strip())
    assert left.is_file()
    mine = rehearsing.begin(ReviewFile.existing(review, None), Role.CHAIR)
    try:
        assert not left.parent.exists()
        rehearsing.sweep(review)
        assert mine.file.path.is_file()
    finally:
        mine.close()


def test_other_folders_stay(review: Path) -> None:
    kept = review.parent / ".workshop-tui-rehearsal-notes"
    kept.mkdir()
    rehearsing.sweep(review)
    assert kept.is_dir()
    rehearsing.sweep(review.parent / "none" / "x.review")


def test_no_copy_stays_where_it_cannot_be_opened(
    review: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: ReviewFile) -> None:
        raise Problem("no")

    monkeypatch.setattr(rehearsing, "prepare", fail)
    with pytest.raises(Problem, match="no"):
        rehearsing.begin(ReviewFile.existing(review, None), Role.CHAIR)
    assert beside(review) == []


def test_a_folder_in_which_nothing_can_be_made(
    review: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(**_: object) -> str:
        raise OSError(13, "Permission denied")

    monkeypatch.setattr("tempfile.mkdtemp", refuse)
    with pytest.raises(Problem, match=r"no room for a rehearsal beside case\.review: Permission"):
        rehearsing.begin(ReviewFile.existing(review, None), Role.CHAIR)
