"""Importing agencies' chronologies: read, looked at, then accepted, all or none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from workshop_tui.cli.access import WORDS, Access, FilePath, on_review
from workshop_tui.cli.asking import columns_chosen, confirm, document_password
from workshop_tui.cli.output import aside, print_json, rows, say

if TYPE_CHECKING:
    from workshop_tui.intake.reading import Reading
    from workshop_tui.practice.records import Entry
    from workshop_tui.review.reader import Reader
    from workshop_tui.review.reimport import Altered, Comparison
    from workshop_tui.review.seat import Seat

MAP_HELP = "Which column is date, time, end, agency, source, event …: a heading, letter or number."


@dataclass(frozen=True, slots=True)
class _File:
    """A file as read: its bytes are those that the reading was made from.

    Attributes:
        comparison: With what its agency sent before; None where no agency was named.
    """

    path: Path
    content: bytes
    reading: Reading
    comparison: Comparison | None = None


@click.command("import")
@on_review
@click.argument("files", metavar="FILE...", type=FilePath, nargs=-1, required=True)
@click.option("--agency", type=WORDS, metavar="NAME", help="Whose chronology it is.")
@click.option("--sheet", type=WORDS, metavar="S", help="The one sheet or table to read.")
@click.option("--map", "maps", type=WORDS, multiple=True, metavar="FIELD=COLUMN", help=MAP_HELP)
@click.option("--date-order", type=click.Choice(["dmy", "mdy", "ymd"]), help="Of day and month.")
@click.option(
    "--stored-dates",
    type=click.Choice(["as-stored", "swapped"]),
    help="Whether a spreadsheet's real dates have day and month exchanged.",
)
@click.option(
    "--replaces",
    type=WORDS,
    metavar="FILE|new",
    help="The earlier file that this one corrects (default: found by what it says).",
)
@click.option(
    "--file-password-file",
    type=FilePath,
    metavar="FILE",
    help="Holds the password of the files to import, where they have one.",
)
@click.option("--preview", is_flag=True, help="Only show what would be imported.")
@click.option("--accept", is_flag=True, help="Import without asking.")
@click.option("--json", "as_json", is_flag=True, help="JSON for programs, one object a file.")
def import_(
    review: Access,
    files: tuple[Path, ...],
    agency: str | None,
    maps: tuple[str, ...],
    preview: bool,
    accept: bool,
    replaces: str | None,
    file_password_file: Path | None,
    as_json: bool,
    **choices: Any,
) -> None:
    """Read agencies' chronologies: Word, Excel, OpenDocument, CSV, Markdown.

    With extras installed also PDF (pdf-in), older Word (doc), files with a password (locked).

    A date is never guessed and no row is dropped in silence: --preview shows what was read, left
    out, and what needs a person's eye. Several files are imported all or none.
    """
    if agency is None and not preview:
        raise click.UsageError("Whose chronology is it? Give --agency NAME.")
    if preview and accept:
        raise click.UsageError("Give --preview or --accept, not both.")
    choices["password"] = document_password(file_password_file)
    with review.open() as seat:
        if agency is not None:
            choices["remembered"] = seat.read.column_memory(agency)
        read = [_read(path, columns_chosen(maps), choices) for path in files]
        if agency is not None:
            read = [_compared(seat.read, file, agency, replaces) for file in read]
        if preview:
            _report(read, agency, as_json, accepted=False)
            return
        _refuse_open_doubts(read)
        _refuse_known(seat.read, read, agency or "")
        if not accept:
            _say_readings(read, to_error=as_json)
            _ask(read)
        added = _accept(seat, read, agency or "")
    if as_json:
        _report(read, agency, as_json, accepted=True)
    else:
        if accept:
            _say_readings(read)
        say(f"Imported {added} entries for {agency}.")
        altered, gone = _counts(read)
        if altered or gone:
            say(f"{altered} were corrected as the agency now has them; {gone} were excluded.")


def _read(path: Path, columns: dict[str, str], choices: dict[str, Any]) -> _File:
    import hashlib

    from workshop_tui.practice.problems import Problem
    from workshop_tui.review import chronology

    reading = chronology.read(path, columns=columns, **choices)
    content = path.read_bytes()
    if hashlib.sha256(content).hexdigest() != reading.sha256:
        raise Problem(f"{path.name} changed while it was read. Close it elsewhere and try again.")
    return _File(path, content, reading)


def _refuse_open_doubts(read: Sequence[_File]) -> None:
    """Refuse while a question about dates is open.

    Raises:
        Problem: With the question and the option that answers it.
    """
    from workshop_tui.practice.problems import Problem

    for file in read:
        for question in file.reading.doubts:
            doubt = question.doubt
            option = "--stored-dates" if doubt.kind == "swapped-dates" else "--date-order"
            raise Problem(
                f"{file.reading.file}, {question.table}: {doubt.question} "
                f"Answer with {option} {' or '.join(doubt.options)}; nothing was imported."
            )


def _refuse_known(known: Reader, read: Sequence[_File], agency: str) -> None:
    """Refuse a file that came before, or twice now, so that several files go in all or none.

    Raises:
        Problem: Naming it.
    """
    from workshop_tui.practice.problems import Problem

    ids = {
        one.id
        for one in known.agencies().values()
        if agency.casefold() in (one.short.casefold(), one.name.casefold())
    }
    seen = {one.sha256 for one in known.source_files().values() if one.agency_id in ids}
    for file in read:
        if file.reading.sha256 in seen:
            raise Problem(
                f"{file.reading.file} was imported for {agency} already; nothing was changed."
            )
        seen.add(file.reading.sha256)


def _compared(read: Reader, file: _File, agency: str, replaces: str | None) -> _File:
    from workshop_tui.review import reimport

    comparison = reimport.compare(read, file.reading, agency, replaces)
    return replace(file, comparison=comparison)


def _counts(read: Sequence[_File]) -> tuple[int, int]:
    """How many entries are altered, and how many are gone."""
    found = [file.comparison for file in read if file.comparison]
    return sum(len(one.altered) for one in found), sum(len(one.gone) for one in found)


def _ask(read: Sequence[_File]) -> None:
    count = sum(len(file.comparison.added) for file in read if file.comparison)
    altered, gone = _counts(read)
    also = f", correct {altered} and exclude {gone}" if altered or gone else ""
    confirm(f"Import these {count} entries{also}?", "Nothing was imported.")


def _accept(seat: Seat, read: Sequence[_File], agency: str) -> int:
    from workshop_tui.review.chronology import Document

    documents = [Document(file.reading, file.content, agency, file.comparison) for file in read]
    return seat.chronology.accept_all(documents).result()


def _report(read: Sequence[_File], agency: str | None, as_json: bool, *, accepted: bool) -> None:
    if as_json:
        print_json(
            [_shape(file.reading, agency, accepted) | _changes(file.comparison) for file in read]
        )
    else:
        _say_readings(read)


def _shape(reading: Reading, agency: str | None, accepted: bool) -> dict[str, Any]:
    """What was read from a file, as a JSON object."""
    return {
        "file": reading.file,
        "agency": agency,
        "accepted": accepted,
        "sha256": reading.sha256,
        "events": len(reading.entries),
        "first": reading.first.isoformat() if reading.first else None,
        "last": reading.last.isoformat() if reading.last else None,
        "tables": [
            {
                "name": one.name,
                "kind": one.kind,
                "columns": dict(one.columns),
                "headers": list(one.headers),
                "header_row": one.header_row,
                "events": one.events,
                "date_order": one.date_order,
                "date_order_because": list(one.witnesses),
            }
            for one in reading.tables
        ],
        "skipped": [
            {"name": one.name, "kind": one.kind, "reason": one.reason} for one in reading.skipped
        ],
        "eyes": [
            {"table": one.table, "row": one.row, "reason": one.reason} for one in reading.eyes
        ],
        "doubts": [
            {
                "table": one.table,
                "kind": one.doubt.kind,
                "question": one.doubt.question,
                "rows": list(one.doubt.rows),
                "options": list(one.doubt.options),
            }
            for one in reading.doubts
        ],
        "notes": list(reading.notes),
    }


def _changes(comparison: Comparison | None) -> dict[str, Any]:
    """What a file changes against what its agency sent before, as JSON."""
    if comparison is None:
        return {}
    return {
        "replaces": comparison.replaces.name if comparison.replaces else None,
        "added": [_brief(entry) for entry in comparison.added],
        "altered": [_altered(one) for one in comparison.altered],
        "gone": [_brief(entry) for entry in comparison.gone],
        "returned": [_brief(entry) for entry in comparison.returned],
        "unchanged": comparison.unchanged,
    }


def _brief(entry: Entry) -> dict[str, Any]:
    return {
        "uid": entry.uid or None,
        "ref": entry.ref,
        "date_text": entry.date_text,
        "earliest": entry.earliest,
        "latest": entry.latest,
        "time": entry.time,
        "source": entry.source,
        "text": entry.text,
        "row": entry.origin_row,
    }


def _altered(altered: Altered) -> dict[str, Any]:
    return {
        "uid": altered.before.uid,
        "changed": list(altered.changed),
        "corrected_here": altered.corrected_here,
        "before": _brief(altered.before),
        "after": _brief(altered.after),
    }


def _say_readings(read: Sequence[_File], *, to_error: bool = False) -> None:
    for file in read:
        if to_error:
            aside(_summary(file.reading))
        else:
            _say_reading(file.reading)
            _say_changes(file.comparison)


def _say_changes(comparison: Comparison | None) -> None:
    if comparison is None or comparison.replaces is None:
        return
    say(f"It corrects {comparison.replaces.name}; {comparison.unchanged} entries are unchanged.")
    lines: list[tuple[str, ...]] = [
        ("added", entry.date_text, entry.text) for entry in comparison.added
    ]
    for one in comparison.altered:
        here = " (corrected here since)" if one.corrected_here else ""
        lines.append(("altered", one.before.date_text, f"{one.before.text}{here}"))
        lines.append(("  now", one.after.date_text, one.after.text))
    lines += [("gone", entry.date_text, entry.text) for entry in comparison.gone]
    lines += [("back again", entry.date_text, entry.text) for entry in comparison.returned]
    rows(lines, indent=2)


def _summary(reading: Reading) -> str:
    first, last = reading.first or "no date", reading.last or "no date"
    return f"{reading.file}: {len(reading.entries)} events, {first} to {last}"


def _say_reading(reading: Reading) -> None:
    say(_summary(reading))
    lines: list[tuple[str, str]] = []
    for one in reading.tables:
        lines.append(("read", f"{one.name}: {one.events} events, dates read {one.date_order}"))
        columns = ", ".join(f"{field} = {column}" for field, column in one.columns.items())
        if columns:
            lines.append(("columns", columns))
    lines += [("left out", f"{one.name}: {one.reason}") for one in reading.skipped]
    lines += [("note", note) for note in reading.notes]
    lines += [("please look", f"{one.table}, row {one.row}: {one.reason}") for one in reading.eyes]
    lines += [("QUESTION", f"{one.table}: {one.doubt.question}") for one in reading.doubts]
    rows(lines, indent=2)
