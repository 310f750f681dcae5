"""Commands on actions and outcomes that the Outcomes screen and Embed share, asked in the line."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

from workshop_tui.practice.brag import BRAG
from workshop_tui.practice.changing import Progress, Recommendation
from workshop_tui.practice.days import british
from workshop_tui.practice.problems import Problem
from workshop_tui.practice.records import Outcome
from workshop_tui.review.people import find_agency
from workshop_tui.tui.line import Line
from workshop_tui.tui.tasks import Answering, Asking, Writing

_COLOURS = ", ".join(f"{colour} {BRAG[colour]}" for colour in ("green", "amber", "red"))


def today() -> str:
    """The day as people write it."""
    return british(dt.date.today().isoformat())


def plan_action(line: Line, action: Outcome, name: str) -> None:
    """Ask for the day, the owner's agency and the recommendation of an action."""
    read, plan = line.desk.read, line.live.seat.plan
    agencies = read.agencies()
    recommendations = {one.id: one for one in read.records(Recommendation)}
    own = recommendations.get(action.recommendation_id or 0)
    answers = {
        "due_on": british(action.due_on),
        "agency": agencies[action.owner_agency_id].short if action.owner_agency_id else "",
        "recommendation": str(own.number) if own else "",
    }

    def save(field: str, text: str, slot: str) -> Future[Any]:
        future = _saved(field, text)
        line.drop_draft(slot)
        return future

    def _saved(field: str, text: str) -> Future[Any]:
        if field == "due_on":
            return plan.details(action.id, due_on=text)
        if field == "agency":
            agency = find_agency(list(agencies.values()), text)
            if agency is None:
                known = ", ".join(one.short for one in agencies.values()) or "none yet"
                return _refused(f"There is no agency {text!r}. Agencies: {known}.")
            return plan.details(action.id, owner_agency_id=agency.id)
        wanted = text.upper().removeprefix("R")
        found = [one.id for one in recommendations.values() if str(one.number) == wanted]
        if not found:
            known = ", ".join(f"R{one.number}" for one in recommendations.values()) or "none yet"
            return _refused(f"There is no recommendation {text!r}. There are: {known}.")
        return plan.details(action.id, recommendation_id=found[0])

    questions = [
        ("due_on", "By which day?"),
        ("agency", "Whose agency owns it?"),
        ("recommendation", "Which recommendation does it carry out?"),
    ]
    task = Answering(line, name, f"plan:{action.uid}", questions, save, answers)
    line.resume(task, task.current)


def _refused(sentence: str) -> Future[Any]:
    """A future that says no, so that what was typed comes back into the line."""
    future: Future[Any] = Future()
    future.set_exception(Problem(sentence))
    return future


def close_action(line: Line, action: Outcome, name: str) -> None:
    """Ask what shows that practice has changed, and close the action on it."""
    question = f"{name}: what shows that practice has changed?"

    def save(text: str) -> Future[Outcome]:
        return line.live.seat.plan.close(action.id, text)

    closed = f"{name} is closed: practice has changed. r opens it again."
    task = Writing(line, question, f"close:{action.uid}", save, lambda: line.say(closed))
    line.resume(task, action.result)


def note_progress(line: Line, action: Outcome, name: str) -> None:
    """Ask what has happened, then for the colour."""

    def save(text: str) -> Future[Any]:
        values = {"outcome_id": name, "noted": today(), "note": text}
        return line.live.seat.forms.add("progress", values)

    def colour() -> None:
        newest = line.desk.read.records(Progress, outcome_id=action.id)[-1]
        line.say(f"Noted for {name}.")

        def paint(words: str) -> None:
            future = line.live.seat.forms.change("progress", newest.uid, {"brag": words})
            line.live.do(future, lambda _: line.say(f"{name}: noted."))

        line.begin(Asking(line, f"{name}: {_COLOURS}? Enter alone: not said", paint), "")

    task = Writing(line, f"{name}: what has happened?", f"progress:{action.uid}", save, colour)
    line.resume(task, "")


def ask_enquiry(line: Line, outcome: Outcome, name: str) -> None:
    """Ask which line of enquiry an outcome answers; named again, it no longer does."""
    lines = line.desk.lines
    known = ", ".join(str(one.number) for one in lines)
    if not lines:
        line.say("There are no lines of enquiry yet; they are written under Prepare.")
        return

    def link(words: str) -> None:
        if not words.isdecimal() or len(words) > 3:
            line.say(f"There is no line of enquiry {words}. There are: {known}.")
            return
        line.live.do(line.live.seat.outcomes.answer(outcome.id, int(words)))

    question = f"{name} answers which line of enquiry: {known}? (again: no longer)"
    line.begin(Asking(line, question, link), "")


def write_into(
    line: Line, question: str, slot: str, save: Callable[[str], Future[Any]], said: str
) -> None:
    """Ask one thing, save it, say so; what is half typed is kept."""
    line.resume(Writing(line, question, slot, save, lambda: line.say(said)), "")
