"""Draft findings, good practice and actions for those who took part, to be commented on."""

from __future__ import annotations

from workshop_tui.outputs.model import OutcomeRow, ReportModel
from workshop_tui.outputs.paper import Block, Column, Heading, Paper, Part, Style, Table, Words
from workshop_tui.outputs.plan_paper import document

_ASK = (
    "These are drafts. Please say where a wording is not what was meant, is unfair to somebody, or "
    "is no longer so; a word is enough. Each comment is kept and gets a reply, also where the "
    "wording stays. Please pass this paper to nobody."
)
_ROOM = "\n\n\n"
"""So that a comment can also be written by hand."""
_COLUMNS = (Column("Draft", 9), Column("How it is worded now", 46), Column("Your comment", 45))


def paper(model: ReportModel) -> Paper:
    """What is a draft still, each beside room for a comment."""
    blocks: list[Block] = []
    for title, rows in (
        ("Findings", model.findings),
        ("Good practice", model.good_practice),
        ("Actions", model.actions),
    ):
        drafts = [row for row in rows if row.status == "draft"]
        if drafts:
            table = Table(f"{title} that are drafts", _COLUMNS, tuple(map(_row, drafts)))
            blocks += [Heading(title), table]
    ask = Words(_ASK if blocks else "Nothing is a draft any more.", style=Style.LEAD)
    return document(model, "Drafts for comment", (Part("Drafts for comment", (ask, *blocks)),))


def _row(row: OutcomeRow) -> tuple[str, tuple[Words, ...], str]:
    """A draft with what it says beside its wording: without it nobody can comment."""
    about = [("Why it made sense:", row.why), ("By:", row.owner), ("Due:", row.due_on or row.due)]
    more = tuple(Words(text, lead, Style.SMALL) for lead, text in about if text)
    return row.label, (Words(row.text), *more), _ROOM
