"""What a document of each circulation holds, and how it says what it leaves out."""

from __future__ import annotations

from dataclasses import dataclass

from workshop_tui.privacy.view import Tier

CONTAINS_NAMES = "Contains names"
"""The warning that a document carries until the register is confirmed."""


@dataclass(frozen=True, slots=True)
class TierRules:
    """What stands in a document of one circulation.

    Attributes:
        label: For whom it is, in words.
        chronology: Whether every entry stands in it, or only those of key episodes.
        entry_texts: Whether entries' own words stand in it.
        other_captures: Whether captured words stand in it that no outcome rests on.
        escalations: Whether escalations stand in it.
        exact_dates: Whether days are given, or only months.
        left_out: Sentences that tell the reader what this circulation leaves out.
    """

    label: str
    chronology: bool = True
    entry_texts: bool = True
    other_captures: bool = True
    escalations: bool = True
    exact_dates: bool = True
    left_out: tuple[str, ...] = ()


_PSEUDONYMS = "Registered names are replaced by roles and pseudonyms."
_NOT_EVIDENCE = "Words spoken at the event on which no finding, action or other outcome rests."

RULES: dict[Tier, TierRules] = {
    Tier.NAMES: TierRules("the review's own working papers, with names"),
    Tier.ROOM: TierRules("those who take part in the event", left_out=(_PSEUDONYMS,)),
    Tier.PANEL: TierRules("the case review panel", left_out=(_PSEUDONYMS,)),
    Tier.BOARD: TierRules(
        "the board and its groups",
        chronology=False,
        other_captures=False,
        left_out=(
            _PSEUDONYMS,
            "The combined chronology, apart from the entries of key episodes.",
            _NOT_EVIDENCE,
        ),
    ),
    Tier.PUBLIC: TierRules(
        "the public",
        chronology=False,
        entry_texts=False,
        other_captures=False,
        escalations=False,
        exact_dates=False,
        left_out=(
            _PSEUDONYMS,
            "The combined chronology, and the wording of every entry.",
            _NOT_EVIDENCE,
            "Escalations.",
            "Exact dates: the month stands instead. Dates inside a text are changed where they "
            "can be recognised, so please read the texts once more before publishing.",
        ),
    ),
}


def warns(tier: Tier, register_confirmed: bool) -> bool:
    """Whether a document must be marked "Contains names"."""
    return tier is Tier.NAMES or not register_confirmed


def withheld(count: int) -> tuple[str, ...]:
    """What is said of marked items that are left out, where there are any."""
    if not count:
        return ()
    items = "1 item that is" if count == 1 else f"{count} items that are"
    return (f"{items} not for everybody whom this document may reach.",)
