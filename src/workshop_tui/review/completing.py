"""What the report still leaves out, for whoever works it off."""

from __future__ import annotations

from workshop_tui.outputs.completeness import Omission, omissions
from workshop_tui.privacy.audience import Audience
from workshop_tui.privacy.view import Tier
from workshop_tui.review.gathering import gather
from workshop_tui.review.reader import Reader


def left_open(reader: Reader) -> tuple[Omission, ...]:
    """What is left out, in the report's order."""
    return omissions(gather(reader, Audience(Tier.NAMES)))
