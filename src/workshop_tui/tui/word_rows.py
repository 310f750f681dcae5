"""The texts' unknown words as rows of a list, and what is to be known about one of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from textual.content import Content

from workshop_tui.practice.preparing import OrdinaryWord
from workshop_tui.practice.problems import NotFound
from workshop_tui.practice.text import one_line, visible
from workshop_tui.privacy.folding import fold
from workshop_tui.privacy.suggest import Suggestion
from workshop_tui.review.reader import Reader
from workshop_tui.tui.desk import Desk
from workshop_tui.tui.widgets.line_list import Row

_AROUND = 70
_KINDS = {
    "person": "a person",
    "professional": "a worker",
    "agency": "an agency",
    "place": "a place",
    "identifier": "a number",
}


def still_unknown(read: Reader, found: Sequence[Suggestion]) -> list[Suggestion]:
    """Those that nobody has settled since they were found."""
    settled = {fold(one.word).lower for one in read.records(OrdinaryWord)}
    for identity in read.register():
        settled |= {fold(name).lower for name in (identity.name, *identity.aliases)}
    return [
        one
        for one in found
        if fold(one.words).lower not in settled and fold(one.name).lower not in settled
    ]


def word_rows(left: Sequence[Suggestion], *, looking: bool) -> Iterator[Row]:
    """The words, the commonest first, with what they may be."""
    if looking:
        yield Row("", "Looking through the texts …", style="heading")
    elif not left:
        yield Row("", "Nothing unknown is left in the texts.", style="good")
    for one in left:
        guess = one.why or _KINDS.get(one.kind, "?")
        yield Row("word", f"{one.words}  · {guess}  · {one.count}×", (one.words,))


def about(desk: Desk, one: Suggestion) -> list[Content]:
    """Where it stands, with the words around it, and what it may be."""
    blocks = [Content.styled(one_line(one.words), "bold")]
    if len(one.forms) > 1:
        blocks.append(Content(f"Also written: {one_line(', '.join(one.forms[1:]))}"))
    guess = _KINDS.get(one.kind)
    said = f"May be {guess}; the next free pseudonym is {one.pseudonym}." if guess else ""
    if said:
        blocks.append(Content.styled(said, "$text-muted"))
    blocks.append(Content(""))
    for place in one.places:
        blocks.append(_place(desk, place, one))
    return blocks


def _place(desk: Desk, place: str, one: Suggestion) -> Content:
    text = _text_at(desk, place)
    found = re.search("|".join(map(re.escape, one.forms)), text)
    if found is None:
        return Content.styled(place, "$text-muted")
    before = text[max(0, found.start() - _AROUND) : found.start()]
    after = text[found.end() : found.end() + _AROUND]
    shown = desk.view.text
    return Content.assemble(
        (f"{place}: ", "$text-muted"),
        f"…{_flat(shown(before))}",
        (_flat(found[0]), "bold"),
        f"{_flat(shown(after))}…",
    )


def _flat(text: str) -> str:
    return visible(text).replace("\n", " ")


def _text_at(desk: Desk, place: str) -> str:
    """The words at a place that has a number."""
    word, _, name = place.partition(" ")
    try:
        if word == "entry":
            entry = desk.read.entry(desk.read.find_entry(name))
            return "\n".join((entry.text, entry.source, *entry.fields.values()))
        if word == "capture":
            return desk.read.capture(name).text
    except NotFound:
        pass
    return ""
