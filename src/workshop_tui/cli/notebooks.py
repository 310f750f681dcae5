"""Notebooks: given out to laptops without a connection, listed, taken in again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from workshop_tui.cli.access import WORDS, Access, FilePath, on_review
from workshop_tui.cli.output import aside, print_json, rows, say, write

if TYPE_CHECKING:
    from workshop_tui.practice.notebook import Notebook
    from workshop_tui.review.merging import Taken
    from workshop_tui.review.seat import Seat


@click.command()
@on_review
@click.argument("target", metavar="NEW.review", type=FilePath)
@click.option("--for", "name", required=True, type=WORDS, metavar="NAME", help="Who takes it.")
@click.option(
    "--role", type=click.Choice(["note-taker"]), default="note-taker", help="The seat that it is."
)
@click.option(
    "--names/--pseudonyms",
    default=True,
    help="Names as the seat shows them (default), or pseudonyms and no register.",
)
@click.option("--generate", is_flag=True, help="Make a passphrase for it, and show it once.")
@click.option(
    "--new-passphrase-file", "new_file", type=FilePath, metavar="FILE", help="Holds its passphrase."
)
@click.option("--plain", is_flag=True, help="Unencrypted, of a plain review only: for practice.")
@click.option("--json", "as_json", is_flag=True, help="JSON for programs.")
def notebook(
    review: Access,
    target: Path,
    name: str,
    role: str,
    names: bool,
    generate: bool,
    new_file: Path | None,
    plain: bool,
    as_json: bool,
) -> None:
    """Make a notebook: the note-taker's seat in a file for a laptop without a connection.

    It holds what that seat needs in the room and no more: nothing that was struck, excluded or
    marked for somebody, no documents, preparation or follow-ups. It opens with the same app and
    with a passphrase of its own; 'workshop-tui merge REVIEW NOTEBOOK' brings back what was made
    in it.
    """
    from workshop_tui.practice.roles import Role
    from workshop_tui.review import notebooks

    if (plain, generate, new_file is not None).count(True) > 1:
        raise click.UsageError("One of --generate, --new-passphrase-file and --plain.")
    with review.open() as seat:
        notebooks.refuse_to_make(seat, target, plain=plain)
        words = None if plain else _passphrase(seat, target, new_file, generate=generate)
        made = notebooks.make(seat, target, words, name=name, role=Role(role), pseudonyms=not names)
    if as_json:
        found: dict[str, Any] = {"path": str(made.path), "uid": made.notebook.uid}
        found |= {"entries": made.entries, "captures": made.captures, "withheld": made.withheld}
        print_json(found | ({"passphrase": words} if generate else {}))
        return
    said = f"{made.entries} entries, {made.captures} captures"
    say(f"Made {made.path} for {made.notebook.name}: {said}.")
    if made.withheld:
        say(f"{made.withheld} marked item(s) stay in the review.")
    if generate:
        say("Its passphrase, shown this once:")
        write(f"  {words}")
    aside(f"When it comes back: workshop-tui merge {review.path.name} {made.path.name}")


def _passphrase(seat: Seat, target: Path, new_file: Path | None, *, generate: bool) -> str:
    from workshop_tui.cli import passphrase
    from workshop_tui.review.passphrases import suggestion

    if generate:
        return suggestion()
    known = [target.stem, seat.read.review().reference]
    if new_file is None:
        return passphrase.chosen(f"A passphrase for {target.name}", known)
    words = passphrase.from_file(new_file)
    passphrase.say_strength(words, known)
    return words


@click.command()
@on_review
@click.option(
    "--destroyed", type=WORDS, metavar="NAME", help="Take one that was destroyed off the list."
)
@click.option("--json", "as_json", is_flag=True, help="JSON for programs.")
def notebooks(review: Access, destroyed: str | None, as_json: bool) -> None:
    """Show which notebooks are out, for whom, and what of them came back.

    A notebook opens with a passphrase of its own, so neither a strike nor forgetting reaches it:
    delete its file once all of it came back, and say so with --destroyed.
    """
    from workshop_tui.practice.notebook import Notebook

    with review.open() as seat:
        if destroyed is not None:
            seat.notebooks.destroyed(destroyed).result()
        found = seat.read.records(Notebook)
    if as_json:
        print_json([_shape(one) for one in found])
        return
    if not found:
        say("No notebook of this review is out.")
    rows([(one.name, _made(one), _came_back(one), one.path) for one in found])


def _made(one: Notebook) -> str:
    from workshop_tui.review.notebook_rule import said_at

    return f"made {said_at(one.made)}"


def _came_back(one: Notebook) -> str:
    from workshop_tui.review.notebook_rule import said_at

    return f"last taken in {said_at(one.came_back)}" if one.came_back else "not come back yet"


def _shape(one: Notebook) -> dict[str, Any]:
    return {
        "uid": one.uid,
        "for": one.name,
        "role": one.role,
        "by": one.by,
        "made": one.made,
        "pseudonyms": one.pseudonyms,
        "path": one.path,
        "came_back": one.came_back,
    }


@click.command()
@on_review
@click.argument("notebook", metavar="NOTEBOOK", type=FilePath)
@click.option("--preview", is_flag=True, help="Only say what would be done.")
@click.option(
    "--its-clock",
    "clock",
    type=WORDS,
    metavar="HH:MM",
    help="What the notebook's clock shows now; or same, unknown.",
)
@click.option(
    "--notebook-passphrase-file",
    "notebook_file",
    type=FilePath,
    metavar="FILE",
    help="Holds the notebook's passphrase.",
)
@click.option("--json", "as_json", is_flag=True, help="JSON for programs.")
def merge(
    review: Access,
    notebook: Path,
    preview: bool,
    clock: str | None,
    notebook_file: Path | None,
    as_json: bool,
) -> None:
    """Bring what was made in a notebook back into the review, in one step that undo takes back.

    Nothing is doubled, however often it is done, and nothing overwritten: what both sides changed
    is kept on both sides, and filed as a check for a person to choose. The notebook itself is only
    read. Its times are corrected only by what --its-clock says, and the journal says so.
    """
    import datetime as dt

    from workshop_tui.review import merging

    off = merging.its_clock(clock, dt.datetime.now().astimezone()) if clock else None
    with review.open() as seat:
        seat.allow("notebook.take_in", "taking in a notebook")
        words = _notebook_passphrase(notebook, notebook_file)
        taken = merging.merge(seat, notebook, words, clock_off=off, preview=preview)
    if as_json:
        print_json(_taken(taken) | {"preview": preview})
        return
    for line in merging.sentences(taken, preview=preview):
        say(line)


def _notebook_passphrase(path: Path, file: Path | None) -> str | None:
    from workshop_tui.cli import passphrase
    from workshop_tui.store.connection import is_encrypted

    if not is_encrypted(path):
        return None
    if file is not None:
        return passphrase.from_file(file)
    return passphrase.asked(f"Passphrase of the notebook {path.name}")


def _taken(taken: Taken) -> dict[str, Any]:
    return {
        "for": taken.name,
        "made": taken.made,
        "opened": taken.opened,
        "captures": taken.captures,
        "outcomes": taken.outcomes,
        "changed": taken.changed,
        "checks": list(taken.notes),
        "remarks": list(taken.remarks),
        "clock_off": taken.clock_off,
        "nothing": taken.nothing,
    }
