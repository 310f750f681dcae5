"""The room's screen: what the chair sends to it, and nothing else.

Words are copied when they are sent, so that a later change of an entry or an outcome shows only
once it is sent again. The step and what is left of its time stand at the foot of the screen only
where the step was sent, and no longer than the session is at it. The room's seat reads through
``RoomReader``, which knows the slide and nothing besides: a seat on the projector, or a browser
that pretends to be one, gains nothing.
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
from workshop_tui.review.slides import (
    BEFORE,
    PAUSE,
    clear_step,
    cover,
    covered,
    is_pause,
    show,
    show_step,
    slide_of,
    step_sent,
    withdraw,
)
from workshop_tui.review.verb import verb
from workshop_tui.store import chronology
from workshop_tui.store.connection import ReviewFile
from workshop_tui.store.journal import ChangeClass, now
from workshop_tui.store.transaction import Transaction


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
        return _show(tx, "entry", approved[-1].text if approved else "", _about(tx, entry))

    @verb("approved an entry's wording for the room", LEADERS)
    def approve_wording(self, tx: Transaction, entry_id: int, text: str) -> RoomWording | None:
        """Approve the words in which the room may see an entry.

        An empty text takes that back; the words then leave the room's screen too, where they stand.
        """
        standing = tx.find(RoomWording, entry_id=entry_id)
        if not text.strip():
            for wording in standing:
                tx.retract(wording)
                withdraw(tx, _about(tx, tx.get(Entry, entry_id)))
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
        """Show the agenda step that the session is at, and the time left of it.

        Both stay at the foot of the screen under what is sent next, as long as the session is at
        that step, until the screen is cleared.
        """
        session = current_session(tx)
        if session.step_id is None:
            raise Problem("The session is at no step of its agenda.")
        return show_step(tx, session, tx.get(AgendaStep, session.step_id))

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
        session = current_session(tx)
        clear_step(tx, session)
        return show(tx, session, BEFORE, "", "")

    @verb("calmed the room's screen", LEADERS, ChangeClass.NAVIGATION)
    def calm(self, tx: Transaction) -> RoomSlide:
        """Calm the screen for a pause; what it shows comes back when the clock runs on."""
        return cover(tx, current_session(tx))


def _about(tx: Transaction, entry: Entry) -> str:
    """Where an entry stands: what is shown of it in any case."""
    agency = tx.get(Agency, entry.agency_id)
    when = month(entry.earliest) or "undated"
    return f"Entry {chronology.called(tx.connection, entry.id)} · {agency.short} · {when}"


def _refuse_marked(tx: Transaction, record: Entry | Outcome) -> None:
    from workshop_tui.practice.records import Restriction

    if tx.find(Restriction, table_name=record.TABLE, row_uid=record.uid):
        raise Problem("This is marked as restricted; it cannot be shown to the whole room.")


def _show(tx: Transaction, shows: str, text: str, about: str) -> RoomSlide:
    return show(tx, current_session(tx), shows, text, about)


@dataclass(frozen=True, slots=True)
class RoomView:
    """What the room may see now; every name in it is a pseudonym.

    Attributes:
        title: The review's reference and title.
        shows, text, about: See ``RoomSlide``; while there is a pause, "pause" and nothing else.
        step: Title of the agenda step that was sent, while the session is at it, or "".
        step_minutes: What is left of that step, or None.
        running: Whether the clock runs. begun: whether the session has begun.
    """

    title: str
    shows: str = BEFORE
    text: str = ""
    about: str = ""
    step: str = ""
    step_minutes: int | None = None
    running: bool = False
    begun: bool = False


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
        rows = read.records(RoomSlide, session_id=session.id)
        slide = slide_of(rows) or RoomSlide(session_id=session.id)
        runs, begun = clock.runs(session), session.started is not None
        if is_pause(slide):
            return RoomView(title, PAUSE, running=runs, begun=begun)
        steps, sent = read.steps(session.id), step_sent(rows)
        here = clock.current(session, steps)
        step = sent if sent is not None and here is not None and sent.about == here.uid else None
        return RoomView(
            title,
            covered(slide),
            view.text(slide.text),
            view.text(slide.about),
            view.text(step.text) if step else "",
            _left(session, steps, at or dt.datetime.now().astimezone()) if step else None,
            runs,
            begun,
        )


def _left(session: Session, steps: list[AgendaStep], at: dt.datetime) -> int | None:
    found = pace(session, steps, [], None, set(), at)
    return found.step_planned - found.step_spent if found.step_planned else None
