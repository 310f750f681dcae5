"""Everything that a circulation makes coarse in a text, in one call."""

from __future__ import annotations

from dataclasses import dataclass, field

from workshop_tui.privacy.coarse.ages import Ages
from workshop_tui.privacy.coarse.calendars import Calendar
from workshop_tui.privacy.coarse.clock import without_times
from workshop_tui.privacy.coarse.places import Places


@dataclass(frozen=True)
class Coarse:
    """What a circulation makes coarse; what is None it gives as it is.

    Attributes:
        calendar: How it gives dates. ages: how it gives ages. places: how it tells of places.
    """

    calendar: Calendar | None = None
    ages: Ages | None = None
    places: Places | None = None
    _known: dict[str, str] = field(default_factory=dict, repr=False, compare=False)

    def text(self, text: str) -> str:
        """A text, already without names, as coarse as this circulation wants it."""
        told = self._known.get(text)  # "Yes", "Home visit": most columns repeat themselves
        if told is None:
            told = self._known[text] = self._told(text)
        return told

    def _told(self, text: str) -> str:
        if self.ages is not None:  # first: a date of birth is an age
            text = self.ages.text(text)
        if self.calendar is not None:
            text = without_times(self.calendar.text(text))
        return self.places.text(text) if self.places is not None else text
