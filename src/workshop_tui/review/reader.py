"""What a seat reads: records as they stand, without a lock, in the thread that opened it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar, cast

from workshop_tui.practice import outcomes as outcome_rules
from workshop_tui.practice.beside import Beside
from workshop_tui.practice.keeping import Snapshot, Strike
from workshop_tui.practice.kinds import CONVERSATION, OutcomeKind
from workshop_tui.practice.marks import Marks
from workshop_tui.practice.notebook import Notebook, as_made
from workshop_tui.practice.outcomes import outcome_names
from workshop_tui.practice.problems import NotFound, Problem
from workshop_tui.practice.records import (
    Agency,
    AgendaStep,
    Capture,
    CaptureEntry,
    Circulation,
    ColumnMemory,
    Entry,
    EntryAddition,
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
    SourceFile,
)
from workshop_tui.privacy.view import Tier, View
from workshop_tui.review.sessions import under_way
from workshop_tui.store import chronology, journal, rows, search
from workshop_tui.store import seats as seat_table
from workshop_tui.store.connection import ReviewFile
from workshop_tui.store.engine import DatabaseError
from workshop_tui.store.journal import Change
from workshop_tui.store.seats import Draft, SeatRow
from workshop_tui.store.writer import as_problem

if TYPE_CHECKING:
    from workshop_tui.privacy.tiers import Tiers

R = TypeVar("R", bound=Record)
P = ParamSpec("P")
T = TypeVar("T")


def _in_sentences(reader: type[Reader]) -> type[Reader]:
    """Let every method tell a database's error as a sentence: the page it needs is damaged."""
    for name, method in list(vars(reader).items()):
        if not name.startswith("_"):
            setattr(reader, name, _in_a_sentence(method))
    return reader


def _in_a_sentence(
    method: Callable[Concatenate[Reader, P], T],
) -> Callable[Concatenate[Reader, P], T]:
    @wraps(method)
    def call(self: Reader, *args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return method(self, *args, **kwargs)
        except (DatabaseError, UnicodeError) as error:
            raise as_problem(error, self.file, reading=True) from None

    return cast("Callable[Concatenate[Reader, P], T]", call)


@_in_sentences
class Reader:
    """Reads a review through a connection of its own; use it in the thread that made it."""

    def __init__(self, file: ReviewFile) -> None:
        self.file = file
        self._connection = file.connect()

    def close(self) -> None:
        """Give the connection back."""
        self._connection.close()

    # -- the review ---------------------------------------------------------------------------

    def review(self) -> Review:
        """The review's own record."""
        found = self._find(Review)
        if not found:
            raise Problem("This review file is empty. Delete it and make the review again.")
        return found[0]

    def agencies(self) -> dict[int, Agency]:
        """Agencies by id."""
        return {agency.id: agency for agency in self._find(Agency, order="short")}

    def participants(self) -> list[Participant]:
        """Everybody involved, by role."""
        return self._find(Participant)

    def register(self) -> list[Identity]:
        """The register of people, agencies and places."""
        return self._find(Identity)

    def lines_of_enquiry(self) -> list[LineOfEnquiry]:
        """The lines of enquiry in their order."""
        return self._find(LineOfEnquiry, order="number")

    def source_files(self) -> dict[int, SourceFile]:
        """The documents that the agencies sent, by id."""
        return {source.id: source for source in self._find(SourceFile)}

    def snapshots(self) -> list[Snapshot]:
        """The copies that were made of the review, oldest first."""
        return self._find(Snapshot)

    def view(self, tier: Tier) -> View:
        """The view for a circulation tier, as the register stands now."""
        return View(tier, self.register(), self._find(Mention))

    def marks(self) -> Marks:
        """The marks on single items: not for one agency, legal advice."""
        return Marks(self._find(Restriction))

    def tiers(self) -> Tiers:
        """The circulation tiers of the pack, with this review's own changes.

        Raises:
            Problem: If the pack or a change is wrong, naming tier and key.
        """
        from workshop_tui.practice.preparing import PackChange
        from workshop_tui.privacy.tiers import tiers

        return tiers(self._find(PackChange))

    # -- the event ----------------------------------------------------------------------------

    def session(self) -> Session | None:
        """The session that runs, or the event that comes next; None before any is planned."""
        return under_way(self._find(Session))

    def event(self) -> Session | None:
        """The learning event that runs, comes next or was held last; no conversation."""
        return under_way([one for one in self._find(Session) if one.kind != CONVERSATION])

    def sessions(self) -> list[Session]:
        """Every session, in the order in which they were planned."""
        return self._find(Session)

    def steps(self, session_id: int) -> list[AgendaStep]:
        """The agenda of a session."""
        return self._find(AgendaStep, order="position", session_id=session_id)

    def episodes(self) -> list[Episode]:
        """The key practice episodes."""
        return self._find(Episode, order="number")

    # -- the chronology -----------------------------------------------------------------------

    def order(self) -> list[int]:
        """Ids of the entries in the combined order (none excluded); the first is number 1."""
        return chronology.order(self._connection)

    def entry(self, entry_id: int) -> Entry:
        """One entry.

        Raises:
            NotFound: If there is none.
        """
        found = self.entries([entry_id])
        if not found:
            raise NotFound("There is no such entry.")
        return found[0]

    def entries(self, ids: list[int]) -> list[Entry]:
        """Entries in the order of the ids given."""
        by_id: dict[int, Entry] = {}
        for start in range(0, len(ids), 500):
            chunk = ids[start : start + 500]
            found = rows.find(self._connection, Entry, retracted=None, id=chunk)
            by_id |= {entry.id: entry for entry in found}
        return [by_id[entry_id] for entry_id in ids if entry_id in by_id]

    def beside(self) -> Beside:
        """Corrections, disputes, exclusions, additions and links, as they stand now."""
        return Beside(
            self._find(EntryAddition),
            self._find(EntryCorrection),
            self._find(EntryDispute),
            self._find(EntryExclusion),
            self._find(SameEvent),
        )

    def excluded(self) -> list[Entry]:
        """The excluded entries, in the order in which they would stand."""
        ids = {one.entry_id for one in self._find(EntryExclusion)}
        found = [entry for entry in self.entries(sorted(ids)) if not entry.retracted]
        return sorted(found, key=lambda entry: (entry.sort_key, entry.id))

    def column_memory(self, agency: str) -> list[ColumnMemory]:
        """What the columns of an agency's tables were confirmed to mean, by its name."""
        for one in self._find(Agency):
            if agency.casefold() in (one.short.casefold(), one.name.casefold()):
                return self._find(ColumnMemory, agency_id=one.id)
        return []

    def circulations(self) -> list[Circulation]:
        """When the chronology was sent out, oldest first."""
        return self._find(Circulation)

    def standing_circulation(self) -> Circulation | None:
        """The newest circulation, if the chronology reads today as it did then."""
        from workshop_tui.review import circulation

        return circulation.standing(self._connection)

    def key_entries(self) -> set[int]:
        """Ids of entries that are starred or belong to an episode."""
        return chronology.key_entries(self._connection)

    def entry_states(self) -> dict[str, int]:
        """How many entries are open, discussed and parked."""
        return chronology.states(self._connection)

    def capture_counts(self) -> dict[int, int]:
        """How many captures each entry has."""
        return chronology.captures_per_entry(self._connection)

    def source_bytes(self, source_file_id: int) -> bytes:
        """A document as its agency sent it."""
        return chronology.source_content(self._connection, source_file_id)

    def attachment_bytes(self, attachment_id: int) -> bytes:
        """A file as it came (a preparation form), beside the agencies' documents."""
        return chronology.attachment_content(self._connection, attachment_id)

    def find_entry(self, words: str) -> int:
        """The id of the entry that a number, printed reference or uid names.

        Raises:
            NotFound: If none does.
        """
        return chronology.named(self._connection, words)

    def called(self, entry_id: int) -> str:
        """What an entry is called: its printed reference, or its number."""
        return chronology.called(self._connection, entry_id)

    # -- captures and outcomes ----------------------------------------------------------------

    def captures(self, kind: str | None = None, *, retracted: bool = False) -> list[Capture]:
        """All captures, oldest first; with those that were retracted where that is asked for."""
        return self._captures(retracted=None if retracted else False, **_given(kind=kind))

    def strikes(self) -> dict[int, Strike]:
        """What was struck from the record, by capture id."""
        return {one.capture_id: one for one in self._find(Strike)}

    def captures_at(self, entry_id: int) -> list[Capture]:
        """What was captured at an entry, oldest first."""
        ids = chronology.captures_of_entry(self._connection, entry_id)
        return self._captures(id=ids) if ids else []

    def captures_in(self, session_id: int) -> list[Capture]:
        """What was captured in a session and belongs to no entry, oldest first."""
        return self._captures(session_id=session_id, entry_id=None)

    def capture_count(self, entry_id: int) -> int:
        """How many captures belong to an entry."""
        return len(chronology.captures_of_entry(self._connection, entry_id))

    def further_entries(self) -> dict[int, list[int]]:
        """The entries to which captures belong besides their own, by capture id."""
        found: dict[int, list[int]] = {}
        for link in self._find(CaptureEntry):
            found.setdefault(link.capture_id, []).append(link.entry_id)
        return found

    def captures_nowhere(self) -> list[Capture]:
        """Captures that belong to no entry."""
        return self._captures(entry_id=None)

    def capture(self, words: str) -> Capture:
        """The capture that a number (its id) or uid names.

        Raises:
            NotFound: If none does.
        """
        number = words.isdecimal() and len(words) < chronology.DIGITS
        key: dict[str, Any] = {"id": int(words)} if number else {"uid": words}
        found = self._find(Capture, retracted=None, **key)
        if not found:
            raise NotFound(f"No capture has the number or uid {words!r}.")
        return found[0]

    def outcomes(self, kind: OutcomeKind | None = None) -> list[Outcome]:
        """Outcomes in their order, by kind."""
        order = "kind, position, id"
        return self._find(Outcome, order=order, **_given(kind=kind))

    def outcome(self, words: str) -> Outcome:
        """The outcome that a number (its id), uid or short name (F2, G1, E1, A3) names.

        Raises:
            NotFound: If none does.
        """
        for outcome, name in zip(all_ := self.outcomes(), outcome_names(all_), strict=True):
            if words in (str(outcome.id), outcome.uid) or words.upper() == name:
                return outcome
        raise NotFound(f"No outcome has the number or name {words!r}. Findings are F1, F2 …")

    def evidence(self) -> dict[int, list[Capture]]:
        """The captures that each outcome rests on, by outcome id."""
        links = self._find(Evidence)
        captures = {capture.id: capture for capture in self.captures()}
        found: dict[int, list[Capture]] = {}
        for link in links:
            if link.capture_id in captures:
                found.setdefault(link.outcome_id, []).append(captures[link.capture_id])
        return found

    def outcomes_of(self, capture_id: int) -> list[Outcome]:
        """The outcomes that rest on a capture."""
        ids = [link.outcome_id for link in self._find(Evidence, capture_id=capture_id)]
        return self._find(Outcome, id=ids) if ids else []

    def enquiries(self) -> dict[int, list[int]]:
        """The numbers of the lines of enquiry that each outcome answers, by outcome id."""
        numbers = {line.id: line.number for line in self.lines_of_enquiry()}
        found: dict[int, list[int]] = {}
        for link in self._find(OutcomeEnquiry):
            found.setdefault(link.outcome_id, []).append(numbers[link.line_id])
        return {outcome: sorted(lines) for outcome, lines in found.items()}

    def missing(self) -> dict[int, list[str]]:
        """What each outcome still lacks, by outcome id."""
        evidence, enquiries = self.evidence(), self.enquiries()
        return {
            outcome.id: outcome_rules.missing(
                outcome, len(evidence.get(outcome.id, ())), len(enquiries.get(outcome.id, ()))
            )
            for outcome in self.outcomes()
        }

    def agencies_heard(self, entry_ids: list[int]) -> set[int]:
        """Agencies that were heard at any of these entries."""
        return chronology.agencies_heard(self._connection, entry_ids)

    # -- search, seats, history ---------------------------------------------------------------

    def search(self, words: str, view: View) -> tuple[list[Entry], list[Capture]]:
        """Entries and captures that hold all the words, as this view shows them.

        Where pseudonyms are shown, search is by pseudonym, and a registered name finds nothing.
        """
        groups = view.search_groups(words)
        if not groups:
            return [], []
        query = search.query(groups)
        entries = self.entries(search.matching_entries(self._connection, query))
        beside = self.beside()
        ids = search.matching(self._connection, "capture", query)
        captures = self._find(Capture, id=ids) if ids else []
        if not view.shows_names:
            marks = self.marks()
            entries = [one for one in entries if not marks.legal_advice(one)]
            captures = [one for one in captures if not marks.legal_advice(one)]
        return (
            [
                entry
                for entry in entries
                if not entry.retracted
                and any(
                    view.shows(words, said.text, said.source, *said.fields.values())
                    for said in (entry, beside.corrected(entry))
                )
            ],
            [capture for capture in captures if view.shows(words, capture.text)],
        )

    def seats(self) -> list[SeatRow]:
        """Everybody who sits in a seat now."""
        return [seat for seat in seat_table.all_seats(self._connection) if seat.live]

    def drafts(self) -> list[Draft]:
        """All half-typed texts."""
        return seat_table.drafts(self._connection)

    def orphan_drafts(self) -> list[Draft]:
        """Half-typed texts of seats in which nobody sits now, oldest first."""
        sat = {seat.uid for seat in self.seats()}
        return [draft for draft in self.drafts() if draft.seat not in sat]

    def changes(self, after: int = 0) -> list[Change]:
        """The journal after a sequence number, oldest first."""
        return journal.since(self._connection, after, limit=1_000_000)

    def last_seq(self) -> int:
        """The journal's newest sequence number."""
        return journal.last_seq(self._connection)

    def journal_head(self) -> str:
        """The journal's head hash, printed in every export."""
        return journal.head(self._connection)

    def seq_of(self, head: str) -> int:
        """The position in the journal of an entry with a hash; 0 where there is none."""
        return journal.seq_of(self._connection, head)

    def records(self, model: type[R], **equal: Any) -> list[R]:
        """Records that stand and whose fields have these values."""
        return self._find(model, **equal)

    def _captures(self, *, retracted: bool | None = False, **equal: Any) -> list[Capture]:
        """Captures in the order in which they were made: those of a notebook came in later."""
        found = self._find(Capture, retracted=retracted, **equal)
        if len(found) > 1 and any(one.taken for one in self._find(Notebook)):
            return as_made(found)
        return found

    def _find(
        self, model: type[R], *, order: str = "id", retracted: bool | None = False, **equal: object
    ) -> list[R]:
        return rows.find(self._connection, model, order=order, retracted=retracted, **equal)


def _given(**equal: object) -> dict[str, Any]:
    return {name: value for name, value in equal.items() if value}
