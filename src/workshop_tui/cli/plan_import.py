"""Taking in an action plan workbook that came back: read, looked at, then accepted whole."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from workshop_tui.cli.access import WORDS, Access, FilePath, on_review
from workshop_tui.cli.asking import confirm, document_password, refuse_without_terminal
from workshop_tui.cli.output import print_json, rows, say

if TYPE_CHECKING:
    from workshop_tui.review.plan_import import PlanImport


@click.command()
@on_review
@click.argument("file", metavar="FILE", type=FilePath)
@click.option("--leave-out-unclear", is_flag=True, help="Leave out what needs an eye.")
@click.option(
    "--leave-out",
    type=WORDS,
    metavar="N[,N]",
    help="Do not take in these changes, by their numbers in --preview.",
)
@click.option(
    "--file-password-file", type=FilePath, metavar="FILE", help="Holds the workbook's password."
)
@click.option("--preview", is_flag=True, help="Only show what would be taken in.")
@click.option("--accept", is_flag=True, help="Take it in without asking.")
@click.option("--json", "as_json", is_flag=True, help="JSON for programs.")
def plan_import(
    review: Access,
    file: Path,
    leave_out_unclear: bool,
    leave_out: str | None,
    file_password_file: Path | None,
    preview: bool,
    accept: bool,
    as_json: bool,
) -> None:
    """Take in the action plan's workbook (export --only plan.xlsx) that came back.

    Owners' progress notes, colours, days on which milestones were done and new milestones come
    in, each shown first; what the review noted meanwhile is shown beside it. Wording, owners and
    due dates that were typed over change nothing.
    """
    from workshop_tui.review import plan_import as books

    if preview and accept:
        raise click.UsageError("Give --preview or --accept, not both.")
    left_out = _numbers(leave_out)
    with review.open() as seat:
        book = books.read(file, document_password(file_password_file))
        found = books.look(seat.read, book)
        if not preview:
            if not accept:
                refuse_without_terminal()
            _refuse(found, leave_out_unclear)
        if not accept:
            _report(found, as_json, accepted=False)
        if preview:
            return
        if not accept and found.changes:
            confirm("Take this in?", "Nothing was taken in.")
        count = seat.plan_import.accept(
            found, leave_out_unclear=leave_out_unclear, leave_out=left_out
        ).result()
    if as_json and accept:
        _report(found, as_json, accepted=True)
    elif not as_json:
        say(f"Taken in from {book.file}: {count} change{'' if count == 1 else 's'}.")


def _numbers(words: str | None) -> frozenset[int]:
    """Places, from 0, of the changes that are left out."""
    parts = [part.strip() for part in words.split(",") if part.strip()] if words else []
    if not all(part.isdecimal() and int(part) > 0 for part in parts):
        raise click.BadParameter("Give numbers as --preview shows them.", param_hint="--leave-out")
    return frozenset(int(part) - 1 for part in parts)


def _refuse(found: PlanImport, leave_out_unclear: bool) -> None:
    """Refuse as the verb would, with the option that answers it."""
    from workshop_tui.practice.problems import Problem

    if found.eyes and not leave_out_unclear:
        raise Problem(
            f"Nothing was taken in: {found.eyes[0]} Correct the workbook, or leave such cells out "
            f"with --leave-out-unclear; --preview shows all {len(found.eyes)}."
        )


def _report(found: PlanImport, as_json: bool, *, accepted: bool) -> None:
    if as_json:
        print_json(_shape(found, accepted))
        return
    say(f"{found.book.file}: version {found.book.version}, {len(found.changes)} to take in")
    rows(
        (
            (
                str(number),
                one.where,
                one.ref,
                one.what,
                f"{one.was} → {one.becomes}" if one.was else one.becomes,
            )
            for number, one in enumerate(found.changes, start=1)
        ),
        indent=2,
    )
    rows(
        (
            ("changed meanwhile", f"{number}, {one.ref}: {one.meanwhile}")
            for number, one in enumerate(found.changes, start=1)
            if one.meanwhile
        ),
        indent=2,
    )
    rows((("please look", eye) for eye in found.eyes), indent=2)
    rows((("note", note) for note in found.notes), indent=2)


def _shape(found: PlanImport, accepted: bool) -> dict[str, Any]:
    return {
        "file": found.book.file,
        "version": found.book.version,
        "circulation": found.book.tier,
        "accepted": accepted,
        "changes": [
            {
                "action": one.ref,
                "where": one.where,
                "what": one.what,
                "was": one.was or None,
                "becomes": one.becomes,
                "meanwhile": one.meanwhile or None,
                "date": one.noted or one.done,
                "brag": one.colour or None,
            }
            for one in found.changes
        ],
        "eyes": list(found.eyes),
        "notes": list(found.notes),
    }
