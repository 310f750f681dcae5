"""Small words that the report's parts share: counts, facts, quotes, paragraphs."""

from __future__ import annotations

from collections.abc import Iterator

from workshop_tui.outputs import model
from workshop_tui.outputs.paper import Block, Heading, Points, Words

_KNOWN = {"then": "known at the time", "now": "known only now"}


def number(count: int, noun: str) -> str:
    """A count with its noun: "1 entry", "3 entries"."""
    plural = f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"
    return f"{count} {noun if count == 1 else plural}"


def sentence(text: str) -> str:
    """Text that ends as a sentence does."""
    return text if text.endswith((".", "!", "?")) else f"{text}."


def paragraphs(text: str) -> list[Words]:
    """A text as people wrote it, a paragraph where they left a line empty."""
    return [Words(one.strip()) for one in text.split("\n\n") if one.strip()]


def narrative(report: model.ReportModel, section: str) -> list[Words]:
    """What the lead wrote for a section."""
    return paragraphs(report.narratives.get(section, ""))


def fact(lead: str, words: str) -> list[Words]:
    """Words under what they are; none where there are none."""
    if not words.strip():
        return []
    return [Words(words, lead if lead.endswith("?") else f"{lead}:")]


def listed(lead: str, items: list[str]) -> list[Block]:
    """A list under what it is."""
    return [Words("", f"{lead}:"), points(items)] if items else []


def points(items: list[str]) -> Points:
    """A list without leading words."""
    return Points(tuple(("", one) for one in items))


def titled(title: str, items: list[str]) -> list[Block]:
    """A list under a heading; nothing where it is empty."""
    return [Heading(title), points(items)] if items else []


def status(row: model.OutcomeRow) -> str:
    """An outcome's status behind its name, where it is not simply agreed."""
    return "" if row.status == "agreed" else f" ({row.status})"


def quote(one: model.Quote) -> str:
    """Somebody's words, with whose they are, at which entries, and what lay behind them."""
    who = f"{one.who}: " if one.who else ""
    notes = [*one.entries, *([_KNOWN[one.known]] if one.known in _KNOWN else [])]
    if one.paraphrase:
        notes.append("not the very words")
    if one.conversation:
        notes.append("said in a one-to-one conversation")
    where = f" ({'; '.join(notes)})" if notes else ""
    behind = "; ".join(f"{name}: {words}" for name, words in one.behind)
    return f"{who}“{one.words}”{where}" + (f"\nBehind it – {behind}" if behind else "")


def evidence(row: model.OutcomeRow, lead: str) -> Iterator[Block]:
    """What an outcome rests on: words where they stand, else how many."""
    if row.rests_on:
        statements, agencies = row.rests_on
        counted = number(statements, "captured statement")
        whose = f", by people of {number(agencies, 'agency')}" if agencies else ""
        yield from fact("Rests on", f"{counted}{whose}." if statements else "nothing captured yet.")
    elif row.evidence:
        # The capture that an outcome was made of says nothing new beside others.
        others = [one for one in row.evidence if one.words.strip() != row.text.strip()]
        yield from listed(lead, [quote(one) for one in others or row.evidence])
    else:
        yield from fact(lead, "No captured words are linked to it yet.")
