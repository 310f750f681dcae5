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

LINES: Final = "lines of enquiry"
TERMS: Final = "terms of reference"
TERMS_AND_LINES: Final = "terms of reference and lines of enquiry"
LINES_SHARED: Final = (TERMS_AND_LINES, LINES, TERMS)
"""What paragraph b asks to be shared with the sub-group: either is enough ("or" in its text)."""

THINGS_SENT: Final = (
    *LINES_SHARED,
    "outline briefing",
    "agenda",
    "combined chronology",
    BRIEFING_PACK,
    PREPARATION_FORM,
    CHRONOLOGY_REQUEST,
    INVITATION,
    "draft report",
    "report",
    "something else",
)
"""What a person can note as sent or shared; what it was in detail stands in the note."""

NUMBERED: Final = (BRIEFING_PACK, CAPTURE_SHEET)
"""Those whose copies have numbers, and are asked back."""
