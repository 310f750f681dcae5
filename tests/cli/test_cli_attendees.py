"""A list of people taken in by command."""

from __future__ import annotations

from pathlib import Path

import pytest

LIST = (
    "E-mail,Job title,Organisation,Name,Line manager\r\n"
    "r@x.example,Social worker,CSC,Ruth Ainsworth,Ada Quill\r\n"
    "k@x.example,Health Visitor,HV,,\r\n"
    "g@x.example,Teacher,Larkfell School,Grace Oduya,\r\n"
)


@pytest.fixture
def people_list(tmp_path: Path) -> Path:
    path = tmp_path / "who.csv"
    path.write_text(LIST, encoding="utf-8", newline="")
    return path


def test_a_list_is_looked_at_and_taken_in(run, read, refused, case: Path, people_list: Path):
    shown = run("attendees", case, people_list, "--preview").stdout
    assert "e-mail addresses are not needed here, so they are not kept" in shown
    assert "“Grace” is an ordinary word too" in shown
    assert "x.example" not in shown
    assert "Ada Quill goes into the register as Manager 1." in shown
    assert "To be made with --make-agencies: CSC, Larkfell School." in shown
    assert "--make-agencies makes it" in refused("attendees", case, people_list, "--accept")
    assert [one["code"] for one in read("people", case)["participants"]] == ["SW1", "HV1"]
    taken = read("attendees", case, people_list, "--accept", "--make-agencies")
    assert [(one["state"], one["code"]) for one in taken["rows"]] == [
        ("changed", "SW1"),
        ("already there", "HV1"),
        ("new", "T1"),
    ]
    shown = {one["code"]: one for one in read("people", case)["participants"]}
    assert (shown["T1"]["name"], shown["T1"]["agency"]) == ("Grace Oduya", "Larkfell School")
    assert shown["SW1"]["agency"] == "CSC"
    person = read("prepare", "person", "show", case)[0]["fields"]
    assert person["manager"] == "Manager 1"
    assert read("check", case)["sound"]
    assert "0 people added" in run("attendees", case, people_list, "--accept").stdout
    run("undo", case)
    assert len(read("people", case)["participants"]) == 2


def test_what_is_refused_names_the_option(refused, run, read, case: Path, tmp_path: Path) -> None:
    path = tmp_path / "who.csv"
    path.write_text("Name,Role\r\nJo Bell,\r\nKim Hale,Nurse\r\n", encoding="utf-8")
    assert "row 2: it has no role" in refused("attendees", case, path, "--accept")
    assert "no terminal to ask on" in refused("attendees", case, path)
    taken = read("attendees", case, path, "--accept", "--leave-out-unclear")
    assert [one["state"] for one in taken["rows"]] == ["needs an eye", "new"]
    path.write_text("Name,Shoes\r\nJo Bell,7\r\n", encoding="utf-8")
    said = refused("attendees", case, path, "--preview")
    assert "“Name”, “Shoes”" in said and "role=COLUMN" in said
    run("attendees", case, path, "--preview", "--map", "role=Shoes")
    assert "not both" in run("attendees", case, path, "--preview", "--accept", code=2).stderr
