from __future__ import annotations

from dataclasses import fields

import pytest

from workshop_tui.practice.all_records import ALL_RECORDS
from workshop_tui.practice.problems import Problem
from workshop_tui.practice.records import Record
from workshop_tui.review.seat import prepare
from workshop_tui.store import rows, schema
from workshop_tui.store.connection import ReviewFile
from workshop_tui.store.engine import Connection, IntegrityError


@pytest.mark.parametrize("model", ALL_RECORDS, ids=lambda model: model.TABLE)
def test_every_record_has_exactly_its_columns(raw: Connection, model: type[Record]) -> None:
    columns = {row[1]: row for row in raw.execute(f'pragma table_info("{model.TABLE}")')}
    assert set(columns) == {field.name for field in fields(model)} == set(rows.columns(model))
    for field in fields(model):
        name, kind, not_null = field.name, columns[field.name][2], bool(columns[field.name][3])
        optional = "None" in str(field.type)
        assert not_null is not (optional or name == "id"), name
        wanted = "INTEGER" if str(field.type).split(" ")[0] in ("int", "bool") else "TEXT"
        assert kind == wanted, name


def test_no_record_is_forgotten() -> None:
    found: set[type[Record]] = set()
    todo = [Record]
    while todo:
        for child in todo.pop().__subclasses__():
            if child not in found:
                found.add(child)
                todo.append(child)
    assert {c.TABLE for c in found if c.__module__.startswith("workshop_tui")} == {
        model.TABLE for model in ALL_RECORDS
    }


def test_every_table_is_strict(raw: Connection) -> None:
    loose = [
        name
        for schema_, name, kind, _, _, strict in raw.execute("pragma table_list")
        if schema_ == "main" and kind == "table" and not strict
    ]
    assert set(loose) <= {"sqlite_schema", "_sqlite_migrations"}


def test_foreign_keys_hold(raw: Connection) -> None:
    checked = 0
    for model in ALL_RECORDS:
        for key in raw.execute(f'pragma foreign_key_list("{model.TABLE}")').fetchall():
            found = raw.execute(f'select id from "{model.TABLE}" limit 1').fetchone()
            if found:
                with pytest.raises(IntegrityError, match="FOREIGN KEY"):
                    raw.execute(
                        f'update "{model.TABLE}" set "{key[3]}" = 999999 where id = ?', found
                    )
                checked += 1
    assert checked >= 6


@pytest.mark.parametrize(
    "column",
    sorted(
        f"{model.TABLE}.{field.name}"
        for model in ALL_RECORDS
        for field in fields(model)
        if field.name.endswith("_id") and field.name != "step_id"
    ),
)
def test_every_reference_is_a_foreign_key(raw: Connection, column: str) -> None:
    table, name = column.split(".")
    assert name in {key[3] for key in raw.execute(f'pragma foreign_key_list("{table}")')}


def test_triggers_are_all_there_and_missed_when_one_goes(review: object, raw: Connection) -> None:
    found = {row[0] for row in raw.execute("select name from sqlite_master where type='trigger'")}
    assert found == schema.TRIGGERS
    for name in sorted(found):
        sql = raw.execute("select sql from sqlite_master where name = ?", (name,)).fetchone()[0]
        raw.execute(f'drop trigger "{name}"')
        assert schema.missing_triggers(raw) == {name}
        with pytest.raises(Problem, match=name):
            prepare(ReviewFile.existing(review, None))  # type: ignore[arg-type]
        raw.execute(sql)


@pytest.mark.parametrize(
    "sql",
    [
        "update journal set person = 'x'",
        "delete from journal",
        "update journal set payload = null where seq = 1",
    ],
)
def test_the_journal_is_only_added_to(raw: Connection, sql: str) -> None:
    with pytest.raises(IntegrityError, match="only ever added to"):
        raw.execute(sql)
