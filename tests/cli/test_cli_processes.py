"""Real processes: what a shell sees."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

posix = pytest.mark.skipif(sys.platform == "win32", reason="terminals and signals of POSIX")
COMMAND = [sys.executable, "-m", "workshop_tui"]


def test_a_command_as_a_shell_sees_it(process, case: Path) -> None:
    done = process("capture", case, "* Größe 👶 שלום")
    assert (done.returncode, done.stdout) == (0, b"Saved: finding 1.\n"), done.stderr
    environment = os.environ | {"LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    shown = process("captures", case, "--json", env=environment)
    assert json.loads(shown.stdout.decode())[0]["text"] == "Größe 👶 שלום"


def test_a_line_with_bytes_that_are_no_text(case: Path) -> None:
    if sys.platform == "win32":
        pytest.skip("arguments are text there")
    done = subprocess.run(
        [*COMMAND, "capture", str(case), b"caf\xe9"], capture_output=True, check=False
    )
    assert done.returncode == 2
    assert b"UTF-8" in done.stderr and b"Traceback" not in done.stderr


def test_exit_codes_and_streams(process, case: Path, tmp_path: Path) -> None:
    missing = process("status", tmp_path / "missing.review")
    assert (missing.returncode, missing.stdout) == (2, b"")
    assert missing.stderr.count(b"\n") == 1
    alone = process()
    assert alone.returncode == 2 and b"terminal" in alone.stderr
    opened = process("open", case)
    assert opened.returncode == 2 and b"terminal" in opened.stderr
    assert process("check", case).returncode == 0


@posix
def test_a_closed_pipe_is_no_news(demo: Path) -> None:
    # Unbuffered, Python itself drops what a pipe does not take at once, and hears of no error.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    command = subprocess.Popen(
        [*COMMAND, "entries", str(demo), "--json"],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert command.stdout is not None and command.stderr is not None
    assert command.stdout.readline() == b"[\n"
    command.stdout.close()
    said = command.stderr.read()
    command.stderr.close()
    assert (command.wait(30), said) == (141, b"")


@posix
def test_ctrl_c_leaves_the_review_whole(process, case: Path) -> None:
    command = subprocess.Popen(
        [*COMMAND, "capture", str(case), "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    _wait_until_idle(command.pid)
    command.send_signal(signal.SIGINT)
    out, said = command.communicate(timeout=30)
    assert (command.returncode, out) == (130, b"")
    assert said.decode().strip() == "Stopped; the review is whole."
    assert process("check", case).returncode == 0


def _wait_until_idle(pid: int) -> None:
    """Wait until a process has started and then uses no processor: it waits for input."""
    watched, used = psutil.Process(pid), 0.0
    for _ in range(150):
        time.sleep(0.2)
        now = sum(watched.cpu_times()[:2])
        if used > 0.05 and now == used and watched.status() == psutil.STATUS_SLEEPING:
            return
        used = now
    pytest.fail("the command never waited for input")


def _talk(words: list[str], *answers: tuple[str, str]) -> tuple[int, str]:
    """Run a command on a terminal of its own and answer what it asks."""
    ours, theirs = os.openpty()
    command = subprocess.Popen(
        [*COMMAND, *words], stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True
    )
    os.close(theirs)
    said = ""
    for question, answer in answers:
        said += _until(ours, question)
        time.sleep(0.1)
        os.write(ours, answer.encode() + b"\n")
    said += _until(ours, None)
    os.close(ours)
    return command.wait(30), said


def _until(terminal: int, words: str | None) -> str:
    said = b""
    while words is None or words.encode() not in said:
        try:
            part = os.read(terminal, 4096)
        except OSError:
            break
        if not part:
            break
        said += part
    return said.decode()


@posix
def test_a_passphrase_asked_on_the_terminal(tmp_path: Path) -> None:
    path = str(tmp_path / "a.review")
    new = ["new", path, "--reference", "R", "--title", "T"]
    code, said = _talk(new, ("passphrase", "one two"), ("Once more", "one too"))
    assert code == 2 and "differ" in said and not Path(path).exists()
    code, said = _talk(new, ("passphrase", "one two"), ("Once more", "one two"))
    assert code == 0 and "encrypted" in said and "one two" not in said
    code, said = _talk(["status", path], ("Passphrase of a.review", "one two"))
    assert code == 0 and "Missing for the next phase" in said
    code, said = _talk(["status", path], ("Passphrase of a.review", "wrong"))
    assert code == 2 and "does not open" in said


@posix
def test_a_new_passphrase_is_suggested_judged_and_asked_twice(tmp_path: Path) -> None:
    path = str(tmp_path / "a.review")
    new = ["new", path, "--reference", "R", "--title", "T"]
    code, said = _talk(new, ("passphrase", "one two"), ("Once more", "one two"))
    assert code == 0 and "Five random ones, for example:" in said and "Weak:" in said
    change = ["passphrase", path]
    old, new_ = ("Passphrase of a.review", "one two"), ("new passphrase for a.review", "three")
    code, said = _talk(change, old, new_, ("Once more", "four"))
    assert code == 2 and "differ; nothing was changed" in said
    code, said = _talk(change, old, new_, ("Once more", "three"))
    assert code == 0 and "RECOVERY SHEET" in said and "three" not in said
    code, said = _talk(["status", path], ("Passphrase of a.review", "one two"))
    assert code == 2 and "does not open" in said


@posix
def test_a_strike_is_confirmed_by_a_word(process, case: Path) -> None:
    process("capture", case, "words that must not stay")
    words = ["strike", str(case), "1", "--reason", "of somebody else"]
    code, said = _talk(words, ("Type STRIKE", "yes"))
    assert code == 2 and "must not stay" in said and "Nothing was struck" in said
    code, said = _talk(words, ("Type STRIKE", "strike"))
    assert code == 0 and "gone for good" in said
    shown = json.loads(process("captures", case, "--json").stdout)
    assert [one["text"] for one in shown] == ["[struck from the record]"]


@posix
def test_forgetting_shows_what_stays_and_asks_for_the_reference(
    process, case: Path, tmp_path: Path
) -> None:
    process("capture", case, "* Ring Bartholomew on 07700 900123")
    target = tmp_path / "learning.review"
    words = ["forget", str(case), "--to", str(target)]
    code, said = _talk(words, ("Type the review's reference", "yes"))
    assert code == 2 and "07700 900123" in said and "never confirmed" in said
    assert case.exists() and not target.exists()
    code, said = _talk(words, ("Type the review's reference", "LR-1"))
    assert code == 0 and "Destroyed" in said
    assert target.exists() and not case.exists()


@posix
def test_import_asks_on_the_terminal(case: Path, tmp_path: Path) -> None:
    file = tmp_path / "more.csv"
    file.write_text("Date,Event\n12/03/2024,One\n25/03/2024,Two\n")
    words = ["import", str(case), str(file), "--agency", "GP"]
    code, said = _talk(words, ("[y/N]", "n"))
    assert code == 2 and "Nothing was imported" in said
    code, said = _talk(words, ("[y/N]", "y"))
    assert code == 0 and "Imported 2 entries" in said


def test_two_command_lines_at_once_lose_nothing(process, case: Path) -> None:
    running = [
        subprocess.Popen(
            [*COMMAND, "capture", str(case), f"line {number}", "--seat", f"seat {number % 2}"],
            stdout=subprocess.DEVNULL,
        )
        for number in range(8)
    ]
    assert [command.wait(60) for command in running] == [0] * 8
    shown = json.loads(process("captures", case, "--json").stdout)
    assert sorted(one["line"] for one in shown) == [f"line {number}" for number in range(8)]
