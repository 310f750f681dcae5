"""Which column of a table holds the dates of its entries, or which columns together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from workshop_tui.intake.evidence import Evidence
from workshop_tui.intake.headings import Match, date_part, never_event_date

_WITHOUT_HEADING: Final = 2.5  # the most that a column scores without a heading that says "date"


def find_dates(
    headers: Sequence[str],
    columns: Sequence[Evidence],
    matches: Mapping[int, Match],
    taken: set[int],
    *,
    headed: bool,
) -> tuple[tuple[int, ...], str] | str:
    """The column of dates: named so and holding some, or holding hardly anything else.

    Args:
        headers: The names of the columns.
        columns: What they hold.
        matches: The fields that their headings stand for, by column.
        taken: Columns that a person has given another field.
        headed: Whether the table has headings.

    Returns:
        The columns (year, month and day where they stand apart; a date without its year, and
        the year) and why, or why there is none.
    """
    parts = {
        part: n for n, header in reversed(list(enumerate(headers))) if (part := date_part(header))
    }
    named = [
        n for n, m in matches.items() if m.field == "date" and n not in taken and columns[n].filled
    ]
    scores = {
        n: 2 + matches[n].strength + columns[n].days / columns[n].filled
        for n in named
        if _holds_dates(columns[n])
    }
    barred = False
    if max(scores.values(), default=0.0) <= _WITHOUT_HEADING:
        for n, column in enumerate(columns):
            if n in taken or n in named or not column.filled:
                continue
            whole = column.days / column.filled
            if headed and never_event_date(headers[n]):
                barred = barred or column.share >= 0.5
            elif whole >= 0.6 and (n not in matches or matches[n].field not in {"end", "event"}):
                scores[n] = 1 + whole + (0.5 if n == 0 else 0)
    if scores:
        best = max(scores, key=lambda n: (scores[n], -n))
        why = "by its heading" if scores[best] > _WITHOUT_HEADING else "by its contents"
        year = parts.get("year", best)
        if year != best and year not in taken and columns[best].yearless > columns[best].filled / 2:
            return (best, year), why
        return (best,), why
    if headed and "year" in parts and columns[parts["year"]].numbers:
        return tuple(parts[p] for p in ("year", "month", "day") if p in parts), "by its heading"
    years = [n for n, c in enumerate(columns) if n not in taken and c.dates >= 0.8 * c.filled > 0]
    if years and not barred:
        return (years[0],), "by its contents"
    if barred:
        return "its only dates are dates of birth, deadlines or the like"
    if any(column.filled and column.times >= column.filled / 2 for column in columns):
        return "it has times but no dates"
    return "it has no column of dates"


def _holds_dates(column: Evidence) -> bool:
    """Whether a column under a heading that says "date" holds some, written in whatever way."""
    half = column.filled / 2
    return bool(column.dates) or column.numbers > half or column.yearless > half
