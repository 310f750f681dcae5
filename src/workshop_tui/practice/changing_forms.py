"""The forms of phases 3 and 4 and of sharing: recommendations, plan, monitoring, publication."""

from __future__ import annotations

from workshop_tui.practice import changing, records
from workshop_tui.practice.brag import BRAG
from workshop_tui.practice.forms import Field, Form
from workshop_tui.practice.forms import FieldKind as K

DECISIONS = ("accepted", "amended", "refused")
AUDITS = ("single agency", "multi-agency")
PUBLICATIONS = (
    *("annual report", "newsletter", "seven-minute briefing", "policy or procedure"),
    *("training or e-learning", "practitioners and agencies told", "family told", "other"),
)
SECTIONS = (
    *("why this case", "process and people", "the child and family", "summary of events"),
    *("what we learned", "good practice", "independent challenge", "limits"),
)

PLAN = Form(
    "plan",
    "Ownership of the action plan",
    "ownership of the plan",
    "The plan is owned by a sub-group through the business group (phase 3, paragraph b).",
    records.Review,
    (
        Field("plan_owner", "Owned by", help="The sub-group's name."),
        Field("plan_through", "Through", help="Usually the business group."),
        Field("plan_agreed", "Agreed on", K.DATE),
    ),
    single=True,
)

RECOMMENDATION = Form(
    "recommendation",
    "Recommendations",
    "recommendation",
    "Key findings shared as recommendations, in their own wording (phase 3, paragraph a).",
    changing.Recommendation,
    (
        Field("number", "Number", K.NUMBER),
        Field("text", "Wording", K.LONG, required=True, worded=True),
        Field("outcomes", "Findings it comes from", K.OUTCOMES),
        Field("note", "Note", K.LONG),
    ),
    label=("number", "text"),
)

CONSIDERATION = Form(
    "consideration",
    "What bodies decided",
    "consideration",
    "Sent, considered, accepted, amended or refused, with reason and date (phase 3).",
    changing.Consideration,
    (
        Field("recommendation_id", "Recommendation", K.RECOMMENDATION, required=True),
        Field("body", "Body", help="Such as the case review sub-group.", required=True),
        Field("sent", "Sent on", K.DATE),
        Field("considered", "Considered on", K.DATE),
        Field("decision", "Decision", K.CHOICE, choices=DECISIONS),
        Field("reason", "Reason; for amended: to what", K.LONG),
    ),
    label=("recommendation_id", "body", "decision"),
)

MILESTONE = Form(
    "action-milestone",
    "Milestones of actions",
    "milestone of an action",
    "Steps on the way to an action's change.",
    changing.ActionMilestone,
    (
        Field("outcome_id", "Action", K.OUTCOME, required=True),
        Field("title", "Step", required=True),
        Field("due", "Due", K.DATE),
        Field("done", "Done", K.DATE),
    ),
    label=("outcome_id", "title"),
)

PROGRESS = Form(
    "progress",
    "Progress of actions",
    "progress note",
    "What has happened, and the colour: blue embedded, green on track, amber at risk, red overdue.",
    changing.Progress,
    (
        Field("outcome_id", "Action", K.OUTCOME, required=True),
        Field("noted", "On", K.DATE, required=True),
        Field("note", "Progress", K.LONG, required=True),
        Field("brag", "BRAG", K.CHOICE, choices=tuple(BRAG)),
    ),
    label=("outcome_id", "noted", "brag"),
)

COMMENT = Form(
    "comment",
    "Comments on drafts",
    "comment",
    "What participants say about draft findings and actions, and the replies.",
    changing.Comment,
    (
        Field("outcome_id", "On", K.OUTCOME, required=True),
        Field("participant_id", "From", K.PARTICIPANT, required=True),
        Field("text", "Their comment", K.LONG, required=True),
        Field("received", "Received on", K.DATE),
        Field("reply", "Reply", K.LONG),
    ),
    label=("outcome_id", "participant_id"),
)

NARRATIVE = Form(
    "narrative",
    "Sections of the report",
    "section",
    "What the lead writes for each section, with the evidence beside it.",
    changing.Narrative,
    (
        Field("section", "Section", K.CHOICE, choices=SECTIONS, required=True),
        Field("text", "Text", K.LONG, required=True, worded=True),
    ),
    label=("section",),
)

ANSWER = Form(
    "answer",
    "Answers to the lines of enquiry",
    "answer",
    "Each line of enquiry is answered by the lead, from its findings and evidence.",
    records.LineOfEnquiry,
    (
        Field("number", "Number", K.NUMBER),
        Field("answer", "Answer", K.LONG, worded=True),
    ),
    label=("number", "answer"),
)

INDICATOR = Form(
    "indicator",
    "Performance indicators",
    "indicator",
    "Regular scrutiny of what would show changed practice (phase 4).",
    changing.Indicator,
    (
        Field("title", "Indicator", required=True),
        Field("unit", "Unit", help="Such as per cent, days."),
        Field("baseline", "Baseline"),
        Field("target", "Target"),
        Field("outcomes", "Actions it would show", K.OUTCOMES),
        Field("note", "Note", K.LONG),
    ),
    label=("title", "target"),
)

READING = Form(
    "reading",
    "Readings of indicators",
    "reading",
    "A value on a day; the readings over time show whether practice changes.",
    changing.IndicatorReading,
    (
        Field("indicator_id", "Indicator", K.INDICATOR, required=True),
        Field("read", "On", K.DATE, required=True),
        Field("value", "Value", required=True),
        Field("note", "Note"),
    ),
    label=("indicator_id", "read", "value"),
)

AUDIT = Form(
    "audit",
    "Audits",
    "audit",
    "Quality assurance, such as a multi-agency audit (phase 4): what difference was made?",
    changing.Audit,
    (
        Field("title", "Audit", required=True),
        Field("kind", "Kind", K.CHOICE, choices=AUDITS, required=True),
        Field("held", "Held on", K.DATE),
        Field("auditor", "Auditor"),
        Field("rating", "Rating"),
        Field("evidence", "Evidence", K.LONG),
        Field("difference", "What difference it made", K.LONG),
        Field("outcomes", "Actions it looked at", K.OUTCOMES),
    ),
    label=("title", "held"),
)

CHECK = Form(
    "check",
    "Checks due",
    "check",
    "The calendar of checks: has practice changed, and does it last?",
    changing.DueCheck,
    (
        Field("title", "Check", required=True),
        Field("due", "Due", K.DATE),
        Field("done", "Done", K.DATE),
        Field("result", "Result", K.LONG),
        Field("outcome_id", "Action", K.OUTCOME),
    ),
    label=("title", "due"),
)

PUBLICATION = Form(
    "publication",
    "Sharing and publication",
    "publication",
    "Annual report, newsletter, procedures, training; families told first; signed off by name.",
    changing.Publication,
    (
        Field("kind", "Kind", K.CHOICE, choices=PUBLICATIONS, required=True),
        Field("title", "What", required=True),
        Field("place", "Where"),
        Field("planned", "Planned for", K.DATE),
        Field("signed_by", "Signed off by"),
        Field("signed", "Signed off on", K.DATE),
        Field("published", "Done on", K.DATE),
        Field("note", "Note", K.LONG),
    ),
    label=("kind", "title", "published"),
)

CHANGE_FORMS: dict[str, Form] = {
    form.slug: form
    for form in (
        *(COMMENT, ANSWER, NARRATIVE, RECOMMENDATION, CONSIDERATION, PLAN, MILESTONE, PROGRESS),
        *(INDICATOR, READING, AUDIT, CHECK, PUBLICATION),
    )
}
"""In the order of the process: outcomes, phase 3, phase 4, post review."""
