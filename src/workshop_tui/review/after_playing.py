"""Plays an event and its sequel (``after_plan``) into a prepared review, seat by seat."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from workshop_tui.practice.changing import Recommendation
from workshop_tui.practice.days import british
from workshop_tui.practice.kinds import OutcomeKind
from workshop_tui.practice.preparing import FamilyMember, FamilyWords
from workshop_tui.practice.problems import Problem
from workshop_tui.practice.records import (
    Capture,
    Evidence,
    LineOfEnquiry,
    Outcome,
    Record,
    Session,
)
from workshop_tui.practice.roles import Role
from workshop_tui.review import after_plan
from workshop_tui.review.after_plan import AfterPlan, OutcomePlan
from workshop_tui.review.making import create_demo
from workshop_tui.review.readback import read_position
from workshop_tui.review.seat import Seat
from workshop_tui.store.connection import ReviewFile
from workshop_tui.store.journal import ChangeClass
from workshop_tui.store.resources import data_folder
from workshop_tui.store.transaction import Transaction

_WORDS = (
    *("text", "why", "still_current", "prevalence", "question", "shared_with", "shared_how"),
    *("unsafe_now", "told", "route", "due", "owner", "manager", "expected_change", "measure"),
)


def create_demo_after(path: Path, name: str | None = None) -> None:
    """Make the demo review as it stands about a year after its event.

    Raises:
        Problem: If the file exists already or cannot be made there.
    """
    plan = after_plan.load(data_folder("demo") / "after.toml")
    create_demo(path, name)
    try:
        play(path, plan)
    except BaseException:
        for suffix in ("", "-wal", "-shm"):
            path.with_name(path.name + suffix).unlink(missing_ok=True)
        raise


def play(path: Path, plan: AfterPlan, today: dt.date | None = None) -> None:
    """Play an event and its sequel into an unencrypted review that was prepared for it.

    Args:
        path: The review.
        plan: What is played.
        today: The day from which "+30" is told; None for today.

    Raises:
        Problem: If the review lacks what the plan names.
    """
    with _seats(path, plan) as player:
        player.today = today or dt.date.today()
        player.event()
        player.outcomes()
        player.challenges()
        player.tell_family()
        for slug, values in after_plan.records(plan, player.today):
            player.record(slug, values)
        player.carry_out()
        player.chair.people.confirm_register().result()
        player.date()


@contextmanager
def _seats(path: Path, plan: AfterPlan) -> Iterator[_Player]:
    file, event = ReviewFile(path, None), plan.event
    player = _Player(
        plan,
        chair=Seat(file, Role.CHAIR, event.chair),
        notes=Seat(file, Role.NOTE_TAKER, event.note_taker),
        observer=Seat(file, Role.OBSERVER, event.challenge),
    )
    try:
        yield player
    finally:
        for seat in (player.chair, player.notes, player.observer):
            seat.close()


@dataclass
class _Player:
    plan: AfterPlan
    chair: Seat
    notes: Seat
    observer: Seat
    today: dt.date = field(default_factory=dt.date.today)
    captures: dict[str, Capture] = field(default_factory=dict)
    made: dict[str, Outcome] = field(default_factory=dict)
    moments: list[tuple[Record, dict[str, Any]]] = field(default_factory=list)
    session: Session | None = None

    # -- the day ------------------------------------------------------------------------------

    def event(self) -> None:
        """Everything said in the room, and the session opened and closed around it."""
        event, read = self.plan.event, self.notes.read
        session = next((s for s in read.sessions() if s.title == event.session), None)
        if session is None:
            raise Problem(f"The review has no session {event.session!r}.")
        self.chair.sessions.begin(session.id).result()
        steps, order = read.steps(session.id), read.order()
        here = [p.id for p in read.participants() if p.code not in event.absent and p.attending]
        self.notes.attendance.note(here, "yes").result()
        for one in self.plan.said:
            capture = self.notes.captures.add(
                one.line,
                entry_id=order[one.entry - 1] if one.entry else None,
                session_id=session.id,
                step_id=steps[one.step - 1].id,
            ).result()
            self.captures[one.key] = capture
            at = dt.datetime.combine(event.began, dt.time.fromisoformat(one.at), event.began.tzinfo)
            self.moments.append((capture, {"at": at.isoformat()}))
        for entry in order:
            if read.entry(entry).episode_id is not None:
                self.chair.event.mark(entry, "discussed").result()
        for step, minutes in zip(steps, event.spent, strict=False):
            self.moments.append((step, {"spent": minutes * 60}))
        moments = {"started": event.began.isoformat(), "closed": event.closed.isoformat()}
        self.moments.append((session, moments))
        self.session = session

    def outcomes(self) -> None:
        """What the lines of the room became, as the working table leaves it."""
        resting = {one.capture_id: one.outcome_id for one in self.notes.read.records(Evidence)}
        outcomes = {one.id: one for one in self.notes.read.outcomes()}
        for plan in self.plan.outcome:
            outcome = outcomes[resting[self.captures[plan.said].id]]
            self.made[plan.said] = outcome
            self._reword(outcome, plan)
            if plan.status:
                self.notes.outcomes.set(outcome.id, "status", plan.status).result()
            else:
                self.notes.read_back.agree(outcome.id).result()
            closing = self.plan.event.closed.isoformat()
            read_back = {} if plan.status else {"read_back": closing}
            self.moments.append((outcome, {"at": closing, **read_back}))
        assert self.session is not None
        self.chair.sessions.close(self.session.id).result()

    def _reword(self, outcome: Outcome, plan: OutcomePlan) -> None:
        work, read = self.notes.outcomes, self.notes.read
        for name in _WORDS:
            if value := getattr(plan, name):
                work.set(outcome.id, name, value).result()
        if plan.evidence:
            captures = [self.captures[key].id for key in plan.evidence]
            work.add_evidence(outcome.id, captures).result()
        for number in plan.lines:
            work.answer(outcome.id, number).result()
        if plan.finding:
            work.answers_finding(outcome.id, self.made[plan.finding].id).result()
        agencies = {agency.short: key for key, agency in read.agencies().items()}
        for words in plan.positions:
            agency, stance, said = read_position(words, agencies)
            position = self.notes.read_back.position(outcome.id, agency, stance, said).result()
            self.moments.append((position, {"at": self.plan.event.closed.isoformat()}))

    def challenges(self) -> None:
        """The notes of the independent challenge, each with its answer."""
        for one in self.plan.challenge:
            about = ("outcome", self.made[one.about].uid) if one.about else ("", "")
            note = self.observer.challenges.leave(one.text, *about).result()
            self.chair.challenges.answer(note.uid, one.answer).result()
            moments = {"at": one.at.isoformat(), "answered": one.answered.isoformat()}
            self.moments.append((note, moments))

    # -- afterwards ---------------------------------------------------------------------------

    def record(self, slug: str, values: dict[str, str]) -> None:
        """One record of a form; what is there already is changed."""
        if not after_plan.changes_what_is_there(slug):
            self.notes.forms.add(slug, values).result()
            return
        uid = ""
        if slug == "answer":
            lines = self.notes.read.records(LineOfEnquiry)
            uid = next(one.uid for one in lines if str(one.number) == values["number"])
        self.notes.forms.change(slug, uid, values).result()

    def carry_out(self) -> None:
        """Escalations acknowledged and closed, actions planned and closed on evidence."""
        agencies = {agency.short: key for key, agency in self.notes.read.agencies().items()}
        numbers = {r.number: r.id for r in self.notes.read.records(Recommendation)}
        for plan in self.plan.outcome:
            outcome = self.made[plan.said]
            if outcome.kind is OutcomeKind.ACTION and plan.due_on:
                due = after_plan.typed(plan.due_on, self.today)
                self.notes.plan.details(
                    outcome.id,
                    due_on=due,
                    owner_agency_id=agencies[plan.agency],
                    recommendation_id=numbers[plan.recommendation],
                ).result()
                self.notes.outcomes.set(outcome.id, "due", british(due)).result()
            self._follow(outcome, plan)

    def _follow(self, outcome: Outcome, plan: OutcomePlan) -> None:
        if plan.acknowledged is not None:
            self.chair.escalations.acknowledge(outcome.id, plan.acknowledged_by).result()
            self.moments.append((outcome, {"acknowledged": plan.acknowledged.isoformat()}))
        if plan.resolved is not None:
            self.chair.escalations.resolve(outcome.id, plan.result).result()
            self.moments.append((outcome, {"resolved": plan.resolved.isoformat()}))
        if plan.closed and plan.on is not None:
            self.notes.plan.close(outcome.id, plan.closed).result()
            self.moments.append((outcome, {"resolved": plan.on.isoformat()}))

    def tell_family(self) -> None:
        """When each member of the family was told, and whether their words stand in the report."""
        read = self.notes.read
        members = {one.label: one for one in read.records(FamilyMember)}
        for one in self.plan.told:
            member = members[str(one["label"])]
            said = {name: after_plan.typed(value, self.today) for name, value in one.items()}
            use = said.pop("in_report", "")
            self.notes.forms.change("family", member.uid, said).result()
            for words in read.records(FamilyWords):
                if use and words.member_id == member.id:
                    self.notes.forms.change("words", words.uid, {"in_report": use}).result()

    def date(self) -> None:
        """Give everything the moment at which the plan says it happened."""

        def job(tx: Transaction) -> None:
            for record, moments in self.moments:
                tx.change(tx.get(type(record), record.id or 0), **moments)

        self.chair.run("dated the event", ChangeClass.ADMINISTRATION, job).result()
