"""Columns beside the date that say the same in part, a year or a weekday, and can contradict it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from workshop_tui.intake.columns import ColumnMap
from workshop_tui.intake.dates import weekday_named
from workshop_tui.intake.headings import date_part, plain
from workshop_tui.practice.when import When

_WEEKDAYS: Final = re.compile(r"week ?day|day(?: of (?:the )?week)?")


class Beside:
    """The columns of a year and of a weekday, as far as they are not part of the date itself.

    It is false where a table has neither.
    """

    def __init__(self, columns: ColumnMap) -> None:
        free = [(n, name) for n, name in enumerate(columns.headers) if n not in columns.used()]
        self._years = [n for n, name in free if date_part(name) == "year"]
        self._weekdays = [n for n, name in free if _WEEKDAYS.fullmatch(plain(name))]

    def __bool__(self) -> bool:
        return bool(self._years or self._weekdays)

    def disagreements(self, when: When, words: Sequence[str]) -> Iterator[str]:
        """A flag for each column that says something else than the date."""
        if when.earliest is None or when.latest is None:
            return
        for column in self._years[:1]:
            year = int(words[column]) if re.fullmatch(r"\d{4}", words[column]) else None
            if year is not None and not when.earliest.year <= year <= when.latest.year:
                yield "year-mismatch"
        for column in self._weekdays[:1]:
            said = weekday_named(words[column]) if when.earliest == when.latest else None
            if said is not None and when.earliest.weekday() != said:
                yield "weekday-column"
