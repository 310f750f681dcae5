"""Seats in a browser, for the other computers in the room."""

from __future__ import annotations

from pathlib import Path

import click

from workshop_tui.cli.access import WORDS, Access, FilePath
from workshop_tui.cli.output import say

_SEATS = "note-taker,room,observer"


@click.command()
@click.argument("review", metavar="REVIEW", type=FilePath)
@click.option(
    "--seats", default=_SEATS, show_default=True, type=WORDS, help="A link for each of these."
)
@click.option("--lan", is_flag=True, help="For other computers on this network (asks first).")
@click.option("--address", type=WORDS, help="With --lan: this computer's address there.")
@click.option("--port", type=click.IntRange(1, 65_535), help="Default: one that is free.")
@click.option("--certificate", type=FilePath, help="Your organisation's own (PEM).")
@click.option("--key", type=FilePath, help="Its key, where it is in a file of its own.")
@click.option("--yes", is_flag=True, help="With --lan: do not ask.")
@click.option("--passphrase-file", type=FilePath, metavar="FILE", help="Holds the passphrase.")
def serve(
    review: Path,
    seats: str,
    lan: bool,
    address: str | None,
    port: int | None,
    certificate: Path | None,
    key: Path | None,
    yes: bool,
    passphrase_file: Path | None,
) -> None:
    """Let others join from a browser: each link seats one person, once.

    Without --lan only this computer's own browsers can join. With it the connection is encrypted;
    the fingerprint shown here is to be compared in each browser. The review stays on this computer.
    """
    from workshop_tui.practice.problems import Problem
    from workshop_tui.serve import check
    from workshop_tui.serve.roles import roles_of

    check()
    from workshop_tui.serve import hosting

    roles = roles_of(seats)
    where = ""
    if lan:
        where = address or hosting.own_address()
        if not yes and not click.confirm(
            f"Serve the review to everybody on this network who has a link, at {where}?"
        ):
            raise Problem("Nothing was served.")
    elif address:
        raise click.UsageError("--address goes with --lan.")
    passphrase = Access(review, passphrase_file).passphrase()
    hosting.serve(
        hosting.Hosting(review, passphrase, roles, where, port or 0, certificate, key), say
    )
