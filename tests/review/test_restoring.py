"""A damaged review: looked at without writing to it, and a good snapshot in its place."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from workshop_tui.cli.root import root
from workshop_tui.practice.problems import Problem
from workshop_tui.practice.roles import Role
from workshop_tui.review import restoring, snapshots
from workshop_tui.review.seat import Seat
from workshop_tui.store.connection import ReviewFile, WrongPassphrase
from workshop_tui.store.health import examine

PASSPHRASE = "quiet otters count stones"


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.fixture(params=[None, PASSPHRASE], ids=["plain", "encrypted"])
def words(request: pytest.FixtureRequest) -> str | None:
    return request.param


@pytest.fixture
def worked(review: Path, encrypted: Path, words: str | None) -> Path:
    """A review with a snapshot at its second capture, and two captures and an undone one since."""
    path = encrypted if words else review
    seat = Seat.open(path, words, Role.NOTE_TAKER, "Jo")
    seat.captures.add("first").result()
    seat.captures.add("second").result()
    assert snapshots.take(seat, during_event=False)
    for line in ("third", "fourth", "fifth"):
        seat.captures.add(line).result()
    seat.undo().result()
    seat.close()
    return path


def spoil(path: Path, at: int = 4096 * 9 + 100, size: int = 9000) -> str:
    """Overwrite a stretch in the middle of the file."""
    with path.open("rb+") as stream:
        stream.seek(at)
        stream.write(b"\xff" * size)
    return digest(path)


def captures(path: Path, words: str | None) -> list[str]:
    seat = Seat.open(path, words, Role.OBSERVER, "Looker")
    try:
        return [one.text for one in seat.read.captures()]
    finally:
        seat.close()


def test_a_whole_review_has_nothing_to_restore(worked: Path, words: str | None) -> None:
    found = restoring.offer(worked, words)
    assert found.review.state == restoring.WHOLE and found.snapshot is not None
    assert found.loss is not None and found.loss.captures == 3
    with pytest.raises(Problem, match="is whole; nothing was changed"):
        restoring.restore(worked, words)


def test_what_would_be_lost_is_said_exactly(worked: Path, words: str | None) -> None:
    seat = Seat.open(worked, words, Role.OBSERVER, "Looker")
    changes = seat.read.changes()
    seat.close()
    (snapshot,) = snapshots.in_folder(worked)
    before = spoil(worked)
    found = restoring.offer(worked, words)
    assert found.review.state == restoring.DAMAGED and found.review.problems
    assert found.snapshot is not None and found.snapshot.path == snapshot
    held = found.snapshot.contents.last_seq
    assert held is not None and found.loss is not None
    assert found.loss.since == changes[held - 1].at
    assert found.loss.changes in (len(changes) - held, None)
    assert found.loss.captures in (3, None)
    assert digest(worked) == before
    assert [one.name for one in worked.parent.glob(".workshop-tui-*")] == []


def test_the_snapshot_takes_its_place_and_the_damaged_one_is_kept(
    worked: Path, words: str | None
) -> None:
    before = spoil(worked)
    done = restoring.restore(worked, words, name="Alex")
    assert captures(worked, words) == ["first", "second"]
    assert done.kept is not None and digest(done.kept) == before
    assert examine(ReviewFile.existing(worked, words)).problems == ()
    seat = Seat.open(worked, words, Role.NOTE_TAKER, "Jo")
    assert "restored" in [change.meaning for change in seat.read.changes()]
    known = {Path(one.path) for one in seat.read.snapshots()}
    assert known == {done.kept, *snapshots.in_folder(worked)}
    seat.captures.add("and on").result()
    seat.close()


def test_a_log_that_lies_beside_goes_with_the_damaged_file(worked: Path, words: str | None) -> None:
    """Moved into the snapshot, it would damage that one too."""
    seat = Seat.open(worked, words, Role.NOTE_TAKER, "Jo")
    seat.captures.add("in the log").result()
    log = worked.with_name(worked.name + "-wal")
    kept = worked.with_name("log")
    shutil.copy2(log, kept)
    seat.close()
    spoil(worked, 0)
    shutil.copy2(kept, log)
    done = restoring.restore(worked, words)
    assert not log.exists()
    assert done.kept is not None
    assert done.kept.with_name(done.kept.name + "-wal").read_bytes() == kept.read_bytes()
    assert captures(worked, words) == ["first", "second"]


@pytest.mark.parametrize("how", ["deleted", "emptied", "cut short", "overwritten"])
def test_whatever_became_of_it(worked: Path, words: str | None, how: str) -> None:
    if how == "deleted":
        worked.unlink()
    else:
        size = {"emptied": 0, "cut short": 5000}.get(how)
        worked.write_bytes(worked.read_bytes()[:size] if size is not None else b"x" * 20_000)
    found = restoring.offer(worked, words)
    assert found.review.state == (restoring.MISSING if how == "deleted" else restoring.DAMAGED)
    assert found.loss is not None and (found.loss.changes, found.loss.captures) == (None, None)
    restoring.restore(worked, words)
    assert captures(worked, words) == ["first", "second"]


def test_the_newest_that_is_good_is_taken(worked: Path, words: str | None) -> None:
    seat = Seat.open(worked, words, Role.NOTE_TAKER, "Jo")
    newer = snapshots.take(seat, during_event=False)
    asked = worked.with_name(f"{worked.stem} copy.review")
    seat.snapshot(asked)
    seat.close()
    assert newer is not None
    spoil(newer)
    spoil(worked)
    found = restoring.offer(worked, words)
    assert found.snapshot is not None and found.snapshot.path == asked
    spoil(asked)
    found = restoring.offer(worked, words)
    assert found.snapshot is not None and found.snapshot.path == snapshots.in_folder(worked)[0]
    assert {one.path for one in found.bad} == {asked, newer}
    restoring.restore(worked, words)
    assert captures(worked, words) == ["first", "second"]


def test_where_there_is_none_that_is_said(worked: Path, words: str | None) -> None:
    for one in snapshots.in_folder(worked):
        one.unlink()
    before = spoil(worked)
    found = restoring.offer(worked, words)
    assert found.snapshot is None and found.loss is None
    with pytest.raises(Problem, match="no good snapshot"):
        restoring.restore(worked, words)
    assert digest(worked) == before


def test_another_reviews_snapshot_is_refused(
    worked: Path, words: str | None, templates: dict[str, Path], tmp_path: Path
) -> None:
    from workshop_tui.review.making import create

    other = tmp_path / "other.review"
    create(other, words, reference="LR-1", title="T")
    shutil.copy2(other, snapshots.folder_of(worked) / "case 2099-01-01 000000.review")
    found = restoring.offer(worked, words)
    assert found.snapshot is not None and found.snapshot.path.name != other.name
    assert len(found.bad) == 0
    with pytest.raises(Problem, match="another review"):
        restoring.restore(worked, words, other)


def test_a_wrong_passphrase_is_no_damage(worked: Path, words: str | None) -> None:
    if words is None:
        pytest.skip("a plain review has none")
    with pytest.raises(WrongPassphrase, match="neither"):
        restoring.offer(worked, "other words")


def test_somebody_in_it_keeps_it(worked: Path, words: str | None) -> None:
    seat = Seat.open(worked, words, Role.NOTE_TAKER, "Jo")
    seat.join().result()
    with pytest.raises(Problem, match=r"Jo \(note-taker\): still in"):
        restoring.restore(worked, words, snapshots.in_folder(worked)[0])
    seat.captures.add("goes on").result()
    seat.close()


@pytest.mark.parametrize("step", ["copyfile", "fsync", "unlink", "replace"])
def test_where_it_fails_half_way_nothing_is_lost(
    worked: Path, words: str | None, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    before = spoil(worked)
    real: Callable[..., object]

    def full(*args: object, **more: object) -> object:
        if step == "copyfile" and "restored" not in str(args[1]):
            return real(*args, **more)
        if step == "unlink" and not str(args[0]).endswith("-shm"):
            return real(*args, **more)
        raise OSError(28, "No space left on device")

    if step == "copyfile":
        real = shutil.copyfile
        monkeypatch.setattr("workshop_tui.store.looking.shutil.copyfile", full)
    elif step == "fsync":
        monkeypatch.setattr("workshop_tui.review.restoring.os.fsync", full)
    else:
        real = getattr(Path, step)
        monkeypatch.setattr(Path, step, full)
    with pytest.raises(Problem, match="No space left"):
        restoring.restore(worked, words)
    monkeypatch.undo()
    assert digest(worked) == before
    assert [one.name for one in worked.parent.iterdir() if one.name.startswith(".")] == []
    restoring.restore(worked, words)
    assert captures(worked, words) == ["first", "second"]


# -- from the command line --------------------------------------------------------------------


def run(*args: object, words: str | None) -> tuple[int, str]:
    environment = {"WORKSHOP_TUI_PASSPHRASE": words} if words else {}
    ran = CliRunner().invoke(root, [str(one) for one in args], env=environment)
    assert ran.exception is None or isinstance(ran.exception, SystemExit), ran.output
    return ran.exit_code, ran.output


def test_one_command_says_it_and_one_does_it(worked: Path, words: str | None) -> None:
    (snapshot,) = snapshots.in_folder(worked)
    assert "is whole." in run("restore", worked, words=words)[1]
    before = spoil(worked)
    code, said = run("restore", worked, words=words)
    assert code == 1
    assert "is damaged" in said and str(snapshot) in said and "would be lost" in said
    assert "Nothing was changed" in said and digest(worked) == before
    told = json.loads(run("restore", worked, "--json", words=words)[1])
    assert told["state"] == "damaged" and told["snapshot"]["path"] == str(snapshot)
    assert told["loses"]["since"] == told["snapshot"]["at"]
    code, said = run("restore", worked, "--accept", words=words)
    assert code == 0 and "The damaged file is kept" in said and "lost" in said
    assert captures(worked, words) == ["first", "second"]


def test_a_damaged_review_says_how_to_go_on(worked: Path, words: str | None) -> None:
    spoil(worked, 4096, worked.stat().st_size - 4096)
    code, said = run("captures", worked, words=words)
    assert code == 2
    assert "workshop-tui restore" in said
    assert "Traceback" not in said


def test_going_back_to_a_snapshot_of_a_whole_review(worked: Path, words: str | None) -> None:
    (snapshot,) = snapshots.in_folder(worked)
    code, said = run("restore", worked, "--from", snapshot, "--accept", words=words)
    assert code == 0, said
    assert "3 capture(s) in " in said
    assert captures(worked, words) == ["first", "second"]


def test_damage_that_nobody_has_met_yet_is_found_by_the_next_snapshot(
    worked: Path, words: str | None
) -> None:
    seat = Seat.open(worked, words, Role.NOTE_TAKER, "Jo")
    seat.captures.add("sixth").result()
    log = worked.with_name(worked.name + "-wal")
    seat.close()
    assert not log.exists()
    spoil(worked)
    seat = Seat.open(worked, words, Role.NOTE_TAKER, "Jo")
    with pytest.raises(Problem, match="workshop-tui restore"):
        snapshots.take(seat, during_event=False)
    assert len(snapshots.in_folder(worked)) == 1
    seat.close()


@pytest.mark.skipif(os.name != "posix", reason="modes of POSIX")
def test_what_is_kept_is_its_owners_alone(worked: Path, words: str | None) -> None:
    spoil(worked)
    done = restoring.restore(worked, words)
    assert done.kept is not None
    assert {one.stat().st_mode & 0o777 for one in (worked, done.kept)} == {0o600}
