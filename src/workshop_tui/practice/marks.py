"""Marks on single items: not for one agency, or legal advice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, Final, TypeVar

from workshop_tui.practice.records import Record, Restriction

NOT_FOR: Final = "not for"
LEGAL_ADVICE: Final = "legal advice"

R = TypeVar("R", bound=Record)

SIGNS: Final = {NOT_FOR: "⊘", LEGAL_ADVICE: "§"}
VEILED: Final = "§ Legal advice: not shown in the room's view."

_VEILS: Final[dict[str, dict[str, Any]]] = {
    "entry": {"text": VEILED, "source": "", "fields": {}, "date_note": None, "end_text": None},
    "capture": {"text": VEILED, "line": VEILED, "themes": (), "checker": ""},
    "outcome": {"text": VEILED, "themes": ()}
    | dict.fromkeys(("why", "still_current", "owner", "expected_change", "measure"), "")
    | dict.fromkeys(("unsafe_now", "told", "due", "manager", "route", "result"), ""),
    "line_of_enquiry": {"title": VEILED, "question": ""},
    "family_words": {"text": VEILED, "use": ""},
    "return_item": {"text": VEILED, "why": "", "date_text": ""},
}


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

    def veiled(self, item: R, *, shows_names: bool) -> R:
        """The item as a view may show it: what is legal advice says nothing in the room's view."""
        if shows_names or not self.legal_advice(item):
            return item
        return replace(item, **_VEILS[item.TABLE])

    def words(self, item: Record, agencies: Mapping[int, str]) -> list[str]:
        """The marks of an item in words: "legal advice", "not for Police".

        Args:
            item: The item.
            agencies: What each agency is called here, by id.
        """
        said = [LEGAL_ADVICE] if self.legal_advice(item) else []
        names = sorted(agencies.get(one, "an agency") for one in self.not_for(item))
        return [*said, *(f"{NOT_FOR} {name}" for name in names)]

    def signed(self, item: Record, agencies: Mapping[int, str]) -> str:
        """The same with a sign before each: "⊘ not for Police"; "" without marks."""
        said = self.words(item, agencies)
        return " · ".join(
            f"{SIGNS[LEGAL_ADVICE if one == LEGAL_ADVICE else NOT_FOR]} {one}" for one in said
        )
