"""Half-typed texts of seats that nobody came back to."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

from workshop_tui.practice.text import one_line
from workshop_tui.store.seats import Draft
from workshop_tui.tui.tasks import Place

if TYPE_CHECKING:
    from workshop_tui.review.reader import Reader
    from workshop_tui.tui.line import Line

_MOST = 40
_FORM = "form:"
"""How the slots of texts that are half typed into a form begin."""


def of_form(draft: Draft) -> tuple[str, str, str]:
    """Form, record and field of a half-typed text; ("", "", "") where it is of no form."""
    parts = draft.slot.split(":", 3)
    if draft.slot.startswith(_FORM) and len(parts) == 4:
        return parts[1], parts[2], parts[3]
    return "", "", ""


def left_in_line(read: Reader) -> list[Draft]:
    """Texts for the line that nobody comes back to, oldest first."""
    return [draft for draft in read.orphan_drafts() if not of_form(draft)[0]]


def waiting_in_forms(read: Reader, seat: str) -> list[str]:
    """The titles of the forms in which a seat's text waits, or text that was left."""
    mine = [draft for draft in read.drafts() if draft.seat == seat]
    slugs = [of_form(draft)[0] for draft in (*mine, *read.orphan_drafts())]
    if not any(slugs):
        return []
    from workshop_tui.review.forms import form_of

    return [form_of(slug).title for slug in dict.fromkeys(filter(None, slugs))]


def left_behind(drafts: Sequence[Draft], key: str) -> str:
    """One sentence about texts that were left; the oldest is shown."""
    oldest = drafts[0]
    more = f" (and {len(drafts) - 1} more)" if len(drafts) > 1 else ""
    return (
        f"{oldest.seat} left a half-typed text: “{one_line(oldest.text)[:_MOST]}”{more}. "
        f"{key} brings it into your line."
    )


def recover(line: Line) -> None:
    """Put the oldest text that was left into the line, bound to the entry it was typed at.

    It stays where it was kept until this line is captured.
    """
    if line.unfinished:
        line.say("Save or empty your own line first.")
        return
    drafts = left_in_line(line.desk.read)
    if not drafts:
        line.say("Nobody has left a half-typed text.")
        return
    oldest = drafts[0]
    line.base.restore(oldest.text, json.dumps(_context(line, oldest)))
    line.begin(line.base, oldest.text)
    line.say(f"This is what {oldest.seat} had half typed. Enter saves it.")


def _context(line: Line, draft: Draft) -> dict[str, object]:
    kept: dict[str, object] = {}
    if draft.slot == line.base.slot:
        kept = json.loads(draft.context or "{}")
    if kept.get("entry") is None and "step" not in kept:
        kept |= Place.now(line.desk).kept()
    return kept | {"recovered": [draft.seat, draft.slot]}
