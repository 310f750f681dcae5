"""An honest date: what was written, and what that can mean at the most and at the least."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple


class When(NamedTuple):
    """When something happened, as far as the source says it.

    Attributes:
        text: The date as written, verbatim; always what is shown.
        earliest: First day it can mean, or None (undated, or open to the past).
        latest: Last day it can mean, or None (undated, or open to the future).
        time: "HH:MM" or "HH:MM:SS", or None.
        note: Why the date is approximate, derived or uncertain, or None.
    """

    text: str
    earliest: dt.date | None = None
    latest: dt.date | None = None
    time: str | None = None
    note: str | None = None

    def sort_key(self) -> str:
        """Text that sorts as a reader expects: a vague entry heads its period, undated last."""
        anchor = self.earliest or self.latest
        if anchor is None:
            return f"9999-99-99|00000|{self.time or ''}"
        if self.earliest == self.latest:
            return f"{anchor.isoformat()}|99999|{self.time or ''}"
        width = (self.latest - self.earliest).days if self.earliest and self.latest else 99_998
        return f"{anchor.isoformat()}|{99_999 - width:05d}|{self.time or ''}"
