"""The blank chronology template for agencies."""

from __future__ import annotations

from pathlib import Path

import click

from workshop_tui.cli.access import WORDS, FilePath
from workshop_tui.cli.output import print_json, write


@click.command()
@click.argument("folder", metavar="FOLDER", type=FilePath)
@click.option("--reference", type=WORDS, default="", metavar="REF", help="The review's reference.")
@click.option("--agency", type=WORDS, default="", metavar="NAME", help="The agency's name.")
@click.option("--json", "as_json", is_flag=True, help="JSON for programs: the two paths.")
def template(folder: Path, reference: str, agency: str, as_json: bool) -> None:
    """Write a blank chronology, for Word and for Excel, to send out to an agency.

    Filled in, either is imported without a question. Nothing is ever overwritten.
    """
    from workshop_tui.outputs import template as blank

    written = blank.write(folder, reference, agency)
    if as_json:
        print_json([str(path) for path in written])
        return
    for path in written:
        write(str(path))
