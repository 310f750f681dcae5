"""A review made by an earlier version opens whole, and everything of today works in it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from workshop_tui.practice.roles import Role
from workshop_tui.privacy.view import Tier
from workshop_tui.review.seat import Seat
from workshop_tui.store import schema
from workshop_tui.store.connection import ReviewFile
from workshop_tui.store.health import examine

FIXTURES = Path(__file__).parent.parent / "fixtures"


@pytest.fixture(params=range(1, schema.SCHEMA_VERSION))
def version(request: pytest.FixtureRequest) -> int:
    """Each schema before today's; a fixture file must be kept of every one."""
    return int(request.param)


@pytest.fixture
def old(version: int, tmp_path: Path) -> Path:
    """A review as an earlier schema had it, with captures, an outcome and an undone line."""
    return Path(shutil.copy2(FIXTURES / f"schema-{version}.review", tmp_path / "old.review"))


def test_the_fixture_is_of_its_schema(old: Path, version: int) -> None:
    connection = ReviewFile.existing(old, None).connect()
    assert schema.version(connection) == version
    connection.close()


def test_an_old_review_comes_up_to_date_with_everything_in_it(old: Path) -> None:
    seat = Seat.open(old, None, Role.NOTE_TAKER, "Jo")
    assert len(seat.read.order()) == 5
    assert [capture.kind.value for capture in seat.read.captures()] == ["perspective", "finding"]
    assert seat.read.excluded() == [] and seat.read.circulations() == []
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
