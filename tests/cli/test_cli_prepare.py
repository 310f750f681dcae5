"""Preparation by commands: each form, from a review that has nothing yet."""

from __future__ import annotations

from pathlib import Path

import pytest

from workshop_tui.practice.forms import FORMS
from workshop_tui.review.forms import form_of
from workshop_tui.review.pack_forms import PACK_FORMS


@pytest.mark.parametrize("slug", [*FORMS, *PACK_FORMS])
def test_every_form_has_its_commands(run, slug: str) -> None:
    single = form_of(slug).single
    for verb in ("show", "change", *(() if single else ("add", "remove"))):
        assert run("prepare", slug, verb, "--help").stdout.startswith("Usage:")


def test_a_form_is_filled_shown_changed_and_emptied(run, read, case: Path) -> None:
    run("prepare", "line", "add", case, "--title", "The child's day", "--question", "How?")
    run("prepare", "line", "change", case, "1", "--question", "-", input="Line 1\nLine 2\n")
    assert read("prepare", "line", "show", case)[0]["fields"] == {
        "number": "1",
        "title": "The child's day",
        "question": "Line 1\nLine 2",
    }
    assert "The child's day" in run("prepare", "line", "show", case).stdout
    run("prepare", "line", "change", case, "1", "--question", "")
    assert read("prepare", "line", "show", case)[0]["fields"]["question"] == ""
    run("prepare", "line", "remove", case, "1")
    run("undo", case)
    assert len(read("prepare", "line", "show", case)) == 1


def test_the_review_s_own_details(run, read, case: Path) -> None:
    run("prepare", "review", "change", case, "--trigger", "near", "--lead-agreed", "3/2/2026")
    shown = read("prepare", "review", "show", case)
    assert (shown["trigger"], shown["lead-agreed"]) == ("near miss", "3 February 2026")
    run("prepare", "bodies", "change", case, "--bodies-board", "Vale Partnership")
    assert read("prepare", "bodies", "show", case)["bodies-board"] == "Vale Partnership"


def test_names_are_shown_as_pseudonyms_where_asked(run, case: Path) -> None:
    run("prepare", "person", "change", case, "SW1", "--manager", "Callum Birtwistle's aunt")
    assert "Birtwistle" in run("prepare", "person", "show", case).stdout
    assert "Birtwistle" not in run("prepare", "person", "show", case, "--pseudonyms").stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("line", "add", "--question", "x"), "needs: Title"),
        (("line", "change", "7", "--title", "x"), "names no one line of enquiry"),
        (("milestone", "add", "--title", "x", "--due", "soon"), "one day"),
    ],
)
def test_what_is_refused(refused, case: Path, words: tuple[str, ...], said: str) -> None:
    form, verb, *rest = words
    assert said in refused("prepare", form, verb, case, *rest)


def test_nothing_given_is_no_change(run, case: Path) -> None:
    assert "at least one field" in run("prepare", "line", "add", case, code=2).stderr


def test_ready_says_what_each_step_misses(run, read, case: Path) -> None:
    shown = run("ready", case).stdout
    assert "○ a  Learning review lead agreed" in shown
    assert "No lead reviewer is named." in shown
    steps = read("ready", case)["steps"]
    assert [step["paragraph"] for step in steps if step["paragraph"]] == list("abcdefgh")


def test_the_practice_pack_is_changed_for_a_review(run, read, case: Path) -> None:
    run("prepare", "factor-set", "change", case, "--set", "seips")
    assert read("prepare", "factor-set", "show", case)["set"] == "seips"
    run("prepare", "factor", "add", case, "--key", "nights", "--label", "Nights")
    run("prepare", "prompts", "add", case, "--key", "step child")
    shown = read("prepare", "prompts", "show", case)[0]["fields"]
    assert shown["key"] == "step child" and "Tuesday" in shown["prompts"]
    run("prepare", "prompts", "change", case, "step child", "--prompts", "Who?\nWhen?")
    assert read("prepare", "prompts", "show", case)[0]["fields"]["prompts"] == "Who?\nWhen?"
    typed = ("--key", "kicked off", "--why", "Blames.", "--neutral", "became upset")
    run("prepare", "hint", "add", case, *typed)
    run("make", case, "finding", "--text", "The child kicked off.")
    assert "became upset" in run("hints", case).stdout
    run("prepare", "hint-off", "add", case, "--key", "failed-to", "--reason", "A form's name.")
    run("prepare", "hint-off", "remove", case, "failed-to")
    refused = run("prepare", "prompts", "add", case, "--key", "step nowhere", code=2)
    assert "names no one place" in refused.stderr


def test_what_is_in_force_of_the_practice_pack(run, read, case: Path) -> None:
    run("prepare", "factor-set", "change", case, "--set", "seips")
    found = read("factors", case)
    assert found["set"] == "seips" and found["factors"][0]["factor"] == "person"
    assert "#tasks  Tasks" in run("factors", case).stdout
    run("prepare", "prompts", "add", case, "--key", "step child", "--prompts", "Who?\n[b]What?")
    own = [one for one in read("questions", case) if one["own"]]
    assert [one["questions"] for one in own] == [["Who?", "[b]What?"]]
    assert "own" in run("questions", case).stdout
    run("prepare", "ground-rule", "add", case, "--key", "pause", "--place", "1")
    assert read("ground-rules", case)[0]["rule"] == "pause"
    assert run("ground-rules", case).stdout.startswith("1  You can stop")
