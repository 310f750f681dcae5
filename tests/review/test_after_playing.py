"""The demo case after its event: a whole review, so that every document has something to say."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from workshop_tui.practice.changing import Narrative
from workshop_tui.practice.changing_forms import SECTIONS
from workshop_tui.practice.kinds import OutcomeKind
from workshop_tui.practice.language import hints
from workshop_tui.practice.problems import Problem
from workshop_tui.practice.roles import Role
from workshop_tui.practice.running import Challenge
from workshop_tui.review import after_plan
from workshop_tui.review.after_playing import create_demo_after
from workshop_tui.review.embedding import embedding
from workshop_tui.review.plan import plan
from workshop_tui.review.seat import Seat
from workshop_tui.review.sharing import sharing
from workshop_tui.review.wording import pack_rules
from workshop_tui.store.health import examine
from workshop_tui.store.resources import data_folder


@pytest.fixture(scope="module")
def after(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("after") / "demo.review"
    create_demo_after(path, "Maker")
    return path


@pytest.fixture
def seat(after: Path, tmp_path: Path) -> Iterator[Seat]:
    copy = tmp_path / "demo.review"
    shutil.copy(after, copy)
    found = Seat.open(copy, None, Role.COMMAND_LINE, "Reader")
    yield found
    found.close()


def test_every_phase_has_something_and_nothing_is_lacking(seat: Seat) -> None:
    kinds = {one.kind for one in seat.read.outcomes()}
    assert kinds == set(OutcomeKind)
    assert {one.section for one in seat.read.records(Narrative)} == set(SECTIONS)
    assert all(one.answer for one in seat.read.lines_of_enquiry())
    assert all(one.answer for one in seat.read.records(Challenge))
    assert not any(seat.read.missing().values())
    assert sharing(seat.read).publications


def test_the_plan_is_partly_done_and_something_is_overdue(seat: Seat) -> None:
    colours = [one.brag for one in plan(seat.read)]
    assert {"blue", "green", "amber", "red"} <= set(colours)
    monitored = embedding(seat.read)
    assert monitored.indicators and monitored.audits and monitored.checks


def test_it_was_played_on_the_day_and_journaled(seat: Seat) -> None:
    captures = seat.read.captures()
    assert {one.at[:10] for one in captures} == {"2025-07-03"}
    assert {one.by for one in captures} == {"Ben Howarth"}
    assert not examine(seat.file).problems


def test_its_words_blame_nobody(seat: Seat) -> None:
    rules = pack_rules()
    texts = [one.text for one in seat.read.records(Narrative)]
    texts += [one.answer for one in seat.read.lines_of_enquiry()]
    for one in seat.read.outcomes():
        texts += [one.text, one.why, one.prevalence, one.question, one.result, one.measure]
    assert [hint.words for text in texts for hint in hints(text, rules)] == []


@pytest.mark.parametrize(
    ("was", "becomes", "says"),
    [("[[said]]", "[[sayd]]", "sayd"), ('line = "', 'lin = "', "line"), ("step = 1\n", "", "step")],
)
def test_a_plan_with_a_mistake_names_its_place(
    tmp_path: Path, was: str, becomes: str, says: str
) -> None:
    text = (data_folder("demo") / "after.toml").read_text(encoding="utf-8")
    path = tmp_path / "after.toml"
    path.write_text(text.replace(was, becomes), encoding="utf-8")
    with pytest.raises(Problem, match=says):
        after_plan.load(path)


def test_days_are_told_from_the_day_of_playing() -> None:
    assert after_plan.typed("+30", dt.date(2026, 1, 2)) == "2026-02-01"
    assert after_plan.typed("-2", dt.date(2026, 1, 1)) == "2025-12-30"
    assert after_plan.typed(dt.date(2026, 1, 1), dt.date(2020, 1, 1)) == "2026-01-01"
