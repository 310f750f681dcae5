"""The forms of preparation as commands: every field is an option, made from the form itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from workshop_tui.cli.access import WORDS, Access, on_review, reads, view_of, words_or_input
from workshop_tui.cli.output import print_json, rows, say

if TYPE_CHECKING:
    from workshop_tui.practice.forms import Field, Form
    from workshop_tui.privacy.view import View
    from workshop_tui.review.forms import Filled
    from workshop_tui.review.reader import Reader


class FormsGroup(click.Group):
    """One group of commands a form, made when it is asked for."""

    def slugs(self) -> list[str]:
        """The forms of this group, in the order of the process."""
        from workshop_tui.practice.forms import FORMS
        from workshop_tui.review.pack_forms import PACK_FORMS

        return [*FORMS, *PACK_FORMS]

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """The forms, in the order of the process."""
        return self.slugs()

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The commands of a form."""
        from workshop_tui.review.forms import form_of

        return _commands(form_of(cmd_name)) if cmd_name in self.list_commands(ctx) else None


@click.group(cls=FormsGroup)
def prepare() -> None:
    """Fill in a form of preparation: add, change, remove or show its records.

    For example: prepare line add LR-08.review --title "The child's day". A field that is not
    given stays; an empty one ("") is emptied; "-" reads it from standard input. 'ready' shows
    what each step of preparation still misses.
    """


class ChangeFormsGroup(FormsGroup):
    """The forms of what follows the event."""

    def slugs(self) -> list[str]:
        """The forms of this group, in the order of the process."""
        from workshop_tui.practice.changing_forms import CHANGE_FORMS

        return list(CHANGE_FORMS)


@click.group(cls=ChangeFormsGroup)
def follow() -> None:
    """Fill in what follows the event: recommendations, plan, progress, monitoring, publication.

    For example: follow recommendation add LR-08.review --text "…" --outcomes F1,F2. A field that
    is not given stays; an empty one ("") is emptied; "-" reads it from standard input.
    """


def _commands(form: Form) -> click.Group:
    group = click.Group(form.slug, help=f"{form.about}", short_help=form.title + ".")
    group.add_command(_show(form))
    group.add_command(_change(form))
    if not form.single:
        group.add_command(_add(form))
        group.add_command(_remove(form))
    return group


def _show(form: Form) -> click.Command:
    @on_review
    @reads
    def show(review: Access, as_json: bool, names: bool) -> None:
        with review.open() as seat:
            found = _found(seat.read, form, view_of(seat, names))
        if as_json:
            print_json(found[0]["fields"] if form.single and found else found)
            return
        for one in found:
            if not form.single:
                say(f"{one['number']}  {one['label']}")
            given = ((field.label, one["fields"][field.option]) for field in form.fields)
            rows(((label, value) for label, value in given if value), indent=4)

    return click.command("show", help=f"Show: {form.title}.")(show)


def _add(form: Form) -> click.Command:
    @on_review
    @_fields(form)
    def add(review: Access, **given: str | None) -> None:
        with review.open() as seat:
            added = seat.forms.add(form.slug, _typed(form, given)).result()
            label = next(one.label for one in _all(seat.read, form) if one.uid == added.uid)
        say(f"Added {form.one}: {label}.")

    return click.command("add", help=f"Add a {form.one}.")(add)


def _change(form: Form) -> click.Command:
    def change(review: Access, which: str = "", **given: str | None) -> None:
        with review.open() as seat:
            uid = "" if form.single else _which(seat.read, form, which).uid
            seat.forms.change(form.slug, uid, _typed(form, given)).result()
        say(f"Saved: {form.one}{f' {which}' if which else ''}.")

    command: Callable[..., Any] = _fields(form)(change)
    if not form.single:
        command = click.argument("which", metavar="WHICH", type=WORDS)(command)
    return click.command("change", help=f"Change a {form.one}; what is not given stays.")(
        on_review(command)
    )


def _remove(form: Form) -> click.Command:
    @on_review
    @click.argument("which", metavar="WHICH", type=WORDS)
    def remove(review: Access, which: str) -> None:
        with review.open() as seat:
            found = _which(seat.read, form, which)
            seat.forms.remove(form.slug, found.uid).result()
        say(f"Taken away: {found.label}; 'undo' brings it back.")

    return click.command("remove", help=f"Take a {form.one} away.")(remove)


def _fields(form: Form) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Give a command an option for each field of a form."""

    def decorate(command: Callable[..., Any]) -> Callable[..., Any]:
        for field in reversed(form.fields):
            command = click.option(
                f"--{field.option}", _parameter(field), type=WORDS, help=_help(field)
            )(command)
        return command

    return decorate


def _parameter(field: Field) -> str:
    return "field_" + field.option.replace("-", "_")


def _help(field: Field) -> str:
    parts = [f"{field.label}." if not field.choices else f"{field.label}:"]
    if field.choices:
        parts.append(f"{', '.join(field.choices)}.")
    if field.help:
        parts.append(field.help)
    if field.confidential:
        parts.append("Stands in no document.")
    return " ".join(parts)


def _typed(form: Form, given: dict[str, str | None]) -> dict[str, str]:
    """What was typed, by field.

    Raises:
        UsageError: If no field was given.
    """
    found = {
        field.name: words_or_input(value)
        for field in form.fields
        if (value := given[_parameter(field)]) is not None
    }
    if not found:
        raise click.UsageError("Give at least one field; --help lists them.")
    return found


def _all(read: Reader, form: Form) -> list[Filled]:
    from workshop_tui.review.forms import filled

    return filled(read, form)


def _which(read: Reader, form: Form, words: str) -> Filled:
    """The record with a number in the list, a uid, or a first field (code, short name, title).

    Raises:
        NotFound: If there is none, or more than one.
    """
    from workshop_tui.practice.problems import NotFound

    found = _all(read, form)
    by_name = [
        one
        for one in found
        if words.casefold() in (one.uid, one.values[form.label[0]].casefold())
        or words.casefold() == one.label.casefold()
    ]
    if len(by_name) == 1:
        return by_name[0]
    if words.isdecimal() and 1 <= int(words[:9]) <= len(found):
        return found[int(words) - 1]
    known = "; ".join(f"{number} {one.label}" for number, one in enumerate(found, start=1))
    raise NotFound(f"{words!r} names no one {form.one}. There are: {known or 'none yet'}.")


def _found(read: Reader, form: Form, view: View) -> list[dict[str, Any]]:
    return [
        {
            "number": number,
            "uid": one.uid,
            "label": view.text(one.label),
            "fields": {field.option: view.text(one.values[field.name]) for field in form.fields},
        }
        for number, one in enumerate(_all(read, form), start=1)
    ]
