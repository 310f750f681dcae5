"""What all commands have in common that send papers: their options, and what they say."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from workshop_tui.cli.access import WORDS, FilePath
from workshop_tui.cli.output import aside, print_json, write

if TYPE_CHECKING:
    from workshop_tui.practice.records import Session
    from workshop_tui.review.outgoing import Going, Sent
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


def sends() -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Give a command that sends papers its folder, --preview, what lets words pass, and --json."""

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
                type=FilePath,
                metavar="FOLDER",
                help="Where to.",
            ),
            click.option(
                "--preview",
                is_flag=True,
                help="Say what would go to whom and what the leak check finds; nothing is written "
                "or kept.",
            ),
        ):
            command = option(command)
        return command

    return decorate


def needs_folder(folder: Path | None, preview: bool) -> None:
    """Refuse to write without knowing where to.

    Raises:
        UsageError: If no folder is named and it is not only a preview.
    """
    if folder is None and not preview:
        raise click.UsageError("Missing option '--to': say where to, or look with --preview.")


def session_named(read: Reader, words: str | None) -> Session | None:
    """The session that was named, or None."""
    from workshop_tui.cli import lookup

    return lookup.session(read, words) if words is not None else None


def listed(words: str) -> list[str]:
    """What a list with commas names."""
    return [one.strip().casefold() for one in words.split(",") if one.strip()]


def allowed(words: tuple[str, ...], reason: str) -> Allowed | None:
    """What is let pass at the leak check."""
    from workshop_tui.review.releasing import Allowed

    return Allowed(words, reason) if words else None


def day(option: str, words: str | None) -> str | None:
    """A day as ISO text; None where none was given."""
    from workshop_tui.review.form_values import exact_day

    return exact_day(f"--{option}", words) if words else None


def say_sent(sent: Sent, as_json: bool) -> None:
    """Say what was written and what should be known; exit code 1 where something is held back."""
    from workshop_tui.cli.deciding import say_decided
    from workshop_tui.cli.export import released_shape
    from workshop_tui.cli.leaks import say_held_back, say_warnings

    released = sent.released
    if as_json:
        looked = {"preview": [going_shape(one) for one in sent.going]} if sent.going else {}
        there = {"there": [str(path) for path in released.there]}
        print_json(released_shape(released) | there | {"said": list(sent.said)} | looked)
    else:
        for path in (*released.written, *released.there):
            write(str(path))
        if released.there:
            aside(_there(len(released.there)))
        if sent.going:
            _say_going(sent.going)
        for sentence in sent.said:
            aside(sentence)
        say_held_back(released.held_back, released.dark)
        say_warnings(released.warnings)
        say_decided(released.decided)
        if released.passed:
            done = "Would pass and be" if sent.going else "Let pass and"
            aside(f"{done} recorded: {len(released.passed)}.")
        if sent.going:
            clean = (
                "" if released.held_back or released.dark else " The leak check holds none back."
            )
            aside(f"This was a preview: nothing is written or kept.{clean}")
    if released.held_back or released.dark:
        raise click.exceptions.Exit(HELD_BACK)


def _say_going(going: Sequence[Going]) -> None:
    for one in going:
        to = ", ".join(one.to) or "goes with it"
        notes = [
            f"circulation {one.tier}" if one.tier else "",
            "WITH NAMES" if one.named else "pseudonyms",
            "would be HELD BACK" if one.held else "",
            "lies there already" if one.there else "",
        ]
        write(f"{one.document}  →  {to}  ({', '.join(filter(None, notes))})")


def going_shape(one: Going) -> dict[str, Any]:
    """A document that would go out, for programs."""
    return {
        "document": one.document,
        "to": list(one.to),
        "circulation": one.tier or None,
        "named": one.named,
        "held_back": one.held,
        "there": one.there,
    }


def _there(count: int) -> str:
    if count == 1:
        return "1 of these lay there already, saying the same, and was not written again."
    return f"{count} of these lay there already, saying the same, and were not written again."
