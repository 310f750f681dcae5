"""Invitations and reminders as calendar files: no name of a child or family, London time."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from workshop_tui.outputs.paper import clean
from workshop_tui.outputs.wording import filled, papers

if TYPE_CHECKING:
    from icalendar import Calendar, Event

ZONE: Final = "Europe/London"
_PRODUCT: Final = "-//workshop-tui//papers//EN"
# The rule and not a list of days: short, and right for whatever year; changes at 1:00 UTC.
_LONDON: Final = """\
BEGIN:VTIMEZONE
TZID:Europe/London
BEGIN:DAYLIGHT
DTSTART:19700329T010000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZNAME:BST
TZOFFSETFROM:+0000
TZOFFSETTO:+0100
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19701025T020000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:GMT
TZOFFSETFROM:+0100
TZOFFSETTO:+0000
END:STANDARD
END:VTIMEZONE
""".replace("\n", "\r\n")
_MORNING: Final = dt.timedelta(hours=9)


def in_london() -> str:
    """The time zone's own component, for whatever calendar file has times in it."""
    return _LONDON


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """A session as a calendar shows it; every text already as its readers may have it.

    Attributes:
        uid: The same at every sending, so that a calendar moves the meeting and adds no second.
        sequence: How often it was sent before.
        starts: The time of day, or None where it is not known: the whole day is then kept free.
        minutes: How long the agenda takes; 0 where it is not known.
        made: When the file is made.
    """

    uid: str
    sequence: int
    reference: str
    session: str
    day: dt.date
    starts: dt.time | None
    minutes: int
    place: str
    made: dt.datetime


def invitation(meeting: Meeting) -> bytes:
    """The file that puts the session into a calendar."""
    words = papers().invitation
    event = _event(meeting, "session", words.summary, words.description)
    if meeting.starts is None:
        event.start, event.end = meeting.day, meeting.day + dt.timedelta(days=1)
        event.add("status", "TENTATIVE")
        event["summary"] = f"{event['summary']} (time to be confirmed)"
    else:
        first = dt.datetime.combine(meeting.day, meeting.starts, ZoneInfo(ZONE))
        event.start = first
        if meeting.minutes:
            event.end = first + dt.timedelta(minutes=meeting.minutes)
        event.add("status", "CONFIRMED")
    if meeting.place:
        event.add("location", clean(meeting.place))
    return _file(event)


def reminder(meeting: Meeting, due: dt.date, days_before: int) -> bytes:
    """The file that reminds of the preparation form, on the day by which it is asked for.

    Args:
        meeting: The session that it is for.
        due: That day.
        days_before: So many days before it, in the morning, the calendar speaks up.
    """
    from icalendar import Alarm

    words = papers().invitation
    event = _event(meeting, "form", words.reminder_summary, words.reminder_description)
    event.start, event.end = due, due + dt.timedelta(days=1)
    event.add("transp", "TRANSPARENT")
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", event["summary"])
    alarm.add("trigger", _MORNING - dt.timedelta(days=days_before))
    event.add_component(alarm)
    return _file(event)


def _event(meeting: Meeting, what: str, summary: str, description: list[str]) -> Event:
    from icalendar import Event

    session = " ".join(meeting.session.split())
    values = {"reference": meeting.reference, "session": session}
    event = Event()
    event.add("uid", f"{meeting.uid}-{what}@workshop-tui")
    event.add("sequence", meeting.sequence)
    event.add("dtstamp", meeting.made.astimezone(dt.UTC))
    event.add("summary", clean(filled(summary, values)))
    event.add("description", clean("\n\n".join(filled(text, values) for text in description)))
    event.add("class", "CONFIDENTIAL")
    return event


def _file(event: Event) -> bytes:
    from icalendar import Calendar, Timezone

    calendar: Calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(event)
    if calendar.get_missing_tzids():
        calendar.subcomponents.insert(0, Timezone.from_ical(_LONDON))
    return bytes(calendar.to_ical())
