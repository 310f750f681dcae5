"""The passphrase, the recovery sheet and the list of copies."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from workshop_tui.cli.access import WORDS, Access, FilePath, on_review
from workshop_tui.cli.output import aside, print_json, rows, say, write

if TYPE_CHECKING:
    from workshop_tui.review.copies import Left
    from workshop_tui.review.keeping import Rekeyed
    from workshop_tui.store.connection import ReviewFile

_DIGITS = 6
VOID = "The recovery sheet of before is void: destroy it."


@click.command()
@on_review
@click.option(
    "--new-passphrase-file", "new_file", type=FilePath, metavar="FILE", help="Holds the new one."
)
@click.option(
    "--sheet", type=FilePath, metavar="FILE", help="Write the new recovery sheet there (.txt, .md)."
)
@click.option("--json", "as_json", is_flag=True, help="JSON for programs.")
def passphrase(review: Access, new_file: Path | None, sheet: Path | None, as_json: bool) -> None:
    """Change a review's passphrase, while nobody is in it.

    The copies that workshop-tui made are changed too; one that cannot be reached is named. The
    recovery sheet is void afterwards: the new one is written to --sheet, or printed.
    """
    from workshop_tui.cli import passphrase as asking
    from workshop_tui.practice.problems import Problem
    from workshop_tui.review import keeping

    file = review.file()
    keeping.ready_to_change(file)
    if sheet is not None and sheet.exists():
        raise Problem(f"{sheet} exists already; choose another name. Nothing was changed.")
    known = [file.path.stem]
    if new_file is not None:
        words = asking.from_file(new_file)
        asking.say_strength(words, known)
    else:
        words = asking.chosen(f"The new passphrase for {file.path.name}", known)
    changed = keeping.change_passphrase(file, words)
    try:
        if sheet is not None:
            keeping.write_sheet(changed.file, sheet)
    except Problem as problem:  # the passphrase is changed all the same
        aside(str(problem))
        sheet = None
    if as_json:
        print_json(
            {
                "path": str(changed.file.path),
                "copies": [str(path) for path in changed.copies],
                "left": left_json(changed.left),
                "sheet": str(sheet.absolute()) if sheet else None,
            }
        )
        return
    _say_changed(changed)
    if sheet is None:
        say()
        write(keeping.sheet(changed.file).rstrip("\n"))
    else:
        say(f"The new recovery sheet is in {sheet}: print it, then delete the file.")


def _say_changed(changed: Rekeyed) -> None:
    say(f"{changed.file.path.name} opens with the new passphrase only. {VOID}")
    for path in changed.copies:
        say(f"The copy {path} opens with the new one too.")
    say_left("These copies still open with the old passphrase:", changed.left)


def left_json(left: Sequence[Left]) -> list[dict[str, str]]:
    """Copies that were not reached, for programs."""
    return [{"path": str(one.path), "why": one.why} for one in left]


def say_left(title: str, left: Sequence[Left]) -> None:
    """Copies that were not reached, for people."""
    if left:
        say(title)
        for one in left:
            say(f"  {one.path}: {one.why.rstrip('.')}.")


@click.command("recovery-sheet")
@on_review
@click.option(
    "--to", "target", type=FilePath, metavar="FILE", help="A .txt or .md file; else it is printed."
)
def recovery_sheet(review: Access, target: Path | None) -> None:
    """Write the page that opens the review where its passphrase is forgotten.

    Print it and keep it in a safe, not with the computer. It holds a code and the review's
    reference, no names. A change of passphrase makes it void.
    """
    from workshop_tui.review import keeping

    file = review.file()
    if target is None:
        write(keeping.sheet(file).rstrip("\n"))
        return
    keeping.write_sheet(file, target)
    write(str(target.absolute()))
    aside("Print it, keep it in a safe, and delete this file.")


@click.command()
@on_review
@click.option(
    "--deleted", type=FilePath, metavar="COPY", help="Take a copy that was deleted off the list."
)
@click.option(
    "--moved",
    type=(FilePath, FilePath),
    metavar="COPY NEW-PLACE",
    help="Say where a copy is that was moved.",
)
@click.option("--json", "as_json", is_flag=True, help="JSON for programs.")
def snapshots(
    review: Access, deleted: Path | None, moved: tuple[Path, Path] | None, as_json: bool
) -> None:
    """List the copies that workshop-tui made, and whether each is where it was put.

    A change of passphrase, a strike and forgetting reach them there. Copies that people made
    themselves are not known.
    """
    with review.open() as seat:
        if deleted is not None:
            seat.copies.deleted(deleted).result()
        if moved is not None:
            seat.copies.moved(*moved).result()
        found = [_copy(one.path, one.at, one.by) for one in seat.read.snapshots()]
    if as_json:
        print_json(found)
    elif not found:
        say("No copy is known.")
    else:
        rows((one["at"][:16].replace("T", " "), one["state"], one["path"]) for one in found)


def _copy(path: str, at: str, by: str) -> dict[str, Any]:
    there = Path(path).is_file()
    return {"path": path, "at": at, "by": by, "state": "there" if there else "not there"}


@click.command("lock-after")
@click.argument("minutes", required=False, metavar="[MINUTES|never]", type=WORDS)
@click.option("--json", "as_json", is_flag=True, help="JSON for programs.")
def lock_after(minutes: str | None, as_json: bool) -> None:
    """After how many idle minutes the app covers its screen, on this computer.

    It then asks for the review's passphrase. It never covers itself while an event runs; alt+k
    covers it at any time.
    """
    from workshop_tui.practice.problems import Problem
    from workshop_tui.review import settings

    if minutes is not None:
        wanted = "0" if minutes.casefold() == "never" else minutes
        if not (wanted.isascii() and wanted.isdecimal() and len(wanted) < _DIGITS):
            raise Problem(f"{minutes!r} is no number of minutes: such as 10, or never.")
        settings.set_lock_minutes(int(wanted))
    now = settings.lock_minutes()
    if as_json:
        print_json({"lock_minutes": now or None})
    else:
        say(f"The screen is covered after {now} idle minutes." if now else "It is never covered.")


def offer_new_passphrase(file: ReviewFile) -> str | None:
    """Where a review was opened with its recovery code: ask for a new passphrase at once.

    Returns:
        The new passphrase; None where nobody chose one.
    """
    from workshop_tui.cli import passphrase as asking
    from workshop_tui.practice.problems import Problem
    from workshop_tui.review import keeping

    aside(f"{file.path.name} was opened with its recovery code. Choose a new passphrase now.")
    aside("Enter alone leaves it as it is.")
    words = asking.chosen("The new passphrase", [file.path.stem], may_be_none=True)
    if not words:
        return None
    try:
        changed = keeping.change_passphrase(file, words)
    except Problem as problem:
        aside(str(problem))
        return None
    aside(f"The passphrase is changed. {VOID}")
    aside(f"Make the new one soon: workshop-tui recovery-sheet {file.path.name}")
    for one in changed.left:
        aside(f"This copy still opens with the old passphrase: {one.path}: {one.why.rstrip('.')}.")
    return words
