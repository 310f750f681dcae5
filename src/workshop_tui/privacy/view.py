"""The view: through which every screen, command and export reads text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum

from workshop_tui.practice.records import Identity, Mention
from workshop_tui.privacy.matcher import UNSETTLED, Matcher

_KEPT = 4096


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
    """

    def __init__(
        self, tier: Tier, register: Sequence[Identity] = (), mentions: Sequence[Mention] = ()
    ) -> None:
        self.tier = tier
        self._matcher = Matcher(register)
        self._identities = {identity.id: identity for identity in register}
        self._mentions: dict[tuple[str, str, str], list[Mention]] = {}
        for mention in mentions:
            key = (mention.table_name, mention.row_uid, mention.field_name)
            self._mentions.setdefault(key, []).append(mention)
        self._cache: dict[str, str] = {}

    @property
    def shows_names(self) -> bool:
        """Whether names are shown as they were written."""
        return self.tier is Tier.NAMES

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
        """A record's field, with what people decided about its words."""
        mentions = self._mentions.get((table, row_uid, name))
        if self.shows_names or not mentions:
            return self.text(text)
        shown, position = [], 0
        for mention in sorted(mentions, key=lambda m: m.start):
            if mention.start < position or mention.end > len(text):
                continue
            shown.append(self.text(text[position : mention.start]))
            shown.append(self._mentioned(mention, text))
            position = mention.end
        return "".join([*shown, self.text(text[position:])])

    def fields(self, named: Mapping[str, str]) -> dict[str, str]:
        """A source's other columns: both names and values."""
        return {self.text(name): self.text(value) for name, value in named.items()}

    def search_groups(self, words: str) -> list[list[str]]:
        """Search words as this view may use them: each group holds alternatives.

        Where pseudonyms are shown, a pseudonym stands for all names behind it.
        """
        if self.shows_names:
            return [[word] for word in words.split()]
        groups: list[list[str]] = []
        rest = words
        by_length = sorted(self._identities.values(), key=lambda i: -len(i.pseudonym))
        for identity in by_length:
            if identity.pseudonym and identity.pseudonym.casefold() in rest.casefold():
                start = rest.casefold().index(identity.pseudonym.casefold())
                rest = rest[:start] + " " + rest[start + len(identity.pseudonym) :]
                names = [identity.pseudonym, identity.name, *identity.name.split()]
                groups.append([*names, *identity.aliases])
        return [*groups, *([word] for word in rest.split())]

    def shows(self, words: str, *texts: str) -> bool:
        """Whether what this view shows of the texts holds every search word.

        A registered name therefore finds nothing where pseudonyms are shown.
        """
        shown = " ".join(self.text(text) for text in texts).casefold()
        if self.shows_names:
            return True
        return all(_stem(word) in shown for word in words.casefold().split())

    def _mentioned(self, mention: Mention, text: str) -> str:
        if mention.identity_id is None:
            return text[mention.start : mention.end]
        identity = self._identities.get(mention.identity_id)
        return identity.pseudonym if identity else UNSETTLED


def _stem(word: str) -> str:
    """Enough of a word to recognise its inflected forms, which the search index joins."""
    return word if len(word) < 5 else word[: max(4, len(word) - 3)]
