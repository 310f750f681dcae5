"""What lists of people call their columns."""

from __future__ import annotations

import difflib
from functools import lru_cache
from typing import Final

from workshop_tui.intake.headings import plain

FIELDS: Final = ("name", "role", "agency", "level", "manager", "code", "why")
JOINED: Final = ("given", "family")
"""Columns that make a name together, in this order."""

NEVER_KEPT: Final = {
    "email": "e-mail addresses",
    "phone": "telephone numbers",
    "address": "addresses",
    "diet": "such details",
}

_SYNONYMS: Final = {
    "name": """
        name, names, full name, participant, participants, participant name, name of participant,
        attendee, attendees, attendee name, name of attendee, staff name, staff member, name of
        staff, professional, professional name, name of professional, practitioner, practitioner
        name, person, who, member of staff, delegate, delegate name, invitee, employee, worker,
        colleague""",
    "given": "first name, forename, forenames, given name, christian name, first",
    "family": "surname, last name, family name, second name, last",
    "role": """
        role, roles, job title, job, title of post, post, post title, position, designation,
        job role, current role, role title, profession, occupation, role in the case, role at the
        time, job title role, role job title, title role, position held, professional role""",
    "agency": """
        agency, agencies, organisation, organization, service, team, employer, agency name,
        organisation name, agency organisation, organisation agency, department, directorate,
        name of agency, name of organisation, trust, partner agency, service team, company,
        agency service, service area, represents, representing, from""",
    "level": """
        level, grade, seniority, practitioner or manager, practitioner manager, manager or
        practitioner, frontline or manager, frontline manager, staff level, type, tier, band,
        frontline practitioner or manager, role level""",
    "manager": """
        line manager, manager, supervisor, line manager supervisor, line manager or supervisor,
        line manager name, name of line manager, managers name, manager name, name of manager,
        supervisor name, supported by, support from, reports to, line management, supervising
        officer, clinical supervisor""",
    "code": """
        code, role code, reference code, initials code, participant code, pseudonym, short code,
        key, identifier""",
    "why": """
        why involved, involvement, reason, reason for involvement, reason for invitation,
        involvement in case, involvement in the case, involvement with family, involvement with
        the family, why invited, knowledge of the case, connection with the case, connection""",
    "email": """
        email, e mail, email address, e mail address, contact email, mail, work email, secure
        email, emails, contact, contact details, contact information, nhs mail, cjsm""",
    "phone": """
        phone, telephone, mobile, tel, phone number, telephone number, mobile number, tel no,
        contact number, contact no, direct line, work phone, number""",
    "address": "address, work address, postal address, postcode, base, location, office",
    "diet": "dietary requirements, dietary needs, diet, access needs, parking, car registration",
}
_CLOSE: Final = 0.88


@lru_cache(maxsize=512)
def field_of(heading: str) -> str | None:
    """What a heading stands for: a field, a part of a name, something never kept; else None."""
    name = plain(heading)
    if not name or len(name) > 60:
        return None
    if name in _NAMES:
        return _NAMES[name]
    if len(name) < 5:
        return None
    near = difflib.get_close_matches(name, _NAMES, n=1, cutoff=_CLOSE)
    return _NAMES[near[0]] if near else None


def rank(heading: str) -> int:
    """How well a heading tells its field: "Agency" better than "Team", where a list has both."""
    name = plain(heading)
    return _PLACES.get(name, len(_PLACES))


_NAMES: Final = {
    " ".join(name.split()): field for field, text in _SYNONYMS.items() for name in text.split(",")
}
_PLACES: Final = {name: place for place, name in enumerate(_NAMES)}
