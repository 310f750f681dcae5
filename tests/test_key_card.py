from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parent.parent


def _script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("key_card", ROOT / "scripts" / "key_card.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_key_card_is_what_the_registry_says() -> None:
    script = _script()
    assert script.TARGET.read_text(encoding="utf-8") == script.card()
