"""A paper as one HTML file that fetches nothing: for reading on any screen, also aloud."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Final

from workshop_tui.outputs.paper import (
    Block,
    Cell,
    Facts,
    Heading,
    Paper,
    Picture,
    Points,
    Table,
    Words,
    clean,
    lines,
)
from workshop_tui.store.resources import data_folder

_TEMPLATE: Final = "paper.html"


def build(paper: Paper) -> str:
    """The file's text."""
    cover = paper.cover
    return str(
        _template().render(
            title=_one(paper.title),
            head=[_one(words) for words in paper.head],
            mark=_one(paper.mark),
            handling=[_words(one) for one in cover.handling] if cover else [],
            facts=[(_one(name), lines(text)) for name, text in cover.facts] if cover else [],
            parts=[
                {"title": _one(part.title), "blocks": [_block(one) for one in part.blocks]}
                for part in paper.parts
            ],
        )
    )


@lru_cache(maxsize=1)
def _template() -> Any:
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    environment = ImmutableSandboxedEnvironment(
        undefined=StrictUndefined, autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    source = (data_folder("templates") / _TEMPLATE).read_text(encoding="utf-8")
    return environment.from_string(source)


def _one(text: str) -> str:
    return " ".join(clean(text).split("\n"))


def _words(words: Words) -> dict[str, Any]:
    return {"lead": _one(words.lead), "lines": lines(words.text), "style": words.style.value}


def _block(one: Block) -> dict[str, Any]:
    match one:
        case Words():
            return {"kind": "words", **_words(one)}
        case Heading(text, level):
            return {"kind": "heading", "text": _one(text), "level": level}
        case Points(items, numbers):
            return {
                "kind": "points",
                "numbers": list(numbers),
                "items": [_words(Words(text, lead)) for lead, text in items],
            }
        case Facts(rows):
            return {"kind": "facts", "rows": [(_one(name), lines(text)) for name, text in rows]}
        case Picture(svg, _):
            from markupsafe import Markup

            return {"kind": "picture", "svg": Markup(svg)}
        case Table():
            return {
                "kind": "table",
                "about": _one(one.about),
                "columns": [_one(column.heading) for column in one.columns],
                "rows": [[_cell(cell) for cell in row] for row in one.rows],
            }


def _cell(cell: Cell) -> list[dict[str, Any]]:
    return [_words(one) for one in ((Words(cell),) if isinstance(cell, str) else cell)]
