"""Participants, agencies, and the register of names with their pseudonyms."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from workshop_tui.cli import naming
from workshop_tui.cli.access import WORDS, Access, on_review, reads, view_of
from workshop_tui.cli.naming import KINDS, say_shared
from workshop_tui.cli.output import print_json, say, section

if TYPE_CHECKING:
    from workshop_tui.privacy.view import View
    from workshop_tui.review.reader import Reader


@click.command()
@on_review
@reads
def people(review: Access, as_json: bool, names: bool) -> None:
    """Show participants by role, agencies, and the register with pseudonyms.

    With --pseudonyms the register shows no name.
    """
    with review.open() as seat:
        found = _people(seat.read, view_of(seat, names))
    if as_json:
        print_json(found)
        return
    section(
        "Participants",
        (
            (one["code"], one["role"], one["agency"] or "", one["name"] or one["pseudonym"] or "")
            for one in found["participants"]
        ),
    )
    section("Agencies", ((one["short"], one["name"]) for one in found["agencies"]))
    section(
        f"Register ({'confirmed' if found['register_confirmed'] else 'not confirmed'})",
        (
            (
                str(one["id"]),
                one["kind"],
                one["pseudonym"],
                "; ".join([one["name"] or "", *one["aliases"]]),
            )
            for one in found["register"]
        ),
    )


def _people(read: Reader, view: View) -> dict[str, Any]:
    register = {one.id: one for one in read.register()}
    agencies = read.agencies()
    shown = view.shows_names
    participants = []
    for one in read.participants():
        identity = register.get(one.identity_id or 0)
        agency = agencies.get(one.agency_id or 0)
        participants.append(
            {
                "code": one.code,
                "role": view.text(one.role),
                "agency": view.text(agency.short) if agency else None,
                "name": identity.name if identity and shown else None,
                "pseudonym": identity.pseudonym if identity else None,
                "level": one.level,
                "attending": one.attending,
                "speaks_for": list(one.speaks_for),
                "note": view.text(one.note),
                "uid": one.uid,
            }
        )
    return {
        "participants": participants,
        "agencies": [
            {
                "short": view.text(one.short),
                "name": view.text(one.name),
                "kind": one.kind,
                "contact": view.text(one.contact),
                "uid": one.uid,
            }
            for one in agencies.values()
        ],
        "register": [
            {
                "id": one.id,
                "uid": one.uid,
                "kind": one.kind,
                "pseudonym": one.pseudonym,
                "name": one.name if shown else None,
                "aliases": list(one.aliases) if shown else [],
                "note": view.text(one.note),
            }
            for one in register.values()
        ],
        "register_confirmed": read.review().register_confirmed,
    }


@click.group()
def register() -> None:
    """Change the register: every name that must not leave, and what stands for it.

    'people' shows it.
    """


@register.command("add")
@on_review
@click.argument("kind", metavar="KIND", type=KINDS)
@click.argument("name", metavar="NAME", type=WORDS)
@click.argument("pseudonym", metavar="PSEUDONYM", type=WORDS)
@click.option("--alias", "aliases", type=WORDS, multiple=True, help="Another way to name it.")
@click.option("--note", default="", type=WORDS, help="A note.")
@click.option("--another", is_flag=True, help="Somebody else of a name that is registered.")
def register_add(
    review: Access,
    kind: str,
    name: str,
    pseudonym: str,
    aliases: tuple[str, ...],
    note: str,
    another: bool,
) -> None:
    """Add a child, family, professional, agency, place or identifier."""
    with review.open() as seat:
        added = seat.people.register(kind, name, pseudonym, aliases, note, another).result()
        say_shared(seat.read.register(), added)
    say(f"Added to the register as {added.pseudonym} (line {added.id}).")


@register.command("change")
@on_review
@click.argument("line", metavar="LINE", type=WORDS)
@click.option("--kind", type=KINDS)
@click.option("--name", type=WORDS)
@click.option("--pseudonym", type=WORDS)
@click.option("--alias", "aliases", type=WORDS, multiple=True, help="All aliases anew.")
@click.option("--add-alias", "more", type=WORDS, multiple=True, help="One more alias.")
@click.option("--note", type=WORDS)
def register_change(
    review: Access,
    line: str,
    kind: str | None,
    name: str | None,
    pseudonym: str | None,
    aliases: tuple[str, ...],
    more: tuple[str, ...],
    note: str | None,
) -> None:
    """Change a line of the register (its number, name or pseudonym); what is not given stays."""
    from workshop_tui.cli import lookup

    with review.open() as seat:
        old = lookup.identity(seat.read, line)
        changed = seat.people.change_identity(
            old.id,
            kind or old.kind,
            old.name if name is None else name,
            old.pseudonym if pseudonym is None else pseudonym,
            (*(aliases or old.aliases), *more),
            old.note if note is None else note,
        ).result()
    say(f"Changed line {changed.id} of the register: {changed.pseudonym}.")


@register.command("remove")
@on_review
@click.argument("line", metavar="LINE", type=WORDS)
def register_remove(review: Access, line: str) -> None:
    """Take a line out of the register; its name is then shown as it stands."""
    from workshop_tui.cli import lookup

    with review.open() as seat:
        found = lookup.identity(seat.read, line)
        seat.people.unregister(found.id).result()
    say(f"{found.pseudonym} is out of the register; 'undo' brings it back.")


@register.command("confirm")
@on_review
@click.option("--not-yet", is_flag=True, help="Take the confirmation back.")
def register_confirm(review: Access, not_yet: bool) -> None:
    """Say that the register is complete: exports lose their heading “Contains names”."""
    with review.open() as seat:
        seat.people.confirm_register(not not_yet).result()
    say(f"The register is {'not ' if not_yet else ''}confirmed.")


register.add_command(naming.suggest)
register.add_command(naming.settle)
register.add_command(naming.ordinary)


@click.group()
def participant() -> None:
    """Add somebody involved in the review."""


@participant.command("add")
@on_review
@click.argument("code", metavar="CODE", type=WORDS)
@click.argument("role", metavar="ROLE", type=WORDS)
@click.option("--agency", default="", type=WORDS, metavar="NAME")
@click.option("--name", default="", type=WORDS, help="Goes into the register under the code.")
@click.option("--level", default="", type=WORDS, help="Such as practitioner or manager.")
@click.option("--absent", is_flag=True, help="Involved, but not attending.")
def participant_add(
    review: Access, code: str, role: str, agency: str, name: str, level: str, absent: bool
) -> None:
    """Add a participant: a short code (SW1) and a role (Social worker)."""
    with review.open() as seat:
        added = seat.people.add_participant(code, role, agency, name, level, not absent).result()
    say(f"Added {added.code}, {added.role}.")


@click.command()
@on_review
@click.argument(
    "what", metavar="entry|capture|outcome", type=click.Choice(["entry", "capture", "outcome"])
)
@click.argument("number", metavar="WHICH", type=WORDS)
@click.argument("words", metavar="WORDS", type=WORDS)
@click.option("--means", type=WORDS, metavar="LINE", help="Whom: a line of the register.")
@click.option("--nobody", is_flag=True, help="They are ordinary words.")
@click.option("--field", default="text", type=WORDS, show_default=True, help="Where they stand.")
@click.option("--nth", default=1, type=click.IntRange(min=1), help="Which time they stand there.")
def mention(
    review: Access,
    what: str,
    number: str,
    words: str,
    means: str | None,
    nobody: bool,
    field: str,
    nth: int,
) -> None:
    """Settle whom certain words of a text name, or that they name nobody."""
    from workshop_tui.cli import lookup

    if (means is None) is not nobody:
        raise click.UsageError("Give --means LINE or --nobody.")
    with review.open() as seat:
        record = _record(seat.read, what, number)
        start = _position(getattr(record, field, None), words, nth, field)
        identity = None if means is None else lookup.identity(seat.read, means)
        seat.people.mention(
            record.TABLE,
            record.uid,
            field,
            start,
            start + len(words),
            identity.id if identity else None,
        ).result()
    say(f"Settled: {identity.pseudonym if identity else 'ordinary words'}.")


def _record(read: Reader, what: str, number: str) -> Any:
    from workshop_tui.cli import lookup

    if what == "entry":
        return read.entry(lookup.entry_id(read, number))
    return read.capture(number) if what == "capture" else read.outcome(number)


def _position(text: object, words: str, nth: int, field: str) -> int:
    from workshop_tui.practice.problems import NotFound

    at = -1
    for _ in range(nth):
        at = text.find(words, at + 1) if isinstance(text, str) and words else -1
        if at < 0:
            raise NotFound(f"These words do not stand there (field {field}, time {nth}).")
    return at
