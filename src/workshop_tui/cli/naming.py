"""Filling the register from the texts: what may be a name is asked once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from workshop_tui.cli.access import WORDS, Access, on_review
from workshop_tui.cli.output import aside, print_json, rows, say

if TYPE_CHECKING:
    from workshop_tui.practice.records import Identity
    from workshop_tui.privacy.suggest import Suggestion

KINDS = click.Choice(["child", "family", "professional", "agency", "place", "identifier"])


@click.command()
@on_review
@click.option("--json", "as_json", is_flag=True, help="JSON for programs.")
def suggest(review: Access, as_json: bool) -> None:
    """List what in the texts may be a name that the register does not hold, each once.

    What it may be is a guess. 'register settle' puts it into the register, 'register ordinary' says
    that it names nobody; neither is then asked again.
    """
    from workshop_tui.review import naming

    with review.open() as seat:
        found = naming.suggestions(seat.read)
    if as_json:
        print_json([_shape(one) for one in found])
        return
    if not found:
        say("Nothing in the texts looks like a name that the register does not hold.")
        return
    say(f"{len(found)} to settle, the commonest first. The kind is a guess.")
    rows(_lines(found), indent=2)
    say("Settle each: register settle REVIEW WORDS KIND, or register ordinary REVIEW WORDS.")


def _lines(found: Sequence[Suggestion]) -> list[tuple[str, str, str, str]]:
    lines = []
    for one in found:
        others = [form for form in one.forms if form != one.words]
        also = f", also “{'”, “'.join(others[:3])}”" if others else ""
        more = "" if one.count <= len(one.places[:2]) else " …"
        lines.append(
            (
                f"“{one.words}”",
                one.why or one.kind or "?",
                f"×{one.count}",
                f"{', '.join(one.places[:2])}{more}{also}",
            )
        )
    return lines


def _shape(one: Suggestion) -> dict[str, Any]:
    return {
        "words": one.words,
        "name": one.name,
        "forms": list(one.forms),
        "count": one.count,
        "places": list(one.places),
        "kind": one.kind or None,
        "what": one.why or None,
        "pseudonym": one.pseudonym,
    }


@click.command()
@on_review
@click.argument("words", metavar="WORDS", type=WORDS)
@click.argument("kind", metavar="KIND", type=KINDS)
@click.argument("pseudonym", metavar="[PSEUDONYM]", type=WORDS, default="")
@click.option("--alias", "aliases", type=WORDS, multiple=True, help="Another way to name it.")
@click.option("--another", is_flag=True, help="Somebody else of a name that is registered.")
def settle(
    review: Access,
    words: str,
    kind: str,
    pseudonym: str,
    aliases: tuple[str, ...],
    another: bool,
) -> None:
    """Put words that were suggested into the register.

    Without PSEUDONYM the next free one of that kind stands for them. The other ways in which the
    texts write the same name become aliases.
    """
    from workshop_tui.review import naming

    with review.open() as seat:
        forms = next(
            (one.forms for one in naming.suggestions(seat.read) if words in (one.words, one.name)),
            (),
        )
        added = seat.naming.settle(words, kind, pseudonym, (*forms, *aliases), another).result()
        say_shared(seat.read.register(), added)
    also = f" (also “{'”, “'.join(added.aliases)}”)" if added.aliases else ""
    say(f"“{added.name}”{also} is {added.pseudonym} from now on (line {added.id}).")


@click.command()
@on_review
@click.argument("words", metavar="WORDS...", type=WORDS, nargs=-1, required=True)
@click.option("--not", "again", is_flag=True, help="Take it back: ask about the words again.")
def ordinary(review: Access, words: tuple[str, ...], again: bool) -> None:
    """Say that words name nobody: they are not suggested again, and warn no more."""
    with review.open() as seat:
        for one in words:
            (seat.naming.ask_again(one) if again else seat.naming.call_ordinary(one)).result()
    told = "”, “".join(words)
    say(f"“{told}”: {'asked about again' if again else 'ordinary; not asked again'}.")


def say_shared(register: Sequence[Identity], added: Identity) -> None:
    """Say, beside the result, which ways of writing a new name mean somebody else as well."""
    from workshop_tui.privacy.matcher import matcher_of

    shared = matcher_of(tuple(register)).shared_with(added)
    if not shared:
        return
    forms = list(dict.fromkeys(words for words, _ in shared))
    others = list(dict.fromkeys(other.pseudonym for _, some in shared for other in some))
    told = "”, “".join(forms[:4]) + ("” …" if len(forms) > 4 else "”")
    aside(
        f"“{told} can mean {', '.join(others)} as well. Where that stands alone “[name]” is shown, "
        "until 'mention' says whom it means."
    )
