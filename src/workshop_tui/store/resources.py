"""Where the files are that ship with workshop-tui: the demo case and the practice pack."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from workshop_tui.practice.problems import Problem

_PACKAGE = Path(__file__).resolve().parent.parent


def data_folder(name: str) -> Path:
    """A folder of shipped data ("demo", "pack"), in an installed wheel or in a checkout.

    Raises:
        Problem: If the installation is incomplete.
    """
    for base in (_PACKAGE / "data", _PACKAGE.parent.parent / "data"):
        if (base / name).is_dir():
            return base / name
    raise Problem(f"The folder data/{name} is missing: please install workshop-tui again.")


@cache
def pack(part: str) -> dict[str, Any]:
    """One part of the practice pack ("bodies", "agendas"), as its TOML file holds it.

    Raises:
        Problem: If it cannot be read.
    """
    import tomllib

    path = data_folder("pack") / f"{part}.toml"
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise Problem(f"{path} cannot be read ({error}). Install workshop-tui again.") from None
