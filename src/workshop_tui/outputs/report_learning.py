"""The report's sections on what was learned: findings, good practice, escalations."""

from __future__ import annotations

from workshop_tui.outputs import model
from workshop_tui.outputs.paper import Block, Facts, Heading, Part, Style, Words
from workshop_tui.outputs.report_words import (
    evidence,
    fact,
    listed,
    narrative,
    paragraphs,
    sentence,
    status,
    titled,
)
from workshop_tui.practice.tiers import Part as Contents

_STILL = {"yes": "Yes.", "no": "No, practice has changed since."}
_UNWRITTEN = "Not written down yet."
_STANCES = {
    "reservation": "has a reservation",
    "not agreed": "does not agree",
    "absent": "was absent",
}


def findings(report: model.ReportModel) -> Part:
    """Each finding, how people saw it and why it made sense, and its question for the board."""
    saw = "how practitioners saw it, " if report.rules.quotes else ""
    blocks: list[Block] = [
        *narrative(report, "what we learned"),
        Words(
            f"Each finding says {saw}why it made sense at the time, and whether it is still so "
            "today."
            if report.findings
            else "No findings have been made yet."
        ),
    ]
    for row in report.findings:
        blocks += _finding(row, _answers(report, row))
    blocks += titled(
        "Themes, and where they show",
        [f"{report.theme(theme)}: {', '.join(labels)}" for theme, labels in report.themes],
    )
    return Part("What we learned", tuple(blocks))


def _answers(report: model.ReportModel, finding: model.OutcomeRow) -> list[str]:
    rows = (*report.escalations, *report.actions)
    answers = [f"{row.label}: {row.text}" for row in rows if row.label in finding.answered_by]
    return [
        *(
            f"Recommendation {one.number}: {one.text}"
            for one in report.recommendations
            if finding.label in one.findings
        ),
        *answers,
    ]


def _finding(row: model.OutcomeRow, answers: list[str]) -> list[Block]:
    still = _STILL.get(row.still_current) or row.still_current or "Not asked yet."
    done = "What is being done about it"
    return [
        Heading(f"Finding {row.label}{status(row)}"),
        *paragraphs(row.text),
        *evidence(row, "How practitioners saw it"),
        *fact("Why it made sense at the time", row.why or _UNWRITTEN),
        *fact("How common it is", row.prevalence or _UNWRITTEN),
        *fact("Is it still true today?", still),
        *fact("Lines of enquiry that it answers", _lines(row) or "None yet."),
        *fact("Themes", ", ".join(row.themes)),
        *(listed(done, answers) or fact(done, "Nothing yet.")),
        *_positions(row),
        *([Words(row.question, "Question for the board:", Style.NOTE)] if row.question else []),
    ]


def _positions(row: model.OutcomeRow) -> list[Block]:
    """Agencies that do not simply agree; all others do."""
    return listed(
        "Positions of agencies",
        [
            f"{agency or 'An agency'} {_STANCES.get(stance, stance)}"
            + (f": “{words}”" if words else ".")
            for agency, stance, words in row.positions
        ],
    )


def good_practice(report: model.ReportModel) -> Part:
    """What worked well, what made it possible, and with whom it is shared."""
    blocks: list[Block] = [
        *narrative(report, "good practice"),
        Words(
            "This worked well and is worth sharing."
            if report.good_practice
            else "No good practice has been recorded yet."
        ),
    ]
    for row in report.good_practice:
        blocks += [
            Heading(f"Good practice {row.label}{status(row)}"),
            *paragraphs(row.text),
            *fact("What made it possible", row.why),
            *evidence(row, "What was said"),
            *fact("Shared with", row.shared_with),
            *fact("How it is shared", row.shared_how),
            *fact("By when", row.due),
            *fact("Lines of enquiry that it answers", _lines(row)),
            *fact("Themes", ", ".join(row.themes)),
            *_positions(row),
        ]
    return Part("Good practice", tuple(blocks))


def escalations(report: model.ReportModel) -> Part:
    """What could not wait; where the circulation only counts them, how many."""
    if not report.rules.has(Contents.ESCALATIONS):
        counts = ", ".join(_counted(report.escalation_counts))
        told = f"Raised in the review: {counts}. Their wording is not part of this version."
        return Part("Escalations", (Words(told if counts else "Nothing was escalated."),))
    blocks: list[Block] = [
        Words(
            "These could not wait for the end of the review."
            if report.escalations
            else "Nothing was escalated."
        )
    ]
    for row in report.escalations:
        blocks += _escalation(row)
    return Part("Escalations", tuple(blocks))


def _counted(counts: tuple[tuple[str, int], ...]) -> list[str]:
    """How many are still followed up, and how many are closed."""
    closed = sum(count for state, count in counts if state == "done")
    still = sum(count for _, count in counts) - closed
    return [
        *([f"{still} still followed up"] if still else []),
        *([f"{closed} closed, and what came of it is known"] if closed else []),
    ]


def _escalation(row: model.OutcomeRow) -> list[Block]:
    facts = (
        ("Unsafe now", row.unsafe_now or _UNWRITTEN),
        ("Who is told", row.told or _UNWRITTEN),
        ("By which route", row.route),
        ("By when", row.due or _UNWRITTEN),
        ("Raised by", row.owner),
        ("Answers finding", row.answers),
        ("Acknowledged", row.acknowledged),
        ("What came of it", row.result),
        ("Closed", row.resolved),
    )
    closed = row.status == "done"
    return [
        Heading(f"Escalation {row.label}{' (closed)' if closed else status(row)}"),
        *paragraphs(sentence(row.text)),
        Facts(tuple((name, words) for name, words in facts if words)),
        *evidence(row, "What was said"),
        *_positions(row),
    ]


def _lines(row: model.OutcomeRow) -> str:
    return ", ".join(str(number) for number in row.lines)
