"""A paper in Markdown, which anything can read and compare line by line."""

from __future__ import annotations

from collections.abc import Iterator

from workshop_tui.outputs.markdown import block, inline, paragraphs, table
from workshop_tui.outputs.paper import (
    Block,
    Cell,
    Cover,
    Facts,
    Heading,
    Paper,
    Part,
    Picture,
    Points,
    Style,
    Table,
    Words,
    clean,
)


def render(paper: Paper) -> str:
    """The whole paper."""
    return (
        paragraphs(
            f"# {inline(clean(paper.title))}",
            *(_cover(paper.cover) if paper.cover else ()),
            *(_part(part) for part in paper.parts),
        )
        + "\n"
    )


def _cover(cover: Cover) -> Iterator[str]:
    for words in cover.handling:
        yield _words(words)
    yield "\n".join(f"- **{inline(name)}:** {inline(clean(text))}" for name, text in cover.facts)


def _part(part: Part) -> str:
    title = f"## {_heading(part.title)}" if part.title else ""
    return paragraphs(title, *(_block(one) for one in part.blocks))


def _heading(title: str) -> str:
    """A heading; its own number ("3.") is no list's."""
    number, dot, rest = title.partition(". ")
    if dot and number.isascii() and number.isdigit():
        return f"{number}. {inline(clean(rest))}"
    return inline(clean(title))


def _block(one: Block) -> str:
    match one:
        case Words():
            return _words(one)
        case Heading(text, level):
            return f"{'#' * (level + 1)} {_heading(text)}"
        case Points(items, numbers):
            marks = [f"{number}." for number in numbers] or ["-"] * len(items)
            return "\n".join(
                f"{mark} {_led(lead, inline(clean(text)))}".rstrip()
                for mark, (lead, text) in zip(marks, items, strict=True)
            )
        case Facts(rows):
            return "\n".join(f"- **{inline(name)}:** {inline(clean(text))}" for name, text in rows)
        case Picture(_, about):
            return inline(clean(about))
        case Table():
            heads = [column.heading for column in one.columns]
            return "\n".join(table(heads, ([_cell(cell) for cell in row] for row in one.rows)))


def _cell(cell: Cell) -> str:
    if isinstance(cell, str):
        return clean(cell)
    return "\n".join(clean(f"{one.lead} {one.text}".strip()) for one in cell)


def _words(words: Words) -> str:
    if words.style is Style.MARK:
        return f"`{inline(clean(words.text))}`"
    return _led(words.lead, block(clean(words.text)))


def _led(lead: str, text: str) -> str:
    return f"**{inline(clean(lead))}** {text}".rstrip() if lead else text
