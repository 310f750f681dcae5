"""Ages in bands: "5–9" instead of 6, as wide as the practice pack says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from workshop_tui.practice.problems import Problem

_BAND: Final = re.compile(r"(\d{1,3})\s*[-–]\s*(\d{1,3})")
_OPEN: Final = re.compile(r"(\d{1,3})\s*(?:\+|and over|or over|or older)")


@dataclass(frozen=True, slots=True)
class AgeBands:
    """Bands of whole years that follow one another from birth on.

    Attributes:
        bands: First and last year of each; the last band is open.
    """

    bands: tuple[tuple[int, int | None], ...] = ((0, None),)

    @classmethod
    def read(cls, labels: Sequence[str]) -> AgeBands:
        """Bands from words such as "0–1", "2–4", "5 and over".

        Raises:
            Problem: If one cannot be read, or a year lies in none or in two of them.
        """
        bands: list[tuple[int, int | None]] = []
        expected = 0
        for label in labels:
            closed, open_ = _BAND.fullmatch(label.strip()), _OPEN.fullmatch(label.strip())
            found = closed or open_
            if found is None or (bands and bands[-1][1] is None):
                raise Problem(
                    f'{label!r} is no band of ages. Write them like "0–1", "2–4" and the last one '
                    'like "65 and over".'
                )
            first, last = int(found[1]), int(closed[2]) if closed else None
            if first != expected or (last is not None and last < first):
                raise Problem(
                    f"The band of ages {label!r} should begin at {expected}, where the band "
                    "before it ends."
                )
            bands.append((first, last))
            expected = (last or 0) + 1
        if not bands or bands[-1][1] is not None:
            raise Problem('The last band of ages must be open, like "65 and over".')
        return cls(tuple(bands))

    def of(self, youngest: int, oldest: int | None = None) -> str:
        """The band of an age in whole years, or the bands from one age to another as one."""
        low, high = self._band(youngest), self._band(max(youngest, oldest or youngest))
        if high[1] is None:
            return f"{low[0]} and over"
        return f"{low[0]}–{high[1]}"

    def _band(self, age: int) -> tuple[int, int | None]:
        return next(band for band in self.bands if band[1] is None or age <= band[1])
