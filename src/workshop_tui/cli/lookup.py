"""What a word on the command line names: an entry, a step, somebody in the register."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop_tui.practice.problems import NotFound, Problem

if TYPE_CHECKING:
    from workshop_tui.practice.records import Agency, AgendaStep, Episode, Identity, Session
    from workshop_tui.review.reader import Reader

HERE = "here"
NONE = "none"


def entry_id(read: Reader, words: str) -> int:
    """The entry with a number, reference or uid; ``here`` is where the event stands.

    Raises:
        NotFound: If there is none.
    """
    if words.casefold() != HERE:
        return read.find_entry(words)
    session = read.session()
    if session is None or session.entry_id is None:
        raise NotFound("The event does not stand at an entry yet.")
    return session.entry_id


def entry_id_or_none(read: Reader, words: str) -> int | None:
    """The same, where ``none`` means no entry."""
    return None if words.casefold() == NONE else entry_id(read, words)


def agency(read: Reader, words: str) -> Agency:
    """The agency with a short or full name.

    Raises:
        NotFound: If there is none.
    """
    from workshop_tui.review.people import find_agency

    found = find_agency(list(read.agencies().values()), words)
    if found is None:
        known = ", ".join(one.short for one in read.agencies().values())
        raise NotFound(f"There is no agency {words!r}. There are: {known or 'none yet'}.")
    return found


def recipient_agency(read: Reader, words: str | None) -> int | None:
    """The agency whose people receive a document; ``none`` for people of no agency.

    None where nothing is said: the document may then reach anybody.
    """
    from workshop_tui.privacy.audience import NO_AGENCY

    if words is None:
        return None
    return NO_AGENCY if words.casefold() == NONE else agency(read, words).id


def session(read: Reader, words: str) -> Session:
    """The session with a number in the list of sessions, a title or a uid.

    Raises:
        NotFound: If there is none, or more than one.
    """
    found = read.sessions()
    named = [
        one
        for number, one in enumerate(found, start=1)
        if words.casefold() in (str(number), one.title.casefold(), one.uid)
    ]
    if len(named) == 1:
        return named[0]
    known = ", ".join(f"{number} {one.title}" for number, one in enumerate(found, start=1))
    raise NotFound(f"{words!r} names no one session. There are: {known or 'none yet'}.")


def steps(read: Reader) -> list[AgendaStep]:
    """The agenda of the session that is under way.

    Raises:
        Problem: If it has none.
    """
    session = read.session()
    found = read.steps(session.id) if session else []
    if not found:
        raise Problem("This review has no agenda.")
    return found


def step(read: Reader, words: str) -> AgendaStep:
    """The agenda step with a position, short name or title.

    Raises:
        NotFound: If there is none.
    """
    found = steps(read)
    for one in found:
        if words.casefold() in (str(one.position), one.slug.casefold(), one.title.casefold()):
            return one
    named = ", ".join(f"{one.position} {one.slug}" for one in found)
    raise NotFound(f"No agenda step has the number or name {words!r}: {named}.")


def episode(read: Reader, number: int) -> Episode:
    """The key practice episode with a number.

    Raises:
        NotFound: If there is none.
    """
    for one in read.episodes():
        if one.number == number:
            return one
    raise NotFound(f"There is no episode {number}.")


def identity(read: Reader, words: str) -> Identity:
    """The line of the register with a number (its id), uid, pseudonym or name.

    Raises:
        NotFound: If there is none, or more than one.
    """
    register = read.register()
    exact = [one for one in register if words in (str(one.id), one.uid)]
    folded = words.casefold()
    found = exact or [
        one for one in register if folded in (one.pseudonym.casefold(), one.name.casefold())
    ]
    if len(found) == 1:
        return found[0]
    if found:
        numbers = ", ".join(str(one.id) for one in found)
        raise NotFound(f"{words!r} stands in several lines of the register: {numbers}.")
    raise NotFound(f"Nobody and nothing in the register has the number or name {words!r}.")
