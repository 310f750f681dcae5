"""Fixtures for the documents' tests."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hand_made import make

from workshop_tui.outputs.material import Material


@pytest.fixture
def material() -> Material:
    return make()


@pytest.fixture
def with_review(material: Material) -> Callable[..., Material]:
    """The material with some fields of its review changed."""
    return lambda **changes: replace(material, review=replace(material.review, **changes))
