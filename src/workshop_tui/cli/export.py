"""Writing the documents, held back where a name would leave with them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from workshop_tui.cli.access import WORDS, Access, FilePath, on_review
from workshop_tui.cli.output import aside, print_json, write

if TYPE_CHECKING:
    from workshop_tui.privacy.leaks import Leak

HELD_BACK = 1


@click.command()
@on_review
@click.option("--to", "folder", required=True, type=FilePath, metavar="FOLDER", help="Where to.")
@click.option("--only", type=WORDS, metavar="NAME[,NAME]", help="Only these documents.")
@click.option(
    "--circulation",
    type=click.Choice(["room", "panel", "board", "public"]),
    default="panel",
    show_default=True,
    help="For whose eyes.",
)
@click.option("--json", "as_json", is_flag=True, help="JSON for programs.")
def export(review: Access, folder: Path, only: str | None, circulation: str, as_json: bool) -> None:
    """Write the documents to a folder.

    A document in which a registered name is left is held back: exit code 1, with the places.
    """
    from workshop_tui.privacy.view import Tier
    from workshop_tui.review import exporting

    chosen = [one.strip() for one in only.split(",") if one.strip()] if only else None
    with review.open() as seat:
        result = exporting.export(seat, folder, chosen, Tier(circulation))
    if as_json:
        print_json(_shape(result.written, result.held_back))
    else:
        for path in result.written:
            write(str(path))
        _say_held_back(result.held_back)
    if result.held_back:
        raise click.exceptions.Exit(HELD_BACK)


def _shape(written: Sequence[Path], held_back: Sequence[Leak]) -> dict[str, Any]:
    return {
        "written": [str(path) for path in written],
        "held_back": [
            {
                "file": leak.file,
                "line": leak.line,
                "words": leak.words,
                "pseudonym": leak.pseudonym,
            }
            for leak in held_back
        ],
    }


def _say_held_back(held_back: Sequence[Leak]) -> None:
    for file in dict.fromkeys(leak.file for leak in held_back):
        aside(f"{file} is held back: it names")
        for leak in held_back:
            if leak.file == file:
                aside(f"  line {leak.line}: “{leak.words}”, which should be {leak.pseudonym}")
