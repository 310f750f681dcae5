"""Capturing what is said, and working on what was captured."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from workshop_tui.cli.access import WORDS, Access, on_review, reads, view_of, words_or_input
from workshop_tui.cli.output import aside, print_json, rows, say

if TYPE_CHECKING:
    from workshop_tui.practice.records import Capture
    from workshop_tui.review.seat import Seat

ENTRY_HELP = "Whose it is (default: where the session stands; none: no entry)."
AT_HELP = "When it was said, if it was on paper: 14:30, or 12 March 2026 14:30."
SESSION_HELP = "In which it was said (default: the one under way)."
KINDS = click.Choice(
    [
        *("note", "perspective", "good-practice", "finding", "escalation", "action"),
        *("parked", "check", "correction"),
    ]
)


class WithGrammar(click.Command):
    """A command whose help ends with the table of marks and words."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """The grammar of a capture line."""
        from workshop_tui.practice.capture_line import grammar_help

        formatter.write_paragraph()
        formatter.write(grammar_help() + "\n")


@click.command(cls=WithGrammar)
@on_review
@click.argument("line", metavar="[--] LINE", type=WORDS)
@click.option("--entry", "entry_words", type=WORDS, metavar="ENTRY", help=ENTRY_HELP)
@click.option("--session", "session_words", type=WORDS, metavar="SESSION", help=SESSION_HELP)
@click.option("--by", type=WORDS, metavar="NAME", help="Who captures it (default: your login).")
@click.option("--kind", type=KINDS, help="Its kind; a leading mark is then ordinary text.")
@click.option("--at", "at", type=WORDS, metavar="TIME", help=AT_HELP)
@click.option("--sheet", type=click.IntRange(1), metavar="NUMBER", help="Its paper sheet's number.")
@click.option("--json", "as_json", is_flag=True, help="JSON for programs.")
def capture(
    review: Access,
    line: str,
    entry_words: str | None,
    session_words: str | None,
    by: str | None,
    kind: str | None,
    at: str | None,
    sheet: int | None,
    as_json: bool,
) -> None:
    """Capture one line; "-" reads it from standard input. It is kept exactly as typed.

    Without --entry it belongs to the entry where the event stands; a note from paper (--at,
    --sheet) then belongs to none. The answer comes when the line is on disk.
    """
    from workshop_tui.cli import lookup
    from workshop_tui.cli.shapes import Shapes
    from workshop_tui.practice.kinds import CaptureKind
    from workshop_tui.review.paper_notes import from_paper

    line = words_or_input(line)
    with review.open() as seat:
        session = lookup.session(seat.read, session_words) if session_words else None
        paper = at is not None or sheet is not None
        note = from_paper(seat.read, sheet=sheet, at=at or "", session=session)
        session = note.session
        if entry_words is not None:
            entry_id = lookup.entry_id_or_none(seat.read, entry_words)
        else:
            entry_id = session.entry_id if session and not paper else None
        saved = seat.captures.add(
            line,
            entry_id=entry_id,
            kind=CaptureKind(kind) if kind else None,
            session_id=session.id if session else None,
            step_id=session.step_id if session and not paper else None,
            by=by,
            at=note.at,
            sheet=note.sheet,
        ).result()
        shapes = Shapes(seat.read, view_of(seat, True))
        shown = shapes.capture(saved)
    _warn_of_unknown_speaker(saved)
    if as_json:
        print_json(shown)
    else:
        when = f", {shown['on_paper']}" if shown["on_paper"] else ""
        say(f"Saved: {saved.kind.value} {saved.id}{_where(shown)}{when}.")


def _where(shown: dict[str, Any]) -> str:
    return f" at entry {shown['entry']}" if shown["entry"] else ""


def _warn_of_unknown_speaker(saved: Capture) -> None:
    from workshop_tui.practice.capture_line import parse

    who = parse(saved.text, saved.kind).who
    if who is not None and saved.who_id is None:
        aside(
            f"Nobody taking part answers to @{who}, or more than one person does: the line is kept "
            f"as typed. 'attribute' fills in the speaker."
        )


@click.command()
@on_review
@click.option("--kind", type=KINDS, help="Only these.")
@click.option("--entry", "entry_words", type=WORDS, metavar="ENTRY", help="Only at this entry.")
@click.option("--session", "session_words", type=WORDS, metavar="SESSION", help="Only of this one.")
@click.option("--all", "with_retracted", is_flag=True, help="With those that were retracted.")
@reads
def captures(
    review: Access,
    kind: str | None,
    entry_words: str | None,
    session_words: str | None,
    with_retracted: bool,
    as_json: bool,
    names: bool,
) -> None:
    """Show what has been captured, oldest first."""
    from workshop_tui.cli import lookup
    from workshop_tui.cli.shapes import Shapes

    with review.open() as seat:
        found = seat.read.captures(kind, retracted=with_retracted)
        if entry_words is not None:
            entry_id = lookup.entry_id(seat.read, entry_words)
            further = seat.read.further_entries()
            found = [
                one
                for one in found
                if one.entry_id == entry_id or entry_id in further.get(one.id, ())
            ]
        if session_words is not None:
            session = lookup.session(seat.read, session_words)
            found = [one for one in found if one.session_id == session.id]
        shapes = Shapes(seat.read, view_of(seat, names))
        shown = [shapes.capture(one) for one in found]
    if as_json:
        print_json(shown)
    else:
        rows(capture_row(one) for one in shown)


def capture_row(shown: dict[str, Any]) -> tuple[str, ...]:
    """A capture as a row of a list: number, kind, entry, speaker, text."""
    places = [f"entry {shown['entry']}" if shown["entry"] else ""]
    places.append("conversation" if shown["conversation"] else "")
    where = ", ".join(filter(None, places))
    who = shown["who"] or ("?" if shown["status"] == "speaker open" else "")
    gone = "[retracted] " if shown["status"] == "retracted" else ""
    marks = f"[{', '.join(shown['flags'])}] " if shown["flags"] else ""
    paper = f" ({shown['on_paper']})" if shown["on_paper"] else ""
    return (str(shown["id"]), shown["kind"], where, who, gone + marks + shown["text"] + paper)


@click.command()
@on_review
@click.argument("number", metavar="CAPTURE", type=WORDS)
@click.argument("text", metavar="[--] TEXT", type=WORDS)
@click.option("--was", type=WORDS, metavar="TEXT", help="The text you read before changing it.")
def edit(review: Access, number: str, text: str, was: str | None) -> None:
    """Change a capture's text ("-" reads standard input); the line as first typed is kept.

    Where somebody changed it since you read --was, neither wording is lost: yours becomes a
    second capture beside theirs.
    """
    text = words_or_input(text)
    with review.open() as seat:
        found = seat.read.capture(number)
        base = found.text if was is None else was
        edited = seat.captures.edit(found.id, text, base=base).result()
    if edited.id == found.id:
        say(f"Saved: capture {edited.id}.")
    else:
        say(
            f"Somebody changed capture {found.id} meanwhile. Both wordings are kept: "
            f"yours is capture {edited.id}."
        )


@click.command()
@on_review
@click.argument("number", metavar="CAPTURE", type=WORDS)
@click.argument("new_kind", metavar="KIND", type=KINDS)
def kind(review: Access, number: str, new_kind: str) -> None:
    """Make a capture another kind; an outcome that was only this capture follows."""
    from workshop_tui.practice.kinds import CaptureKind

    with review.open() as seat:
        found = seat.read.capture(number)
        changed = seat.captures.change_kind(found.id, CaptureKind(new_kind)).result()
    say(f"Capture {changed.id} is now: {changed.kind.value}.")


@click.command()
@on_review
@click.argument("number", metavar="CAPTURE", type=WORDS)
@click.argument("who", metavar="WHO|nobody", type=WORDS)
def attribute(review: Access, number: str, who: str) -> None:
    """Say whose words a capture holds: a code (SW1), a role, a first name, or nobody."""
    with review.open() as seat:
        found = seat.read.capture(number)
        name = "" if who.casefold() == "nobody" else who.removeprefix("@")
        changed = seat.captures.attribute(found.id, name).result()
        code = _code(seat, changed.who_id)
    say(f"Capture {found.id}: {code or 'nobody'}.")


def _code(seat: Seat, participant_id: int | None) -> str:
    codes = {one.id: one.code for one in seat.read.participants()}
    return codes.get(participant_id or 0, "")


@click.command("check-details")
@on_review
@click.argument("number", metavar="CAPTURE", type=WORDS)
@click.option("--who", type=WORDS, metavar="NAME", help="Who will find out.")
@click.option("--due", type=WORDS, metavar="WHEN", help="By when.")
def check_details(review: Access, number: str, who: str | None, due: str | None) -> None:
    """Say who will find something out, and by when; what is not given stays."""
    with review.open() as seat:
        found = seat.read.capture(number)
        who = found.checker if who is None else who
        due = (found.due or "") if due is None else due
        seat.captures.set_check(found.id, who, due).result()
    say(f"Check {found.id}: {who or 'nobody yet'}, {due or 'no date yet'}.")


@click.command()
@on_review
@click.argument("number", metavar="CAPTURE", type=WORDS)
@click.argument("entry_words", metavar="ENTRY|none", type=WORDS)
def move(review: Access, number: str, entry_words: str) -> None:
    """Put a capture under another entry, or under none."""
    from workshop_tui.cli import lookup

    with review.open() as seat:
        found = seat.read.capture(number)
        entry_id = lookup.entry_id_or_none(seat.read, entry_words)
        seat.captures.move(found.id, entry_id).result()
        where = "no entry" if entry_id is None else f"entry {seat.read.called(entry_id)}"
    say(f"Capture {found.id} is at {where}.")


@click.command("also-at")
@on_review
@click.argument("number", metavar="CAPTURE", type=WORDS)
@click.argument("entry_words", metavar="ENTRY", type=WORDS)
def also_at(review: Access, number: str, entry_words: str) -> None:
    """Put a capture under a further entry, or take it away from there again."""
    from workshop_tui.cli import lookup

    with review.open() as seat:
        found = seat.read.capture(number)
        entry_id = lookup.entry_id(seat.read, entry_words)
        seat.captures.also_at(found.id, entry_id).result()
        there = entry_id in seat.read.further_entries().get(found.id, ())
        called = seat.read.called(entry_id)
    say(f"Capture {found.id} is {'also' if there else 'no longer'} at entry {called}.")


@click.command()
@on_review
@click.argument("number", metavar="CAPTURE", type=WORDS)
@click.option("--episode", type=WORDS, metavar="NUMBER|none", help="A key practice episode.")
@click.option("--step", type=WORDS, metavar="STEP|none", help="A step of the agenda.")
def place(review: Access, number: str, episode: str | None, step: str | None) -> None:
    """Say that a capture belongs to a key episode or an agenda step; what is not given stays."""
    from workshop_tui.cli import lookup

    if episode is None and step is None:
        raise click.UsageError("Give --episode or --step.")
    if episode is not None and not episode.isdecimal() and episode.casefold() != lookup.NONE:
        raise click.BadParameter("an episode is a number, or none", param_hint="--episode")
    with review.open() as seat:
        found = seat.read.capture(number)
        episode_id = step_id = None  # stays; 0 is none
        if episode is not None:
            episode_id = lookup.episode(seat.read, int(episode)).id if episode.isdecimal() else 0
        if step is not None:
            none = step.casefold() == lookup.NONE
            step_id = 0 if none else lookup.step(seat.read, step).id
        seat.captures.place(found.id, episode_id=episode_id, step_id=step_id).result()
    say(f"Capture {found.id} placed.")


@click.command()
@on_review
@click.argument("number", metavar="CAPTURE", type=WORDS)
def retract(review: Access, number: str) -> None:
    """Take a capture out of the lists; it stays in the file, and undo brings it back."""
    with review.open() as seat:
        found = seat.read.capture(number)
        seat.captures.retract(found.id).result()
    say(f"Capture {found.id} is retracted; 'undo' brings it back.")


STRIKE = "STRIKE"


@click.command()
@on_review
@click.argument("number", metavar="CAPTURE", type=WORDS)
@click.option("--reason", default="", type=WORDS, metavar="TEXT", help="Why; it stays on record.")
@click.option("--yes", is_flag=True, help="Without asking.")
@click.option("--json", "as_json", is_flag=True, help="JSON for programs.")
def strike(review: Access, number: str, reason: str, yes: bool, as_json: bool) -> None:
    """Destroy what a capture says, for good; that it was struck, when and why stays.

    Its words leave the review's file and the copies that workshop-tui made of it. This cannot be
    undone, and is refused under a legal hold. Strike it once more to reach copies that were not
    there before.
    """
    from workshop_tui.cli.keeping import left_json

    with review.open() as seat:
        found = seat.read.capture(number)
        if not yes:
            _confirm_strike(found)
        struck = seat.captures.strike(found.id, reason).result()
    if as_json:
        print_json(
            {
                "capture": struck.capture.uid,
                "with_it": list(struck.with_it),
                "resting": list(struck.resting),
                "elsewhere": list(struck.elsewhere),
                "copies": [str(path) for path in struck.copies],
                "left": left_json(struck.left),
                "clean": struck.clean,
            }
        )
        return
    for sentence in struck.sentences():
        say(sentence)


def _confirm_strike(capture: Capture) -> None:
    """Let the word be typed that says that it is meant.

    Raises:
        Problem: If it is not, or there is no terminal to type it on.
    """
    from workshop_tui.practice.problems import Problem
    from workshop_tui.practice.text import one_line

    if sys.stdin is None or not sys.stdin.isatty():
        raise Problem(
            "There is no terminal to confirm it on: give --yes if it is meant. Nothing was struck."
        )
    aside(f"Capture {capture.id}: {one_line(capture.text)}")
    word = click.prompt(f"Type {STRIKE} to destroy these words for good", default="", err=True)
    if word.strip().upper() != STRIKE:
        raise Problem("Nothing was struck.")
