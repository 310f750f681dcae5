"""What goes out before an event, as ``Dispatch.what`` calls it."""

from __future__ import annotations

from typing import Final

BRIEFING_PACK: Final = "briefing pack"
PREPARATION_FORM: Final = "preparation form"
CHRONOLOGY_REQUEST: Final = "chronology request"
CHRONOLOGY_REMINDER: Final = "chronology reminder"
INVITATION: Final = "invitation"
FORM_REMINDER: Final = "preparation reminder"
CAPTURE_SHEET: Final = "capture sheet"

NUMBERED: Final = (BRIEFING_PACK, CAPTURE_SHEET)
"""Those whose copies have numbers, and are asked back."""
