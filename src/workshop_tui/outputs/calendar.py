"""What is due as a calendar file: actions, milestones, checks, sessions; no names and no wording.

A calendar is shared and shown on locked screens: it says what is due by its reference alone.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from workshop_tui.outputs.invitation import ZONE, in_london
from workshop_tui.outputs.material import Material
from workshop_tui.outputs.model import ReportModel
from workshop_tui.outputs.paper import clean
from workshop_tui.outputs.plan_rows import code_of
from workshop_tui.practice.days import day
from workshop_tui.practice.kinds import OutcomeKind
from workshop_tui.practice.outcomes import SET_ASIDE
from workshop_tui.practice.records import Record, Session

if TYPE_CHECKING:
    from icalendar import Event

_DAYS_BEFORE: Final = 7
_MORNING: Final = dt.timedelta(hours=9)


def build(material: Material, _: ReportModel) -> bytes:
    """The file's bytes; days are only there where the circulation tells days."""
    from icalendar import Calendar, Timezone

    calendar: Calendar = Calendar()
    calendar.add("prodid", "-//workshop-tui//due dates//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    events = list(_Due(material).events())
    if not events:
        calendar.add("x-wr-calname", clean(f"{material.review.reference}: nothing is due"))
    for event in events:
        calendar.add_component(event)
    if calendar.get_missing_tzids():
        calendar.subcomponents.insert(0, Timezone.from_ical(in_london()))
    return bytes(calendar.to_ical())


class _Due:
    def __init__(self, material: Material) -> None:
        self.material = material
        self.reference = clean(material.review.reference)

    def events(self) -> Iterator[Event]:
        yield from self._actions()
        yield from self._steps()
        yield from self._checks()
        for session in self.material.sessions:
            event = self._session(session)
            if event is not None:
                yield event

    def _actions(self) -> Iterator[Event]:
        for one in self.material.outcomes:
            action = one.kind is OutcomeKind.ACTION and one.status not in (SET_ASIDE, "done")
            when = _exact(one.due_on)
            if action and when and not one.resolved:
                label = self.material.labels[one.id]
                yield self._all_day(one, when, f"action {label} is due")

    def _steps(self) -> Iterator[Event]:
        labels = self.material.labels
        for step in self.material.after.milestones:
            when = _exact(step.due)
            if when and not step.done and step.outcome_id in labels:
                yield self._all_day(step, when, f"a milestone of {labels[step.outcome_id]} is due")

    def _checks(self) -> Iterator[Event]:
        for check in self.material.after.checks:
            when = _exact(check.due)
            if when and not check.done:
                label = self.material.labels.get(check.outcome_id or 0, "")
                about = f" on {label}" if label else ""
                yield self._all_day(check, when, f"a check{about} is due")

    def _all_day(self, record: Record, when: dt.date, words: str) -> Event:
        from icalendar import Alarm

        event = self._event(record, words)
        event.start, event.end = when, when + dt.timedelta(days=1)
        event.add("transp", "TRANSPARENT")
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", event["summary"])
        alarm.add("trigger", _MORNING - dt.timedelta(days=_DAYS_BEFORE))
        event.add_component(alarm)
        return event

    def _session(self, session: Session) -> Event | None:
        from zoneinfo import ZoneInfo

        when = _exact(session.date)
        if when is None:
            return None
        event = self._event(session, session.kind)
        try:
            starts = dt.time.fromisoformat(session.starts)
        except ValueError:
            event.start, event.end = when, when + dt.timedelta(days=1)
            return event
        event.start = dt.datetime.combine(when, starts, ZoneInfo(ZONE))
        steps = self.material.steps if session == self.material.session else ()
        minutes = sum(step.minutes for step in steps)
        if minutes:
            event.end = event.start + dt.timedelta(minutes=minutes)
        return event

    def _event(self, record: Record, words: str) -> Event:
        from icalendar import Event

        event = Event()
        event.add("uid", f"{code_of(self.material, record)}@workshop-tui")
        event.add("dtstamp", self.material.made.astimezone(dt.UTC))
        event.add("summary", f"{self.reference}: {clean(words)}")
        event.add("class", "CONFIDENTIAL")
        return event


def _exact(said: str | None) -> dt.date | None:
    return day(said) if said and len(said) == len("2026-03-12") else None
