"""Ages inside free text, given in bands.

Recognised are the usual ways of telling an age. What only implies one (a school year, "the
toddler", "at 8 months") is not, and documents say so.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from workshop_tui.practice.age_bands import AgeBands
from workshop_tui.privacy.coarse import age_forms as forms
from workshop_tui.privacy.coarse.finding import find_dates

LEFT_OUT: Final = "(date left out)"
_DIGIT: Final = re.compile(r"\d")
_OLDEST: Final = 120


@dataclass(frozen=True)
class Ages:
    """Gives ages in bands.

    Attributes:
        bands: Which.
        people: The pseudonyms of children and family, behind which "(4)" and ", 4," are ages.
    """

    bands: AgeBands
    people: Sequence[str] = ()

    def text(self, text: str) -> str:
        """A text with the ages that can be recognised in bands, and dates of birth left out."""
        if _DIGIT.search(text) is None and forms.HINT.search(text) is None:
            return text
        text = _without_births(text)
        for pattern, say in self._forms:
            text = pattern.sub(say, text)
        return text

    @cached_property
    def _forms(self) -> tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...]:
        people = list(self.people)
        return (
            (forms.BIRTHDAY, lambda found: found["word"]),
            (forms.OLD, self._old),
            (forms.SHORT_OLD, self._aged),
            (forms.AGED, self._list),
            (forms.COMPACT, self._compact),
            (forms.CHILD_OF, self._behind),
            (forms.WHEN_WAS, self._behind),
            (forms.TURNED, self._behind),
            (forms.in_brackets(people), self._several),
            (forms.beside(people), self._behind),
        )

    def _aged(self, found: re.Match[str]) -> str:
        age = _years(found["n"], found["unit"])
        return found[0] if age is None else f"aged {self.bands.of(age)}"

    def _old(self, found: re.Match[str]) -> str:
        age = _years(found["n"], found["unit"])
        before = found.string[: found.start()]
        if age is None or forms.LIMIT.search(before):
            return found[0]
        least = _years(found["from"], found["unit"]) if found["from"] else age
        band = self.bands.of(min(least or 0, age), age)
        hyphened = re.search(forms.HYPHEN, found["h"] or "")
        plural = "s" if found[0].lower().endswith("olds") else ""
        if hyphened or plural or forms.NOUN_FOLLOWS.search(before):
            return f"{band.replace(' and over', '+')}-year-old{plural}"
        return f"aged {band}"

    def _compact(self, found: re.Match[str]) -> str:
        lasts = forms.DURATION.search(found.string[: found.start()])
        return found[0] if lasts else self._aged(found)

    def _behind(self, found: re.Match[str]) -> str:
        age = _years(found["n"], found.groupdict().get("unit"))
        return found[0] if age is None else f"{found['lead']}{self.bands.of(age)}"

    def _several(self, found: re.Match[str]) -> str:
        ages = [_years(item["n"], None) for item in forms.ITEM.finditer(found["list"])]
        bands = dict.fromkeys(self.bands.of(age) for age in ages if age is not None)
        return found[0] if None in ages else f"{found['lead']}{' and '.join(bands)}"

    def _list(self, found: re.Match[str]) -> str:
        """Ages behind "aged": "3, 5 and 8" band by band, "5 to 7" as one."""
        items = list(forms.ITEM.finditer(found["list"]))
        units = [item["unit"] for item in items]
        said: list[str] = []
        ages: list[int] = []
        for number, item in enumerate(items):
            age = _years(item["n"], next((unit for unit in units[number:] if unit), None))
            if age is None:
                return found[0]
            joint = "to" if ages and found["between"] else (item["joint"] or "").strip()
            if ages and (joint == "to" or re.fullmatch(forms.HYPHEN, joint)):
                said[-1] = self.bands.of(min(ages[-1], age), max(ages[-1], age))
            else:
                said.append(self.bands.of(age))
            ages.append(age)
        bands = list(dict.fromkeys(said))
        words = " and ".join([", ".join(bands[:-1]), bands[-1]] if len(bands) > 1 else bands)
        return f"{found['lead']}{found['colon'] or ''} {found['of'] or ''}{words}"


def _without_births(text: str) -> str:
    """Dates of birth left out altogether: a month of birth tells an age as well as a number."""
    if forms.MAY_BE_BORN.search(text) is None:
        return text
    parts: list[str] = []
    position = 0
    for found in find_dates(text):
        before = text[position : found.start]
        cue = forms.BORN.search(before)
        if cue is not None:
            parts += [before[: cue.start()], f"{cue['cue']} {LEFT_OUT}"]
            position = found.end
    whole = "".join([*parts, text[position:]])
    return forms.BORN_YEAR.sub(lambda found: f"{found['cue']} {LEFT_OUT}", whole)


def _years(number: str, unit: str | None) -> int | None:
    """An age in whole years; None where nobody is that old."""
    written = re.match(r"\d+|[a-z]+(?:-[a-z]+)?", number.lower())
    if written is None:
        return None
    count = int(written[0]) if written[0].isdecimal() else forms.NUMBERS.get(written[0])
    if count is None:
        return None
    in_a_year = {"m": 12, "w": 52, "d": 365}.get((unit or "")[:1].lower(), 1)
    return count // in_a_year if count // in_a_year <= _OLDEST else None
