"""The part of a briefing pack that tells of the event: when, where, who, in which order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from workshop_tui.outputs.dates import span
from workshop_tui.outputs.material import Material
from workshop_tui.outputs.paper import (
    Block,
    Column,
    Facts,
    Heading,
    Part,
    Points,
    Style,
    Table,
    Words,
)
from workshop_tui.practice.days import weekday
from workshop_tui.practice.records import AgendaStep, Participant, Session

_MISSING = "Still missing:"


def part(material: Material, guests: tuple[Participant, ...], place: str) -> Part:
    """The part.

    Args:
        material: As its audience may read it; its session is the one that is told of.
        guests: Who takes part.
        place: Where it is, or "" where that may not be said here.
    """
    session = material.session
    if session is None:
        return Part("The event", (Words("the session itself: none is planned.", *_GAP),))
    blocks = [
        Facts(tuple(_facts(session, material.steps, place))),
        *_gaps(session),
        *_agenda(session, material.steps),
        *_episodes(material),
        *_guests(material, guests),
    ]
    return Part("The event", tuple(blocks))


_GAP = (_MISSING, Style.GAP)


def hours(session: Session, steps: tuple[AgendaStep, ...]) -> tuple[str, str]:
    """When the session starts and ends by the clock, each "HH:MM" or "" where not known."""
    first = _clock(session.starts)
    minutes = sum(step.minutes for step in steps)
    if first is None:
        return "", ""
    return f"{first:%H:%M}", f"{first + dt.timedelta(minutes=minutes):%H:%M}" if minutes else ""


def _facts(
    session: Session, steps: tuple[AgendaStep, ...], place: str
) -> Iterator[tuple[str, str]]:
    yield "Session", session.title
    if session.date:
        yield "Date", weekday(session.date)
    starts, ends = hours(session, steps)
    if starts:
        yield "Time", f"{starts} to {ends}" if ends else f"from {starts}"
    if session.place:
        yield "Place", place or "as in your invitation"


def _gaps(session: Session) -> Iterator[Block]:
    wanted = (
        (session.date, "the date of the session."),
        (_clock(session.starts), "the time at which the session starts."),
        (session.place, "where the session takes place."),
    )
    for known, what in wanted:
        if not known:
            yield Words(what, *_GAP)


def _agenda(session: Session, steps: tuple[AgendaStep, ...]) -> Iterator[Block]:
    yield Heading("Agenda")
    if not steps:
        yield Words("the agenda of the session.", *_GAP)
        return
    at = _clock(session.starts)
    first = 0 if at else 1  # without a start there are no times, and no column for them
    rows = []
    for step in steps:
        minutes = f"{step.minutes} min" if step.minutes else ""
        rows.append((f"{at:%H:%M}" if at else "", step.title, minutes)[first:])
        at = at + dt.timedelta(minutes=step.minutes) if at else None
    columns = (Column("From", 14), Column("What", 68), Column("Takes", 18))[first:]
    yield Table("Agenda of the session", columns, tuple(rows))
    yield Words("Times are a plan; the chair keeps to what the room needs.", style=Style.SMALL)


def _episodes(material: Material) -> Iterator[Block]:
    if not material.episodes:
        return
    yield Heading("Where we shall stop in the chronology")
    yield Words(
        "There is no time to discuss every entry. The chair stops at these key episodes, chosen "
        "because much came together there, not because somebody did something wrong:"
    )
    yield Points(
        tuple(
            (f"{one.title.rstrip('.')}.", span(one.starts, one.ends)) for one in material.episodes
        ),
        tuple(one.number for one in material.episodes),
    )


def _guests(material: Material, guests: tuple[Participant, ...]) -> Iterator[Block]:
    yield Heading("Who takes part")
    if not guests:
        yield Words("who takes part.", *_GAP)
        return
    agencies = {agency.id: agency.short for agency in material.agencies}
    rows = tuple(
        (person.code, _role(person), agencies.get(person.agency_id or 0, "")) for person in guests
    )
    columns = (Column("Code", 14), Column("Role", 62), Column("Agency", 24))
    yield Words("The chronology, the notes and this pack call people by their codes.")
    yield Table("Who takes part, by code, role and agency", columns, rows)


def _role(person: Participant) -> str:
    also = f"; also speaks for {', '.join(person.speaks_for)}" if person.speaks_for else ""
    absent = "" if person.attending else " (cannot be there)"
    return f"{person.role}{also}{absent}"


def _clock(words: str) -> dt.datetime | None:
    """A time of day as a session keeps it ("10:00"), on a day that means nothing."""
    try:
        return dt.datetime.combine(dt.date(2000, 1, 3), dt.time.fromisoformat(words))
    except ValueError:
        return None
