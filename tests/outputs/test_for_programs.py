"""What programs read: calendar, schema, tables, database, pictures; each by another library."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import sqlite3
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import icalendar
import jsonschema
import pytest
from hand_made import fit, make
from planned import HOSTILE, disputed, planned

from workshop_tui.outputs import building, calendar, data, database, pictures, tables
from workshop_tui.outputs.material import Material
from workshop_tui.practice.changing import DueCheck
from workshop_tui.practice.records import Identity
from workshop_tui.privacy.view import Tier
from workshop_tui.store.plain_file import VIEWS
from workshop_tui.store.resources import data_folder

NAME = Identity(id=1, kind="child", name="Josie Tarrant", pseudonym="Child A", aliases=("Josie",))
EVERY = list(Tier)


def whole(words: str = "") -> Material:
    """Plan, disputes and checks in one review."""
    material, beside = planned(words), disputed(words)
    checks = (
        DueCheck(uid="c1", title=f"Lasts{words}", due="2027-09-01", outcome_id=2),
        DueCheck(uid="c2", title="Done", due="2027-01-01", done="2027-01-01"),
    )
    assert material.session is not None
    return replace(
        material,
        sessions=(material.session,),
        entries=beside.entries,
        excluded=beside.excluded,
        numbers=beside.numbers,
        beside=beside.beside,
        after=replace(material.after, checks=checks),
    )


# -- calendar --------------------------------------------------------------------------------------


def events(material: Material) -> dict[str, Any]:
    ready = fit(material, Tier.PANEL, [NAME])
    found = icalendar.Calendar.from_ical(calendar.build(ready, building.build(ready)))
    return {str(one["summary"]): one for one in found.walk("VEVENT")}


def test_everything_that_is_due_is_in_the_calendar_without_wording() -> None:
    found = events(whole(" Josie was here"))
    assert set(found) == {
        "LR-99: action A1 is due",
        "LR-99: a milestone of A1 is due",
        "LR-99: a check on A1 is due",
        "LR-99: practitioner event",
    }
    due = found["LR-99: action A1 is due"]
    assert due["dtstart"].dt == dt.date(2027, 3, 4) and due["dtend"].dt == dt.date(2027, 3, 5)
    assert [str(one["action"]) for one in due.walk("VALARM")] == ["DISPLAY"]
    assert len({str(one["uid"]) for one in found.values()}) == 4
    assert events(whole())["LR-99: action A1 is due"]["uid"] == due["uid"]


def test_a_session_with_a_time_is_in_london_time() -> None:
    material = make()
    assert material.session is not None
    session = replace(material.session, starts="09:30", date="2026-07-01")
    found = events(replace(material, session=session, sessions=(session,)))
    start = found["LR-99: practitioner event"]["dtstart"].dt
    assert start.astimezone(dt.UTC) == dt.datetime(2026, 7, 1, 8, 30, tzinfo=dt.UTC)


def test_nothing_due_is_a_calendar_all_the_same() -> None:
    assert set(events(replace(make(), sessions=()))) == set()


# -- JSON and its schema ---------------------------------------------------------------------------


@pytest.mark.parametrize("tier", EVERY)
@pytest.mark.parametrize("words", ["", HOSTILE.replace("\ud800", "")])
def test_the_json_is_as_its_schema_says(tier: Tier, words: str) -> None:
    schema = json.loads((data_folder("schema") / data.SCHEMA).read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    ready = fit(whole(words), tier, [NAME])
    said = json.loads(data.render(ready, building.build(ready)))
    jsonschema.Draft202012Validator(schema).validate(said)
    said["outcomes"][0]["brag"] = "purple"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(schema).validate(said)


# -- tables and database ---------------------------------------------------------------------------


def opened(tmp_path: Path, material: Material, tier: Tier) -> sqlite3.Connection:
    ready = fit(material, tier, [NAME])
    path = tmp_path / "review.sqlite"
    path.write_bytes(database.build(ready, building.build(ready)))
    return sqlite3.connect(path)


@pytest.mark.parametrize("tier", EVERY)
def test_the_database_holds_together(tmp_path: Path, tier: Tier) -> None:
    found = opened(tmp_path, whole(HOSTILE), tier)
    assert found.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert found.execute("PRAGMA foreign_key_check").fetchall() == []
    for view in VIEWS:
        found.execute(f"SELECT * FROM {view}").fetchall()
    (plan,) = found.execute("SELECT label, finding, recommendation, brag FROM action_plan")
    assert plan[0] == "A1" and str(plan[1]).startswith("F1: Ask") and plan[3] == "amber"
    found.close()


def test_views_find_what_they_should(tmp_path: Path) -> None:
    found = opened(tmp_path, whole(), Tier.PANEL)
    rows = found.execute("SELECT number, text, disputed FROM chronology").fetchall()
    assert [row[0] for row in rows] == [1, 2] and rows[1][2] == "HV: We rang"
    evidence = found.execute("SELECT label, words FROM outcome_evidence").fetchall()
    assert {label for label, _ in evidence} == {"F1", "E1"}
    assert found.execute("SELECT labels FROM coverage WHERE number = 1").fetchone() == ("F1",)
    found.close()


def test_it_keeps_no_words_in_pieces(tmp_path: Path) -> None:
    """A search table's pages do: a piece may look like a name, and a name may hide in one."""
    found = opened(tmp_path, whole(), Tier.PANEL)
    kinds = found.execute("SELECT sql FROM sqlite_schema WHERE sql LIKE '%VIRTUAL%'").fetchall()
    assert kinds == []
    found.close()


@pytest.mark.parametrize("tier", [tier for tier in EVERY if tier is not Tier.NAMES])
def test_no_registered_name_is_in_its_bytes(tmp_path: Path, tier: Tier) -> None:
    opened(tmp_path, whole(" seen by Josie Tarrant"), tier).close()
    content = (tmp_path / "review.sqlite").read_bytes().lower()
    assert b"josie" not in content and b"tarrant" not in content
    assert b"child a" in content


@pytest.mark.parametrize("name", ["entries", "captures", "outcomes", "milestones", "progress"])
def test_a_table_for_a_spreadsheet(name: str) -> None:
    ready = fit(whole("\n=cmd"), Tier.PANEL, [NAME])
    text = tables.as_csv(name, ready, building.build(ready))
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert rows and all(None not in row and row["Contains names"] == "yes" for row in rows)
    for row in rows:
        assert not any(str(value).startswith(("=", "+", "-", "@")) for value in row.values())


# -- pictures --------------------------------------------------------------------------------------

SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("picture", [pictures.timeline, pictures.coverage])
@pytest.mark.parametrize("tier", EVERY)
def test_a_picture_says_what_it_shows_and_runs_nothing(picture: Any, tier: Tier) -> None:
    material = whole()
    lines = (replace(material.lines[0], title=f"Day{HOSTILE}"), *material.lines[1:])
    ready = fit(replace(material, lines=lines), tier, [NAME])
    root = ElementTree.fromstring(picture(ready, building.build(ready)))
    assert root.get("role") == "img"
    title, about = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None and "LR-99" in str(title.text)
    assert about is not None and len(str(about.text)) > 10
    allowed = {f"{SVG}{tag}" for tag in ("svg", "title", "desc", "rect", "circle", "path", "text")}
    assert {one.tag for one in root.iter()} <= allowed
    wide = float(str(root.get("viewBox")).split()[2])
    for one in root.iter(f"{SVG}circle"):
        assert 0 <= float(str(one.get("cx"))) <= wide


def test_lines_that_nothing_answers_say_so_in_words() -> None:
    ready = fit(make(), Tier.PANEL)
    said = pictures.coverage(ready, building.build(ready))
    assert "1: F1; 2: not answered yet" in said


def test_entries_without_a_date_are_counted() -> None:
    material = make()
    entries = (replace(material.entries[0], earliest=None, latest=None), *material.entries[1:])
    ready = fit(replace(material, entries=entries), Tier.PANEL)
    said = pictures.timeline(ready, building.build(ready))
    assert "2 entries of 1 agency" in said and "1 without a date" in said
