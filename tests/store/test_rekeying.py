"""Another passphrase: whole or not at all, whatever happens in between."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as dbapi

from workshop_tui.practice.problems import Problem
from workshop_tui.practice.roles import Role
from workshop_tui.review.seat import Seat
from workshop_tui.store import connection as connections
from workshop_tui.store import rekeying
from workshop_tui.store.alone import InUse, alone
from workshop_tui.store.connection import ReviewFile, WrongPassphrase
from workshop_tui.store.engine import Connection
from workshop_tui.store.health import examine

PASSPHRASE = "quiet otters count stones"  # the one of the fixture "encrypted"
NEW = "other words altogether"

posix = pytest.mark.skipif(os.name == "nt", reason="signals and modes of POSIX")


def nothing(_: Connection) -> None:
    """Leaves the journal as it is."""


@pytest.fixture
def file(encrypted: Path) -> ReviewFile:
    return ReviewFile.existing(encrypted, PASSPHRASE)


def opens(path: Path, passphrase: str) -> bool:
    try:
        ReviewFile.existing(path, passphrase).connect().close()
    except WrongPassphrase:
        return False
    return True


def test_only_the_new_key_opens_it_and_everything_is_in_it(file: ReviewFile) -> None:
    head = examine(file).head
    before = file.path.read_bytes()
    changed = rekeying.rekey(file, connections.new_raw_key(NEW), nothing)
    assert opens(file.path, NEW) and not opens(file.path, PASSPHRASE)
    assert file.path.read_bytes()[:16] != before[:16], "the salt is a new one"
    found = examine(changed)
    assert (found.problems, found.head) == ((), head)
    assert [p.name for p in file.path.parent.iterdir()] == [file.path.name]


@posix
def test_the_file_is_still_its_owners_alone(file: ReviewFile) -> None:
    rekeying.rekey(file, connections.new_raw_key(NEW), nothing)
    assert stat.S_IMODE(file.path.stat().st_mode) == 0o600


def test_what_is_noted_comes_with_the_change(file: ReviewFile) -> None:
    def note(connection: Connection) -> None:
        connection.execute("insert into draft values ('a', 'b', 'noted', 'd', 'e')")

    changed = rekeying.rekey(file, connections.new_raw_key(NEW), note)
    connection = changed.connect()
    assert connection.execute("select text from draft").fetchall() == [("noted",)]
    connection.close()


def test_a_plain_review_has_no_passphrase_to_change(review: Path) -> None:
    before = review.read_bytes()
    with pytest.raises(Problem, match="not encrypted"):
        rekeying.rekey(ReviewFile.existing(review, None), connections.new_raw_key(NEW), nothing)
    assert review.read_bytes() == before


def test_an_empty_passphrase_makes_no_key() -> None:
    with pytest.raises(Problem, match="empty"):
        connections.new_raw_key("  ")


def test_not_while_somebody_is_in_it(file: ReviewFile) -> None:
    seat = Seat(file, Role.CHAIR, "Alex")
    seat.join().result()
    with pytest.raises(InUse, match=r"Alex \(chair\) is in secret.review"):
        rekeying.rekey(file, connections.new_raw_key(NEW), nothing)
    seat.close()
    assert opens(file.path, PASSPHRASE)


def test_not_while_another_program_has_it_open(file: ReviewFile) -> None:
    other = file.connect()
    with pytest.raises(InUse, match="Another program has secret"):
        rekeying.rekey(file, connections.new_raw_key(NEW), nothing)
    other.execute("select count(*) from entry").fetchone()
    other.close()
    assert opens(file.path, PASSPHRASE)


def test_nobody_comes_in_meanwhile(file: ReviewFile) -> None:
    with alone(file):
        other = dbapi.connect(str(file.path), timeout=0.1)
        other.execute(f"pragma key = \"x'{file._raw_key}'\"")
        with pytest.raises(dbapi.OperationalError, match="locked"):
            other.execute("select count(*) from entry")
        other.close()
    file.connect().close()


def test_a_seat_that_still_had_it_open_learns_that_it_is_gone(
    file: ReviewFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever comes in at the very last moment is told that nothing is saved."""
    seats: list[Seat] = []
    real = Path.replace

    def replace(self: Path, target: Path) -> Path:
        seats.append(Seat(file, Role.NOTE_TAKER, "Jo"))
        return real(self, target)

    monkeypatch.setattr(rekeying, "alone", _open_to_others)
    monkeypatch.setattr(Path, "replace", replace)
    rekeying.rekey(file, connections.new_raw_key(NEW), nothing)
    with pytest.raises(Problem, match="no longer where it was opened"):
        seats[0].captures.add("a word too late").result()
    seats[0].close()


class _open_to_others:  # noqa: N801 - stands for a context manager
    def __init__(self, file: ReviewFile) -> None:
        self._connection = file.connect()

    def __enter__(self) -> Connection:
        self._connection.execute("pragma journal_mode = delete")
        return self._connection

    def __exit__(self, *_: object) -> None:
        self._connection.close()


def test_what_a_killed_attempt_left_is_cleared_away(file: ReviewFile) -> None:
    left = file.path.with_name(f".{file.path.name}.new-key")
    left.write_bytes(b"half of a copy")
    left.with_name(left.name + "-journal").write_bytes(b"x")
    rekeying.rekey(file, connections.new_raw_key(NEW), nothing)
    assert [p.name for p in file.path.parent.iterdir()] == [file.path.name]


def test_interrupted_in_the_middle_nothing_is_lost(
    file: ReviewFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(_: Connection) -> None:
        raise KeyboardInterrupt

    before = examine(file)
    with pytest.raises(KeyboardInterrupt):
        rekeying.rekey(file, connections.new_raw_key(NEW), stopped)
    assert opens(file.path, PASSPHRASE)
    assert examine(file) == before
    assert [p.name for p in file.path.parent.iterdir()] == [file.path.name]


_LIMITED = """
import resource, sys
from pathlib import Path
from workshop_tui.practice.problems import Problem
from workshop_tui.store import rekeying
from workshop_tui.store.connection import ReviewFile
path, old, new = sys.argv[1:]
file = ReviewFile(Path(path), old)
file.connect().close()
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
try:
    rekeying.rekey(file, new, lambda _: None)
except Problem as problem:
    print(problem)
"""


@posix
def test_a_disk_too_full_for_the_copy(file: ReviewFile) -> None:
    before = examine(file)
    done = subprocess.run(
        [
            *(sys.executable, "-c", _LIMITED, str(file.path), str(file._raw_key)),
            connections.new_raw_key(NEW),
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    assert "could not be written" in done.stdout
    assert opens(file.path, PASSPHRASE)
    assert examine(file) == before
    assert [p.name for p in file.path.parent.iterdir()] == [file.path.name]


_KILLED = """
import os, signal, sys
from pathlib import Path
from workshop_tui.store import rekeying
from workshop_tui.store.connection import ReviewFile
path, old, new, at = sys.argv[1:]
left = int(at)
def trace(frame, event, arg):
    global left
    if frame.f_code.co_filename != rekeying.__file__:
        return None
    if event == "line":
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
    return trace
file = ReviewFile(Path(path), old)
sys.settrace(trace)
rekeying.rekey(file, new, lambda _: None)
sys.settrace(None)
print("done")
"""


@posix
@pytest.mark.slow
def test_killed_at_every_line_the_old_key_opens_it_or_the_new_one(
    encrypted: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "killed"
    folder.mkdir()
    path = folder / "case.review"
    old = ReviewFile.existing(encrypted, PASSPHRASE)._raw_key
    new = connections.new_raw_key(NEW)
    assert old is not None
    head = examine(ReviewFile(encrypted, old)).head
    seen = set()
    for at in range(1, 200):
        shutil.copyfile(encrypted, path)
        done = subprocess.run(
            [sys.executable, "-c", _KILLED, str(path), old, new, str(at)],
            capture_output=True,
            text=True,
            check=False,
        )
        working = [key for key in (old, new) if _opens_with(path, key)]
        assert len(working) == 1, at
        found = examine(ReviewFile(path, working[0]))
        assert (found.problems, found.head) == ((), head), at
        seen.add(working[0] == new)
        if done.stdout:
            break
        assert done.returncode < 0, done.stderr
    assert seen == {True, False}
    assert at > 20
    # What the last killed run left is cleared away by one that is not.
    assert [p.name for p in folder.iterdir()] == ["case.review"]


def _opens_with(path: Path, key: str) -> bool:
    try:
        ReviewFile(path, key).connect().close()
    except WrongPassphrase:
        return False
    return True


# -- the recovery code ---------------------------------------------------------------------------


@pytest.fixture
def code(file: ReviewFile) -> str:
    return " ".join(file.recovery_groups())


def test_the_recovery_code_opens_it_wherever_a_passphrase_does(encrypted: Path, code: str) -> None:
    for typed in (code, code.lower().replace(" ", "-"), code.replace(" ", "")):
        opened = ReviewFile.existing(encrypted, typed)
        opened.connect().close()
        assert opened.by_code
    assert not ReviewFile.existing(encrypted, PASSPHRASE).by_code


def test_a_mistyped_group_is_named(encrypted: Path, code: str) -> None:
    groups = code.split()
    groups[4] = ("3" if groups[4][0] == "2" else "2") + groups[4][1:]  # any one is found
    with pytest.raises(WrongPassphrase, match="group 5 is mistyped"):
        ReviewFile.existing(encrypted, " ".join(groups)).connect()


def test_a_changed_passphrase_makes_the_code_void(file: ReviewFile, code: str) -> None:
    changed = rekeying.rekey(file, connections.new_raw_key(NEW), nothing)
    with pytest.raises(WrongPassphrase, match="from before the passphrase was last changed"):
        ReviewFile.existing(file.path, code).connect()
    assert opens(file.path, " ".join(changed.recovery_groups()))


def test_words_that_look_like_a_code_are_tried_as_they_are(tmp_path: Path, code: str) -> None:
    """Nobody is shut out for having chosen a passphrase that resembles a code."""
    words = " ".join(code.split()[:13])
    path = tmp_path / "like-a-code.review"
    connection = ReviewFile.create(path, words).connect()
    connections_prepared(connection)
    assert opens(path, words)
    with pytest.raises(WrongPassphrase, match="13 groups"):
        ReviewFile.existing(path, " ".join(code.split()[1:])).connect()


def connections_prepared(connection: Connection) -> None:
    from workshop_tui.store import schema

    schema.migrate(connection)
    connection.close()


def test_a_plain_review_has_no_code(review: Path) -> None:
    with pytest.raises(Problem, match="not encrypted"):
        ReviewFile.existing(review, None).recovery_groups()


def test_a_forgotten_passphrase_without_a_sheet_is_said_honestly(encrypted: Path) -> None:
    with pytest.raises(WrongPassphrase, match="without that sheet nobody can"):
        ReviewFile.existing(encrypted, "something").connect()


@pytest.mark.parametrize(
    ("words", "opens_it"), [(PASSPHRASE, True), ("", False), ("x", False), ("\udc80", False)]
)
def test_an_open_file_knows_its_passphrase(file: ReviewFile, words: str, opens_it: bool) -> None:
    assert file.opens_with(words) is opens_it


def test_an_open_file_knows_its_code(file: ReviewFile, code: str) -> None:
    assert file.opens_with(code)
    assert not file.opens_with(code[::-1])


def test_a_plain_file_is_opened_by_anything(review: Path) -> None:
    assert ReviewFile.existing(review, None).opens_with("whatever")
