"""Hints on the wording of outcomes."""

from __future__ import annotations

from typing import Any

import click

from workshop_tui.cli.access import WORDS, Access, on_review, reads, view_of
from workshop_tui.cli.output import print_json, say


@click.command()
@on_review
@click.argument("outcome", metavar="[OUTCOME]", type=WORDS, required=False)
@reads
def hints(review: Access, outcome: str | None, as_json: bool, names: bool) -> None:
    """Where a wording could be fairer: blame, hindsight, a weak verb, a name for a role.

    A hint is never more than a hint. What stands in quotation marks is passed over, and captures
    are not looked at: they keep what was said.
    """
    from workshop_tui.practice.outcomes import outcome_names
    from workshop_tui.review.wording import hints_of, wording_of

    with review.open() as seat:
        read, view = seat.read, view_of(seat, names)
        everything = read.outcomes()
        called = dict(zip((o.id for o in everything), outcome_names(everything), strict=True))
        chosen = [read.outcome(outcome)] if outcome else everything
        wording = wording_of(read)
        found: list[dict[str, Any]] = [
            {
                "outcome": called[one.id],
                "kind": one.kind.value,
                "text": view.field("outcome", one.uid, "text", one.text),
                "hints": [
                    {
                        "words": view.text(hint.words),
                        "start": hint.start,
                        "end": hint.end,
                        "rule": hint.rule,
                        "why": hint.why,
                        "neutral": hint.neutral,
                        "ask": hint.ask or None,
                    }
                    for hint in hints_of(read, wording, one)
                ],
            }
            for one in chosen
        ]
    if as_json:
        print_json(found)
        return
    told = [one for one in found if one["hints"]]
    for one in told:
        say(f"{one['outcome']}  {one['text']}")
        for hint in one["hints"]:
            say(f"    “{hint['words']}”: {hint['why']}")
            say(f"      Rather: {hint['neutral']}")
            if hint["ask"]:
                say(f"      Ask: {hint['ask']}")
    if not told:
        say("No hints.")
