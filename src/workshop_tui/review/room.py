"""The room's screen: what the chair sends to it, and nothing else.

Words are copied when they are sent, so that a later change of an entry or an outcome shows only
once it is sent again. The room's seat reads through ``RoomReader``, which knows the slide and
nothing besides: a seat on the projector, or a browser that pretends to be one, gains nothing.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from workshop_tui.practice import clock
from workshop_tui.practice.days import month
from workshop_tui.practice.kinds import OUTCOME_LABELS
from workshop_tui.practice.pace import pace
from workshop_tui.practice.problems import Problem
from workshop_tui.practice.records import Agency, AgendaStep, Entry, Outcome, Session
from workshop_tui.practice.roles import LEADERS
from workshop_tui.practice.running import RoomSlide, RoomWording
from workshop_tui.privacy.view import Tier
from workshop_tui.review.outcomes import live_outcome
from workshop_tui.review.reader import Reader
from workshop_tui.review.sessions import current_session
from workshop_tui.review.verb import verb
from workshop_tui.store import chronology
from workshop_tui.store.connection import ReviewFile
from workshop_tui.store.journal import ChangeClass, now
from workshop_tui.store.transaction import Transaction

BEFORE, PAUSE = "nothing", "pause"


@dataclass(frozen=True, slots=True)
class RoomVerbs:
    """What the chair sends to the room.

    Attributes:
        seat: The seat that acts.
    """

    seat: Any

    @verb("sent an entry to the room", LEADERS, ChangeClass.NAVIGATION)
    def show_entry(self, tx: Transaction, entry_id: int) -> RoomSlide:
        """Show an entry in the wording approved for the room, or only where it stands.

        Raises:
            Problem: In the future, if it is marked as legal advice or not for an agency.
        """
        entry = tx.get(Entry, entry_id)
        _refuse_marked(tx, entry)
        approved = tx.find(RoomWording, entry_id=entry_id)
        agency = tx.get(Agency, entry.agency_id)
        called = chronology.called(tx.connection, entry_id)
        when = month(entry.earliest) or "undated"
        about = f"Entry {called} · {agency.short} · {when}"
        return _show(tx, "entry", approved[-1].text if approved else "", about)

    @verb("approved an entry's wording for the room", LEADERS)
    def approve_wording(self, tx: Transaction, entry_id: int, text: str) -> RoomWording | None:
        """Approve the words in which the room may see an entry ("" takes that back)."""
        standing = tx.find(RoomWording, entry_id=entry_id)
        if not text.strip():
            for wording in standing:
                tx.retract(wording)
            return None
        if standing:
            return tx.change(standing[-1], text=text, by=tx.actor.person, at=now())
        tx.get(Entry, entry_id)
        return tx.add(RoomWording(entry_id=entry_id, text=text, by=tx.actor.person, at=now()))

    @verb("sent an outcome to the room", LEADERS, ChangeClass.NAVIGATION)
    def show_outcome(self, tx: Transaction, outcome_id: int) -> RoomSlide:
        """Show the wording of a finding, good practice, escalation or action at read-back."""
        outcome = live_outcome(tx, outcome_id)
        _refuse_marked(tx, outcome)
        peers = [o.id for o in tx.find(Outcome, order="position, id", kind=outcome.kind)]
        label = OUTCOME_LABELS[outcome.kind].removesuffix("s")
        return _show(tx, "outcome", outcome.text, f"{label} {peers.index(outcome.id) + 1}")

    @verb("sent the agenda step to the room", LEADERS, ChangeClass.NAVIGATION)
    def show_step(self, tx: Transaction) -> RoomSlide:
        """Show the agenda step that the session is at."""
        session = current_session(tx)
        if session.step_id is None:
            raise Problem("The session is at no step of its agenda.")
        return _show(tx, "step", tx.get(AgendaStep, session.step_id).title, "")

    @verb("sent words to the room", LEADERS, ChangeClass.NAVIGATION)
    def show_words(self, tx: Transaction, text: str, about: str = "") -> RoomSlide:
        """Show words, such as a question, a ground rule or the words of the child.

        Raises:
            Problem: In the future, if there are none.
        """
        if not text.strip():
            raise Problem("There are no words to send to the room.")
        return _show(tx, "words", text, about)

    @verb("cleared the room's screen", LEADERS, ChangeClass.NAVIGATION)
    def clear(self, tx: Transaction) -> RoomSlide:
        """Show nothing but the review's title."""
        return _show(tx, BEFORE, "", "")

    @verb("calmed the room's screen", LEADERS, ChangeClass.NAVIGATION)
    def calm(self, tx: Transaction) -> RoomSlide:
        """Calm the screen for a pause; whoever is typing finishes the sentence."""
        return _show(tx, PAUSE, "", "")


def _refuse_marked(tx: Transaction, record: Entry | Outcome) -> None:
    from workshop_tui.practice.records import Restriction

    if tx.find(Restriction, table_name=record.TABLE, row_uid=record.uid):
        raise Problem("This is marked as restricted; it cannot be shown to the whole room.")


def _show(tx: Transaction, shows: str, text: str, about: str) -> RoomSlide:
    session = current_session(tx)
    standing = tx.find(RoomSlide, session_id=session.id)
    if standing:
        return tx.change(standing[0], shows=shows, text=text, about=about)
    return tx.add(RoomSlide(session_id=session.id, shows=shows, text=text, about=about))


@dataclass(frozen=True, slots=True)
class RoomView:
    """What the room may see now; every name in it is a pseudonym.

    Attributes:
        title: The review's reference and title.
        shows, text, about: See ``RoomSlide``.
        step: Title of the agenda step; step_minutes: what is left of it, or None.
        running: Whether the clock runs.
    """

    title: str
    shows: str = BEFORE
    text: str = ""
    about: str = ""
    step: str = ""
    step_minutes: int | None = None
    running: bool = False


class RoomReader:
    """All that the room's seat can read; use it in the thread that made it."""

    def __init__(self, file: ReviewFile) -> None:
        self._read = Reader(file)

    def close(self) -> None:
        """Give the connection back."""
        self._read.close()

    def last_seq(self) -> int:
        """The journal's newest sequence number."""
        return self._read.last_seq()

    def event_runs(self) -> bool:
        """Whether a session has begun and is not closed."""
        return any(one.started and not one.closed for one in self._read.sessions())

    def now(self, at: dt.datetime | None = None) -> RoomView:
        """What the room may see.

        Args:
            at: The time, with its zone; the present where it is not given.
        """
        read = self._read
        review, session = read.review(), read.session()
        view = read.view(Tier.ROOM)
        title = view.text(f"{review.reference} {review.title}".strip())
        if session is None:
            return RoomView(title)
        slides = read.records(RoomSlide, session_id=session.id)
        slide = slides[0] if slides else RoomSlide(session_id=session.id)
        steps = read.steps(session.id)
        step = clock.current(session, steps)
        return RoomView(
            title,
            slide.shows,
            view.text(slide.text),
            view.text(slide.about),
            view.text(step.title) if step else "",
            _left(session, steps, at or dt.datetime.now().astimezone()) if step else None,
            clock.runs(session),
        )


def _left(session: Session, steps: list[AgendaStep], at: dt.datetime) -> int | None:
    found = pace(session, steps, [], None, set(), at)
    return found.step_planned - found.step_spent if found.step_planned else None
