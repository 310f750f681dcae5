"""Calendar files, read back by a calendar library: London's time, no more than they should say."""

from __future__ import annotations

import datetime as dt
from typing import Any

import icalendar
import pytest

from workshop_tui.outputs.invitation import Meeting, invitation, reminder

MADE = dt.datetime(2026, 1, 5, 12, tzinfo=dt.UTC)


def meeting(**changes: Any) -> Meeting:
    usual: dict[str, Any] = {
        "uid": "0123",
        "sequence": 0,
        "reference": "LR-07",
        "session": "Practitioner event",
        "day": dt.date(2026, 7, 3),
        "starts": dt.time(10),
        "minutes": 210,
        "place": "Room 2",
        "made": MADE,
    }
    return Meeting(**usual | changes)


def read(content: bytes) -> tuple[icalendar.Calendar, Any]:
    calendar = icalendar.Calendar.from_ical(content)
    (event,) = calendar.events
    return calendar, event


@pytest.mark.parametrize(
    ("day", "hours"),
    [
        (dt.date(2026, 7, 3), 1),
        (dt.date(2026, 1, 9), 0),
        (dt.date(2026, 3, 27), 0),
        (dt.date(2026, 3, 30), 1),
        (dt.date(2026, 10, 23), 1),
        (dt.date(2026, 10, 26), 0),
        (dt.date(2041, 7, 5), 1),
    ],
)
def test_ten_is_ten_in_london_in_summer_and_winter(day: dt.date, hours: int) -> None:
    calendar, event = read(invitation(meeting(day=day)))
    assert event.start.replace(tzinfo=None) == dt.datetime.combine(day, dt.time(10))
    assert event.start.utcoffset() == dt.timedelta(hours=hours)
    assert event.end - event.start == dt.timedelta(minutes=210)
    (zone,) = calendar.timezones
    own = zone.to_tz()
    assert dt.datetime.combine(day, dt.time(10), own).utcoffset() == dt.timedelta(hours=hours)


def test_what_it_says() -> None:
    calendar, event = read(invitation(meeting(sequence=2)))
    assert event["summary"] == "Learning review LR-07: Practitioner event"
    assert event["location"] == "Room 2"
    assert event["class"] == "CONFIDENTIAL"
    assert event["status"] == "CONFIRMED"
    assert int(event["sequence"]) == 2
    assert "never about blame" in event["description"]
    assert calendar["method"] == "PUBLISH"
    assert "ATTENDEE" not in event
    assert "ORGANIZER" not in event


def test_a_second_sending_moves_the_first() -> None:
    _, first = read(invitation(meeting()))
    _, second = read(invitation(meeting(day=dt.date(2026, 7, 10), sequence=1)))
    assert first["uid"] == second["uid"]
    assert int(first["sequence"]) < int(second["sequence"])


def test_without_a_time_the_day_is_kept_free() -> None:
    calendar, event = read(invitation(meeting(starts=None)))
    assert event.start == dt.date(2026, 7, 3)
    assert event["status"] == "TENTATIVE"
    assert "time to be confirmed" in event["summary"]
    assert calendar.timezones == []


def test_without_an_agenda_no_end_is_invented() -> None:
    _, event = read(invitation(meeting(minutes=0, place="")))
    assert "DTEND" not in event
    assert "DURATION" not in event
    assert "LOCATION" not in event


def test_the_reminder_speaks_up_in_the_morning_before() -> None:
    _, event = read(reminder(meeting(), dt.date(2026, 6, 26), 5))
    assert event.start == dt.date(2026, 6, 26)
    (alarm,) = event.alarms.times
    assert alarm.trigger.replace(tzinfo=None) == dt.datetime(2026, 6, 21, 9)
    assert event["transp"] == "TRANSPARENT"


@pytest.mark.parametrize(
    "text",
    [
        'a; b, c\\d "e"',
        "line\nSUMMARY:two\r\nthree",
        "\x07\x1b[31m",
        "שלום",
        "x" * 400,
        "{reference}",
    ],
)
def test_whatever_the_session_is_called(text: str) -> None:
    content = invitation(meeting(session=text, place=text))
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    _, event = read(content)
    assert event["summary"].startswith("Learning review LR-07: ")
    assert "\n" not in event["summary"]
    assert b"\x07" not in content
    assert b"\x1b" not in content
