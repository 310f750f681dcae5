"""Numbered paper capture sheets: given out, and which of them came back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from workshop_tui.outputs import capture_sheets, files
from workshop_tui.outputs.capture_sheets import Sheets
from workshop_tui.practice.days import weekday
from workshop_tui.practice.papers import CAPTURE_SHEET
from workshop_tui.practice.preparing import Dispatch
from workshop_tui.practice.problems import Problem
from workshop_tui.practice.records import Session
from workshop_tui.privacy.view import Tier
from workshop_tui.review import outgoing
from workshop_tui.review.dispatching import next_sheet
from workshop_tui.review.outgoing import Outgoing, Sent
from workshop_tui.review.packs import FORMATS, writers
from workshop_tui.review.reader import Reader
from workshop_tui.review.recipients import Guest, chosen_guests
from workshop_tui.review.releasing import Allowed, leak_check

if TYPE_CHECKING:
    from workshop_tui.review.seat import Seat

MOST = 500
ANYBODY = "whoever takes it"


def send_sheets(
    seat: Seat,
    folder: Path | None,
    count: int,
    codes: Sequence[str] = (),
    *,
    session: Session | None = None,
    formats: Sequence[str] = FORMATS,
    allowed: Allowed | None = None,
    preview: bool = False,
) -> Sent:
    """Write paper sheets, one a page, and keep their numbers; these run on and never come twice.

    Args:
        seat: Who gives them out.
        folder: Where to.
        count: How many: for each of ``codes``, or in all where none is given.
        codes: Whose code stands on them; none for whoever takes one.
        session: The session; None for the learning event that is under way.
        formats: "docx", "pdf" or both.
        allowed: Words that may pass although the leak check finds them, with the reason.
        preview: Whether it is only looked at: nothing is written, nothing kept.

    Raises:
        Problem: If that is no number of sheets, or they cannot be written; nothing is kept then.
    """
    outgoing.allow(seat)
    if not 1 <= count * max(1, len(codes)) <= MOST:
        raise Problem(f"Between 1 and {MOST} sheets can be made at once.")
    write = writers(formats)
    reader = Reader(seat.file)
    try:
        session = session or reader.event()
        guests = chosen_guests(reader, codes, session)[0] if codes else []
        first = next_sheet(reader.records(Dispatch))
        view = reader.view(Tier.ROOM)
        whose: list[Guest | None] = [guest for guest in guests for _ in range(count)]
        whose = whose or [None] * count
        session_id = session.id if session else None
        kept = tuple(
            Dispatch(
                what=CAPTURE_SHEET,
                recipient=guest.code if guest else ANYBODY,
                sent="",
                by="",
                at="",
                agency_id=guest.agency_id if guest else None,
                participant_id=guest.participant_id if guest else None,
                copy=number,
                session_id=session_id,
            )
            for number, guest in enumerate(whose, start=first)
        )
        sheets = Sheets(
            reference=view.text(reader.review().reference),
            session=_session(view.text(session.title), session.date) if session else "",
            codes=tuple(view.text(guest.code) if guest else "" for guest in whose),
            first=first,
        )
        check = leak_check(reader, view.settled)
    finally:
        reader.close()
    paper = capture_sheets.build(sheets)
    last = first + len(whose) - 1
    numbers = str(first) if last == first else f"{first} to {last}"
    stem = files.stem_of(f"{sheets.reference} capture sheets {numbers}")
    # Every sheet is kept once, with the first of its files.
    made = [
        Outgoing(stem, f".{name}", to(paper), kept if at == 0 else (), f"{CAPTURE_SHEET}.{name}")
        for at, (name, to) in enumerate(write.items())
    ]
    said = [] if session else ["Still missing: the session. None is planned."]

    def keep(dispatches: list[Dispatch]) -> object:
        return seat.dispatching.send(dispatches).result()

    return outgoing.send(
        seat, folder, made, check, keep, said=said, allowed=allowed, preview=preview
    )


def _session(title: str, date: str | None) -> str:
    return f"{title}, {weekday(date)}" if date else title


@dataclass(frozen=True, slots=True)
class SheetState:
    """A sheet that was given out.

    Attributes:
        number: Its number. whose: the code on it, or that nobody's is.
        given: The day on which it was made.
        returned: The day on which it came back, or None.
        captures: How many notes were typed in from it.
    """

    number: int
    whose: str
    given: str
    returned: str | None
    captures: int

    @property
    def out(self) -> bool:
        """Whether it has not come back: neither was anything typed in from it."""
        return self.returned is None and not self.captures


def sheet_states(reader: Reader) -> list[SheetState]:
    """Every sheet that was given out, by number."""
    counts: dict[int, int] = {}
    for capture in reader.captures():
        if capture.sheet is not None:
            counts[capture.sheet] = counts.get(capture.sheet, 0) + 1
    sent = sorted(reader.records(Dispatch, what=CAPTURE_SHEET), key=lambda one: one.copy)
    return [
        SheetState(one.copy, one.recipient, one.sent, one.returned, counts.get(one.copy, 0))
        for one in sent
    ]
