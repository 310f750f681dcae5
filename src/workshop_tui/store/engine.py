"""The one SQLite engine: SQLCipher's, under the name that sqlite-utils looks for.

sqlite-utils prefers a module called ``pysqlite3``. Standing in for it before sqlite-utils is
imported makes its exception handling fit this engine; otherwise a failed statement can leave a
phantom transaction open. Import this module before anything imports sqlite_utils.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sqlcipher3
import sqlcipher3.dbapi2 as dbapi

from workshop_tui.practice.problems import Problem

if TYPE_CHECKING:
    import sqlite_utils

sys.modules.setdefault("pysqlite3", sqlcipher3)
sys.modules.setdefault("pysqlite3.dbapi2", dbapi)

DatabaseError: type[Exception] = dbapi.DatabaseError
OperationalError: type[Exception] = dbapi.OperationalError
IntegrityError: type[Exception] = dbapi.IntegrityError
ProgrammingError: type[Exception] = dbapi.ProgrammingError

# Two processes that write and checkpoint at once can corrupt a WAL file before these versions
# (sqlite.org/wal.html, "WAL-reset bug"): exactly what two seats do.
_FIRST_SAFE = (3, 51, 3)

Connection = Any
"""A sqlcipher3 connection; the library has no type information."""


def raw_connect(path: Path) -> Connection:
    """Open a connection without transactions of its own; only ``connection`` calls this.

    A file that is not there is not made: it would stand, empty, in the place of a moved one.
    """
    if dbapi.sqlite_version_info < _FIRST_SAFE:
        raise Problem(
            f"The database engine is version {dbapi.sqlite_version}; "
            f"workshop-tui needs {'.'.join(map(str, _FIRST_SAFE))} or newer. Please install again."
        )
    return dbapi.connect(f"{path.as_uri()}?mode=rw", timeout=5, isolation_level=None, uri=True)


def garbled(table: str) -> Exception:
    """The error for a value that nobody wrote so: it was read from a damaged file."""
    return DatabaseError(f"malformed: a value in {table} cannot be read")


def database(connection: Connection) -> sqlite_utils.Database:
    """Wrap a connection for sqlite-utils, having made sure that it uses the same engine."""
    import sqlite_utils
    from sqlite_utils import utils

    if vars(utils)["sqlite3"] is not sys.modules["pysqlite3"]:
        raise Problem("Another database engine is in the way; please start workshop-tui by itself.")
    return sqlite_utils.Database(connection)
