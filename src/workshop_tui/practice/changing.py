"""The records of phases 3 and 4 and of sharing: from findings to changed practice.

They follow the conventions of ``practice.records``; days are ISO text, None where not yet.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from workshop_tui.practice.records import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Recommendation(Record):
    """A recommendation in its own wording, made from findings (phase 3, paragraph a)."""

    TABLE: ClassVar[str] = "recommendation"

    number: int
    text: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecommendationFinding(Record):
    """That a recommendation comes from a finding."""

    TABLE: ClassVar[str] = "recommendation_finding"

    recommendation_id: int
    outcome_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Consideration(Record):
    """What a body did with a recommendation: the case review group, the business group.

    Attributes:
        body: Its name. sent, considered: the days.
        decision: "", "accepted", "amended" or "refused". reason: why; amended: to what.
    """

    TABLE: ClassVar[str] = "consideration"

    recommendation_id: int
    body: str
    sent: str | None = None
    considered: str | None = None
    decision: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionMilestone(Record):
    """A step on the way to an action's change."""

    TABLE: ClassVar[str] = "action_milestone"

    outcome_id: int
    title: str
    due: str | None = None
    done: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress(Record):
    """A progress note on an action.

    Attributes:
        noted: The day. brag: blue, green, amber, red or "" (see ``practice.brag``).
        source: Where it came from: typed here, or the name of the workbook that came back.
    """

    TABLE: ClassVar[str] = "progress"

    outcome_id: int
    noted: str
    note: str
    brag: str = ""
    source: str = ""
    by: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment(Record):
    """What a participant said about a draft finding or action, and the reply."""

    TABLE: ClassVar[str] = "comment"

    outcome_id: int
    participant_id: int
    text: str
    received: str | None = None
    reply: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrative(Record):
    """What the lead wrote for a section of the report."""

    TABLE: ClassVar[str] = "narrative"

    section: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator(Record):
    """A performance indicator that would show changed practice (phase 4).

    Attributes:
        baseline, target: As numbers written in words of the indicator's unit ("62", "90").
    """

    TABLE: ClassVar[str] = "indicator"

    title: str
    unit: str = ""
    baseline: str = ""
    target: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorReading(Record):
    """A value of an indicator on a day."""

    TABLE: ClassVar[str] = "indicator_reading"

    indicator_id: int
    read: str
    value: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorAction(Record):
    """That an indicator would show whether an action changed practice."""

    TABLE: ClassVar[str] = "indicator_action"

    indicator_id: int
    outcome_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Audit(Record):
    """A quality assurance activity, such as a multi-agency audit (phase 4).

    Attributes:
        kind: "single agency" or "multi-agency". rating: in the auditors' own scale.
        difference: What difference the change has made.
    """

    TABLE: ClassVar[str] = "audit"

    title: str
    kind: str
    held: str | None = None
    auditor: str = ""
    rating: str = ""
    evidence: str = ""
    difference: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditAction(Record):
    """That an audit looked at what an action changed."""

    TABLE: ClassVar[str] = "audit_action"

    audit_id: int
    outcome_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DueCheck(Record):
    """A check that is due: has practice changed, and does it last?"""

    TABLE: ClassVar[str] = "due_check"

    title: str
    due: str | None = None
    done: str | None = None
    result: str = ""
    outcome_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication(Record):
    """Something shared with the public, practitioners or the family (post review).

    Attributes:
        kind: annual report, newsletter, seven-minute briefing, policy, training, practitioners
            told, family told, or other.
        signed_by, signed: Who signed it off by name, and when: before anything is public.
        published: The day; None while it is planned.
    """

    TABLE: ClassVar[str] = "publication"

    kind: str
    title: str
    place: str = ""
    planned: str | None = None
    signed_by: str = ""
    signed: str | None = None
    published: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentVersion(Record):
    """A version of the report: everything that was exported together for one circulation.

    Attributes:
        number: Counted over the whole review, whatever the circulation.
        tier: The circulation. documents: the files' names.
        content: SHA-256 of what the report says, without its number, day and fingerprint: the
            same words again are the same content.
        journal_head: The journal's newest entry when it was made.
        agreed_by, agreed: Who agreed it, by name, and on which day; None while it is a draft.
        reopened_by, reopened, reopen_reason: Who made it a draft again, on which day, and why.
    """

    TABLE: ClassVar[str] = "document_version"

    number: int
    tier: str
    content: str
    journal_head: str
    by: str
    at: str
    documents: tuple[str, ...] = ()
    agreed_by: str = ""
    agreed: str | None = None
    reopened_by: str = ""
    reopened: str | None = None
    reopen_reason: str = ""
