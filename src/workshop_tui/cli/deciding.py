"""Deciding about what the leak check warns of, and what was decided."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from workshop_tui.cli.access import WORDS, Access, on_review
from workshop_tui.cli.output import aside, print_json, rows, say

if TYPE_CHECKING:
    from workshop_tui.practice.preparing import LeakDecision
    from workshop_tui.privacy.findings import Finding
    from workshop_tui.review.reader import Reader


@click.command()
@on_review
@click.argument("words", metavar="[WORDS]", type=WORDS, default="")
@click.option("--kind", type=WORDS, default="", help="What the leak check calls them.")
@click.option("--reason", type=WORDS, default="", metavar="WHY", help="Why they lead to nobody.")
@click.option("--not", "revoke", is_flag=True, help="Take the decision back.")
@click.option("--json", "as_json", is_flag=True, help="JSON for programs.")
def decide(review: Access, words: str, kind: str, reason: str, revoke: bool, as_json: bool) -> None:
    """Decide that words of which the leak check warns lead to nobody; alone: what was decided.

    It holds for the same words and the same kind of warning in every later document, and is shown
    there with who decided and why. It never covers a name of the register, nor one that comes into
    it later: such a name passes in one export only ('--allow').
    """
    with review.open() as seat:
        if not words:
            _say_all(list(seat.read.records(_record())), as_json)
            return
        if revoke:
            taken = seat.deciding.revoke(words, kind).result()
            said = f"“{words}”: {len(taken)} decision{'' if len(taken) == 1 else 's'} taken back."
        else:
            kind = kind or _kind(seat.read, words)
            one = seat.deciding.decide(words, kind, reason).result()
            said = f"Decided and kept: {one.kind} “{one.words}” leads to nobody. It warns no more."
    if as_json:
        print_json({"words": words, "kind": kind or None, "decided": not revoke})
    else:
        say(said)


def _record() -> type[LeakDecision]:
    from workshop_tui.practice.preparing import LeakDecision

    return LeakDecision


def _kind(read: Reader, words: str) -> str:
    from workshop_tui.practice.problems import Problem
    from workshop_tui.review.deciding import kinds_of

    found = kinds_of(read, words)
    if len(found) != 1:
        said = f" It may be: {', '.join(found)}." if found else ""
        raise Problem(f"Say with --kind what the leak check calls “{words}”.{said}")
    return found[0]


def _say_all(found: Sequence[LeakDecision], as_json: bool) -> None:
    if as_json:
        print_json([_shape(one) for one in found])
        return
    if not found:
        say("Nothing was decided about warnings of the leak check.")
        return
    rows((one.kind, f"“{one.words}”", one.reason, f"{one.by}, {one.at[:10]}") for one in found)


def _shape(one: LeakDecision) -> dict[str, Any]:
    return {
        "words": one.words,
        "kind": one.kind,
        "reason": one.reason,
        "by": one.by,
        "at": one.at,
    }


def decided_shape(decided: Sequence[tuple[Finding, LeakDecision]]) -> list[dict[str, Any]]:
    """Decisions that were applied, for programs."""
    return [_shape(why) | {"file": found.document, "count": found.count} for found, why in decided]


def say_decided(decided: Sequence[tuple[Finding, LeakDecision]]) -> None:
    """Which decisions were applied, each once, with who and why."""
    if not decided:
        return
    aside("Decided before, and so not asked again (decide REVIEW WORDS --not takes it back):")
    for why in dict.fromkeys(why for _, why in decided):
        by = f"{why.by}, {why.at[:10]}"
        aside(f"  {why.kind}: “{why.words}”, because: {why.reason} ({by})")
