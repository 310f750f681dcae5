"""The preparation form as a paper; what it holds and in which order says `practice.return_form`."""

from __future__ import annotations

from workshop_tui.outputs.paper import (
    Block,
    Column,
    Heading,
    Paper,
    Part,
    Points,
    Style,
    Table,
    Words,
)
from workshop_tui.outputs.wording import filled, papers
from workshop_tui.practice import return_form as layout
from workshop_tui.practice.days import weekday

_SHARES = (17, 33, 34, 16)


def form(reference: str, code: str, due: str | None, warning: str = "") -> Paper:
    """The form of one participant.

    Args:
        reference: The review's.
        code: The participant's.
        due: The day by which it is asked for (ISO), or None.
        warning: What every page must say first ("Contains names"), or "".
    """
    words = papers().form
    title = f"{words.title}: {reference}, {code}"
    mark = layout.SEPARATOR.join(filter(None, (warning, code, papers().pack.mark)))
    head = (f"Learning review {reference}", words.title)
    return Paper(title, head, mark, (Part(words.title, blocks(reference, code, due)),))


def blocks(reference: str, code: str, due: str | None) -> tuple[Block, ...]:
    """What the form says, under whatever heading it stands."""
    words = papers().form
    identifier = Words(layout.identifier(reference, code), style=Style.MARK)
    values = {"code": code, "reference": reference, "due": weekday(due)}
    back = filled(words.back, values) if due else words.back_undated
    made: list[Block] = [
        identifier,
        Words(filled(words.lead, values), style=Style.LEAD),
        Points(tuple(("", line) for line in words.how)),
        Words(words.use),
        Words(back, style=Style.NOTE),
    ]
    for section in layout.SECTIONS:
        made += [Heading(section.heading), Words(section.guidance), _table(section)]
    made += [Heading(layout.SUPPORT_HEADING), _support()]
    return (*made, identifier)


def _table(section: layout.Section) -> Table:
    return Table(
        section.heading,
        tuple(Column(name, share) for name, share in zip(section.columns, _SHARES, strict=True)),
        blank=layout.BLANK_ROWS,
        blank_height=11,
    )


def _support() -> Table:
    columns = (Column("Question", 40), Column("Answer", 60))
    rows = tuple((question, "") for question in layout.SUPPORT)
    return Table(layout.SUPPORT_HEADING, columns, rows, headed=False)
