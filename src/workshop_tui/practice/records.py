"""The records of a review: one frozen dataclass a table, fields named as the field names them.

Every record has an integer ``id`` (0 until stored), a ``uid`` that stays the same when records
move between files, and ``retracted``: nothing is destroyed by editing, a retracted record stays
and is left out of lists. Dates are ISO text, times of writing are ISO 8601 with a zone.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from workshop_tui.practice.kinds import CaptureKind, OutcomeKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What every stored record has."""

    TABLE: ClassVar[str] = ""

    id: int = 0
    uid: str = ""
    retracted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Review(Record):
    """The review itself; a file holds exactly one.

    Attributes:
        trigger: Why the case was chosen: a concern about a practice area, the outcome of a case,
            or a near miss.
        child_born: ISO date, for ages; never exported as such.
        register_confirmed: Whether somebody confirmed that the register of people is complete.
            Until then every export is headed "Contains names".
        terms: The terms of reference, written by the lead (phase 1, paragraph b).
        lead_agreed_by, lead_agreed: Who agreed the lead, and on which day (paragraph a).
        independence, conflict: Of the lead, from the case and its agencies.
        departures: How this review's process departs from the standard one, and why.
        legal_advice: Privileged; in no document but the working papers with names.
        disclosure: What the chair says at the opening about who may come to see the notes.
        bodies: What the boards and groups are called here, by the practice pack's names for them.
        legal_hold: Why nothing may be destroyed (a court, coroner or police asked), or "".
        keep_until: The day on which keeping the review is looked at again, or None.
        plan_owner, plan_through, plan_agreed: Which sub-group owns the action plan, through which
            group, agreed on which day (phase 3, paragraph b).
    """

    TABLE: ClassVar[str] = "review"

    reference: str
    title: str
    lead: str = ""
    trigger: str = ""
    reason: str = ""
    requested_by: str = ""
    period_from: str | None = None
    period_to: str | None = None
    child_born: str | None = None
    summary: str = ""
    register_confirmed: bool = False
    terms: str = ""
    lead_agreed_by: str = ""
    lead_agreed: str | None = None
    independence: str = ""
    conflict: str = ""
    departures: str = ""
    legal_advice: str = ""
    disclosure: str = ""
    bodies: dict[str, str] = field(default_factory=dict)
    legal_hold: str = ""
    keep_until: str | None = None
    plan_owner: str = ""
    plan_through: str = ""
    plan_agreed: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Agency(Record):
    """An agency that was involved; ``short`` is how lists and columns name it.

    Attributes:
        contact: Its safeguarding contact.
        escalation_route: How something urgent reaches it, after its own procedure.
    """

    TABLE: ClassVar[str] = "agency"

    name: str
    short: str
    kind: str = ""
    contact: str = ""
    escalation_route: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity(Record):
    """One line of the register: somebody or something that must not be named outside.

    Attributes:
        kind: child, family, professional, agency, place or identifier.
        aliases: Every other way in which the texts name it: initials, nicknames, former names.
        pseudonym: What stands instead, the same everywhere ("Child A", "SW1", "School 2").
    """

    TABLE: ClassVar[str] = "identity"

    kind: str
    name: str
    pseudonym: str
    aliases: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant(Record):
    """Somebody involved in the review, by role. ``code`` is the role's short form (SW1).

    Attributes:
        level: "practitioner" or "manager": the review wants both of every agency; "review team"
            for whoever runs or watches it.
        attending: Whether the person takes part at all.
        speaks_for: Agencies for which the person can speak beside their own.
        why: Why involved.
        manager: Line manager or supervisor. support: What support was offered (paragraph h).
        notified: The day on which the person was told of the review (paragraph c), or None.
        must_not_attend: Why the person must not be in the room, or "".
    """

    TABLE: ClassVar[str] = "participant"

    code: str
    role: str
    agency_id: int | None = None
    identity_id: int | None = None
    level: str = ""
    attending: bool = True
    speaks_for: tuple[str, ...] = ()
    note: str = ""
    why: str = ""
    manager: str = ""
    support: str = ""
    notified: str | None = None
    must_not_attend: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LineOfEnquiry(Record):
    """A key line of enquiry (phase 1, paragraph b), and in the end the lead's answer."""

    TABLE: ClassVar[str] = "line_of_enquiry"

    number: int
    title: str
    question: str = ""
    answer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Session(Record):
    """One meeting of the review, with its place in the chronology and its clock.

    Attributes:
        kind: conversation, practitioner event, managers' event or recall event.
        entry_id: The entry that the chair is at.
        step_id: The agenda step that the event is at.
        curtain: Whether entries after the chair's are hidden from the room's eyes.
        started: When the chair started the event, or None.
        participant_id: With whom a conversation is held; None where it is no conversation.
        since: Since when the clock has run, or None while it stands. spent: seconds before that.
        adjourned: Why, or until when, the session was adjourned. reopened: why it was reopened.
    """

    TABLE: ClassVar[str] = "session"

    kind: str
    title: str
    date: str | None = None
    place: str = ""
    starts: str = ""
    entry_id: int | None = None
    step_id: int | None = None
    curtain: bool = False
    started: str | None = None
    closed: str | None = None
    participant_id: int | None = None
    since: str | None = None
    spent: int = 0
    adjourned: str = ""
    reopened: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaStep(Record):
    """A step of a session's agenda: what the chair says and does, what the note-taker records.

    Attributes:
        extra: Minutes by which it was extended. spent: seconds used, up to the last reckoning.
        state: "", "done" or "skipped".
    """

    TABLE: ClassVar[str] = "agenda_step"

    session_id: int
    position: int
    slug: str
    title: str
    minutes: int = 0
    say: str = ""
    do: str = ""
    record: str = ""
    spent: int = 0
    extra: int = 0
    state: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFile(Record):
    """A document as an agency sent it; its bytes are kept in the review.

    Attributes:
        digest: SHA-256 over the rows imported from it, as hex; the journal holds the same.
        replaces_id: The agency's earlier document that this one corrects.
    """

    TABLE: ClassVar[str] = "source_file"

    name: str
    agency_id: int
    sha256: str
    digest: str = ""
    imported: str = ""
    columns: dict[str, str] = field(default_factory=dict)
    replaces_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Episode(Record):
    """A key practice episode: entries that belong together. Never rated before the event.

    Attributes:
        minutes: Its share of the chronology's time; 0 for an equal share of what is left.
        spent: Seconds used, up to the last reckoning.
        rating: "", "worked well" or "was difficult", where the room wished to say.
    """

    TABLE: ClassVar[str] = "episode"

    number: int
    title: str
    starts: str | None = None
    ends: str | None = None
    minutes: int = 0
    spent: int = 0
    rating: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry(Record):
    """One event of the combined chronology, as its source said it.

    Attributes:
        ref: Printed reference once the chronology is circulated, else None: then the number is.
        date_text: The date verbatim. earliest/latest/time/date_note: see ``practice.when``.
        fields: The source's other columns, name to text.
        flags: Short words for what an eye should look at ("undated").
        starred: Part of a key episode. state: open, discussed or parked.
    """

    TABLE: ClassVar[str] = "entry"

    agency_id: int
    text: str
    source_file_id: int | None = None
    sort_key: str = ""
    ref: str | None = None
    date_text: str = ""
    earliest: str | None = None
    latest: str | None = None
    time: str | None = None
    date_note: str | None = None
    end_text: str | None = None
    source: str = ""
    fields: dict[str, str] = field(default_factory=dict)
    flags: tuple[str, ...] = ()
    origin_kind: str = ""
    origin_table: str = ""
    origin_row: int = 0
    episode_id: int | None = None
    starred: bool = False
    state: str = "open"


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture(Record):
    """One line that somebody captured.

    Attributes:
        line: The line exactly as typed. text: the same without its leading kind mark.
        entry_id: The entry at which it was said; ``CaptureEntry`` names any further ones.
        who_id: The participant whose words or role it is.
        who_open: The speaker is to be filled in later (``@?``).
        known: "then", "now" or "" (known then / known now).
        seat: The seat that typed it. by: the person in that seat. at: when it was said, with zone.
        checker, due: For a check: who will find out, by when.
        variant_of: The capture of which this is a second wording, typed at the same time.
        corrects_id: The capture of a closed session that this one corrects.
        sheet: The number of the paper sheet that it was written on, or None.
        entered: When it was typed in, where that was later than ``at``: it was on paper till then.
    """

    TABLE: ClassVar[str] = "capture"

    kind: CaptureKind
    line: str
    text: str
    at: str
    seat: str
    by: str
    session_id: int | None = None
    entry_id: int | None = None
    who_id: int | None = None
    who_open: bool = False
    themes: tuple[str, ...] = ()
    known: str = ""
    episode_id: int | None = None
    step_id: int | None = None
    checker: str = ""
    due: str | None = None
    variant_of: int | None = None
    corrects_id: int | None = None
    sheet: int | None = None
    entered: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptureEntry(Record):
    """That a capture belongs to a further entry, beside the one at which it was said."""

    TABLE: ClassVar[str] = "capture_entry"

    capture_id: int
    entry_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome(Record):
    """A finding, good practice, escalation or action.

    Attributes:
        text: Its wording now; the captures that it rests on keep what was said.
        status: draft, agreed, done or set aside.
        why: Finding: why it made sense at the time.
        still_current: Finding: "yes", "no" or "" (not asked yet).
        owner: Action: who owns it. Escalation: who raises it.
        expected_change: Action: what changes in practice. measure: how one will see it.
        unsafe_now: Escalation: what is unsafe now. told: who is told.
        due: By when, as agreed.
        finding_id: The finding that this action or escalation answers.
        manager: Action: the manager who owns it together with the frontline owner.
        route: Escalation: by which route. acknowledged, acknowledged_by: when and by whom;
            result: what came of it; resolved: when it was closed.
        read_back: When it was read back to the room, or None.
        prevalence, question: Finding: how common it is, and its question for the board.
        shared_with, shared_how: Good practice: with whom it is shared, and how.
        due_on: Action: the day that ``due`` means, where it means one.
        owner_agency_id: Action: the owner's agency. recommendation_id: what it carries out.
    """

    TABLE: ClassVar[str] = "outcome"

    kind: OutcomeKind
    position: int
    text: str
    at: str
    status: str = "draft"
    why: str = ""
    still_current: str = ""
    owner: str = ""
    expected_change: str = ""
    measure: str = ""
    unsafe_now: str = ""
    told: str = ""
    due: str = ""
    themes: tuple[str, ...] = ()
    finding_id: int | None = None
    manager: str = ""
    route: str = ""
    acknowledged: str | None = None
    acknowledged_by: str = ""
    result: str = ""
    resolved: str | None = None
    read_back: str | None = None
    prevalence: str = ""
    question: str = ""
    shared_with: str = ""
    shared_how: str = ""
    due_on: str | None = None
    owner_agency_id: int | None = None
    recommendation_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence(Record):
    """That an outcome rests on a capture."""

    TABLE: ClassVar[str] = "evidence"

    outcome_id: int
    capture_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeEnquiry(Record):
    """That an outcome answers a line of enquiry."""

    TABLE: ClassVar[str] = "outcome_enquiry"

    outcome_id: int
    line_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention(Record):
    """A person's decision about words in a text: whom they name, or nobody.

    Words that equal a registered name are found without one. A mention settles the rest: an
    ordinary word that is also a name (identity_id None), or which of two people is meant.
    """

    TABLE: ClassVar[str] = "mention"

    table_name: str
    row_uid: str
    field_name: str
    start: int
    end: int
    identity_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryAddition(Record):
    """That an entry was added by hand: by whom, when and why. It has no document behind it."""

    TABLE: ClassVar[str] = "entry_addition"

    entry_id: int
    by: str
    at: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryCorrection(Record):
    """How an entry reads once corrected; the entry itself keeps what its source said.

    It holds the whole corrected wording and date, so that the newest one that stands is all
    that has to be read. See ``practice.beside``.

    Attributes:
        source_file_id: The corrected document that says so; None where a person does.
        origin_table, origin_row: Where it stands in that document.
    """

    TABLE: ClassVar[str] = "entry_correction"

    entry_id: int
    text: str
    date_text: str
    by: str
    at: str
    earliest: str | None = None
    latest: str | None = None
    time: str | None = None
    date_note: str | None = None
    end_text: str | None = None
    source: str = ""
    fields: dict[str, str] = field(default_factory=dict)
    reason: str = ""
    source_file_id: int | None = None
    origin_table: str = ""
    origin_row: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryDispute(Record):
    """That an agency sees an entry otherwise; both accounts stand, and both are printed."""

    TABLE: ClassVar[str] = "entry_dispute"

    entry_id: int
    agency_id: int
    account: str
    by: str
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryExclusion(Record):
    """That an entry is left out of the combined order, and why; it stays listed as excluded.

    Attributes:
        source_file_id: The corrected document that no longer has it; None where a person
            excluded it.
    """

    TABLE: ClassVar[str] = "entry_exclusion"

    entry_id: int
    reason: str
    by: str
    at: str
    source_file_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SameEvent(Record):
    """What was decided about two entries that may tell of one event; they are never merged.

    Attributes:
        entry_id, other_id: The two, the smaller id first.
        decision: "same" (linked) or "different" (declined: not offered again).
    """

    TABLE: ClassVar[str] = "same_event"

    entry_id: int
    other_id: int
    decision: str
    by: str
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Circulation(Record):
    """That the chronology was sent out: from then on its printed references stay.

    Attributes:
        label: What the circulated version is called. sent_to: for whom it was.
        entries: How many entries it had.
    """

    TABLE: ClassVar[str] = "circulation"

    label: str
    sent_to: str
    by: str
    at: str
    entries: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnMemory(Record):
    """What the columns of an agency's tables mean, as somebody confirmed it at an import."""

    TABLE: ClassVar[str] = "column_memory"

    agency_id: int
    headers: tuple[str, ...]
    columns: dict[str, str]
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Restriction(Record):
    """A mark on a single item: not for one agency, or legal advice.

    Attributes:
        table_name, row_uid: The item.
        mark: "not for" (``agency_id`` says for whom) or "legal advice" (for nobody outside).
    """

    TABLE: ClassVar[str] = "restriction"

    table_name: str
    row_uid: str
    mark: str
    agency_id: int | None = None
    reason: str = ""
    by: str = ""
    at: str = ""
