"""The contributory factors that a review uses: one set of the practice pack, with its own changes.

The sets are the twelve conditions of child reviews (the default), SEIPS, the London Protocol, the
Yorkshire framework and SCIE's; switching touches nothing that was tagged before.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

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
    known = {item["id"]: _of_pack(item) for item in _set(chosen)["items"]}
    known |= {key: _own(key, one) for key, one in own.items()}
    return tuple(
        factor
        for slug, factor in known.items()
        if slug not in own or own[slug].changes.get("offered") != "no"
    )


def titles(read: Reader) -> dict[str, str]:
    """Every factor in words by its slug, as screens and lists show it.

    What the chosen set does not hold, but something may be tagged with, says from where it is.
    """
    offered = {factor.slug: factor.label for factor in factors(read)}
    elsewhere = {
        item["id"]: one["title"] for one in pack("factors")["sets"] for item in one["items"]
    }
    chosen = {item["id"] for item in _set(chosen_set(read))["items"]}
    known = {}
    for slug, label in labels(read).items():
        whence = "" if slug in offered else elsewhere.get(slug, "")
        whence = "not offered any more" if slug in chosen or not whence else whence
        known[slug] = label if slug in offered else f"{label} ({whence})"
    return known


def _set(name: str) -> dict[str, Any]:
    found: dict[str, Any] = next(one for one in pack("factors")["sets"] if one["id"] == name)
    return found


def labels(read: Reader) -> dict[str, str]:
    """Every factor in words by its slug: the chosen set's, those of all others, one's own."""
    known: dict[str, str] = {}
    for one in pack("factors")["sets"]:
        known |= {item["id"]: str(item["label"]) for item in one["items"]} | known
    own = read.records(PackChange, part=pack_changes.FACTORS)
    return known | {one.key: _own(one.key, one).label for one in own}


def _of_pack(item: dict[str, str]) -> Factor:
    return Factor(item["id"], item["label"], item.get("hint", ""))


def _own(key: str, change: PackChange) -> Factor:
    return Factor(key, change.changes.get("label") or key, change.changes.get("hint", ""))
