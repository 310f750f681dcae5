"""First paint of the event screen over a bare Textual hello."""

from __future__ import annotations

from pathlib import Path
from statistics import median

from benchmarks import cases
from benchmarks.report import Row
from benchmarks.terminal import Terminal

_HELLO = """
from textual.app import App
from textual.widgets import Static
class Hello(App):
    def compose(self):
        yield Static("hello-marker")
Hello().run()
"""
_FRAME = "Captured here"


def measure(folder: Path, rounds: int = 15) -> list[Row]:
    """Spawn to the bytes of the first whole screen, interleaved; medians.

    The first frame holds the chronology, the entry and the panes; the line of voices, which needs
    the records of preparation, is filled in just after it and has a row of its own.
    """
    plain = cases.demo(folder)
    secret = folder / "passphrase.txt"
    secret.write_text("bench passphrase\n", encoding="utf-8")
    encrypted = cases.generated(folder, 185, "bench passphrase")
    opening = ["-m", "workshop_tui", "open"]
    kinds = {
        "hello": (["-c", _HELLO], "hello-marker"),
        "plain": ([*opening, str(plain), "--role", "chair", "--name", "Bench"], _FRAME),
        "voices": ([*opening, str(plain), "--role", "chair", "--name", "Bench"], "Heard:"),
        "encrypted": (
            [*opening, str(encrypted), "--name", "Bench", "--passphrase-file", str(secret)],
            _FRAME,
        ),
    }
    times: dict[str, list[float]] = {name: [] for name in kinds}
    for _ in range(rounds):
        for name, (arguments, marker) in kinds.items():
            terminal = Terminal(arguments)
            times[name].append(terminal.wait_for(marker) - terminal.started)
            terminal.close()
    hello = median(times["hello"])
    return [
        Row("first paint, plain demo", median(times["plain"]), hello, 1.9, "bare Textual hello"),
        Row("the line of voices, plain demo", median(times["voices"]), hello, None, "the same"),
        Row("first paint, encrypted", median(times["encrypted"]), hello, None, "the same"),
    ]
