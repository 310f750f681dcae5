"""Marks on single items: not for one agency, or legal advice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from workshop_tui.cli.access import WORDS, Access, on_review, reads, view_of
from workshop_tui.cli.output import print_json, rows, say

if TYPE_CHECKING:
    from workshop_tui.privacy.view import View
    from workshop_tui.review.reader import Reader
    from workshop_tui.review.seat import Seat

WHAT = click.Choice(["entry", "capture", "outcome", "line", "words", "return-item"])


@click.command()
@on_review
@click.argument("what", metavar="[WHAT", type=WHAT, required=False)
@click.argument("which", metavar="WHICH]", type=WORDS, required=False)
@click.option("--not-for", "agency", type=WORDS, metavar="AGENCY", help="Not for this agency.")
@click.option("--legal-advice", is_flag=True, help="In no document but the working papers.")
@click.option("--lift", is_flag=True, help="Lift the mark instead of setting it.")
@click.option("--reason", default="", type=WORDS, metavar="WHY", help="Why it is marked.")
@reads
def restrict(
    review: Access,
    what: str | None,
    which: str | None,
    agency: str | None,
    legal_advice: bool,
    lift: bool,
    reason: str,
    as_json: bool,
    names: bool,
) -> None:
    """Mark one item as not for an agency or as legal advice; without an item, list the marks.

    WHAT is entry, capture, outcome, line (of enquiry), words (of the family) or return-item, WHICH
    its number, name (F1) or uid. A document made for people of that agency leaves the item out
    and says how many it leaves out; so does one that may reach anybody. Legal advice stands in no
    document but the working papers with names. A mark is lifted by --lift, never by 'undo'.
    """
    if what is not None and (which is None or bool(agency) == legal_advice):
        raise click.UsageError("Name the item, and either --not-for AGENCY or --legal-advice.")
    with review.open() as seat:
        if what is not None and which is not None:
            _mark(seat, what, which, agency, lift=lift, reason=reason)
        shown = marks_of(seat.read, view_of(seat, names))
    if as_json:
        print_json(shown)
    elif what is None:
        for one in shown:
            rows([(one["what"], one["which"], one["mark"], _why(one), one["text"])])
        if not shown:
            say("Nothing is marked.")
    else:
        as_what = f"not for {agency}" if agency else "legal advice"
        say(f"{what.capitalize()} {which}: {'no longer ' if lift else ''}{as_what}.")


def _mark(
    seat: Seat, what: str, which: str, agency: str | None, *, lift: bool, reason: str
) -> None:
    from workshop_tui.cli import lookup
    from workshop_tui.practice.marks import LEGAL_ADVICE, NOT_FOR
    from workshop_tui.review.marked import item

    found = lookup.agency(seat.read, agency) if agency else None
    record = item(seat.read, what, which)
    mark, agency_id = (NOT_FOR, found.id) if found else (LEGAL_ADVICE, None)
    if lift:
        seat.marks.lift(record.TABLE, record.uid, mark, agency_id).result()
    else:
        seat.marks.set(record.TABLE, record.uid, mark, agency_id, reason).result()


def marks_of(read: Reader, view: View) -> list[dict[str, Any]]:
    """Every mark that stands; what is legal advice keeps its words where names are not shown."""
    from workshop_tui.practice.marks import LEGAL_ADVICE, VEILED
    from workshop_tui.review.marked import marked

    agencies = {one.id: view.text(one.short) for one in read.agencies().values()}
    legal = {one.mark.row_uid for one in marked(read) if one.mark.mark == LEGAL_ADVICE}
    return [
        {
            "what": one.what,
            "which": one.which,
            "uid": one.mark.row_uid,
            "mark": f"{one.mark.mark} {agencies.get(one.mark.agency_id or 0, '')}".strip(),
            "agency": agencies.get(one.mark.agency_id or 0),
            "reason": view.text(one.mark.reason),
            "by": view.text(one.mark.by),
            "at": one.mark.at,
            "text": VEILED
            if one.mark.row_uid in legal and not view.shows_names
            else view.text(one.text),
        }
        for one in marked(read)
    ]


def _why(one: dict[str, Any]) -> str:
    return f"({one['reason']})" if one["reason"] else ""
