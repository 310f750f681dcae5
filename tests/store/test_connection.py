from __future__ import annotations

import contextlib
import multiprocessing
import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as dbapi

from workshop_tui.practice.problems import Problem
from workshop_tui.practice.roles import Role
from workshop_tui.privacy.view import Tier
from workshop_tui.review.seat import Seat
from workshop_tui.store import guards, schema
from workshop_tui.store.connection import (
    DamagedReview,
    NewerReview,
    NotAReview,
    PassphraseNeeded,
    ReviewFile,
    WrongPassphrase,
    is_encrypted,
    write,
)
from workshop_tui.store.guards import FileGone, UnsafePlace
from workshop_tui.store.health import examine

PASSPHRASE = "quiet otters count stones"  # the one of the fixture "encrypted"
ENTRIES = 5  # in the small case of conftest.py

posix = pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")


def opened(path: Path, passphrase: str | None = None) -> None:
    Seat.open(path, passphrase, Role.NOTE_TAKER, "Jo").close()


@pytest.mark.parametrize("passphrase", [None, PASSPHRASE])
def test_a_new_review_opens_again(tmp_path: Path, passphrase: str | None) -> None:
    path = tmp_path / "new.review"
    file = ReviewFile.create(path, passphrase)
    assert file.encrypted is (passphrase is not None)
    connection = file.connect()
    schema.migrate(connection)
    connection.close()
    assert is_encrypted(path) is (passphrase is not None)
    opened(path, passphrase)


@posix
@pytest.mark.parametrize("passphrase", [None, PASSPHRASE])
def test_only_its_owner_can_read_it(tmp_path: Path, passphrase: str | None) -> None:
    path = tmp_path / "new.review"
    connection = ReviewFile.create(path, passphrase).connect()
    schema.migrate(connection)
    modes = {p.name: stat.S_IMODE(p.stat().st_mode) for p in tmp_path.iterdir()}
    connection.close()
    assert modes == dict.fromkeys(["new.review", "new.review-wal", "new.review-shm"], 0o600)


@pytest.mark.parametrize(
    ("name", "passphrase"),
    [
        ("case.db", None),
        ("", None),
        ("case.review", ""),
        ("case.review", "  \t"),
        ("case.review", "half \udc80"),
        ("nowhere/case.review", None),
    ],
)
def test_what_cannot_be_made_leaves_no_file(
    tmp_path: Path, name: str, passphrase: str | None
) -> None:
    with pytest.raises(Problem):
        ReviewFile.create(tmp_path / name, passphrase).connect()
    assert [p for p in tmp_path.iterdir() if p.stat().st_size] == []


def test_making_never_overwrites(review: Path) -> None:
    before = review.read_bytes()
    with pytest.raises(Problem, match="exists already"):
        ReviewFile.create(review, None)
    assert review.read_bytes() == before


@pytest.mark.parametrize("wrong", ["", None])
def test_no_passphrase(encrypted: Path, wrong: str | None) -> None:
    with pytest.raises(PassphraseNeeded, match="passphrase is needed"):
        opened(encrypted, wrong)


@pytest.mark.parametrize("wrong", ["x", PASSPHRASE + " ", PASSPHRASE.upper(), "\udc80", "é"])
def test_wrong_passphrase(encrypted: Path, wrong: str) -> None:
    before = encrypted.read_bytes()
    with pytest.raises(WrongPassphrase):
        opened(encrypted, wrong)
    assert encrypted.read_bytes() == before


def _text(path: Path) -> None:
    path.write_text("Chronology of agency involvement\n" * 3)


def _long_text(path: Path) -> None:
    path.write_text("x" * 8192)


def _random(path: Path) -> None:
    path.write_bytes(os.urandom(4096 * 3))


def _odd(path: Path) -> None:
    path.write_bytes(os.urandom(5000))


def _header_only(path: Path) -> None:
    path.write_bytes(b"SQLite format 3\0" + b"\1" * 5000)


def _cut_header(path: Path) -> None:
    path.write_bytes(b"SQLite format 3\0")


def _other_database(path: Path) -> None:
    connection = dbapi.connect(str(path))
    connection.execute("create table notes (text)")
    connection.commit()
    connection.close()


def _empty_database(path: Path) -> None:
    connection = dbapi.connect(str(path), isolation_level=None)
    connection.execute("create table notes (text)")
    connection.execute("drop table notes")
    connection.close()


@pytest.mark.parametrize(
    "make",
    [
        Path.touch,
        _text,
        _long_text,
        _random,
        _odd,
        _header_only,
        _cut_header,
        _other_database,
        _empty_database,
    ],
    ids=lambda make: make.__name__,
)
@pytest.mark.parametrize("passphrase", [None, "something"])
def test_not_a_review(tmp_path: Path, make: Callable[[Path], None], passphrase: str | None) -> None:
    path = tmp_path / "odd.review"
    make(path)
    before = path.read_bytes()
    with pytest.raises((NotAReview, PassphraseNeeded, WrongPassphrase, DamagedReview)):
        opened(path, passphrase)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_or_nothing_is_not_a_review(tmp_path: Path) -> None:
    with pytest.raises(NotAReview, match="is a folder"):
        opened(tmp_path)
    with pytest.raises(NotAReview, match="There is no file"):
        opened(tmp_path / "none.review")
    assert list(tmp_path.iterdir()) == []


@posix
def test_a_pipe_is_not_a_review(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.review")
    with pytest.raises(NotAReview, match="not a file"):
        opened(tmp_path / "pipe.review")


@pytest.mark.parametrize("passphrase", [None, PASSPHRASE])
def test_a_newer_review(templates: dict[str, Path], tmp_path: Path, passphrase: str | None) -> None:
    path = tmp_path / "newer.review"
    shutil.copy2(templates["encrypted" if passphrase else "plain"], path)
    connection = ReviewFile.existing(path, passphrase).connect()
    connection.execute(f"pragma user_version = {schema.SCHEMA_VERSION + 1}")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(NewerReview, match="newer version"):
        opened(path, passphrase)
    assert path.read_bytes() == before


@pytest.mark.parametrize("page", [0, 1, 2, 3, 7, 12, 20, 30, 45])
def test_one_flipped_byte_of_an_encrypted_review_is_a_sentence(encrypted: Path, page: int) -> None:
    data = bytearray(encrypted.read_bytes())
    offset = page * 4096 + 777
    if offset >= len(data):
        pytest.skip("the file has fewer pages")
    data[offset] ^= 0x40
    encrypted.write_bytes(data)
    file = _Quick(encrypted)
    with contextlib.suppress(Problem):
        seat = Seat(file, Role.NOTE_TAKER, "Jo")
        try:
            read = seat.read
            read.review()
            read.entries(read.order())
            read.search("mother", read.view(Tier.NAMES))
            read.changes()
            for source in read.source_files():
                read.source_bytes(source)
        finally:
            seat.close()
    with contextlib.suppress(Problem):
        assert examine(file).problems
    assert encrypted.read_bytes() == bytes(data)


_KEYS: dict[bytes, str] = {}


class _Quick(ReviewFile):
    """Derives the key once for all copies of one file."""

    def __init__(self, path: Path) -> None:
        from workshop_tui.store import connection

        salt = path.read_bytes()[:16]
        if salt not in _KEYS:
            _KEYS[salt] = connection._raw_key(PASSPHRASE, salt)
        super().__init__(path, _KEYS[salt])


def test_damage_of_the_first_pages_is_told_at_opening(review: Path) -> None:
    data = bytearray(review.read_bytes())
    data[4096 - 600 : 4096] = b"\xff" * 600
    data[100:108] = b"\xff" * 8
    review.write_bytes(data)
    with pytest.raises((DamagedReview, NotAReview)):
        opened(review)
    assert review.read_bytes() == bytes(data)


def test_a_review_cut_short(encrypted: Path) -> None:
    data = encrypted.read_bytes()
    for size in (100, 4095, 4096, 4096 * 3, len(data) - 4096, len(data) - 1):
        encrypted.write_bytes(data[:size])
        with contextlib.suppress(Problem):
            seat = Seat(ReviewFile.existing(encrypted, PASSPHRASE), Role.NOTE_TAKER, "Jo")
            with contextlib.suppress(Problem):
                seat.read.changes()
            seat.close()
        assert encrypted.read_bytes() == data[:size]


# -- places ------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["nfs4", "cifs", "9p", "fuse.sshfs", "vboxsf", "webdav"])
def test_a_network_drive_is_refused(
    review: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    monkeypatch.setattr(guards, "filesystem_type", lambda _: kind)
    with pytest.raises(UnsafePlace, match="network drive"):
        opened(review)
    with pytest.raises(UnsafePlace, match="network drive"):
        ReviewFile.create(review.with_name("b.review"), None)
    assert not review.with_name("b.review").exists()


@pytest.mark.parametrize(
    "folder",
    [
        "OneDrive - Thornley Vale",
        "Dropbox",
        "Google Drive",
        "Library/CloudStorage/Box",
        "Library/Mobile Documents",
        "Nextcloud",
    ],
)
def test_a_cloud_folder_is_refused(review: Path, tmp_path: Path, folder: str) -> None:
    place = tmp_path / folder / "cases"
    place.mkdir(parents=True)
    moved = Path(shutil.copy2(review, place))
    with pytest.raises(UnsafePlace, match="synchronised"):
        opened(moved)
    link = tmp_path / "link.review"
    link.symlink_to(moved)
    with pytest.raises(UnsafePlace, match="synchronised"):
        opened(link)


def test_a_read_only_place_is_refused(review: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = review.read_bytes()
    monkeypatch.setattr(guards.os, "access", lambda *_: False)
    with pytest.raises(UnsafePlace, match="read-only"):
        opened(review)
    assert review.read_bytes() == before
    assert [p.name for p in review.parent.iterdir()] == [review.name]


def test_the_mount_that_holds_the_folder_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    parts = [("/", "ext4"), ("/mnt/share", "CIFS"), ("/mnt/sharepoint", "ext4"), ("/mnt", "xfs")]
    monkeypatch.setattr(guards, "_mounts", lambda: parts)
    for folder, kind in [
        ("/mnt/share", "cifs"),
        ("/mnt/share/a/b", "cifs"),
        ("/mnt/sharepoint/a", "ext4"),
        ("/mnt/other", "xfs"),
        ("/home/jo", "ext4"),
    ]:
        assert guards.filesystem_type(Path(folder)) == kind, folder


# -- encryption --------------------------------------------------------------------------------


def test_any_sqlcipher_tool_opens_it_with_the_passphrase(encrypted: Path) -> None:
    connection = dbapi.connect(str(encrypted))
    connection.execute(f"pragma key = '{PASSPHRASE}'")
    count = connection.execute("select count(*) from entry").fetchone()[0]
    connection.close()
    assert count == ENTRIES


def test_nothing_can_be_read_in_the_bytes(encrypted: Path) -> None:
    seat = Seat.open(encrypted, PASSPHRASE, Role.NOTE_TAKER, "Jocasta")
    seat.join().result()
    seat.captures.add("Wellington boots left in the hallway").result()
    seat.keep_draft("line", "Marmalade is half typed")
    seat.renew(None).result()
    everything = b"".join(p.read_bytes() for p in encrypted.parent.iterdir())
    seat.close()
    assert {p.suffix for p in encrypted.parent.iterdir()} == {".review"}
    for words in ("Wellington", "Marmalade", "Jocasta", "Birtwistle", "CREATE TABLE", "SQLite"):
        for coded in (words.encode(), words.encode("utf-16-le"), words.lower().encode()):
            assert coded not in everything, words


# -- snapshots ---------------------------------------------------------------------------------


def test_a_snapshot_while_others_write(encrypted: Path, tmp_path: Path) -> None:
    seat = Seat(_Quick(encrypted), Role.NOTE_TAKER, "Jo")
    try:
        futures = [seat.captures.add(f"line {n}") for n in range(100)]
        seat.snapshot(tmp_path / "copy.review")
        for future in futures:
            future.result()
        with pytest.raises(Problem, match="exists already"):
            seat.snapshot(tmp_path / "copy.review")
        with pytest.raises(Problem, match="cannot be written"):
            seat.snapshot(tmp_path / "nowhere" / "copy.review")
    finally:
        seat.close()
    assert examine(ReviewFile.existing(tmp_path / "copy.review", PASSPHRASE)).problems == ()
    if os.name != "nt":
        assert stat.S_IMODE((tmp_path / "copy.review").stat().st_mode) == 0o600
    with pytest.raises(WrongPassphrase):
        opened(tmp_path / "copy.review", "x")


@posix
@pytest.mark.parametrize("gone", ["renamed", "deleted", "replaced"])
def test_a_copy_of_a_review_that_went_holds_everything(
    review: Path, tmp_path: Path, gone: str
) -> None:
    seat = Seat.open(review, None, Role.NOTE_TAKER, "Jo")
    seat.captures.add("before it went").result()
    review.rename(tmp_path / "elsewhere.review")
    if gone == "deleted":
        (tmp_path / "elsewhere.review").unlink()
    if gone == "replaced":
        review.write_bytes(b"something else")
    seat.snapshot(tmp_path / "copy.review")
    seat.close()
    assert review.exists() is (gone == "replaced")
    copy = Seat.open(tmp_path / "copy.review", None, Role.NOTE_TAKER, "Jo")
    assert [c.text for c in copy.read.captures()] == ["before it went"]
    assert len(copy.read.order()) == ENTRIES
    copy.close()


@posix
def test_a_renamed_review_holds_everything_under_its_new_name(review: Path) -> None:
    seat = Seat.open(review, None, Role.NOTE_TAKER, "Jo")
    seat.captures.add("acknowledged").result()
    moved = review.rename(review.with_name("moved.review"))
    seat.close()
    again = Seat.open(moved, None, Role.NOTE_TAKER, "Jo")
    assert [c.text for c in again.read.captures()] == ["acknowledged"]
    again.close()


@posix
def test_a_file_that_went_is_not_made_anew(review: Path, tmp_path: Path) -> None:
    file = ReviewFile.existing(review, None)
    review.rename(tmp_path / "elsewhere.review")
    with pytest.raises(FileGone):
        file.connect()
    assert not review.exists()


@posix
def test_odd_names_of_files(review: Path, tmp_path: Path) -> None:
    for name in ("a b.review", "50%25?.review", "ä#1;&.review", "'q'.review"):
        path = Path(shutil.copy2(review, tmp_path / name))
        opened(path)
        assert path.exists()
    assert sorted(p.suffix for p in tmp_path.iterdir()) == [".review"] * 5


# -- several at once ---------------------------------------------------------------------------


def _open_and_migrate(path: str, gate: object, answers: object) -> None:
    try:
        file = ReviewFile(Path(path), None)
        gate.wait(30)  # type: ignore[attr-defined]
        connection = file.connect()
        schema.migrate(connection)
        answers.put(schema.version(connection))  # type: ignore[attr-defined]
        connection.close()
    except BaseException as error:  # noqa: BLE001 - sent to the test
        answers.put(repr(error))  # type: ignore[attr-defined]


def test_first_open_and_migration_by_several_processes(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    for number in range(2):
        path = tmp_path / f"{number}.review"
        ReviewFile.create(path, None)
        gate, answers = context.Barrier(3), context.Queue()
        workers = [
            context.Process(target=_open_and_migrate, args=(str(path), gate, answers))
            for _ in range(3)
        ]
        for worker in workers:
            worker.start()
        found = [answers.get(timeout=40) for _ in workers]
        for worker in workers:
            worker.join()
        answers.close()
        answers.join_thread()
        assert found == [schema.SCHEMA_VERSION] * 3
        connection = ReviewFile.existing(path, None).connect()
        assert not schema.missing_triggers(connection)
        connection.close()


# -- transactions ------------------------------------------------------------------------------


class _FailingCommit:
    """A connection whose next commit fails, as on a full disk."""

    def __init__(self, connection: object) -> None:
        self._connection = connection
        self.failing = True

    def __getattr__(self, name: str) -> object:
        return getattr(self._connection, name)

    def execute(self, sql: str, *args: object) -> object:
        if sql == "commit" and self.failing:
            self.failing = False
            raise dbapi.OperationalError("database or disk is full")
        return self._connection.execute(sql, *args)  # type: ignore[attr-defined]


def test_a_commit_that_fails_leaves_nothing_open(review: Path) -> None:
    real = ReviewFile.existing(review, None).connect()
    connection = _FailingCommit(real)
    with pytest.raises(dbapi.OperationalError), write(connection):
        connection.execute("insert into draft values ('a', 'b', 'c', 'd', 'e')")
    assert not real.in_transaction
    with write(connection):
        connection.execute("insert into draft values ('x', 'b', 'c', 'd', 'e')")
    assert real.execute("select seat from draft").fetchall() == [("x",)]
    real.close()


def test_the_way_to_the_first_screen_loads_no_heavy_library(review: Path) -> None:
    code = (
        "import sys; from pathlib import Path\n"
        "from workshop_tui.review.seat import Seat\n"
        "from workshop_tui.practice.roles import Role\n"
        f"seat = Seat.open(Path({str(review)!r}), None, Role.CHAIR, 'Alex')\n"
        "seat.read.review(); seat.read.entries(seat.read.order()); seat.read.captures()\n"
        "seat.join().result()\n"
        "seat.captures.add('a line').result(); seat.close()\n"
        "heavy = {'sqlite_utils', 'pydantic', 'textual', 'openpyxl', 'docx', 'lxml', 'click'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert (done.stdout.strip(), done.stderr) == ("[]", "")


@posix
def test_a_file_that_goes_at_the_last_moment_is_not_made_anew(
    review: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = ReviewFile.existing(review, None)
    review.rename(review.with_name("elsewhere"))
    monkeypatch.setattr(guards.FileIdentity, "check", lambda _: None)
    with pytest.raises(Problem, match="cannot be opened"):
        file.connect()
    assert not review.exists()


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("foreign_keys", 1),
        ("trusted_schema", 0),
        ("cell_size_check", 1),
        ("secure_delete", 1),
        ("temp_store", 2),
        ("synchronous", 2),
        ("journal_mode", "wal"),
    ],
)
def test_every_connection_is_hardened(review: Path, pragma: str, value: object) -> None:
    connection = ReviewFile.existing(review, None).connect()
    assert connection.execute(f"pragma {pragma}").fetchone()[0] == value
    connection.close()


def test_a_power_cut_in_a_checkpoint_leaves_any_length_and_is_mended_from_the_log(
    encrypted: Path, tmp_path: Path
) -> None:
    seat = Seat.open(encrypted, PASSPHRASE, Role.NOTE_TAKER, "Jo")
    for number in range(5):
        seat.captures.add(f"line {number} " + "long " * 500).result()
    cut = tmp_path / "cut.review"
    for suffix in ("", "-wal"):
        shutil.copy2(f"{encrypted}{suffix}", f"{cut}{suffix}")
    seat.close()
    with cut.open("ab") as stream:
        stream.write(bytes(700))
    again = Seat.open(cut, PASSPHRASE, Role.NOTE_TAKER, "Jo")
    assert len(again.read.captures()) == 5
    again.close()
    assert examine(ReviewFile.existing(cut, PASSPHRASE)).problems == ()
