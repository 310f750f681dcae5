"""Reading everything that documents are made of, as it stood at one moment."""

from __future__ import annotations

import datetime as dt

from workshop_tui import __version__
from workshop_tui.outputs.material import Material
from workshop_tui.practice.records import Capture
from workshop_tui.review.reader import Reader, outcome_names

_ATTEMPTS = 20


def gather(reader: Reader) -> Material:
    """The material of a review, read again where a seat wrote meanwhile."""
    for _ in range(_ATTEMPTS):
        before = reader.last_seq()
        material = _gather_once(reader)
        if reader.last_seq() == before:
            break
    return material


def _gather_once(reader: Reader) -> Material:
    participants = reader.participants()
    register = reader.register()
    registered = {identity.id: identity.name for identity in register}
    captures = reader.captures()
    outcomes = reader.outcomes()
    session = reader.session()
    return Material(
        review=reader.review(),
        agencies=tuple(reader.agencies().values()),
        participants=tuple(participants),
        lines=tuple(reader.lines_of_enquiry()),
        sources=tuple(reader.source_files().values()),
        session=session,
        steps=tuple(reader.steps(session.id)) if session else (),
        episodes=tuple(reader.episodes()),
        entries=tuple(reader.entries(reader.order())),
        excluded=tuple(reader.excluded()),
        beside=reader.beside(),
        circulations=tuple(reader.circulations()),
        captures=tuple(captures),
        outcomes=tuple(outcomes),
        names={
            person.id: registered[person.identity_id]
            for person in participants
            if person.identity_id in registered
        },
        pseudonyms=tuple(identity.pseudonym for identity in register),
        entries_of=_entries_of(reader, captures),
        evidence={
            outcome: tuple(capture.id for capture in found)
            for outcome, found in reader.evidence().items()
        },
        enquiries={outcome: tuple(found) for outcome, found in reader.enquiries().items()},
        labels=dict(zip((o.id for o in outcomes), outcome_names(outcomes), strict=True)),
        missing={outcome: tuple(lacks) for outcome, lacks in reader.missing().items()},
        journal_head=reader.journal_head(),
        made=dt.datetime.now().astimezone(),
        version=__version__,
    )


def _entries_of(reader: Reader, captures: list[Capture]) -> dict[int, tuple[int, ...]]:
    """The entries of each capture: the one at which it was said first, then any further ones."""
    found = {c.id: [c.entry_id] if c.entry_id is not None else [] for c in captures}
    for entry_id in sorted(reader.capture_counts()):
        for capture in reader.captures_at(entry_id):
            entries = found.setdefault(capture.id, [])
            if entry_id not in entries:
                entries.append(entry_id)
    return {capture: tuple(entries) for capture, entries in found.items()}
