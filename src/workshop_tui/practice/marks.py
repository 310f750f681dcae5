"""Marks on single items: not for one agency, or legal advice."""

from __future__ import annotations

from collections.abc import Iterable

from workshop_tui.practice.preparing import Restriction
from workshop_tui.practice.records import Record

NOT_FOR = "not for"
LEGAL_ADVICE = "legal advice"


class Marks:
    """Which items are marked, and how; an item is known by its table and uid.

    Args:
        restrictions: The marks that stand.
    """

    def __init__(self, restrictions: Iterable[Restriction] = ()) -> None:
        self._of: dict[tuple[str, str], list[Restriction]] = {}
        for one in restrictions:
            self._of.setdefault((one.table_name, one.row_uid), []).append(one)

    def of(self, item: Record) -> list[Restriction]:
        """The marks on an item."""
        return self._of.get((item.TABLE, item.uid), [])

    def legal_advice(self, item: Record) -> bool:
        """Whether an item is legal advice: in no document but the working papers with names."""
        return any(one.mark == LEGAL_ADVICE for one in self.of(item))

    def not_for(self, item: Record) -> set[int]:
        """The agencies for which an item is not, by id."""
        return {
            one.agency_id
            for one in self.of(item)
            if one.mark == NOT_FOR and one.agency_id is not None
        }
