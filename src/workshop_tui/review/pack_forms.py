"""The forms in which a review changes the practice pack for itself; the pack stays as it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from workshop_tui.practice.forms import Field, FieldKind, Form
from workshop_tui.practice.preparing import PackChange
from workshop_tui.practice.records import Review
from workshop_tui.review import pack_changes
from workshop_tui.review.pack import bodies
from workshop_tui.store.resources import pack

K = FieldKind


def bodies_form() -> Form:
    """What the boards and groups are called here; they differ between places."""
    return Form(
        "bodies",
        "Names of boards and groups",
        "names of boards and groups",
        "Sub-groups and boards differ between places; what is empty keeps the standard name.",
        Review,
        tuple(
            Field(f"bodies.{one['id']}", str(one["name"]), help=str(one["role"]))
            for one in bodies()
        ),
        single=True,
    )


def factor_set_form() -> Form:
    """Which of the pack's sets of contributory factors this review uses."""
    known = pack_changes.sets()
    told = "; ".join(f"{key}: {title}" for key, title in known.items())
    return Form(
        "factor-set",
        "Contributory factors: which set",
        "set of contributory factors",
        "What is offered behind #.",
        PackChange,
        (
            Field(
                "changes.set",
                "Set",
                K.CHOICE,
                f"{told}. Where nothing is said, the first is used. What was tagged with another "
                "set stays as it is.",
                tuple(known),
            ),
        ),
        single=True,
        fixed=(("part", pack_changes.FACTOR_SET), ("key", "set")),
    )


def factors_form() -> Form:
    """Factors of the review's own, and factors of the pack in other words or not offered."""
    return Form(
        "factor",
        "Contributory factors: your own",
        "contributory factor",
        "Another factor, or one of the set in other words; “no” under Offered leaves it out.",
        PackChange,
        (
            Field(
                "key",
                "Typed behind #",
                K.FACTOR,
                "One of the set, or a new one such as out-of-hours.",
                required=True,
            ),
            Field("changes.label", "In words"),
            Field("changes.hint", "What it means"),
            Field("changes.offered", "Offered", K.CHOICE, choices=("yes", "no")),
        ),
        label=("key", "changes.label"),
        fixed=(("part", pack_changes.FACTORS),),
    )


def prompts_form() -> Form:
    """The questions to have at hand, in this review's words."""
    return Form(
        "prompts",
        "Questions to have at hand",
        "place with questions of its own",
        "Choose where they are asked: the pack's questions stand there, to be changed. "
        "Taken away, the pack's come back.",
        PackChange,
        (
            Field("key", "Where", K.QUESTIONS, "A step, an episode, the room.", required=True),
            Field("changes.prompts", "Questions, one on each line", K.LONG),
        ),
        label=("key",),
        fixed=(("part", pack_changes.PROMPTS),),
    )


def ground_rules_form() -> Form:
    """The ground rules in this review's words."""
    return Form(
        "ground-rule",
        "Ground rules: your own",
        "ground rule",
        "A rule of the practice pack in other words, elsewhere in the list or left out, or one "
        "more. Taken away, the pack's comes back.",
        PackChange,
        (
            Field("key", "Rule", K.RULE, "One of the pack's, or a new one.", required=True),
            Field("changes.title", "Title"),
            Field("changes.text", "What it says", K.LONG),
            Field("changes.place", "Place in the list", help="A number; 1 is read out first."),
            Field("changes.offered", "Read out", K.CHOICE, choices=("yes", "no")),
        ),
        label=("changes.title",),
        fixed=(("part", pack_changes.GROUND_RULES),),
    )


def hints_form() -> Form:
    """Words that get a hint in this review."""
    return Form(
        "hint",
        "Hints on wording: your own",
        "hint on wording",
        "Words to think about in findings, actions and the report; what people said is never "
        "marked, and nothing is held back.",
        PackChange,
        (
            Field("key", "Words", required=True),
            Field("changes.why", "What is hard about them", required=True),
            Field("changes.neutral", "Rather", required=True),
            Field("changes.ask", "A question that leads on"),
            Field("changes.actions", "In actions alone", K.CHOICE, choices=("yes", "no")),
        ),
        label=("key", "changes.neutral"),
        fixed=(("part", pack_changes.HINTS),),
    )


def hints_off_form() -> Form:
    """Hints of the pack that this review does without."""
    return Form(
        "hint-off",
        "Hints on wording: switched off",
        "hint that is switched off",
        "A hint of the practice pack that does not help here, and why.",
        PackChange,
        (
            Field(
                "key",
                "Hint",
                K.CHOICE,
                choices=tuple(str(one["id"]) for one in pack("language")["hints"]),
                required=True,
            ),
            Field("reason", "Because", required=True),
        ),
        label=("key", "reason"),
        fixed=(("part", pack_changes.HINTS_OFF),),
    )


PACK_FORMS: Final[Mapping[str, Callable[[], Form]]] = {
    "bodies": bodies_form,
    "factor-set": factor_set_form,
    "factor": factors_form,
    "prompts": prompts_form,
    "ground-rule": ground_rules_form,
    "hint": hints_form,
    "hint-off": hints_off_form,
}
"""By their short names."""
