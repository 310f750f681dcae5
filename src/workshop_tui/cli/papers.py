"""Papers that go out before an event: packs, forms, requests, invitations."""

from __future__ import annotations

from pathlib import Path

import click

from workshop_tui.cli.access import WORDS, Access, FilePath, on_review
from workshop_tui.cli.output import aside
from workshop_tui.cli.sending import (
    FOR,
    FORMATS,
    SESSION,
    allowed,
    day,
    listed,
    needs_folder,
    say_sent,
    sends,
    session_named,
)


@click.command()
@on_review
@FOR
@SESSION
@click.option(
    "--circulation",
    type=click.Choice(["room", "panel"]),
    default="room",
    show_default=True,
    help="For whose eyes.",
)
@FORMATS
@click.option(
    "--document-passphrase-file",
    "password_file",
    type=FilePath,
    metavar="FILE",
    help="Lock every copy with the password that it holds.",
)
@sends()
def pack(
    review: Access,
    folder: Path | None,
    preview: bool,
    codes: tuple[str, ...],
    session_words: str | None,
    circulation: str,
    formats: str,
    password_file: Path | None,
    allow: tuple[str, ...],
    reason: str,
    as_json: bool,
) -> None:
    """Make the briefing pack, a numbered copy for each who is invited.

    It holds the approach, the outline briefing, the lines of enquiry, the agenda, the ground rules,
    the combined chronology and the preparation form. What went to whom is kept, and the
    chronology's numbers stay from then on. --for takes a participant's code, or a sub-group.
    """
    from workshop_tui.cli.passphrase import from_file
    from workshop_tui.privacy.view import Tier
    from workshop_tui.review import packs

    password = from_file(password_file) if password_file else None
    needs_folder(folder, preview)
    aside("Each copy is made and looked through; for many people this takes a while …")
    with review.open() as seat:
        sent = packs.send_packs(
            seat,
            folder,
            codes,
            session=session_named(seat.read, session_words),
            tier=Tier(circulation),
            formats=listed(formats),
            allowed=allowed(allow, reason),
            preview=preview,
            password=password,
        )
    say_sent(sent, as_json)


@click.command()
@on_review
@FOR
@SESSION
@sends()
def forms(
    review: Access,
    folder: Path | None,
    preview: bool,
    codes: tuple[str, ...],
    session_words: str | None,
    allow: tuple[str, ...],
    reason: str,
    as_json: bool,
) -> None:
    """Make the preparation form as a Word document, one for each who is invited.

    Filled in, it is taken in again by 'return'.
    """
    from workshop_tui.review import packs

    needs_folder(folder, preview)
    with review.open() as seat:
        sent = packs.send_forms(
            seat,
            folder,
            codes,
            session=session_named(seat.read, session_words),
            allowed=allowed(allow, reason),
            preview=preview,
        )
    say_sent(sent, as_json)


@click.command()
@on_review
@click.option("--agency", required=True, type=WORDS, metavar="NAME", help="Which agency.")
@click.option("--due", type=WORDS, metavar="DATE", help="By when.")
@click.option("--reminder", is_flag=True, help="It was asked before; --due may be left out.")
@click.option("--named", is_flag=True, help="Say by name whom it is about; needs --reason.")
@sends()
def request(
    review: Access,
    folder: Path | None,
    preview: bool,
    agency: str,
    due: str | None,
    reminder: bool,
    named: bool,
    allow: tuple[str, ...],
    reason: str,
    as_json: bool,
) -> None:
    """Write the letter that asks an agency for its chronology, with blank forms beside it."""
    from workshop_tui.review import requests

    needs_folder(folder, preview)
    with review.open() as seat:
        sent = requests.send_request(
            seat,
            folder,
            agency,
            day("due", due),
            reminder=reminder,
            named=named,
            reason=reason,
            allowed=allowed(allow, reason),
            preview=preview,
        )
    say_sent(sent, as_json)


@click.command()
@on_review
@FOR
@SESSION
@click.option("--due", type=WORDS, metavar="DATE", help="By when preparation forms are asked for.")
@click.option("--named", is_flag=True, help="The place as it is, if registered; needs --reason.")
@sends()
def invite(
    review: Access,
    folder: Path | None,
    preview: bool,
    codes: tuple[str, ...],
    session_words: str | None,
    due: str | None,
    named: bool,
    allow: tuple[str, ...],
    reason: str,
    as_json: bool,
) -> None:
    """Write an invitation and a reminder of the preparation forms, as calendar files.

    Who is invited by them is kept; the notice that people have is said, with a warning where it
    is short. No name of a child or family stands in them, ever.
    """
    from workshop_tui.review import invitations

    needs_folder(folder, preview)
    with review.open() as seat:
        sent = invitations.send_invitations(
            seat,
            folder,
            codes,
            session=session_named(seat.read, session_words),
            due=day("due", due),
            named=named,
            reason=reason,
            allowed=allowed(allow, reason),
            preview=preview,
        )
    say_sent(sent, as_json)
