"""The preparation as rows of a list: its steps, its forms, and where else one goes from it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from workshop_tui.practice.forms import FORMS, Form
from workshop_tui.practice.readiness import Step
from workshop_tui.review.forms import Filled, filled
from workshop_tui.review.pack_forms import PACK_FORMS
from workshop_tui.review.reader import Reader
from workshop_tui.review.readiness import DaysLeft, days_left, readiness
from workshop_tui.tui.sending import SENDINGS
from workshop_tui.tui.widgets.line_list import Row


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere else to go on from the preparation.

    Attributes:
        id: By which a step's gap or a row names it.
        command: Of the command registry, whose action goes there.
        label, help: What it is called, and what one does there.
    """

    id: str
    command: str
    label: str
    help: str


PLACES: tuple[Place, ...] = (
    Place(
        "register",
        "people",
        "Register of people and places",
        "Everybody and everything that must not be named outside, with the pseudonym that "
        "stands for it. Confirm it when it is complete.",
    ),
    Place(
        "unknown-words",
        "unknown_words",
        "Unknown words of the texts",
        "Each name or number in the texts that nobody has registered is asked once: a person, a "
        "place, or an ordinary word.",
    ),
    Place(
        "import",
        "import",
        "Import agencies' chronologies",
        "Word, Excel, OpenDocument, CSV or text, as the agencies send them.",
    ),
    Place(
        "attendees",
        "attendees",
        "Take in a list of people",
        "Staff and managers as an agency sends them: CSV, Excel, OpenDocument or a table in Word. "
        "Nothing is kept before you have looked at it.",
    ),
    Place(
        "returns",
        "returns",
        "Take in preparation forms",
        "The Word forms that people filled in and sent back. Nothing is kept before you have "
        "looked at it.",
    ),
    Place(
        "chronology",
        "chronology",
        "Work list of the chronology",
        "Possible same events, disputed and corrected entries, gaps.",
    ),
)


@dataclass(frozen=True, slots=True)
class Preparation:
    """How far a review is prepared, read once.

    Attributes:
        steps: Of the readiness list. left: the milestones that wait.
        filled: The records of each form, by the form's short name.
        half_typed: The short names of forms in which something of this seat is half typed.
    """

    steps: Sequence[Step]
    left: Sequence[DaysLeft]
    filled: dict[str, list[Filled]]
    half_typed: frozenset[str]

    @property
    def done(self) -> int:
        """How many steps are done."""
        return sum(step.done for step in self.steps)


def all_forms() -> Iterable[Form]:
    """Every form, in the order of the process."""
    yield from FORMS.values()
    yield from (make() for make in PACK_FORMS.values())


def look(read: Reader, half_typed: Iterable[str]) -> Preparation:
    """Read how far a review is prepared.

    Args:
        read: The review.
        half_typed: The short names of forms in which something is half typed.
    """
    return Preparation(
        readiness(read),
        days_left(read),
        {form.slug: filled(read, form) for form in all_forms()},
        frozenset(half_typed),
    )


def days_words(one: DaysLeft) -> str:
    """A milestone with the days that are left."""
    days = abs(one.days)
    unit = "day" if days == 1 else "days"
    if one.days == 0:
        return f"{one.title} today"
    return f"{one.title}: {days} {unit} {'over' if one.days < 0 else 'left'}"


def prepare_rows(now: Preparation) -> Iterator[Row]:
    """The rows: steps, forms, places, documents."""
    yield from map(_step, now.steps)
    yield Row("", "Forms", style="heading")
    yield from (_form(form, now) for form in all_forms())
    yield Row("", "People and chronologies", style="heading")
    yield from (Row("place", f"  {place.label}", (place.id,)) for place in PLACES)
    yield Row("", "Make and send", style="heading")
    yield from (Row("send", f"  {one.label}", (one.id,)) for one in SENDINGS)


def _step(step: Step) -> Row:
    sign, word = ("✓", "done") if step.done else ("○", f"{len(step.missing)} open")
    text = f"{sign} {step.paragraph or '·'} {word:<8} {step.short}"
    return Row("step", text, (step.id,), "good" if step.done else "")


def _form(form: Form, now: Preparation) -> Row:
    found = now.filled[form.slug]
    if form.single:
        values = found[0].values if found else {}
        many = f"{sum(bool(value) for value in values.values())} of {len(form.fields)}"
    else:
        many = str(len(found)) if found else "none"
    half = "   ✎ half typed" if form.slug in now.half_typed else ""
    return Row("form", f"  {form.title} · {many}{half}", (form.slug,))
