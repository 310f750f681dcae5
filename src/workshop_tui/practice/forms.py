"""The forms of preparation: what a person is asked, field by field, in the words of the practice.

Each form fills one kind of record. A screen shows it, a command takes its fields as options and
one verb stores it, all from this one declaration, so that none of them can ask for less than
another. The paragraphs are those of phase 1 of the Learning Review Approach.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from workshop_tui.practice import preparing, records
from workshop_tui.practice.kinds import CONVERSATION
from workshop_tui.practice.papers import THINGS_SENT
from workshop_tui.practice.records import Record


class FieldKind(StrEnum):
    """How a field is filled in."""

    TEXT = "text"
    LONG = "long text"
    DATE = "date"
    TIME = "time"
    NUMBER = "number"
    YES_NO = "yes or no"
    CHOICE = "choice"
    AGENCY = "agency"
    AGENCIES = "agencies"
    PARTICIPANT = "participant"
    IDENTITY = "name in the register"
    SESSION = "session"
    ENTRY = "entry"
    ENTRIES = "entries"
    MEMBER = "member of the family"
    RETURN = "preparation return"
    OUTCOME = "outcome"
    OUTCOMES = "outcomes"
    RECOMMENDATION = "recommendation"
    INDICATOR = "indicator"
    QUESTIONS = "where questions are asked"
    RULE = "a ground rule, known or new"
    FACTOR = "a contributory factor, known or new"


@dataclass(frozen=True, slots=True)
class Field:
    """One question of a form.

    Attributes:
        name: The record's field; "bodies.board" is the key "board" of the field "bodies".
        label: The question in a few words. help: one sentence more, or "".
        choices: For a choice: what may be chosen; "" (not said) may always be.
        required: Whether the record cannot be without it.
        confidential: Whether it may stand in no document but the working papers.
        worded: Whether it is wording of the report, where hints on language are given.
    """

    name: str
    label: str
    kind: FieldKind = FieldKind.TEXT
    help: str = ""
    choices: tuple[str, ...] = ()
    required: bool = False
    confidential: bool = False
    worded: bool = False

    @property
    def option(self) -> str:
        """What the command line calls it: ``lead-agreed`` for ``lead_agreed``."""
        name = self.name.removeprefix("changes.").removesuffix("_id")
        return name.replace("_", "-").replace(".", "-")


@dataclass(frozen=True, slots=True)
class Form:
    """A form.

    Attributes:
        slug: Its short name, also on the command line. title: what people call it.
        one: What one of its records is called ("line of enquiry").
        about: What it is for, with its source.
        record: The record that it fills. single: whether a review has exactly one.
        label: The fields by which a list names a record.
        fixed: What else each of its records holds ("part" is "prompts"); no other record of its
            kind belongs to the form.
    """

    slug: str
    title: str
    one: str
    about: str
    record: type[Record]
    fields: tuple[Field, ...]
    single: bool = False
    label: tuple[str, ...] = ()
    fixed: tuple[tuple[str, str], ...] = ()

    def field(self, name: str) -> Field | None:
        """The field with a name, its option's name or its label, in any letter case."""
        wanted = name.strip().casefold()
        for field in self.fields:
            if wanted in (field.name.casefold(), field.option.casefold(), field.label.casefold()):
                return field
        return None


K = FieldKind

TRIGGERS = ("concern about a practice area", "outcome of a case", "near miss")
PROCEEDINGS = ("criminal", "inquest", "care", "disciplinary", "other")
REVIEW_TEAM = "review team"
"""The level of whoever runs or watches the review: chair, note-taker, independent challenge."""

LEVELS = ("practitioner", "manager", REVIEW_TEAM)
SESSION_KINDS = (CONVERSATION, "practitioner event", "managers' event", "recall event")
ANSWERS = ("attending", "apologies", "represented")
RETURN_PARTS = ("intervention", "opportunity", "action", "decision", "other")
RELATIONS = ("child", "parent", "carer", "sibling", "other")
FAMILY_ANSWERS = ("taking part", "declined", "not asked")

REVIEW = Form(
    "review",
    "The review",
    "review",
    "Why this case was chosen, who asked for the review, and who leads it (paragraph a).",
    records.Review,
    (
        Field("reference", "Reference", required=True),
        Field("title", "Title", help="Without names: “Child A”.", required=True),
        Field("trigger", "Why it was chosen", K.CHOICE, choices=TRIGGERS),
        Field("reason", "Reason in words", K.LONG),
        Field("requested_by", "Requested by"),
        Field("lead", "Lead reviewer"),
        Field("lead_agreed_by", "Lead agreed by", help="Such as the case review sub-group."),
        Field("lead_agreed", "Lead agreed on", K.DATE),
        Field("independence", "The lead's independence", K.LONG),
        Field("conflict", "Conflicts of interest", K.LONG, "“None” is an answer; empty is not."),
        Field("period_from", "Period from", K.DATE),
        Field("period_to", "Period to", K.DATE),
        Field("child_born", "Child's date of birth", K.DATE, "For ages.", confidential=True),
        Field("summary", "The case in brief", K.LONG),
        Field("departures", "Departures from the standard process, and why", K.LONG),
    ),
    single=True,
)

LEGAL = Form(
    "legal",
    "Legal and keeping",
    "legal details",
    "What may be asked and destroyed, and what the room is told about disclosure.",
    records.Review,
    (
        Field("disclosure", "Disclosure statement for the opening", K.LONG),
        Field("legal_advice", "Legal advice", K.LONG, "In no document.", confidential=True),
        Field("legal_hold", "Legal hold", help="Why nothing may be destroyed; empty: no hold."),
        Field("keep_until", "Look at keeping again on", K.DATE),
    ),
    single=True,
)

TERMS = Form(
    "terms",
    "Terms of reference",
    "terms of reference",
    "Written by the lead reviewer and shared with the sub-group (paragraph b).",
    records.Review,
    (Field("terms", "Terms of reference", K.LONG),),
    single=True,
)

LINE = Form(
    "line",
    "Lines of enquiry",
    "line of enquiry",
    "The questions of the review, numbered (paragraph b).",
    records.LineOfEnquiry,
    (
        Field("number", "Number", K.NUMBER),
        Field("title", "Title", required=True),
        Field("question", "Question", K.LONG),
    ),
    label=("number", "title"),
)

MILESTONE = Form(
    "milestone",
    "Timescales",
    "milestone",
    "By when each step is to be done; days left are counted from today.",
    preparing.Milestone,
    (
        Field("title", "Step", required=True),
        Field("due", "Due", K.DATE),
        Field("done", "Done", K.DATE),
        Field("note", "Note"),
    ),
    label=("title",),
)

PROCEEDING = Form(
    "proceeding",
    "Parallel proceedings",
    "proceeding",
    "What runs beside the review, and what it means for it.",
    preparing.Proceeding,
    (
        Field("kind", "Kind", K.CHOICE, choices=PROCEEDINGS, required=True),
        Field("stage", "Stage"),
        Field("contact", "Contact"),
        Field("effect", "What it means for the review", K.LONG),
    ),
    label=("kind", "stage"),
)

AGENCY = Form(
    "agency",
    "Agencies",
    "agency",
    "Every agency involved, with its safeguarding contact and escalation route.",
    records.Agency,
    (
        Field("short", "Short name", required=True),
        Field("name", "Full name", required=True),
        Field("kind", "Kind", help="Such as police, school, health visiting."),
        Field("contact", "Safeguarding contact"),
        Field("escalation_route", "Escalation route", K.LONG),
    ),
    label=("short", "name"),
)

PERSON = Form(
    "person",
    "Staff and managers",
    "person",
    "Who takes part: frontline and manager of each agency (paragraphs c and h).",
    records.Participant,
    (
        Field("code", "Code", help="Short form of the role: SW1.", required=True),
        Field("role", "Role", required=True),
        Field("agency_id", "Agency", K.AGENCY),
        Field("identity_id", "Name", K.IDENTITY, "Goes into the register under the code."),
        Field("level", "Level", K.CHOICE, choices=LEVELS),
        Field("why", "Why involved", K.LONG),
        Field("manager", "Line manager or supervisor"),
        Field("support", "Support offered", K.LONG),
        Field("notified", "Told of the review on", K.DATE),
        Field("attending", "Takes part", K.YES_NO),
        Field("speaks_for", "Can also speak for", K.AGENCIES),
        Field("must_not_attend", "Must not attend, because", confidential=True),
        Field("note", "Note", K.LONG, confidential=True),
    ),
    label=("code", "role", "agency_id"),
)

SESSION = Form(
    "session",
    "Sessions",
    "session",
    "Conversations, the practitioner event, managers' and recall events (paragraph f).",
    records.Session,
    (
        Field("kind", "Kind", K.CHOICE, choices=SESSION_KINDS, required=True),
        Field("title", "Title", required=True),
        Field("date", "Date", K.DATE),
        Field("starts", "Starts at", K.TIME),
        Field("place", "Place"),
        Field("participant_id", "Conversation with", K.PARTICIPANT),
    ),
    label=("title", "date"),
)

STEP = Form(
    "step",
    "Agenda",
    "agenda step",
    "What a session goes through, with minutes and the chair's words.",
    records.AgendaStep,
    (
        Field("session_id", "Session", K.SESSION, required=True),
        Field("position", "Position", K.NUMBER),
        Field("title", "Title", required=True),
        Field("minutes", "Minutes", K.NUMBER),
        Field("say", "The chair says", K.LONG),
        Field("do", "See to", K.LONG),
        Field("record", "The note-taker records", K.LONG),
    ),
    label=("position", "title", "minutes"),
)

EPISODE = Form(
    "episode",
    "Key practice episodes",
    "episode",
    "Entries that belong together; never rated before the event.",
    records.Episode,
    (
        Field("number", "Number", K.NUMBER),
        Field("title", "Title", required=True),
        Field("starts", "From", K.DATE),
        Field("ends", "To", K.DATE),
    ),
    label=("number", "title"),
)

INVITATION = Form(
    "invitation",
    "Invitations",
    "invitation",
    "Who was invited to which session, and what they answered (paragraph f).",
    preparing.Attendance,
    (
        Field("session_id", "Session", K.SESSION, required=True),
        Field("participant_id", "Who", K.PARTICIPANT, required=True),
        Field("invited", "Invited on", K.DATE),
        Field("answer", "Answer", K.CHOICE, choices=ANSWERS),
        Field("spoken_by_id", "Spoken for by", K.PARTICIPANT),
        Field("note", "Note"),
    ),
    label=("participant_id", "session_id", "answer"),
)

REQUEST = Form(
    "request",
    "Chronologies requested",
    "request for a chronology",
    "Each agency involved provides a chronology of significant events (paragraph d).",
    preparing.ChronologyRequest,
    (
        Field("agency_id", "Agency", K.AGENCY, required=True),
        Field("requested", "Requested on", K.DATE),
        Field("due", "Due", K.DATE),
        Field("received", "Received on", K.DATE, "An import counts as well."),
        Field("nothing_held", "Holds nothing", K.YES_NO),
        Field("note", "Note"),
    ),
    label=("agency_id",),
)

RETURN = Form(
    "return",
    "Preparation returns",
    "preparation return",
    "What each participant sends in before the event (paragraph g).",
    preparing.PreparationReturn,
    (
        Field("participant_id", "From", K.PARTICIPANT, required=True),
        Field("received", "Received on", K.DATE),
        Field("note", "Note", K.LONG),
    ),
    label=("participant_id", "received"),
)

RETURN_ITEM = Form(
    "return-item",
    "What the returns say",
    "item of a return",
    "Key interventions and opportunities, actions and decisions, in their view (paragraph g).",
    preparing.ReturnItem,
    (
        Field("return_id", "Return of", K.RETURN, required=True),
        Field("part", "What it is", K.CHOICE, choices=RETURN_PARTS, required=True),
        Field("date_text", "When", help="As they wrote it."),
        Field("text", "In their words", K.LONG, required=True),
        Field("why", "Why it made sense at the time", K.LONG),
        Field("entry_id", "Entry that it concerns", K.ENTRY),
    ),
    label=("return_id", "part", "text"),
)

FAMILY = Form(
    "family",
    "The child and family",
    "member of the family",
    "The child and each parent or carer, separately; never one combined view.",
    preparing.FamilyMember,
    (
        Field("label", "Called in documents", help="“Child A”, “Mother”.", required=True),
        Field("relation", "Relation", K.CHOICE, choices=RELATIONS, required=True),
        Field("identity_id", "In the register", K.IDENTITY),
        Field("asked", "Asked on", K.DATE),
        Field("answer", "Answer", K.CHOICE, choices=FAMILY_ANSWERS),
        Field("reason", "Reason, where declined or not asked", K.LONG),
        Field("safe_contact", "Safe way of contact", K.LONG, "In no document.", confidential=True),
        Field("interpreter", "Interpreter"),
        Field("advocate", "Advocate"),
        Field("told", "Told the outcome on", K.DATE, "Before anything is published."),
        Field("note", "Note", K.LONG, confidential=True),
    ),
    label=("label", "relation", "answer"),
)

WORDS = Form(
    "words",
    "Their words",
    "words of the family",
    "What the child, a parent or carer said, verbatim, and the use agreed with them.",
    preparing.FamilyWords,
    (
        Field("member_id", "Whose words", K.MEMBER, required=True),
        Field("text", "The words, verbatim", K.LONG, required=True),
        Field("gathered_by", "Gathered by"),
        Field("gathered", "Gathered on", K.DATE),
        Field("how", "How", help="Such as a visit, a letter, a drawing talked about."),
        Field("use", "Agreed use of the words", K.LONG),
        Field(
            "in_report",
            "Stand in the report",
            K.CHOICE,
            "Whether the agreed use lets them stand there as they are.",
            ("yes", "no"),
        ),
        Field("entries", "Entries that they concern", K.ENTRIES),
    ),
    label=("member_id", "text"),
)

SENT = Form(
    "sent",
    "Sent and shared",
    "thing sent",
    "What was sent or shown to whom, and when; documents made here are noted by themselves.",
    preparing.Dispatch,
    (
        Field(
            "what",
            "What",
            K.CHOICE,
            "Terms of reference or lines of enquiry tick the readiness list.",
            THINGS_SENT,
            required=True,
        ),
        Field("recipient", "To whom", required=True),
        Field("participant_id", "Who takes part", K.PARTICIPANT),
        Field("sent", "On", K.DATE, required=True),
        Field("reason", "Note", help="Such as which version, or what else it was."),
    ),
    label=("sent", "what", "recipient"),
)

FORMS: dict[str, Form] = {
    form.slug: form
    for form in (
        *(REVIEW, TERMS, LINE, MILESTONE, PROCEEDING, LEGAL),
        *(AGENCY, PERSON, REQUEST, RETURN, RETURN_ITEM, FAMILY, WORDS),
        *(SESSION, STEP, EPISODE, INVITATION, SENT),
    )
}
