"""The report's sections on what changes: recommendations, action plan, independent challenge."""

from __future__ import annotations

from workshop_tui.outputs import model
from workshop_tui.outputs.paper import Block, Column, Heading, Part, Points, Style, Table, Words
from workshop_tui.outputs.report_words import fact, listed, narrative, paragraphs
from workshop_tui.practice.tiers import Part as Contents

_OWNERS = (Contents.AGENCIES, Contents.PARTICIPANTS, Contents.PARTICIPANTS_BY_ROLE)
"""Without any of these nobody is told who owns what."""


def recommendations(report: model.ReportModel) -> Part:
    """Each recommendation in its own wording, and what bodies decided."""
    if not report.recommendations:
        return Part("Recommendations", (Words("No recommendations have been made yet."),))
    blocks: list[Block] = []
    for row in report.recommendations:
        blocks += [
            Heading(f"Recommendation {row.number}"),
            *paragraphs(row.text),
            *fact("From", _named("finding", row.findings)),
            *fact("Carried out by", _named("action", row.actions)),
            *(
                listed("What was decided", [_decided(*one) for one in row.decided])
                or fact("What was decided", "It has not been sent to a board or group yet.")
            ),
        ]
    return Part("Recommendations", tuple(blocks))


def _named(noun: str, labels: tuple[str, ...]) -> str:
    if not labels:
        return ""
    return f"{noun if len(labels) == 1 else f'{noun}s'} {', '.join(labels)}"


def _decided(body: str, decision: str, reason: str) -> str:
    return f"{body}: {decision}" + (f". {reason}" if reason else "")


def actions(report: model.ReportModel) -> Part:
    """The action plan."""
    if not report.actions:
        return Part("Action plan", (Words("No actions have been proposed yet."),))
    owners = report.rules.has(*_OWNERS)
    columns = (
        *(Column("Ref", 6), Column("Action", 26), *((Column("Owner", 17),) if owners else ())),
        *(Column("Expected change", 20), Column("Measure", 18)),
        Column("By when and how it stands", 17),
    )
    rows = tuple(_action(row, owners=owners) for row in report.actions)
    blocks: list[Block] = [Words(report.plan)] if report.plan else []
    if not all(cell for row in rows for cell in row):
        blocks.append(Words("An empty cell has not been decided yet."))
    blocks.append(Table("The action plan", columns, rows))
    steps = [row for row in report.actions if row.milestones or row.result]
    if steps:
        blocks.append(Heading("Steps on the way"))
        items = [(f"{row.label}:", step) for row in steps for step in row.milestones]
        items += [
            (f"{row.label}, what shows the change:", row.result) for row in steps if row.result
        ]
        blocks.append(Points(tuple(items)))
    return Part("Action plan", tuple(blocks))


def _action(row: model.OutcomeRow, *, owners: bool) -> tuple[str | tuple[Words, ...], ...]:
    answers = [row.answers, f"recommendation {row.recommendation}" if row.recommendation else ""]
    answers = [one for one in answers if one]
    owner = [Words(row.owner)] if row.owner else []
    if row.manager:
        owner.append(Words(row.manager, "with", Style.SMALL))
    if row.owner_agency and row.owner_agency not in row.owner:
        owner.append(Words(row.owner_agency, style=Style.SMALL))
    state = [Words(row.due_on or row.due)] if row.due_on or row.due else []
    state.append(Words(row.brag or row.status, style=Style.MARK))
    if row.progress:
        state.append(Words(row.progress, style=Style.SMALL))
    return (
        (Words(row.label, style=Style.MARK),),
        (
            Words(row.text),
            *([Words(", ".join(answers), "Answers", Style.SMALL)] if answers else []),
        ),
        *((tuple(owner),) if owners else ()),
        row.expected_change,
        row.measure,
        tuple(state),
    )


def challenge(report: model.ReportModel) -> Part:
    """Each note with its answer: nothing of it is left out."""
    blocks: list[Block] = [*narrative(report, "independent challenge")]
    if not report.challenges:
        blocks.append(Words("No independent challenge has been noted."))
    for number, row in enumerate(report.challenges, start=1):
        about = f", on {row.about}" if row.about else ""
        blocks += [
            Heading(f"Note {number}{about}"),
            *paragraphs(row.text),
            *fact("Answer", row.answer or "Not answered yet."),
        ]
    return Part("Independent challenge", tuple(blocks))
