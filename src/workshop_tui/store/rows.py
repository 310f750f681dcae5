"""Records to rows and back: the one place that knows how a field is kept in a column."""

from __future__ import annotations

import json
import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields
from enum import StrEnum
from operator import attrgetter
from typing import Any, TypeVar

from workshop_tui.practice.records import Record
from workshop_tui.store.engine import Connection, garbled

R = TypeVar("R", bound=Record)

Fields = dict[str, Any]
"""The fields of a record by name."""

_Load = Callable[[Any], Any]
_LOADERS: dict[str, tuple[tuple[str, _Load | None], ...]] = {}


def _encoder(*, sort_keys: bool) -> Callable[[object], str]:
    """A function to compact JSON that stays made: `json` itself makes an encoder at every call."""
    separators = (",", ":")
    slow = json.JSONEncoder(ensure_ascii=False, separators=separators, sort_keys=sort_keys)
    make = getattr(json.encoder, "c_make_encoder", None)
    if make is None:
        return slow.encode
    quote, layout = json.encoder.encode_basestring, (None, ":", ",")
    pieces = make(None, slow.default, quote, *layout, sort_keys, False, True)
    return lambda value: "".join(pieces(value, 0))


_canonical = _encoder(sort_keys=True)
# Unsorted: a source's columns keep the order in which the source has them.
_as_given = _encoder(sort_keys=False)


def to_json(value: object) -> str:
    """Canonical JSON: the same value is always the same text, so that it can be hashed."""
    return _canonical(value)


def dump(record: Record) -> dict[str, Any]:
    """A record as a row; a new record (id 0) leaves the id to the database."""
    row = {f.name: _dump_value(getattr(record, f.name)) for f in fields(record)}
    if not row["id"]:
        del row["id"]
    return row


def values_of(model: type[R]) -> Callable[[R | Fields], list[Any]]:
    """A function from a record to the values of its columns, for records by the thousand.

    It gives what `dump` gives, in the order of `columns`, the id as it stands. It also takes the
    fields of a record by name, for making a record of twenty fields takes longer than the rest.
    """
    get = attrgetter(*columns(model))
    # What every other column holds goes into the database as it is.
    unlike = [
        (n, name, int if load is bool else _dump_value)
        for n, (name, load) in enumerate(_loaders(model))
        if load is not None
    ]
    blank = {f.name: _dump_value(_default(f)) for f in fields(model)}

    def values(record: R | Fields) -> list[Any]:
        if isinstance(record, dict):
            row = list((blank | record).values())
            for n, name, dump in unlike:
                if name in record:
                    row[n] = dump(row[n])
        else:
            row = list(get(record))
            for n, _, dump in unlike:
                row[n] = dump(row[n])
        return row

    return values


def _default(one: Field[Any]) -> Any:
    """What a field holds that is not given; None for one that has to be."""
    if one.default_factory is not MISSING:
        return one.default_factory()
    return None if one.default is MISSING else one.default


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
    try:
        return [
            model(
                **{
                    name: fn(value) if fn else value
                    for name, fn, value in zip(names, loaders, row, strict=True)
                }
            )
            for row in connection.execute(sql, args)
        ]
    except (ValueError, TypeError):  # no text, no JSON, no such kind
        raise garbled(model.TABLE) from None


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
    if isinstance(value, dict):
        return _as_given(value) if value else "{}"
    if isinstance(value, tuple):
        return _as_given(value) if value else "[]"
    if value is None or isinstance(value, int | float | bytes):
        return int(value) if isinstance(value, bool) else value
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, str):
        return value
    return _as_given(value)


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
