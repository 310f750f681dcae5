"""What all commands have in common that send papers: their options, and what they say."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from workshop_tui.cli.access import WORDS, FilePath
from workshop_tui.cli.output import aside, print_json, write

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


def sends(*, needs_folder: bool = True) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Give a command that sends papers its folder, and what lets words pass; and --json."""

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
