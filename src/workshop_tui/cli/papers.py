"""Papers that go out before an event: packs, forms, requests, invitations, capture sheets."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from workshop_tui.cli.access import WORDS, Access, FilePath, on_review, reads, view_of
from workshop_tui.cli.output import aside, print_json, rows, say, write

if TYPE_CHECKING:
    from workshop_tui.practice.records import Session
    from workshop_tui.review.outgoing import Sent
    from workshop_tui.review.reader import Reader
    from workshop_tui.review.releasing import Allowed

HELD_BACK = 1

FORMATS = click.option(
    "--formats", type=WORDS, default="docx,pdf", show_default=True, help="docx, pdf or both."
)
SESSION = click.option(
    "--session",
    "session_words",
    type=WORDS,
    metavar="SESSION",
    help="Its number or title (default: the event that comes next).",
)
FOR = click.option(
    "--for", "codes", type=WORDS, multiple=True, metavar="CODE", help="Only for these."
)


def _sends(*, needs_folder: bool = True) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Give a command that sends papers --to, --allow, --reason and --json."""

    def decorate(command: Callable[..., None]) -> Callable[..., None]:
        for option in (
            click.option("--json", "as_json", is_flag=True, help="JSON for programs."),
            click.option(
                "--reason", default="", type=WORDS, metavar="WHY", help="Why; it is kept."
            ),
            click.option(
                "--allow",
                type=WORDS,
                multiple=True,
                metavar="WORDS",
                help="Let these words pass the leak check; needs --reason.",
            ),
            click.option(
                "--to",
                "folder",
                required=needs_folder,
                type=FilePath,
                metavar="FOLDER",
                help="Where to.",
            ),
        ):
            command = option(command)
        return command

    return decorate


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
@_sends()
def pack(
    review: Access,
    folder: Path,
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
    aside("Each copy is made and looked through; for many people this takes a while …")
    with review.open() as seat:
        sent = packs.send_packs(
            seat,
            folder,
            codes,
            session=_session(seat.read, session_words),
            tier=Tier(circulation),
            formats=_listed(formats),
            allowed=_allowed(allow, reason),
            password=password,
        )
    _say_sent(sent, as_json)


@click.command()
@on_review
@FOR
@SESSION
@_sends()
def forms(
    review: Access,
    folder: Path,
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

    with review.open() as seat:
        sent = packs.send_forms(
            seat,
            folder,
            codes,
            session=_session(seat.read, session_words),
            allowed=_allowed(allow, reason),
        )
    _say_sent(sent, as_json)


@click.command()
@on_review
@click.option("--agency", required=True, type=WORDS, metavar="NAME", help="Which agency.")
@click.option("--due", type=WORDS, metavar="DATE", help="By when.")
@click.option("--reminder", is_flag=True, help="It was asked before; --due may be left out.")
@click.option("--named", is_flag=True, help="Say by name whom it is about; needs --reason.")
@_sends()
def request(
    review: Access,
    folder: Path,
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

    with review.open() as seat:
        sent = requests.send_request(
            seat,
            folder,
            agency,
            _day("due", due),
            reminder=reminder,
            named=named,
            reason=reason,
            allowed=_allowed(allow, reason),
        )
    _say_sent(sent, as_json)


@click.command()
@on_review
@FOR
@SESSION
@click.option("--due", type=WORDS, metavar="DATE", help="By when preparation forms are asked for.")
@click.option("--named", is_flag=True, help="The place as it is, if registered; needs --reason.")
@_sends()
def invite(
    review: Access,
    folder: Path,
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

    with review.open() as seat:
        sent = invitations.send_invitations(
            seat,
            folder,
            codes,
            session=_session(seat.read, session_words),
            due=_day("due", due),
            named=named,
            reason=reason,
            allowed=_allowed(allow, reason),
        )
    _say_sent(sent, as_json)


@click.command()
@on_review
@click.option("--count", type=click.IntRange(1), help="How many; with --for, how many each.")
@FOR
@SESSION
@FORMATS
@_sends(needs_folder=False)
def sheets(
    review: Access,
    count: int | None,
    codes: tuple[str, ...],
    session_words: str | None,
    formats: str,
    folder: Path | None,
    allow: tuple[str, ...],
    reason: str,
    as_json: bool,
) -> None:
    """Make numbered paper sheets for capturing without a screen; alone: which are still out.

    What people wrote on them is typed in with 'capture --sheet NUMBER --at TIME'.
    """
    from workshop_tui.review import sheets as paper

    if (count is None) is not (folder is None):
        raise click.UsageError("Give --count and --to together, or neither.")
    with review.open() as seat:
        if count is None or folder is None:
            _say_sheets(paper.sheet_states(seat.read), as_json)
            return
        sent = paper.send_sheets(
            seat,
            folder,
            count,
            codes,
            session=_session(seat.read, session_words),
            formats=_listed(formats),
            allowed=_allowed(allow, reason),
        )
    _say_sent(sent, as_json)


@click.command()
@on_review
@reads
def papers(review: Access, as_json: bool, names: bool) -> None:
    """Show what went out: when, what, to whom, which copy, and what came back."""
    from workshop_tui.practice.preparing import Dispatch

    with review.open() as seat:
        view = view_of(seat, names)
        shown = [
            {
                "uid": one.uid,
                "sent": one.sent,
                "what": one.what,
                "to": view.text(one.recipient),
                "copy": one.copy or None,
                "circulation": one.tier or None,
                "named": one.named,
                "reason": view.text(one.reason),
                "document": view.text(one.document),
                "sha256": one.sha256 or None,
                "by": view.text(one.by),
                "at": one.at,
                "returned": one.returned,
            }
            for one in seat.read.records(Dispatch)
        ]
    if as_json:
        print_json(shown)
        return
    rows(_paper_row(one) for one in shown)


def _paper_row(one: dict[str, Any]) -> tuple[str, ...]:
    from workshop_tui.practice.days import british

    copy = f"no. {one['copy']}" if one["copy"] else ""
    back = f"back {british(one['returned'])}" if one["returned"] else ""
    names = "with names" if one["named"] else ""
    return (british(one["sent"]), one["what"], copy, one["to"], names, back, one["document"])


@click.command("came-back")
@on_review
@click.argument("what", metavar="pack|sheet", type=click.Choice(["pack", "sheet"]))
@click.argument("numbers", metavar="NUMBER...", type=click.IntRange(1), nargs=-1, required=True)
@click.option("--on", "on", type=WORDS, metavar="DATE", help="When (default: today).")
@click.option("--not-yet", is_flag=True, help="They did not come back, after all.")
def came_back(
    review: Access, what: str, numbers: tuple[int, ...], on: str | None, not_yet: bool
) -> None:
    """Note that numbered copies of the pack, or capture sheets, came back."""
    import datetime as dt

    from workshop_tui.practice.papers import BRIEFING_PACK, CAPTURE_SHEET

    kind = BRIEFING_PACK if what == "pack" else CAPTURE_SHEET
    day = None if not_yet else _day("on", on) or dt.date.today().isoformat()
    with review.open() as seat:
        seat.dispatching.take_back(kind, numbers, day).result()
    told = ", ".join(map(str, numbers))
    say(f"{kind.capitalize()} {told}: {'still out' if not_yet else 'back'}.")


# -- what they have in common ----------------------------------------------------------------------


def _session(read: Reader, words: str | None) -> Session | None:
    from workshop_tui.cli import lookup

    return lookup.session(read, words) if words is not None else None


def _listed(words: str) -> list[str]:
    return [one.strip().casefold() for one in words.split(",") if one.strip()]


def _allowed(words: tuple[str, ...], reason: str) -> Allowed | None:
    from workshop_tui.review.releasing import Allowed

    return Allowed(words, reason) if words else None


def _day(option: str, words: str | None) -> str | None:
    from workshop_tui.review.form_values import exact_day

    return exact_day(f"--{option}", words) if words else None


def _say_sent(sent: Sent, as_json: bool) -> None:
    from workshop_tui.cli.export import released_shape
    from workshop_tui.cli.leaks import say_held_back, say_warnings

    released = sent.released
    if as_json:
        print_json(released_shape(released) | {"said": list(sent.said)})
    else:
        for path in released.written:
            write(str(path))
        for sentence in sent.said:
            aside(sentence)
        say_held_back(released.held_back, released.dark)
        say_warnings(released.warnings)
        if released.passed:
            aside(f"Let pass and recorded: {len(released.passed)}.")
    if released.held_back or released.dark:
        raise click.exceptions.Exit(HELD_BACK)


def _say_sheets(states: list[Any], as_json: bool) -> None:
    from workshop_tui.practice.days import british

    if as_json:
        print_json(
            [
                {
                    "number": one.number,
                    "for": one.whose,
                    "given": one.given,
                    "returned": one.returned,
                    "captures": one.captures,
                    "out": one.out,
                }
                for one in states
            ]
        )
        return
    rows(
        (
            f"Sheet {one.number}",
            one.whose,
            f"made {british(one.given)}",
            f"back {british(one.returned)}" if one.returned else "",
            f"{one.captures} notes typed in" if one.captures else "",
            "not back yet" if one.out else "",
        )
        for one in states
    )
