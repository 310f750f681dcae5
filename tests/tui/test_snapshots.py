"""A few pictures of the screens; a change of layout is then a choice and not an accident.

After a wanted change: ``pytest tests/tui/test_snapshots.py --snapshot-update``, and look at them.
"""

from __future__ import annotations

import datetime as dt
import sys
import types
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import TextArea

from workshop_tui.practice.kinds import OutcomeKind
from workshop_tui.practice.roles import Role
from workshop_tui.review.seat import Seat
from workshop_tui.tui.app import WorkshopApp
from workshop_tui.tui.widgets.capture_line import LineArea
from workshop_tui.tui.widgets.form_editors import Words

pytestmark = pytest.mark.skipif(
    sys.version_info[:2] != (3, 11) or sys.platform != "linux",
    reason="pictures are compared on one version only; what they show is tested everywhere",
)


class Frozen(dt.datetime):
    """Always the same moment."""

    @classmethod
    def now(cls, tz: dt.tzinfo | None = None) -> Frozen:
        return cls(2026, 3, 12, 10, 42, tzinfo=tz)


@pytest.fixture(autouse=True)
def still(monkeypatch: pytest.MonkeyPatch) -> None:
    """No clock, no blinking."""
    monkeypatch.setattr("workshop_tui.tui.widgets.bars.dt", types.SimpleNamespace(datetime=Frozen))
    for editor in (LineArea, Words):
        monkeypatch.setattr(editor, "__init__", _without_blinking(editor.__init__))


def _without_blinking(made: Callable[..., None]) -> Callable[..., None]:
    def make(self: TextArea, *args: Any, **more: Any) -> None:
        made(self, *args, **more)
        self.cursor_blink = False

    return make


@pytest.fixture
def app(review: Path, said: Callable[..., Any]) -> Iterator[Callable[..., WorkshopApp]]:
    """An app in a seat of a review in which something has been said."""
    said("@HV1 I assumed the GP had seen the baby #information-sharing", 3)
    said(": @SW1 we had eleven visits that day ^then", 3)
    said("* Nobody had seen the child awake", 3)
    said("! The younger brother is alone with him tonight", 3)
    said("? Was the letter sent", 2)
    seats: list[Seat] = []

    def make(role: Role, name: str) -> WorkshopApp:
        seats.append(Seat.open(review, None, role, name))
        return WorkshopApp(seats[-1])

    yield make
    for seat in seats:
        seat.close()


async def settled(pilot: Pilot[Any]) -> None:
    """Wait until the seat is in the room and everything is on disk."""
    app: Any = pilot.app
    while not app.seat.joined or app.live.pending:
        await pilot.pause()
    await pilot.pause(0.2)


@pytest.mark.parametrize("size", [(120, 40), (80, 24)], ids=["wide", "narrow"])
def test_chair(snap_compare: Any, app: Any, kim: Seat, size: tuple[int, int]) -> None:
    kim.close()

    async def before(pilot: Pilot[Any]) -> None:
        await settled(pilot)
        pilot.app.screen.look_at(3)
        await pilot.press("s")
        await settled(pilot)

    assert snap_compare(app(Role.CHAIR, "Alex"), terminal_size=size, run_before=before)


def test_note_taker_behind(snap_compare: Any, app: Any, kim: Seat, alex: Seat) -> None:
    kim.close()
    alex.event.go(alex.read.order()[1]).result()

    async def before(pilot: Pilot[Any]) -> None:
        await settled(pilot)
        await pilot.press("f3", *"@GP1 she c")
        alex.event.go(alex.read.order()[3]).result()
        await settled(pilot)
        alex.close()
        await settled(pilot)

    assert snap_compare(app(Role.NOTE_TAKER, "Jo"), terminal_size=(80, 24), run_before=before)


def test_outcomes(snap_compare: Any, app: Any, kim: Seat) -> None:
    kim.close()

    async def before(pilot: Pilot[Any]) -> None:
        await settled(pilot)
        await pilot.press("3", "down")
        await settled(pilot)

    assert snap_compare(app(Role.CHAIR, "Alex"), terminal_size=(120, 40), run_before=before)


@pytest.mark.parametrize("size", [(120, 40), (80, 24)], ids=["wide", "narrow"])
def test_read_back(snap_compare: Any, app: Any, kim: Seat, size: tuple[int, int]) -> None:
    kim.captures.add("* They failed to ask @SW1", entry_id=2).result()
    kim.read_back.position(2, 1, "reservation", "We did ask, in May").result()
    kim.close()

    async def before(pilot: Pilot[Any]) -> None:
        await settled(pilot)
        await pilot.press("J", "n")
        await settled(pilot)

    assert snap_compare(app(Role.CHAIR, "Alex"), terminal_size=size, run_before=before)


@pytest.mark.parametrize("size", [(120, 40), (80, 24)], ids=["wide", "narrow"])
def test_closing(snap_compare: Any, app: Any, alex: Seat, size: tuple[int, int]) -> None:
    alex.event.start().result()
    alex.clock.pause().result()
    alex.event.mark(2, "parked").result()
    alex.welfare.note("Ring HV1 tonight").result()
    alex.close()

    async def before(pilot: Pilot[Any]) -> None:
        await settled(pilot)
        await pilot.press("8")
        await settled(pilot)

    assert snap_compare(app(Role.CHAIR, "Alex"), terminal_size=size, run_before=before)


@pytest.mark.parametrize("size", [(120, 40), (80, 24)], ids=["wide", "narrow"])
def test_prepare(snap_compare: Any, app: Any, kim: Seat, size: tuple[int, int]) -> None:
    kim.forms.change("terms", "", {"terms": "To learn."}).result()
    kim.forms.add(
        "sent", {"what": "Lines of enquiry", "recipient": "Sub-group", "sent": "1/2/26"}
    ).result()
    kim.close()

    async def before(pilot: Pilot[Any]) -> None:
        await settled(pilot)
        await pilot.press("1", "c")
        await settled(pilot)

    assert snap_compare(app(Role.CHAIR, "Alex"), terminal_size=size, run_before=before)


def test_a_form(snap_compare: Any, app: Any, kim: Seat) -> None:
    kim.close()

    async def before(pilot: Pilot[Any]) -> None:
        await settled(pilot)
        await pilot.press("1")
        pilot.app.screen._go_to("person")
        await settled(pilot)
        await pilot.press("n", *"HT1", "tab", *"Head", "tab", *"Sc", "tab")
        await settled(pilot)

    assert snap_compare(app(Role.CHAIR, "Alex"), terminal_size=(80, 24), run_before=before)


class Today(dt.date):
    """Always the same day."""

    @classmethod
    def today(cls) -> Today:
        return cls(2026, 3, 12)


@pytest.mark.parametrize("size", [(120, 40), (80, 24)], ids=["wide", "narrow"])
def test_embed(
    snap_compare: Any, app: Any, kim: Seat, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    for module in ("embedding", "plan"):
        monkeypatch.setattr(f"workshop_tui.review.{module}.dt", types.SimpleNamespace(date=Today))
    action = kim.outcomes.make(OutcomeKind.ACTION, "Ask every time who lives there").result()
    kim.plan.details(action.id, due_on="1 March 2026").result()
    unit = {"title": "Households recorded", "unit": "per cent", "outcomes": "A1"}
    kim.forms.add("indicator", unit | {"baseline": "40", "target": "90"}).result()
    for day, value in (("1 January 2026", "52"), ("1 March 2026", "71")):
        kim.forms.add("reading", {"indicator_id": "1", "read": day, "value": value}).result()
    kim.forms.add("check", {"title": "Is it still asked?", "due": "20 March 2026"}).result()
    kim.close()

    async def before(pilot: Pilot[Any]) -> None:
        await settled(pilot)
        await pilot.press("4", *["down"] * (2 if size[0] > 100 else 0))
        await settled(pilot)

    assert snap_compare(app(Role.CHAIR, "Alex"), terminal_size=size, run_before=before)
