"""Shorter papers of the same model: the same-day summary, seven minutes, newsletter, annual report.

None says more than its circulation holds, for each is made of the report's model.
"""

from __future__ import annotations

import re
from typing import Final

from workshop_tui.outputs import model, report
from workshop_tui.outputs.paper import Block, Column, Heading, Paper, Part, Style, Table, Words
from workshop_tui.outputs.report_words import paragraphs, points

_SENTENCE: Final = re.compile(r"(?<=[.!?])\s+")
_BOX: Final = 330
_MOST: Final = 3


def summary(made: model.ReportModel) -> Paper:
    """What those who were in the room take home the same day: outcomes as they stand."""
    when = f", {made.session_date}" if made.session_date else ""
    blocks: list[Block] = [
        Words(
            f"This is what the event{when} came to, as it stands today. Wordings may still change; "
            "drafts are sent to you for comment.",
            style=Style.LEAD,
        )
    ]
    for title, rows in (
        ("What we learned", made.findings),
        ("Good practice", made.good_practice),
        ("Escalations", made.escalations),
        ("Actions", made.actions),
    ):
        if rows:
            blocks += [Heading(title), points([_row(row) for row in rows])]
    if len(blocks) == 1:
        blocks.append(Words("No outcome has been noted yet."))
    if made.checks:
        blocks.append(Heading("Things to be found out"))
        blocks.append(points([_check(one) for one in made.checks]))
    return _paper(made, "Summary for those who took part", blocks)


def _row(row: model.OutcomeRow) -> str:
    draft = " (draft)" if row.status == "draft" else ""
    details = [row.owner, row.due_on or row.due]
    more = f" [{', '.join(filter(None, details))}]" if any(details) else ""
    return f"{row.label}{draft}: {row.text}{more}"


def _check(one: model.CheckRow) -> str:
    details = ", ".join(filter(None, (one.checker, one.due)))
    return f"{one.words} [{details}]" if details else one.words


def seven_minutes(made: model.ReportModel) -> Paper:
    """One page to talk about in a team meeting: seven boxes, each cut at the end of a sentence."""
    asked = "; ".join(line.title.rstrip(".") for line in made.lines)
    why = made.narratives.get("why this case") or made.reason
    happened = made.narratives.get("summary of events") or made.summary
    boxes = (
        ("1 Why this review", why or (f"It asked about: {asked}." if asked else "")),
        ("2 What happened", happened or "The story of the family is not told here."),
        ("3 What we learned", _first(made.findings)),
        ("4 What worked well", _first(made.good_practice)),
        (
            "5 Why it made sense",
            "\n".join(_short(r.why, 130) for r in made.findings[:_MOST] if r.why),
        ),
        ("6 What changes", _changes(made)),
        ("7 Talk about it", _questions(made)),
    )
    rows = tuple((name, _short(words, _BOX) or "Nothing is noted yet.") for name, words in boxes)
    columns = (Column("", 22), Column("", 78))
    table = Table("Seven boxes, one a minute", columns, rows, headed=False)
    return _paper(made, "Seven-minute briefing", [table])


def _first(rows: tuple[model.OutcomeRow, ...]) -> str:
    return "\n".join(_short(row.text, 130) for row in rows[:_MOST])


def _changes(made: model.ReportModel) -> str:
    texts = [one.text for one in made.recommendations] or [one.text for one in made.actions]
    return "\n".join(_short(text, 130) for text in texts[:_MOST])


def _questions(made: model.ReportModel) -> str:
    asked = [row.question for row in made.findings if row.question][:_MOST]
    usual = "What of this do we know from our own work? What would make it easier to do otherwise?"
    return "\n".join([*(_short(one, 120) for one in asked), usual])


def _short(text: str, most: int) -> str:
    """As many whole sentences of a text as fit; of one that is too long, its beginning with "…"."""
    if len(text) <= most:
        return text.strip()
    kept = ""
    for sentence in _SENTENCE.split(text.strip()):
        if len(kept) + len(sentence) + 1 > most:
            break
        kept = f"{kept} {sentence}".strip()
    return kept or f"{text[: most - 2].rstrip()} …"


def newsletter(made: model.ReportModel) -> Paper:
    """A piece for practitioners: what was learned, what worked, what changes."""
    blocks: list[Block] = [*paragraphs(made.narratives.get("what we learned", ""))]
    blocks += _texts("What we learned", made.findings, why=True)
    blocks += _texts("What worked well", made.good_practice, why=True)
    if made.recommendations:
        blocks += [Heading("What changes"), points([one.text for one in made.recommendations])]
    blocks += [Heading("For your team"), points(_questions(made).split("\n"))]
    return _paper(made, "Learning from a review", blocks)


def annual_report(made: model.ReportModel) -> Paper:
    """The section of the annual report: themes, recommendations, lessons and findings."""
    blocks: list[Block] = []
    if made.themes:
        blocks += [Heading("Themes"), points([made.theme(theme) for theme, _ in made.themes])]
    blocks += _texts("Findings", made.findings)
    blocks += _texts("Good practice", made.good_practice)
    if made.recommendations:
        blocks += [
            Heading("Recommendations, and what was decided"),
            points([_decided(one) for one in made.recommendations]),
        ]
    if made.actions:
        states = [f"{row.text} ({row.brag or row.status})" for row in made.actions]
        blocks += [Heading("Actions, and how they stand"), points(states)]
    return _paper(made, "Learning reviews: section of the annual report", blocks)


def _texts(title: str, rows: tuple[model.OutcomeRow, ...], *, why: bool = False) -> list[Block]:
    if not rows:
        return []
    texts = [f"{row.text}\n{row.why}" if why and row.why else row.text for row in rows]
    return [Heading(title), points(texts)]


def _decided(one: model.RecommendationRow) -> str:
    decided = "; ".join(f"{body}: {decision}" for body, decision, _ in one.decided)
    return f"{one.text}\n{decided}" if decided else one.text


def _paper(made: model.ReportModel, title: str, blocks: list[Block]) -> Paper:
    """A paper that begins at once: what it is, for whom, what it was made of."""
    whole = f"{'DRAFT – ' if made.draft else ''}{title}"
    about = Words(f"{made.title}. {report.status(made)}", style=Style.SMALL)
    ending = Words(
        f"Circulation: {made.rules.label}. Made on {made.making.made}, journal "
        f"{made.making.journal_head[:12]}.",
        style=Style.SMALL,
    )
    warning = (
        [Words(report.why_warned(made), f"{made.warning}.", Style.GAP)] if made.warning else []
    )
    head, mark = report.edges(made)
    body = blocks or [Words("Nothing has been noted yet.")]
    part = Part(whole, (*warning, about, *body, ending))
    return Paper(title=f"{whole}: {made.reference}", head=head, mark=mark, parts=(part,))
