"""Next entry: key to the bytes of the entry's text, at 1,000 and at 100,000 entries.

Beside it, the same key in a bare Textual app that shows the same words in one Static: what the
terminal, Textual's own refresh period and the machine's other work cost at that moment.
"""

from __future__ import annotations

from pathlib import Path

from benchmarks import cases
from benchmarks.report import Row
from benchmarks.terminal import Terminal, quantile

_STEPS = 120
_BARE = """
from textual.app import App
from textual.widgets import Static
class Bare(App):
    BINDINGS = [("n", "step", "next")]
    number = 1
    def compose(self):
        yield Static("Heard:")
    def action_step(self):
        self.number += 1
        self.query_one(Static).update(f"ENTRY{self.number:07d}. words")
Bare().run()
"""


def measure(folder: Path) -> list[Row]:
    """p50 and p95 in both sizes, the three apps pressed in turn."""
    opening = ["-m", "workshop_tui", "open"]
    seat = ["--role", "chair", "--name", "Bench"]
    small, large = cases.generated(folder, 1_000), cases.generated(folder, 100_000)
    apps = {
        "bare Textual Static": Terminal(["-c", _BARE]),
        "1,000 entries": Terminal([*opening, str(small), *seat]),
        "100,000 entries": Terminal([*opening, str(large), *seat]),
    }
    times: dict[str, list[float]] = {name: [] for name in apps}
    for app in apps.values():
        app.wait_for("Heard:")
        app.settle(1.0)
    for number in range(2, _STEPS + 2):
        for name, app in apps.items():
            pressed = app.press("n")
            times[name].append(app.wait_for(f"ENTRY{number:07d}. ") - pressed)
            app.settle(0.05)
    for app in apps.values():
        app.close()
    return [
        Row(
            f"next entry, key to repaint, p{share * 100:.0f}, {name}",
            quantile(times[name], share),
            None,
            promise if "entries" in name else None,
            "absolute; the bare app's row is this machine's floor",
        )
        for share, promise in ((0.5, None), (0.95, 16.0))
        for name in apps
    ]
