"""The view: through which every screen, command and export reads text."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import cached_property

from workshop_tui.practice.records import Identity, Mention
from workshop_tui.privacy.folding import fold
from workshop_tui.privacy.matcher import UNSETTLED, Match, Matcher, forms, matcher_of

_KEPT = 4096
_WORD = re.compile(r"[^\W_]+")


class Tier(StrEnum):
    """For whose eyes: the working screen with names, or a circulation tier without."""

    NAMES = "names"
    ROOM = "room"
    PANEL = "panel"
    BOARD = "board"
    PUBLIC = "public"


class View:
    """Renders text with names or with pseudonyms.

    Args:
        tier: For whose eyes.
        register: Everybody and everything that must not be named.
        mentions: What people decided about particular words.

    Attributes:
        settled: Where ordinary words that look like names were shown, for the leak check.
    """

    def __init__(
        self, tier: Tier, register: Sequence[Identity] = (), mentions: Sequence[Mention] = ()
    ) -> None:
        self.tier = tier
        self._register = register
        self._identities = {identity.id: identity for identity in register}
        self._mentions: dict[tuple[str, str, str], list[Mention]] = {}
        for mention in mentions:
            key = (mention.table_name, mention.row_uid, mention.field_name)
            self._mentions.setdefault(key, []).append(mention)
        self._cache: dict[str, str] = {}
        self.settled: set[str] = set()

    @cached_property
    def _matcher(self) -> Matcher:
        """Made at the first pseudonym: a register takes a tenth of a second to compile."""
        return matcher_of(tuple(self._register))

    @property
    def shows_names(self) -> bool:
        """Whether names are shown as they were written."""
        return self.tier is Tier.NAMES

    def pseudonyms(self, *kinds: str) -> list[str]:
        """The pseudonyms of the register's lines of these kinds ("child", "place")."""
        return [one.pseudonym for one in self._register if one.kind in kinds]

    def text(self, text: str) -> str:
        """Text as this view may show it."""
        if self.shows_names or not text:
            return text
        found = self._cache.get(text)
        if found is None:
            if len(self._cache) > _KEPT:
                self._cache.clear()
            found = self._cache[text] = self._matcher.replace(text)
        return found

    def field(self, table: str, row_uid: str, name: str, text: str) -> str:
        """A record's field, with what people decided about its words.

        A decision that no longer fits the words (they were edited since) is left aside: a name is
        then replaced as usual.
        """
        mentions = self._mentions.get((table, row_uid, name))
        if self.shows_names or not mentions:
            return self.text(text)
        shown: list[str] = []
        ordinary: list[tuple[int, int]] = []
        position = 0
        for mention in self._fitting(mentions, text):
            shown.append(self.text(text[position : mention.start]))
            start = sum(map(len, shown))
            shown.append(self._mentioned(mention, text))
            if mention.identity_id is None:
                ordinary.append((start, start + len(shown[-1])))
            position = mention.end
        whole = "".join([*shown, self.text(text[position:])])
        if ordinary:
            from workshop_tui.privacy.settled import context

            self.settled.update(context(whole, start, end) for start, end in ordinary)
        return whole

    def fields(self, named: Mapping[str, str]) -> dict[str, str]:
        """A source's other columns: both names and values; none is lost where two become one."""
        shown: dict[str, str] = {}
        for name, value in named.items():
            base = key = self.text(name)
            number = 2
            while key in shown:
                key, number = f"{base} ({number})", number + 1
            shown[key] = self.text(value)
        return shown

    def search_groups(self, words: str) -> list[list[str]]:
        """Search words as this view may use them: each group holds alternatives.

        Where pseudonyms are shown, a pseudonym stands for all names behind it, and words that
        hold a registered name give no groups at all: they find nothing.
        """
        if self.shows_names:
            return [[word] for word in words.split()]
        identities, rest = self._pseudonyms_in(words)
        if any(self._matcher.find(rest)):
            return []
        groups = [
            list(dict.fromkeys([identity.pseudonym, *_searchable(identity)]))
            for identity in identities
        ]
        return [*groups, *([word] for word in rest.split())]

    def shows(self, words: str, *texts: str) -> bool:
        """Whether what this view shows of the texts holds every search word.

        A registered name therefore finds nothing where pseudonyms are shown.
        """
        if self.shows_names:
            return True
        shown = fold(" ".join(self.text(text) for text in texts)).lower
        identities, rest = self._pseudonyms_in(words)
        if any(self._matcher.find(rest)):
            return False
        phrases = [fold(identity.pseudonym).lower for identity in identities]
        return all(
            re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", shown) for phrase in phrases
        ) and all(
            re.search(rf"(?<!\w){re.escape(_stem(word))}", shown)
            for word in _WORD.findall(fold(rest).lower)
        )

    def _pseudonyms_in(self, words: str) -> tuple[list[Identity], str]:
        """The pseudonyms that search words name, longest first, and the words that are left."""
        found: list[Identity] = []
        rest = words
        for identity in sorted(self._identities.values(), key=lambda i: -len(i.pseudonym)):
            pattern = rf"(?<!\w){re.escape(identity.pseudonym)}(?!\w)"
            left = re.sub(pattern, " ", rest, flags=re.IGNORECASE) if identity.pseudonym else rest
            if left != rest:
                found.append(identity)
                rest = left
        return found, rest

    def _fitting(self, mentions: Sequence[Mention], text: str) -> list[Mention]:
        """The mentions that fit the text as it stands, in order, none overlapping."""
        matches = list(self._matcher.find(text))
        fitting: list[Mention] = []
        for mention in sorted(mentions, key=lambda m: (m.start, m.id)):
            after = fitting[-1].end if fitting else 0
            if mention.start >= after and _fits(mention, matches, len(text)):
                fitting.append(mention)
        return fitting

    def _mentioned(self, mention: Mention, text: str) -> str:
        if mention.identity_id is None:
            return text[mention.start : mention.end]
        identity = self._identities.get(mention.identity_id)
        return identity.pseudonym if identity else UNSETTLED


def _fits(mention: Mention, matches: Sequence[Match], length: int) -> bool:
    """Whether a mention may be followed: it must not cut a name, nor bring back a different one."""
    if not 0 <= mention.start < mention.end <= length:
        return False
    touched = [m for m in matches if m.start < mention.end and mention.start < m.end]
    if mention.identity_id is None:
        return [(m.start, m.end) for m in touched] == [(mention.start, mention.end)]
    return all(mention.start <= m.start and m.end <= mention.end for m in touched)


def _searchable(identity: Identity) -> list[str]:
    return [form.words for form in forms(identity) if len(form.words) > 1]


def _stem(word: str) -> str:
    """Enough of a word to recognise its inflected forms, which the search index joins."""
    return word if len(word) < 5 else word[: max(4, len(word) - 3)]
