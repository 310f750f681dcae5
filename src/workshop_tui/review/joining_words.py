"""What is said about a merge: how rows, fields and values are called in a sentence."""

from __future__ import annotations

from typing import Any

from workshop_tui.practice.outcomes import outcome_names
from workshop_tui.practice.preparing import Attendance
from workshop_tui.practice.records import Agency, Capture, Outcome, Participant, Record
from workshop_tui.practice.running import PerspectiveDepth, Position
from workshop_tui.practice.text import one_line
from workshop_tui.store import chronology, joining
from workshop_tui.store.transaction import Transaction

_MOST = 60
_LABELS = {
    "entry_id": "entry",
    "who_id": "whose words",
    "who_open": "speaker to be filled in",
    "episode_id": "episode",
    "step_id": "agenda step",
    "finding_id": "finding answered",
    "text": "wording",
}


def short(text: str) -> str:
    """The first words of a text."""
    line = one_line(text)
    return line if len(line) <= _MOST else f"{line[: _MOST - 1].rstrip()}…"


def label(name: str) -> str:
    """What people call a field."""
    return _LABELS.get(name, name.replace("_", " "))


def value(found: Any) -> str:
    """A field's value in words."""
    if isinstance(found, tuple):
        return ", ".join(str(one) for one in found) or "nothing"
    if isinstance(found, bool):
        return "yes" if found else "no"
    return str(found) if found else "nothing"


def in_words(record: Record) -> str:
    """All that a record says, for one that cannot be placed."""
    if isinstance(record, PerspectiveDepth):
        parts = [record.saw, record.knew, record.thought, record.did]
        parts += [record.known_then, record.known_now]
        return f"what lay behind a perspective, “{'; '.join(one for one in parts if one)}”"
    if isinstance(record, Position):
        return f"an agency's position, {record.stance} “{record.words}”"
    if isinstance(record, Attendance):
        return f"that somebody is here, “{record.present}”"
    return record.TABLE.replace("_", " ")


def called(tx: Transaction, ours: Record) -> str:
    """What people call a row of the review."""
    if isinstance(ours, Outcome):
        if ours.retracted:
            return f"{ours.kind.value.replace('-', ' ')} “{short(ours.text)}”"
        found = tx.find(Outcome, order="kind, position, id")
        return dict(zip((one.id for one in found), outcome_names(found), strict=True))[ours.id]
    if isinstance(ours, Capture):
        return f"Capture {ours.id}, “{short(ours.text)}”"
    if isinstance(ours, PerspectiveDepth):
        return f"What lies behind capture {ours.capture_id}"
    if isinstance(ours, Position):
        agency = tx.get(Agency, ours.agency_id).short
        return f"{agency}'s position on {called(tx, tx.get(Outcome, ours.outcome_id))}"
    if isinstance(ours, Attendance):
        return f"Whether {tx.get(Participant, ours.participant_id).code} is here"
    return f"A {ours.TABLE.replace('_', ' ')}"


def named(tx: Transaction, table: str, uid: str | None) -> str:
    """What people call the row that another one refers to."""
    row_id = joining.id_of(tx.connection, table, uid, stands=False) if uid else None
    if row_id is None:
        return "nothing" if not uid else "something that is not here"
    if table == "entry":
        return f"entry {chronology.called(tx.connection, row_id)}"
    if table == "participant":
        return tx.get(Participant, row_id).code
    if table == "outcome":
        return called(tx, tx.get(Outcome, row_id))
    return f"{table.replace('_', ' ')} {row_id}"
