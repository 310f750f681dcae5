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
HINTS: Final = "language"
HINTS_OFF: Final = "language-off"
"""The parts (``PackChange.part``)."""

_SLUG = re.compile(r"[a-z][a-z0-9-]{0,39}")
_LONGEST, _MOST = 300, 12
_CALLED = {
    FACTORS: "There is a factor #{key} of your own already: change that one.",
    PROMPTS: "This review has questions of its own there already: change those.",
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
    return change


def key_of(part: str, typed: str) -> str:
    """The key of a change as it is kept, whatever was typed around it."""
    if part == FACTORS:
        return typed.strip().lstrip("#").casefold()
    return " ".join(typed.split()) if part == HINTS else typed


def _in_the_pack(slug: str) -> str:
    """What a factor is called in the pack; "" where no set has it."""
    items = (item for one in pack("factors")["sets"] for item in one["items"])
    return next((str(item["label"]) for item in items if item["id"] == slug), "")


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
        _check_questions(change.changes.get("prompts", ""))
    if change.part == HINTS and not re.search(r"\w", change.key):
        raise Problem("A hint needs words to look for.")
    for words in (change.key, *change.changes.values()):
        if change.part != PROMPTS and len(words) > _LONGEST:
            raise Problem(f"That is too long: {_LONGEST} characters are the most.")


def _check_questions(text: str) -> None:
    questions = [line.strip() for line in text.splitlines() if line.strip()]
    if not questions:
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
