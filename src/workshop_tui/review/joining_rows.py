"""How the rows of a notebook go into the review: by uid, nothing overwritten, nothing doubled.

What was made in the notebook is added in the order in which it was made there. What was changed
there is compared field by field with how it stood when the review last saw it: a field that only
the notebook changed is taken over; where both did, the review's stays and the notebook's is kept
beside it, as a second wording or as a check, for a person to choose.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, dataclass, field, fields, replace
from typing import Any, Final

from workshop_tui.practice.keeping import Strike
from workshop_tui.practice.kinds import CaptureKind
from workshop_tui.practice.preparing import Attendance
from workshop_tui.practice.records import (
    Capture,
    CaptureEntry,
    EntryExclusion,
    Evidence,
    Outcome,
    OutcomeEnquiry,
    Record,
    Session,
)
from workshop_tui.practice.running import CameBack, PerspectiveDepth, Position
from workshop_tui.review import joining_words as words
from workshop_tui.review.captures import forget_mentions, make_outcome
from workshop_tui.review.outcomes import to_read_anew
from workshop_tui.store import joining, journal, rows
from workshop_tui.store.dependents import tables_resting_on
from workshop_tui.store.joining import Brought, Row
from workshop_tui.store.journal import How, now
from workshop_tui.store.transaction import Transaction

MERGED: Final[tuple[type[Record], ...]] = (
    *(Capture, CaptureEntry, Outcome, Evidence, OutcomeEnquiry),
    *(PerspectiveDepth, Position, CameBack, Attendance),
)
"""What a notebook brings."""
IGNORED: Final = frozenset({"notebook", "snapshot", "mention"})
"""What stays in it: its own affairs, and decisions about words, which follow the words."""
_ONCE: Final[dict[type[Record], tuple[str, ...]]] = {
    CaptureEntry: ("capture_id", "entry_id"),
    Evidence: ("outcome_id", "capture_id"),
    OutcomeEnquiry: ("outcome_id", "line_id"),
    CameBack: ("table_name", "row_uid"),
    PerspectiveDepth: ("capture_id",),
    Position: ("outcome_id", "agency_id"),
    Attendance: ("session_id", "participant_id"),
}
"""What there is at most one of: made on both sides, it is one."""
_LINKS: Final = (CaptureEntry, Evidence, OutcomeEnquiry, CameBack)
_OWN: Final = frozenset({"uid", "position", "at", "entered", "by", "seat"})
"""Fields that are never compared."""
_MOMENTS: Final = ("at", "entered", "read_back", "resolved", "acknowledged")
_OF_WORDS: Final = frozenset({"text", "themes", "known"})


@dataclass(slots=True)
class Joined:
    """What a merge did.

    Attributes:
        captures, outcomes: How many were added. changed: how many rows were changed or taken away.
        notes: What a person must look at; each is filed as a check.
        remarks: What is good to know.
    """

    captures: int = 0
    outcomes: int = 0
    changed: int = 0
    notes: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


class Joining:
    """Joins the rows of one notebook to a review, inside a transaction.

    Args:
        tx: Of the review.
        name: For whom the notebook is.
        clock_off: By how many seconds its clock is ahead.
        lost: Whether the review does not know the notebook, so that rows may be missing in it
            that it had when the notebook was made.
        forked: Whether the notebook is not the one that was taken in last: a copy of it.
    """

    def __init__(
        self, tx: Transaction, name: str, clock_off: int, *, lost: bool, forked: bool
    ) -> None:
        self._tx = tx
        self._name = name
        self._off = dt.timedelta(seconds=clock_off)
        self._lost = lost
        self._forked = forked
        self._refers = {m: joining.references(tx.connection, m.TABLE) for m in MERGED}
        self._later: list[tuple[Record, str, str, str]] = []
        self.joined = Joined()

    def join(self, brought: Iterable[Brought]) -> Joined:
        """Join everything; returns what was done."""
        changed: list[tuple[Brought, Any]] = []
        everything = list(brought)
        self._coming = {one.record.uid for one in everything}
        for one in everything:
            ours = self._ours(one)
            if ours is None:
                if one.touched or self._lost:
                    self._add(one)
            elif one.touched and one.base is None:
                self._again(one, ours)
            elif one.touched:
                changed.append((one, ours))
        self._fill_in()
        for one, _ in changed:
            self._settle(one, self._ours(one))
        for one in reversed(everything):
            if one.touched and one.now["retracted"] and not (one.base or {}).get("retracted"):
                self._take_away(one)
        return self.joined

    # -- what is new --------------------------------------------------------------------------

    def _ours(self, one: Brought) -> Any:
        found = self._tx.find(type(one.record), retracted=None, uid=one.record.uid)
        return found[0] if found else None

    def _add(self, one: Brought) -> None:
        """Add a row that the review does not have."""
        model = type(one.record)
        refs, missing = self._ids_of(one, model)
        if refs is None:
            if model not in _LINKS:
                self._note(f"{words.in_words(one.record)}: what it belongs to is not here any more")
            return
        standing = self._standing(one, refs)
        if standing is not None:
            self._unite(one, standing)
            return
        record: Any = replace(one.record, id=0, retracted=False, **refs)
        if isinstance(record, Outcome):
            peers = self._tx.find(Outcome, retracted=None, kind=record.kind)
            record = replace(record, position=len(peers) + 1)
        if isinstance(record, Capture):
            record = self._placed(record, missing)
        added = self._added(record, one.texts)
        self._count(added)
        if one.touched:
            self._tx.change(added, **self._moved(added))
        if isinstance(added, Capture):
            self._look_at_entry(added, missing)

    def _added(self, record: Any, texts: tuple[str, ...]) -> Any:
        """Add a record with the wordings that it has had: the journal keeps what was said first."""
        if len(texts) < 2:
            return self._tx.add(record)
        added = self._tx.add(replace(record, text=texts[0]))
        for text in texts[1:]:
            added = self._tx.change(added, text=text)
        return added

    def _count(self, added: Record) -> None:
        self.joined.captures += isinstance(added, Capture)
        self.joined.outcomes += isinstance(added, Outcome)

    def _again(self, one: Brought, ours: Any) -> None:
        """A row that is here already: the merge was undone, or a copy of the notebook was taken."""
        newest = journal.newest_of(self._tx.connection, ours.TABLE, ours.uid)
        if ours.retracted and newest is not None and newest.how is How.UNDO:
            refs, _ = self._ids_of(one, type(one.record))
            values = {f.name: getattr(one.record, f.name) for f in fields(one.record)}
            values |= (refs or {}) | {"retracted": False} | self._moved(one.record)
            for name in ("id", "uid", "position"):
                values.pop(name, None)
            self._count(self._tx.change(ours, **values))
        elif self._forked or self._lost:
            self._settle(one, ours)

    def _fill_in(self) -> None:
        """Refer to rows that came later than the row which refers to them."""
        for record, column, table, uid in self._later:
            found = joining.id_of(self._tx.connection, table, uid)
            ours: Any = self._tx.find(type(record), retracted=None, uid=record.uid)[0]
            if found is not None:
                self._tx.change(ours, **{column: found})

    def _placed(self, capture: Capture, missing: Mapping[str, str]) -> Capture:
        """Where a capture belongs here: in its session, unless that was closed before it."""
        if "who_id" in missing:
            capture = replace(capture, who_open=True)
        if capture.session_id is None:
            return capture
        closed = self._tx.get(Session, capture.session_id).closed
        at = self._moved(capture).get("at", capture.at)
        if closed and dt.datetime.fromisoformat(at) > dt.datetime.fromisoformat(closed):
            self.joined.remarks.append(
                f"“{words.short(capture.text)}” was made after its session was closed here: it "
                "stands outside of it."
            )
            return replace(capture, session_id=None, step_id=None)
        return capture

    def _look_at_entry(self, capture: Capture, missing: Mapping[str, str]) -> None:
        said = words.short(capture.text)
        if "entry_id" in missing:
            self._note(f"“{said}” was captured at an entry that is not in the review")
        elif capture.entry_id is not None:
            excluded = self._tx.find(EntryExclusion, entry_id=capture.entry_id)
            if excluded:
                reason = f" ({excluded[-1].reason})" if excluded[-1].reason else ""
                self._note(f"“{said}” was captured at an entry that is left out here now{reason}")

    # -- what there is at most one of -----------------------------------------------------------

    def _standing(self, one: Brought, refs: Mapping[str, Any]) -> Any:
        key = _ONCE.get(type(one.record))
        if key is None:
            return None
        values = {name: refs.get(name, getattr(one.record, name)) for name in key}
        found = self._tx.find(type(one.record), **values)
        return found[0] if found else None

    def _unite(self, one: Brought, ours: Any) -> None:
        """The same was made on both sides: what only one of them says is taken over."""
        if isinstance(one.record, _LINKS) or not one.touched:
            return
        blank = {f.name: f.default for f in fields(one.record) if f.default is not MISSING}
        take, clash = {}, []
        for f in fields(one.record):
            theirs, mine = getattr(one.record, f.name), getattr(ours, f.name)
            if f.name in (*_OWN, "id", "retracted", *_ONCE[type(one.record)]) or theirs == mine:
                continue
            if one.base is not None and f.name not in one.changed:
                continue
            if theirs == blank.get(f.name, ""):
                continue
            if mine == blank.get(f.name, ""):
                take[f.name] = theirs
            else:
                clash.append(f.name)
        self._write(ours, take)
        self._clash(one, ours, clash)

    # -- what was changed ---------------------------------------------------------------------

    def _settle(self, one: Brought, ours: Any) -> None:
        """Take over what only the notebook changed; keep both where both did."""
        here = self._as_row(ours)
        names = sorted(one.changed - _OWN - {"retracted"})
        names = [name for name in names if here[name] != one.now[name]]
        if self._forked or self._lost:
            names = [name for name in names if not self._was_once(ours, name, one)]
            if "text" not in names:
                names = [name for name in names if name not in _OF_WORDS]
        if not names:
            return
        if isinstance(ours, Capture):
            names = self._settle_words(one, ours, here, names)
            if not names:
                return
        if ours.retracted or self._locked(ours):
            self._clash(one, ours, names)
            return
        base = one.base or {}
        take = [name for name in names if base and here[name] == base.get(name)]
        if isinstance(ours, Outcome):
            take = _agreed_words(take, base, here)
        refs, missing = self._ids_of(one, type(one.record))
        take = [name for name in take if name not in missing]
        values = {name: getattr(one.record, name) for name in take} | {
            name: value for name, value in (refs or {}).items() if name in take
        }
        values |= {n: v for n, v in self._moved(one.record).items() if n in take}
        if isinstance(ours, Outcome) and "text" in take and "read_back" not in take:
            values = to_read_anew(ours, "text", str(values["text"])) | values
        self._write(ours, values)
        self._clash(one, ours, [name for name in names if name not in take])

    def _settle_words(self, one: Brought, ours: Capture, here: Row, names: list[str]) -> list[str]:
        """The text of a capture; returns what else is to be settled."""
        theirs: Any = one.record
        if self._tx.find(Strike, capture_id=ours.id):
            self._note("A capture that was struck here was changed there: its words stay out")
            return []
        rest = [name for name in names if name not in _OF_WORDS]
        if "text" not in names:
            return names
        said = {name: getattr(theirs, name) for name in _OF_WORDS}
        if self._locked(ours) and not ours.retracted:
            self._beside(ours, theirs, kind=CaptureKind.CORRECTION, corrects_id=ours.id)
        elif ours.retracted or one.base is None or here["text"] != one.base["text"]:
            added = self._beside(ours, theirs, variant_of=ours.id, **said)
            self.joined.remarks.append(
                f"“{words.short(theirs.text)}” is a second wording of “{words.short(ours.text)}”."
            )
            if ours.retracted:
                make_outcome(self._tx, added)
        else:
            self._write(ours, said)
            forget_mentions(self._tx, ours)
        return [] if ours.retracted else rest

    def _beside(self, ours: Capture, theirs: Capture, **more: Any) -> Capture:
        at: dict[str, Any] = {
            "entry_id": ours.entry_id,
            "who_id": ours.who_id,
            "who_open": ours.who_open,
        }
        if "variant_of" in more:
            at |= {"session_id": ours.session_id, "step_id": ours.step_id}
            at |= {"episode_id": ours.episode_id, "checker": ours.checker, "due": ours.due}
        added = self._tx.add(
            Capture(
                **{
                    "kind": ours.kind,
                    "line": theirs.text,
                    "text": theirs.text,
                    "at": now(),
                    "seat": f"note-taker: {self._name} (notebook)",
                    "by": self._name,
                }
                | at
                | more
            )
        )
        self.joined.captures += 1
        return added

    def _take_away(self, one: Brought) -> None:
        """Take away what the notebook took away, unless somebody here has built upon it."""
        ours = self._ours(one)
        if ours is None or ours.retracted:
            return
        here = self._as_row(ours)
        base = one.base or one.now
        changed = [n for n in here if n not in _OWN | {"retracted"} and here[n] != base.get(n)]
        resting = set(tables_resting_on(self._tx.connection, ours.TABLE, ours.id)) - {"capture"}
        if resting or (one.base is not None and changed) or self._locked(ours):
            if not self._tx.find(Strike, capture_id=ours.id if isinstance(ours, Capture) else 0):
                self._note(f"{self._called(ours)} was taken away there, and used here meanwhile")
            return
        self._tx.retract(ours)
        self.joined.changed += one.base is not None

    # -- both are kept ------------------------------------------------------------------------

    def _clash(self, one: Brought, ours: Any, names: Iterable[str]) -> None:
        said = []
        for name in names:
            there, here = (self._value(two, name) for two in (one.record, ours))
            if name in self._refers[type(ours)]:
                there = self._named(self._refers[type(ours)][name], one.now[name])
                here = self._named(self._refers[type(ours)][name], self._as_row(ours)[name])
            said.append(f"{words.label(name)} there “{there}”, here “{here}”")
        if said:
            gone = ", taken away here meanwhile" if ours.retracted else ""
            self._note(f"{self._called(ours)}{gone}: {'; '.join(said)}")

    def _note(self, text: str) -> None:
        """File something for a person to look at, as a check."""
        note = f"From the notebook of {self._name}: {text.rstrip('.')}."
        self._tx.add(
            Capture(
                kind=CaptureKind.CHECK,
                line=note,
                text=note,
                at=now(),
                seat=self._tx.actor.seat,
                by=self._tx.actor.person,
            )
        )
        self.joined.notes.append(note)

    def _called(self, ours: Record) -> str:
        return words.called(self._tx, ours)

    def _named(self, table: str, uid: str | None) -> str:
        return words.named(self._tx, table, uid)

    @staticmethod
    def _value(record: Record, name: str) -> str:
        return words.value(getattr(record, name))

    # -- helpers ------------------------------------------------------------------------------

    def _write(self, ours: Any, values: Mapping[str, Any]) -> None:
        if values:
            self._tx.change(ours, **values)
            self.joined.changed += 1

    def _locked(self, ours: Record) -> bool:
        session = getattr(ours, "session_id", None) if isinstance(ours, Capture) else None
        return session is not None and bool(self._tx.get(Session, session).closed)

    def _as_row(self, ours: Record) -> Row:
        refers = self._refers[type(ours)]
        names = {
            (table, row_id): joining.uid_of(self._tx.connection, table, row_id) or ""
            for column, table in refers.items()
            if (row_id := getattr(ours, column)) is not None
        }
        return joining.with_uids(rows.dump(ours), refers, names)

    def _was_once(self, ours: Record, name: str, one: Brought) -> bool:
        """Whether a value stood here before: a copy of the notebook brings an older state."""
        if name in self._refers[type(ours)]:
            return True
        return any(
            (change.after or {}).get(name) == one.now[name]
            for change in journal.of_row(self._tx.connection, ours.TABLE, ours.uid)
        )

    def _moved(self, record: Record) -> dict[str, str]:
        """The times of a record by the review's clock, where the notebook's is ahead or behind."""
        if not self._off:
            return {}
        found = {}
        for name in _MOMENTS:
            value = getattr(record, name, None)
            if value and "T" in value:
                moment = dt.datetime.fromisoformat(value) - self._off
                found[name] = moment.isoformat(timespec="milliseconds")
        return found

    def _ids_of(
        self, one: Brought, model: type[Record]
    ) -> tuple[dict[str, Any] | None, dict[str, str]]:
        """The references by the ids that hold here, and those whose rows are not here.

        Returns:
            None for the first where a row is missing that it cannot be without.
        """
        ids: dict[str, Any] = {}
        missing: dict[str, str] = {}
        hints = {f.name: str(f.type) for f in fields(one.record)}
        for column, table in self._refers[model].items():
            uid = one.now[column]
            if uid is None:
                ids[column] = None
                continue
            stands = column not in ("variant_of", "corrects_id")
            ids[column] = joining.id_of(self._tx.connection, table, uid, stands=stands)
            if ids[column] is not None:
                continue
            if "None" not in hints[column]:
                return None, {column: table}
            if uid in self._coming and not joining.id_of(
                self._tx.connection, table, uid, stands=False
            ):
                self._later.append((one.record, column, table, uid))
            missing[column] = table
        return ids, missing


def _agreed_words(take: list[str], base: Row, here: Row) -> list[str]:
    """What may be taken over of an outcome: it was not agreed to in words that are others here."""
    reworded = here["text"] != base.get("text")
    if reworded:
        return [name for name in take if name not in ("read_back", "status")]
    return take
