"""What stands in a notebook: what a note-taker needs in the room, named field by field.

Whatever is added to a record later stays in the review, unless it is named here. Not in it: what
was struck, retracted, excluded or marked for somebody, one-to-one conversations, preparation and
returns, the family's words, follow-ups, challenge, documents and copies, half-typed texts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import MISSING, Field, dataclass, fields, replace
from typing import Any, Final

from workshop_tui.practice.keeping import Strike
from workshop_tui.practice.kinds import CONVERSATION
from workshop_tui.practice.marks import Marks
from workshop_tui.practice.preparing import Attendance, FamilyMember, PackChange
from workshop_tui.practice.records import (
    Agency,
    AgendaStep,
    Capture,
    CaptureEntry,
    Entry,
    EntryCorrection,
    EntryDispute,
    EntryExclusion,
    Episode,
    Evidence,
    Identity,
    LineOfEnquiry,
    Mention,
    Outcome,
    OutcomeEnquiry,
    Participant,
    Record,
    Restriction,
    Review,
    SameEvent,
    Session,
)
from workshop_tui.practice.running import CameBack, PerspectiveDepth, Position
from workshop_tui.privacy.view import Tier, View
from workshop_tui.review.pack_changes import ADAPTED
from workshop_tui.store import chronology
from workshop_tui.store.transaction import Transaction

_KEPT: Final[dict[type[Record], tuple[str, ...]]] = {
    Review: (
        *("reference", "title", "lead", "period_from", "period_to", "child_born", "bodies"),
        *("register_confirmed",),
    ),
    Agency: ("name", "short", "kind", "contact", "escalation_route"),
    Identity: ("kind", "name", "pseudonym", "aliases"),
    Participant: ("code", "role", "agency_id", "identity_id", "level", "attending", "speaks_for"),
    LineOfEnquiry: ("number", "title", "question"),
    Episode: ("number", "title", "starts", "ends", "minutes", "spent", "rating"),
    Entry: (
        *("agency_id", "text", "sort_key", "ref", "date_text", "earliest", "latest", "time"),
        *("date_note", "end_text", "source", "fields", "flags", "episode_id", "starred", "state"),
    ),
    Session: (
        *("kind", "title", "date", "place", "starts", "entry_id", "step_id", "curtain", "started"),
        *("closed", "since", "spent", "adjourned", "reopened"),
    ),
    AgendaStep: (
        *("session_id", "position", "slug", "title", "minutes", "say", "do", "record", "spent"),
        *("extra", "state"),
    ),
    Capture: (
        *("kind", "line", "text", "at", "seat", "by", "session_id", "entry_id", "who_id"),
        *("who_open", "themes", "known", "episode_id", "step_id", "checker", "due", "variant_of"),
        *("corrects_id", "sheet", "entered"),
    ),
    CaptureEntry: ("capture_id", "entry_id"),
    Outcome: (
        *("kind", "position", "text", "at", "status", "why", "still_current", "owner"),
        *("expected_change", "measure", "unsafe_now", "told", "due", "themes", "finding_id"),
        *("manager", "route", "acknowledged", "acknowledged_by", "result", "resolved"),
        *("read_back", "prevalence", "question", "shared_with", "shared_how", "due_on"),
        *("owner_agency_id",),
    ),
    Evidence: ("outcome_id", "capture_id"),
    OutcomeEnquiry: ("outcome_id", "line_id"),
    Mention: ("table_name", "row_uid", "field_name", "part", "start", "end", "identity_id"),
    EntryCorrection: (
        *("entry_id", "text", "date_text", "by", "at", "earliest", "latest", "time", "date_note"),
        *("end_text", "source", "fields", "reason"),
    ),
    EntryDispute: ("entry_id", "agency_id", "account", "by", "at"),
    SameEvent: ("entry_id", "other_id", "decision", "by", "at"),
    Attendance: ("session_id", "participant_id", "answer", "spoken_by_id", "present"),
    FamilyMember: ("label", "relation", "answer"),
    PerspectiveDepth: (
        *("capture_id", "saw", "knew", "thought", "did", "known_then", "known_now", "wording"),
        *("named",),
    ),
    Position: ("outcome_id", "agency_id", "stance", "words", "by", "at"),
    PackChange: ("part", "key", "changes"),
    CameBack: ("table_name", "row_uid", "by", "at"),
}
"""In the order in which their rows rest on one another."""

REFERS: Final = {
    "agency_id": "agency",
    "owner_agency_id": "agency",
    "identity_id": "identity",
    "participant_id": "participant",
    "spoken_by_id": "participant",
    "who_id": "participant",
    "episode_id": "episode",
    "entry_id": "entry",
    "other_id": "entry",
    "session_id": "session",
    "step_id": "agenda_step",
    "capture_id": "capture",
    "variant_of": "capture",
    "corrects_id": "capture",
    "outcome_id": "outcome",
    "finding_id": "outcome",
    "line_id": "line_of_enquiry",
}
_LATER: Final = frozenset({"step_id", "variant_of", "corrects_id", "finding_id"})
"""References to a row that may come after the one that holds them."""
_AS_IT_IS: Final = frozenset(
    {
        *("uid", "sort_key", "ref", "earliest", "latest", "time", "date", "starts", "ends", "at"),
        *("started", "closed", "since", "kind", "state", "status", "known", "slug", "decision"),
        *("table_name", "row_uid", "field_name", "relation", "answer", "present", "stance"),
        *("period_from", "period_to", "child_born", "level", "entered", "acknowledged"),
        *("resolved", "read_back", "due_on", "still_current", "reference", "rating"),
    }
)
MUST_NOT = "see the review"


@dataclass(frozen=True, slots=True)
class Kept:
    """What goes into a notebook.

    Attributes:
        records: In the order in which they rest on one another, with the ids of the review.
        withheld: How many marked items stay behind.
    """

    records: tuple[Record, ...]
    withheld: int


def kept(tx: Transaction, *, pseudonyms: bool) -> Kept:
    """What of a review goes into a note-taker's notebook, as it stands inside a transaction.

    Args:
        tx: Of the review; nothing is written.
        pseudonyms: Whether texts are rendered with pseudonyms and the register stays behind.
    """
    choice = _Choice(tx)
    records = list(choice.records())
    if pseudonyms:
        view = View(Tier.ROOM, tx.find(Identity), tx.find(Mention))
        records = [
            _rendered(one, view) for one in records if not isinstance(one, Identity | Mention)
        ]
    return Kept(tuple(records), choice.withheld)


class _Choice:
    """Chooses records one table after the other; what rests on one left behind stays, too."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx
        self._marks = Marks(tx.find(Restriction))
        self._struck = {one.capture_id for one in tx.find(Strike)}
        self._cited = {one.capture_id for one in tx.find(Evidence)}
        self._excluded = {one.entry_id for one in tx.find(EntryExclusion)}
        self._conversations = {one.id for one in tx.find(Session) if one.kind == CONVERSATION}
        self._ids: dict[str, set[int]] = {}
        self._uids: set[tuple[str, str]] = set()
        self._called = _called(tx)
        self.withheld = 0

    def records(self) -> Iterator[Record]:
        for model, names in _KEPT.items():
            everything = self._tx.find(model, order="id")
            chosen = [one for one in everything if self._goes(one)]
            self._ids[model.TABLE] = {one.id for one in chosen}
            self._uids |= {(model.TABLE, one.uid) for one in chosen}
            for one in chosen:
                yield self._only(one, names)

    def _goes(self, one: Record) -> bool:
        if self._marks.of(one):
            self.withheld += 1
            return False
        if isinstance(one, PackChange):
            return one.part in ADAPTED
        if isinstance(one, Session):
            return one.id not in self._conversations
        if isinstance(one, Entry):
            return one.id not in self._excluded
        if isinstance(one, Capture):
            return one.id not in self._struck and (
                one.session_id not in self._conversations or one.id in self._cited
            )
        if isinstance(one, Mention | CameBack):
            return (one.table_name, one.row_uid) in self._uids
        return self._rests(one)

    def _rests(self, one: Record) -> bool:
        """Whether everything that it cannot be without is there."""
        for name, table in REFERS.items():
            ref = getattr(one, name, None)
            if ref is not None and name not in _LATER and ref not in self._ids.get(table, set()):
                needed = "None" not in str(next(f.type for f in fields(one) if f.name == name))
                if needed:
                    return False
        return True

    def _only(self, one: Record, names: Iterable[str]) -> Record:
        """The record with nothing in it but what is named, and no reference to what stays."""
        kept_names = {*names, "id", "uid"}
        values: dict[str, Any] = {
            f.name: _blank(f) for f in fields(one) if f.name not in kept_names and _has_blank(f)
        }
        for name in names:
            table, ref = REFERS.get(name), getattr(one, name)
            if table and ref is not None and not self._is_there(name, table, ref):
                values[name] = None
        if isinstance(one, Entry):
            values["ref"] = self._called.get(one.id, one.ref)
        if isinstance(one, Participant) and one.must_not_attend:
            values["must_not_attend"] = MUST_NOT
        return replace(one, **values)

    def _is_there(self, name: str, table: str, ref: int) -> bool:
        if name in _LATER:
            return self._stays_later(table, ref)
        return ref in self._ids[table]

    def _stays_later(self, table: str, ref: int) -> bool:
        """Whether a row goes along that may come later than what refers to it."""
        if table == AgendaStep.TABLE:
            steps = self._tx.find(AgendaStep, id=ref)
            return bool(steps) and steps[0].session_id in self._ids.get(Session.TABLE, set())
        model: type[Capture] | type[Outcome] = Capture if table == Capture.TABLE else Outcome
        found = self._tx.find(model, id=ref)
        return bool(found) and self._goes_quietly(found[0])

    def _goes_quietly(self, one: Record) -> bool:
        before = self.withheld
        try:
            return self._goes(one)
        finally:
            self.withheld = before


def _has_blank(f: Field[Any]) -> bool:
    return f.default is not MISSING or f.default_factory is not MISSING


def _blank(f: Field[Any]) -> Any:
    return f.default if f.default_factory is MISSING else f.default_factory()


def _called(tx: Transaction) -> dict[int, str]:
    """What each entry is called in the review: without the marked ones they keep their numbers."""
    found = chronology.places(tx.connection)
    numbers = (place for place in found if place.counted)
    return {place.id: place.ref or str(n) for n, place in enumerate(numbers, start=1)}


def _rendered(one: Record, view: View) -> Record:
    """A record as a view shows it."""
    changes: dict[str, Any] = {}
    text: Callable[[str], str] = view.text
    for f in fields(one):
        value = getattr(one, f.name)
        if f.name in _AS_IT_IS:
            continue
        if isinstance(value, str):
            changes[f.name] = view.field(one.TABLE, one.uid, f.name, value)
        elif isinstance(value, tuple):
            changes[f.name] = tuple(text(part) for part in value)
        elif isinstance(value, dict):
            changes[f.name] = view.fields(value)
    if isinstance(one, Participant):
        changes["identity_id"] = None
    if isinstance(one, FamilyMember):
        changes["identity_id"] = None
    return replace(one, **changes)
