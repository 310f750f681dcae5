"""The briefing pack: what people need to know and to read before the event (paragraph e)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from workshop_tui.outputs import briefing_chronology, briefing_event, return_form
from workshop_tui.outputs.dates import span
from workshop_tui.outputs.material import Material
from workshop_tui.outputs.model import ReportModel
from workshop_tui.outputs.paper import (
    Block,
    Cover,
    Facts,
    Heading,
    Paper,
    Part,
    Points,
    Style,
    Words,
    numbered,
)
from workshop_tui.outputs.wording import ApproachSection, approach, filled, papers
from workshop_tui.practice.days import british, weekday
from workshop_tui.practice.records import Participant
from workshop_tui.practice.return_form import SEPARATOR

MISSING = "Still missing:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """What a briefing pack is made of, already as its audience may read it.

    Attributes:
        material: The review's records; its session is the one that the pack is for.
        model: The report's model of the same material: the chronology's rows.
        guests: Who takes part in the session.
        bodies: What the boards and groups are called here, by the practice pack's names.
        proceedings: The kinds of proceedings that run beside the review.
        place: Where the session is, or "" where that may not be said here.
        version: What the circulated chronology is called ("Version 1"), or "".
        due: The day by which preparation forms are asked for (ISO), or None.
    """

    material: Material
    model: ReportModel
    guests: tuple[Participant, ...]
    bodies: Mapping[str, str]
    proceedings: tuple[str, ...]
    place: str
    version: str
    due: str | None


@dataclass(frozen=True, slots=True)
class Recipient:
    """Whose copy it is: by code and role, never by name.

    Attributes:
        number: Of the copy. of: how many copies there are.
        replaces: The day on which this recipient was sent the copy before (ISO), or "".
        new: What that one did not say yet, in words.
    """

    code: str
    role: str
    number: int
    of: int
    replaces: str = ""
    new: tuple[str, ...] = ()


def mark(recipient: Recipient, warning: str) -> str:
    """What stands on every page of a copy."""
    copy = f"Copy {recipient.number} of {recipient.of}"
    words = (warning, copy, recipient.code, papers().pack.mark)
    return SEPARATOR.join(filter(None, words))


def shared(brief: Brief) -> tuple[Part, ...]:
    """The parts that all copies for one audience have in common."""
    return (
        _approach(brief),
        _outline(brief),
        _enquiry(brief),
        briefing_event.part(brief.material, brief.guests, brief.place),
        _rules(brief),
        briefing_chronology.part(brief.model),
    )


def pack(brief: Brief, parts: tuple[Part, ...], recipient: Recipient) -> Paper:
    """One recipient's copy.

    Args:
        brief: What it is made of.
        parts: As ``shared`` gives them.
        recipient: Whose copy it is.
    """
    review = brief.material.review
    form = Part(
        "Your preparation form",
        return_form.blocks(review.reference, recipient.code, brief.due),
        new_page=True,
    )
    return Paper(
        title=f"Briefing pack: {review.reference}, copy {recipient.number}",
        head=(f"Learning review {review.reference}", _headed(brief)),
        mark=mark(recipient, brief.model.warning),
        parts=(*parts, form),
        cover=_cover(brief, recipient),
    )


def gaps(parts: tuple[Part, ...]) -> list[str]:
    """What the parts say is still missing."""
    return [
        block.text
        for part in parts
        for block in part.blocks
        if isinstance(block, Words) and block.style is Style.GAP
    ]


def _headed(brief: Brief) -> str:
    return SEPARATOR.join(filter(None, ("Briefing pack", brief.version)))


def _cover(brief: Brief, recipient: Recipient) -> Cover:
    material = brief.material
    session = material.session
    about = [material.review.title]
    if session is not None:
        about.append(", ".join(filter(None, (session.title, weekday(session.date)))))
    facts = [
        ("For", f"{recipient.code}, {recipient.role}"),
        ("Copy", f"{recipient.number} of {recipient.of}"),
        ("Circulation", brief.model.rules.for_whom),
        ("Chronology", brief.version or "not in this pack"),
        ("Made on", british(material.made.date().isoformat())),
    ]
    if recipient.replaces:
        facts.append(("Takes the place of", f"the copy sent on {british(recipient.replaces)}"))
    if recipient.new:
        facts.append(("New since then", ", ".join(recipient.new)))
    handling = filled(papers().pack.handling, {"code": recipient.code})
    notes = [Words(f"{handling} {brief.model.rules.handling}".strip(), style=Style.NOTE)]
    if brief.model.warning:
        why = "Nobody has confirmed yet that the register of names is complete."
        notes.insert(0, Words(why, f"{brief.model.warning}.", Style.GAP))
    kicker = f"Learning review {material.review.reference}"
    title = "Briefing pack"
    return Cover(kicker, title, SEPARATOR.join(about), tuple(facts), tuple(notes))


# -- the parts -------------------------------------------------------------------------------------


def _approach(brief: Brief) -> Part:
    words = approach()
    blocks: list[Block] = [Words(filled(words.lead, brief.bodies), style=Style.LEAD)]
    for section in words.sections:
        blocks += _section(section, brief.bodies)
    if brief.material.review.departures:
        blocks.append(Heading("What is different in this review"))
        blocks += _paragraphs(brief.material.review.departures)
    return Part(words.title, tuple(blocks))


def _section(section: ApproachSection, bodies: Mapping[str, str]) -> Iterator[Block]:
    yield Heading(section.heading)
    for text in section.text:
        yield Words(filled(text, bodies))
    points = tuple(("", filled(point, bodies)) for point in section.points)
    if points:
        yield numbered(points) if section.numbered else Points(points)


def _outline(brief: Brief) -> Part:
    review = brief.material.review
    blocks: list[Block] = [Facts(tuple(_facts(brief)))]
    if not review.lead:
        blocks.append(_gap("who leads this review."))
    if not (review.period_from or review.period_to):
        blocks.append(_gap("the period that is looked at."))
    blocks.append(Heading("Why this case was chosen"))
    why = review.trigger[:1].upper() + review.trigger[1:]
    blocks += [Words(review.reason, f"{why}." if why else "")] if why or review.reason else []
    if not (why or review.reason):
        blocks.append(_gap("why the case was chosen."))
    blocks.append(Heading("The case in brief"))
    blocks += _paragraphs(review.summary) or [_gap("a few sentences on the case.")]
    blocks += _asked(brief)
    blocks.append(Heading("Support for you"))
    blocks += [Words(text) for text in papers().pack.support]
    blocks += _confidence(brief)
    return Part("About this review", tuple(blocks))


def _facts(brief: Brief) -> Iterator[tuple[str, str]]:
    review = brief.material.review
    yield "Reference", f"{review.reference}, {review.title}"
    if period := span(review.period_from, review.period_to):
        yield "Period", period
    if review.requested_by:
        yield "Asked for by", review.requested_by
    if review.lead:
        yield "Lead reviewer", _lead(brief)
    if review.independence:
        yield "Independence", review.independence


def _lead(brief: Brief) -> str:
    """The lead by pseudonym, with the role where somebody taking part has that code."""
    lead = brief.material.review.lead
    roles = {person.code: person.role for person in brief.material.participants}
    return f"{lead}, {roles[lead]}" if lead in roles else lead


def _asked(brief: Brief) -> Iterator[Block]:
    yield Heading("What you are asked to do")
    yield Points(tuple(papers().pack.asked))
    if brief.due:
        yield Words(weekday(brief.due) + ".", "Your form is asked for by", Style.NOTE)


def _confidence(brief: Brief) -> Iterator[Block]:
    yield Heading("What stays confidential")
    for text in papers().pack.confidentiality:
        yield Words(text)
    yield from _paragraphs(brief.material.review.disclosure)
    for kind in dict.fromkeys(brief.proceedings):
        sentences = papers().pack.proceedings
        yield Words(sentences.get(kind, sentences.get("other", "")), style=Style.NOTE)


def _enquiry(brief: Brief) -> Part:
    lines = brief.model.lines
    blocks: list[Block] = [Heading("Terms of reference")]
    blocks += _paragraphs(brief.material.review.terms) or [_gap("the terms of reference.")]
    blocks.append(Heading("Lines of enquiry"))
    if lines:
        items = tuple((f"{line.title.rstrip('.')}.", line.question) for line in lines)
        blocks.append(Points(items, tuple(line.number for line in lines)))
    else:
        blocks.append(_gap("the lines of enquiry."))
    return Part("What the review asks", tuple(blocks))


def _rules(brief: Brief) -> Part:
    known = brief.material.ground_rules
    rules = tuple((f"{rule.title.rstrip('.')}.", rule.text) for rule in known)
    return Part("Ground rules", (numbered(rules),))


def _paragraphs(text: str) -> list[Block]:
    return [Words(one.strip()) for one in text.split("\n\n") if one.strip()]


def _gap(what: str) -> Words:
    return Words(what, MISSING, Style.GAP)
