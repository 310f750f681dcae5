"""Hints, attendance, what was parked, rating an episode."""

from __future__ import annotations

from pathlib import Path


def test_hints(run, read, case: Path, refused) -> None:
    assert run("hints", case).stdout == "No hints.\n"
    run("capture", case, "* Somebody failed to ask")
    run("capture", case, "> Remind all staff")
    run("capture", case, ": she failed to ask")
    (finding, action) = sorted(read("hints", case), key=lambda one: one["outcome"], reverse=True)
    assert [hint["words"] for hint in finding["hints"]] == ["failed to"]
    assert action["hints"][0]["rule"] == "weak-action"
    said = run("hints", case, "F1").stdout
    assert "“failed to”" in said and "Rather:" in said and "Remind" not in said
    assert "F9" in refused("hints", case, "F9")


def test_attendance(run, read, case: Path, refused) -> None:
    code = read("attendance", "show", case)[0]["code"]
    assert run("attendance", "note", case, code, "here").stdout == f"{code}: here.\n"
    assert read("attendance", "show", case)[0]["present"] == "yes"
    assert f"{code}  here" in run("attendance", "show", case).stdout
    run("attendance", "note", case, code, "unsaid")
    assert read("attendance", "show", case)[0]["present"] is None
    assert "Nobody" in refused("attendance", "note", case, "nobody", "here")


def test_parked(run, read, case: Path) -> None:
    assert run("parked", "show", case).stdout == "Nothing is parked.\n"
    run("mark", case, "2", "parked")
    run("capture", case, "~ an idea")
    assert [(one["what"], one["left"]) for one in read("parked", "show", case)] == [
        ("entry", False),
        ("idea", False),
    ]
    run("parked", "leave", case, "--entry", "2")
    idea = read("parked", "show", case)[1]["number"]
    run("parked", "leave", case, "--capture", idea)
    assert "✓  entry 2" in run("parked", "show", case).stdout
    run("parked", "leave", case, "--capture", idea, "--again")
    assert [one["left"] for one in read("parked", "show", case)] == [True, False]
    run("parked", "leave", case, code=2)


def test_rating_an_episode(run, read, case: Path, refused) -> None:
    if not read("plan", case)["episodes"]:
        run("prepare", "episode", "add", case, "--title", "Spring")
    assert "not been started" in refused("rate-episode", case, "1", "worked well")
    run("start", case)
    assert run("rate-episode", case, "1", "worked well").stdout == "Episode 1: worked well.\n"
    assert read("plan", case)["episodes"][0]["rating"] == "worked well"
    assert "(worked well)" in run("plan", case).stdout
    run("rate-episode", case, "1", "none")
    assert read("plan", case)["episodes"][0]["rating"] == ""
