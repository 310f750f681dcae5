"""The contributory factors that a review uses: one set of the practice pack, with its own changes.

The sets are the twelve conditions of child reviews (the default), SEIPS, the London Protocol, the
Yorkshire framework and SCIE's; switching touches nothing that was tagged before.
"""

from __future__ import annotations

from dataclasses import dataclass

from workshop_tui.practice.preparing import PackChange
from workshop_tui.review import pack_changes
from workshop_tui.review.reader import Reader
from workshop_tui.store.resources import pack


@dataclass(frozen=True, slots=True)
class Factor:
    """A condition that people worked in.

    Attributes:
        slug: What is typed behind "#". label: in words. hint: what it means.
    """

    slug: str
    label: str
    hint: str = ""


def chosen_set(read: Reader) -> str:
    """The id of the set that this review uses."""
    for one in read.records(PackChange, part=pack_changes.FACTOR_SET):
        if one.changes.get("set") in pack_changes.sets():
            return one.changes["set"]
    sets = pack("factors")["sets"]
    return str(next((one for one in sets if one.get("default")), sets[0])["id"])


def factors(read: Reader) -> tuple[Factor, ...]:
    """What is offered behind "#": the set's factors, then the review's own."""
    own = {one.key: one for one in read.records(PackChange, part=pack_changes.FACTORS)}
    chosen = chosen_set(read)
    found = next(one for one in pack("factors")["sets"] if one["id"] == chosen)
    known = {item["id"]: _of_pack(item) for item in found["items"]}
    known |= {key: _own(key, one) for key, one in own.items()}
    return tuple(
        factor
        for slug, factor in known.items()
        if slug not in own or own[slug].changes.get("offered") != "no"
    )


def labels(read: Reader) -> dict[str, str]:
    """Every factor in words by its slug: the chosen set's, those of all others, one's own."""
    known: dict[str, str] = {}
    for one in pack("factors")["sets"]:
        known |= {item["id"]: str(item["label"]) for item in one["items"]} | known
    return known | {factor.slug: factor.label for factor in factors(read)}


def _of_pack(item: dict[str, str]) -> Factor:
    return Factor(item["id"], item["label"], item.get("hint", ""))


def _own(key: str, change: PackChange) -> Factor:
    return Factor(key, change.changes.get("label", key), change.changes.get("hint", ""))
