"""Forgetting a review: its learning stays in a new file, the review itself is destroyed."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from workshop_tui.cli.access import WORDS, Access, FilePath, on_review
from workshop_tui.cli.keeping import left_json, say_left
from workshop_tui.cli.output import aside, print_json, say

if TYPE_CHECKING:
    from workshop_tui.review.forgetting import Built, Forgotten

_MOST = 30


@click.command()
@on_review
@click.option("--to", "target", required=True, type=FilePath, metavar="NEW.review")
@click.option(
    "--circulation",
    type=click.Choice(["room", "panel", "board", "public"]),
    default="board",
    show_default=True,
    help="What stays: as much as a document for these eyes may hold.",
)
@click.option(
    "--new-passphrase-file",
    "new_file",
    type=FilePath,
    metavar="FILE",
    help="Holds the passphrase of the new file.",
)
@click.option("--yes", type=WORDS, metavar="REFERENCE", help="Confirms: the review's reference.")
@click.option("--json", "as_json", is_flag=True, help="JSON for programs.")
def forget(
    review: Access,
    target: Path,
    circulation: str,
    new_file: Path | None,
    yes: str | None,
    as_json: bool,
) -> None:
    """Keep the learning of a finished review without anybody's name, and destroy the review.

    A new file under a new passphrase holds the entries, captures, findings, good practice and
    actions that the chosen circulation may read, with pseudonyms. Register, original documents,
    preparation, drafts and the journal's contents are not in it. Then, once the review's reference
    is typed, the review and the copies that workshop-tui made of it are overwritten and deleted.

    Refused under a legal hold, while anybody is in the review, and while a registered name would
    stay; nothing is destroyed then.
    """
    from workshop_tui.privacy.view import Tier
    from workshop_tui.review import forgetting

    file = review.file()
    forgetting.ready_to_forget(file)
    _refuse_without_answer(yes)
    words = _new_passphrase(target, new_file) if file.encrypted else None
    built = forgetting.build(file, target, words, Tier(circulation))
    try:
        if yes is None:
            yes = _confirmed(built)
        forgotten = forgetting.destroy(built, yes)
    except BaseException:
        if built.review.path.exists():
            forgetting.discard(built)
        raise
    if as_json:
        print_json(_shape(built, forgotten))
    else:
        _say_forgotten(built, forgotten)


def _refuse_without_answer(yes: str | None) -> None:
    from workshop_tui.practice.problems import Problem

    if yes is None and (sys.stdin is None or not sys.stdin.isatty()):
        raise Problem(
            "There is no terminal to confirm it on: give --yes with the review's reference if it "
            "is meant. Nothing was changed."
        )


def _new_passphrase(target: Path, new_file: Path | None) -> str:
    from workshop_tui.cli import passphrase

    if new_file is None:
        return passphrase.chosen(f"A passphrase for {target.name}", [target.stem])
    words = passphrase.from_file(new_file)
    passphrase.say_strength(words, [target.stem])
    return words


def _confirmed(built: Built) -> str:
    """Show what will go and what should be looked at, and let the reference be typed."""
    aside(f"The learning is in {built.new.path}.")
    if not built.confirmed:
        aside("The register was never confirmed: a name that is not in it may have stayed.")
    if built.warnings:
        aside("This in it may still lead to somebody; look at it before you go on:")
        for one in built.warnings[:_MOST]:
            aside(f"  “{one.words}” ({one.kind})")
        if len(built.warnings) > _MOST:
            aside(f"  and {len(built.warnings) - _MOST} more")
    aside(f"Destroyed for good will be: {built.review.path}")
    for path in built.copies:
        aside(f"  and the copy {path}")
    answer: str = click.prompt(
        "Type the review's reference to destroy it", default="", show_default=False, err=True
    )
    return answer


def _shape(built: Built, forgotten: Forgotten) -> dict[str, Any]:
    return {
        "path": str(built.new.path),
        "destroyed": [str(path) for path in forgotten.destroyed],
        "left": left_json(forgotten.left),
        "warnings": [{"words": one.words, "kind": one.kind} for one in built.warnings],
        "exported": list(built.exported),
    }


def _say_forgotten(built: Built, forgotten: Forgotten) -> None:
    for path in forgotten.destroyed:
        say(f"Destroyed: {path}")
    say_left("These copies still hold everything:", forgotten.left)
    if built.exported:
        say(f"Exported at some time, and not reached: {', '.join(built.exported)}.")
    say(forgotten.honestly)
    say(f"The learning is in {built.new.path}.")
    if built.new.encrypted:
        say(f"Print its recovery sheet next: workshop-tui recovery-sheet {built.new.path.name}")
