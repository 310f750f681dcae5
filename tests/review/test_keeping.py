"""A changed passphrase reaches every copy that is known; the recovery sheet names nobody."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from workshop_tui.practice import recovery_code
from workshop_tui.practice.problems import NotAllowed, NotFound, Problem
from workshop_tui.practice.roles import Role
from workshop_tui.review import keeping, rehearsing
from workshop_tui.review.seat import Seat
from workshop_tui.store.connection import ReviewFile, WrongPassphrase
from workshop_tui.store.erasing import review_uid
from workshop_tui.store.health import examine

PASSPHRASE = "quiet otters count stones"  # the one of the fixture "encrypted"
NEW = "other words altogether"

posix = pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")


@pytest.fixture
def copied(encrypted: Path, tmp_path: Path) -> list[Path]:
    """Copies of the encrypted review: one beside it, one that goes, one in another folder."""
    stick = tmp_path / "stick"
    stick.mkdir()
    paths = [tmp_path / "one.review", tmp_path / "gone.review", stick / "two.review"]
    seat = Seat.open(encrypted, PASSPHRASE, Role.CHAIR, "Alex")
    for path in paths:
        seat.snapshot(path)
    seat.close()
    return paths


def opened(path: Path, passphrase: str | None) -> ReviewFile:
    file = ReviewFile.existing(path, passphrase)
    file.connect().close()
    return file


def test_every_copy_is_remembered_and_none_that_was_not_made(
    encrypted: Path, copied: list[Path], tmp_path: Path
) -> None:
    seat = Seat.open(encrypted, PASSPHRASE, Role.NOTE_TAKER, "Jo")
    with pytest.raises(Problem, match="exists already"):
        seat.snapshot(copied[0])
    with pytest.raises(Problem, match="cannot be written"):
        seat.snapshot(tmp_path / "nowhere" / "copy.review")
    assert [(one.path, one.by) for one in seat.read.snapshots()] == [
        (str(path), "Alex") for path in copied
    ]
    assert seat.captures.add("a line").result().text == "a line"
    assert seat.undo().result().meaning == "captured a line"
    seat.close()
    for path in copied:
        assert examine(opened(path, PASSPHRASE)).problems == ()
    assert examine(opened(encrypted, PASSPHRASE)).problems == ()


def test_the_new_passphrase_opens_the_review_and_its_copies(
    encrypted: Path, copied: list[Path]
) -> None:
    copied[1].unlink()
    changed = keeping.change_passphrase(opened(encrypted, PASSPHRASE), NEW, "Alex")
    assert changed.copies == (copied[0], copied[2])
    assert [(one.path, "no longer there" in one.why) for one in changed.left] == [(copied[1], True)]
    for path in (encrypted, copied[0], copied[2]):
        with pytest.raises(WrongPassphrase):
            opened(path, PASSPHRASE)
        assert examine(opened(path, NEW)).problems == ()
    seat = Seat.open(encrypted, NEW, Role.CHAIR, "Alex")
    last = seat.read.changes()[-1]
    seat.close()
    assert (last.person, last.meaning, last.klass) == ("Alex", keeping.CHANGED, "administration")
    assert sorted(p.name for p in encrypted.parent.iterdir()) == [
        *("one.review", "secret.review", "stick"),
    ]


def test_copies_that_cannot_be_reached_are_named_with_the_reason(
    encrypted: Path, copied: list[Path], review: Path
) -> None:
    keeping.change_passphrase(opened(copied[0], PASSPHRASE), "a third one")
    shutil.copy2(review, copied[1])
    copied[2].write_bytes(b"no review at all")
    before = [path.read_bytes() for path in copied]
    changed = keeping.change_passphrase(opened(encrypted, PASSPHRASE), NEW)
    why = {one.path: one.why for one in changed.left}
    assert changed.copies == ()
    assert "another passphrase" in why[copied[0]]
    assert set(why) == set(copied)
    assert [path.read_bytes() for path in copied] == before


def test_another_review_at_a_copys_place_is_left_alone(
    templates: dict[str, Path], review: Path, tmp_path: Path, sit: Callable[..., Seat]
) -> None:
    from workshop_tui.review import copies, making

    sit(Role.CHAIR, "Alex").snapshot(tmp_path / "copy.review")
    (tmp_path / "copy.review").unlink()
    making.create(tmp_path / "copy.review", None, reference="LR-1", title="Another")
    reached: list[ReviewFile] = []
    file = ReviewFile.existing(review, None)
    paths = [tmp_path / "copy.review", review]
    done, left = copies.reach(file, review_uid(file), paths, reached.append)
    assert (done, reached) == ([], [])
    assert [one.why for one in left] == ["another review is there now"]


def test_a_copy_somebody_sits_in_is_left(encrypted: Path, copied: list[Path]) -> None:
    seat = Seat.open(copied[0], PASSPHRASE, Role.CHAIR, "Robin")
    seat.join().result()
    changed = keeping.change_passphrase(opened(encrypted, PASSPHRASE), NEW)
    seat.close()
    assert [one.path for one in changed.left] == [copied[0]]
    assert "Robin (chair)" in changed.left[0].why


def test_a_rehearsal_that_runs_is_a_copy_too(encrypted: Path) -> None:
    rehearsal = rehearsing.begin(opened(encrypted, PASSPHRASE), Role.CHAIR, "Robin")
    rehearsal.join().result()
    changed = keeping.change_passphrase(opened(encrypted, PASSPHRASE), NEW)
    assert [one.path for one in changed.left] == [rehearsal.file.path]
    assert "Robin (chair)" in changed.left[0].why
    rehearsal.close()
    assert [path.name for path in encrypted.parent.iterdir()] == [encrypted.name]


def test_not_while_somebody_is_in_the_review(encrypted: Path) -> None:
    seat = Seat.open(encrypted, PASSPHRASE, Role.NOTE_TAKER, "Jo")
    seat.join().result()
    file = opened(encrypted, PASSPHRASE)
    with pytest.raises(Problem, match="Jo"):
        keeping.ready_to_change(file)
    with pytest.raises(Problem, match="Jo"):
        keeping.change_passphrase(file, NEW)
    seat.close()
    opened(encrypted, PASSPHRASE)


def test_an_empty_passphrase_is_the_only_one_refused(encrypted: Path) -> None:
    file = opened(encrypted, PASSPHRASE)
    with pytest.raises(Problem, match="empty"):
        keeping.change_passphrase(file, " ")
    keeping.change_passphrase(file, "a")
    opened(encrypted, "a")


def test_a_copy_can_be_struck_off_the_list_and_moved_on_it(
    chair: Seat, seat: Seat, tmp_path: Path
) -> None:
    copy, elsewhere = tmp_path / "copy.review", tmp_path / "elsewhere.review"
    chair.snapshot(copy)
    with pytest.raises(Problem, match="still there"):
        chair.copies.deleted(copy).result()
    with pytest.raises(Problem, match="There is no file"):
        chair.copies.moved(copy, elsewhere).result()
    copy.rename(elsewhere)
    chair.copies.moved(copy, elsewhere).result()
    assert [one.path for one in chair.read.snapshots()] == [str(elsewhere)]
    with pytest.raises(NotFound, match="not on the list"):
        chair.copies.deleted(copy).result()
    with pytest.raises(NotAllowed):
        seat.copies.deleted(elsewhere)
    elsewhere.unlink()
    chair.copies.deleted(elsewhere).result()
    assert chair.read.snapshots() == []


@posix
def test_a_copy_is_made_even_where_nothing_more_can_be_remembered(
    review: Path, tmp_path: Path
) -> None:
    seat = Seat.open(review, None, Role.NOTE_TAKER, "Jo")
    seat.captures.add("before it went").result()
    review.unlink()
    seat.snapshot(tmp_path / "copy.review")
    seat.close()
    again = Seat.open(tmp_path / "copy.review", None, Role.NOTE_TAKER, "Jo")
    assert [c.text for c in again.read.captures()] == ["before it went"]
    again.close()


# -- the recovery sheet --------------------------------------------------------------------------


@pytest.mark.parametrize("suffix", [".txt", ".md"])
def test_the_sheet_holds_the_code_and_names_nobody(encrypted: Path, suffix: str) -> None:
    file = opened(encrypted, PASSPHRASE)
    text = keeping.sheet(file, suffix)
    groups = file.recovery_groups()
    assert all(group in text for group in groups)
    assert "LR-99" in text
    for name in ("Birtwistle", "Ainsworth", "Maker", "Child A", "secret", PASSPHRASE):
        assert name not in text
    assert max(map(len, text.splitlines())) <= 80 or suffix == ".md"
    assert len(text.splitlines()) < 60, "one page"


def test_the_code_can_be_typed_from_the_sheet_as_it_stands(encrypted: Path) -> None:
    lines = keeping.sheet(opened(encrypted, PASSPHRASE)).splitlines()
    typed = " ".join(line for line in lines if [len(part) for part in line.split()] == [5] * 7)
    assert recovery_code.decode(typed) is not None
    opened(encrypted, typed)


def test_a_written_sheet_is_its_owners_alone_and_replaces_nothing(
    encrypted: Path, tmp_path: Path
) -> None:
    file, target = opened(encrypted, PASSPHRASE), tmp_path / "sheet.txt"
    keeping.write_sheet(file, target)
    if os.name != "nt":
        assert stat.S_IMODE(target.stat().st_mode) == 0o600
    with pytest.raises(Problem):
        keeping.write_sheet(file, target)


def test_a_plain_review_has_no_sheet(review: Path) -> None:
    with pytest.raises(Problem, match="not encrypted"):
        keeping.sheet(ReviewFile.existing(review, None))


def test_forgotten_then_opened_by_code_then_a_new_passphrase(encrypted: Path) -> None:
    code = " ".join(opened(encrypted, PASSPHRASE).recovery_groups())
    changed = keeping.change_passphrase(opened(encrypted, code), NEW)
    opened(encrypted, NEW)
    with pytest.raises(WrongPassphrase, match="void"):
        opened(encrypted, code)
    opened(encrypted, " ".join(changed.file.recovery_groups()))
