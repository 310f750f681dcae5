"""Every command, on a small review that commands alone have made."""

from __future__ import annotations

import json
import re
from pathlib import Path

import papers


def test_entries_are_as_the_contract_says(read, case: Path) -> None:
    entries = read("entries", case)
    assert [one["number"] for one in entries] == [1, 2, 3]
    first = entries[0]
    assert first["date_text"] == "early March 2024"
    assert first["earliest"] is not None
    assert first["date_note"]
    second = entries[1]
    assert second | {"uid": "", "fields": {}, "flags": []} == {
        "number": 2,
        "ref": "2",
        "uid": "",
        "date_text": "12/03/2024",
        "earliest": "2024-03-12",
        "latest": "2024-03-12",
        "time": None,
        "date_note": None,
        "end_text": None,
        "agency": "HV",
        "source": second["source"],
        "text": "Home visit. Mother tired; baby asleep upstairs.",
        "fields": {},
        "flags": [],
        "origin": {"file": "hv record.csv", "table": second["origin"]["table"], "row": 2},
        "state": "open",
        "starred": False,
        "episode": None,
        "corrected": None,
        "disputed": [],
        "linked": [],
        "excluded": None,
        "added": None,
    }
    assert len(second["uid"]) > 10


def test_entry_is_found_by_number_uid_and_place(run, read, case: Path) -> None:
    uid = read("entries", case)[2]["uid"]
    assert read("entry", case, "3")["uid"] == uid
    assert read("entry", case, uid)["number"] == 3
    run("go", case, "3")
    run("capture", case, "seen")
    shown = read("entry", case, "here")
    assert (shown["number"], shown["captures"][0]["text"]) == (3, "seen")
    assert "row 4" in run("entry", case, "3").stdout


def test_capture_says_number_and_kind_and_keeps_the_line(run, read, case: Path) -> None:
    line = "* Nobody saw  the baby @SW1 #voice-of-child ^then"
    said = run("capture", case, "--entry", "2", "--by", "Jo", line).stdout
    assert said == "Saved: finding 1 at entry 2.\n"
    (capture,) = read("captures", case)
    entry = read("entries", case)[1]
    assert capture["at"] and capture["uid"]
    assert {**capture, "at": "", "uid": ""} == {
        "id": 1,
        "uid": "",
        "kind": "finding",
        "entry": 2,
        "entry_uid": entry["uid"],
        "also_entries": [],
        "by": "Jo",
        "seat": "command line",
        "who": "SW1",
        "text": "Nobody saw  the baby @SW1 #voice-of-child ^then",
        "line": line,
        "themes": ["voice-of-child"],
        "known": "then",
        "episode": None,
        "step": None,
        "session": "Learning event",
        "conversation": False,
        "checker": None,
        "due": None,
        "at": "",
        "status": "open",
        "struck": None,
        "sheet": None,
        "on_paper": None,
        "entered": None,
        "flags": [],
    }


def test_capture_belongs_to_where_the_event_stands(run, read, case: Path) -> None:
    run("capture", case, "before")
    run("go", case, "2")
    run("capture", case, "there")
    run("capture", case, "--entry", "none", "nowhere")
    assert [one["entry"] for one in read("captures", case)] == [None, 2, None]


def test_capture_reads_standard_input_but_for_the_last_line_end(run, read, case: Path) -> None:
    run("capture", case, "-", input="? first\nsecond\r\n\n")
    (capture,) = read("captures", case)
    assert (capture["kind"], capture["line"]) == ("check", "? first\nsecond\r\n")


def test_capture_after_two_dashes(run, read, case: Path) -> None:
    run("capture", case, "--kind", "note", "--", "--by hand")
    assert read("captures", case)[0]["line"] == "--by hand"


def test_capture_warns_of_a_speaker_whom_nobody_knows(run, read, case: Path) -> None:
    result = run("capture", case, ": felt rushed @Zoe")
    assert "@Zoe" in result.stderr
    assert result.stdout == "Saved: perspective 1.\n"
    run("attribute", case, "1", "SW1")
    assert read("captures", case)[0]["who"] == "SW1"
    run("attribute", case, "1", "nobody")
    assert read("captures", case)[0]["who"] is None


def test_captures_by_kind_entry_and_with_retracted(run, read, case: Path) -> None:
    run("capture", case, "--entry", "1", "? who told whom @?")
    run("capture", case, "--entry", "2", "a note")
    assert [one["id"] for one in read("captures", case, "--kind", "check")] == [1]
    assert [one["id"] for one in read("captures", case, "--entry", "2")] == [2]
    assert read("captures", case)[0]["status"] == "speaker open"
    run("retract", case, "2")
    assert [one["id"] for one in read("captures", case)] == [1]
    assert [one["status"] for one in read("captures", case, "--all")] == [
        "speaker open",
        "retracted",
    ]
    assert "[retracted] a note" in run("captures", case, "--all").stdout


def test_working_on_a_capture(run, read, case: Path) -> None:
    run("capture", case, "--entry", "1", "ask the school")
    run("kind", case, "1", "check")
    run("check-details", case, "1", "--who", "Jo")
    run("check-details", case, "1", "--due", "Friday")
    run("edit", case, "1", "ask the nursery #school")
    run("move", case, "1", "2")
    run("also-at", case, "1", "3")
    (capture,) = read("captures", case)
    assert capture["kind"] == "check"
    assert (capture["checker"], capture["due"]) == ("Jo", "Friday")
    assert (capture["text"], capture["line"]) == ("ask the nursery #school", "ask the school")
    assert (capture["entry"], capture["also_entries"]) == (2, [3])
    assert [one["id"] for one in read("captures", case, "--entry", "3")] == [1]
    assert "no longer" in run("also-at", case, "1", "3").stdout
    run("move", case, "1", "none")
    assert read("captures", case)[0]["entry"] is None


def test_an_edit_of_what_changed_meanwhile_loses_neither(run, read, case: Path) -> None:
    run("capture", case, "first")
    run("edit", case, "1", "second")
    assert "capture 2" in run("edit", case, "1", "--was", "first", "mine").stdout
    assert [one["text"] for one in read("captures", case)] == ["second", "mine"]


def test_outcomes_rest_on_captures(run, read, case: Path) -> None:
    run("capture", case, "--entry", "2", "* Nobody asked about the baby")
    run("capture", case, "they all said so")
    run("evidence", "add", case, "F1", "2")
    run("make", case, "action", "2", "--text", "Ask every time", "--finding", "F1")
    run("set", case, "a1", "expected-change", "Babies are seen")
    run("set", case, "F1", "status", "agreed")
    finding, action = sorted(read("outcomes", case), key=lambda one: one["name"], reverse=True)
    assert (finding["name"], finding["kind"], finding["status"]) == ("F1", "finding", "agreed")
    assert [one["text"] for one in finding["evidence"]] == [
        "Nobody asked about the baby",
        "they all said so",
    ]
    assert [one["entry"] for one in finding["evidence"]] == [2, None]
    assert "line of enquiry" in finding["missing"]
    assert (action["finding"], action["fields"]["expected_change"]) == ("F1", "Babies are seen")
    assert "by when" in action["missing"]
    text = run("outcomes", case).stdout
    assert "Babies are seen" in text and "they all said so" in text
    run("evidence", "remove", case, "F1", "2")
    run("link", case, "A1", "none")
    run("retract-outcome", case, "F1")
    assert [one["name"] for one in read("outcomes", case)] == ["A1"]
    assert read("outcomes", case, "--kind", "finding") == []


def test_outcomes_change_places(run, read, case: Path) -> None:
    for words in ("one", "two", "three"):
        run("capture", case, f"* {words}")
    assert run("reorder", case, "F3", "up", "--by", "2").stdout == "F3 is now F1.\n"
    assert [one["text"] for one in read("outcomes", case)] == ["three", "one", "two"]


def test_set_refuses_what_changed_meanwhile(run, refused, case: Path) -> None:
    run("capture", case, "* one")
    run("set", case, "F1", "why", "because")
    assert refused("set", case, "F1", "why", "--was", "", "so")
    assert "not a field" in refused("set", case, "F1", "colour", "red")


def test_going_through_the_chronology(run, refused, read, case: Path) -> None:
    assert read("go", case, "next")["number"] == 1
    assert read("go", case, "next")["number"] == 2
    assert read("go", case, "back")["number"] == 1
    assert "before this one" in refused("go", case, "back")
    assert read("go", case, "3")["number"] == 3
    assert refused("go", case, "next") == "This is the last entry."
    assert read("status", case)["event"]["entry"] == 3
    run("star", case, "2")
    assert read("go", case, "back", "--key")["number"] == 2
    assert refused("go", case, "next", "--key") == "This is the last entry of a key episode."


def test_marking_entries(run, read, case: Path) -> None:
    run("mark", case, "1", "discussed")
    run("mark", case, "2", "parked")
    run("star", case, "3", "--on")
    run("start", case)
    run("curtain", case, "drawn")
    status = read("status", case)
    assert status["entries"] == {"total": 3, "open": 1, "discussed": 1, "parked": 1, "key": 1}
    assert status["event"]["started"] and status["event"]["curtain"]
    assert [one["number"] for one in read("entries", case, "--state", "parked")] == [2]
    assert [one["number"] for one in read("entries", case, "--key")] == [3]
    assert read("entries", case, "--agency", "Police") == []


def test_undo_redo_and_history(run, refused, read, case: Path) -> None:
    assert "nothing" in refused("redo", case)
    run("capture", case, "one")
    run("capture", case, "two", "--seat", "Jo")
    assert run("undo", case).stdout == "Undone: captured a line.\n"
    assert [one["text"] for one in read("captures", case)] == ["two"]
    assert run("redo", case).stdout == "Made again: captured a line.\n"
    run("undo", case, "--seat", "Jo")
    assert [one["text"] for one in read("captures", case)] == ["one"]
    history = read("history", case)
    assert [one["seq"] for one in history] == list(range(1, len(history) + 1))
    newest = history[-1]
    assert newest["seat"] == "Jo" and newest["class"] == "content"
    assert newest["meaning"].startswith("undid") and newest["table"] == "capture"
    assert {"at", "person", "row", "before", "after"} <= set(newest)
    assert {one["seat"] for one in read("history", case, "--seat", "Jo")} == {"Jo"}
    assert len(read("history", case, "--last", "2")) == 2
    assert "captured a line" in run("history", case).stdout


def test_people_and_register(run, refused, read, case: Path) -> None:
    found = read("people", case)
    assert [one["code"] for one in found["participants"]] == ["SW1", "HV1"]
    assert found["participants"][0]["name"] == "Ruth Ainsworth"
    assert [one["short"] for one in found["agencies"]] == ["HV"]
    assert [one["pseudonym"] for one in found["register"]] == ["Child A", "SW1"]
    hidden = json.dumps(read("people", case, "--pseudonyms"))
    assert "Ruth" not in hidden and "Callum" not in hidden and "Child A" in hidden
    assert "Ruth" not in run("people", case, "--pseudonyms").stdout
    run("register", "add", case, "place", "Kiln Row", "Street 1")
    run("register", "change", case, "Street 1", "--add-alias", "the Row", "--note", "home")
    run("register", "confirm", case)
    assert read("people", case)["register_confirmed"] is True
    street = read("people", case)["register"][-1]
    assert (street["name"], street["aliases"], street["note"]) == ("Kiln Row", ["the Row"], "home")
    run("register", "remove", case, "kiln row")
    assert len(read("people", case)["register"]) == 2
    assert "Nobody" in refused("register", "remove", case, "Kiln Row")


def test_pseudonyms_in_everything_that_reads(run, read, case: Path) -> None:
    run("capture", case, "Callum was quiet @SW1")
    run("capture", case, "* Callum was not asked")
    for name in ("entries", "captures", "outcomes", "people", "history", "status", "plan"):
        assert "Callum" not in run(name, case, "--pseudonyms").stdout
        assert "Callum" not in run(name, case, "--pseudonyms", "--json").stdout
    assert read("search", case, "Callum", "--pseudonyms") == {"entries": [], "captures": []}
    found = read("search", case, "Child A", "--pseudonyms")
    assert (len(found["entries"]), len(found["captures"])) == (1, 2)


def test_a_mention_settles_words(run, refused, read, case: Path) -> None:
    run("capture", case, "Cal meant the dog, then Cal came")
    run("mention", case, "capture", "1", "Cal", "--nobody")
    run("mention", case, "capture", "1", "Cal", "--nth", "2", "--means", "SW1")
    assert read("captures", case, "--pseudonyms")[0]["text"] == "Cal meant the dog, then SW1 came"
    assert refused("mention", case, "entry", "1", "Rumpelstilzchen", "--nobody")


def test_search(run, read, case: Path) -> None:
    run("capture", case, "upstairs they said nothing")
    found = read("search", case, "upstairs")
    assert [one["number"] for one in found["entries"]] == [2]
    assert [one["id"] for one in found["captures"]] == [1]
    assert read("search", case, "upstairs", "baby")["captures"] == []
    assert run("search", case, "zebra").stdout == "Nothing found.\n"
    for odd in ('"', "* OR (", "!!!", "near/2", "''"):
        read("search", case, odd)
    text = run("search", case, "upstairs").stdout
    assert "Entries: 1" in text and "Captures: 1" in text


def test_status(run, read, case: Path) -> None:
    run("capture", case, "! not safe")
    status = read("status", case)
    assert (status["reference"], status["title"], status["phase"]) == (
        "LR-1",
        "“Child A”",
        "prepare",
    )
    assert status["captures"] == {"escalation": 1}
    assert status["outcomes"] == {"escalation": {"count": 1, "incomplete": 1}}
    assert status["seats"] == [] and status["drafts"] == []
    assert status["register"] == {"lines": 2, "confirmed": False}
    assert "There is no line of enquiry." in status["missing"]
    run("start", case)
    assert "E1 lacks" in run("status", case).stdout


def test_status_counts_drafts_and_does_not_show_them(run, read, sit, review: Path) -> None:
    sit().keep_draft("line", "half a secret word")
    for _ in range(100):
        drafts = read("status", review)["drafts"]
        if drafts:
            break
    assert [one["count"] for one in drafts] == [1]
    assert "secret" not in run("status", review).stdout


def test_check_finds_a_sound_file_and_names_incompleteness(run, read, case: Path) -> None:
    run("capture", case, "* one")
    found = read("check", case)
    assert found["sound"] and found["problems"] == []
    assert found["journal"]["entries"] > 0 and re.fullmatch(
        "[0-9a-f]{64}", found["journal"]["head"]
    )
    assert [one["name"] for one in found["incomplete"]] == ["F1"]
    assert "is sound" in run("check", case).stdout


def test_snapshot(run, read, refused, case: Path, tmp_path: Path) -> None:
    run("capture", case, "kept")
    beside = Path(run("snapshot", case).stdout.strip())
    assert beside.parent == tmp_path and beside != case
    assert [one["text"] for one in read("captures", beside)] == ["kept"]
    chosen = tmp_path / "copy.review"
    assert read("snapshot", case, "--to", chosen) == {"path": str(chosen)}
    assert "exists already" in refused("snapshot", case, "--to", chosen)


def test_new_reports_and_never_overwrites(read, refused, tmp_path: Path) -> None:
    path = tmp_path / "a.review"
    words = ["new", path, "--reference", "LR-2", "--title", "T"]
    assert read(*words, "--plain") == {"path": str(path), "encrypted": False}
    assert "exists already" in refused(*words, "--plain")
    assert ".review" in refused("new", tmp_path / "a.txt", *words[2:], "--plain")


def test_export_writes_documents(run, read, refused, case: Path, tmp_path: Path) -> None:
    run("capture", case, "* Callum was not asked")
    folder = tmp_path / "out"
    found = read("export", case, "--to", folder)
    assert found["held_back"] == []
    assert found["written"] and all(Path(path).is_file() for path in found["written"])
    assert found["failed"] == []
    assert all("Callum" not in papers.said(Path(path)) for path in found["written"])
    one = run("export", case, "--to", tmp_path / "one", "--only", "actions").stdout
    assert len(one.splitlines()) == 1
    assert refused("export", case, "--to", folder, "--only", "poem")


def test_export_says_what_is_held_back(run, monkeypatch, case: Path, tmp_path: Path) -> None:
    from workshop_tui.privacy.findings import Finding
    from workshop_tui.review import exporting
    from workshop_tui.review.releasing import Released

    found = Finding("report.md", "name", "Callum", "Child A", True, ("line 7", "line 9"), 3)
    monkeypatch.setattr(exporting, "write", lambda *_, **__: Released(held_back=(found,)))
    result = run("export", case, "--to", tmp_path, code=1)
    assert "“Callum”, which should be Child A: line 7, 9 and 1 more" in result.stderr
    found = json.loads(run("export", case, "--to", tmp_path, "--json", code=1).stdout)
    assert found["held_back"][0]["line"] == 7


def test_export_preview_says_what_goes_to_whom_and_writes_nothing(
    run, case: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "OneDrive" / "out"
    result = run("export", case, "--to", folder, "--circulation", "public", "--preview")
    assert "DRAFT: nobody has agreed it yet" in result.stdout and "For whom:" in result.stdout
    assert "learning-review-report-v1-DRAFT.docx" in result.stdout
    assert "tells no exact days" in result.stdout and "cloud service" in result.stderr
    whole = json.loads(run("export", case, "--to", folder, "--preview", "--json").stdout)
    assert whole["version"] == 1 and whole["draft"] and whole["documents"][0]["state"] == "goes"
    assert not folder.exists()
