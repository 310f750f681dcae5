"""Tables whose heading says what a bare value under it is: "DOB" above "14/05/2019"."""

from __future__ import annotations

import re
from collections.abc import Sequence

_BORN = re.compile(r"\b(?:d\.?\s?o\.?\s?b\b|date of birth|birth ?date|born)", re.IGNORECASE)
_TELLING = re.compile(
    r"\b(?:tel|phone|mobile|contact (?:no|number)|log|crime|case|police|hospital|court|urn|upn|"
    r"pupil|client|patient|tenancy|account|incident|reference|ref|number|no|id|chi|mrn|nhs)\b",
    re.IGNORECASE,
)
_FIRST = 10


def is_telling(heading: str) -> bool:
    """Whether a heading says of bare values under it that they identify somebody."""
    return bool(_BORN.search(heading) or _TELLING.search(heading))


class Columns:
    """The columns of one table whose values are told with what their heading says of them."""

    def __init__(self) -> None:
        self._rows = 0
        self._heads: dict[int, str] = {}

    def told(self, row: Sequence[str]) -> str:
        """The row's values under telling headings, each after its heading; "" where none is.

        The heading is looked for in the first rows: titles may stand above it.
        """
        told = [f"{self._heads[at]}: {row[at]}" for at in self._heads if at < len(row) and row[at]]
        if not self._heads and self._rows < _FIRST:
            self._rows += 1
            for at, cell in enumerate(row):
                if len(cell) < 40 and _BORN.search(cell):
                    self._heads[at] = "date of birth"
                elif len(cell) < 40 and _TELLING.search(cell) and not any(map(str.isdigit, cell)):
                    self._heads[at] = cell
        return " | ".join(told)
