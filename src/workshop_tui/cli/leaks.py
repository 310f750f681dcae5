"""The leak check on finished documents, and how its findings are told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from workshop_tui.cli.access import Access, FilePath, on_review
from workshop_tui.cli.output import aside, print_json, rows, say

if TYPE_CHECKING:
    from workshop_tui.privacy.findings import Checked, Finding

FOUND = 1
_MOST = 200 * 1_000_000


@click.command("leak-check")
@on_review
@click.argument("files", metavar="FILE...", type=FilePath, nargs=-1, required=True)
@click.option("--strict", is_flag=True, help="Warnings, too, make the exit code 1.")
@click.option("--json", "as_json", is_flag=True, help="JSON for programs.")
def leak_check(review: Access, files: tuple[Path, ...], strict: bool, as_json: bool) -> None:
    """Look for names and identifiers in finished documents of any format.

    Names of the register, also mistyped by one letter, are leaks. Everything else that may lead to
    somebody is a warning: numbers, addresses, names that nobody registered. Exit code 1 where a
    registered name stands, or where a file cannot be looked through.
    """
    from workshop_tui.cli.deciding import say_decided
    from workshop_tui.review import releasing
    from workshop_tui.review.deciding import decided

    contents = [(path.name, _content(path)) for path in files]
    with review.open() as seat:
        check = releasing.leak_check(seat.read)
        checked = [check.check(name, content) for name, content in contents]
        applied = [pair for one in checked for pair in decided(one.warnings, check.decisions)]
    done = [found for found, _ in applied]
    checked = [
        replace(one, findings=tuple(f for f in one.findings if f not in done)) for one in checked
    ]
    if as_json:
        print_json([shape(path, one) for path, one in zip(files, checked, strict=True)])
    else:
        for path, one in zip(files, checked, strict=True):
            _say(path, one)
        say_decided(applied)
    if not all(one.clean for one in checked) or (strict and any(one.warnings for one in checked)):
        raise click.exceptions.Exit(FOUND)


def _content(path: Path) -> bytes:
    from workshop_tui.practice.problems import Problem

    try:
        if path.is_dir():
            raise Problem(f"{path} is a folder. Name the documents in it.")
        if path.stat().st_size > _MOST:
            raise Problem(f"{path} is larger than {_MOST // 1_000_000} MB: it cannot be checked.")
        return path.read_bytes()
    except FileNotFoundError:
        raise Problem(f"There is no file {path}.") from None
    except OSError as error:
        raise Problem(f"{path} cannot be read: {error.strerror}.") from None


def shape(path: Path, checked: Checked) -> dict[str, Any]:
    """A checked document for programs."""
    return {
        "file": str(path),
        "clean": checked.clean,
        "words": checked.words,
        "leaks": [finding_shape(one) for one in checked.blocking],
        "warnings": [finding_shape(one) for one in checked.warnings],
        "not_looked_through": list(checked.dark),
    }


def finding_shape(finding: Finding) -> dict[str, Any]:
    """A finding for programs; ``line`` is the first line, where the document has lines."""
    unit, _, number = finding.place.rpartition(" ")
    return {
        "file": finding.document,
        "kind": finding.kind,
        "words": finding.words,
        "pseudonym": finding.shown if finding.blocks else None,
        "place": finding.place,
        "places": list(finding.places),
        "line": int(number) if unit == "line" else None,
        "count": finding.count,
    }


def _say(path: Path, checked: Checked) -> None:
    from workshop_tui.privacy.findings import told_of

    leaks, warnings = len(checked.blocking), len(checked.warnings)
    told = [
        *(f"cannot be looked through: {reason}" for reason in checked.dark),
        *([_count(leaks, "registered name", "registered names")] if leaks else []),
        *([_count(warnings, "thing to look at", "things to look at")] if warnings else []),
    ]
    say(f"{path.name}: {'; '.join(told) if told else f'clean, {checked.words} words'}")
    rows(((told_of(finding),) for finding in checked.findings), indent=2)


def say_held_back(held_back: Sequence[Finding], dark: Sequence[tuple[str, str]]) -> None:
    """What keeps documents from leaving, by document, beside the result."""
    from workshop_tui.privacy.findings import told_of

    for name, reason in dark:
        aside(f"{name} is held back: it cannot be looked through ({reason}).")
    for document in dict.fromkeys(finding.document for finding in held_back):
        aside(f"{document} is held back: it names")
        for finding in held_back:
            if finding.document == document:
                aside(f"  {told_of(finding)}")


def say_warnings(warnings: Sequence[Finding]) -> None:
    """What somebody should look at, each word once whatever documents it stands in."""
    from workshop_tui.privacy.findings import where

    if not warnings:
        return
    by_words: dict[tuple[str, str], list[Finding]] = {}
    for finding in warnings:
        by_words.setdefault((finding.kind, finding.words), []).append(finding)
    aside("Please look at these before you pass the documents on; they name nobody registered:")
    for (kind, words), found in by_words.items():
        places = "; ".join(f"{one.document}, {where(one, 1)}" for one in found[:2])
        more = f"; {len(found) - 2} more documents" if len(found) > 2 else ""
        aside(f"  {kind}: “{words}” ({places}{more})")


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
