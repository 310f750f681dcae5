"""What a review may change of the practice pack, and what such a change must be.

The process can be adapted for each case: prompts, contributory factors and hints on language are
data of the pack, and a review keeps its own changes beside them (``PackChange``).
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from workshop_tui.practice.preparing import PackChange
from workshop_tui.practice.problems import Problem
from workshop_tui.store.resources import pack
from workshop_tui.store.transaction import Transaction

FACTOR_SET: Final = "factor-set"
FACTORS: Final = "factors"
PROMPTS: Final = "prompts"
GROUND_RULES: Final = "ground-rules"
HINTS: Final = "language"
HINTS_OFF: Final = "language-off"
"""The parts (``PackChange.part``)."""
ADAPTED: Final = (FACTOR_SET, FACTORS, PROMPTS, GROUND_RULES, HINTS, HINTS_OFF)
"""What the room works with: it goes along into a note-taker's notebook."""

_SLUG = re.compile(r"[a-z][a-z0-9-]{0,39}")
_LONGEST, _MOST = 300, 12
_TITLE, _RULE = 80, 600
_CALLED = {
    FACTORS: "There is a factor #{key} of your own already: change that one.",
    PROMPTS: "This review has questions of its own there already: change those.",
    GROUND_RULES: "This rule is changed already: change that one.",
    HINTS: "There is a hint on “{key}” already: change that one.",
    HINTS_OFF: "The hint {key} is switched off already.",
}


def completed(change: PackChange) -> PackChange:
    """A new change with what nobody typed: the pack's questions, to be edited."""
    if change.part == PROMPTS and not change.changes.get("prompts", "").strip():
        from workshop_tui.review.prompts import pack_questions

        questions = "\n".join(pack_questions(change.key))
        return replace(change, changes=change.changes | {"prompts": questions})
    change = replace(change, key=key_of(change.part, change.key))
    if change.part == FACTORS and not change.changes.get("label", "").strip():
        label = _in_the_pack(change.key) or change.key.replace("-", " ").capitalize()
        return replace(change, changes=change.changes | {"label": label})
    if change.part == GROUND_RULES:
        given = {name: words for name, words in change.changes.items() if words.strip()}
        return replace(change, changes=_rule_in_the_pack(change.key) | given)
    return change


def key_of(part: str, typed: str) -> str:
    """The key of a change as it is kept, whatever was typed around it."""
    if part == FACTORS:
        return typed.strip().lstrip("#").casefold()
    return " ".join(typed.split()) if part in (HINTS, GROUND_RULES) else typed


def _in_the_pack(slug: str) -> str:
    """What a factor is called in the pack; "" where no set has it."""
    items = (item for one in pack("factors")["sets"] for item in one["items"])
    return next((str(item["label"]) for item in items if item["id"] == slug), "")


def _rule_in_the_pack(key: str) -> dict[str, str]:
    """Title and text of a ground rule of the pack; a new rule is called as it was typed."""
    for rule in pack("ground_rules")["rules"]:
        if rule["id"] == key:
            return {"title": str(rule["title"]), "text": str(rule["text"])}
    return {"title": key}


def check(tx: Transaction, change: PackChange) -> None:
    """Refuse a change that the pack could not hold.

    Raises:
        Problem: With what is wrong and what to do.
    """
    for other in tx.find(PackChange, part=change.part):
        if other.uid != change.uid and other.key.casefold() == change.key.casefold():
            raise Problem(_CALLED.get(change.part, "That is changed already.").format_map(
                {"key": change.key}
            ))  # fmt: skip
    if change.part == FACTORS and not _SLUG.fullmatch(change.key):
        raise Problem(
            f"“{change.key}” cannot be typed behind #: begin with a letter, use small letters, "
            "digits and hyphens, at most 40, such as out-of-hours."
        )
    if change.part == FACTORS and not change.changes.get("label", "").strip():
        raise Problem(f"Say in words what #{change.key} stands for.")
    if change.part == PROMPTS:
        _check_questions(change.key, change.changes.get("prompts", ""))
    if change.part == GROUND_RULES:
        _check_rule(change)
    if change.part == HINTS and not re.search(r"\w", change.key):
        raise Problem("A hint needs words to look for.")
    for words in (change.key, *change.changes.values()):
        if change.part not in (PROMPTS, GROUND_RULES) and len(words) > _LONGEST:
            raise Problem(f"That is too long: {_LONGEST} characters are the most.")


def _check_rule(change: PackChange) -> None:
    title, text = change.changes.get("title", ""), change.changes.get("text", "")
    if not title.strip():
        raise Problem("A ground rule needs a title, which is read out first.")
    if len(title) > _TITLE:
        raise Problem(f"The title is too long: {_TITLE} characters are the most.")
    if len(text) > _RULE:
        raise Problem(
            f"A ground rule of {len(text):,} characters cannot be read out: {_RULE} are the most."
        )
    place = change.changes.get("place", "").strip()
    if place and not (place.isdecimal() and len(place) <= 2 and int(place)):
        raise Problem(f"“Place in the list” is a number such as 1, not “{place[:20]}”.")


def _check_questions(key: str, text: str) -> None:
    from workshop_tui.review.prompts import pack_questions

    questions = [line.strip() for line in text.splitlines() if line.strip()]
    twice = [one for at, one in enumerate(questions) if one in questions[:at]]
    if twice:
        raise Problem(f"The question “{twice[0][:40]}” stands there twice: once is enough.")
    if not questions and pack_questions(key):
        raise Problem(
            "There is no question left. Write one on each line, or take this away to have the "
            "practice pack's own questions again."
        )
    if len(questions) > _MOST:
        raise Problem(f"{len(questions)} questions are too many to have at hand: at most {_MOST}.")
    long = next((one for one in questions if len(one) > _LONGEST), None)
    if long is not None:
        raise Problem(
            f"The question “{long[:40]}…” is too long: {_LONGEST} characters are the most. "
            "Write each question on a line of its own."
        )


def sets() -> dict[str, str]:
    """The sets of contributory factors in the pack, by id with their titles."""
    return {one["id"]: one["title"] for one in pack("factors")["sets"]}
