"""A seat at a review: the one door through which screens and commands read and write."""

from __future__ import annotations

import contextlib
import getpass
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from workshop_tui.practice.notebook import Notebook
from workshop_tui.practice.problems import NotAllowed, Problem
from workshop_tui.practice.records import Capture, Session
from workshop_tui.practice.roles import CAPTURERS, LEADERS, READERS, ROLE_LABELS, Role
from workshop_tui.review.reader import Reader
from workshop_tui.store import rows, schema, seats
from workshop_tui.store import undo as undoing
from workshop_tui.store.connection import ReviewFile, write
from workshop_tui.store.engine import Connection
from workshop_tui.store.guards import FileGone
from workshop_tui.store.journal import Actor, Change, ChangeClass, now
from workshop_tui.store.seats import Draft
from workshop_tui.store.transaction import Transaction
from workshop_tui.store.undo import Step
from workshop_tui.store.watch import Watch
from workshop_tui.store.writer import Writer

if TYPE_CHECKING:
    from workshop_tui.review.attendance import AttendanceVerbs
    from workshop_tui.review.attendees import AttendeeVerbs
    from workshop_tui.review.captures import CaptureVerbs
    from workshop_tui.review.challenge import ChallengeVerbs
    from workshop_tui.review.chronology import ChronologyVerbs
    from workshop_tui.review.circulation import CirculationVerbs
    from workshop_tui.review.clock import ClockVerbs
    from workshop_tui.review.copies import CopiesVerbs
    from workshop_tui.review.deciding import DecidingVerbs
    from workshop_tui.review.depth import DepthVerbs
    from workshop_tui.review.dispatching import DispatchVerbs
    from workshop_tui.review.entries import EntryVerbs
    from workshop_tui.review.escalations import EscalationVerbs
    from workshop_tui.review.event import EventVerbs
    from workshop_tui.review.forms import FormVerbs
    from workshop_tui.review.linking import LinkingVerbs
    from workshop_tui.review.marks import MarkVerbs
    from workshop_tui.review.meetings import SessionVerbs
    from workshop_tui.review.named import NamedVerbs
    from workshop_tui.review.naming import NamingVerbs
    from workshop_tui.review.notebooks import NotebookVerbs
    from workshop_tui.review.outcomes import OutcomeVerbs
    from workshop_tui.review.parked import ParkedVerbs
    from workshop_tui.review.people import PeopleVerbs
    from workshop_tui.review.plan import PlanVerbs
    from workshop_tui.review.plan_import import PlanImportVerbs
    from workshop_tui.review.readback import ReadBackVerbs
    from workshop_tui.review.returns import ReturnVerbs
    from workshop_tui.review.room import RoomReader, RoomVerbs
    from workshop_tui.review.tiers import TierVerbs
    from workshop_tui.review.versions import VersionVerbs
    from workshop_tui.review.welfare import WelfareVerbs

T = TypeVar("T")


class ChairTaken(Problem):
    """Somebody chairs already.

    Attributes:
        holder: Who.
        alive: Whether their seat is alive (then it can only be handed over) or gone quiet (then
            it can be taken after one confirmation).
    """

    def __init__(self, holder: str, alive: bool) -> None:
        way = (
            "Join as note-taker, or ask them to hand the seat over."
            if alive
            else "Their seat has gone quiet. You can take it over."
        )
        super().__init__(f"{holder} is chairing this review already. {way}")
        self.holder = holder
        self.alive = alive


@dataclass(frozen=True, slots=True)
class Followed:
    """Where a seat's news go; all are called in threads of the store.

    Attributes:
        on_changes: New journal entries, oldest first; empty where only seats or drafts moved.
        on_trouble: Something that must be said at once: the file is gone, a draft was not kept.
    """

    on_changes: Callable[[list[Change]], None]
    on_trouble: Callable[[Exception], None]


class Seat:
    """One person's place at a review.

    Args:
        file: The review file, its passphrase already given.
        role: What this seat may do.
        name: The person in it.
        uid: The seat's name; undo, redo and drafts hang on it.

    Attributes:
        remote: Whether its person sits at another computer, in a browser: this one's files are
            then neither read nor written for them.
    """

    def __init__(self, file: ReviewFile, role: Role, name: str, uid: str | None = None) -> None:
        self.file = file
        self.role = role
        self.name = name
        self._reader = None if role is Role.ROOM else Reader(file)
        self.uid = self._wanted = uid or self._seat_name()
        self._followed: Followed | None = None
        self._watch: Watch | None = None
        self._writer: Writer | None = None
        self.joined = False
        self.remote = False

    def _seat_name(self) -> str:
        """What the seat is called; one of a notebook differs from every seat of the review."""
        said = f"{ROLE_LABELS[self.role]}: {self.name}"
        if self.notebook is None:
            return said
        whose = "" if self.notebook.name == self.name else f" {self.notebook.name}"
        return f"{said} (notebook{whose})"

    @classmethod
    def open(
        cls,
        path: Path,
        passphrase: str | None,
        role: Role,
        name: str | None = None,
        uid: str | None = None,
    ) -> Seat:
        """Open a review in a seat; an older review is brought up to date first.

        Raises:
            Problem: With a sentence, if it cannot be opened.
        """
        return cls.at(ReviewFile.existing(path, passphrase), role, name, uid)

    @classmethod
    def at(
        cls, file: ReviewFile, role: Role, name: str | None = None, uid: str | None = None
    ) -> Seat:
        """Sit down at a file whose key is derived already, which takes a tenth of a second.

        Raises:
            Problem: With a sentence, if it cannot be opened.
        """
        prepare(file, keep=True)
        seat = cls(file, role, name or default_name(), uid)
        try:
            seat.refuse_role(role)
        except BaseException:
            seat.close()
            raise
        return seat

    @cached_property
    def notebook(self) -> Notebook | None:
        """What the file says of itself where it is a notebook; None in a review."""
        if self._reader is not None:
            return next(iter(self._reader.records(Notebook, here=True)), None)
        from workshop_tui.review.notebook_rule import notebook_of

        return notebook_of(self.file)

    def allow(self, name: str, meaning: str) -> None:
        """Refuse a verb that a notebook does not take, if this is one.

        Raises:
            NotAllowed: With what it is and where that is done.
        """
        if self.notebook is not None:
            from workshop_tui.review import notebook_rule

            reference = notebook_rule.reference_of(self.file)
            notebook_rule.refuse_verb(self.notebook, reference, name, meaning)

    def refuse_role(self, role: Role) -> None:
        """Refuse another seat than a notebook's, if this is one.

        Raises:
            NotAllowed: With the seat that it has.
        """
        if self.notebook is not None:
            from workshop_tui.review import notebook_rule

            notebook_rule.refuse_role(self.notebook, notebook_rule.reference_of(self.file), role)

    @classmethod
    def of_its_own(cls, file: ReviewFile, name: str | None = None) -> Seat:
        """Sit down in the seat that a notebook has, or in a review's chair.

        Raises:
            Problem: With a sentence, if it cannot be opened.
        """
        from workshop_tui.review.notebook_rule import notebook_of

        prepare(file, keep=True)
        notebook = notebook_of(file)
        return cls.at(file, Role(notebook.role) if notebook else Role.CHAIR, name)

    @property
    def read(self) -> Reader:
        """Everything there is to read.

        Raises:
            NotAllowed: In the room's seat, which sees what the chair sends and nothing else.
        """
        if self._reader is None:
            raise NotAllowed("The room's seat sees only what the chair sends to it.")
        return self._reader

    @cached_property
    def slide(self) -> RoomReader:
        """What the chair has sent to the room."""
        from workshop_tui.review.room import RoomReader

        return RoomReader(self.file)

    # -- verbs, in groups ---------------------------------------------------------------------

    @cached_property
    def event(self) -> EventVerbs:
        """Moving through the chronology, marking entries, the clock."""
        from workshop_tui.review.event import EventVerbs

        return EventVerbs(self)

    @cached_property
    def captures(self) -> CaptureVerbs:
        """Capturing lines and working on them."""
        from workshop_tui.review.captures import CaptureVerbs

        return CaptureVerbs(self)

    @cached_property
    def outcomes(self) -> OutcomeVerbs:
        """Findings, good practice, escalations and actions."""
        from workshop_tui.review.outcomes import OutcomeVerbs

        return OutcomeVerbs(self)

    @cached_property
    def people(self) -> PeopleVerbs:
        """The register and the participants."""
        from workshop_tui.review.people import PeopleVerbs

        return PeopleVerbs(self)

    @cached_property
    def naming(self) -> NamingVerbs:
        """Settling what unknown words of the texts are."""
        from workshop_tui.review.naming import NamingVerbs

        return NamingVerbs(self)

    @cached_property
    def deciding(self) -> DecidingVerbs:
        """Deciding about what the leak check warns of."""
        from workshop_tui.review.deciding import DecidingVerbs

        return DecidingVerbs(self)

    @cached_property
    def chronology(self) -> ChronologyVerbs:
        """Importing agencies' chronologies."""
        from workshop_tui.review.chronology import ChronologyVerbs

        return ChronologyVerbs(self)

    @cached_property
    def entries(self) -> EntryVerbs:
        """Single entries: adding, correcting, disputing, excluding."""
        from workshop_tui.review.entries import EntryVerbs

        return EntryVerbs(self)

    @cached_property
    def copies(self) -> CopiesVerbs:
        """The list of copies that were made of the review."""
        from workshop_tui.review.copies import CopiesVerbs

        return CopiesVerbs(self)

    @cached_property
    def circulation(self) -> CirculationVerbs:
        """Circulating the chronology."""
        from workshop_tui.review.circulation import CirculationVerbs

        return CirculationVerbs(self)

    @cached_property
    def notebooks(self) -> NotebookVerbs:
        """Notebooks for laptops without a connection: given out, and taken in again."""
        from workshop_tui.review.notebooks import NotebookVerbs

        return NotebookVerbs(self)

    @cached_property
    def clock(self) -> ClockVerbs:
        """The clock of the session under way."""
        from workshop_tui.review.clock import ClockVerbs

        return ClockVerbs(self)

    @cached_property
    def forms(self) -> FormVerbs:
        """Filling in the forms of preparation."""
        from workshop_tui.review.forms import FormVerbs

        return FormVerbs(self)

    @cached_property
    def attendees(self) -> AttendeeVerbs:
        """Lists of who takes part."""
        from workshop_tui.review.attendees import AttendeeVerbs

        return AttendeeVerbs(self)

    @cached_property
    def returns(self) -> ReturnVerbs:
        """Preparation forms that came back."""
        from workshop_tui.review.returns import ReturnVerbs

        return ReturnVerbs(self)

    @cached_property
    def sessions(self) -> SessionVerbs:
        """Conversations and events: begun, closed, given an agenda."""
        from workshop_tui.review.meetings import SessionVerbs

        return SessionVerbs(self)

    @cached_property
    def tiers(self) -> TierVerbs:
        """What this review's circulations hold."""
        from workshop_tui.review.tiers import TierVerbs

        return TierVerbs(self)

    @cached_property
    def marks(self) -> MarkVerbs:
        """Marks on single items: not for an agency, legal advice."""
        from workshop_tui.review.marks import MarkVerbs

        return MarkVerbs(self)

    @cached_property
    def named(self) -> NamedVerbs:
        """Keeping what was sent to somebody, with names or without."""
        from workshop_tui.review.named import NamedVerbs

        return NamedVerbs(self)

    @cached_property
    def dispatching(self) -> DispatchVerbs:
        """What goes out on paper or as a file: packs, requests, invitations, sheets."""
        from workshop_tui.review.dispatching import DispatchVerbs

        return DispatchVerbs(self)

    @cached_property
    def linking(self) -> LinkingVerbs:
        """Entries that tell of the same event: linked, never merged."""
        from workshop_tui.review.linking import LinkingVerbs

        return LinkingVerbs(self)

    @cached_property
    def versions(self) -> VersionVerbs:
        """Versions of the documents."""
        from workshop_tui.review.versions import VersionVerbs

        return VersionVerbs(self)

    @property
    def plan(self) -> PlanVerbs:
        """The action plan after the event."""
        from workshop_tui.review.plan import PlanVerbs

        return PlanVerbs(self)

    @cached_property
    def plan_import(self) -> PlanImportVerbs:
        """The action plan's workbook, back from its owners."""
        from workshop_tui.review.plan_import import PlanImportVerbs

        return PlanImportVerbs(self)

    @cached_property
    def room(self) -> RoomVerbs:
        """What the chair sends to the room's screen."""
        from workshop_tui.review.room import RoomVerbs

        return RoomVerbs(self)

    @cached_property
    def challenges(self) -> ChallengeVerbs:
        """Observers' challenge notes and their answers."""
        from workshop_tui.review.challenge import ChallengeVerbs

        return ChallengeVerbs(self)

    @cached_property
    def read_back(self) -> ReadBackVerbs:
        """Read-back and accuracy check."""
        from workshop_tui.review.readback import ReadBackVerbs

        return ReadBackVerbs(self)

    @cached_property
    def escalations(self) -> EscalationVerbs:
        """Escalations after they were raised."""
        from workshop_tui.review.escalations import EscalationVerbs

        return EscalationVerbs(self)

    @cached_property
    def depth(self) -> DepthVerbs:
        """What lies behind perspectives."""
        from workshop_tui.review.depth import DepthVerbs

        return DepthVerbs(self)

    @cached_property
    def welfare(self) -> WelfareVerbs:
        """Who looks after whom."""
        from workshop_tui.review.welfare import WelfareVerbs

        return WelfareVerbs(self)

    @cached_property
    def parked(self) -> ParkedVerbs:
        """What was parked and comes back."""
        from workshop_tui.review.parked import ParkedVerbs

        return ParkedVerbs(self)

    @cached_property
    def attendance(self) -> AttendanceVerbs:
        """Who is here."""
        from workshop_tui.review.attendance import AttendanceVerbs

        return AttendanceVerbs(self)

    # -- running verbs ------------------------------------------------------------------------

    def run(self, meaning: str, klass: ChangeClass, job: Callable[[Transaction], T]) -> Future[T]:
        """Run a job in one journaled transaction; verbs call this."""
        actor = Actor(self.uid, self.name)
        afterwards: list[Callable[[Connection], None]] = []

        def journaled(connection: Connection) -> T:
            tx = Transaction(connection, actor, klass, meaning)
            result = job(tx)
            afterwards.extend(tx.afterwards)
            return result

        return self.writer.submit(journaled, afterwards=afterwards)

    def undo(self) -> Future[Step]:
        """Take back this seat's newest change of content."""
        self._allow_work()
        return self.writer.submit(
            lambda connection: undoing.undo(connection, self._actor, _locked(connection))
        )

    def redo(self) -> Future[Step]:
        """Make this seat's last undone change again."""
        self._allow_work()
        return self.writer.submit(
            lambda connection: undoing.redo(connection, self._actor, _locked(connection))
        )

    def _allow_work(self) -> None:
        if self.role not in CAPTURERS:
            raise NotAllowed(f"The {ROLE_LABELS[self.role]}'s seat cannot undo or redo.")

    def snapshot(self, target: Path) -> None:
        """Write a consistent copy while others work; it opens with the same passphrase.

        Where the file was renamed or deleted under this seat, the copy still holds everything.

        Raises:
            Problem: If it cannot be written; nothing is overwritten.
        """
        if self.role not in READERS:
            raise NotAllowed(f"The {ROLE_LABELS[self.role]}'s seat cannot make copies.")
        from workshop_tui.review.copies import remembered

        with remembered(self, target):
            self._copy_to(target)

    def _copy_to(self, target: Path) -> None:
        try:
            connection = self.file.connect()
        except FileGone:
            self.writer.copy_to(target).result()
        else:
            with contextlib.closing(connection):
                self.file.copy_to(connection, target)
        # Nobody sits in the copy: who opens it must not be told that its chair is taken.
        with contextlib.closing(self.file.at(target).connect()) as copy, write(copy):
            seats.empty(copy)

    @property
    def writer(self) -> Writer:
        """The thread that writes for this seat."""
        if self._writer is None:
            self._writer = Writer(self.file, self.uid, self._committed, self._trouble)
        return self._writer

    @property
    def _actor(self) -> Actor:
        return Actor(self.uid, self.name)

    # -- living in the room -------------------------------------------------------------------

    def follow(self, followed: Followed, after: int) -> None:
        """Begin to report what any seat commits, this one included."""
        self._followed = followed
        self._watch = Watch(self.file, after, followed.on_changes, followed.on_trouble)
        self._watch.start()

    def join(self, *, take_over: bool = False) -> Future[str]:
        """Enter the seat, so that others see it; the future holds the seat's uid.

        Args:
            take_over: Take the chair of somebody whose seat has gone quiet.

        Raises:
            ChairTaken: In the future, if somebody else chairs.
        """

        def job(connection: Connection) -> str:
            former, rows = self.uid, seats.all_seats(connection)
            live = {row.uid for row in rows if row.live and not row.here}
            for other in rows:
                own = other.uid in (former, self._wanted) and other.uid not in live
                if self.role is Role.CHAIR and other.role is Role.CHAIR and not own:
                    if other.live and other.handed_by is None:
                        raise ChairTaken(other.name, alive=True)
                    if not other.live and not take_over:
                        raise ChairTaken(other.name, alive=False)
                    seats.remove(connection, other.uid)
            self.uid = self.writer.seat = self._free_uid(live)
            if former != self.uid and former not in live:
                seats.leave(connection, former)
                seats.move_drafts(connection, former, self.uid)
            seats.take(connection, self.uid, self.name, self.role)
            self._note_opened(connection)
            self.joined = True
            return self.uid

        return self.writer.submit(job)

    def _note_opened(self, connection: Connection) -> None:
        """Note in a notebook when it was first opened, by the clock of the laptop it is on."""
        for one in rows.find(connection, Notebook, here=True, opened=None):
            klass, meaning = ChangeClass.ADMINISTRATION, "opened the notebook"
            Transaction(connection, self._actor, klass, meaning).change(one, opened=now())

    def _free_uid(self, live: set[str]) -> str:
        """Two people of one name and role: the second is told apart by a number."""
        uid, number = self._wanted, 2
        while uid in live:
            uid = f"{self._wanted} {number}"
            number += 1
        return uid

    def renew(self, entry_id: int | None) -> Future[bool]:
        """Renew the lease; False in the future says that the seat was taken by another."""
        uid = self.uid
        return self.writer.submit(
            lambda connection: seats.renew(connection, uid, entry_id), full=False
        )

    def hand_over(self, offered: bool = True) -> Future[None]:
        """Offer the chair: the next who joins as chair gets it; this seat then takes notes.

        Args:
            offered: False takes an offer back that nobody took.
        """
        if self.role not in LEADERS:
            raise Problem("Only the chair can hand the chair's seat over.")
        by = self.name if offered else None
        return self.writer.submit(lambda connection: seats.offer(connection, self.uid, by))

    def change_role(self, role: Role) -> None:
        """Sit in another seat from now on; ``join`` enters it, and takes the drafts along.

        Raises:
            NotAllowed: In a notebook, which has one seat.
        """
        self.refuse_role(role)
        self.role = role
        self.joined = False
        self._wanted = self._seat_name()

    def keep_draft(self, slot: str, text: str, context: str = "") -> None:
        """Keep a half-typed text; returns at once, on disk within a moment."""
        self.writer.put_draft(slot, text, context)

    def take_draft(self, draft: Draft, slot: str) -> Future[None]:
        """Make a half-typed text that somebody left this seat's own, under another name."""
        uid = self.uid

        def job(connection: Connection) -> None:
            seats.put_draft(connection, uid, slot, draft.text, draft.context)
            if (draft.seat, draft.slot) != (uid, slot):
                seats.clear_draft(connection, draft.seat, draft.slot)

        return self.writer.submit(job)

    def close(self) -> None:
        """Finish all writing and leave."""
        try:
            if self._watch is not None:
                self._watch.close()
            if self._writer is not None:
                if self.joined or self.uid != self._wanted:
                    self._writer.submit(lambda connection: seats.leave(connection, self.uid))
                self._writer.close()
        finally:
            if self._reader is not None:
                self._reader.close()
            if "slide" in vars(self):
                self.slide.close()

    def _committed(self) -> None:
        if self._watch is not None:
            self._watch.poke()

    def _trouble(self, error: Exception) -> None:
        if self._followed is not None:
            self._followed.on_trouble(error)


def _locked(connection: Connection) -> Callable[[Change], None]:
    """Refuse to undo what was captured in a session that was closed since."""

    def refuse(change: Change) -> None:
        if change.table != Capture.TABLE:
            return
        captures = rows.find(connection, Capture, retracted=None, uid=change.row_uid)
        of = captures[0].session_id if captures else None
        if of is not None and rows.find(connection, Session, retracted=None, id=of)[0].closed:
            raise undoing.CannotUndo(
                "Its session is closed since, so this capture stays as it is. Add a dated "
                "correction, or reopen the session with a reason."
            )

    return refuse


def prepare(file: ReviewFile, *, keep: bool = False) -> None:
    """Bring a review's schema up to date.

    Args:
        file: The review.
        keep: Keep a copy of it as it was before, beside it.

    Raises:
        Problem: If it was made by a newer version, is damaged, or the passphrase is wrong.
    """
    connection = file.connect()
    try:
        if not schema.is_current(connection):
            _bring_up_to_date(file, connection, keep)
        missing = schema.missing_triggers(connection)
        if missing:
            raise Problem(
                f"{file.path.name} lacks parts of its structure ({', '.join(sorted(missing))}). "
                "'workshop-tui restore' puts the newest snapshot in its place; nothing was changed."
            )
    finally:
        connection.close()


def _bring_up_to_date(file: ReviewFile, connection: Connection, keep: bool) -> None:
    from workshop_tui.review.earlier import keep_earlier, remember_earlier

    copy = keep_earlier(file, connection) if keep else None
    schema.migrate(connection)
    if copy is not None:
        remember_earlier(connection, copy, default_name())


def default_name() -> str:
    """The name of whoever is logged in, or "me"."""
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return "me"
