from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from workshop_tui.practice.kinds import CaptureKind
from workshop_tui.practice.preparing import Attachment
from workshop_tui.practice.problems import Problem
from workshop_tui.practice.records import Agency, Entry, SourceFile
from workshop_tui.review.seat import Seat
from workshop_tui.review.verb import VERBS
from workshop_tui.store import journal, replay, schema, search
from workshop_tui.store.connection import ReviewFile, write
from workshop_tui.store.engine import Connection
from workshop_tui.store.health import examine
from workshop_tui.store.journal import Actor, ChangeClass
from workshop_tui.store.transaction import Transaction


@pytest.fixture
def worked(seat: Seat, chair: Seat, raw: Connection) -> Connection:
    """A review in which something happened, its journal unguarded."""
    entry = seat.read.order()[0]
    first = seat.captures.add("*First finding @SW1 #workload", entry_id=entry).result()
    seat.captures.edit(first.id, "First finding, better", base=first.text).result()
    seat.captures.add(":a perspective", entry_id=entry).result()
    seat.undo().result()
    seat.redo().result()
    chair.event.star(entry).result()
    chair.event.go(entry).result()
    assert journal.broken_at(raw) is None
    assert replay.differences(raw) == []
    raw.execute("drop trigger journal_no_update")
    raw.execute("drop trigger journal_no_delete")
    return raw


COLUMNS = [
    *("seq", "at", "seat", "person", "class", "meaning", "table_name", "row_uid", "grp", "how"),
    *("of", "format", "salt", "payload", "digest", "hash"),
]


def test_all_columns_are_covered(raw: Connection) -> None:
    assert [row[1] for row in raw.execute("pragma table_info(journal)")] == COLUMNS


@pytest.mark.parametrize("column", COLUMNS)
def test_the_chain_breaks_when_any_column_of_any_entry_is_altered(
    worked: Connection, column: str
) -> None:
    last = journal.last_seq(worked)
    for seq in range(1, last + 1):
        value = worked.execute(f'select "{column}" from journal where seq = ?', (seq,)).fetchone()
        for other in _others(value[0]):
            worked.execute("begin")
            worked.execute(f'update journal set "{column}" = ? where seq = ?', (other, seq))
            broken = journal.broken_at(worked)
            worked.execute("rollback")
            assert broken, (seq, value, other)
            assert broken[0] in (seq, seq + 1)
    assert journal.broken_at(worked) is None


def _others(value: object) -> list[object]:
    if value is None:
        return ["", "x"]
    if isinstance(value, int):
        return [value + 1000]
    if isinstance(value, bytes):
        return [value[:-1] + bytes([value[-1] ^ 1]), value + b"\0"]
    assert isinstance(value, str)
    return [value + " ", value.swapcase() + "x"] + ([""] if value else [])


@pytest.mark.parametrize("seq", [1, 2, 10])
def test_an_entry_that_is_missing_breaks_the_chain(worked: Connection, seq: int) -> None:
    worked.execute("delete from journal where seq = ?", (seq,))
    assert journal.broken_at(worked) == (seq, "an entry is missing")


def test_two_entries_that_change_places_break_the_chain(worked: Connection) -> None:
    for old, new in ((4, -1), (5, 4), (-1, 5)):
        worked.execute("update journal set seq = ? where seq = ?", (new, old))
    assert journal.broken_at(worked)


def test_words_moved_between_salt_and_payload_break_the_chain(worked: Connection) -> None:
    salt, payload = worked.execute("select salt, payload from journal where seq = 3").fetchone()
    moved = (salt + payload[:1].encode(), payload[1:])
    worked.execute("update journal set salt = ?, payload = ? where seq = 3", moved)
    assert journal.broken_at(worked) == (3, "its content was altered")


def test_a_cut_tail_shows_in_the_head(worked: Connection) -> None:
    head = journal.head(worked)
    worked.execute("delete from journal where seq = ?", (journal.last_seq(worked),))
    assert journal.broken_at(worked) is None
    assert journal.head(worked) != head


def test_a_destroyed_payload_leaves_the_chain_whole(worked: Connection, seat: Seat) -> None:
    worked.execute("update journal set payload = null where table_name = 'capture'")
    assert journal.broken_at(worked) is None
    assert replay.differences(worked) == []
    assert [change.after for change in seat.read.changes() if change.table == "capture"]
    with pytest.raises(Problem, match="struck"):
        seat.undo().result()


# -- replay ------------------------------------------------------------------------------------


def _every_value(raw: Connection) -> list[tuple[str, str, int, object]]:
    values = []
    for table in ("review", "agency", "entry", "capture", "outcome", "evidence", "session"):
        names = [row[1] for row in raw.execute(f'pragma table_info("{table}")')]
        for row in raw.execute(f'select * from "{table}" order by id limit 3').fetchall():
            values += [
                (table, name, row[0], value)
                for name, value in zip(names, row, strict=True)
                if name != "id"
            ]
    return values


def test_replay_finds_any_altered_value(worked: Connection) -> None:
    worked.execute("pragma foreign_keys = off")
    for table, name, row_id, value in _every_value(worked):
        if value is None:
            numbers = ("variant_of", "sheet")
            other: object = 77 if name.endswith("_id") or name in numbers else "x"
        else:
            other = value + 50 if isinstance(value, int) else f"{value}x"
        worked.execute("begin")
        worked.execute(f'update "{table}" set "{name}" = ? where id = ?', (other, row_id))
        found = replay.differences(worked)
        worked.execute("rollback")
        assert found, (table, name, row_id)
    assert replay.differences(worked) == []


@pytest.mark.parametrize("table", ["entry", "capture", "outcome", "evidence", "agency", "session"])
def test_replay_finds_added_and_removed_rows(worked: Connection, table: str) -> None:
    worked.execute("pragma foreign_keys = off")
    names = [row[1] for row in worked.execute(f'pragma table_info("{table}")')]
    rest = ", ".join(f'"{name}"' for name in names if name not in ("id", "uid"))
    worked.execute("begin")
    worked.execute(
        f'insert into "{table}"(uid, {rest}) select \'new\', {rest} from "{table}" limit 1'
    )
    assert replay.differences(worked)
    worked.execute("rollback")
    worked.execute("begin")
    worked.execute(f'delete from "{table}" where id = (select max(id) from "{table}")')
    assert replay.differences(worked)
    worked.execute("rollback")


@pytest.mark.parametrize("payload", ["{}", "[]", "null", "no json", '{"before":1,"after":2}'])
def test_a_payload_that_is_no_longer_one_is_reported(worked: Connection, payload: str) -> None:
    worked.execute("update journal set payload = ? where seq = 2", (payload,))
    assert any("cannot be read" in sentence for sentence in replay.differences(worked))


def test_the_bytes_of_a_document_are_checked(review: Path, raw: Connection) -> None:
    raw.execute("update source_content set content = x'00' where source_file_id = 2")
    raw.execute("delete from source_content where source_file_id = 3")
    problems = examine(ReviewFile.existing(review, None)).problems
    assert problems == (
        "source: the document of source file 2 is not the one that was imported",
        "source: the document of source file 3 is not the one that was imported",
    )


def test_a_file_that_came_is_kept_and_checked(seat: Seat, review: Path, raw: Connection) -> None:
    def keep(tx: Transaction) -> Attachment:
        made = Attachment(name="form.docx", what="form", sha256="", by="Jo", at="2026-03-01")
        return tx.attach(made, b"as it came")

    kept = seat.run("kept a file", ChangeClass.CONTENT, keep).result()
    assert kept.sha256 == hashlib.sha256(b"as it came").hexdigest()
    assert seat.read.attachment_bytes(kept.id) == b"as it came"
    seat.undo().result()
    assert seat.read.records(Attachment) == []
    seat.redo().result()
    assert examine(ReviewFile.existing(review, None)).problems == ()
    raw.execute("update attachment_content set content = x'00'")
    said = f"kept: attachment {kept.id} is not the file that came"
    assert examine(ReviewFile.existing(review, None)).problems == (said,)
    raw.execute("delete from attachment_content")
    assert examine(ReviewFile.existing(review, None)).problems == (said,)


def test_an_import_is_one_entry_with_a_digest(seat: Seat, raw: Connection) -> None:
    content = b"rows"

    def job(tx: Transaction) -> int:
        agency = tx.add(Agency(name="Housing", short="Housing"))
        source = SourceFile(
            name="h.csv", agency_id=agency.id, sha256=hashlib.sha256(content).hexdigest()
        )
        rows = (Entry(agency_id=agency.id, text=f"row {n}", origin_row=n) for n in range(300))
        return tx.import_entries(source, content, rows)

    before = seat.read.last_seq()
    assert seat.run("imported", ChangeClass.ADMINISTRATION, job).result() == 300
    changes = seat.read.changes(before)
    assert [change.table for change in changes] == ["agency", "source_file", "entry"]
    assert changes[2].after == {
        "source_file_id": 5,
        "rows": 300,
        "digest": seat.read.source_files()[5].digest,
    }
    assert seat.read.source_bytes(5) == content
    assert replay.differences(raw) == []


def test_an_import_takes_the_fields_of_entries_as_it_takes_entries(
    seat: Seat, raw: Connection, sound: None
) -> None:
    given = [
        {"agency_id": 1, "text": "heard \u2028 “x” \\ \x1b", "fields": {"b": "2", "a": '"'}},
        {"agency_id": 1, "text": "", "flags": ("undated", "no-text"), "origin_row": 7},
    ]
    stored = []
    for n, entries in enumerate((given, [Entry(**one) for one in given])):
        source = SourceFile(name=f"{n}.csv", agency_id=1, sha256=hashlib.sha256(b"").hexdigest())
        seat.run(
            "imported",
            ChangeClass.ADMINISTRATION,
            lambda tx, source=source, entries=entries: tx.import_entries(source, b"", entries),
        ).result()
        stored.append(
            raw.execute(
                "select retracted, agency_id, text, sort_key, ref, earliest, fields, flags, "
                "origin_row, starred, state from entry order by id desc limit 2"
            ).fetchall()
        )
    assert stored[0] == stored[1]
    assert replay.differences(raw) == []


def test_an_import_is_found_and_leaves_the_structure_as_it_was(
    seat: Seat, raw: Connection, sound: None
) -> None:
    structure = "select type, name, tbl_name, sql from sqlite_master order by type, name"
    before = raw.execute(structure).fetchall()
    source = SourceFile(name="h.csv", agency_id=1, sha256=hashlib.sha256(b"").hexdigest())
    rows = (
        Entry(agency_id=1, text=f"Zeppelin {n}", fields={"child": "xylophones"})
        for n in range(1_500)
    )
    job = lambda tx: tx.import_entries(source, b"", rows)  # noqa: E731
    assert seat.run("imported", ChangeClass.ADMINISTRATION, job).result() == 1_500
    assert raw.execute(structure).fetchall() == before
    for words in ("zeppelin 1499", "xylophone zeppelins 0"):
        query = search.query([[word] for word in words.split()])
        assert search.matching(raw, Entry.TABLE, query)
    one = Entry(agency_id=1, text="Marimba")
    added = seat.run("added", ChangeClass.ADMINISTRATION, lambda tx: tx.add(one)).result()
    assert search.matching(raw, Entry.TABLE, search.query([["marimba"]])) == [added.id]


def test_an_import_that_fails_leaves_nothing(seat: Seat, raw: Connection, sound: None) -> None:
    def rows() -> object:
        yield Entry(agency_id=1, text="good")
        yield Entry(agency_id=999, text="bad")

    def job(tx: Transaction) -> int:
        source = SourceFile(name="h.csv", agency_id=1, sha256="")
        return tx.import_entries(source, b"", rows())  # type: ignore[arg-type]

    before = seat.read.last_seq(), seat.read.order(), list(seat.read.source_files())
    with pytest.raises(Problem, match="not in the review"):
        seat.run("imported", ChangeClass.ADMINISTRATION, job).result()
    assert (seat.read.last_seq(), seat.read.order(), list(seat.read.source_files())) == before
    assert not schema.missing_triggers(raw)


def test_columns_of_a_source_keep_their_order(seat: Seat) -> None:
    entry = seat.read.entries(seat.read.order())[0]
    assert list(entry.fields) == ["Zuletzt", "Author"]


# -- the typed table ---------------------------------------------------------------------------


def test_a_stale_record_changes_nothing(seat: Seat, sound: None) -> None:
    capture = seat.captures.add("first").result()
    seat.captures.edit(capture.id, "second", base="first").result()
    with pytest.raises(Problem, match="changed since it was read"):
        seat.run("x", ChangeClass.CONTENT, lambda tx: tx.change(capture, text="third")).result()
    unstored = lambda tx: tx.change(Agency(name="a", short="b"), name="c")  # noqa: E731
    with pytest.raises(Problem, match="changed since it was read"):
        seat.run("x", ChangeClass.CONTENT, unstored).result()
    assert seat.read.captures()[0].text == "second"


def test_what_does_not_differ_is_not_journaled(seat: Seat) -> None:
    capture = seat.captures.add("*same").result()
    before = seat.read.last_seq()
    seat.captures.edit(capture.id, "same", base="same").result()
    seat.captures.change_kind(capture.id, CaptureKind.FINDING).result()
    seat.captures.move(capture.id, None).result()
    assert seat.read.last_seq() == before


def test_times_are_with_zone_and_uids_differ(seat: Seat) -> None:
    futures = [seat.captures.add(f"{n}") for n in range(50)]
    captures = [future.result() for future in futures]
    assert len({capture.uid for capture in captures}) == 50
    assert all(capture.at[-6] in "+-" for capture in captures)


def test_meanings_hold_no_content(
    sit: Callable[..., Seat], seat: Seat, chair: Seat, raw: Connection
) -> None:
    secret = "Callum Birtwistle"
    entry = seat.read.order()[0]
    capture = seat.captures.add(f"*{secret} was seen", entry_id=entry).result()
    seat.captures.edit(capture.id, f"{secret} was not seen", base=capture.text).result()
    seat.outcomes.set(1, "text", secret).result()
    seat.people.register("family", secret + " senior", "Father").result()
    seat.undo().result()
    seat.redo().result()
    chair.event.mark(entry, "discussed").result()
    known = {verb.meaning for verb in VERBS.values()} | {"made the review", "filled the review"}
    for change in seat.read.changes():
        meaning = change.meaning.removeprefix("undid: ").removeprefix("redid: ")
        assert meaning in known
        assert secret not in change.seat + change.person + change.table + change.row_uid


def test_seats_that_append_at_once_make_one_chain(review: Path, raw: Connection) -> None:
    import threading

    def work(name: str) -> None:
        connection = ReviewFile.existing(review, None).connect()
        for _ in range(40):
            with write(connection):
                Transaction(connection, Actor(name, name), ChangeClass.CONTENT, "x").add(
                    Agency(name=os.urandom(4).hex(), short=name)
                )
        connection.close()

    before = journal.last_seq(raw)
    threads = [threading.Thread(target=work, args=(name,)) for name in "abc"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert journal.last_seq(raw) == before + 120
    assert journal.broken_at(raw) is None
    assert replay.differences(raw) == []
