"""What is in force of the practice pack in this review: factors, questions, ground rules."""

from __future__ import annotations

from typing import Any

import click

from workshop_tui.cli.access import Access, on_review, reads, view_of
from workshop_tui.cli.output import print_json, say


@click.command()
@on_review
@reads
def factors(review: Access, as_json: bool, names: bool) -> None:
    """The contributory factors that are offered behind #; 'prepare factor-set' chooses the set."""
    from workshop_tui.review.factors import chosen_set
    from workshop_tui.review.factors import factors as offered
    from workshop_tui.review.pack_changes import sets

    with review.open() as seat:
        view, chosen = view_of(seat, names), chosen_set(seat.read)
        found = [
            {"factor": one.slug, "label": view.text(one.label), "hint": view.text(one.hint)}
            for one in offered(seat.read)
        ]
    if as_json:
        print_json({"set": chosen, "title": sets()[chosen], "factors": found})
        return
    say(f"{sets()[chosen]} ({chosen})")
    for one in found:
        say(f"  #{one['factor']}  {one['label']}")
        if one["hint"]:
            say(f"      {one['hint']}")


@click.command()
@on_review
@reads
def questions(review: Access, as_json: bool, names: bool) -> None:
    """The questions to have at hand, place by place; 'prepare prompts' changes them."""
    from workshop_tui.review.prompts import in_force

    with review.open() as seat:
        view = view_of(seat, names)
        found: list[dict[str, Any]] = [
            {
                "place": one.key,
                "title": view.text(one.title),
                "own": one.own,
                "questions": [view.text(question) for question in one.questions],
            }
            for one in in_force(seat.read)
        ]
    if as_json:
        print_json(found)
        return
    for place in found:
        say(f"{place['place']}  {place['title']}{'  (this review’s own)' if place['own'] else ''}")
        for question in place["questions"]:
            say(f"    {question}")


@click.command("ground-rules")
@on_review
@reads
def ground_rules(review: Access, as_json: bool, names: bool) -> None:
    """The ground rules in their order; 'prepare ground-rule' changes them."""
    from workshop_tui.review.ground_rules import rules_in_force

    with review.open() as seat:
        view = view_of(seat, names)
        found = [
            {"rule": one.id, "title": view.text(one.title), "text": view.text(one.text)}
            for one in rules_in_force(seat.read)
        ]
    if as_json:
        print_json(found)
        return
    for number, one in enumerate(found, start=1):
        say(f"{number}  {one['title']}  [{one['rule']}]")
        if one["text"]:
            say(f"    {one['text']}")
