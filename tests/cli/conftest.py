"""The command line, run inside this process and as real processes, on small reviews."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from workshop_tui.cli.passphrase import VARIABLE
from workshop_tui.cli.root import root

CHRONOLOGY = (
    "Date,Agency contact,What happened\r\n"
    "12/03/2024,HV,Home visit. Mother tired; baby asleep upstairs.\r\n"
    "early March 2024,HV,Phone call from Callum's nursery.\r\n"
    "25/03/2024,HV,=cmd did not attend [bold]clinic[/bold].\r\n"
)

Run = Callable[..., Result]


@pytest.fixture(autouse=True)
def no_passphrase(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)


@pytest.fixture
def run() -> Run:
    """Run a command; it must end with the exit code given (0 unless said)."""

    def invoke(*words: str | Path, code: int = 0, **more: Any) -> Result:
        result = CliRunner().invoke(root, [str(word) for word in words], **more)
        assert result.exit_code == code, (result.output, result.exception)
        return result

    return invoke


@pytest.fixture
def read(run: Run) -> Callable[..., Any]:
    """Run a command with --json and read what it says."""

    def invoke(*words: str | Path, **more: Any) -> Any:
        return json.loads(run(*words, "--json", **more).stdout)

    return invoke


@pytest.fixture
def refused(run: Run) -> Callable[..., str]:
    """Run a command that cannot be done; the one sentence that it says."""

    def invoke(*words: str | Path, **more: Any) -> str:
        result = run(*words, code=2, **more)
        assert result.stdout == ""
        assert "Traceback" not in result.stderr
        return result.stderr.strip()

    return invoke


@pytest.fixture(scope="session")
def chronology(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sent") / "hv record.csv"
    path.write_text(CHRONOLOGY, encoding="utf-8", newline="")
    return path


@pytest.fixture(scope="session")
def made_case(tmp_path_factory: pytest.TempPathFactory, chronology: Path) -> Path:
    """A small review, made by commands alone."""
    path = tmp_path_factory.mktemp("made") / "case.review"
    for words in (
        ["new", path, "--reference", "LR-1", "--title", "“Child A”", "--plain"],
        ["import", path, chronology, "--agency", "HV", "--accept"],
        ["register", "add", path, "child", "Callum Birtwistle", "Child A", "--alias", "Cal"],
        ["participant", "add", path, "SW1", "Social worker", "--name", "Ruth Ainsworth"],
        ["participant", "add", path, "HV1", "Health visitor", "--agency", "HV"],
    ):
        result = CliRunner().invoke(root, [str(word) for word in words])
        assert result.exit_code == 0, result.output
    return path


@pytest.fixture
def case(made_case: Path, tmp_path: Path) -> Path:
    """The small review, one's own copy."""
    return Path(shutil.copy2(made_case, tmp_path / "case.review"))


@pytest.fixture(scope="session")
def made_demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo")
    result = CliRunner().invoke(root, ["demo", "--no-open", "--folder", str(folder)])
    assert result.exit_code == 0, result.output
    return Path(result.stdout.splitlines()[-1])


@pytest.fixture
def demo(made_demo: Path, tmp_path: Path) -> Path:
    """The demo review, one's own copy."""
    return Path(shutil.copy2(made_demo, tmp_path / "demo.review"))


@pytest.fixture(scope="session")
def process() -> Callable[..., subprocess.CompletedProcess[bytes]]:
    """Run a command as a process of its own, without a terminal."""

    def start(*words: str | Path, **more: Any) -> subprocess.CompletedProcess[bytes]:
        command = [sys.executable, "-m", "workshop_tui", *(os.fspath(word) for word in words)]
        return subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=60,
            check=False,
            **more,
        )

    return start
