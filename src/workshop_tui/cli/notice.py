"""Sending an escalation to an agency as a notice."""

from __future__ import annotations

from pathlib import Path

import click

from workshop_tui.cli.access import WORDS, Access, FilePath, on_review
from workshop_tui.cli.leaks import finding_shape, say_held_back, say_warnings
from workshop_tui.cli.output import aside, print_json, write

HELD_BACK = 1


@click.command()
@on_review
@click.argument("escalation", metavar="ESCALATION", type=WORDS)
@click.option("--to-agency", "agency", required=True, type=WORDS, metavar="NAME", help="To which.")
@click.option("--to", "folder", required=True, type=FilePath, metavar="FOLDER", help="Where to.")
@click.option("--named", is_flag=True, help="With real names; needs --reason, and is kept.")
@click.option("--reason", default="", type=WORDS, metavar="WHY", help="Why it goes; it is kept.")
@click.option("--recipient", default="", type=WORDS, metavar="WHO", help="To whom there.")
@click.option("--tell-back", default="", type=WORDS, metavar="WHO", help="To whom they answer.")
@click.option("--allow", type=WORDS, multiple=True, metavar="WORDS", help="Let these words pass.")
@click.option("--json", "as_json", is_flag=True, help="JSON for programs.")
def notice(
    review: Access,
    escalation: str,
    agency: str,
    folder: Path,
    named: bool,
    reason: str,
    recipient: str,
    tell_back: str,
    allow: tuple[str, ...],
    as_json: bool,
) -> None:
    """Write an escalation (E1) to an agency as a notice of one page, as Word and Markdown.

    It says what is unsafe now, who must act, by when and whom to tell back, and that it replaces
    no procedure of the agency's own. People stand in it by pseudonym, and it is looked through
    before it is written; with --named by their real names, for a named recipient. To whom it went,
    when and why is kept.
    """
    from workshop_tui.review.escalation_notice import send_notice
    from workshop_tui.review.releasing import Allowed

    with review.open() as seat:
        noticed = send_notice(
            seat,
            folder,
            escalation,
            agency,
            reason=reason,
            named=named,
            recipient=recipient,
            tell_back=tell_back,
            allowed=Allowed(allow, reason),
        )
    released = noticed.released
    if as_json:
        print_json(
            {
                "written": [str(path) for path in released.written],
                "held_back": [finding_shape(finding) for finding in released.held_back],
                "warnings": [finding_shape(finding) for finding in released.warnings],
                "lacks": list(noticed.lacks),
            }
        )
    else:
        for path in released.written:
            write(str(path))
        if noticed.lacks:
            aside(f"The notice still lacks: {', '.join(noticed.lacks)}.")
        say_held_back(released.held_back, released.dark)
        say_warnings(released.warnings)
    if released.held_back or released.dark:
        raise click.exceptions.Exit(HELD_BACK)
