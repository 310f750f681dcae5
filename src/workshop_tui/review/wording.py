"""Quiet hints on the wording of outcomes: blame, hindsight, weak verbs, a name for a role.

They never block, and what stands in quotation marks is passed over: somebody's own words stay.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from workshop_tui.practice import language
from workshop_tui.practice.kinds import OutcomeKind
from workshop_tui.practice.records import Identity, Mention, Outcome
from workshop_tui.privacy.matcher import PERSON_KINDS, UNSETTLED, Match, Matcher, matcher_of
from workshop_tui.review.pack_changes import HINTS, HINTS_OFF
from workshop_tui.review.reader import Reader
from workshop_tui.store.resources import pack

NAME = "name"


@dataclass(frozen=True, slots=True)
class WordingHint:
    """Words that could be worded more fairly.

    Attributes:
        start, end: Where they stand. words: the words themselves.
        rule: The practice pack's name of the rule, or ``NAME`` for a real name.
        why: What is wrong with them. neutral: how it can be said instead.
        ask: A question that leads on, or "".
    """

    start: int
    end: int
    words: str
    rule: str
    why: str
    neutral: str
    ask: str = ""

    def instead(self, text: str) -> str:
        """The text with a neutral wording in the place of these words, to be edited."""
        put = self.neutral if self.rule == NAME else f"[{self.neutral}]"
        return text[: self.start] + put + text[self.end :]


class Wording:
    """Looks at wordings; made once, and again when the register changes.

    Args:
        register: Everybody who has a name, with what stands for it.
        rules: Which words get a hint: the pack's, or a review's own (``rules_of``).
    """

    def __init__(
        self, register: Sequence[Identity], rules: Sequence[language.Rule] | None = None
    ) -> None:
        self._register = tuple(register)
        self._rules = pack_rules() if rules is None else rules

    @property
    def matcher(self) -> Matcher:
        """Finds the names; the first time takes a tenth of a second for a long register."""
        return matcher_of(self._register)

    def hints(
        self, text: str, kind: OutcomeKind, ordinary: Sequence[tuple[int, int]] = ()
    ) -> list[WordingHint]:
        """Where a text could be worded more fairly, none overlapping, in its order.

        Args:
            text: An outcome's wording.
            kind: Of the outcome: weak verbs are looked at in actions alone.
            ordinary: Places of words that look like a name and were settled to be none.
        """
        found = [
            WordingHint(
                one.start, one.end, one.words, one.rule.id, one.rule.why, one.rule.neutral,
                one.rule.ask,
            )
            for one in language.hints(text, self._rules, action=kind is OutcomeKind.ACTION)
        ]  # fmt: skip
        spoken = language.spoken(text)
        for match in self.matcher.find(text):
            quoted = any(start <= match.start and match.end <= end for start, end in spoken)
            if not quoted and _is_person(match) and (match.start, match.end) not in ordinary:
                found.append(_of_name(match))
        kept: list[WordingHint] = []
        for hint in sorted(found, key=lambda one: (one.start, -one.end)):
            if not kept or hint.start >= kept[-1].end:
                kept.append(hint)
        return kept


def wording_of(read: Reader) -> Wording:
    """What looks at the wordings of a review, by its register and its rules as they stand."""
    return Wording(read.register(), rules_of(read))


@cache
def pack_rules() -> tuple[language.Rule, ...]:
    """The practice pack's rules."""
    return language.rules(pack("language")["hints"])


def rules_of(read: Reader) -> tuple[language.Rule, ...]:
    """A review's rules: its own first, then the pack's but for those that are switched off."""
    from workshop_tui.practice.preparing import PackChange

    own = [
        language.of_words(
            one.key,
            one.changes.get("why", ""),
            one.changes.get("neutral", ""),
            one.changes.get("ask", ""),
            actions=one.changes.get("actions") == "yes",
        )
        for one in read.records(PackChange, part=HINTS)
    ]
    off = {one.key for one in read.records(PackChange, part=HINTS_OFF)}
    return (*own, *(rule for rule in pack_rules() if rule.id not in off))


def hints_of(read: Reader, wording: Wording, outcome: Outcome) -> list[WordingHint]:
    """Where an outcome's wording, as it stands, could be worded more fairly."""
    settled = read.records(Mention, table_name=Outcome.TABLE, row_uid=outcome.uid)
    ordinary = [
        (one.start, one.end)
        for one in settled
        if one.field_name == "text" and one.identity_id is None
    ]
    return wording.hints(outcome.text, outcome.kind, ordinary)


def _is_person(match: Match) -> bool:
    return match.identity is None or match.identity.kind in PERSON_KINDS


def _of_name(match: Match) -> WordingHint:
    neutral = match.identity.pseudonym if match.identity else UNSETTLED
    return WordingHint(
        match.start,
        match.end,
        match.words,
        NAME,
        "A name stands where a role belongs; documents show the role.",
        neutral,
    )
