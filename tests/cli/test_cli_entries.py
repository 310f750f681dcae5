"""Entries by hand, same events, gaps and ages from the command line."""

from __future__ import annotations

from pathlib import Path


def test_an_entry_is_added_corrected_disputed(run, read, refused, case: Path) -> None:
    words = ("--agency", "HV", "--date", "13/03/2024 10:15", "--reason", "found later")
    added = read("entry", "add", case, "Letter sent", *words)
    assert (added["number"], added["date_text"]) == (3, "13/03/2024 10:15")
    assert (added["added"]["reason"], added["origin"]["file"]) == ("found later", None)
    assert "found later" in run("entry", case, "3").stdout
    corrected = read("entry", "correct", case, "3", "--text", "Letter handed over", "--date", "")
    assert (corrected["text"], corrected["number"]) == ("Letter sent", 4)
    assert corrected["corrected"]["text"] == "Letter handed over"
    assert corrected["corrected"]["changed"] == ["date_text", "text"]
    shown = run("entry", case, "4").stdout
    assert "Letter handed over" in shown and "Letter sent" in shown
    run("entry", "withdraw-correction", case, "1")
    assert read("entry", case, "3")["corrected"] is None
    run("entry", "dispute", case, "3", "No letter came.", "--agency", "HV")
    (dispute,) = read("entry", case, "3")["disputed"]
    assert (dispute["agency"], dispute["account"]) == ("HV", "No letter came.")
    assert "No letter came." in run("entry", case, "3").stdout
    run("entry", "withdraw-dispute", case, "1")
    assert read("entry", case, "3")["disputed"] == []
    assert "cannot be read" in refused(
        "entry", "add", case, "x", "--agency", "HV", "--date", "soon"
    )
    assert "reads already" in refused("entry", "correct", case, "3", "--text", "Letter sent")
    assert "NAME=TEXT" in run("entry", "correct", case, "3", "--field", "x", code=2).stderr
    run("entry", "correct", case, "3", "--field", "Own=column")
    assert read("entry", case, "3")["corrected"]["fields"] == {"Own": "column"}
    run("undo", case)
    assert read("entry", case, "3")["corrected"] is None
    assert read("check", case)["sound"]


def test_an_excluded_entry_stays_listed(run, read, case: Path) -> None:
    uid = read("entries", case)[1]["uid"]
    run("capture", case, "said here", "--entry", "2")
    out = read("entry", "exclude", case, "2", "--reason", "another child")
    assert (out["number"], out["ref"], out["excluded"]["reason"]) == (None, None, "another child")
    assert [one["number"] for one in read("entries", case)] == [1, 2]
    assert [one["uid"] for one in read("entries", case, "--excluded")] == [uid]
    assert "--excluded" in run("entries", case).stderr
    assert "another child" in run("entries", case, "--excluded").stdout
    assert "another child" in run("entry", case, uid).stdout
    (capture,) = read("captures", case)
    assert (capture["entry"], capture["entry_uid"]) == (None, uid)
    run("search", case, "tired")
    run("entry", "include", case, uid)
    assert read("entry", case, "2")["uid"] == uid


def test_circulated_references_stay(run, read, case: Path) -> None:
    assert read("circulate", case) == []
    assert "not circulated" in run("circulate", case).stdout
    (sent,) = read("circulate", case, "--to", "the panel")
    assert (sent["to"], sent["entries"], sent["label"]) == ("the panel", 3, "Version 1")
    assert "the panel" in run("circulate", case).stdout
    added = read("entry", "add", case, "x", "--agency", "HV", "--date", "13/03/2024")
    assert (added["ref"], added["number"]) == ("2a", 3)
    assert read("entry", case, "2a")["uid"] == added["uid"]
    assert [one["ref"] for one in read("entries", case)] == ["1", "2", "2a", "3"]
    assert "3 (2a)" in run("entries", case).stdout


def test_same_events_are_offered_and_decided(run, read, refused, demo: Path) -> None:
    offered = read("same-events", demo)
    assert len(offered) >= 10 and offered[0]["score"] >= offered[-1]["score"] > 0
    first, second = offered[0]["entries"]
    assert first["agency"] != second["agency"]
    assert first["text"][:20] in run("same-events", demo, "--last", "3").stdout
    pair = (str(first["number"]), second["uid"])
    assert "linked" in run("same-event", "link", demo, *pair).stdout
    assert [one["uid"] for one in read("entry", demo, pair[0])["linked"]] == [second["uid"]]
    assert f"entry {second['number']}" in run("entry", demo, pair[0]).stdout
    assert len(read("same-events", demo, "--last", "200")) == len(offered) - 1
    run("same-event", "decline", demo, *pair)
    assert "already" in refused("same-event", "decline", demo, *pair)
    run("same-event", "unlink", demo, *pair)
    assert read("same-events", demo)[0] == offered[0]


def test_gaps_ages_and_intervals(run, read, refused, demo: Path, case: Path) -> None:
    found = read("gaps", demo, "--longer-than", "20")
    assert found["overall"] == [] or found["overall"][0]["days"] > 20
    assert {one["agency"] for one in found["agencies"]} >= {"HV", "GP"}
    assert run("gaps", demo).stdout and run("gaps", case).stdout
    first = read("entries", demo)[0]
    assert first["earliest"] > "2022"
    assert "years" in read("age", demo, "1")["age"]
    assert "Entry 1: " in run("age", demo, "1").stdout
    assert "Between entries 1 and 9" in run("interval", demo, "1", "9").stdout
    assert read("interval", demo, "1", "1")["entries"] == ["1", "1"]
    assert "birth" in refused("age", case, "1")
