"""Notebooks, from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture
def own(tmp_path: Path) -> Path:
    file = tmp_path / "own.txt"
    file.write_text("seven lanterns over wet slate\n")
    return file


def test_a_notebook_is_made_listed_and_written_in(run, read, case: Path, own: Path) -> None:
    target = case.with_name("jo.review")
    said = run("notebook", case, "--for", "Jo", target, "--new-passphrase-file", own)
    assert "for Jo: 3 entries, 0 captures" in said.stdout
    assert "workshop-tui merge case.review jo.review" in said.stderr
    (listed,) = read("notebooks", case)
    assert (listed["for"], listed["role"], listed["came_back"]) == ("Jo", "note-taker", None)
    assert "not come back yet" in run("notebooks", case).stdout
    run("capture", target, ": said in the room", "--passphrase-file", own)
    captures = read("captures", target, "--passphrase-file", own)
    assert [one["text"] for one in captures] == ["said in the room"]
    status = run("status", target, "--passphrase-file", own).stdout
    assert "a notebook of LR-1 for Jo, made " in status


def test_a_passphrase_can_be_made_for_it_and_is_shown_once(run, case: Path) -> None:
    said = run("notebook", case, "--for", "Jo", case.with_name("jo.review"), "--generate").stdout
    words = said.partition("shown this once:\n")[2].strip()
    assert len(words.split()) == 5
    file = case.with_name("words.txt")
    file.write_text(words)
    run("status", case.with_name("jo.review"), "--passphrase-file", file)


def test_what_cannot_be_done_is_said_in_one_sentence(run, refused, case: Path, own: Path) -> None:
    target = case.with_name("jo.review")
    run("notebook", case, "--for", "Jo", target, "--plain")
    assert "exists already" in refused("notebook", case, "--for", "Jo", target, "--plain")
    second = case.with_name("second.review")
    said = refused("notebook", target, "--for", "Kim", second, "--plain")
    assert "a notebook of a notebook" in said
    said = refused("register", "add", target, "child", "Somebody Else", "Child B")
    assert "is done in the review" in said
    assert "letting documents out" in refused("export", target, "--to", case.with_name("out"))
    assert not second.exists()


def test_what_was_made_in_a_notebook_comes_back(run, read, refused, case: Path, own: Path) -> None:
    target = case.with_name("jo.review")
    run("notebook", case, "--for", "Jo", target, "--new-passphrase-file", own)
    run("capture", target, "* Nobody asked him", "--passphrase-file", own)
    mine = ("--notebook-passphrase-file", own)
    said = run("merge", case, target, *mine, "--preview").stdout
    assert "Would come in: 1 capture, 1 outcome, 0 changes" in said
    assert read("captures", case) == [] and "nothing was changed" in said
    assert "Came in: 1 capture, 1 outcome" in run("merge", case, target, *mine).stdout
    assert [one["text"] for one in read("captures", case)] == ["Nobody asked him"]
    assert read("merge", case, target, *mine)["nothing"] is True
    assert "last taken in" in run("notebooks", case).stdout
    run("undo", case)
    assert read("captures", case) == []
    found = read("merge", case, target, *mine, "--its-clock", "same")
    assert (found["captures"], found["checks"], found["clock_off"]) == (1, [], 0)


def test_a_merge_that_cannot_be_is_refused_in_a_sentence(run, refused, case: Path, own) -> None:
    target = case.with_name("jo.review")
    run("notebook", case, "--for", "Jo", target, "--new-passphrase-file", own)
    wrong = case.with_name("wrong.txt")
    wrong.write_text("not this one")
    assert "does not open" in refused("merge", case, target, "--notebook-passphrase-file", wrong)
    assert "is no time" in refused("merge", case, target, "--its-clock", "noon")
    assert "the review itself" in refused("merge", case, case)
    assert "no terminal to ask on" in refused("merge", case, target)
    mine = ("--notebook-passphrase-file", own)
    assert "is done in the review" in refused("merge", target, case, "--passphrase-file", own)
    assert "no file" in refused("merge", case, case.with_name("none.review"), *mine)
