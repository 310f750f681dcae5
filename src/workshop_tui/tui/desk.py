"""What one seat has in front of it: the place, the people, the caches. Knows no widget."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from workshop_tui.practice import clock
from workshop_tui.practice.beside import Beside
from workshop_tui.practice.kinds import CONVERSATION
from workshop_tui.practice.marks import Marks
from workshop_tui.practice.outcomes import outcome_names
from workshop_tui.practice.pace import Pace, pace
from workshop_tui.practice.records import (
    Agency,
    AgendaStep,
    Capture,
    Circulation,
    Entry,
    EntryAddition,
    EntryCorrection,
    EntryDispute,
    EntryExclusion,
    Episode,
    LineOfEnquiry,
    Participant,
    Record,
    Restriction,
    Review,
    SameEvent,
    Session,
    SourceFile,
)
from workshop_tui.practice.roles import Role
from workshop_tui.practice.text import one_line
from workshop_tui.privacy.view import Tier, View
from workshop_tui.review.pacing import finished_episodes
from workshop_tui.review.reader import Reader
from workshop_tui.review.seat import Seat
from workshop_tui.review.voices import Voice, absent_agencies, family_voices
from workshop_tui.store.journal import Change
from workshop_tui.store.seats import SeatRow

if TYPE_CHECKING:
    from workshop_tui.review.said_before import Said
    from workshop_tui.review.wording import Wording


_WINDOW = 64
_KEPT_WINDOWS = 16


@dataclass(slots=True)
class Moved:
    """What some changes touched, so that only that is painted again.

    Attributes:
        rows: Ids of the entries whose line in the list says something else now.
        lines: Whether the lines of enquiry were touched.
        tables: The tables that were touched, for screens that show those records only.
        said: That a session was closed or opened again, in a sentence; "" where none was.
    """

    place: bool = False
    entries: bool = False
    captures: bool = False
    outcomes: bool = False
    people: bool = False
    rows: set[int] = field(default_factory=set)
    lines: bool = False
    tables: frozenset[str] = frozenset()
    said: str = ""


_NOWHERE = "no entry"
_CAPTURES = frozenset({"capture", "capture_entry"})
_OUTCOMES = frozenset({"outcome", "evidence", "outcome_enquiry"})
_PEOPLE = frozenset({"identity", "participant", "agency", "mention", "review"})
_PLACE = frozenset({Session.TABLE, AgendaStep.TABLE})
_ENTRIES = frozenset(
    record.TABLE
    for record in (
        *(Entry, SourceFile, Episode, EntryAddition, EntryCorrection, EntryDispute),
        *(EntryExclusion, SameEvent, Circulation, Restriction),
    )
)
_RESTRICTED = frozenset({Restriction.TABLE})
_MARKS = frozenset({"starred", "state", "episode_id"})
PACK_CHANGE = "pack_change"
VOICE_TABLES = frozenset(
    {
        *("family_member", "family_words", "family_words_entry", "attendance"),
        *("preparation_return", "return_item"),
    }
)
"""What is heard of people before and outside the event."""


def _touched(changes: list[Change]) -> set[str]:
    """The tables that changes touched; an episode whose clock ran on is not touched."""
    return {
        change.table
        for change in changes
        if not (change.table == Episode.TABLE and set(change.before or ("new",)) == {"spent"})
    }


def _only_marks(changes: list[Change]) -> bool:
    """Whether entries were only marked, so that their order is as it was."""
    return all(
        change.table == "entry" and change.before is not None and set(change.before) <= _MARKS
        for change in changes
        if change.table in _ENTRIES
    )


class Desk:
    """The state of one seat's screens.

    Attributes:
        here: Id of the entry that this seat looks at, or None where there is no entry.
        following: Whether this seat goes where the chair goes.
        look_ahead: Whether this seat looks behind the curtain.
        marked: Ids of captures marked to go together.
        seats: Who is in the room, as far as was looked.
        apart: Whether this seat looks at what was said at no entry, instead of at its entry.
        unanswered: Challenge notes without an answer; not known before the first screen is painted.
    """

    def __init__(self, seat: Seat) -> None:
        self.seat = seat
        self.read: Reader = seat.read
        self.tier = Tier.NAMES
        self.following = seat.role is not Role.CHAIR
        self.look_ahead = False
        self.marked: set[int] = set()
        self.seats: list[SeatRow] = []
        self.here: int | None = None
        self.voices_known = False
        self.apart = False
        self.unanswered = 0
        self._windows: dict[int, list[Entry]] = {}
        self._wording: Wording | None = None
        self.load()

    def load(self) -> None:
        """Read everything anew."""
        self.review: Review = self.read.review()
        self.lines: list[LineOfEnquiry] = self.read.lines_of_enquiry()
        self.load_people()
        self.load_entries()
        self.load_place()
        if self.here is None:
            at = self.session.entry_id if self.session else None
            self.here = at or (self.order[0] if self.order else None)

    def load_voices(self) -> None:
        """Read the family's voices, absent agencies, and what was said before, anew.

        Not before the first screen is painted: it needs the records of preparation.
        """
        from workshop_tui.review.said_before import said_before

        self.family: list[Voice] = family_voices(self.read)
        self.absent: dict[int, str] = absent_agencies(self.read)
        self.said_before: dict[int, list[Said]] = said_before(self.read)
        self.voices_known = True
        self.load_challenges()

    def load_challenges(self) -> None:
        """Count anew the challenge notes that wait for an answer."""
        from workshop_tui.review.challenge import waiting

        self.unanswered = len(waiting(self.read))

    @property
    def wording(self) -> Wording:
        """Looks at the wording of outcomes; made when somebody first words one."""
        if self._wording is None:
            from workshop_tui.review.wording import wording_of

            self._wording = wording_of(self.read)
        return self._wording

    def load_people(self) -> None:
        """Read the people and the view anew."""
        self._wording = None
        if self.voices_known:
            self.load_voices()
        self.agencies: dict[int, Agency] = self.read.agencies()
        self.participants: dict[int, Participant] = {p.id: p for p in self.read.participants()}
        self.view: View = self.read.view(self.tier)

    def load_entries(self) -> None:
        """Read the order of the chronology anew, and what stands beside its entries."""
        self._windows.clear()
        self.beside: Beside = self.read.beside()
        self.order: list[int] = self.read.order()
        self._positions: dict[int, int] | None = None
        self.episodes: dict[int, Episode] = {e.id: e for e in self.read.episodes()}
        self.load_marks()

    def _reload_entries(self) -> None:
        """Read the order anew; where the entry shown has left it, its neighbour is shown."""
        before = self.position
        self.load_entries()
        if self.order and self.position < 0:
            self.here = self.order[min(max(before, 0), len(self.order) - 1)]

    def load_marks(self) -> None:
        """Read stars, states and counts anew."""
        self._windows.clear()
        self.restrictions: Marks = self.read.marks()
        self.key_ids: set[int] = self.read.key_entries()
        self.counts: dict[int, int] = self.read.capture_counts()
        self.finished: set[int] = finished_episodes(self.read)

    def load_place(self) -> None:
        """Read where the event is."""
        self.session: Session | None = self.read.session()
        sessions = self.read.sessions()
        self.closed: dict[int, str] = {one.id: one.title for one in sessions if one.closed}
        kinds = [one.kind for one in sessions]
        self.many_sessions: bool = len(kinds) > 1
        self.one_event: bool = sum(kind != CONVERSATION for kind in kinds) == 1
        self.steps: list[AgendaStep] = self.read.steps(self.session.id) if self.session else []
        self.clocks: list[Episode] = self.read.episodes()

    def apply(self, changes: list[Change]) -> Moved:
        """Take in what was committed; says what must be painted again."""
        tables = _touched(changes)
        moved = Moved(
            place=bool(tables & _PLACE),
            entries=bool(tables & _ENTRIES),
            captures=bool(tables & (_CAPTURES | _RESTRICTED)),
            outcomes=bool(tables & (_OUTCOMES | _RESTRICTED)),
            people=bool(tables & _PEOPLE),
            lines=LineOfEnquiry.TABLE in tables,
            tables=frozenset(tables),
        )
        if moved.people:
            self.review = self.read.review()
            self.load_people()
        elif tables & VOICE_TABLES:
            self.load_voices()
        if "challenge" in tables:
            self.load_challenges()
        if PACK_CHANGE in tables:
            self._wording = None
        if moved.entries:
            (self.load_marks if _only_marks(changes) else self._reload_entries)()
        elif moved.captures:
            moved.rows = self._recount(changes)
        if moved.lines:
            self.lines = self.read.lines_of_enquiry()
        if moved.place:
            before = self.closed
            self.load_place()
            closed = [title for one, title in self.closed.items() if one not in before]
            opened = [title for one, title in before.items() if one not in self.closed]
            moved.said = "".join(
                [f"“{title}” is closed: its captures are locked. " for title in closed]
                + [f"“{title}” is open again. " for title in opened]
            ).strip()
        return moved

    def _recount(self, changes: list[Change]) -> set[int]:
        """Count the captures of the entries that these changes touch, and only of them."""
        touched: set[int] = set()
        for change in changes:
            if change.table in _CAPTURES:
                values = [(side or {}).get("entry_id") for side in (change.before, change.after)]
                touched.update(value for value in values if value)
                if change.table == "capture" and not any(values):
                    touched.update(filter(None, [self.read.capture(change.row_uid).entry_id]))
        for entry_id in touched:
            self.counts[entry_id] = self.read.capture_count(entry_id)
        return touched

    # -- the clock ----------------------------------------------------------------------------

    @property
    def step(self) -> AgendaStep | None:
        """The agenda step that the session is at."""
        return clock.current(self.session, self.steps)

    def pace(self) -> Pace:
        """How the session stands now."""
        at = self.position_of(self.chair_at)
        shown = self.at(at).episode_id if at >= 0 else None
        now = dt.datetime.now().astimezone()
        return pace(self.session, self.steps, self.clocks, shown, self.finished, now)

    # -- the place ----------------------------------------------------------------------------

    @property
    def chair_at(self) -> int | None:
        """The entry that the chair is at; a notebook knows no chair."""
        if self.session is None or self.seat.notebook is not None:
            return None
        return self.session.entry_id

    @property
    def said_at(self) -> int | None:
        """The entry at which a line typed now is said: the one shown, once one is open.

        None where no entry was opened in the session yet (check-in, ground rules), and where this
        seat looks at what was said at no entry.
        """
        return None if self.apart or self.nothing_open else self.here

    @property
    def nothing_open(self) -> bool:
        """Whether the session goes on and no entry was opened in it.

        Before it has begun the entry shown counts, for somebody prepares; and after its closing,
        for somebody looks back. A session that is opened again is where it was.
        """
        session = self.session
        if session is None or session.entry_id is not None or session.closed is not None:
            return False
        going = session.started is not None or session.step_id is not None
        return going or session.kind == CONVERSATION

    def turn_to(self, entry_id: int | None) -> None:
        """Look at an entry."""
        self.here, self.apart = entry_id, False

    @property
    def position(self) -> int:
        """Position of the entry shown, from 0; -1 where there is none."""
        return self.position_of(self.here)

    def position_of(self, entry_id: int | None) -> int:
        """Position of an entry, from 0; -1 if it is not in the chronology."""
        if self._positions is None:
            self._positions = {entry: position for position, entry in enumerate(self.order)}
        return -1 if entry_id is None else self._positions.get(entry_id, -1)

    def number(self, entry_id: int | None) -> str:
        """How people call an entry: its printed reference or its number."""
        position = self.position_of(entry_id)
        if position < 0:
            return _NOWHERE
        ref = self.at(position).ref
        return ref or str(position + 1)

    def outcome_name(self, uid: str) -> str:
        """How people call an outcome: F1, E2; "it" where it is gone."""
        everything = self.read.outcomes()
        named = zip(everything, outcome_names(everything), strict=True)
        return next((name for one, name in named if one.uid == uid), "it")

    def place(self, entry_id: int | None) -> str:
        """An entry in a sentence: "entry 12", or "no entry"."""
        number = self.number(entry_id)
        return number if number == _NOWHERE else f"entry {number}"

    def place_said(self, entry_id: int | None, step_id: int | None) -> str:
        """Where something was said: "entry 12", or "Check-in, no entry"."""
        place = self.place(entry_id)
        if entry_id is not None or step_id is None:
            return place
        step = self.all_steps().get(step_id)
        return f"{one_line(self.view.text(step.title))}, {place}" if step is not None else place

    def place_of(self, capture: Capture) -> str:
        """Where a capture was said: "entry 12", or "Check-in, no entry"."""
        return self.place_said(capture.entry_id, capture.step_id)

    def all_steps(self) -> dict[int, AgendaStep]:
        """The steps of every session's agenda, by id."""
        own = {step.id: step for step in self.steps}
        others = (one for one in self.read.sessions() if one != self.session)
        return own | {step.id: step for one in others for step in self.read.steps(one.id)}

    @property
    def shown(self) -> int:
        """How many entries this seat's list shows: all, or up to the chair's if curtained."""
        if self.session is None or not self.session.curtain or self.look_ahead:
            return len(self.order)
        if self.chair_at is None:  # nothing is open: no entry is past the chair's yet
            return min(1, len(self.order))
        chair = self.position_of(self.chair_at)
        return len(self.order) if chair < 0 else chair + 1

    def stepped(self, by: int) -> int | None:
        """The entry so many steps from the one shown, at most the ends of what is shown.

        The chair opens the entry shown before any later one.
        """
        if not self.order:
            return None
        if by > 0 and self.opens_here:
            return self.here
        limit = len(self.order) if self.seat.role is Role.CHAIR else self.shown
        return self.order[max(0, min(limit - 1, self.position + by))]

    @property
    def opens_here(self) -> bool:
        """Whether the chair has yet to open the entry shown."""
        return self.nothing_open and self.seat.role is Role.CHAIR and self.position >= 0

    def key_entry(self, direction: int) -> int | None:
        """The nearest starred entry before (-1) or after (+1) the one shown; None if none."""
        if direction > 0 and self.opens_here and self.here in self.key_ids:
            return self.here
        positions = sorted(p for p in map(self.position_of, self.key_ids) if p >= 0)
        at = bisect_left(positions, self.position)
        if direction < 0:
            return self.order[positions[at - 1]] if at else None
        if at < len(positions) and positions[at] == self.position:
            at += 1
        return self.order[positions[at]] if at < len(positions) else None

    # -- entries ------------------------------------------------------------------------------

    def at(self, position: int) -> Entry:
        """The entry at a position as it reads now; neighbours are read with it."""
        window = position // _WINDOW
        entries = self._windows.get(window)
        if entries is None:
            if len(self._windows) >= _KEPT_WINDOWS:
                del self._windows[next(iter(self._windows))]
            start = window * _WINDOW
            found = self.read.entries(self.order[start : start + _WINDOW])
            entries = [self.read_now(entry) for entry in found]
            self._windows[window] = entries
        return entries[position % _WINDOW]

    def read_now(self, entry: Entry) -> Entry:
        """An entry as it reads now; legal advice says nothing in the room's view."""
        now = self.beside.corrected(entry)
        return self.restrictions.veiled(now, shows_names=self.view.shows_names)

    def hides(self, item: Record) -> bool:
        """Whether an item is legal advice and this is the room's view."""
        return not self.view.shows_names and self.restrictions.legal_advice(item)

    def signs(self, item: Record) -> str:
        """An item's marks with a sign and in words: "⊘ not for Police"; "" without any."""
        if not self.restrictions.of(item):
            return ""
        names = {one.id: self.view.text(one.short) for one in self.agencies.values()}
        return self.restrictions.signed(item, names)

    def captured_here(self) -> list[Capture]:
        """What was captured where a line typed now goes: at the entry, or at none."""
        if self.said_at is None and (self.apart or self.session is not None):
            under_way = self.nothing_open and self.session is not None
            found = (
                self.read.captures_in(self.session.id)
                if under_way and self.session is not None
                else self.read.captures_nowhere()
            )
            return [one for one in found if not self.hides(one)]
        return self.captures_at(self.here) if self.here is not None else []

    def said_here(self) -> list[Said]:
        """What was said before the event about the entry shown, as this seat may see it."""
        if not self.voices_known or self.here is None:
            return []
        return [one for one in self.said_before.get(self.here, ()) if not self.hides(one.record)]

    def captures_at(self, entry_id: int) -> list[Capture]:
        """What was captured at an entry, as this seat may see it."""
        return [one for one in self.read.captures_at(entry_id) if not self.hides(one)]

    def locked(self, capture: Capture) -> bool:
        """Whether a capture's session is closed, so that it can only be corrected beside it."""
        return capture.session_id in self.closed

    @property
    def entry(self) -> Entry | None:
        """The entry that is shown."""
        return self.at(self.position) if self.position >= 0 else None

    def agency(self, entry: Entry) -> str:
        """An entry's agency, as this seat may read it."""
        agency = self.agencies.get(entry.agency_id)
        return self.view.text(agency.short) if agency else "?"

    def who(self, participant_id: int | None) -> str:
        """A participant's code; names are never shown for roles."""
        participant = self.participants.get(participant_id or 0)
        return participant.code if participant else ""

    def episode_entries(self) -> list[int]:
        """The entries of the episode shown, or the entry itself."""
        entry = self.entry
        if entry is None:
            return []
        if entry.episode_id is None:
            return [entry.id]
        return [
            e.id
            for e in self.read.entries(sorted(self.key_ids))
            if e.episode_id == entry.episode_id
        ]

    def switch_names(self) -> None:
        """Show names instead of pseudonyms, or the other way round."""
        self.tier = Tier.ROOM if self.tier is Tier.NAMES else Tier.NAMES
        self.view = self.read.view(self.tier)
        self._windows.clear()
