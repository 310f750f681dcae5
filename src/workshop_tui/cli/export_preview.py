"""What an export would bring out, said on the command line; nothing is written."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from workshop_tui.cli.leaks import finding_shape, say_held_back, say_warnings
from workshop_tui.cli.output import aside, print_json, rows, say

if TYPE_CHECKING:
    from workshop_tui.practice.tiers import TierRules
    from workshop_tui.review.exporting import Prepared

HELD_BACK = 1


def say_preview(
    prepared: Prepared, rules: TierRules, allow: Sequence[str], *, as_json: bool
) -> None:
    """Say what would go to whom, and what the leak check says of each.

    Raises:
        Exit: With code 1 where something would be held back or not come out.
    """
    from workshop_tui.review import export_outline as outline

    states = [outline.state_of(one, allow) for one in prepared.looked]
    if as_json:
        print_json(_shape(prepared, rules, states))
    else:
        say(f"{rules.label}: {outline.version_words(prepared)}")
        rows(((words,) for words in outline.holds(rules)), indent=2)
        if outline.withheld_words(prepared):
            say(outline.withheld_words(prepared))
        say(f"To {prepared.wanted.folder}, nothing is written yet:")
        rows(
            (
                (one.document.path.name, _WORDS[state])
                for one, state in zip(prepared.looked, states, strict=True)
            ),
            indent=2,
        )
        others = [one for one in outline.choosable(rules) if one.why_not]
        rows(((one.file, f"not: {one.why_not}") for one in others), indent=2)
        for name, reason in prepared.failed:
            aside(f"{name} does not come out: {reason}")
        warn_of_folder(prepared.wanted.folder)
        held = [
            finding
            for one, state in zip(prepared.looked, states, strict=True)
            if state == "held back"
            for finding in one.blocking
        ]
        say_held_back(
            held, [(o.document.path.name, why) for o in prepared.looked for why in o.dark]
        )
        say_warnings([finding for one in prepared.looked for finding in one.warnings])
    if prepared.failed or any(state != "goes" for state in states):
        raise click.exceptions.Exit(HELD_BACK)


_WORDS = {"goes": "would be written", "held back": "HELD BACK", "dark": "HELD BACK, not readable"}


def warn_of_folder(folder: Path) -> None:
    """Say what somebody should know of a folder before confidential papers go there."""
    from workshop_tui.review.export_outline import folder_words

    if folder_words(folder):
        aside(folder_words(folder))


def _shape(prepared: Prepared, rules: TierRules, states: Sequence[str]) -> dict[str, Any]:
    from workshop_tui.review.export_outline import choosable

    return {
        "circulation": rules.id,
        "for_whom": rules.for_whom,
        "version": prepared.number,
        "draft": prepared.draft,
        "agreed_by": prepared.agreed_by or None,
        "withheld": prepared.withheld,
        "folder": str(prepared.wanted.folder),
        "documents": [
            {
                "file": one.document.path.name,
                "state": state,
                "held_back": [finding_shape(finding) for finding in one.blocking],
                "warnings": [finding_shape(finding) for finding in one.warnings],
                "not_looked_through": list(one.dark),
            }
            for one, state in zip(prepared.looked, states, strict=True)
        ],
        "not_in_circulation": [
            {"file": one.file, "reason": one.why_not} for one in choosable(rules) if one.why_not
        ],
        "failed": [{"file": name, "reason": reason} for name, reason in prepared.failed],
    }
