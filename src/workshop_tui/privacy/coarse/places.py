"""Places told by their kind alone: "School 1" becomes "a school"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

_NUMBERED: Final = re.compile(r"(?P<kind>.*[^\W\d_])\s+(?:\d{1,3}|[A-Z])")
_OPENS: Final = re.compile(r"(?:^|[.!?…:]\s+|\n\s*|[“\"'(]\s*)$")
_DETERMINED: Final = (
    "the|a|an|this|that|these|their|her|his|my|our|your|its|another|each|every|which|no|any"
)


@dataclass(frozen=True)
class Places:
    """Gives places by their kind.

    Attributes:
        pseudonyms: What stands for schools, agencies, places and addresses. One without a number
            ("The area", "Next door") tells a kind already and stays.
    """

    pseudonyms: Sequence[str]

    def text(self, text: str) -> str:
        """A text in which no place can be told from another of its kind."""
        if self._pattern is None:
            return text
        seen: dict[str, list[str]] = {}
        return self._pattern.sub(lambda found: self._said(found, seen), text)

    def kind(self, pseudonym: str) -> str:
        """What a place is, in a table: "School"; the pseudonym itself where it has no number."""
        found = _NUMBERED.fullmatch(pseudonym.strip())
        return found["kind"] if found else pseudonym

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        numbered = sorted(
            {one for one in self.pseudonyms if _NUMBERED.fullmatch(one.strip())},
            key=len,
            reverse=True,
        )
        if not numbered:
            return None
        words = "|".join(re.escape(one.strip()) for one in numbered)
        return re.compile(
            rf"(?<!\w)(?:(?P<the>{_DETERMINED})(?P<gap>\s+))?(?P<place>{words})(?!\w)", re.I
        )

    def _said(self, found: re.Match[str], seen: dict[str, list[str]]) -> str:
        """A place in words; within one text a second one of its kind is "another school"."""
        kind = self.kind(found["place"])
        noun = kind if kind[1:2].isupper() else kind[:1].lower() + kind[1:]
        before = seen.setdefault(noun.casefold(), [])
        place = found["place"].casefold()
        known = place in before
        if not known:
            before.append(place)
        if found["the"]:
            return f"{found['the']}{found['gap']}{noun}"
        article = "an" if noun[:1].lower() in "aeiou" else "a"
        if known and len(before) == 1:
            article = "the"
        elif not known and len(before) > 1:
            article = "another"
        opens = _OPENS.search(found.string[: found.start()]) is not None
        return f"{article.capitalize() if opens else article} {noun}"
