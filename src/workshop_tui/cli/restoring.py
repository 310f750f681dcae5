"""The newest good snapshot in the place of a damaged review."""

from __future__ import annotations

from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Any

import click

from workshop_tui.cli.access import FilePath
from workshop_tui.cli.output import print_json, say

if TYPE_CHECKING:
    from workshop_tui.review.restoring import Loss, Offer


@click.command()
@click.argument("review", metavar="REVIEW", type=FilePath)
@click.option("--from", "wanted", type=FilePath, metavar="SNAPSHOT", help="Take this one.")
@click.option("--accept", is_flag=True, help="Do it; without it nothing is changed.")
@click.option("--passphrase-file", type=FilePath, metavar="FILE", help="Holds the passphrase.")
@click.option("--json", "as_json", is_flag=True, help="JSON for programs.")
def restore(
    review: Path, wanted: Path | None, accept: bool, passphrase_file: Path | None, as_json: bool
) -> None:
    """Put the newest good snapshot in the place of a review that is damaged or gone.

    It says first which snapshot that is and what would be lost by it. The damaged file is only
    read, and kept beside the review under another name.
    """
    from workshop_tui.review import restoring
    from workshop_tui.review.restoring_words import lost, offered

    words = _passphrase(review, wanted, passphrase_file)
    if accept:
        done = restoring.restore(review, words, wanted)
        if as_json:
            kept = str(done.kept) if done.kept else None
            print_json(
                {"path": str(done.path), "snapshot": str(done.snapshot), "kept": kept}
                | {"loses": _loss_json(done.loss)}
            )
            return
        say(f"{done.path.name} is as it was in {done.snapshot.name}.")
        say(lost(done.loss, "was lost"))
        if done.kept is not None:
            say(f"The damaged file is kept: {done.kept}.")
        return
    found = restoring.offer(review, words, wanted)
    if as_json:
        print_json(_offer_json(found))
    else:
        for line in offered(found):
            say(line)
        if found.snapshot is not None and (found.review.state != restoring.WHOLE or wanted):
            chosen = f" --from {quote(str(wanted))}" if wanted else ""
            command = f"workshop-tui restore {quote(str(review))}{chosen} --accept"
            say(f"Nothing was changed. To do it: {command}")
    if found.review.state != restoring.WHOLE:
        raise click.exceptions.Exit(1)


def _passphrase(review: Path, wanted: Path | None, passphrase_file: Path | None) -> str | None:
    """The passphrase, asked for where the review or a snapshot of it is encrypted."""
    from workshop_tui.cli import passphrase
    from workshop_tui.review.restoring import needs_passphrase

    if not needs_passphrase(review, wanted):
        return None
    given = passphrase.given(passphrase_file)
    return given or passphrase.asked(f"Passphrase of {review.name}")


def _loss_json(loss: Loss | None) -> dict[str, Any] | None:
    if loss is None:
        return None
    return {"since": loss.since, "changes": loss.changes, "captures": loss.captures}


def _offer_json(found: Offer) -> dict[str, Any]:
    snapshot = found.snapshot
    return {
        "path": str(found.review.path),
        "state": found.review.state,
        "problems": list(found.review.problems),
        "snapshot": snapshot
        and {
            "path": str(snapshot.path),
            "last_change": snapshot.contents.last_seq,
            "at": snapshot.contents.newest,
        },
        "loses": _loss_json(found.loss),
        "not_good": [{"path": str(o.path), "problems": list(o.problems)} for o in found.bad],
    }
