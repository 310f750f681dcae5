"""The report's first sections: why this case, process and people, scope, the family, events."""

from __future__ import annotations

from workshop_tui.outputs import model, pictures
from workshop_tui.outputs.briefing_chronology import table as entry_table
from workshop_tui.outputs.paper import (
    Block,
    Column,
    Heading,
    Part,
    Points,
    Style,
    Table,
    Words,
)
from workshop_tui.outputs.report_words import (
    fact,
    narrative,
    number,
    paragraphs,
    points,
    sentence,
)
from workshop_tui.practice.tiers import Part as Contents

_PEOPLE = (Contents.PARTICIPANTS, Contents.PARTICIPANTS_BY_ROLE)


def why(report: model.ReportModel) -> Part:
    """Why this case was chosen, and who asked."""
    said = narrative(report, "why this case") or paragraphs(report.reason)
    missing = Words("The reason for the review has not been written down yet.")
    blocks: list[Block] = [*(said or [missing])]
    if report.trigger:
        blocks += fact("What led to it", sentence(report.trigger))
    if report.requested_by:
        blocks += fact("Requested by", sentence(report.requested_by))
    blocks.append(
        Words(
            "A learning review looks at how things appeared to those involved at the time, and why "
            "what they did made sense to them. It is not about blame, and it does not replace any "
            "escalation or other procedure."
        )
    )
    return Part("Why this review was held", tuple(blocks))


# -- process and people ----------------------------------------------------------------------------


def process(report: model.ReportModel) -> Part:
    """How it was done and who took part, by role."""
    has = report.rules.has
    blocks: list[Block] = [*narrative(report, "process and people")]
    if report.lead:
        blocks.append(Words(f"The review was led by {report.lead}. {report.lead_agreed}".strip()))
    elif report.lead_agreed:
        blocks.append(Words(report.lead_agreed))
    blocks += fact("Independence of the lead", report.independence)
    blocks += fact("What is different in this review", report.departures)
    if has(Contents.REVIEW_DETAILS):
        blocks += _session(report)
        if report.duration:
            blocks.append(Words(report.duration))
    if has(Contents.AGENCIES, *_PEOPLE):
        blocks += _agencies(report)
    if has(*_PEOPLE):
        blocks += _people(report)
    return Part("How it was done and who took part", tuple(blocks))


def _session(report: model.ReportModel) -> list[Block]:
    if not report.session_title:
        return [Words("No event is planned yet.")]
    when = f", {report.session_date}" if report.session_date else ""
    where = f", {report.session_place}" if report.session_place else ""
    told = report.session_kind.casefold() in report.session_title.casefold()
    kind = "" if told else f" ({report.session_kind})"
    blocks: list[Block] = [Words(f"{report.session_title}{kind}{when}{where}.", "The event:")]
    if report.steps:
        blocks.append(Words("Its agenda:"))
        blocks.append(points([_step(step) for step in report.steps]))
    return blocks


def _step(step: model.StepRow) -> str:
    return f"{step.title} ({step.minutes} minutes)" if step.minutes else step.title


def _agencies(report: model.ReportModel) -> list[Block]:
    if not report.agencies:
        return [Words("No agencies are recorded yet.")]
    told = any(agency.name for agency in report.agencies)
    columns = (
        *((Column("Short name", 15), Column("Agency", 32)) if told else (Column("Agency", 34),)),
        *(Column("Kind", 22), Column("Chronology entries", 17), Column("Heard at the event", 14)),
    )
    rows = tuple(
        (a.short, *((a.name,) if told else ()), a.kind, str(a.entries), "yes" if a.heard else "no")
        for a in report.agencies
    )
    return [Heading("Agencies"), Table("The agencies that were involved", columns, rows)]


def _people(report: model.ReportModel) -> list[Block]:
    if not report.people:
        return [Words("No participants are recorded yet.")]
    named = any(person.name for person in report.people)
    columns = (
        Column("Code", 12),
        *((Column("Name", 22),) if named else ()),
        *(Column("Role", 34), Column("Agency", 22), Column("Level", 18), Column("Attending", 14)),
    )
    rows = tuple(
        (
            person.code,
            *((person.name,) if named else ()),
            person.role,
            person.agency,
            person.level,
            "yes" if person.attending else "no",
        )
        for person in report.people
    )
    return [Heading("People, by role"), Table("Who was involved, by role", columns, rows)]


# -- scope and lines of enquiry --------------------------------------------------------------------


def scope(report: model.ReportModel) -> Part:
    """What was looked at and asked, with the lead's answers."""
    blocks: list[Block] = []
    if report.rules.has(Contents.REVIEW_DETAILS):
        period = f"The review looks at the period {_period(report.period)}."
        missing = "The period of the review has not been set yet."
        blocks.append(Words(period if report.period else missing))
        if report.terms:
            blocks += [Heading("Terms of reference"), *paragraphs(report.terms)]
            blocks.append(Heading("Lines of enquiry"))
    if not report.lines:
        blocks.append(Words("No lines of enquiry are recorded yet."))
        return Part("Scope and lines of enquiry", tuple(blocks))
    blocks.append(Words("It asks:"))
    items = tuple((sentence(line.title), line.question) for line in report.lines)
    blocks.append(Points(items, tuple(line.number for line in report.lines)))
    if any(line.answered_by for line in report.lines):
        blocks += [Heading("What answers them"), pictures.coverage_in(report).within()]
    if any(line.answer for line in report.lines):
        blocks.append(Heading("What the review answers"))
        for line in report.lines:
            blocks += _answer(line)
    return Part("Scope and lines of enquiry", tuple(blocks))


def _answer(line: model.LineRow) -> list[Block]:
    where = f"See {', '.join(line.answered_by)}." if line.answered_by else ""
    said = paragraphs(line.answer) or [Words("Not answered yet.")]
    return [
        Heading(f"{line.number}. {line.title}", 3),
        *said,
        *([Words(where, style=Style.SMALL)] if where else []),
    ]


def _period(period: str) -> str:
    return period if period.startswith(("from ", "until ")) else f"from {period}"


# -- the child and the family ----------------------------------------------------------------------


def family(report: model.ReportModel) -> Part:
    """The child first, then each parent and carer: their words, or why they are not heard."""
    blocks: list[Block] = [*narrative(report, "the child and family")]
    if not report.family:
        blocks.append(
            Words("Whether the child and the family were asked to take part is not recorded yet.")
        )
    for member in report.family:
        blocks += _member(member)
    return Part("The child and the family", tuple(blocks))


def _member(member: model.FamilyRow) -> list[Block]:
    known = member.relation.casefold() in member.label.casefold() or member.relation == "other"
    blocks: list[Block] = [
        Heading(member.label if known else f"{member.label} ({member.relation})")
    ]
    for words, how in zip(member.words, member.how, strict=True):
        blocks.append(Words(f"“{words.strip()}”", style=Style.NOTE))
        if how:
            blocks.append(Words(how, style=Style.SMALL))
    if member.absent:
        blocks.append(Words(sentence(member.absent)))
    elif member.undecided:
        blocks.append(
            Words(
                "Took part. Nobody has decided yet whether the use that was agreed lets the words "
                "stand here."
            )
        )
    elif member.told:
        blocks.append(
            Words(
                "What else was said is kept with the review: the use that was agreed does not "
                "let it stand here as it is."
                if member.words
                else "Took part. The use of the words that was agreed does not let them stand "
                "here as they are."
            )
        )
    elif not member.words:
        blocks.append(Words("Took part; the words are not part of this version."))
    return blocks


# -- events ----------------------------------------------------------------------------------------


def events(report: model.ReportModel) -> Part:
    """What happened: in brief, and the key practice episodes."""
    has = report.rules.has
    blocks: list[Block] = [*narrative(report, "summary of events")]
    if has(Contents.REVIEW_DETAILS) and not blocks:
        blocks += paragraphs(report.summary) or [Words("A summary has not been written yet.")]
    if report.chronology:
        counted = number(len(report.chronology), "entry")
        blocks.append(
            Words(
                f"The combined chronology, with {counted}, is a document of its own. The numbers "
                "of entries refer to it."
            )
        )
    if report.placed:
        blocks += [Heading("The case in time"), pictures.timeline_in(report).within()]
    if has(Contents.KEY_EPISODES):
        blocks += _episodes(report)
    return Part("What happened", tuple(blocks))


def _episodes(report: model.ReportModel) -> list[Block]:
    if not report.episodes:
        return [Words("No key practice episodes have been chosen yet.")]
    blocks: list[Block] = [
        Words(
            "These are the key practice episodes: moments, good or difficult, that tell most about "
            "how services worked."
        )
    ]
    for episode in report.episodes:
        name = f"Episode {episode.number}: " if episode.number is not None else ""
        period = f" ({episode.period})" if episode.period else ""
        title = f"{name}{episode.title}"
        blocks.append(Heading(f"{title}{period}"))
        if episode.entries:
            child = report.rules.has(Contents.CHRONOLOGY)
            blocks.append(entry_table(title, episode.entries, child=child))
        else:
            blocks.append(Words("No entries have been put into this episode."))
    return blocks
