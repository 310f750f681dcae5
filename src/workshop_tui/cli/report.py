"""The report: what it leaves out, its versions, a board's own template for it."""

from __future__ import annotations

from pathlib import Path

import click

from workshop_tui.cli.access import WORDS, Access, FilePath, on_review
from workshop_tui.cli.output import print_json, rows, say

FOUND = 1


@click.command()
@on_review
@click.option("--json", "as_json", is_flag=True, help="JSON for programs.")
def complete(review: Access, as_json: bool) -> None:
    """List what reports often leave out and this one still does, with the command that fills it in.

    Nothing of it stops an export; a draft ends with the same list.
    """
    from workshop_tui.review.completing import left_open

    with review.open() as seat:
        found = left_open(seat.read)
    if as_json:
        print_json([{"what": one.what, "command": one.where} for one in found])
        return
    if not found:
        say("Nothing is left out that reports often leave out.")
    rows((one.what, one.where) for one in found)


@click.group()
def version() -> None:
    """Versions of the documents: list them, note who agreed one, make one a draft again."""


@version.command("show")
@on_review
@click.option("--json", "as_json", is_flag=True, help="JSON for programs.")
def show(review: Access, as_json: bool) -> None:
    """Every version that was exported: its circulation, who agreed it, what changed since."""
    from workshop_tui.practice.changing import DocumentVersion
    from workshop_tui.practice.days import british
    from workshop_tui.review.versions import changed_since, since_words, state_words

    with review.open() as seat:
        found = sorted(seat.read.records(DocumentVersion), key=lambda one: one.number)
        since = {one.id: changed_since(seat.read, one) for one in found}
    if as_json:
        print_json(
            [
                {
                    "number": one.number,
                    "circulation": one.tier,
                    "at": one.at,
                    "by": one.by,
                    "documents": list(one.documents),
                    "journal_head": one.journal_head,
                    "agreed_by": one.agreed_by or None,
                    "agreed": one.agreed,
                    "changed_since": [
                        {"what": what, "count": count} for what, count in since[one.id]
                    ],
                    "reopened_by": one.reopened_by or None,
                    "reopened": one.reopened,
                    "reopen_reason": one.reopen_reason or None,
                }
                for one in found
            ]
        )
        return
    if not found:
        say("Nothing was exported yet.")
        return
    told = [("Version", "Circulation", "Made on", "State", "Changed since")]
    for one in found:
        told.append(
            (
                str(one.number),
                one.tier,
                british(one.at),
                state_words(one),
                since_words(since[one.id]),
            )
        )
    rows(told)


@version.command("agree")
@on_review
@click.argument("number", type=int)
@click.option("--by", required=True, type=WORDS, metavar="NAME", help="Who agreed it.")
@click.option("--on", "day", default="", type=WORDS, metavar="DATE", help="When; else today.")
def agree(review: Access, number: int, by: str, day: str) -> None:
    """Note that a named person agreed a version; exported again unchanged it is no draft."""
    with review.open() as seat:
        seat.versions.agree(number, by, day).result()
    say(
        f"Version {number} is agreed. Exported again it no longer says DRAFT, while it is the same."
    )


@version.command("reopen")
@on_review
@click.argument("number", type=int)
@click.option("--reason", required=True, type=WORDS, metavar="WHY", help="Why; it is kept.")
def reopen(review: Access, number: int, reason: str) -> None:
    """Take an agreement back: the version is a draft again."""
    with review.open() as seat:
        seat.versions.reopen(number, reason).result()
    say(f"Version {number} is a draft again.")


@click.command("template-check")
@click.argument("file", type=FilePath, metavar="FILE")
@click.option("--json", "as_json", is_flag=True, help="JSON for programs.")
def template_check(file: Path, as_json: bool) -> None:
    """Say what is wrong with a template for the report (.docx), without running anything in it.

    Exit code 1 where it cannot be used, or has no place for some section. The placeholders are
    listed in docs/report-template.md; 'export --template FILE' uses it.
    """
    from workshop_tui.review.templates import check

    found = check(file)
    if as_json:
        print_json(
            {
                "usable": not found.wrong,
                "wrong": found.wrong or None,
                "missing": list(found.missing),
            }
        )
    elif found.wrong:
        say(f"{file.name} cannot be used. {found.wrong}")
    elif found.missing:
        places = ", ".join(f"{{{{ {name} }}}}" for name in found.missing)
        say(f"{file.name} can be used, but it has no place for: {places}. These do not come out.")
    else:
        say(f"{file.name} can be used: it has a place for every section.")
    if found.wrong or found.missing:
        raise click.exceptions.Exit(FOUND)
