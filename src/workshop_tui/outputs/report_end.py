"""The report's end: what is open, its limits, how it was made, and what a draft still lacks."""

from __future__ import annotations

from collections.abc import Iterator

from workshop_tui.outputs import model
from workshop_tui.outputs.paper import Block, Column, Heading, Part, Style, Table, Words
from workshop_tui.outputs.report_words import narrative, number, points, quote, titled
from workshop_tui.practice.tiers import Part as Contents


def open_questions(report: model.ReportModel) -> Part:
    """What is not answered yet."""
    gaps = list(_gap_sentences(report.gaps))
    nothing = "Every line of enquiry is answered and nothing is left open."
    blocks: list[Block] = [points(gaps) if gaps else Words(nothing)]
    blocks += _checks(report)
    blocks += _kept("Parked for later", report.parked)
    blocks += _kept("Corrections to entries", report.corrections)
    blocks += _counted(report)
    blocks += titled(
        "Considered and set aside", [f"{row.label}: {row.text}" for row in report.set_aside]
    )
    return Part("What is not answered yet", tuple(blocks))


def _gap_sentences(gaps: model.Gaps) -> Iterator[str]:
    for line in gaps.lines:
        yield (
            f"Line of enquiry {line.number}, {line.title}: no finding or good practice answers it."
        )
    for label, lacks in gaps.outcomes:
        yield f"{label} still lacks: {', '.join(lacks)}."
    if gaps.agencies_not_heard:
        names = ", ".join(gaps.agencies_not_heard)
        yield f"No words of these agencies' people were captured: {names}."
    if gaps.speakers_open:
        yield f"{number(gaps.speakers_open, 'capture')} still without its speaker."
    if gaps.entries_open:
        yield f"{number(gaps.entries_open, 'entry')} of key episodes not marked as discussed."
    if gaps.entries_parked:
        yield f"{number(gaps.entries_parked, 'entry')} parked."


def _checks(report: model.ReportModel) -> list[Block]:
    title = "Things to be found out"
    if not report.checks:
        return []
    columns = (
        *(Column("What", 44), Column("Who finds out", 18), Column("By when", 16)),
        Column("About", 22),
    )
    rows = tuple((c.words, c.checker, c.due, "; ".join(c.entries)) for c in report.checks)
    return [Heading(title), Table(title, columns, rows)]


def _kept(title: str, quotes: tuple[model.Quote, ...]) -> list[Block]:
    return titled(title, [quote(one) for one in quotes])


def _counted(report: model.ReportModel) -> list[Block]:
    """What else is noted, where the circulation does not hold its wording."""
    if report.rules.has(Contents.CAPTURES):
        return []
    counts = (
        (report.check_count, "question to be looked into"),
        (report.parked_count, "idea parked for later"),
        (report.correction_count, "correction to an entry"),
    )
    words = {
        "question to be looked into": "questions to be looked into",
        "idea parked for later": "ideas parked for later",
        "correction to an entry": "corrections to entries",
    }
    told = [f"{count} {one if count == 1 else words[one]}" for count, one in counts if count]
    if not told:
        return []
    return [Words(f"{', '.join(told)}. The wording is not part of this version.", "Also noted:")]


def limits(report: model.ReportModel) -> Part:
    """What it rests on, what this version leaves out, and how it was made."""
    making = report.making
    kinds = ", ".join(f"{label.lower()} {count}" for label, count in making.by_kind)
    shown = kinds and report.rules.has(Contents.CAPTURES, Contents.REVIEW_DETAILS)
    captured = number(making.captures, "capture") + (f" ({kinds})" if shown else "")
    blocks: list[Block] = [
        *narrative(report, "limits"),
        Words(
            f"It rests on {number(making.entries, 'chronology entry')} from "
            f"{number(making.sources, 'document')} that agencies sent, and on {captured} made at "
            "the event. The chronology says what was recorded, which is not all that happened."
        ),
    ]
    if report.left_out:
        blocks.append(Words("This version leaves out or changes:"))
        blocks.append(points(list(report.left_out)))
    blocks.append(
        Words(
            f"Made with workshop-tui {making.version}. Fingerprint of the review's journal when "
            "this was made:",
            style=Style.SMALL,
        )
    )
    blocks.append(Words(making.journal_head, style=Style.MARK))
    return Part("Limits of this report, and how it was made", tuple(blocks))


def checklist(report: model.ReportModel) -> Part:
    """What reports often omit and this one still does; it stands in drafts alone."""
    told = "Reports often leave these out. They are listed in drafts alone."
    return Part(
        "Before it is agreed: what is still missing",
        (
            Words(told),
            points(list(report.omissions)),
        ),
    )
