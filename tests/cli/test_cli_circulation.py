"""What circulations hold, and marks on single items, by commands."""

from __future__ import annotations

import json
from pathlib import Path


def test_tiers_are_shown_changed_and_reset(run, read, refused, case: Path) -> None:
    assert [one["id"] for one in read("tier", case)] == ["room", "panel", "board", "public"]
    told = run("tier", case, "board").stdout
    assert "dates         month" in told and "words spoken  not told" in told
    run("tier", case, "board", "--set", "dates=relative", "--set", "contains=+captures", code=2)
    run("tier", case, "board", "--set", "dates=relative", "--reason", "the board asked")
    (board,) = read("tier", case, "board")
    assert board["dates"] == "relative" and board["changed"] == {"dates": "relative"}
    assert "changed here  dates=relative (the board asked)" in run("tier", case, "board").stdout
    assert "board changed here: dates=relative" in run("status", case).stdout
    assert read("status", case)["tiers_changed"] == {"board": {"dates": "relative"}}
    run("tier", case, "board", "--reset")
    assert read("status", case)["tiers_changed"] == {}
    assert "only the room's papers" in refused("tier", case, "public", "--set", "names=true")
    assert "no circulation 'bored'" in refused("tier", case, "bored")
    assert "KEY=VALUE" in refused("tier", case, "board", "--set", "dates")
    assert "Name the circulation" in refused("tier", case, "--reset")


def test_marks_are_set_shown_and_lifted(run, read, refused, case: Path) -> None:
    run("capture", case, "Callum was asleep", "--entry", "1")
    told = run("restrict", case, "entry", "2", "--not-for", "HV", "--reason", "asked").stdout
    assert told == "Entry 2: not for HV.\n"
    run("restrict", case, "capture", "1", "--legal-advice")
    marks = read("restrict", case)
    assert [(one["what"], one["which"], one["mark"]) for one in marks] == [
        ("entry", "2", "not for HV"),
        ("capture", "1", "legal advice"),
    ]
    assert marks[0]["reason"] == "asked" and marks[1]["text"] == "Callum was asleep"
    assert read("entries", case)[1]["flags"][-1] == "not for HV"
    assert read("captures", case)[0]["flags"] == ["legal advice"]
    assert "⊘" in run("entries", case).stdout
    assert "[legal advice] Callum was asleep" in run("captures", case).stdout
    assert "Marked    2 items" in run("status", case).stdout
    run("restrict", case, "capture", "1", "--legal-advice", "--lift")
    assert [one["what"] for one in read("restrict", case)] == ["entry"]
    for words, said in (
        (("entry", "2", "--not-for", "HV"), "marked so already"),
        (("entry", "2", "--not-for", "Navy"), "There is no agency 'Navy'. There are: HV"),
        (("entry", "99", "--legal-advice"), "no entry 99"),
        (("entry", "2"), "either --not-for AGENCY or --legal-advice"),
        (("entry", "2", "--not-for", "HV", "--legal-advice"), "either --not-for"),
        (("entry", "1", "--legal-advice", "--lift"), "not marked so"),
    ):
        assert said in refused("restrict", case, *words)


def test_legal_advice_is_not_told_where_names_are_not(run, read, case: Path) -> None:
    run("capture", case, "Counsel says wait", "--entry", "1")
    run("restrict", case, "capture", "1", "--legal-advice")
    run("restrict", case, "entry", "1", "--legal-advice")
    for words in (["entries"], ["captures"], ["restrict"], ["entry"]):
        more = ["1"] if words == ["entry"] else []
        told = json.dumps(read(*words, case, *more, "--pseudonyms"))
        assert "Counsel" not in told and "nursery" not in told
        assert "Legal advice: not shown" in told
    assert "nursery" in run("entries", case).stdout


def test_an_export_for_an_agency_leaves_out_what_is_not_for_it(
    run, refused, case: Path, tmp_path: Path
) -> None:
    run("restrict", case, "entry", "2", "--not-for", "HV")

    def numbers(*more: str) -> list[int]:
        folder = tmp_path / "-".join(more or ("all",))
        run("export", case, "--to", folder, "--only", "data", *more)
        (path,) = folder.glob("review-v*-DRAFT.json")
        whole = json.loads(path.read_text(encoding="utf-8"))
        return [one["number"] for one in whole["entries"]]

    assert numbers() == numbers("--for-agency", "hv") == [1, 3]
    assert numbers("--for-agency", "none") == [1, 2, 3]
    assert "no agency 'Navy'" in refused("export", case, "--to", tmp_path, "--for-agency", "Navy")
