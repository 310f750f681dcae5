"""The learning review report as a paper, for the people who asked for the review.

What it says and in which order is decided here once; Word, PDF, HTML and Markdown are written from
the same paper, so that no two of them can say different things.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace

from workshop_tui.outputs import (
    briefing_chronology,
    model,
    paper_markdown,
    report_case,
    report_change,
    report_end,
    report_learning,
)
from workshop_tui.outputs.paper import Block, Cover, Heading, Paper, Part, Style, Words
from workshop_tui.practice.tiers import Part as Contents

_PEOPLE = (Contents.PARTICIPANTS, Contents.PARTICIPANTS_BY_ROLE)


def render(report: model.ReportModel) -> str:
    """The whole report in Markdown."""
    return paper_markdown.render(paper(report))


def paper(report: model.ReportModel, *, appendix: bool = False) -> Paper:
    """The report.

    Args:
        report: What it says.
        appendix: With the whole combined chronology at its end, as a board's own template may
            want it. Otherwise the chronology is a document of its own, that is referred to.
    """
    draft = "DRAFT – " if report.draft else ""
    parts = [
        replace(part, title=f"{number}. {part.title}")
        for number, part in enumerate(sections(report).values(), start=1)
    ]
    return Paper(
        title=f"{draft}Learning review report {report.reference}: {report.title}",
        head=edges(report)[0],
        mark=edges(report)[1],
        parts=(*parts, *_ending(report, appendix=appendix)),
        cover=_cover(report),
    )


def content(report: model.ReportModel) -> str:
    """A digest of what a report and its chronology say, whenever and in whichever version."""
    making = replace(report.making, journal_head="", made="", version="")
    said = replace(report, making=making, version=model.Version(), draft=False, omissions=())
    return hashlib.sha256(repr(paper(said, appendix=True)).encode()).hexdigest()


def named_parts(report: model.ReportModel, whole: Paper) -> dict[str, Part]:
    """A report's parts by the names that a template calls them by."""
    names = list(sections(report))
    if report.draft and report.omissions:
        names.append("checklist")
    if len(whole.parts) > len(names):
        names.append("appendix")
    return dict(zip(names, whole.parts, strict=True))


def sections(report: model.ReportModel) -> dict[str, Part]:
    """The report's sections that its circulation contains, by a short name, in order."""
    has = report.rules.has
    details, learned = Contents.REVIEW_DETAILS, report_learning
    found: tuple[tuple[str, bool, Part], ...] = (
        ("why", has(details), report_case.why(report)),
        ("process", has(details, Contents.AGENCIES, *_PEOPLE), report_case.process(report)),
        ("scope", has(details, Contents.LINES), report_case.scope(report)),
        ("family", has(Contents.FAMILY), report_case.family(report)),
        (
            "events",
            has(details, Contents.CHRONOLOGY, Contents.KEY_EPISODES),
            report_case.events(report),
        ),
        ("learned", has(Contents.FINDINGS), learned.findings(report)),
        ("good_practice", has(Contents.GOOD_PRACTICE), learned.good_practice(report)),
        (
            "escalations",
            has(Contents.ESCALATIONS, Contents.ESCALATION_SUMMARY),
            learned.escalations(report),
        ),
        (
            "recommendations",
            has(Contents.RECOMMENDATIONS),
            report_change.recommendations(report),
        ),
        ("actions", has(Contents.ACTIONS), report_change.actions(report)),
        ("challenge", has(Contents.CHALLENGE), report_change.challenge(report)),
        ("open", has(details), report_end.open_questions(report)),
        ("limits", True, report_end.limits(report)),
    )
    return {name: part for name, contained, part in found if contained}


def _ending(report: model.ReportModel, *, appendix: bool) -> Iterator[Part]:
    if report.draft and report.omissions:
        yield report_end.checklist(report)
    if appendix and report.chronology:
        yield _appendix(report)


def status(report: model.ReportModel) -> str:
    """What the document is: a draft, or agreed by whom."""
    version = report.version
    if report.draft:
        return "This is a draft. Some of what follows has not been agreed yet."
    if version.agreed_by:
        when = f" on {version.agreed}" if version.agreed else ""
        return f"Agreed by {version.agreed_by}{when}."
    return "The findings and actions in this report have been agreed."


def numbered(report: model.ReportModel) -> str:
    """Which version it is: "Version 3", or "" where versions are not counted."""
    return f"Version {report.version.number}" if report.version.number else ""


def edges(report: model.ReportModel) -> tuple[tuple[str, str], str]:
    """What stands at the head of every page, left and right, and at its foot."""
    head = (f"Learning review {report.reference}", _mark(report))
    return head, " · ".join(filter(None, (report.warning, report.rules.label)))


def _mark(report: model.ReportModel) -> str:
    draft = "DRAFT" if report.draft else ""
    return " · ".join(filter(None, (draft, numbered(report), report.making.made)))


def _cover(report: model.ReportModel) -> Cover:
    rules = report.rules
    handling = [
        Words(
            f"{rules.for_whom} {rules.handling}".strip(), f"Circulation: {rules.label}.", Style.NOTE
        )
    ]
    if report.warning:
        why = f"{why_warned(report)} Please do not pass it on."
        handling.insert(0, Words(why, f"{report.warning}.", Style.GAP))
    facts = [
        ("Status", status(report)),
        ("Version", f"{report.version.number}" if report.version.number else ""),
        ("Made on", f"{report.making.made}"),
        ("Journal", report.making.journal_head[:12]),
    ]
    return Cover(
        kicker=f"Learning review {report.reference}",
        title=f"{'DRAFT – ' if report.draft else ''}Learning review report",
        subtitle=report.title,
        facts=tuple((name, words) for name, words in facts if words),
        handling=tuple(handling),
        contents_title="In this report",
    )


def why_warned(report: model.ReportModel) -> str:
    """Why a document is marked "Contains names"."""
    if report.named:
        return "People stand in this document with their names."
    return (
        "Nobody has confirmed yet that the register of people is complete, so names may still "
        "stand in this document."
    )


def _appendix(report: model.ReportModel) -> Part:
    blocks: list[Block] = [
        Words(
            "Each entry is as its agency recorded it, or as it was corrected since; then what was "
            "first recorded stands beside it."
        ),
        *(Words(f"{sentence}.", "Sent out:") for sentence in report.circulated),
        briefing_chronology.table("The combined chronology", report.chronology),
    ]
    if report.excluded:
        blocks.append(Heading("Entries left out of the chronology"))
        blocks.append(
            briefing_chronology.table("Entries left out of the chronology", report.excluded)
        )
    return Part("Appendix: combined chronology", tuple(blocks), new_page=True)
