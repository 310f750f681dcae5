"""Where a library insists on files: in memory, and where that cannot be, overwritten afterwards."""

from __future__ import annotations

import contextlib
import io
import os
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType, SimpleNamespace

_MEMORY = Path("/dev/shm")  # Linux: a folder that is never on a disk, unless swapped out


@contextlib.contextmanager
def private_folder() -> Iterator[Path]:
    """A folder of this user alone, gone afterwards: in memory on Linux, else overwritten first."""
    base = _MEMORY if os.access(_MEMORY, os.W_OK | os.X_OK) else None
    with TemporaryDirectory(prefix="workshop-tui-", dir=base) as folder:
        try:
            yield Path(folder)
        finally:
            for path in Path(folder).rglob("*"):
                if path.is_file():
                    _overwrite(path)


def _overwrite(path: Path) -> None:
    with path.open("rb+") as stream:
        stream.write(bytes(path.stat().st_size))
        stream.flush()
        os.fsync(stream.fileno())


def without_temporary_files(module: ModuleType) -> None:
    """Let a library's module keep in memory what it would put into a temporary file."""
    if hasattr(module, "tempfile"):
        module.tempfile = SimpleNamespace(TemporaryFile=io.BytesIO)  # type: ignore[attr-defined]
