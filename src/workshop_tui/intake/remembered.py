"""Columns as somebody confirmed them before: an agency's next file is read the same way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from workshop_tui.intake.columns import ColumnMap, NoChronology, headers_of, propose_columns
from workshop_tui.intake.headings import FIELDS
from workshop_tui.intake.raw import RawTable, UnreadableFile


@dataclass(frozen=True, slots=True)
class Remembered:
    """What the columns of a table with these headings were confirmed to mean.

    Attributes:
        headers: The names of its columns, from left to right.
        columns: Field to heading or headings, as ``ColumnMap.named`` says it.
    """

    headers: tuple[str, ...]
    columns: Mapping[str, str]


def propose_again(
    table: RawTable,
    chosen: Mapping[str, str],
    like: ColumnMap | None,
    remembered: Sequence[Remembered],
) -> ColumnMap | NoChronology:
    """Propose what a table's columns mean, as before where its headings are those of before.

    What a person chooses now goes before what is remembered. For the rest see
    ``columns.propose_columns``.
    """
    before = _fitting(table, remembered) if remembered else None
    try:
        fresh = propose_columns(table, chosen, like)
    except UnreadableFile:
        if before is None:
            raise
        fresh = NoChronology("a column that was chosen is missing")
    if before is None or (isinstance(fresh, ColumnMap) and fresh.named() == before.columns):
        return fresh
    again = {name: before.columns.get(name, "") for name in FIELDS}
    if " | " in again["event"]:  # columns of several agencies are found by their headings alone
        del again["event"]
    try:
        found = propose_columns(table, {**again, **chosen}, like)
    except UnreadableFile:
        return propose_columns(table, chosen, like)
    return found if isinstance(found, ColumnMap) else fresh


def _fitting(table: RawTable, remembered: Sequence[Remembered]) -> Remembered | None:
    headers = headers_of(table)
    return next((one for one in remembered if one.headers == headers), None)
