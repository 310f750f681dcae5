from __future__ import annotations

import pytest

from workshop_tui.practice.text import one_line, visible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("[bold]x[/bold]", "[bold]x[/bold]"),
        ("\x1b[2J\x1b]0;title\x07", "␛[2J␛]0;title␇"),
        ("a\r\nb\rc\nd", "a\nb\nc\nd"),
        ("\0\x7f", "␀␡"),
        ("\x9b31m", "�31m"),
        ("\u202eabc\u2069", "�abc�"),
        ("שלום 👍 é", "שלום 👍 é"),
    ],
)
def test_what_a_terminal_would_obey_is_shown_as_a_sign(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_one_line() -> None:
    assert one_line("  a\n\n  b\r\nc ") == "a ⏎ b ⏎ c"
