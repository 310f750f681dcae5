"""Records to rows and back: the one place that knows how a field is kept in a column."""

from __future__ import annotations

import json
import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import fields
from enum import StrEnum
from operator import attrgetter
from typing import Any, TypeVar

from workshop_tui.practice.records import Record
from workshop_tui.store.engine import Connection

R = TypeVar("R", bound=Record)

_Load = Callable[[Any], Any]
_LOADERS: dict[str, tuple[tuple[str, _Load | None], ...]] = {}
# Made once: json.dumps makes an encoder at every call that is not by the defaults.
_CANONICAL = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))
# Unsorted: a source's columns keep the order in which the source has them.
_AS_GIVEN = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def to_json(value: object) -> str:
    """Canonical JSON: the same value is always the same text, so that it can be hashed."""
    return _CANONICAL.encode(value)


def dump(record: Record) -> dict[str, Any]:
    """A record as a row; a new record (id 0) leaves the id to the database."""
    row = {f.name: _dump_value(getattr(record, f.name)) for f in fields(record)}
    if not row["id"]:
        del row["id"]
    return row


def values_of(model: type[R]) -> Callable[[R], list[Any]]:
    """A function from a record to the values of its columns, for records by the thousand.

    It gives what `dump` gives, in the order of `columns`, the id as it stands.
    """
    get = attrgetter(*columns(model))
    # What every other column holds goes into the database as it is.
    unlike: list[tuple[int, _Load]] = [
        (n, int if load is bool else _dump_value)
        for n, (_, load) in enumerate(_loaders(model))
        if load is not None
    ]

    def values(record: R) -> list[Any]:
        row = list(get(record))
        for n, dump in unlike:
            row[n] = dump(row[n])
        return row

    return values


def dump_changes(changes: Mapping[str, object]) -> dict[str, Any]:
    """Some fields of a record as columns."""
    return {name: _dump_value(value) for name, value in changes.items()}


def columns(model: type[Record]) -> tuple[str, ...]:
    """The columns of a record's table, in the order of its fields."""
    return tuple(name for name, _ in _loaders(model))


def find(
    connection: Connection,
    model: type[R],
    *,
    order: str = "id",
    retracted: bool | None = False,
    **equal: object,
) -> list[R]:
    """Records whose fields equal the given values.

    Reading does not go through sqlite-utils: it is on the launch path of the first screen.

    Args:
        order: Fields to sort by, separated by commas.
        retracted: True or False for only those, None for all.
        equal: Field to value; None finds what is empty, a list or tuple finds any of its values.
    """
    conditions, args = _conditions(equal if retracted is None else {"retracted": retracted} | equal)
    names = columns(model)
    quoted = ", ".join(f'"{name}"' for name in names)
    sorted_by = ", ".join(f'"{name.strip()}"' for name in order.split(","))
    sql = f'select {quoted} from "{model.TABLE}" {conditions} order by {sorted_by}'
    loaders = [fn for _, fn in _loaders(model)]
    return [
        model(
            **{
                name: fn(value) if fn else value
                for name, fn, value in zip(names, loaders, row, strict=True)
            }
        )
        for row in connection.execute(sql, args)
    ]


def _conditions(equal: Mapping[str, object]) -> tuple[str, list[Any]]:
    parts: list[str] = []
    args: list[Any] = []
    for name, value in equal.items():
        if value is None:
            parts.append(f'"{name}" is null')
        elif isinstance(value, list | tuple):
            parts.append(f'"{name}" in ({", ".join("?" * len(value))})')
            args.extend(_dump_value(item) for item in value)
        else:
            parts.append(f'"{name}" = ?')
            args.append(_dump_value(value))
    return ("where " + " and ".join(parts) if parts else ""), args


def _dump_value(value: object) -> Any:
    if isinstance(value, tuple | dict):
        return _AS_GIVEN.encode(value) if value else "{}" if isinstance(value, dict) else "[]"
    if value is None or isinstance(value, int | float | bytes):
        return int(value) if isinstance(value, bool) else value
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, str):
        return value
    return _AS_GIVEN.encode(value)


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
