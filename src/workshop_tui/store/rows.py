"""Records to rows and back: the one place that knows how a field is kept in a column."""

from __future__ import annotations

import json
import types
import typing
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from enum import StrEnum
from typing import Any, TypeVar

from workshop_tui.practice.records import Record
from workshop_tui.store.engine import Connection

R = TypeVar("R", bound=Record)

_Load = Callable[[Any], Any]
_LOADERS: dict[str, tuple[tuple[str, _Load | None], ...]] = {}


def to_json(value: object) -> str:
    """Canonical JSON: the same value is always the same text, so that it can be hashed."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def dump(record: Record) -> dict[str, Any]:
    """A record as a row; a new record (id 0) leaves the id to the database."""
    row = {f.name: _dump_value(getattr(record, f.name)) for f in fields(record)}
    if not row["id"]:
        del row["id"]
    return row


def dump_changes(changes: Mapping[str, object]) -> dict[str, Any]:
    """Some fields of a record as columns."""
    return {name: _dump_value(value) for name, value in changes.items()}


def load(model: type[R], row: Mapping[str, Any]) -> R:
    """A row as a record."""
    loaders = _loaders(model)
    return model(**{name: fn(row[name]) if fn else row[name] for name, fn in loaders})


def columns(model: type[Record]) -> tuple[str, ...]:
    """The columns of a record's table, in the order of its fields."""
    return tuple(name for name, _ in _loaders(model))


def select(
    connection: Connection, model: type[R], where: str = "", args: Sequence[object] = ()
) -> list[R]:
    """Records that match a condition (SQL after FROM), retracted ones included.

    Reading does not go through sqlite-utils: it is on the launch path of the first screen.
    """
    names = columns(model)
    quoted = ", ".join(f't."{name}"' for name in names)
    sql = f'select {quoted} from "{model.TABLE}" t {where}'
    loaders = [fn for _, fn in _loaders(model)]
    return [
        model(
            **{
                name: fn(value) if fn else value
                for name, fn, value in zip(names, loaders, row, strict=True)
            }
        )
        for row in connection.execute(sql, tuple(args))
    ]


def _dump_value(value: object) -> Any:
    if value is None or isinstance(value, int | float | bytes):
        return int(value) if isinstance(value, bool) else value
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, str):
        return value
    return to_json(value)


def _loaders(model: type[Record]) -> tuple[tuple[str, _Load | None], ...]:
    known = _LOADERS.get(model.TABLE)
    if known is None:
        hints = typing.get_type_hints(model)
        known = tuple((f.name, _loader(hints[f.name])) for f in fields(model))
        _LOADERS[model.TABLE] = known
    return known


def _loader(hint: Any) -> _Load | None:
    if isinstance(hint, types.UnionType):
        hint = next(arg for arg in typing.get_args(hint) if arg is not types.NoneType)
    if hint is bool:
        return bool
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return hint
    origin = typing.get_origin(hint)
    if origin is tuple:
        return lambda text: tuple(json.loads(text))
    if origin is dict:
        return json.loads
    return None
