"""The demo case prepared from an empty review by commands alone, until nothing is missing."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import docx
import pytest

from workshop_tui.review import making
from workshop_tui.review.making import Plan

DEMO = making.data_folder("demo")
EVENT = dt.date.today() + dt.timedelta(days=70)
WHO = [("General practice manager", "GP", "Rosalind Peverell")]
"""The demo has nobody of the practice who comes; here somebody does, so that nothing is missing."""


@pytest.fixture(scope="module")
def plan() -> Plan:
    return making.load_plan(DEMO / "review.toml")


@pytest.fixture
def case(tmp_path: Path, run: Callable[..., Any]) -> Path:
    path = tmp_path / "LR-07.review"
    words = ("--reference", "LR-07", "--title", "“Child A”", "--lead", "Margaret Ainscough")
    run("new", path, *words, "--plain")
    return path


def attendee_list(plan: Plan, path: Path) -> Path:
    """Who takes part, as the board's office would send it."""
    people = [(p.role, p.agency, p.name, p.level) for p in plan.participants]
    people = [(role, agency, name, level) for role, agency, name, level in people if agency]
    people += [(*one, "manager") for one in WHO]
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["Organisation", "E-mail", "Name", "Job title", "Level", "Line manager"])
        for role, agency, name, level in people:
            mail = f"{name.split()[0].lower()}@example.org"
            writer.writerow([agency, mail, name, role, level, "Safeguarding lead"])
    return path


def fill_in(form: Path, entry: str) -> Path:
    """A form as its participant sends it back."""
    document = docx.Document(str(form))
    tables = [table for table in document.tables if len(table.columns) == 4]
    words = ("In the first weeks", "I went there, and asked", "It seemed right then", entry)
    for cell, text in zip(tables[0].rows[1].cells, words, strict=True):
        cell.text = text
    document.save(str(form))
    return form


def test_the_demo_case_is_prepared_by_commands(run, read, case, plan, tmp_path: Path) -> None:
    def prepare(*words: object) -> None:
        form, verb, *rest = map(str, words)
        run("prepare", form, verb, case, *rest)

    asked_for(prepare, plan)
    agencies_and_people(run, prepare, case, plan, tmp_path)
    for agency in plan.agencies:
        run("import", case, DEMO / agency.file, "--agency", agency.short, "--accept")
        prepare("request", "add", "--agency", agency.short, "--requested", "24 March 2025")
    for line in plan.register:
        if line.kind != "professional":
            words = [word for alias in line.aliases for word in ("--alias", alias)]
            run("register", "add", case, line.kind, line.name, line.pseudonym, *words)
    family(prepare)
    run("register", "confirm", case)

    the_event(run, prepare, case)
    said_one_to_one(run, read, prepare, case)

    out = tmp_path / "out"
    run("invite", case, "--to", out / "invitations")
    going = read("people", case)["participants"]
    for number, _ in enumerate(going, start=1):
        run("prepare", "invitation", "change", case, str(number), "--answer", "attending")
    run("pack", case, "--to", out / "packs", "--formats", "docx")
    run("forms", case, "--to", out / "forms")
    forms = [fill_in(form, str(n)) for n, form in enumerate(sorted((out / "forms").iterdir()), 3)]
    taken = read("return", case, *forms, "--accept")
    assert len(taken) == len(going)
    assert all(one["items"][0]["entry"] for one in taken)

    shown = read("ready", case)["steps"]
    assert {step["title"]: step["missing"] for step in shown if not step["done"]} == {}
    assert read("status", case)["missing"] == []
    assert read("check", case)["sound"]


def asked_for(prepare: Callable[..., None], plan: Plan) -> None:
    """Why the review is held, who leads it, what it asks (paragraphs a and b)."""
    details = plan.review
    prepare("review", "change", "--trigger", details.trigger, "--reason", details.reason)
    prepare("review", "change", "--lead-agreed-by", "Sub-Group", "--lead-agreed", "11 March 2025")
    prepare("review", "change", "--independence", "Works for no agency here", "--conflict", "None")
    prepare("review", "change", "--period-from", "9/1/2023", "--period-to", "28/2/2025")
    prepare("review", "change", "--summary", details.summary)
    prepare("terms", "change", "--terms", "To learn, and to judge nobody.")
    prepare("legal", "change", "--disclosure", "Notes are kept, and could be asked for.")
    for line in plan.lines_of_enquiry:
        prepare("line", "add", "--title", line.title, "--question", line.question)
    shared = ("--what", "lines of enquiry", "--recipient", "Sub-Group", "--sent", "1/4/25")
    prepare("sent", "add", *shared)
    prepare("proceeding", "add", "--kind", "criminal", "--effect", "No evidence is discussed.")
    prepare("milestone", "add", "--title", "Lead agreed", "--due", "14/3/25", "--done", "11/3/25")
    report = (EVENT + dt.timedelta(weeks=6)).isoformat()
    prepare("milestone", "add", "--title", "Report", "--due", report)


def agencies_and_people(
    run: Callable[..., Any], prepare: Callable[..., None], case: Path, plan: Plan, folder: Path
) -> None:
    """Who is to be involved, told and supported (paragraphs c and h)."""
    for agency in plan.agencies:
        words = ("--short", agency.short, "--name", agency.name, "--kind", agency.kind)
        prepare("agency", "add", *words, "--contact", agency.safeguarding_contact)
    who = attendee_list(plan, folder / "who.csv")
    shown = run("attendees", case, who, "--preview").stdout
    assert "e-mail addresses are not needed here" in shown
    run("attendees", case, who, "--accept")
    for code in codes(run, case):
        prepare("person", "change", code, "--notified", "8 April 2025", "--support", "Supervision")


def codes(run: Callable[..., Any], case: Path) -> Sequence[str]:
    import json

    shown = json.loads(run("people", case, "--json").stdout)["participants"]
    found = [one["code"] for one in shown]
    assert {"SW1", "SW2", "HV1", "PC1", "GP1", "TA1"} <= set(found)
    return found


def family(prepare: Callable[..., None]) -> None:
    """The child and each parent, each by themselves, in their own words."""
    for label, relation in (("Child A", "child"), ("Mother", "parent"), ("Father", "parent")):
        words = ("--label", label, "--relation", relation, "--identity", label)
        prepare("family", "add", *words, "--asked", "6 May 2025", "--answer", "taking part")
        words = ("--member", label, "--text", "Ask when it is quiet.", "--gathered-by", "LR1")
        prepare("words", "add", *words, "--gathered", "28 May 2025", "--use", "Read aloud.")
    words = ("--label", "Maternal grandmother", "--relation", "other", "--answer", "declined")
    prepare("family", "add", *words, "--reason", "Still finding her words.")


def the_event(run: Callable[..., Any], prepare: Callable[..., None], case: Path) -> None:
    """A date, a place, an agenda (paragraph f)."""
    words = ("--date", EVENT.isoformat(), "--starts", "10:00", "--place", "Training room 2")
    prepare("session", "change", "1", *words)
    run("session", "agenda", case, "1", "half-day")


def said_one_to_one(
    run: Callable[..., Any], read: Callable[..., Any], prepare: Callable[..., None], case: Path
) -> None:
    """A conversation before the event, with a capture of its own."""
    words = ("--kind", "conversation", "--title", "With TA1", "--participant", "TA1")
    prepare("session", "add", *words, "--date", "17 June 2025")
    run("session", "begin", case, "With TA1")
    run("capture", case, ": @TA1 I wrote it down word for word")
    run("session", "close", case, "With TA1")
    (capture,) = read("captures", case, "--session", "With TA1")
    assert (capture["conversation"], capture["entry"], capture["who"]) == (True, None, "TA1")
