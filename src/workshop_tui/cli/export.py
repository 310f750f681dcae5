"""Writing the documents, held back where a name would leave with them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from workshop_tui.cli.access import WORDS, Access, FilePath, on_review
from workshop_tui.cli.deciding import decided_shape, say_decided
from workshop_tui.cli.export_preview import say_preview, warn_of_folder
from workshop_tui.cli.leaks import finding_shape, say_held_back, say_warnings
from workshop_tui.cli.output import aside, print_json, write

if TYPE_CHECKING:
    from workshop_tui.review.releasing import Released

HELD_BACK = 1


@click.command()
@on_review
@click.option("--to", "folder", required=True, type=FilePath, metavar="FOLDER", help="Where to.")
@click.option("--only", type=WORDS, metavar="NAME[,NAME]", help="Only these documents.")
@click.option(
    "--circulation",
    type=click.Choice(["room", "panel", "board", "public"]),
    default="panel",
    show_default=True,
    help="For whose eyes.",
)
@click.option(
    "--for-agency",
    "agency",
    type=WORDS,
    metavar="AGENCY|none",
    help="Whose people receive them; else what is not for some agency is left out.",
)
@click.option(
    "--allow",
    type=WORDS,
    multiple=True,
    metavar="WORDS",
    help="Let these words pass, as the check shows them; needs --reason, and is recorded.",
)
@click.option("--reason", default="", type=WORDS, metavar="WHY", help="Why they may pass.")
@click.option(
    "--document-passphrase-file",
    "password_file",
    type=FilePath,
    metavar="FILE",
    help="Lock Word, Excel and PDF documents with the password that it holds.",
)
@click.option(
    "--template",
    type=FilePath,
    metavar="FILE",
    help="A board's own template of the Word report; see template-check.",
)
@click.option("--preview", is_flag=True, help="Say what would go to whom; write nothing.")
@click.option("--json", "as_json", is_flag=True, help="JSON for programs.")
def export(
    review: Access,
    folder: Path,
    only: str | None,
    circulation: str,
    agency: str | None,
    allow: tuple[str, ...],
    reason: str,
    password_file: Path | None,
    template: Path | None,
    preview: bool,
    as_json: bool,
) -> None:
    """Write the documents to a folder.

    Every finished document is looked through. One in which a registered name is left is held back:
    exit code 1, with the places. What else may lead to somebody is listed as a warning. 'tier'
    shows what each circulation holds; items that 'restrict' marked are left out and counted.

    --preview makes and looks through everything and writes nothing. Each file carries its
    version's number (-v2-DRAFT, -v2 once 'version agree' noted who agreed it).
    """
    from workshop_tui.cli import lookup, passphrase
    from workshop_tui.privacy.view import Tier
    from workshop_tui.review import exporting
    from workshop_tui.review.releasing import Allowed

    chosen = [one.strip() for one in only.split(",") if one.strip()] if only else None
    password = passphrase.from_file(password_file) if password_file else None
    with review.open() as seat:
        wanted = exporting.Wanted(
            folder,
            tuple(chosen) if chosen is not None else None,
            Tier(circulation),
            lookup.recipient_agency(seat.read, agency),
            password,
            template,
        )
        prepared = exporting.prepare(seat, wanted)
        if preview:
            say_preview(prepared, seat.read.tiers().rules[wanted.tier], allow, as_json=as_json)
            return
        warn_of_folder(folder)
        released = exporting.write(seat, prepared, Allowed(allow, reason))
    if as_json:
        print_json(released_shape(released))
    else:
        for path in released.written:
            write(str(path))
        say_held_back(released.held_back, released.dark)
        for name, reason in released.failed:
            aside(f"{name} did not come out: {reason}")
        say_warnings(released.warnings)
        say_decided(released.decided)
        if released.passed:
            aside(f"Let pass and recorded: {len(released.passed)}.")
    if released.held_back or released.dark or released.failed:
        raise click.exceptions.Exit(HELD_BACK)


def released_shape(released: Released) -> dict[str, Any]:
    """What became of the documents, for programs."""
    return {
        "written": [str(path) for path in released.written],
        "held_back": [finding_shape(finding) for finding in released.held_back],
        "warnings": [finding_shape(finding) for finding in released.warnings],
        "not_looked_through": [{"file": name, "reason": reason} for name, reason in released.dark],
        "failed": [{"file": name, "reason": reason} for name, reason in released.failed],
        "decided": decided_shape(released.decided),
        "let_pass": [finding_shape(finding) for finding in released.passed],
    }
