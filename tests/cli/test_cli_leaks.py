"""The leak check on the command line, and what an export lets pass."""

from __future__ import annotations

import json
from pathlib import Path


def test_a_clean_file(run, case: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Child A was seen at home.")
    result = run("leak-check", case, tmp_path / "a.txt")
    assert result.stdout == "a.txt: clean, 7 words\n"


def test_a_name_is_exit_code_one_and_says_where(run, read, case: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x\nCallum was seen.\nCallum again, by Kowalska.")
    text = run("leak-check", case, tmp_path / "a.txt", code=1).stdout
    assert "a.txt: 1 registered name; 1 thing to look at" in text
    assert "  “Callum”, which should be Child A: line 2, 3\n" in text
    (found,) = json.loads(run("leak-check", case, tmp_path / "a.txt", "--json", code=1).stdout)
    assert (found["clean"], found["leaks"][0]["line"], found["leaks"][0]["count"]) == (False, 2, 2)
    assert found["warnings"][0]["words"] == "Kowalska"


def test_warnings_alone_are_exit_code_nought_unless_strict(run, case: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("at ZZ61 2AB")
    assert "postcode" in run("leak-check", case, tmp_path / "a.txt").stdout
    run("leak-check", case, tmp_path / "a.txt", "--strict", code=1)


def test_what_cannot_be_looked_through_is_exit_code_one(run, case: Path, tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(b"\x89PNG" + bytes(20))
    text = run("leak-check", case, tmp_path / "a.png", code=1).stdout
    assert text.startswith("a.png: cannot be looked through: it is a picture")


def test_what_is_no_file_is_refused(refused, case: Path, tmp_path: Path) -> None:
    assert "folder" in refused("leak-check", case, tmp_path)
    assert "no file" in refused("leak-check", case, tmp_path / "none.docx")


def test_an_export_warns_and_lets_pass(run, refused, case: Path, tmp_path: Path) -> None:
    run("capture", case, "* Nobody asked Kowalska")
    first = run("export", case, "--to", tmp_path / "a")
    assert "unknown name: “Kowalska”" in first.stderr and len(first.stdout.splitlines()) > 3
    allow = ("--allow", "Kowalska", "--reason", "a public figure")
    second = run("export", case, "--to", tmp_path / "b", *allow)
    assert "Kowalska" not in second.stderr and "Let pass and recorded" in second.stderr
    assert "reason" in refused("export", case, "--to", tmp_path / "c", "--allow", "Kowalska")
    assert not list((tmp_path / "c").glob("*"))


def test_the_register_is_filled_from_the_texts(run, read, refused, case: Path) -> None:
    run("capture", case, "* Kowalska asked, then Anna Kowalska rang from Harbour View Primary")
    found = {one["words"]: one for one in read("register", "suggest", case)}
    assert found["Anna Kowalska"]["pseudonym"] == "Family member 1"
    assert found["Harbour View Primary"]["kind"] == "agency"
    assert "“Anna Kowalska”" in run("register", "suggest", case).stdout
    said = run("register", "settle", case, "Anna Kowalska", "family", "Aunt").stdout
    assert said.startswith("“Anna Kowalska” is Aunt from now on")
    run("register", "ordinary", case, "Harbour View Primary")
    assert not {"Anna Kowalska", "Harbour View Primary"} & {
        one["words"] for one in read("register", "suggest", case)
    }
    assert "Aunt" in refused("register", "settle", case, "Anna Kowalska", "family")
    second = run("register", "settle", case, "Anna Kowalska", "family", "--another")
    assert "can mean Aunt as well" in second.stderr
    run("register", "ordinary", case, "Harbour View Primary", "--not")
    assert "Harbour View Primary" in run("register", "suggest", case).stdout
