"""One row of the table: a figure, the floor beside it, and what was promised."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """A measurement in seconds (or in ``unit``: "%" points of a core, "MB").

    Attributes:
        floor: What it is compared with, measured in the same run; None for an absolute promise.
        promised: The most that the ratio (or, without a floor, the figure itself) may be.
    """

    name: str
    value: float
    floor: float | None
    promised: float | None
    against: str
    unit: str = "ms"

    def text(self) -> str:
        """The row as printed."""
        value = self.value * 1000 if self.unit == "ms" else self.value
        shown = f"{value:9.2f} {self.unit}"
        if self.floor is None:
            judged, figure = value, shown
            beside = ""
        else:
            judged = self.value / self.floor
            figure = f"{judged:9.2f} ×"
            beside = f"{shown} over {self.floor * 1000:.2f} ms"
        verdict = "" if self.promised is None else ("ok" if judged <= self.promised else "OVER")
        promise = "" if self.promised is None else f"≤ {self.promised:g}"
        return f"{self.name:<46}{figure:>14}  {promise:>7} {verdict:<5} {beside}  [{self.against}]"
