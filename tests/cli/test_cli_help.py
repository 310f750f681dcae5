"""Help is quick and complete; every verb has a command."""

from __future__ import annotations

import subprocess
import sys

import click
import pytest

from workshop_tui.cli import verbs
from workshop_tui.cli.root import PLACES, root
from workshop_tui.practice.capture_line import grammar_help

CONTRACT = (
    *("demo", "new", "open", "import", "entries", "go", "capture", "captures", "outcomes"),
    *("people", "search", "undo", "redo", "history", "status", "check", "snapshot", "export"),
)


def test_every_verb_has_a_command() -> None:
    assert verbs.without_command() == []
    assert set(verbs.COMMAND_OF) == set(verbs.registered())


@pytest.mark.parametrize("words", sorted(set(verbs.COMMAND_OF.values())))
def test_every_named_command_exists(words: str) -> None:
    found: click.Command | None = root
    for word in words.split():
        assert isinstance(found, click.Group)
        found = found.get_command(click.Context(found), word)
    assert found is not None
    assert not isinstance(found, click.Group)


def test_every_command_of_the_contract_exists() -> None:
    assert set(CONTRACT) <= set(PLACES)


@pytest.mark.parametrize("name", PLACES)
def test_every_command_has_help(run, name: str) -> None:
    assert run(name, "--help").stdout.startswith("Usage:")


def test_help_names_every_command(run) -> None:
    words = run("--help").stdout.split()
    assert set(PLACES) <= set(words)


def test_capture_explains_its_grammar(run) -> None:
    assert grammar_help() in run("capture", "--help").stdout


@pytest.mark.parametrize("words", ([], ["capture"], ["evidence", "add"]))
def test_help_loads_nothing_heavy(words: list[str]) -> None:
    script = (
        "import sys\n"
        "from workshop_tui.cli import main\n"
        f"sys.argv = ['workshop-tui', *{words!r}, '--help']\n"
        "main()\n"
        "heavy = {'textual', 'pydantic', 'sqlite_utils', 'sqlcipher3', 'rich', 'psutil'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()


def test_version(run) -> None:
    assert run("--version").stdout.startswith("workshop-tui ")
