"""What is to be seen to before a session is closed, as rows of a list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workshop_tui.practice.days import clock_time
from workshop_tui.practice.kinds import CONVERSATION
from workshop_tui.practice.records import Entry, Episode, Outcome, Session
from workshop_tui.practice.running import Challenge, WelfareNote
from workshop_tui.review.closing import closing
from workshop_tui.tui.desk import Desk
from workshop_tui.tui.widgets.line_list import Row

LOCKED = "Locked now: what was captured in it. Each capture can get a dated correction."
OPEN = "Still open: findings, good practice, escalations and actions, under Outcomes."


def closing_rows(desk: Desk, follow_ups: Sequence[WelfareNote] | None) -> Iterator[Row]:
    """Everything to look at, and the closing itself last.

    Args:
        desk: What the seat has in front of it.
        follow_ups: The chair's private notes; None in any other seat.
    """
    yield from _session(desk)
    for one in closing(desk.read):
        sign = "○" if one.missing else "✓"
        gate = "  (the session stays open until then)" if one.gate and one.missing else ""
        style = "warn" if gate else "" if one.missing else "good"
        yield Row("closing", f"{sign} {one.title}{gate}", (one.id, 0), style)
        for number, sentence in enumerate(one.missing, start=1):
            yield Row("closing", f"    {sentence}", (one.id, number), style)
    if follow_ups is not None:
        yield from _follow_ups(follow_ups)
    yield from challenge_rows(desk)
    yield from _episodes(desk)
    yield from _end(desk)


def _session(desk: Desk) -> Iterator[Row]:
    session = desk.session
    if session is None or session.started is None or session.closed:
        yield Row("", "To be seen to", style="heading")
    else:
        yield Row("", f"Before “{session.title}” is closed", style="heading")


def _follow_ups(notes: Sequence[WelfareNote]) -> Iterator[Row]:
    waiting = sum(not note.done for note in notes)
    yield Row("", f"Follow-ups, for the chair alone · {waiting} open", style="heading")
    for note in notes:
        who = f"  ({note.follows_up})" if note.follows_up else ""
        style = "faint" if note.done else ""
        yield Row("welfare", f"{'✓' if note.done else '○'} {note.text}{who}", (note.uid,), style)


def challenge_rows(desk: Desk) -> Iterator[Row]:
    """The challenge notes, each with its answer beneath."""
    notes = desk.read.records(Challenge)
    if notes:
        waiting = sum(not note.answer for note in notes)
        yield Row("", f"Challenge notes · {waiting} without an answer", style="heading")
    for note in notes:
        sign = "✓" if note.answer else "○"
        yield Row("challenge", f"{sign} {note.text}  ({note.by}{about(desk, note)})", (note.uid,))
        if note.answer:
            answered = f"    ↳ {note.answer}  ({note.answered_by})"
            yield Row("challenge", answered, (note.uid, "answer"), "faint")


def about(desk: Desk, note: Challenge) -> str:
    """What a challenge note is about: ", entry 12", ", F2"; "" for the whole."""
    if note.table_name == "entry":
        found = desk.read.records(Entry, uid=note.row_uid)
        return f", {desk.place(found[0].id)}" if found else ""
    if note.table_name == Outcome.TABLE:
        return f", {desk.outcome_name(note.row_uid)}"
    return ""


def _episodes(desk: Desk) -> Iterator[Row]:
    held = [one for one in desk.read.sessions() if one.started and one.kind != CONVERSATION]
    episodes = list(desk.episodes.values())
    if not held or not episodes:
        return
    yield Row("", "Key episodes: how they went, only if the room wishes to say", style="heading")
    yield from map(_episode, episodes)


def _episode(one: Episode) -> Row:
    sign = {"worked well": "+", "was difficult": "–"}.get(one.rating, "·")
    rating = f"  {one.rating}" if one.rating else ""
    return Row("episode", f"{sign} {one.number} {one.title}{rating}", (one.number,))


def _end(desk: Desk) -> Iterator[Row]:
    session = desk.session
    if session is not None and session.started and not session.closed:
        yield Row("", "When all is said", style="heading")
        yield Row("close", f"▸ Close “{session.title}”", (session.id,))
        return
    last = last_closed(desk)
    if last is not None:
        since = clock_time(last.closed or "")
        yield Row("", f"“{last.title}” was closed at {since}", style="heading")
        yield Row("said", f"  {LOCKED}", ("locked",), "faint")
        yield Row("said", f"  {OPEN}", ("open",), "faint")
        yield Row("reopen", f"▸ Open “{last.title}” again, with a reason", (last.id,))
    if session is not None and session.started is None:
        yield Row("", f"“{session.title}” has not begun.", style="faint")


def last_closed(desk: Desk) -> Session | None:
    """The session that was closed last."""
    found = [one for one in desk.read.sessions() if one.closed]
    return max(found, key=lambda one: one.closed or "", default=None)
