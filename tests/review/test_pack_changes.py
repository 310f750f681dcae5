"""A review's own changes of the practice pack: factors, questions, hints on wording."""

from __future__ import annotations

import pytest

from workshop_tui.practice.kinds import OutcomeKind
from workshop_tui.practice.problems import Problem
from workshop_tui.practice.records import AgendaStep
from workshop_tui.privacy.audience import Audience
from workshop_tui.privacy.view import Tier
from workshop_tui.review.factors import chosen_set, factors, labels
from workshop_tui.review.forms import filled, form_of
from workshop_tui.review.gathering import material_for
from workshop_tui.review.ground_rules import rules_in_force
from workshop_tui.review.grouping import group
from workshop_tui.review.pack_changes import sets
from workshop_tui.review.pack_forms import PACK_FORMS
from workshop_tui.review.prompts import (
    episode_prompts,
    in_force,
    next_questions,
    pack_questions,
    places,
    step_prompts,
)
from workshop_tui.review.seat import Seat
from workshop_tui.review.wording import rules_of, wording_of

pytestmark = pytest.mark.usefixtures("sound")


def refused(future: object) -> str:
    error = future.exception(20)  # type: ignore[attr-defined]
    assert isinstance(error, Problem), error
    return str(error)


def slugs(seat: Seat) -> list[str]:
    return [factor.slug for factor in factors(seat.read)]


def test_the_default_set_is_the_twelve_of_child_reviews(seat: Seat) -> None:
    assert chosen_set(seat.read) == "child-review" and len(factors(seat.read)) == 12


@pytest.mark.parametrize("chosen", sets())
def test_each_set_of_the_pack_can_be_chosen_and_left_again(seat: Seat, chosen: str) -> None:
    before = slugs(seat)
    seat.forms.change("factor-set", "", {"changes.set": chosen}).result()
    assert chosen_set(seat.read) == chosen
    assert slugs(seat) != before or chosen == "child-review"
    assert filled(seat.read, form_of("factor-set"))[0].values["changes.set"] == chosen
    seat.forms.change("factor-set", "", {"changes.set": "child-review"}).result()
    assert slugs(seat) == before


def test_choosing_is_undone(seat: Seat) -> None:
    before = slugs(seat)
    seat.forms.change("factor-set", "", {"changes.set": "seips"}).result()
    seat.undo().result()
    assert slugs(seat) == before


def test_a_set_that_is_none_is_refused(seat: Seat) -> None:
    assert "is one of" in refused(seat.forms.change("factor-set", "", {"changes.set": "blame"}))


def test_what_was_tagged_keeps_its_factor_and_its_words(seat: Seat) -> None:
    capture = seat.captures.add("+ nobody was free #workload").result()
    seat.forms.change("factor-set", "", {"changes.set": "seips"}).result()
    assert next(c for c in seat.read.captures() if c.uid == capture.uid).themes == ("workload",)
    assert "workload" not in slugs(seat) and labels(seat.read)["workload"] == "Volume of work"


def test_a_factor_of_ones_own_another_wording_and_one_that_is_not_offered(seat: Seat) -> None:
    own = {"key": "#Out-of-hours", "changes.label": "Out of hours"}
    seat.forms.add("factor", own).result()
    seat.forms.add("factor", {"key": "workload", "changes.label": "Too much to do"}).result()
    seat.forms.add(
        "factor", {"key": "policy", "changes.label": "Policies", "changes.offered": "no"}
    ).result()
    known = {factor.slug: factor.label for factor in factors(seat.read)}
    assert known["out-of-hours"] == "Out of hours" and known["workload"] == "Too much to do"
    assert "policy" not in known and len(known) == 12


def test_a_factor_needs_no_more_than_its_key(seat: Seat) -> None:
    seat.forms.add("factor", {"key": "policy", "changes.offered": "no"}).result()
    added = seat.forms.add("factor", {"key": "out-of-hours"}).result()
    assert "policy" not in slugs(seat)
    assert labels(seat.read)["policy"] == "Risk management and support policies"
    assert labels(seat.read)["out-of-hours"] == "Out of hours"
    said = refused(seat.forms.change("factor", added.uid, {"changes.label": " "}))
    assert "in words" in said
    seat.forms.change("factor", added.uid, {"key": "#Nights"}).result()
    assert "nights" in slugs(seat)


def test_what_is_not_offered_any_more_keeps_its_words_and_says_so(seat: Seat) -> None:
    own = {"key": "visits", "changes.label": "Visits at night"}
    added = seat.forms.add("factor", own).result()
    seat.captures.add("+ nobody was free #visits #workload #our-own").result()
    seat.forms.change("factor", added.uid, {"changes.offered": "no"}).result()
    seat.forms.change("factor-set", "", {"changes.set": "seips"}).result()
    assert labels(seat.read)["visits"] == "Visits at night"
    shown = [one.title for one in group(seat.read, "theme")]
    assert "Visits at night (not offered any more)" in shown and "our-own" in shown
    assert "Volume of work (Child review: the context of the work)" in shown
    seat.forms.change("factor-set", "", {"changes.set": "child-review"}).result()
    assert "Volume of work" in [one.title for one in group(seat.read, "theme")]


@pytest.mark.parametrize("key", ["late nights", "é", "-", "x" * 41, "2-adults"])
def test_a_factor_that_cannot_be_typed_is_refused(seat: Seat, key: str) -> None:
    said = refused(seat.forms.add("factor", {"key": key, "changes.label": "Late nights"}))
    assert "cannot be typed behind #" in said


def test_the_same_twice_is_refused(seat: Seat) -> None:
    seat.forms.add("factor", {"key": "late", "changes.label": "Late"}).result()
    assert "already" in refused(seat.forms.add("factor", {"key": "late", "changes.label": "L"}))
    seat.forms.add("hint", {"key": "chaotic", "changes.why": "y", "changes.neutral": "n"}).result()
    again = {"key": "Chaotic ", "changes.why": "y", "changes.neutral": "n"}
    assert "already" in refused(seat.forms.add("hint", again))


def test_documents_say_a_factor_in_words_and_hide_names_in_it(seat: Seat) -> None:
    from workshop_tui.outputs.building import build

    name = seat.read.register()[0].name
    seat.forms.add("factor", {"key": "visits", "changes.label": f"Visits to {name}"}).result()
    capture = seat.captures.add("+ nobody was free #workload #visits").result()
    seat.outcomes.make(OutcomeKind.FINDING, "Work came in waves.", [capture.id]).result()
    model = build(material_for(seat.read, Audience(Tier.PANEL))[0])
    assert "Volume of work" in model.findings[-1].themes
    assert not any(name in theme for row in model.findings for theme in row.themes)
    assert model.theme("workload") == "Volume of work"


def step(seat: Seat, slug: str) -> AgendaStep:
    """The step of an agenda with a name; made, if the review has none."""
    known = {one.slug: one for one in seat.read.records(AgendaStep)}
    return known.get(slug) or AgendaStep(session_id=1, position=1, slug=slug, title="A step")


def test_a_place_begins_with_the_packs_questions_to_be_changed(seat: Seat) -> None:
    added = seat.forms.add("prompts", {"key": "step check-in"}).result()
    shown = filled(seat.read, form_of("prompts"))[0].values["changes.prompts"]
    assert tuple(shown.splitlines()) == pack_questions("step check-in") != ()
    mine = "Who are you here for?\n\n  What would help?  "
    seat.forms.change("prompts", added.uid, {"changes.prompts": mine}).result()
    asked = step_prompts(seat.read, step(seat, "check-in"))
    assert asked and asked.questions == ("Who are you here for?", "What would help?")
    seat.forms.remove("prompts", added.uid).result()
    asked = step_prompts(seat.read, step(seat, "check-in"))
    assert asked and asked.questions == pack_questions("step check-in")


def test_an_episode_of_the_review_has_questions_of_its_own(seat: Seat) -> None:
    episode = seat.read.episodes()[0]
    key = f"episode {episode.number}"
    seat.forms.add("prompts", {"key": key}).result()
    first, *ways = episode_prompts(seat.read, episode)
    assert first.own and first.title == episode.title and len(first.questions) == len(ways)
    assert [one.title for one in episode_prompts(seat.read)] == [one.title for one in ways]
    assert next(one for one in in_force(seat.read) if one.key == key).own


def test_the_same_question_twice_is_refused(seat: Seat) -> None:
    typed = {"key": "step child", "changes.prompts": "Who?\nWhat?\n Who? "}
    assert "stands there twice" in refused(seat.forms.add("prompts", typed))


def test_a_step_without_questions_waits_for_them(seat: Seat) -> None:
    seat.forms.add("step", {"session_id": "1", "title": "A walk", "minutes": "10"}).result()
    added = seat.forms.add("prompts", {"key": "agenda: A walk"}).result()
    assert step_prompts(seat.read, step(seat, "a-walk")) is None
    seat.forms.change("prompts", added.uid, {"changes.prompts": "What now?"}).result()
    assert step_prompts(seat.read, step(seat, "a-walk"))


# -- ground rules --------------------------------------------------------------------------------


def rules(seat: Seat) -> list[str]:
    return [rule.title for rule in rules_in_force(seat.read)]


def test_ground_rules_are_reworded_moved_left_out_and_added(seat: Seat) -> None:
    before = rules(seat)
    added = seat.forms.add("ground-rule", {"key": "pause"}).result()
    shown = filled(seat.read, form_of("ground-rule"))[0].values
    assert shown["changes.title"] == "You can stop" and "hard memories" in shown["changes.text"]
    assert rules(seat) == before
    words = {"changes.title": "Stop when you like", "changes.place": "1"}
    seat.forms.change("ground-rule", added.uid, words).result()
    seat.forms.add("ground-rule", {"key": "notes", "changes.offered": "no"}).result()
    seat.forms.add("ground-rule", {"key": "Phones stay off"}).result()
    now = rules(seat)
    assert now[0] == "Stop when you like" and now[-1] == "Phones stay off"
    assert len(now) == len(before) and "How notes are kept" not in now
    seat.forms.remove("ground-rule", added.uid).result()
    assert "You can stop" in rules(seat)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ({"changes.title": " "}, "needs a title"),
        ({"changes.title": "t" * 81}, "title is too long"),
        ({"changes.text": "x" * 3000}, "3,000 characters cannot be read out"),
        ({"changes.place": "first"}, "is a number"),
        ({"changes.place": "0"}, "is a number"),
    ],
)
def test_a_ground_rule_that_cannot_be_read_out_is_refused(
    seat: Seat, words: dict[str, str], said: str
) -> None:
    added = seat.forms.add("ground-rule", {"key": "pause"}).result()
    assert said in refused(seat.forms.change("ground-rule", added.uid, words))


def test_the_briefing_has_the_reviews_ground_rules_without_names(seat: Seat) -> None:
    name = seat.read.register()[0].name
    seat.forms.add("ground-rule", {"key": "Phones", "changes.text": f"Ask {name}."}).result()
    material = material_for(seat.read, Audience(Tier.ROOM))[0]
    assert material.ground_rules[-1].title == "Phones"
    assert name not in material.ground_rules[-1].text


@pytest.mark.parametrize("key", places([]))
def test_every_place_of_the_pack_takes_questions_of_ones_own(seat: Seat, key: str) -> None:
    seat.forms.add("prompts", {"key": key, "changes.prompts": "Mine?"}).result()
    shown = [*episode_prompts(seat.read), *next_questions(seat.read)]
    kind, _, slug = key.partition(" ")
    if kind == "step":
        mine = step_prompts(seat.read, step(seat, slug))
        assert mine and mine.questions == ("Mine?",)
    else:
        assert [one.questions for one in shown].count(("Mine?",)) == 1


def test_a_step_of_the_reviews_own_takes_questions(seat: Seat) -> None:
    seat.forms.add("step", {"session_id": "1", "title": "A walk", "minutes": "10"}).result()
    seat.forms.add("prompts", {"key": "agenda: A walk", "changes.prompts": "What now?"}).result()
    asked = step_prompts(seat.read, step(seat, "a-walk"))
    assert asked and asked.questions == ("What now?",)


@pytest.mark.parametrize(
    ("questions", "said"),
    [
        ("x" * 3000, "too long"),
        ("\n".join("abcdefghijklmno"), "too many"),
    ],
)
def test_questions_that_do_not_fit_are_refused(seat: Seat, questions: str, said: str) -> None:
    typed = {"key": "step child", "changes.prompts": questions}
    assert said in refused(seat.forms.add("prompts", typed))


def test_questions_at_no_place_or_emptied_are_refused(seat: Seat) -> None:
    assert "names no one place" in refused(seat.forms.add("prompts", {"key": "step nowhere"}))
    added = seat.forms.add("prompts", {"key": "step child"}).result()
    said = refused(seat.forms.change("prompts", added.uid, {"changes.prompts": " \n "}))
    assert "no question left" in said and pack_questions("step child")


def test_markup_and_control_characters_in_questions_are_kept_as_they_are(seat: Seat) -> None:
    odd = "[bold]Who[/bold] \x1b]52;c;x\x07 asked?"
    seat.forms.add("prompts", {"key": "step child", "changes.prompts": odd}).result()
    asked = step_prompts(seat.read, step(seat, "child"))
    assert asked and asked.questions == (odd,)


HINT = {"key": "kicked  off", "changes.why": "Who was?", "changes.neutral": "was not reached"}


def words(seat: Seat, text: str, kind: OutcomeKind = OutcomeKind.FINDING) -> list[str]:
    return [hint.words for hint in wording_of(seat.read).hints(text, kind)]


def test_a_hint_of_ones_own_is_given_beside_the_packs(seat: Seat) -> None:
    text = "The child Kicked\noff and staff failed to visit; kicked offer is not."
    assert words(seat, text) == ["failed to"]
    seat.forms.add("hint", HINT).result()
    assert words(seat, text) == ["Kicked\noff", "failed to"]
    assert words(seat, "She said “kicked off”.") == []


def test_a_hint_for_actions_alone(seat: Seat) -> None:
    seat.forms.add("hint", HINT | {"changes.actions": "yes"}).result()
    assert words(seat, "kicked off") == []
    assert words(seat, "kicked off", OutcomeKind.ACTION) == ["kicked off"]


@pytest.mark.parametrize("odd", ["(a+)+$", "[", "\\", "*.*", "a|b"])
def test_words_of_a_hint_are_never_a_pattern(seat: Seat, odd: str) -> None:
    typed = HINT | {"key": odd}
    if not any(char.isalnum() for char in odd):
        assert "needs words" in refused(seat.forms.add("hint", typed))
        return
    seat.forms.add("hint", typed).result()
    assert words(seat, f"this {odd} here") == [odd] and words(seat, "aaaa b") == []


def test_a_hint_of_the_pack_is_switched_off_with_a_reason(seat: Seat) -> None:
    assert "needs: Because" in refused(seat.forms.add("hint-off", {"key": "failed-to"}))
    off = {"key": "failed-to", "reason": "It stands in the name of a form here."}
    added = seat.forms.add("hint-off", off).result()
    assert words(seat, "staff failed to visit") == []
    assert "already" in refused(seat.forms.add("hint-off", off))
    seat.forms.remove("hint-off", added.uid).result()
    assert words(seat, "staff failed to visit") == ["failed to"]
    assert len(rules_of(seat.read)) > 5


@pytest.mark.parametrize("slug", PACK_FORMS)
def test_every_form_of_the_pack_has_a_field_to_fill_in(slug: str) -> None:
    form = form_of(slug)
    assert form.fields and len({field.option for field in form.fields}) == len(form.fields)
