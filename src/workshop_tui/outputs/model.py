"""The report as plain values: what a writer lays out, already fit for its tier."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from workshop_tui.practice.tiers import TierRules
from workshop_tui.privacy.view import Tier


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRow:
    """Somebody involved: by code and role; a name only where the tier shows names."""

    code: str
    role: str
    agency: str = ""
    level: str = ""
    attending: bool = True
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyRow:
    """An agency, the document it sent, and whether its people were heard at the event."""

    name: str
    short: str
    kind: str = ""
    entries: int = 0
    heard: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LineRow:
    """A line of enquiry with the outcomes that answer it (F1, G2), and the lead's answer."""

    number: int
    title: str
    question: str = ""
    answer: str = ""
    answered_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryRow:
    """An entry of the chronology as a reader sees it.

    Attributes:
        date, text, source: As it reads now.
        first_date, first_text: As its source first recorded it, where that was corrected.
        why: Why it was corrected.
        accounts: Agencies that see it otherwise, each with its own account.
        same_as: References of entries that tell of the same event.
        added: Why it was added by hand; "" where a document gave it.
        excluded: Why it is left out of the combined order; "" where it is not.
        columns: The source's other columns, name and text; "child", "response" and "outcome" are
            called so whatever the source calls them.
    """

    ref: str
    date: str
    agency: str
    text: str
    source: str = ""
    date_note: str = ""
    episode: int | None = None
    key: bool = False
    first_date: str = ""
    first_text: str = ""
    why: str = ""
    accounts: tuple[tuple[str, str], ...] = ()
    same_as: tuple[str, ...] = ()
    added: str = ""
    excluded: str = ""
    columns: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Placed:
    """An entry on a line of time: whose, when as its circulation tells days, in a key episode."""

    agency: str
    when: str
    key: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class EpisodeRow:
    """A key practice episode with its entries."""

    number: int | None
    title: str
    period: str
    entries: tuple[EntryRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Captured words: by whom (a role), about which entries, known when.

    Attributes:
        conversation: Whether they were said one to one and not at the event.
        paraphrase: Whether somebody noted that these are not the very words.
        behind: What lay behind it, each with what it is ("saw", "knew").
    """

    who: str
    words: str
    entries: tuple[str, ...] = ()
    known: str = ""
    conversation: bool = False
    paraphrase: bool = False
    behind: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeRow:
    """A finding, good practice, escalation or action with everything that hangs on it.

    Attributes:
        label: F1, G1, E1, A1.
        answers: The label of the finding that an action or escalation answers.
        answered_by: Labels of the actions and escalations that answer a finding.
        missing: What it still lacks, in a few words each.
        rests_on: Where words do not stand verbatim: how many captured statements, of how many
            agencies' people, it rests on.
        positions: Agencies that do not simply agree: agency, stance, its own words.
        manager, owner_agency: Action: who owns it together with the owner, and whose agency.
        due_on: Action: the day, in words. brag: its colour's word ("on track"). progress: the
            newest note. milestones: what is to be done on the way, each with its day.
        result: What came of it, or the evidence on which an action was closed.
        recommendation: Action: the number of the recommendation that it carries out, or None.
        acknowledged: Escalation: by whom and when. resolved: when it was closed.
    """

    label: str
    text: str
    status: str
    why: str = ""
    still_current: str = ""
    owner: str = ""
    expected_change: str = ""
    measure: str = ""
    unsafe_now: str = ""
    told: str = ""
    due: str = ""
    themes: tuple[str, ...] = ()
    evidence: tuple[Quote, ...] = ()
    lines: tuple[int, ...] = ()
    answers: str = ""
    answered_by: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    rests_on: tuple[int, ...] = ()
    prevalence: str = ""
    question: str = ""
    shared_with: str = ""
    shared_how: str = ""
    positions: tuple[tuple[str, str, str], ...] = ()
    manager: str = ""
    owner_agency: str = ""
    due_on: str = ""
    brag: str = ""
    progress: str = ""
    milestones: tuple[str, ...] = ()
    route: str = ""
    result: str = ""
    recommendation: int | None = None
    acknowledged: str = ""
    resolved: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecommendationRow:
    """A recommendation, the findings that it comes from, and what bodies decided.

    Attributes:
        findings: Their labels. actions: labels of the actions that carry it out.
        decided: For each body: its name, what it decided in words, and the reason.
    """

    number: int
    text: str
    findings: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()
    decided: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ChallengeRow:
    """An observer's note with its answer; ``about`` says what it concerns ("F1", "entry 4")."""

    text: str
    about: str = ""
    answer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyRow:
    """The child, or a parent or carer.

    Attributes:
        label: What documents call them. relation: child, parent and so on.
        words: What they said, where the agreed use lets it stand; how: how it was gathered.
        told: Whether they said something that does not stand here. undecided: whether nobody has
            decided about some of it.
        absent: Why they are not heard, in words; "" where they are.
    """

    label: str
    relation: str
    words: tuple[str, ...] = ()
    how: tuple[str, ...] = ()
    told: bool = False
    undecided: bool = False
    absent: str = ""


@dataclass(frozen=True, slots=True)
class Version:
    """Which version a document is; number 0 where versions are not counted (a preview)."""

    number: int = 0
    agreed_by: str = ""
    agreed: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckRow:
    """Something that somebody will find out."""

    words: str
    checker: str = ""
    due: str = ""
    entries: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StepRow:
    """A step of the event's agenda."""

    title: str
    minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Gaps:
    """What is not answered yet.

    Attributes:
        lines: Lines of enquiry that no finding and no good practice answers.
        outcomes: Label and what it lacks.
        agencies_not_heard: Agencies whose people have no captured words.
        speakers_open: Captures whose speaker is still to be filled in.
        entries_open: Entries of key episodes that were not discussed. entries_parked: put aside.
    """

    lines: tuple[LineRow, ...] = ()
    outcomes: tuple[tuple[str, tuple[str, ...]], ...] = ()
    agencies_not_heard: tuple[str, ...] = ()
    speakers_open: int = 0
    entries_open: int = 0
    entries_parked: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Making:
    """How the record was made."""

    entries: int
    sources: int
    captures: int
    by_kind: tuple[tuple[str, int], ...]
    journal_head: str
    made: str
    version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportModel:
    """Everything that the report and the action plan say.

    Attributes:
        tier: For whose eyes. rules: what that circulation holds.
        named: Whether people stand in it with their names.
        warning: "Contains names", or "".
        draft: Whether anything is not agreed yet.
        placed: Every entry that its circulation holds, as a line of time shows it.
        excluded: Entries that were left out of the chronology, with the reason.
        circulated: When the chronology was sent out, and to whom, a sentence each.
        escalation_counts: Escalations by status, where only their number stands.
        themes: Each theme with the outcomes that it runs through. factors: the contributory factors
            among them in words.
        recommendations, challenges, family: See their rows.
        narratives: What the lead wrote, by the section's name.
        omissions: What the review still leaves open; printed at the end of a draft.
        version: Its number, and by whom it was agreed.
        lead_agreed, duration, plan: Sentences; "" where it is not known.
        parked_count, check_count, correction_count: How many there are in all.
    """

    tier: Tier
    rules: TierRules
    warning: str
    draft: bool
    left_out: tuple[str, ...]
    reference: str
    title: str
    lead: str
    trigger: str
    reason: str
    requested_by: str
    period: str
    summary: str
    session_title: str
    session_kind: str
    session_date: str
    session_place: str
    steps: tuple[StepRow, ...]
    people: tuple[PersonRow, ...]
    agencies: tuple[AgencyRow, ...]
    lines: tuple[LineRow, ...]
    episodes: tuple[EpisodeRow, ...]
    chronology: tuple[EntryRow, ...]
    placed: tuple[Placed, ...]
    findings: tuple[OutcomeRow, ...]
    good_practice: tuple[OutcomeRow, ...]
    escalations: tuple[OutcomeRow, ...]
    actions: tuple[OutcomeRow, ...]
    set_aside: tuple[OutcomeRow, ...]
    parked: tuple[Quote, ...]
    checks: tuple[CheckRow, ...]
    corrections: tuple[Quote, ...]
    parked_count: int
    check_count: int
    correction_count: int
    gaps: Gaps
    making: Making
    excluded: tuple[EntryRow, ...] = ()
    circulated: tuple[str, ...] = ()
    named: bool = False
    escalation_counts: tuple[tuple[str, int], ...] = ()
    themes: tuple[tuple[str, tuple[str, ...]], ...] = ()
    factors: Mapping[str, str] = field(default_factory=dict)
    independence: str = ""
    lead_agreed: str = ""
    terms: str = ""
    departures: str = ""
    duration: str = ""
    plan: str = ""
    recommendations: tuple[RecommendationRow, ...] = ()
    challenges: tuple[ChallengeRow, ...] = ()
    family: tuple[FamilyRow, ...] = ()
    narratives: Mapping[str, str] = field(default_factory=dict)
    omissions: tuple[str, ...] = ()
    version: Version = field(default_factory=Version)

    def theme(self, slug: str) -> str:
        """A theme as people read it: a contributory factor in words, another as it was typed."""
        return self.factors.get(slug, slug)
