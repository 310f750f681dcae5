"""The ground rules of a review's events: the practice pack's, with the review's own changes."""

from __future__ import annotations

from workshop_tui.outputs.wording import Rule, ground_rules
from workshop_tui.practice.preparing import PackChange
from workshop_tui.review.pack_changes import GROUND_RULES
from workshop_tui.review.reader import Reader


def rules_in_force(read: Reader) -> tuple[Rule, ...]:
    """What is read out at the start: reworded, added to, left out, put where the review says."""
    own = {one.key: one for one in read.records(PackChange, part=GROUND_RULES)}
    everything = {rule.id: rule for rule in ground_rules()} | {
        key: Rule(key, one.changes.get("title", key), one.changes.get("text", ""))
        for key, one in own.items()
    }
    found = [
        rule
        for key, rule in everything.items()
        if key not in own or own[key].changes.get("offered") != "no"
    ]
    placed = {rule.id: place for rule in found if (place := _place(own.get(rule.id)))}
    for rule in sorted((rule for rule in found if rule.id in placed), key=lambda r: placed[r.id]):
        found.remove(rule)
        found.insert(placed[rule.id] - 1, rule)
    return tuple(found)


def _place(change: PackChange | None) -> int:
    typed = change.changes.get("place", "") if change else ""
    return int(typed) if typed.isdecimal() else 0
