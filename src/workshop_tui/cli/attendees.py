"""Taking in a list of who takes part: read, looked at, then accepted, all of it or nothing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from workshop_tui.cli.access import WORDS, Access, FilePath, on_review
from workshop_tui.cli.asking import (
    columns_chosen,
    confirm,
    document_password,
    refuse_without_terminal,
)
from workshop_tui.cli.output import print_json, rows, say

if TYPE_CHECKING:
    from workshop_tui.review.attendees import AttendeeList, Proposed

MAP_HELP = "Which column is name, role, agency, level, manager, code, why: a heading or letter."


@click.command()
@on_review
@click.argument("file", metavar="FILE", type=FilePath)
@click.option("--sheet", type=WORDS, metavar="S", help="The one sheet or table to read.")
@click.option("--map", "maps", type=WORDS, multiple=True, metavar="FIELD=COLUMN", help=MAP_HELP)
@click.option("--make-agencies", is_flag=True, help="Make agencies that are not here yet.")
@click.option("--leave-out-unclear", is_flag=True, help="Leave out the rows that need an eye.")
@click.option(
    "--file-password-file", type=FilePath, metavar="FILE", help="Holds the list's password."
)
@click.option("--preview", is_flag=True, help="Only show what would be taken in.")
@click.option("--accept", is_flag=True, help="Take it in without asking.")
@click.option("--json", "as_json", is_flag=True, help="JSON for programs.")
def attendees(
    review: Access,
    file: Path,
    sheet: str | None,
    maps: tuple[str, ...],
    make_agencies: bool,
    leave_out_unclear: bool,
    file_password_file: Path | None,
    preview: bool,
    accept: bool,
    as_json: bool,
) -> None:
    """Take in a list of staff and managers: CSV, Excel, OpenDocument, or a table in Word.

    Columns may come in any order and under any name. Codes (SW1, HV1) are proposed from roles and
    names go into the register. E-mail addresses are not kept. A list that is sent again shows
    what it changes; nobody who is not on it is taken away.
    """
    from workshop_tui.review import attendees as lists

    if preview and accept:
        raise click.UsageError("Give --preview or --accept, not both.")
    password = document_password(file_password_file)
    with review.open() as seat:
        reading = lists.read(file, sheet=sheet, columns=columns_chosen(maps), password=password)
        found = lists.look(seat.read, reading)
        if not preview:
            if not accept:
                refuse_without_terminal()
            _refuse(found, make_agencies, leave_out_unclear)
        if not accept:
            _report(found, as_json, accepted=False)
        if preview:
            return
        if not accept:
            confirm("Take this list in?", "Nothing was taken in.")
        count = seat.attendees.accept(
            found, make_agencies=make_agencies, leave_out_unclear=leave_out_unclear
        ).result()
    if as_json and accept:
        _report(found, as_json, accepted=True)
    elif not as_json:
        say(f"Taken in from {reading.file}: {count} people added or changed.")


def _refuse(found: AttendeeList, make_agencies: bool, leave_out_unclear: bool) -> None:
    """Refuse as the verb would, with the option that answers it.

    Raises:
        Problem: With the first row or agency that needs an answer.
    """
    from workshop_tui.practice.problems import Problem

    unclear, agencies = found.proposal.unclear, found.proposal.new_agencies
    if unclear and not leave_out_unclear:
        raise Problem(
            f"Nothing was taken in: row {unclear[0].row.row}: {unclear[0].eyes[0]}. Correct the "
            f"list, or leave such rows out with --leave-out-unclear; --preview shows all "
            f"{len(unclear)}."
        )
    if agencies and not make_agencies:
        names = ", ".join(f"“{name}”" for name in agencies)
        raise Problem(
            f"Nothing was taken in: there is no agency {names} here yet. --make-agencies makes "
            "it; or correct the list."
        )


def _report(found: AttendeeList, as_json: bool, *, accepted: bool) -> None:
    if as_json:
        print_json(_shape(found, accepted))
    else:
        _say(found)


def _shape(found: AttendeeList, accepted: bool) -> dict[str, Any]:
    reading, proposal = found.reading, found.proposal
    return {
        "file": reading.file,
        "accepted": accepted,
        "columns": dict(reading.columns),
        "not_kept": [{"column": column, "why": why} for column, why in reading.not_kept],
        "rows": [_row(one) for one in proposal.rows],
        "new_agencies": list(proposal.new_agencies),
        "managers": [{"name": name, "pseudonym": code} for name, code in proposal.managers],
        "absent": list(proposal.absent),
        "notes": list(reading.notes),
    }


def _row(one: Proposed) -> dict[str, Any]:
    return {
        "table": one.row.table,
        "row": one.row.row,
        "state": one.state.value,
        "code": one.code or None,
        "name": one.row.name,
        "role": one.row.role,
        "agency": one.agency,
        "level": one.level,
        "manager": one.manager,
        "changes": [{"field": f, "was": was, "becomes": new} for f, was, new in one.changes],
        "eyes": list(one.eyes),
    }


def _say(found: AttendeeList) -> None:
    reading, proposal = found.reading, found.proposal
    say(f"{reading.file}: {len(proposal.rows)} people")
    facts = [("columns", ", ".join(f"{f} = {column}" for f, column in reading.columns.items()))]
    facts += [("left out", f"“{column}”: {why}") for column, why in reading.not_kept]
    facts += [("note", note) for note in reading.notes]
    rows(facts, indent=2)
    rows((_line(one) for one in proposal.rows), indent=2)
    lines = [
        (f"row {one.row.row}", "please look", eye) for one in proposal.rows for eye in one.eyes
    ]
    lines += [
        (one.code, label, f"“{was}” becomes “{new}”" if was else f"becomes “{new}”")
        for one in proposal.rows
        for label, was, new in one.changes
    ]
    rows(lines, indent=2)
    if proposal.new_agencies:
        say(f"  To be made with --make-agencies: {', '.join(proposal.new_agencies)}.")
    for name, pseudonym in proposal.managers:
        say(f"  {name} goes into the register as {pseudonym}.")
    if proposal.absent:
        say(f"  Here and not on this list (they stay): {', '.join(proposal.absent)}.")


def _line(one: Proposed) -> tuple[str, ...]:
    row = one.row
    return (f"row {row.row}", one.state.value, one.code, row.role, one.agency, row.name)
