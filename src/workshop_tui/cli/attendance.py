"""Who is here in the session under way."""

from __future__ import annotations

import click

from workshop_tui.cli.access import WORDS, Access, on_review, reads, view_of
from workshop_tui.cli.output import print_json, rows, say

PRESENT = {"here": "yes", "not-here": "no", "unsaid": ""}
_WORDS = {present: word.replace("-", " ") for word, present in PRESENT.items()}


@click.group("attendance")
def attendance_() -> None:
    """Who is here in the session under way: show, note."""


@attendance_.command("show")
@on_review
@reads
def show(review: Access, as_json: bool, names: bool) -> None:
    """Everybody involved, and whether they are here."""
    from workshop_tui.review.attendance import attendance

    with review.open() as seat:
        view, agencies = view_of(seat, names), seat.read.agencies()
        found = [
            {
                "code": one.person.code,
                "role": view.text(one.person.role),
                "agency": view.text(agencies[one.person.agency_id].short)
                if one.person.agency_id
                else None,
                "expected": one.expected,
                "answer": one.answer or None,
                "spoken_by": one.spoken_by or None,
                "present": one.present or None,
            }
            for one in attendance(seat.read)
        ]
    if as_json:
        print_json(found)
        return
    rows(
        (
            str(one["code"]),
            _WORDS[str(one["present"] or "")],
            ", ".join(str(one[name]) for name in ("role", "agency", "answer") if one[name]),
        )
        for one in found
    )


@attendance_.command("note")
@on_review
@click.argument("people", metavar="PERSON...", type=WORDS, nargs=-1, required=True)
@click.argument("present", type=click.Choice(list(PRESENT)))
def note(review: Access, people: tuple[str, ...], present: str) -> None:
    """Note that people are here, or not, by code, role or first name."""
    from workshop_tui.practice.problems import NotFound
    from workshop_tui.review.people import resolve_who

    with review.open() as seat:
        everybody, register = seat.read.participants(), seat.read.register()
        found = []
        for words in people:
            person = resolve_who(words, everybody, register)
            if person is None:
                raise NotFound(f"Nobody taking part answers to {words!r}, or more than one does.")
            found.append(person)
        seat.attendance.note([one.id for one in found], PRESENT[present]).result()
    say(f"{', '.join(one.code for one in found)}: {_WORDS[PRESENT[present]]}.")
