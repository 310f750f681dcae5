"""A review made by an earlier version opens whole, and everything of today works in it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from fixture_review import make

from workshop_tui.practice.preparing import PackChange, ReturnItem
from workshop_tui.practice.problems import Problem
from workshop_tui.practice.roles import Role
from workshop_tui.privacy.view import Tier
from workshop_tui.review.seat import Seat, prepare
from workshop_tui.store import schema
from workshop_tui.store.connection import ReviewFile
from workshop_tui.store.health import examine

FIXTURES = Path(__file__).parent.parent / "fixtures"


KEPT = sorted(int(path.stem.removeprefix("schema-")) for path in FIXTURES.glob("*.review"))


@pytest.fixture(params=KEPT)
def version(request: pytest.FixtureRequest) -> int:
    """Each released schema, today's among them where it is released."""
    return int(request.param)


def test_a_review_is_kept_of_each_schema_before_todays() -> None:
    assert set(range(1, schema.SCHEMA_VERSION)) <= set(KEPT)


@pytest.fixture
def old(version: int, tmp_path: Path) -> Path:
    """A review as an earlier schema had it, with captures, an outcome and an undone line."""
    return Path(shutil.copy2(FIXTURES / f"schema-{version}.review", tmp_path / "old.review"))


def test_the_fixture_is_of_its_schema(old: Path, version: int) -> None:
    connection = ReviewFile.existing(old, None).connect()
    assert schema.version(connection) == version
    connection.close()


def rows_of(path: Path) -> dict[str, list[dict[str, object]]]:
    """Every row of every table that is not search's or the engine's own."""
    connection = ReviewFile.existing(path, None).connect()
    tables = connection.execute("select name from pragma_table_list where type = 'table'")
    found = {}
    for (name,) in tables.fetchall():
        if "_fts" in name or name.startswith(("sqlite_", "_")):
            continue
        cursor = connection.execute(f'select * from "{name}" order by rowid')
        columns = [column[0] for column in cursor.description]
        found[name] = [dict(zip(columns, row, strict=True)) for row in cursor]
    connection.close()
    return found


def test_no_row_and_no_value_is_altered(old: Path) -> None:
    before = rows_of(old)
    prepare(ReviewFile.existing(old, None))
    after = rows_of(old)
    for table, rows in before.items():
        columns = rows[0].keys() if rows else ()
        assert [{name: row[name] for name in columns} for row in after[table]] == rows
    assert before["entry"] and before["journal"]


def test_a_copy_of_before_is_kept_beside_it(old: Path, version: int) -> None:
    before = rows_of(old)
    Seat.open(old, None, Role.OBSERVER, "Jo").close()
    copy = old.with_name(f"old before format {schema.SCHEMA_VERSION}.review")
    assert copy.exists() is (version < schema.SCHEMA_VERSION)
    if version < schema.SCHEMA_VERSION:
        assert rows_of(copy) == before
        seat = Seat.open(old, None, Role.OBSERVER, "Jo")
        assert str(copy) in [one.path for one in seat.read.snapshots()]
        seat.close()


def test_where_no_copy_can_be_kept_it_stays_of_its_format(
    old: Path, version: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise Problem("No space left on device")

    monkeypatch.setattr(ReviewFile, "copy_to", full)
    if version < schema.SCHEMA_VERSION:
        with pytest.raises(Problem, match="No space left"):
            Seat.open(old, None, Role.OBSERVER, "Jo")
        assert [path.name for path in old.parent.glob("*review*")] == [old.name]
    connection = ReviewFile.existing(old, None).connect()
    assert schema.version(connection) == version
    connection.close()


def test_an_old_review_comes_up_to_date_with_everything_in_it(old: Path, version: int) -> None:
    seat = Seat.open(old, None, Role.NOTE_TAKER, "Jo")
    assert len(seat.read.order()) == 5
    struck = seat.read.strikes()
    kinds = [one.kind.value for one in seat.read.captures() if one.id not in struck]
    assert kinds == ["perspective", "finding"]
    assert len(seat.read.excluded()) == len(seat.read.circulations()) == (version > 2)
    assert seat.redo().result().meaning == "captured a line"
    seat.undo().result()
    first = seat.read.order()[0]
    seat.entries.correct(first, text="Otitis").result()
    assert [entry.id for entry in seat.read.search("otitis", seat.read.view(Tier.NAMES))[0]] == [
        first
    ]
    seat.close()
    assert examine(ReviewFile.existing(old, None)).problems == ()


def test_two_seats_may_bring_it_up_to_date_together(old: Path) -> None:
    seats = [Seat.open(old, None, Role.NOTE_TAKER, name) for name in ("Jo", "Kim")]
    assert all(len(seat.read.order()) == 5 for seat in seats)
    for seat in seats:
        seat.close()


@pytest.fixture
def rich(tmp_path: Path) -> Path:
    """A review of schema 3: something in each table, and its people gone without a goodbye."""
    return Path(shutil.copy2(FIXTURES / "schema-3.review", tmp_path / "rich.review"))


def test_something_stands_in_each_table_of_schema_3(rich: Path) -> None:
    assert [table for table, rows in rows_of(rich).items() if not rows] == []


def test_clock_and_place_outcomes_and_a_changed_pack_are_as_they_were(rich: Path) -> None:
    seat = Seat.open(rich, None, Role.CHAIR, "Alex")
    session = seat.read.session()
    assert session is not None
    order = seat.read.order()
    assert (session.entry_id, session.step_id, session.curtain) == (order[2], 2, True)
    assert session.started and not session.closed and session.since
    outcomes = {one.kind.value: one for one in seat.read.outcomes()}
    (told,) = seat.read.captures_at(order[0])
    assert "I assumed he was seen" in told.text
    assert seat.read.evidence()[outcomes["finding"].id]
    assert outcomes["action"].finding_id == outcomes["finding"].id
    (change,) = seat.read.records(PackChange)
    assert change.changes == {"dates": "relative"}
    assert seat.read.tiers().rules[Tier.BOARD].dates == "relative"
    assert [strike.reason for strike in seat.read.strikes().values()] == ["It named a child."]
    assert [(one.seat, one.text) for one in seat.read.drafts()] == [
        ("note-taker: Jo", "half a word")
    ]
    assert [one.text for one in seat.read.records(ReturnItem)] == ["I rang twice"]
    seat.join(take_over=True).result()
    seat.event.go(order[3]).result()
    seat.close()
    assert examine(ReviewFile.existing(rich, None)).problems == ()


def test_the_next_one_to_keep_can_be_made(tmp_path: Path) -> None:
    make(tmp_path / "today.review")
    assert [table for table, rows in rows_of(tmp_path / "today.review").items() if not rows] == []
    assert examine(ReviewFile.existing(tmp_path / "today.review", None)).problems == ()
