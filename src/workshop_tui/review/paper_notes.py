"""Notes that were taken on paper: when they were said, in which session, and on which sheet."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workshop_tui.practice.papers import CAPTURE_SHEET
from workshop_tui.practice.problems import NotFound, Problem
from workshop_tui.practice.records import Session
from workshop_tui.review.reader import Reader
from workshop_tui.store.transaction import Transaction

if TYPE_CHECKING:
    from workshop_tui.practice.preparing import Dispatch

_SLACK = dt.timedelta(minutes=2)
_ONE_MINUTE = "does not name one minute. Write it as 14:30, or as 12 March 2026 14:30."


@dataclass(frozen=True, slots=True)
class FromPaper:
    """Where a note from paper belongs.

    Attributes:
        session: The session in which it was said, or None.
        at: When (ISO 8601 with zone); None where that is not said.
        sheet: The number of its sheet, or None.
    """

    session: Session | None
    at: str | None
    sheet: int | None


def from_paper(
    read: Reader, *, sheet: int | None = None, at: str = "", session: Session | None = None
) -> FromPaper:
    """Where a note from paper belongs, by what stands on it.

    Args:
        read: The review.
        sheet: The number of its sheet, or None.
        at: The time as it is written there; "" where none is.
        session: The session, where a person names it; else the one that the sheet was made for,
            or the one under way.

    Raises:
        NotFound: If no sheet was given out under the number.
        Problem: If the time names no one minute.
    """
    if sheet is not None:
        from workshop_tui.practice.preparing import Dispatch

        given = _given(read.records(Dispatch, what=CAPTURE_SHEET, copy=sheet), sheet)
        made_for = [one for one in read.sessions() if one.id == given.session_id]
        session = session or next(iter(made_for), None)
    session = session or read.session()
    return FromPaper(session, _said_at(at, session) if at.strip() else None, sheet)


def check_paper(tx: Transaction, at: str | None, sheet: int | None) -> None:
    """Refuse a time that has not come, and a sheet that was never given out.

    Raises:
        Problem: With what is wrong.
    """
    if at is not None and dt.datetime.fromisoformat(at) > dt.datetime.now().astimezone() + _SLACK:
        raise Problem(f"{at[11:16]} on {at[:10]} has not come yet: look at the time again.")
    if sheet is not None:
        from workshop_tui.practice.preparing import Dispatch

        _given(tx.find(Dispatch, what=CAPTURE_SHEET, copy=sheet), sheet)


def _given(found: list[Dispatch], sheet: int) -> Dispatch:
    if not found:
        raise NotFound(f"No capture sheet has the number {sheet}: none was given out under it.")
    return found[0]


def _said_at(words: str, session: Session | None) -> str:
    """A time as the journal writes times; a bare one was on the session's day."""
    from workshop_tui.intake.dates import read_date
    from workshop_tui.intake.dates.clock import read_time_text

    clock = read_time_text(words)
    if clock is not None:
        time, note = clock
        day = session.date if session else None
        if note:
            raise Problem(f"{words!r} {_ONE_MINUTE}")
        if day is None:
            raise Problem(
                f"{words!r} needs the day as well, since the session has no date: "
                "“12 March 2026 14:30”."
            )
    else:
        when = read_date(words).when
        if when is None or when.earliest is None or when.earliest != when.latest or not when.time:
            raise Problem(f"{words!r} {_ONE_MINUTE}")
        day, time = when.earliest.isoformat(), when.time
    local = dt.datetime.combine(dt.date.fromisoformat(day), dt.time.fromisoformat(time))
    return local.astimezone().isoformat(timespec="milliseconds")
