from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as dbapi

from workshop_tui.practice.problems import Problem
from workshop_tui.store import seats, writer
from workshop_tui.store.connection import ReviewFile, write
from workshop_tui.store.engine import Connection
from workshop_tui.store.guards import FileGone
from workshop_tui.store.writer import Writer, as_problem

pytestmark = pytest.mark.usefixtures("sound")
posix = pytest.mark.skipif(os.name == "nt", reason="Windows keeps an open file in its place")


@pytest.fixture
def troubles() -> list[Exception]:
    return []


@pytest.fixture
def pen(review: Path, troubles: list[Exception]) -> Iterator[Writer]:
    made = Writer(ReviewFile.existing(review, None), "seat", on_trouble=troubles.append)
    yield made
    made.close()


def drafts(raw: Connection) -> dict[str, str]:
    return {draft.slot: draft.text for draft in seats.drafts(raw)}


def until(condition: Callable[[], object], seconds: float = 10) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.005)


@contextmanager
def held(pen: Writer) -> Iterator[None]:
    """The writer is busy with one job meanwhile."""
    gate, started = threading.Event(), threading.Event()

    def job(connection: Connection) -> None:
        started.set()
        assert gate.wait(20)

    future = pen.submit(job)
    assert started.wait(20)
    yield
    gate.set()
    future.result(20)


def test_jobs_run_in_the_order_given_in_one_thread(pen: Writer) -> None:
    ran: list[tuple[int, str]] = []
    futures = [
        pen.submit(lambda _, n=n: ran.append((n, threading.current_thread().name)))
        for n in range(50)
    ]
    for future in futures:
        future.result()
    assert ran == [(n, "writer") for n in range(50)]


def test_a_job_that_fails_leaves_nothing_and_the_next_works(pen: Writer, raw: Connection) -> None:
    def bad(connection: Connection) -> None:
        seats.put_draft(connection, "seat", "bad", "words", "")
        raise Problem("no")

    def good(connection: Connection) -> None:
        seats.put_draft(connection, "seat", "good", "words", "")

    refused, kept = pen.submit(bad), pen.submit(good)
    with pytest.raises(Problem, match="no"):
        refused.result()
    kept.result()
    assert drafts(raw) == {"good": "words"}


def test_the_newest_draft_wins(pen: Writer, raw: Connection) -> None:
    with held(pen):
        for n in range(1000):
            pen.put_draft("line", f"text {n}", "")
            pen.put_draft("other", f"other {n}", "")
    until(lambda: drafts(raw) == {"line": "text 999", "other": "other 999"})


def test_an_empty_draft_is_removed(pen: Writer, raw: Connection) -> None:
    pen.put_draft("line", "text", "")
    until(lambda: drafts(raw))
    pen.put_draft("line", "", "")
    until(lambda: not drafts(raw))


def test_a_draft_never_comes_back_after_its_capture(pen: Writer, raw: Connection) -> None:
    with held(pen):
        pen.put_draft("line", "half typed", "")
        done = pen.submit(lambda c: seats.clear_draft(c, "seat", "line"))
        pen.put_draft("next", "the next line", "")
    done.result()
    until(lambda: drafts(raw) == {"next": "the next line"})
    assert drafts(raw) == {"next": "the next line"}


def test_a_draft_stays_where_its_capture_fails(pen: Writer, raw: Connection) -> None:
    def bad(connection: Connection) -> None:
        seats.clear_draft(connection, "seat", "line")
        raise Problem("no")

    pen.put_draft("line", "half typed", "")
    with pytest.raises(Problem):
        pen.submit(bad).result()
    assert drafts(raw) == {"line": "half typed"}


def test_a_draft_and_its_capture_change_in_one_commit(review: Path, pen: Writer) -> None:
    """Another connection never sees both, or neither."""
    look = ReviewFile.existing(review, None).connect()
    seen = set()
    for n in range(30):
        pen.put_draft("line", f"line {n}", "")
        pen.submit(lambda _: None).result()

        def capture(connection: Connection, n: int = n) -> None:
            connection.execute(
                "insert into agency(uid, retracted, name, short, kind, contact) "
                "values (?, 0, 'x', 'x', '', '')",
                (f"uid {n}",),
            )
            seats.clear_draft(connection, "seat", "line")

        future = pen.submit(capture)
        while not future.done():
            both = look.execute(
                "select (select count(*) from agency where uid = ?) + (select count(*) from draft)",
                (f"uid {n}",),
            ).fetchone()[0]
            seen.add(both)
        future.result()
    look.execute("delete from agency where uid like 'uid %'")
    look.close()
    assert seen <= {1}


def test_drafts_are_covered_by_a_full_commit_soon(
    pen: Writer, raw: Connection, monkeypatch: pytest.MonkeyPatch, review: Path
) -> None:
    commits: list[tuple[float, bool]] = []
    wal = review.with_name(review.name + "-wal")

    @contextmanager
    def spy(connection: Connection, *, full: bool = True) -> Iterator[None]:
        size = wal.stat().st_size
        with write(connection, full=full):
            assert connection.execute("pragma synchronous").fetchone()[0] == (2 if full else 1)
            yield
        commits.append((time.monotonic(), full))
        assert wal.stat().st_size > size or not full, "an empty commit would sync nothing"

    monkeypatch.setattr(writer, "write", spy)
    start = time.monotonic()
    while time.monotonic() - start < 0.5:
        pen.put_draft("line", f"text {time.monotonic()}", "")
        time.sleep(0.02)
    until(lambda: any(full for _, full in commits), 5)
    assert commits[0][1] is False
    count = len(commits)
    time.sleep(1.2)
    assert len(commits) == count, "nothing typed, nothing written"


def test_a_full_commit_of_a_job_covers_drafts_too(
    pen: Writer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer, "_COVER_SECONDS", 0.2)
    fulls: list[bool] = []

    @contextmanager
    def spy(connection: Connection, *, full: bool = True) -> Iterator[None]:
        fulls.append(full)
        with write(connection, full=full):
            yield

    monkeypatch.setattr(writer, "write", spy)
    pen.put_draft("line", "text", "")
    pen.submit(lambda _: None).result()
    time.sleep(0.5)
    assert fulls == [False, True]


class SlowDisk:
    """A connection whose every commit waits, as for a slow disk."""

    def __init__(self, connection: Connection, seconds: float) -> None:
        self._connection = connection
        self._seconds = seconds

    def __getattr__(self, name: str) -> object:
        return getattr(self._connection, name)

    def execute(self, sql: str, *args: object) -> object:
        if sql == "commit":
            time.sleep(self._seconds)
        return self._connection.execute(sql, *args)


def test_a_slow_disk_holds_nobody_up(
    review: Path, pen: Writer, raw: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = ReviewFile.connect
    monkeypatch.setattr(ReviewFile, "connect", lambda file: SlowDisk(real(file), 0.5))
    first = pen.submit(lambda _: 1)
    time.sleep(0.1)
    futures: list[Future[None]] = []
    for n in range(200):
        pen.put_draft("line", f"{n}", "")
    futures.append(pen.submit(lambda _: None))
    assert not first.done(), "given and typed while the first commit still waits for the disk"
    for future in [first, *futures]:
        future.result(20)
    assert drafts(raw) == {"line": "199"}


# -- waiting, cancelling, closing --------------------------------------------------------------


def test_whoever_stops_waiting_loses_nothing(pen: Writer, raw: Connection) -> None:
    with held(pen):
        future = pen.submit(lambda c: seats.put_draft(c, "seat", "a", "kept", ""))
        assert future.cancel() is False
    future.result()
    pen.submit(lambda _: None).result()
    assert drafts(raw) == {"a": "kept"}


async def test_a_cancelled_task_does_not_stop_the_writer(pen: Writer, raw: Connection) -> None:
    import asyncio

    with held(pen):
        future = pen.submit(lambda c: seats.put_draft(c, "seat", "a", "kept", ""))
        waiting = asyncio.ensure_future(asyncio.wrap_future(future))
        await asyncio.sleep(0)
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting
    future.result(20)
    assert pen.submit(lambda _: 5).result(20) == 5
    assert drafts(raw) == {"a": "kept"}


@pytest.mark.parametrize("which", ["on_commit", "on_trouble"])
def test_a_callback_that_fails_does_not_stop_the_writer(review: Path, which: str) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("the screen is gone")

    pen = Writer(ReviewFile.existing(review, None), "seat", **{which: fail})
    with held(pen):
        pen.put_draft("line", "x", "")
    pen._do, do = _failing(pen._do), pen._do  # type: ignore[method-assign]
    pen.put_draft("line", "y", "")
    until(lambda: not pen._box or pen._retry_at)
    pen._do = do  # type: ignore[method-assign]
    assert pen.submit(lambda _: 7).result(20) == 7
    pen.close()


def _failing(real: object) -> Callable[..., None]:
    def do(connection: Connection, work: object) -> None:
        if isinstance(work, dict):
            raise dbapi.OperationalError("database is locked")
        real(connection, work)  # type: ignore[operator]

    return do


def test_a_draft_that_could_not_be_kept_is_tried_again(
    pen: Writer, raw: Connection, troubles: list[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer, "_COVER_SECONDS", 0.1)
    pen.submit(lambda _: None).result()
    do, pen._do = pen._do, _failing(pen._do)  # type: ignore[method-assign]
    pen.put_draft("line", "words", "")
    until(lambda: len(troubles) >= 2)
    assert isinstance(troubles[0], Problem)
    assert "busy" in str(troubles[0])
    pen._do = do  # type: ignore[method-assign]
    until(lambda: drafts(raw) == {"line": "words"})


def test_close_finishes_everything(review: Path, raw: Connection) -> None:
    pen = Writer(ReviewFile.existing(review, None), "seat")
    with held(pen):
        futures = [
            pen.submit(lambda c, n=n: seats.put_draft(c, "seat", f"{n}", "x", ""))
            for n in range(20)
        ]
        pen.put_draft("last", "x", "")
        closer = threading.Thread(target=pen.close)
        closer.start()
    closer.join()
    assert all(future.done() for future in futures)
    assert len(drafts(raw)) == 21
    with pytest.raises(Problem, match="being closed"):
        pen.submit(lambda _: None).result()
    pen.close()
    Writer(ReviewFile.existing(review, None), "never used").close()


# -- the file goes -----------------------------------------------------------------------------


@posix
@pytest.mark.parametrize("how", ["renamed", "deleted", "replaced", "log deleted"])
def test_a_file_that_went_is_never_called_saved(
    tmp_path: Path, templates: dict[str, Path], how: str, troubles: list[Exception]
) -> None:
    path = tmp_path / "goes.review"
    path.write_bytes(templates["plain"].read_bytes())
    log = path.with_name(path.name + "-wal")
    pen = Writer(ReviewFile.existing(path, None), "seat", on_trouble=troubles.append)
    pen.submit(lambda c: seats.put_draft(c, "seat", "a", "x", "")).result()
    if how == "log deleted":
        log.unlink()
    else:
        path.rename(tmp_path / "elsewhere")
    if how == "deleted":
        (tmp_path / "elsewhere").unlink()
    if how == "replaced":
        path.write_bytes(templates["plain"].read_bytes())
    with pytest.raises(FileGone, match="no longer where it was opened"):
        pen.submit(lambda c: seats.put_draft(c, "seat", "b", "x", "")).result()
    pen.put_draft("line", "x", "")
    until(lambda: troubles)
    assert isinstance(troubles[0], FileGone)
    if how == "renamed":
        (tmp_path / "elsewhere").rename(path)
        pen.submit(lambda c: seats.put_draft(c, "seat", "c", "x", "")).result()
        look = ReviewFile.existing(path, None).connect()
        # What was refused was not written behind anybody's back; the draft was kept.
        assert set(drafts(look)) == {"a", "c", "line"}
        look.close()
    pen.close()


@posix
def test_a_file_that_goes_during_the_commit_is_noticed(pen: Writer, review: Path) -> None:
    pen.submit(lambda _: None).result()
    away = review.with_name("elsewhere")
    with pytest.raises(FileGone):
        pen.submit(lambda _: review.rename(away)).result()
    away.rename(review)
    pen.submit(lambda _: None).result()


# -- errors as sentences -----------------------------------------------------------------------

SECRET = "Callum Birtwistle"


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (dbapi.OperationalError("database is locked"), "busy"),
        (dbapi.OperationalError("database or disk is full"), "disk is full"),
        (dbapi.OperationalError("attempt to write a readonly database"), "read-only"),
        (dbapi.DatabaseError("database disk image is malformed"), "damaged"),
        (dbapi.DatabaseError("file is not a database"), "damaged"),
        (dbapi.OperationalError("disk I/O error"), "does not answer"),
        (dbapi.IntegrityError("FOREIGN KEY constraint failed"), "not in the review"),
        (dbapi.IntegrityError(f"UNIQUE constraint failed: {SECRET}"), "not in the review"),
        (dbapi.OperationalError(f"something new about {SECRET}"), "OperationalError"),
        (UnicodeEncodeError("utf-8", SECRET + "\ud800", 17, 18, "no"), "half of a symbol"),
    ],
)
def test_database_errors_are_sentences_without_content(
    review: Path, error: Exception, says: str
) -> None:
    file = ReviewFile.existing(review, None)
    for reading in (False, True):
        problem = as_problem(error, file, reading=reading)
        assert isinstance(problem, Problem)
        assert says in str(problem)
        assert SECRET not in str(problem)
        assert ("not saved" in str(problem)) is (not reading and "busy" not in str(problem))


def test_a_mistake_of_ours_stays_one(review: Path) -> None:
    file = ReviewFile.existing(review, None)
    for error in (dbapi.ProgrammingError("wrong thread"), ValueError("x"), Problem("y")):
        assert as_problem(error, file) is error
