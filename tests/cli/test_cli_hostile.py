"""Text that would do harm: kept exactly, shown safely."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

HOSTILE = [
    "[bold]not bold[/bold] [/] [link=file:///etc/passwd]x[/link]",
    "\x1b]0;title\x07\x1b[2J cleared? \x9b31m \x08\x08",
    "emoji 👩‍👧‍👦 and שלום \u202eevil\u202c العربية",
    "=cmd|' /C calc'!A0",
    "\t@SUM(1+1)*cmd",
    "line one\r\nline two\n\n  line four",
    "“curly” — ‘quotes’ … e\u0301 ﬁ \ufeff \u200b",
    "x" * 20_000,
    "'); drop table capture; --",
    "%s {0} ${HOME} `id` $(id)",
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_kept_exactly_and_shown_safely(run, read, case: Path, text: str) -> None:
    run("capture", case, "--kind", "note", "--", text)
    (capture,) = read("captures", case)
    assert (capture["line"], capture["text"]) == (text, text)
    shown = run("captures", case).stdout
    assert not set(shown) & set("\x1b\x07\x08\x9b\u202e\r\t")
    assert len(shown.splitlines()) == 1


def test_from_a_pipe_too(run, read, case: Path) -> None:
    for text in HOSTILE:
        run("capture", case, "--kind", "note", "-", input=(text + "\n").encode())
    assert [one["text"] for one in read("captures", case)] == HOSTILE


def test_input_that_is_not_text_is_refused(refused, case: Path) -> None:
    assert "UTF-8" in refused("capture", case, "-", input=b"\xff\xfe\x00")


def test_too_long_is_refused(refused, case: Path) -> None:
    assert "in parts" in refused("capture", case, "-", input=b"x" * 200_001)


def test_any_line_survives(run, read, case: Path) -> None:
    chance = random.Random(7)
    pool = "ab \t\n*!:?@#^~=>+-–🙂é\u0301\u202e\x1b\x00[]'\"\\"
    lines = ["".join(chance.choices(pool, k=chance.randint(1, 60))) for _ in range(40)]
    lines = ["a" + line + "z" for line in lines]
    for line in lines:
        run("capture", case, "--", line)
    assert [one["line"] for one in read("captures", case)] == lines
