"""What each circulation holds, and this review's own changes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from workshop_tui.cli.access import WORDS, Access, on_review
from workshop_tui.cli.output import print_json, rows, say

if TYPE_CHECKING:
    from workshop_tui.practice.tiers import TierRules
    from workshop_tui.review.reader import Reader


@click.command()
@on_review
@click.argument("name", metavar="[TIER]", type=WORDS, required=False)
@click.option("--set", "given", type=WORDS, multiple=True, metavar="KEY=VALUE", help="A change.")
@click.option("--reset", is_flag=True, help="Let the tier be as the pack has it again.")
@click.option("--reason", default="", type=WORDS, metavar="WHY", help="Why it is changed.")
@click.option("--json", "as_json", is_flag=True, help="JSON for programs.")
def tier(
    review: Access,
    name: str | None,
    given: tuple[str, ...],
    reset: bool,
    reason: str,
    as_json: bool,
) -> None:
    """Show what a circulation (room, panel, board, public) holds, or change it for this review.

    Keys: dates (exact, month, relative), ages (exact, bands), places (pseudonym, generic),
    quotes (true, false), contains (parts with commas; "+themes, -agencies" adds and takes away),
    names (whether a named copy may be made), label, for_whom, handling.

    What must never be loosened is refused: names outside the room, exact dates in public.
    """
    if name is None and (given or reset):
        raise click.UsageError("Name the circulation that is to be changed.")
    with review.open() as seat:
        if name is not None and given:
            seat.tiers.change(name, _changes(given), reason).result()
        if name is not None and reset:
            seat.tiers.reset(name).result()
        shown = tiers_of(seat.read)
    if name is not None:
        from workshop_tui.privacy.tiers import named

        wanted = named(name).value
        shown = [one for one in shown if one["id"] == wanted]
    if as_json:
        print_json(shown)
    else:
        for one in shown:
            _say_tier(one)


def _changes(given: tuple[str, ...]) -> dict[str, str]:
    changes = {}
    for words in given:
        key, equals, value = words.partition("=")
        if not equals:
            raise click.BadParameter(f"{words!r} is not KEY=VALUE.", param_hint="--set")
        changes[key.strip().replace("-", "_")] = value
    return changes


def tiers_of(read: Reader) -> list[dict[str, Any]]:
    """Every circulation as this review has it, with what it changed."""
    from workshop_tui.practice.preparing import PackChange
    from workshop_tui.privacy.tiers import PART
    from workshop_tui.privacy.view import Tier

    changed = {one.key: one for one in read.records(PackChange, part=PART)}
    rules = read.tiers().rules
    return [
        _shape(rules[one])
        | {
            "changed": changed[one.value].changes if one.value in changed else {},
            "reason": changed[one.value].reason if one.value in changed else "",
        }
        for one in Tier
        if one is not Tier.NAMES
    ]


def _shape(rules: TierRules) -> dict[str, Any]:
    return {
        "id": rules.id,
        "label": rules.label,
        "for_whom": rules.for_whom,
        "names": rules.names,
        "dates": rules.dates.value,
        "ages": rules.ages.value,
        "places": rules.places.value,
        "quotes": rules.quotes,
        "contains": [part.value for part in rules.contains],
        "handling": rules.handling,
    }


def _say_tier(one: dict[str, Any]) -> None:
    named = "pseudonyms; a named copy by an explicit act" if one["names"] else "pseudonyms"
    say(f"{one['id']}: {one['label']}. {one['for_whom']}")
    facts = [
        ("people", named),
        ("dates", one["dates"]),
        ("ages", one["ages"]),
        ("places", one["places"]),
        ("words spoken", "verbatim, by role" if one["quotes"] else "not told"),
        ("holds", ", ".join(one["contains"])),
        ("handling", one["handling"]),
    ]
    if one["changed"]:
        told = "; ".join(f"{key}={value}" for key, value in one["changed"].items())
        why = f" ({one['reason']})" if one["reason"] else ""
        facts.append(("changed here", f"{told}{why}"))
    rows([fact for fact in facts if fact[1]], indent=4)
