"""The review as a new, plain SQLite file, for Datasette, sqlite-utils and whoever asks in SQL.

Nothing is copied from the review's own file: pages that a name once stood on cannot come along.
"""

from __future__ import annotations

from workshop_tui.outputs.material import Material
from workshop_tui.outputs.model import ReportModel
from workshop_tui.outputs.tables import tables
from workshop_tui.store import plain_file


def build(material: Material, report: ReportModel) -> bytes:
    """The file's bytes."""
    found = [
        plain_file.Table(one.name, one.columns, one.rows, one.keyed, one.refers)
        for one in tables(material, report)
    ]
    return plain_file.build(found)
