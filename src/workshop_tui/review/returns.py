"""Preparation returns into the review: a form is read, looked at, and taken in (paragraph g)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workshop_tui.practice.days import british
from workshop_tui.practice.preparing import Attachment, PreparationReturn, ReturnItem
from workshop_tui.practice.problems import NotFound, Problem
from workshop_tui.practice.records import Entry, Participant
from workshop_tui.practice.return_form import SUPPORT, VERSION
from workshop_tui.practice.roles import CAPTURERS
from workshop_tui.review.people import resolve_who
from workshop_tui.review.reader import Reader
from workshop_tui.review.verb import verb
from workshop_tui.store.journal import now
from workshop_tui.store.resources import pack
from workshop_tui.store.transaction import Transaction

if TYPE_CHECKING:
    from workshop_tui.intake.readers.extras import Password
    from workshop_tui.intake.returned import FormEye, FormReading

FORM = "preparation form"
"""What ``Attachment.what`` calls a form that is kept as it came."""

_ONE_ENTRY = re.compile(
    r"(?:entry|entries|item|no|nr|number|[#:.\s])*(\d{1,9}[a-z]{0,2})[.\s]*", re.I
)


class WhoseForm(Problem):
    """It cannot be told whose form it is; a person can say so."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """A form that was read and understood, on its way into the review.

    Attributes:
        reading: What it says.
        content: Its bytes; they are kept in the review.
        person: Whose form it is.
        entries: The entry that each item concerns; None where none is certain.
        earlier: What the same person has sent before.
        eyes: What a person should look at, the form's own places and those found here.
        manager: Their line manager, by the form, where the review knows none yet; else "".
    """

    reading: FormReading
    content: bytes
    person: Participant
    entries: tuple[int | None, ...]
    earlier: tuple[PreparationReturn, ...]
    eyes: tuple[FormEye, ...]
    manager: str = ""


def look(
    read: Reader, path: Path, whose: str = "", *, password: Password | None = None
) -> Incoming:
    """Read a form that came back, and say whose it is and which entries it concerns.

    Changes nothing.

    Args:
        read: The review.
        path: The form.
        whose: Whose it is, by code, role or name, where a person says so; else its own line does.
        password: Asked for the password of a form that has one.

    Raises:
        WhoseForm: If the form does not say for certain whose it is, and nobody else did.
        Problem: If it cannot be read, or the same form came before.
    """
    from workshop_tui.intake.returned import read_form

    reading = read_form(path, fixed=_fixed(), password=password)
    content = path.read_bytes()
    _refuse_known(read, reading)
    person, eyes = _whose(read, reading, whose)
    entries, unlinked = _entries(read, reading)
    answers = dict(reading.support)
    return Incoming(
        reading,
        content,
        person,
        entries,
        tuple(read.records(PreparationReturn, participant_id=person.id)),
        (*eyes, *reading.eyes, *unlinked),
        "" if person.manager else answers.get(SUPPORT[0], ""),
    )


def _fixed() -> list[re.Pattern[str]]:
    """What the form says by itself, from the words of the practice pack."""
    found: list[re.Pattern[str]] = []
    for words in _texts(pack("papers")["form"]):
        parts = re.split(r"\{\w+\}", " ".join(words.split()))
        found.append(re.compile(".*".join(re.escape(part) for part in parts), re.IGNORECASE))
    return found


def _texts(value: object) -> list[str]:
    """Every text in a part of the pack, however deep."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, Mapping):
        return _texts(list(value.values()))
    return [text for one in value for text in _texts(one)] if isinstance(value, list) else []


def _refuse_known(read: Reader, reading: FormReading) -> None:
    for one in read.records(Attachment, sha256=reading.sha256):
        raise Problem(f"“{reading.file}” came already, on {british(one.at)}; nothing was changed.")


# -- whose it is ---------------------------------------------------------------------------------


def _whose(
    read: Reader, reading: FormReading, whose: str
) -> tuple[Participant, tuple[FormEye, ...]]:
    from workshop_tui.intake.returned import FormEye

    people, reference = read.participants(), read.review().reference
    known = ", ".join(person.code for person in people) or "nobody yet"
    strangers = [ref for _, ref, _ in reading.identifiers if _same(ref) != _same(reference)]
    codes = list(dict.fromkeys(code.casefold() for _, _, code in reading.identifiers))
    if whose:
        person = resolve_who(whose, people, read.register())
        if person is None:
            raise WhoseForm(f"{whose!r} names nobody for certain. Codes: {known}.")
    else:
        person = _by_its_line(reading, people, known, strangers, codes)
    eyes = []
    if strangers:
        eyes.append(f"its line names another review ({', '.join(dict.fromkeys(strangers))})")
    if not codes:
        eyes.append("the line that says whose form it is, is gone")
    elif codes != [person.code.casefold()]:
        written = ", ".join(dict.fromkeys(code for _, _, code in reading.identifiers))
        eyes.append(f"its line says {written}; it is taken as {person.code}'s, as was said")
    if any(version != VERSION for version, _, _ in reading.identifiers):
        eyes.append("it is a form of another version: please look whether all is in its place")
    return person, tuple(FormEye("The form", reason) for reason in eyes)


def _by_its_line(
    reading: FormReading,
    people: Sequence[Participant],
    known: str,
    strangers: Sequence[str],
    codes: Sequence[str],
) -> Participant:
    file = reading.file
    if not codes:
        raise WhoseForm(
            f"“{file}” does not say whose it is: the line “Form {VERSION} …” is gone or was "
            "altered. Say from whom it is."
        )
    if strangers:
        raise WhoseForm(
            f"“{file}” belongs to another review: its line says {strangers[0]}. Nothing was taken "
            "in. If it is of this review all the same, say from whom it is."
        )
    if len(codes) > 1:
        raise WhoseForm(f"“{file}” names two people in its lines. Say from whom it is.")
    found = [person for person in people if person.code.casefold() == codes[0]]
    if len(found) != 1:
        code = reading.identifiers[0][2]
        raise WhoseForm(
            f"“{file}” is the form of {code}, and nobody here has that code. "
            f"Say from whom it is. Codes: {known}."
        )
    return found[0]


def _same(reference: str) -> str:
    return "".join(char for char in reference.casefold() if char.isalnum())


# -- which entries it concerns -------------------------------------------------------------------


def _entries(
    read: Reader, reading: FormReading
) -> tuple[tuple[int | None, ...], tuple[FormEye, ...]]:
    """The entry of each item: only where its number was printed and names exactly one."""
    from workshop_tui.intake.returned import FormEye

    found: list[int | None] = []
    eyes: list[FormEye] = []
    circulated = bool(read.circulations())
    for item in reading.items:
        entry_id, why = _entry(read, item.entry, circulated)
        found.append(entry_id)
        if why:
            eyes.append(FormEye(item.place, f"not linked to an entry: {why}"))
    return tuple(found), tuple(eyes)


def _entry(read: Reader, words: str, circulated: bool) -> tuple[int | None, str]:
    if not words:
        return None, ""
    number = _ONE_ENTRY.fullmatch(words.strip())
    if number is None:
        return None, f"“{words}” does not name exactly one"
    if not circulated:
        return None, f"“{words}”: the chronology was never circulated, so no number is certain"
    ref = number[1].casefold()
    try:
        entry = read.entry(read.find_entry(ref))
    except NotFound:
        return None, f"there is no entry {ref}"
    return (entry.id, "") if entry.ref == ref else (None, f"there is no entry {ref}")


# -- taking it in --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ReturnVerbs:
    """The verbs of preparation returns.

    Attributes:
        seat: The seat that acts.
    """

    seat: Any

    @verb("took in preparation returns", CAPTURERS)
    def accept(
        self,
        tx: Transaction,
        forms: Sequence[Incoming],
        *,
        received: str | None = None,
        replace: bool = False,
    ) -> list[PreparationReturn]:
        """Take forms in, all of them or none; each file is kept as it came.

        Args:
            tx: The transaction.
            forms: What ``look`` gave.
            received: The ISO day on which they came; today where it is not given.
            replace: Whether what the same people sent before goes; else these are added to it.

        Raises:
            Problem: In the future, if one of them came before or twice now, or its person was
                taken away meanwhile; then none is taken in.
        """
        day = received or dt.date.today().isoformat()
        return [self._take_in(tx, form, day, replace) for form in forms]

    def _take_in(
        self, tx: Transaction, form: Incoming, received: str, replace: bool
    ) -> PreparationReturn:
        reading, person = form.reading, tx.get(Participant, form.person.id)
        if person.retracted:
            raise Problem(f"{person.code} was taken away meanwhile; nothing was taken in.")
        if tx.find(Attachment, sha256=reading.sha256):
            raise Problem(f"“{reading.file}” came already; nothing was taken in.")
        if replace:
            _retract(tx, person)
        kept = tx.attach(
            Attachment(name=reading.file, what=FORM, sha256="", by=tx.actor.person, at=now()),
            form.content,
        )
        added = tx.add(
            PreparationReturn(
                participant_id=person.id,
                received=received,
                how="form",
                note=_note(form),
                attachment_id=kept.id,
            )
        )
        for item, entry_id in zip(reading.items, form.entries, strict=True):
            stands = entry_id is not None and not tx.get(Entry, entry_id).retracted
            tx.add(
                ReturnItem(
                    return_id=added.id,
                    part=item.part,
                    text=item.text,
                    date_text=item.when,
                    why=item.why,
                    entry_id=entry_id if stands else None,
                )
            )
        if form.manager and not person.manager:
            tx.change(person, manager=form.manager)
        return added


def _retract(tx: Transaction, person: Participant) -> None:
    for earlier in tx.find(PreparationReturn, participant_id=person.id):
        for item in tx.find(ReturnItem, return_id=earlier.id):
            tx.retract(item)
        tx.retract(earlier)


def _note(form: Incoming) -> str:
    """What the form says about support, and what a person should look at."""
    said = form.reading.support
    lines = [f"{question}: {answer}" if question else answer for question, answer in said]
    lines += [f"Please look: {eye.place}: {eye.reason}." for eye in form.eyes]
    return "\n".join(lines)
