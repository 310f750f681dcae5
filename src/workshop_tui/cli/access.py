"""How a command gets at a review: the argument and options that all share, and the opening."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from workshop_tui.cli.output import aside

if TYPE_CHECKING:
    from workshop_tui.practice.roles import Role
    from workshop_tui.privacy.view import View
    from workshop_tui.review.seat import Seat
    from workshop_tui.store.connection import ReviewFile

SEAT = "command line"
FilePath = click.Path(path_type=Path)


def must_be_text(words: str) -> str:
    """Words from the command line, which can hold bytes that are no text.

    Raises:
        Problem: If they do: they could not be kept as they were typed.
    """
    from workshop_tui.practice.problems import Problem

    try:
        words.encode()
    except UnicodeEncodeError:
        raise Problem(
            "These words hold bytes that are not UTF-8 text; nothing was changed. "
            "Set the terminal to UTF-8 and type them again."
        ) from None
    return words


class Words(click.ParamType[str]):
    """Words that will be kept: checked to be text, otherwise exactly as typed."""

    name = "words"

    def convert(self, value: Any, *_: Any) -> str:
        """The words, or a refusal before anything is opened."""
        return must_be_text(str(value))


WORDS = Words()


@dataclass(frozen=True, slots=True)
class Access:
    """Which review a command works on, and as whom.

    Attributes:
        path: The review file.
        passphrase_file: Where its passphrase stands, if that was given.
        chosen_seat: The seat on which undo, redo and the history hang, where one was named.
    """

    path: Path
    passphrase_file: Path | None = None
    chosen_seat: str | None = None

    def passphrase(self) -> str | None:
        """The passphrase of an encrypted review, asked for where it was not given."""
        from workshop_tui.cli import passphrase
        from workshop_tui.store.connection import is_encrypted

        if not is_encrypted(self.path):
            return None
        words = passphrase.given(self.passphrase_file)
        return words or passphrase.asked(f"Passphrase of {self.path.name}")

    def file(self) -> ReviewFile:
        """The file itself, without a seat: for looking at one that may be damaged."""
        from workshop_tui.store.connection import ReviewFile

        return ReviewFile.existing(self.path, self.passphrase())

    @contextmanager
    def open(self) -> Iterator[Seat]:
        """The command line's seat, closed when the command ends."""
        from workshop_tui.practice.problems import Problem
        from workshop_tui.practice.roles import Role
        from workshop_tui.review.seat import Seat
        from workshop_tui.store.engine import DatabaseError

        uid = self.chosen_seat or SEAT
        try:
            seat = Seat.open(self.path, self.passphrase(), Role.COMMAND_LINE, uid=uid)
            if seat.file.by_code:
                aside(
                    f"{self.path.name} was opened with its recovery code. Choose a new passphrase "
                    f"soon: workshop-tui passphrase {self.path.name}"
                )
            try:
                yield seat
            finally:
                seat.close()
        except DatabaseError as error:
            raise Problem(
                f"{self.path.name} could not be read ({error}): it may be damaged. "
                "'workshop-tui restore' says which snapshot could take its place."
            ) from None

    def seat(self, role: Role | None, name: str | None) -> Seat:
        """A person's seat for the app, which closes it.

        Args:
            role: Which; None for the chair's, or in a notebook for the one that it has.
            name: Who sits in it.
        """
        from workshop_tui.review.seat import Seat
        from workshop_tui.store.connection import ReviewFile

        file = ReviewFile.existing(self.path, self.passphrase())
        if file.by_code:
            from workshop_tui.cli.keeping import offer_new_passphrase

            file.connect().close()  # a code of another review is refused first
            chosen = offer_new_passphrase(file)
            if chosen is not None:
                file = ReviewFile.existing(self.path, chosen)
        return Seat.of_its_own(file, name) if role is None else Seat.at(file, role, name)


def on_review(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command its REVIEW and the options of opening; it gets an ``Access`` first."""

    @click.argument("review", metavar="REVIEW", type=FilePath)
    @click.option(
        "--passphrase-file", type=FilePath, metavar="FILE", help="Holds the review's passphrase."
    )
    @click.option(
        "--seat", type=WORDS, metavar="NAME", help=f"The seat that acts (default: {SEAT})."
    )
    @wraps(command)
    def opened(review: Path, passphrase_file: Path | None, seat: str | None, **rest: Any) -> None:
        command(Access(review, passphrase_file, seat), **rest)

    return opened


def reads(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command that shows text ``--names/--pseudonyms`` and ``--json``."""

    @click.option("--json", "as_json", is_flag=True, help="JSON for programs.")
    @click.option(
        "--names/--pseudonyms", default=True, help="Names as written (default), or pseudonyms."
    )
    @wraps(command)
    def shown(*args: Any, **rest: Any) -> None:
        command(*args, **rest)

    return shown


def view_of(seat: Seat, names: bool) -> View:
    """The view with names, or the room's with pseudonyms."""
    from workshop_tui.privacy.view import Tier

    return seat.read.view(Tier.NAMES if names else Tier.ROOM)


def words_or_input(words: str) -> str:
    """The words, or where they are ``-`` what stands on standard input, but for a last line end.

    Raises:
        Problem: If that is not UTF-8 text.
    """
    if words != "-":
        return words
    from workshop_tui.practice.problems import Problem

    try:
        text = sys.stdin.buffer.read().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Problem("Standard input is not UTF-8 text; nothing was changed.") from None
    return text.removesuffix("\n").removesuffix("\r")
