"""Undo and redo: compensating entries in the journal, one stack a seat, content only.

The guard compares values, not revision numbers: what this seat wrote must still stand, and no
other row may rest on a row that would go.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from workshop_tui.practice.problems import Problem
from workshop_tui.store import journal
from workshop_tui.store.dependents import OUTLIVES, tables_resting_on
from workshop_tui.store.engine import Connection
from workshop_tui.store.journal import Actor, Change, ChangeClass, How
from workshop_tui.store.rows import to_json
from workshop_tui.store.transaction import new_uid

Refuse = Callable[[Change], None]


class CannotUndo(Problem):
    """Undoing would overwrite somebody else's work, or there is nothing to undo."""


@dataclass(frozen=True, slots=True)
class Step:
    """What was undone or made again: its meaning, and how many rows it touched."""

    meaning: str
    rows: int


def undo(connection: Connection, actor: Actor, refuse: Refuse = lambda _: None) -> Step:
    """Take back the seat's newest change that still stands; call inside a transaction.

    Args:
        connection: With a transaction open.
        actor: Whose change.
        refuse: Raises where a rule of the practice forbids to touch what a change touched.
    """
    done, _ = _stacks(connection, actor.seat)
    if not done:
        raise CannotUndo("There is nothing of yours to undo.")
    return _apply(connection, actor, done[-1], How.UNDO, refuse)


def redo(connection: Connection, actor: Actor, refuse: Refuse = lambda _: None) -> Step:
    """Make the seat's last undone change again; call inside a transaction."""
    _, undone = _stacks(connection, actor.seat)
    if not undone:
        raise CannotUndo("There is nothing to redo.")
    return _apply(connection, actor, undone[-1], How.REDO, refuse)


def _stacks(connection: Connection, seat: str) -> tuple[list[str], list[str]]:
    """Groups that can be undone and redone, newest last."""
    done: list[str] = []
    undone: list[str] = []
    rows = connection.execute(
        "select distinct grp, how, of, min(seq) from journal where seat = ? and class = ? "
        "group by grp, how, of order by min(seq)",
        (seat, ChangeClass.CONTENT.value),
    )
    for group, how, of, _ in rows:
        if how == How.DO:
            done.append(group)
            undone.clear()
        elif how == How.UNDO:
            done.remove(of)
            undone.append(of)
        else:
            undone.remove(of)
            done.append(of)
    return done, undone


def _apply(connection: Connection, actor: Actor, group: str, how: How, refuse: Refuse) -> Step:
    changes = journal.of_group(connection, group)
    new_group = new_uid()
    touched: dict[tuple[str, str], None] = {}
    for change in reversed(changes) if how is How.UNDO else changes:
        refuse(change)
        target, expected = _targets(change, how)
        _guard(connection, actor, change, expected)
        if target.get("retracted") == 1:
            _refuse_dependents(connection, change)
        _set(connection, change, target)
        touched[change.table, change.row_uid] = None
        journal.append(
            connection,
            actor,
            ChangeClass.CONTENT,
            f"{'undid' if how is How.UNDO else 'redid'}: {change.meaning}",
            change.table,
            change.row_uid,
            new_group,
            {name: expected[name] for name in target},
            target,
            how,
            group,
        )
    for table, row_uid in touched:
        _refuse_orphan(connection, table, row_uid)
    return Step(changes[0].meaning, len(changes))


def _targets(change: Change, how: How) -> tuple[dict[str, Any], dict[str, Any]]:
    """Columns to write, and the values that must stand there now."""
    if change.after is None:
        raise CannotUndo("The words of this change were struck from the record for good.")
    if change.before is None:
        # The whole row must be as it was added: another seat's edit of it would go as well.
        whole = {name: value for name, value in change.after.items() if name != "id"}
        gone, there = {"retracted": 1}, {"retracted": 0}
        return (gone, whole) if how is How.UNDO else (there, whole | gone)
    if how is How.UNDO:
        return change.before, change.after
    return change.after, change.before


def _guard(connection: Connection, actor: Actor, change: Change, expected: dict[str, Any]) -> None:
    names = ", ".join(f'"{name}"' for name in expected)
    row = connection.execute(
        f'select {names} from "{change.table}" where uid = ?',
        (change.row_uid,),
    ).fetchone()
    if row is not None and to_json(list(row)) == to_json(list(expected.values())):
        return
    other = connection.execute(
        "select person, seat from journal where row_uid = ? and seat <> ? "
        "order by seq desc limit 1",
        (change.row_uid, actor.seat),
    ).fetchone()
    who = (other[0] or other[1]) if other else "Somebody"
    raise CannotUndo(f"{who} has changed this since; undoing it would lose their change.")


def _refuse_dependents(connection: Connection, change: Change) -> None:
    row = connection.execute(
        f'select id from "{change.table}" where uid = ?', (change.row_uid,)
    ).fetchone()
    for table in tables_resting_on(connection, change.table, row and row[0], OUTLIVES):
        raise CannotUndo(
            f"Something else rests on this now ({table.replace('_', ' ')}); take that away first."
        )


def _refuse_orphan(connection: Connection, table: str, row_uid: str) -> None:
    """Refuse to leave a row that rests on one that was taken away meanwhile."""
    links = connection.execute(
        'select "from", "table" from pragma_foreign_key_list(?)', (table,)
    ).fetchall()
    for column, other in links:
        if column == OUTLIVES:
            continue
        found = connection.execute(
            f'select 1 from "{table}" a join "{other}" b on b.id = a."{column}" '
            "where a.uid = ? and a.retracted = 0 and b.retracted = 1",
            (row_uid,),
        ).fetchone()
        if found:
            raise CannotUndo(
                f"What this rested on was taken away since ({other.replace('_', ' ')}); "
                "bring that back first."
            )


def _set(connection: Connection, change: Change, target: dict[str, Any]) -> None:
    assignments = ", ".join(f'"{name}" = ?' for name in target)
    connection.execute(
        f'update "{change.table}" set {assignments} where uid = ?',
        (*target.values(), change.row_uid),
    )
