"""The clock of the session under way."""

from __future__ import annotations

from typing import Any

import click

from workshop_tui.cli.access import WORDS, Access, on_review
from workshop_tui.cli.output import print_json, say


@click.group("clock")
def clock_() -> None:
    """The session's clock: how it stands, pause, go on, extend or skip a step, adjourn."""


@clock_.command("show")
@on_review
@click.option("--json", "as_json", is_flag=True, help="JSON for programs.")
def show(review: Access, as_json: bool) -> None:
    """Minutes of the step, of the chronology, of the episode; the projected finish."""
    from workshop_tui.practice.clock import runs
    from workshop_tui.review.pacing import pace_now

    with review.open() as seat:
        pace, session = pace_now(seat.read), seat.read.session()
    found: dict[str, Any] = {
        "running": runs(session),
        "step_spent": pace.step_spent,
        "step_planned": pace.step_planned,
        "chronology_left": pace.chronology_left,
        "episode_spent": pace.episode_spent,
        "episode_share": pace.episode_share,
        "finish": pace.finish.isoformat(timespec="minutes") if pace.finish else None,
        "late": pace.late,
    }
    if as_json:
        print_json(found)
        return
    say(f"The clock {'runs' if found['running'] else 'stands'}.")
    say(f"Step: {pace.step_spent} of {pace.step_planned} min.")
    say(f"Chronology: {pace.chronology_left} min left.")
    if pace.episode_share:
        say(f"Episode: {pace.episode_spent} of {pace.episode_share} min.")
    if pace.finish:
        late = f", {pace.late} min later than planned" if pace.late > 0 else ""
        say(f"Finish at about {pace.finish:%H:%M}{late}.")


@clock_.command("pause")
@on_review
def pause(review: Access) -> None:
    """Let the clock stand."""
    with review.open() as seat:
        seat.clock.pause().result()
    say("The clock stands.")


@clock_.command("resume")
@on_review
def resume(review: Access) -> None:
    """Let the clock run on, also after an adjournment."""
    with review.open() as seat:
        seat.clock.resume().result()
    say("The clock runs.")


@clock_.command("extend")
@on_review
@click.argument("minutes", metavar="[--] MINUTES", type=int)
@click.option("--step", "which", type=WORDS, metavar="STEP", help="The present one if not given.")
def extend(review: Access, minutes: int, which: str | None) -> None:
    """Give a step more minutes, or fewer ("-- -5")."""
    from workshop_tui.cli import lookup

    with review.open() as seat:
        step_id = lookup.step(seat.read, which).id if which else None
        step = seat.clock.extend(minutes, step_id).result()
    say(f"{step.title} has {step.minutes + step.extra} minutes.")


@clock_.command("skip")
@on_review
@click.argument("which", metavar="[STEP]", type=WORDS, required=False)
@click.option("--back", is_flag=True, help="Take a skipped step in again.")
def skip(review: Access, which: str | None, back: bool) -> None:
    """Leave a step out; the present one if none is named."""
    from workshop_tui.cli import lookup

    with review.open() as seat:
        step_id = lookup.step(seat.read, which).id if which else None
        step = seat.clock.skip(step_id, not back).result()
    say(f"{step.title} is {'in again' if back else 'skipped'}.")


@clock_.command("adjourn")
@on_review
@click.argument("why", metavar="WHY", type=WORDS)
def adjourn(review: Access, why: str) -> None:
    """Stop for today: the clock stands until it is resumed."""
    with review.open() as seat:
        seat.clock.adjourn(why).result()
    say("Adjourned; 'clock resume' goes on.")
