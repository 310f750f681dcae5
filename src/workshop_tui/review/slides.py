"""What stands on the room's screen, as records: the slide, the step beside it, the pause.

A session has one slide, which is changed. Beside it there may be the step that was sent last
(``LINE``): it stays under what is sent later, until another step is sent or the screen is cleared.
A pause covers the slide and does not replace it, so that it can come back.
"""

from __future__ import annotations

from workshop_tui.practice.records import AgendaStep, Session
from workshop_tui.practice.running import RoomSlide
from workshop_tui.store.transaction import Transaction

BEFORE, PAUSE, LINE = "nothing", "pause", "line"
_COVERS = ":"


def show(tx: Transaction, session: Session, shows: str, text: str, about: str) -> RoomSlide:
    """Put something on the room's screen in the place of what is there, be it a pause."""
    standing = slide_of(tx.find(RoomSlide, session_id=session.id))
    if standing is not None:
        return tx.change(standing, shows=shows, text=text, about=about)
    return tx.add(RoomSlide(session_id=session.id, shows=shows, text=text, about=about))


def slide_of(rows: list[RoomSlide]) -> RoomSlide | None:
    """The slide among a session's rows."""
    return next((row for row in rows if row.shows != LINE), None)


def step_sent(rows: list[RoomSlide]) -> RoomSlide | None:
    """The step that was sent among a session's rows: ``text`` is its title, ``about`` its uid."""
    return next((row for row in rows if row.shows == LINE), None)


def show_step(tx: Transaction, session: Session, step: AgendaStep) -> RoomSlide:
    """Put a step on the room's screen, and beside whatever is sent after it."""
    slide = show(tx, session, "step", step.title, "")
    clear_step(tx, session)
    tx.add(RoomSlide(session_id=session.id, shows=LINE, text=step.title, about=step.uid))
    return slide


def clear_step(tx: Transaction, session: Session) -> None:
    """Take the step away that was sent."""
    line = step_sent(tx.find(RoomSlide, session_id=session.id))
    if line is not None:
        tx.retract(line)


def cover(tx: Transaction, session: Session) -> RoomSlide:
    """Calm the screen for a pause; what it shows stays beneath."""
    standing = slide_of(tx.find(RoomSlide, session_id=session.id))
    if standing is None:
        return show(tx, session, f"{PAUSE}{_COVERS}{BEFORE}", "", "")
    if is_pause(standing):
        return standing
    return tx.change(standing, shows=f"{PAUSE}{_COVERS}{standing.shows}")


def uncover(tx: Transaction, session: Session) -> None:
    """Show again what a pause covered, unless something else was sent meanwhile."""
    standing = slide_of(tx.find(RoomSlide, session_id=session.id))
    if standing is not None and is_pause(standing):
        tx.change(standing, shows=covered(standing))


def is_pause(slide: RoomSlide) -> bool:
    """Whether the room sees a pause."""
    return slide.shows.partition(_COVERS)[0] == PAUSE


def covered(slide: RoomSlide) -> str:
    """What a slide shows where no pause covers it: "entry", "words" and so on."""
    return (slide.shows.partition(_COVERS)[2] or BEFORE) if is_pause(slide) else slide.shows


def withdraw(tx: Transaction, about: str) -> None:
    """Take the words of an entry off the room's screen, also from beneath a pause.

    Args:
        tx: The transaction.
        about: What the slide of that entry is headed with.
    """
    for slide in tx.find(RoomSlide, about=about):
        if covered(slide) == "entry" and slide.text:
            tx.change(slide, text="")
