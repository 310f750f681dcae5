"""The letter that asks an agency for its chronology (paragraph d), and the one that reminds it."""

from __future__ import annotations

from dataclasses import dataclass

from workshop_tui.outputs.paper import Block, Facts, Heading, Paper, Part, Points, Style, Words
from workshop_tui.outputs.wording import filled, papers
from workshop_tui.practice.days import british, weekday
from workshop_tui.practice.return_form import SEPARATOR


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What a letter says beside its fixed words; every text already as its reader may have it.

    Attributes:
        agency: To whom. contact: its safeguarding contact, or "".
        period: Which the chronology should cover, in words, or "".
        due: The day by which it is asked for (ISO), or None.
        requested: The day on which it was asked for before, or None: it was not.
        reminds: Whether the letter reminds of that; else it takes the place of the one before.
        new: What that one did not say, in words.
        about: Whom it is about, name and more of each, in a letter with names; else empty.
        sender: Who leads the review, or "".
        enclosed: The names of the files that go with it.
    """

    reference: str
    agency: str
    made: str
    contact: str = ""
    period: str = ""
    due: str | None = None
    requested: str | None = None
    reminds: bool = False
    new: tuple[str, ...] = ()
    about: tuple[tuple[str, str], ...] = ()
    sender: str = ""
    enclosed: tuple[str, ...] = ()


def build(letter: Letter) -> Paper:
    """The letter as a paper."""
    words = papers().request
    title = words.reminder_title if letter.reminds else words.title
    mark = SEPARATOR.join((letter.agency, "confidential"))
    head = (f"Learning review {letter.reference}", title)
    return Paper(f"{title}: {letter.reference}", head, mark, (Part(title, _blocks(letter)),))


def _blocks(letter: Letter) -> tuple[Block, ...]:
    words = papers().request
    values = {
        "reference": letter.reference,
        "period": letter.period,
        "due": weekday(letter.due) or "the day that we agree with you",
        "requested": british(letter.requested),
    }
    opening = words.again_opening if letter.requested else words.opening
    if letter.reminds:
        opening = words.reminder_opening
    blocks: list[Block] = [Facts(_facts(letter)), Words(filled(opening, values))]
    if letter.requested and not letter.reminds:
        new = "; ".join(letter.new) or "nothing; it is sent once more in case it did not reach you"
        blocks.append(Words(f"{new}.", "New in this letter:", Style.NOTE))
    if not letter.period:
        missing = "the period that the chronology should cover."
        blocks.append(Words(missing, "Still missing:", Style.GAP))
    points = (
        (lead, text) for lead, text in words.points if letter.period or "{period}" not in text
    )
    blocks.append(Points(tuple((lead, filled(text, values)) for lead, text in points)))
    blocks.append(Heading(words.about_heading))
    blocks.append(Facts(letter.about) if letter.about else Words(words.about_unnamed))
    blocks.append(Words(words.closing))
    if letter.sender:
        blocks.append(Words(f"{letter.sender}\nLearning review lead"))
    if letter.enclosed:
        blocks.append(Words(", ".join(letter.enclosed), "With this letter:", Style.SMALL))
    return tuple(blocks)


def _facts(letter: Letter) -> tuple[tuple[str, str], ...]:
    to = ", ".join(filter(None, (letter.agency, letter.contact or "safeguarding lead")))
    facts = [("To", to), ("Date", british(letter.made)), ("Our reference", letter.reference)]
    if letter.due:
        facts.append(("Please reply by", weekday(letter.due)))
    return tuple(facts)
