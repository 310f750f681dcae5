"""What cannot be done: one sentence, exit code 2, nothing changed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from workshop_tui.cli import chronology as commands
from workshop_tui.cli.passphrase import VARIABLE
from workshop_tui.cli.root import PLACES

WORDS = "quiet otters count stones"
READERS = ("entries", "captures", "outcomes", "people", "history", "status", "plan", "check")


@pytest.fixture(scope="session")
def made_secret(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from workshop_tui.review.making import create

    path = tmp_path_factory.mktemp("secret") / "secret.review"
    create(path, WORDS, reference="LR-9", title="T")
    return path


@pytest.fixture
def secret(made_secret: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy2(made_secret, tmp_path / "secret.review"))


@pytest.mark.parametrize("name", READERS)
def test_not_a_review(refused, tmp_path: Path, name: str) -> None:
    path = tmp_path / "letter.review"
    path.write_text("Dear chair, " * 50)
    assert "not a review" in refused(name, path)
    assert "no file" in refused(name, tmp_path / "missing.review")
    assert "folder" in refused(name, tmp_path)
    assert path.read_text() == "Dear chair, " * 50


def test_passphrase_from_the_environment(run, monkeypatch, secret: Path) -> None:
    monkeypatch.setenv(VARIABLE, WORDS)
    run("capture", secret, "kept")
    assert "kept" in run("captures", secret).stdout


def test_passphrase_from_a_file(run, refused, secret: Path, tmp_path: Path) -> None:
    file = tmp_path / "words.txt"
    file.write_bytes(WORDS.encode() + b"\r\n")
    run("status", secret, "--passphrase-file", file)
    file.write_text("")
    assert "empty" in refused("status", secret, "--passphrase-file", file)
    file.write_bytes(b"\xff\xfe")
    assert "UTF-8" in refused("status", secret, "--passphrase-file", file)
    assert "cannot be read" in refused("status", secret, "--passphrase-file", tmp_path / "none")


def test_wrong_passphrase(refused, monkeypatch, secret: Path) -> None:
    before = secret.read_bytes()
    monkeypatch.setenv(VARIABLE, "loud otters")
    for name in READERS:
        assert "passphrase does not open" in refused(name, secret)
    assert secret.read_bytes() == before


def test_no_passphrase_and_nobody_to_ask(refused, secret: Path, tmp_path: Path) -> None:
    assert VARIABLE in refused("status", secret)
    assert VARIABLE in refused("new", tmp_path / "a.review", "--reference", "R", "--title", "T")
    assert not (tmp_path / "a.review").exists()


def test_new_encrypted(run, read, monkeypatch, refused, tmp_path: Path) -> None:
    monkeypatch.setenv(VARIABLE, WORDS)
    path = tmp_path / "a.review"
    assert read("new", path, "--reference", "R", "--title", "T")["encrypted"] is True
    assert read("status", path)["encrypted"] is True
    monkeypatch.delenv(VARIABLE)
    assert VARIABLE in refused("status", path)


def test_a_passphrase_is_never_an_option(run, case: Path) -> None:
    assert "No such option" in run("status", case, "--passphrase", "x", code=2).stderr


@pytest.mark.parametrize(
    "words",
    [
        ["go", "99"],
        ["go", "nonsense"],
        ["go", "9" * 40],
        ["entry", "0"],
        ["entry", "here"],
        ["capture", "  "],
        ["capture", "--entry", "99", "line"],
        ["capture", "\udcff broken"],
        ["edit", "7", "text"],
        ["retract", "x"],
        ["set", "F9", "why", "so"],
        ["make", "finding"],
        ["evidence", "add", "F1", "1"],
        ["undo", "--seat", "newcomer"],
        ["step", "next"],
        ["place", "1", "--episode", "1"],
        ["register", "remove", "nobody at all"],
        ["participant", "add", "SW1", "Twice"],
        ["search", "\udcff"],
    ],
)
def test_what_cannot_be_done(refused, read, case: Path, words: list[str]) -> None:
    before = read("history", case)
    at = 2 if words[0] in ("evidence", "register", "participant") else 1
    sentence = refused(*words[:at], case, *words[at:])
    assert sentence and "\n" not in sentence and "unexpected" not in sentence
    assert read("history", case) == before


@pytest.mark.parametrize(
    "words",
    [
        ["nonsense"],
        ["go"],
        ["mark", "1", "red"],
        ["capture", "--kind", "poem", "x"],
        ["place", "1"],
    ],
)
def test_usage_errors(run, case: Path, words: list[str]) -> None:
    run(words[0], case, *words[1:], code=2)


def test_what_nobody_expected_shows_no_content(refused, monkeypatch, case: Path) -> None:
    def fail(*_: object) -> None:
        planted = "Callum Birtwistle"
        raise RuntimeError(planted)

    monkeypatch.setattr(commands, "entry_row", fail)
    sentence = refused("entries", case)
    assert "RuntimeError" in sentence and "Callum" not in sentence


def test_check_finds_a_damaged_file(run, case: Path, demo: Path) -> None:
    content = bytearray(demo.read_bytes())
    middle = len(content) // 2 // 4096 * 4096
    content[middle : middle + 3 * 4096] = b"\x5a" * 3 * 4096
    demo.write_bytes(content)
    result = run("check", demo, code=1)
    assert "not sound" in result.stdout
    run("check", case)


def test_every_command_refuses_a_missing_review(run, tmp_path: Path) -> None:
    for name in PLACES:
        if name not in ("demo", "new", "template", "evidence", "register", "participant"):
            result = run(name, tmp_path / "missing.review", code=2)
            assert result.stderr.strip() and "Traceback" not in result.stderr
