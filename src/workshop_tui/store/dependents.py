"""Which rows rest on a row, by the foreign keys that the file itself declares."""

from __future__ import annotations

from workshop_tui.store.engine import Connection
from workshop_tui.store.tables import CONTENTS

OUTLIVES = "variant_of"
"""The column of a second wording: it stands by itself where the first goes."""


def tables_resting_on(
    connection: Connection, table: str, row_id: int | None, but: str = ""
) -> list[str]:
    """The tables in which a row that stands refers to this one; its own file goes with it.

    Args:
        connection: To the file.
        table: The row's.
        row_id: Its id.
        but: A column whose references do not count.
    """
    references = connection.execute(
        'select m.name, f."from" from sqlite_master m, pragma_foreign_key_list(m.name) f '
        "where m.type = 'table' and f.\"table\" = ?",
        (table,),
    ).fetchall()
    found: list[str] = []
    for other, column in references:
        if other in CONTENTS or column == but:
            continue
        if connection.execute(
            f'select 1 from "{other}" where "{column}" = ? and retracted = 0 limit 1', (row_id,)
        ).fetchone():
            found.append(str(other))
    return found
