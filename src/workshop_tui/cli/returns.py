"""Taking in preparation forms that came back: read, looked at, then accepted, all or none."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from workshop_tui.cli.access import WORDS, Access, FilePath, on_review
from workshop_tui.cli.asking import confirm, document_password, refuse_without_terminal
from workshop_tui.cli.output import print_json, rows, say

if TYPE_CHECKING:
    from workshop_tui.review.reader import Reader
    from workshop_tui.review.returns import Incoming


@click.command("return")
@on_review
@click.argument("files", metavar="FILE...", type=FilePath, nargs=-1, required=True)
@click.option("--from", "whose", default="", type=WORDS, metavar="CODE", help="Whose form it is.")
@click.option("--received", default="", type=WORDS, metavar="DAY", help="When it came (today).")
@click.option("--replace", is_flag=True, help="In place of what the same person sent before.")
@click.option(
    "--file-password-file", type=FilePath, metavar="FILE", help="Holds the forms' password."
)
@click.option("--preview", is_flag=True, help="Only show what would be taken in.")
@click.option("--accept", is_flag=True, help="Take in without asking.")
@click.option("--json", "as_json", is_flag=True, help="JSON for programs, one object a form.")
def return_(
    review: Access,
    files: tuple[Path, ...],
    whose: str,
    received: str,
    replace: bool,
    file_password_file: Path | None,
    preview: bool,
    accept: bool,
    as_json: bool,
) -> None:
    """Take in preparation forms (Word) that participants sent back.

    A form says itself whose it is; --from says so where its line is gone. An item is linked to
    an entry only where its number was printed and names exactly one. The file is kept as it came.
    """
    if preview and accept:
        raise click.UsageError("Give --preview or --accept, not both.")
    if whose and len(files) > 1:
        raise click.UsageError("--from goes with one form at a time.")
    with review.open() as seat:
        day = _day(received)
        forms = [_look(seat.read, path, whose, file_password_file) for path in files]
        shown = [_shape(seat.read, one, accepted=not preview) for one in forms]
        if preview:
            _report(shown, as_json, replace)
            return
        if not accept:
            refuse_without_terminal()
            _say(shown, replace, to_error=as_json)
            confirm(f"Take in {len(forms)} form(s)?", "Nothing was taken in.")
        seat.returns.accept(forms, received=day, replace=replace).result()
    if as_json or accept:
        _report(shown, as_json, replace)
    if not as_json:
        people = ", ".join(dict.fromkeys(str(one["from"]) for one in shown))
        say(f"Taken in: {len(shown)} form(s), from {people}. The files are kept as they came.")


def _day(words: str) -> str | None:
    from workshop_tui.review.form_values import exact_day

    return exact_day("--received", words) if words.strip() else None


def _look(read: Reader, path: Path, whose: str, password_file: Path | None) -> Incoming:
    from workshop_tui.practice.problems import Problem
    from workshop_tui.review import returns

    try:
        return returns.look(read, path, whose, password=document_password(password_file))
    except returns.WhoseForm as doubt:
        raise Problem(f"{doubt} --from CODE says it.") from None


def _shape(read: Reader, form: Incoming, *, accepted: bool) -> dict[str, Any]:
    """A form as a JSON object."""
    return {
        "file": form.reading.file,
        "from": form.person.code,
        "accepted": accepted,
        "sha256": form.reading.sha256,
        "items": [
            {
                "part": item.part,
                "date_text": item.when,
                "text": item.text,
                "why": item.why,
                "entry": read.called(entry_id) if entry_id is not None else None,
                "entry_text": item.entry,
                "place": item.place,
            }
            for item, entry_id in zip(form.reading.items, form.entries, strict=True)
        ],
        "support": [{"question": q, "answer": a} for q, a in form.reading.support],
        "earlier": [one.received for one in form.earlier],
        "manager": form.manager or None,
        "eyes": [{"place": eye.place, "reason": eye.reason} for eye in form.eyes],
        "notes": list(form.reading.notes),
    }


def _report(shown: Sequence[dict[str, Any]], as_json: bool, replace: bool) -> None:
    if as_json:
        print_json(list(shown))
    else:
        _say(shown, replace)


def _say(shown: Sequence[dict[str, Any]], replace: bool, *, to_error: bool = False) -> None:
    import contextlib
    import sys

    with contextlib.redirect_stdout(sys.stderr) if to_error else contextlib.nullcontext():
        for one in shown:
            say(f"{one['file']}: from {one['from']}, items: {len(one['items'])}")
            rows(_lines(one, replace), indent=2)


def _lines(one: dict[str, Any], replace: bool) -> list[tuple[str, str]]:
    from workshop_tui.practice.days import british

    lines = [(item["part"], _item(item)) for item in one["items"]]
    lines += [("support", f"{s['question']}: {s['answer']}".strip(": ")) for s in one["support"]]
    if one["manager"]:
        lines.append(("line manager", f"{one['manager']}: noted for {one['from']}"))
    if one["earlier"]:
        days = ", ".join(british(day) or "an unknown day" for day in one["earlier"])
        way = "this replaces it" if replace else "this is added beside it; --replace takes it away"
        lines.append(("before", f"{one['from']} sent a return already ({days}): {way}"))
    lines += [("note", note) for note in one["notes"]]
    lines += [("please look", f"{eye['place']}: {eye['reason']}") for eye in one["eyes"]]
    return lines


def _item(item: dict[str, Any]) -> str:
    when = f"{item['date_text']}: " if item["date_text"] else ""
    why = f" (why: {item['why']})" if item["why"] else ""
    entry = f" [entry {item['entry']}]" if item["entry"] else ""
    return f"{when}{item['text']}{why}{entry}"
