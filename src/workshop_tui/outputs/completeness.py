"""What a report is known to leave out in practice, looked for before anybody reads it.

Of published reviews, a good part omit the period that was looked at, how long the review took,
where the referral came from, and whether the family took part and why not. What else is asked here
are the Learning Review Approach's own demands: each line of enquiry answered, each challenge note
answered, findings with evidence and a line of enquiry.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from workshop_tui.outputs.material import Material
from workshop_tui.practice.kinds import OutcomeKind
from workshop_tui.practice.outcomes import SET_ASIDE
from workshop_tui.practice.records import Outcome

_MOST = 12


@dataclass(frozen=True, slots=True)
class Omission:
    """Something that a report of this review would leave out.

    Attributes:
        what: A sentence that names nobody and quotes nothing, fit for every circulation.
        where: The command that fills it in.
    """

    what: str
    where: str


def omissions(material: Material) -> tuple[Omission, ...]:
    """What is left out, in the report's order; nothing of it ever stops an export.

    Args:
        material: The whole review, before anything is left out for an audience.
    """
    return (
        *_about(material),
        *_people(material),
        *_lines(material),
        *_family(material),
        *_outcomes(material),
        *_bodies(material),
        *_challenge(material),
    )


def _about(material: Material) -> Iterator[Omission]:
    review = material.review
    asked = (
        (review.reason or review.trigger, "Why this case was chosen is not said.", "reason"),
        (
            review.requested_by,
            "Who asked for the review (the source of the referral).",
            "requested-by",
        ),
        (
            review.period_from and review.period_to,
            "The period that was looked at, with its beginning and its end.",
            "period-from",
        ),
        (review.summary, "A summary of the case.", "summary"),
        (review.lead, "Who led the review.", "lead"),
        (
            review.lead_agreed_by and review.lead_agreed,
            "Who agreed the lead, and when.",
            "lead-agreed",
        ),
        (review.independence, "How independent the lead is of the case.", "independence"),
    )
    for given, what, option in asked:
        if not given:
            yield Omission(what, f"prepare review change --{option}")
    if not review.terms:
        yield Omission("The terms of reference.", "prepare terms change")
    held = [one for one in material.sessions if one.date]
    if not held:
        yield Omission("On which day the event was held.", "prepare session change --date")
    if not (review.lead_agreed and held):
        yield Omission(
            "How long the review took: from the day the lead was agreed to the event.",
            "prepare review change --lead-agreed",
        )


def _people(material: Material) -> Iterator[Omission]:
    silent = {one.id for one in material.agencies} - {one.agency_id for one in material.entries}
    if silent:
        yield Omission(f"The chronology of {_number(len(silent), 'agency')}.", "import")
    levels = {one.level for one in material.participants if one.attending}
    for level in ("practitioner", "manager"):
        if level not in levels:
            yield Omission(f"No {level} is among those who take part.", "prepare participant add")
    open_ = sum(one.who_open for one in material.captures)
    if open_:
        yield Omission(f"Whose words {_number(open_, 'capture')} hold.", "attribute")


def _lines(material: Material) -> Iterator[Omission]:
    if not material.lines:
        yield Omission("The lines of enquiry.", "prepare line add")
    numbers = [line.number for line in material.lines if not line.answer.strip()]
    if numbers:
        yield Omission(
            f"The lead’s answer to {_named('line of enquiry', 'lines of enquiry', numbers)}.",
            "follow answer change",
        )
    answered = {
        number
        for outcome in material.outcomes
        if outcome.kind is OutcomeKind.FINDING and outcome.status != SET_ASIDE
        for number in material.enquiries.get(outcome.id, ())
    }
    without = [line.number for line in material.lines if line.number not in answered]
    if without:
        yield Omission(
            f"A finding under {_named('line of enquiry', 'lines of enquiry', without)}.", "answer"
        )


def _family(material: Material) -> Iterator[Omission]:
    after = material.after
    relations = [one.relation for one in after.family]
    if "child" not in relations:
        yield Omission("The child: whether and how the child was asked.", "prepare family add")
    if not {"parent", "carer"} & set(relations):
        yield Omission("Parents and carers: whether they were asked.", "prepare family add")
    said = {one.member_id for one in after.words}
    silent = [
        one
        for one in after.family
        if one.id not in said and not (one.answer in ("declined", "not asked") and one.reason)
    ]
    if silent:
        yield Omission(
            f"Why {_number(len(silent), 'member')} of the family did not take part.",
            "prepare family change --reason",
        )
    undecided = sum(not one.in_report for one in after.words)
    if undecided:
        yield Omission(
            f"Whether the words of {_number(undecided, 'member')} of the family may stand in "
            "the report, by the use that was agreed with them.",
            "prepare words change --in-report",
        )


def _outcomes(material: Material) -> Iterator[Omission]:
    standing = [one for one in material.outcomes if one.status not in (SET_ASIDE, "done")]
    findings = [one for one in standing if one.kind is OutcomeKind.FINDING]
    if not findings:
        yield Omission("The findings.", "make")
    for lacking, where in (
        ("evidence", "evidence"),
        ("line of enquiry", "answer"),
        ("why it made sense", "set F… why"),
        ("still true today?", "set F… still-current"),
    ):
        found = [one for one in findings if lacking in material.missing.get(one.id, ())]
        if found:
            yield Omission(f"{_WORDED[lacking]}: {_labels(material, found)}.", where)
    for field, what in (
        ("prevalence", "How common it is"),
        ("question", "The question for the board"),
    ):
        found = [one for one in findings if not getattr(one, field)]
        if found:
            yield Omission(f"{what}: {_labels(material, found)}.", f"set F… {field}")
    for kind, where in ((OutcomeKind.ACTION, "set A…"), (OutcomeKind.ESCALATION, "set E…")):
        found = [one for one in standing if one.kind is kind and material.missing.get(one.id, ())]
        if found:
            yield Omission(f"Details that are still missing: {_labels(material, found)}.", where)
    unshared = [
        one
        for one in standing
        if one.kind is OutcomeKind.GOOD_PRACTICE and not (one.shared_with and one.shared_how)
    ]
    if unshared:
        yield Omission(
            f"With whom good practice is shared, and how: {_labels(material, unshared)}.",
            "set G… shared-with",
        )


_WORDED = {
    "evidence": "Findings without evidence",
    "line of enquiry": "Findings without a line of enquiry",
    "why it made sense": "Why it made sense at the time",
    "still true today?": "Whether it is still true today",
}


def _bodies(material: Material) -> Iterator[Omission]:
    after = material.after
    if not after.recommendations:
        yield Omission("The recommendations.", "follow recommendation add")
    decided = {one.recommendation_id for one in after.considerations if one.decision}
    open_ = [one.number for one in after.recommendations if one.id not in decided]
    if open_:
        yield Omission(
            f"What bodies decided on {_named('recommendation', 'recommendations', open_)}.",
            "follow consideration add",
        )
    if not material.review.plan_owner:
        yield Omission("Which sub-group owns the action plan.", "follow plan change")


def _challenge(material: Material) -> Iterator[Omission]:
    notes = material.after.challenges
    if not notes:
        yield Omission("Independent challenge: no note was left.", "challenge")
    unanswered = sum(not one.answer.strip() for one in notes)
    if unanswered:
        yield Omission(
            f"The answer to {_number(unanswered, 'challenge note')}.", "challenge answer"
        )


def _labels(material: Material, outcomes: Sequence[Outcome]) -> str:
    labels = [material.labels[one.id] for one in outcomes]
    more = f" and {len(labels) - _MOST} more" if len(labels) > _MOST else ""
    return ", ".join(labels[:_MOST]) + more


def _named(one: str, many: str, numbers: Sequence[int]) -> str:
    return f"{one if len(numbers) == 1 else many} {', '.join(map(str, sorted(numbers)))}"


def _number(count: int, noun: str) -> str:
    if count == 1:
        return f"1 {noun}"
    return f"{count} {noun[:-1]}ies" if noun.endswith("cy") else f"{count} {noun}s"
