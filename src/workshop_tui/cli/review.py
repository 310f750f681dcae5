"""Making, opening and copying reviews."""

from __future__ import annotations

from pathlib import Path

import click

from workshop_tui.cli.access import WORDS, Access, FilePath, on_review
from workshop_tui.cli.output import aside, print_json, say, write

ROLES = click.Choice(["chair", "note-taker", "room", "observer"])


@click.command()
@click.option(
    "--folder", type=FilePath, metavar="DIR", help="Where (default: ~/workshop-tui-demo)."
)
@click.option("--after", is_flag=True, help="As it stands after its event, with all its documents.")
@click.option("--role", type=ROLES, default="chair", show_default=True, help="The seat to open.")
@click.option("--no-open", is_flag=True, help="Only make it, and print its path.")
@click.option("--json", "as_json", is_flag=True, help="JSON for programs; implies --no-open.")
def demo(folder: Path | None, after: bool, role: str, no_open: bool, as_json: bool) -> None:
    """Make a fresh review from the demo case's agency files and open it.

    The demo is invented, unencrypted, and never overwrites an earlier one.
    """
    from workshop_tui.cli import launch
    from workshop_tui.review.after_playing import create_demo_after
    from workshop_tui.review.making import create_demo

    opens = not (no_open or as_json)
    if opens:
        launch.refuse_without_terminal()
    path = _demo_path(folder)
    (create_demo_after if after else create_demo)(path)
    if as_json:
        with Access(path).open() as seat:
            print_json({"path": str(path), "entries": len(seat.read.order())})
    else:
        write(str(path))
    if opens:
        _open_in_app(Access(path), role, None)


def _demo_path(folder: Path | None) -> Path:
    from workshop_tui.practice.problems import Problem
    from workshop_tui.review.recent import demo_path

    try:
        return demo_path(folder).absolute()
    except OSError as error:
        raise Problem(
            f"The demo's folder cannot be made: {error.strerror}. Name another with --folder."
        ) from None


@click.command()
@click.argument("review", metavar="REVIEW", type=FilePath)
@click.option("--reference", required=True, type=WORDS, metavar="REF", help="Such as LR-07.")
@click.option("--title", required=True, type=WORDS, metavar="TITLE", help="Without a child's name.")
@click.option("--lead", default="", type=WORDS, metavar="NAME", help="Who leads the review.")
@click.option("--plain", is_flag=True, help="Unencrypted, without a passphrase: for practice.")
@click.option("--passphrase-file", type=FilePath, metavar="FILE", help="Holds the passphrase.")
@click.option("--json", "as_json", is_flag=True, help="JSON for programs.")
def new(
    review: Path,
    reference: str,
    title: str,
    lead: str,
    plain: bool,
    passphrase_file: Path | None,
    as_json: bool,
) -> None:
    """Make a new, empty review file; asks for a passphrase unless --plain.

    Without its passphrase nobody can open a review, unless its recovery sheet was printed in time:
    see 'workshop-tui recovery-sheet'.
    """
    from workshop_tui.cli import passphrase
    from workshop_tui.practice.problems import Problem
    from workshop_tui.review.making import create

    if review.exists():
        raise Problem(f"{review.name} exists already; nothing was changed.")
    if plain and passphrase_file:
        raise click.UsageError("A plain review has no passphrase: --plain or --passphrase-file.")
    words, known = None, [review.stem, reference, title]
    if not plain:
        words = passphrase.given(passphrase_file)
        if words:
            passphrase.say_strength(words, known)
        else:
            words = passphrase.chosen(f"A passphrase for {review.name}", known)
    create(review, words, reference=reference, title=title, lead=lead)
    path = review.absolute()
    if as_json:
        print_json({"path": str(path), "encrypted": not plain})
    else:
        say(f"Made {path} ({'plain, not encrypted' if plain else 'encrypted'}).")
        if not plain:
            aside(f"Print its recovery sheet next: workshop-tui recovery-sheet {review.name}")


@click.command("open")
@click.argument("review", metavar="REVIEW", type=FilePath)
@click.option("--role", type=ROLES, help="The seat (default: chair; in a notebook its own).")
@click.option("--name", type=WORDS, metavar="NAME", help="Who sits in it (default: your login).")
@click.option("--passphrase-file", type=FilePath, metavar="FILE", help="Holds the passphrase.")
def open_(review: Path, role: str | None, name: str | None, passphrase_file: Path | None) -> None:
    """Open a review in the app, in a seat."""
    from workshop_tui.cli import launch
    from workshop_tui.review import rehearsing

    launch.refuse_without_terminal()
    rehearsing.sweep(review)
    _open_in_app(Access(review, passphrase_file), role, name)


@click.command()
@click.argument("review", metavar="REVIEW", type=FilePath)
@click.option("--role", type=ROLES, default="chair", show_default=True, help="The seat.")
@click.option("--name", type=WORDS, metavar="NAME", help="Who sits in it (default: your login).")
@click.option("--passphrase-file", type=FilePath, metavar="FILE", help="Holds the passphrase.")
def rehearse(review: Path, role: str, name: str | None, passphrase_file: Path | None) -> None:
    """Rehearse the event on a copy that is thrown away afterwards; the review is only read.

    The copy lies beside the review, under its own key, and others may join it from there:
    its place is said first.
    """
    from workshop_tui.cli import launch
    from workshop_tui.practice.roles import Role
    from workshop_tui.review import rehearsing

    launch.refuse_without_terminal()
    seat = rehearsing.begin(Access(review, passphrase_file).file(), Role(role), name)
    aside(f"Rehearsing on {seat.file.path}; it is removed when you leave.")
    code = launch.launch(seat)
    if code:
        raise click.exceptions.Exit(code)


def _open_in_app(access: Access, role: str | None, name: str | None) -> None:
    from workshop_tui.cli import launch
    from workshop_tui.practice.roles import Role

    code = launch.launch(access.seat(Role(role) if role else None, name))
    if code:
        raise click.exceptions.Exit(code)


@click.command()
@on_review
@click.option("--to", "target", type=FilePath, metavar="FILE", help="Default: beside the review.")
@click.option("--json", "as_json", is_flag=True, help="JSON for programs.")
def snapshot(review: Access, target: Path | None, as_json: bool) -> None:
    """Write a consistent copy while others work; it opens with the same passphrase."""
    with review.open() as seat:
        path = _snapshot_path(review.path, target)
        seat.snapshot(path)
    if as_json:
        print_json({"path": str(path)})
    else:
        write(str(path))


def _snapshot_path(review: Path, target: Path | None) -> Path:
    import datetime as dt

    name = f"{review.stem} {dt.datetime.now():%Y-%m-%d %H%M%S}{review.suffix}"
    if target is None:
        return review.absolute().with_name(name)
    return (target / name if target.is_dir() else target).absolute()
