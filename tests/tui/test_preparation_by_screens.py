"""The demo case prepared from an empty review on the screens alone, until nothing is missing."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import docx
import pytest

from workshop_tui.practice.days import british
from workshop_tui.review import making
from workshop_tui.review.making import Plan
from workshop_tui.review.readiness import readiness
from workshop_tui.store.health import examine
from workshop_tui.tui.screens.filling import FillingScreen
from workshop_tui.tui.widgets.form_editors import Choice

pytestmark = pytest.mark.slow

DEMO = making.data_folder("demo")
EVENT = dt.date.today() + dt.timedelta(days=70)
MANAGER = ("General practice manager", "GP", "Rosalind Peverell", "manager")
"""The demo has nobody of the practice who comes; here somebody does, so that nothing is missing."""


@pytest.fixture(scope="module")
def plan() -> Plan:
    return making.load_plan(DEMO / "review.toml")


@pytest.fixture
def case(tmp_path: Path) -> Path:
    path = tmp_path / "LR-07.review"
    making.create(
        path, None, reference="LR-07", title="“Child A”", lead="Margaret Ainscough", name="Alex"
    )
    return path


# -- what a person does ----------------------------------------------------------------------------


async def go_on(room: Any, what: str, name: str) -> None:
    """Choose a row of the preparation."""
    while not room.screen.IS_PREPARE:
        await room.press("escape" if not room.screen.IS_EVENT else "1")
    rows = room.screen.rows
    rows.go_to(rows.find(lambda row: (row.what, row.at) == (what, (name,))))
    await room.press("enter")


async def form(room: Any, slug: str) -> None:
    await go_on(room, "form", slug)
    await room.until(lambda: isinstance(room.screen, FillingScreen) and room.screen.focused, slug)
    await room.pilot.pause()


async def put(room: Any, values: Mapping[str, str]) -> None:
    """Tab from field to field and type."""
    screen = room.screen
    if screen.field is None:
        await room.press("tab")
    for name, text in values.items():
        for _ in screen._fields:
            if screen.field is not None and screen.field.field.name == name:
                break
            await room.press("tab")
        field = screen.field
        assert field is not None and field.field.name == name
        if isinstance(field.editor, Choice):
            while field.text != text:
                await room.press("right")
        else:
            await room.burst(*(("enter" if char == "\n" else char) for char in text))
            await room.until(lambda f=field, t=text: f.text.endswith(t), f"{text!r} is typed")
    await room.press("tab")
    await room.settled()


async def add(room: Any, slug: str, *records: Mapping[str, str]) -> None:
    """Add records to a form, one after the other."""
    await form(room, slug)
    for values in records:
        if room.screen.field is not None and room.screen._sheet.uid is not None:
            await room.press("escape")
        if room.screen.field is None:
            await room.press("n")
        before = len(room.screen.records.found)
        await put(room, values)
        assert len(room.screen.records.found) == before + 1, room.shown()


async def files(room: Any, *paths: Path) -> None:
    assert room.screen.query_one("#chooser").pasted("\n".join(map(str, paths)))
    await room.press("enter")


def seen(room: Any) -> str:
    sheet = room.screen.sheet
    return "\n".join(sheet._show(row.text) for row in sheet.rows)


async def send(room: Any, label: str) -> None:
    """Make papers: look at what goes to whom, then write."""
    while not room.screen.IS_PREPARE:
        await room.press("escape")
    rows = room.screen.rows
    rows.go_to(rows.find(lambda row: row.what == "send" and label in row.text))
    await room.press("enter")
    for row in [row for row in room.screen.sheet.rows if "PDF" in row.text]:
        room.screen.sheet.go_to(room.screen.sheet.find(lambda one, key=row.key: one.key == key))
        await room.press("space")
    sheet = room.screen.sheet
    sheet.go_to(sheet.find(lambda row: row.what == "look"))
    await room.press("enter", "enter")
    live = room.app.live
    await room.until(
        lambda: live.sending is not None and (live.sending.carried or live.sending.problem),
        f"{label}: {seen(room)}",
    )
    await room.settled()
    assert "HELD BACK" not in seen(room), seen(room)


# -- the preparation -------------------------------------------------------------------------------


async def test_the_demo_case_is_prepared_on_the_screens(
    enter: Callable[..., Any], case: Path, plan: Plan, tmp_path: Path
) -> None:
    async with enter(case, size=(80, 24)) as room:
        await why_and_what(room, plan)
        await agencies_and_people(room, plan, tmp_path)
        await chronologies(room, plan)
        await register(room, plan)
        await family(room)
        await the_event(room)
        await papers_out_and_back(room, case)
        read = room.seat.read
        assert {step.short: step.missing for step in readiness(read) if not step.done} == {}
        assert "11 of 11 steps done" in room.shown()
        await room.press("2", "S")
        await room.settled()
        assert read.session().started
        assert read.drafts() == []
    assert examine(room.seat.file).problems == ()


async def why_and_what(room: Any, plan: Plan) -> None:
    """Why the review is held, who leads it, what it asks (paragraphs a and b)."""
    details = plan.review
    await form(room, "review")
    await put(
        room,
        {
            "trigger": details.trigger,
            "reason": details.reason,
            "lead_agreed_by": "Sub-Group",
            "lead_agreed": "11/3/25",
            "independence": "Works for no agency here",
            "conflict": "None",
            "period_from": "9/1/2023",
            "period_to": "28 February 2025",
            "summary": details.summary,
        },
    )
    await form(room, "terms")
    await put(room, {"terms": "To learn,\nand to judge nobody."})
    lines = [{"title": one.title, "question": one.question} for one in plan.lines_of_enquiry]
    await add(room, "line", *lines)
    await add(
        room, "sent", {"what": "lines of enquiry", "recipient": "Sub-Group", "sent": "1/4/25"}
    )
    await add(room, "proceeding", {"kind": "criminal", "effect": "No evidence is discussed."})
    report = british((EVENT + dt.timedelta(weeks=6)).isoformat())
    await add(
        room,
        "milestone",
        {"title": "Lead agreed", "due": "14/3/25", "done": "11/3/25"},
        {"title": "Report", "due": report},
    )


async def agencies_and_people(room: Any, plan: Plan, folder: Path) -> None:
    """Who is to be involved, told and supported (paragraphs c and h)."""
    agencies = [{"short": one.short, "name": one.name, "kind": one.kind} for one in plan.agencies]
    await add(room, "agency", *agencies)
    path = folder / "who.csv"
    people = [(p.agency, p.name, p.role, p.level) for p in plan.participants if p.agency]
    role, agency, name, level = MANAGER
    people.append((agency, name, role, level))
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["Organisation", "Name", "Job title", "Level", "Line manager"])
        writer.writerows([*row, "Safeguarding lead"] for row in people)
    await go_on(room, "place", "attendees")
    await files(room, path)
    await room.until(lambda: not room.screen.reading, "the list is read")
    await room.pilot.pause()
    await room.press("A")
    await room.pilot.pause()
    if not room.screen.IS_PREPARE:
        await room.press("enter")
    await room.until(lambda: room.screen.IS_PREPARE, f"taken in: {room.shown()}")
    await room.settled()
    await form(room, "person")
    count = len(room.screen.records.found)
    assert count == len(people)
    for n in range(count):
        await put(room, {"support": "Supervision", "notified": "8/4/25"})
        await room.press("escape")
        if n < count - 1:
            await room.press("down")


async def chronologies(room: Any, plan: Plan) -> None:
    """Each agency is asked, and what it sends is imported (paragraph d)."""
    asked = [{"agency_id": one.short, "requested": "24/3/25"} for one in plan.agencies]
    await add(room, "request", *asked)
    await go_on(room, "place", "import")
    owners = {one.file: one.short for one in plan.agencies}
    await files(room, *(DEMO / name for name in sorted(owners)))
    screen = room.screen
    await room.until(lambda: not any(one.stale for one in screen.files), "everything is read")
    for name in sorted(owners):
        assert screen.current.path.name == name
        row = screen.sheet.find(lambda row: row.what == "agency")
        screen.sheet.go_to(row)
        await room.press("a")
        place = screen.sheet.find(lambda row, short=owners[name]: row.text.startswith(short))
        screen.sheet.go_to(place)
        await room.press("enter")
        await room.pilot.pause()
    await room.until(lambda: "A accepts" in room.text_of("#import-step"), room.shown())
    await room.press("A")
    await room.until(lambda: room.screen.IS_EVENT, "everything was accepted")
    await room.settled()


async def register(room: Any, plan: Plan) -> None:
    """Whom nothing may name, and that this is everybody."""
    await room.press("1")
    await go_on(room, "place", "register")
    known = {one.pseudonym for one in room.seat.read.register()}
    for one in plan.register:
        if one.kind == "professional" or one.pseudonym in known:
            continue
        await room.press("n")
        words = f"{one.kind}; {one.name}; {one.pseudonym}; {', '.join(one.aliases)}"
        room.line.widget.set_text("")
        await room.type(words)
        await room.press("enter")
        await room.settled()
        assert one.name in {line.name for line in room.seat.read.register()}, room.shown()


async def family(room: Any) -> None:
    """The child and each parent, each by themselves, in their own words."""
    members = [("Child A", "child"), ("Mother", "parent"), ("Father", "parent")]
    names = {one.pseudonym: one.name for one in room.seat.read.register()}
    await add(
        room,
        "family",
        *(
            {
                "label": label,
                "relation": relation,
                "identity_id": names[label],
                "asked": "6/5/25",
                "answer": "taking part",
            }
            for label, relation in members
        ),
        {
            "label": "Maternal grandmother",
            "relation": "other",
            "answer": "declined",
            "reason": "Still finding her words.",
        },
    )
    said = {"text": "Ask when it is quiet.", "gathered_by": "LR1", "gathered": "28/5/25"}
    await add(
        room,
        "words",
        *({"member_id": label} | said | {"use": "Read aloud."} for label, _ in members),
    )


async def the_event(room: Any) -> None:
    """A date, a place, an agenda (paragraph f)."""
    await form(room, "session")
    day = {"date": british(EVENT.isoformat()), "starts": "10:00", "place": "Training room 2"}
    await put(room, day)
    await room.press("escape", "g")
    await room.type("h")
    await room.press("enter")
    await room.settled()
    await go_on(room, "place", "register")
    await room.press("c")
    await room.settled()


async def papers_out_and_back(room: Any, case: Path) -> None:
    """Invitations, packs and forms go out; answers and forms come back (paragraphs e to g)."""
    await send(room, "Invitations")
    await form(room, "invitation")
    going = len(room.screen.records.found)
    assert going == len(room.seat.read.participants())
    for n in range(going):
        await put(room, {"answer": "attending"})
        await room.press("escape")
        if n < going - 1:
            await room.press("down")
    await send(room, "Briefing pack")
    await send(room, "Preparation forms")
    folder = case.with_name("LR-07-papers")
    made = sorted(folder.glob("*preparation form*.docx"))
    assert len(made) == going
    for n, path in enumerate(made, start=3):
        document = docx.Document(str(path))
        table = next(table for table in document.tables if len(table.columns) == 4)
        words = ("In the first weeks", "I went there, and asked", "It seemed right then", str(n))
        for cell, text in zip(table.rows[1].cells, words, strict=True):
            cell.text = text
        document.save(str(path))
    await go_on(room, "place", "returns")
    await files(room, *made)
    await room.until(lambda: not room.screen.reading, "the forms are read")
    await room.pilot.pause()
    await room.press("A")
    await room.pilot.pause()
    if not room.screen.IS_PREPARE:
        await room.press("enter")
    await room.until(lambda: room.screen.IS_PREPARE, f"taken in: {room.shown()}")
    await room.settled()
