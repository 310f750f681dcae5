"""What agencies call the columns of a chronology, and how strictly a heading is matched."""

from __future__ import annotations

import difflib
import re
from functools import lru_cache
from typing import Final, NamedTuple

FIELDS: Final = (
    "date",
    "time",
    "end",
    "end_time",
    "agency",
    "source",
    "event",
    "child",
    "response",
    "outcome",
    "comment",
    "leave_out",
)

# One heading a comma. A few German and Welsh words stand among them because they do no harm.
_SYNONYMS: Final = {
    "date": """
        date, dates, when, when did it happen, date of event, event date, date of contact, contact
        date, date of incident, incident date, date occurred, date of occurrence, date of visit,
        visit date, date of entry, entry date, date of record, date from, start date, date
        started, date start, start, from, begin, begin date, date begun, date local, date utc,
        date and time, date time, datetime, date of contact and time, timestamp, time stamp, date
        of significant event, date of activity, date of action, date of meeting, date of referral,
        event datetime, date range, dates covered, date period, date of event or contact, day
        date, on, calendar date, date of episode, datum, dyddiad, date of involvement, date of
        intervention, date of attendance, key date, key dates, date of session, session date, date
        month year, month and year, period, approx date, approximate date, date if known,
        publication date, date published, consultation date, date of consultation, appointment
        date, date of appointment, attendance date, call date, date of call""",
    "time": """
        time, time of event, event time, time of contact, time of day, time of incident, clock
        time, start time, time from, time started, time start, time of visit, hour, hours, zeit,
        uhrzeit, amser, time local, time utc, recorded time, actual recorded time, time of call,
        time hrs, time 24h, time 24 hour, time if known""",
    "end": """
        end, end date, date to, date end, date ended, finish, finish date, until, to, to date,
        date until, date finished, date of end, closed, date closed, end of event""",
    "end_time": """
        end time, time to, time end, time ended, finish time, time finished, until time""",
    "agency": """
        agency, agencies, organisation, organization, service, services, who agency, agency
        involved, agencies involved, agency name, name of agency, organisation name, organisation
        involved, professional agency, agency or service, service name, provider, reporting
        agency, agency reporting, agency organisation, agency source, source agency, lead agency,
        agency service, agency team, bundesland, asiantaeth, agency or organisation, which agency,
        agency providing information, contributing agency, partner agency, body, trust""",
    "source": """
        source, sources, source of information, information source, source of evidence, evidence,
        source of record, record, record source, record type, recorded in, where recorded, source
        document, document, document name, file, file reference, source reference, record
        reference, document reference, source record, source of data, source of entry, where is
        this recorded, evidence source, evidence base, prof involved, professional involved,
        professionals involved, professional, professionals, practitioner, practitioners,
        practitioner involved, worker, workers, staff, staff member, staff involved, team member,
        team members, author, recorded by, entered by, written by, completed by, reported by, who,
        by whom, who was involved, who involved, name of professional, name of practitioner, name
        and role, name role, role, designation, person reporting, informant, contact with,
        professional contact, key professional, person, records, document source, source page,
        page number, page, source and page, who was present, persons present, people present,
        people involved, persons involved, present, team, team name, department, dept,
        directorate, logged by, seen by, officer, clinician, keyworker, key worker, caseworker,
        social worker, signed, signature, sig, initials""",
    "event": """
        event, events, event description, description of event, description, descriptions,
        details, detail, details of event, event details, detail of event, details of contact,
        contact details and content, summary, summary of event, event summary, brief summary,
        summary of contact, summary of events, summary of event or contact, narrative, text, what
        happened, what happened and who was involved, significant event, significant events, key
        event, key events, incident, incident details, details of incident, content, contents,
        account, entry, entries, information, information received, activity, activities, record
        of event, event or contact, event contact, event incident, contact, contact or event,
        nature of contact, type and details of contact, details of involvement, agency
        involvement, involvement, brief description, brief details, description of incident,
        description of activity, story, occurrence, what, notes of contact, case note, case notes,
        case recording, recording, title, heading, headline, subject, topic, event title, reason
        for contact, work done, task, tasks, concern, concerns, issue, action or event, key
        information, significant information, significant event or contact, development,
        milestone, milestones, event name, name of event, beschreibung, ereignis, vorgang,
        digwyddiad, disgrifiad, episode, progress, log, log entry, intervention, description of
        intervention, events and actions""",
    "child": """
        child seen, was child seen, was the child seen, child seen y n, child seen yes no, child
        seen alone, seen alone, child seen or spoken to, was the child seen alone, voice of child,
        voice of the child, childs voice, child s voice, child voice, child s views, childs views,
        views of child, wishes and feelings, child s wishes and feelings, voice, lived experience,
        child s lived experience, lived experience of child, child present, child s presentation,
        child seen and voice, child seen heard, child seen spoken to, child heard, children seen,
        were the children seen, voice of children, daily lived experience, what was life like for
        the child, impact on child, child s perspective, child s words, childs words, words of
        child, what child said, what the child said, children at location, children present""",
    "response": """
        response, agency response, service response, response of agency, action, actions, action
        taken, actions taken, action by agency, what was done, intervention offered, decision,
        decisions, decision made, decisions made, decision and action, decisions and actions,
        response and action, action or decision, agency action, what did the agency do, reaction,
        professional response, response to event, response action, action response, services
        offered, services provided, service offered, reform response, next steps, follow up,
        follow up action, action taken by agency, action and decision, response by agency, response
        or decision, response or decisions, decision or response, response and decision, plan,
        plans, action plan, plan liaison, plan and liaison, plan and actions""",
    "outcome": """
        outcome, outcomes, result, results, outcome of contact, outcome of event, impact, outcome
        of action, outcome for child, what was the outcome, end result, conclusion, disposal,
        outcome and impact, outcome or impact, consequence, resolution, outcome of decision""",
    "comment": """
        comment, comments, analysis, author comment, author s comment, authors comments, reviewer
        comment, reviewer s comments, note, notes, remark, remarks, observation, observations,
        reflection, reflections, learning, learning point, learning points, critique, commentary,
        analysis and comment, comment and analysis, comments and analysis, comments analysis,
        analysis of practice, good practice or learning, missed opportunity, missed opportunities,
        good practice, practice issues, analysis of event, additional comments, further comments,
        other comments, additional information, author analysis, panel comment, significance,
        relevance, bemerkung, anmerkung, sylwadau""",
}
_PARTS: Final = {
    "year": "year, yr, jahr, annee, année, ano, año, jaar, blwyddyn, calendar year",
    "month": "month, monat, mois, mes, maand, mis",
    "day": "day, tag, jour, dia, día, dag, day of month, diwrnod",
}
# Dates that are never when an event happened, and tables that are never a chronology.
_NOT_EVENT_DATES: Final = re.compile(
    r"\b(?:d\.?o\.?b|birth|born|death|due|deadline|target|by when|timescales?|review date"
    r"|date reviewed|next review|completion|completed|date entered|date added|date modified"
    r"|last updated|updated|created|expir\w+|signed|printed|issued|version|revision)\b"
)
_NOT_TIMES: Final = re.compile(
    r"\b(?:durations?|lengths?|spent|taken|long|totals?|mins?|minutes|elapsed|travel|mileage|delay"
    r"|wait(?:ing|ed)?|response|recorded|logged|entered|received|booked|sent|reported|end(?:ed)?)\b"
)
_NOT_CHRONOLOGY: Final = re.compile(
    r"\b(?:version|revision|amend(?:ment|ed)s?|change log|revised by|approved by)\b"
)
_SIGNATURES: Final = re.compile(r"\b(?:signed?|signature|quality assured|completed by|agreed by)\b")
_AGENCIES: Final = re.compile(
    r"(?:the )?(?:health|police|constabulary|education|schools?|nursery|early (?:years|help)"
    r"|college|social (?:care|services|work)|gp|general practice|primary care|csc|asc|mash"
    r"|(?:children s|childrens|adults?|adult) (?:social care|services)|midwifery|maternity"
    r"|health visiting|health visitors?|school nurs(?:e|ing)|hospital|acute(?: trust)?|a e"
    r"|ambulance|camhs|mental health|housing|probation|youth (?:justice|offending)|yos|yot"
    r"|cafcass|drugs?(?: and)? alcohol|substance (?:misuse|use)|domestic abuse|idva"
    r"|voluntary sector|third sector|nhs|fire|local authority|council|icb|ccg|dwp"
    r"|family support|refuge|immigration|courts?)"
    r"(?: (?:service|services|team|trust|department|unit)){0,2}"
)
_FILLERS: Final = frozenset(
    word
    for words in ("the of a an and or for in by was were", "is this any be s if with re")
    for word in words.split()
)
# Codes that close a heading such as "event_en".
_LANGUAGES: Final = re.compile(
    r"en|cy|ka|de|fr|es|it|nl|pt|pl|ro|ru|uk|ur|pa|bn|gu|hi|ar|so|fa|ku|tr|sq|lt|lv|hu|cs|sk|ga|gd"
)


class Match(NamedTuple):
    """A field that a heading stands for, how surely (up to 1), and the language it names."""

    field: str
    strength: float
    language: str | None = None


def plain(heading: str) -> str:
    """A heading in lower case, without what stands in brackets and without punctuation."""
    heading = re.sub(r"(?<=[a-z])(?=[A-Z][a-z])", " ", heading).casefold()
    line = re.sub(r"\([^)]*\)|\[[^\]]*\]", " ", heading)
    line = re.sub(r"[^\w]+|_+", " ", line if line.strip(" :*.") else heading)
    return re.sub(r"^\d+\s+", "", " ".join(line.split()))


@lru_cache(maxsize=2048)
def match_heading(heading: str) -> Match | None:
    """Finds the field that a heading stands for.

    Args:
        heading: The heading as written.

    Returns:
        The match, or None. "Agency response" is a response and "Time spent" is nothing: the
        whole heading must be a known one, up to small words, order and a slip of the finger.
    """
    name = plain(heading)
    if not name or len(name) > 60:
        return None
    found = _match_whole(name)
    if found is not None:
        return found
    base, _, last = name.rpartition(" ")
    if _LANGUAGES.fullmatch(last) and base and (inner := _match_whole(base)) is not None:
        return Match(inner.field, inner.strength * 0.9, last)
    return _match_pieces(heading) or _match_bracket(heading)


@lru_cache(maxsize=2048)
def date_part(heading: str) -> str | None:
    """Whether a heading stands for a year, a month or a day alone."""
    return _PART_NAMES.get(plain(heading))


def never_event_date(heading: str) -> bool:
    """Whether a heading names a date that is no event's: a birth, a deadline, a version."""
    return bool(_NOT_EVENT_DATES.search(plain(heading)))


def never_time(heading: str) -> bool:
    """Whether a heading names a length of time or another moment than the event's."""
    return bool(_NOT_TIMES.search(plain(heading)) or _NOT_EVENT_DATES.search(plain(heading)))


def never_chronology(headings: tuple[str, ...]) -> bool:
    """Whether headings are those of a document's own history (version, amended by)."""
    return any(_NOT_CHRONOLOGY.search(plain(heading)) for heading in headings)


def asks_signatures(headings: tuple[str, ...]) -> bool:
    """Whether headings ask who signed and when."""
    return any(_SIGNATURES.search(plain(heading)) for heading in headings)


@lru_cache(maxsize=2048)
def names_agency(heading: str) -> bool:
    """Whether a heading is itself an agency, as in chronologies with one column for each."""
    return bool(_AGENCIES.fullmatch(plain(heading)))


def _match_whole(name: str) -> Match | None:
    if name in _NAMES:
        return Match(_NAMES[name], 1.0)
    bag = _bag(name)
    if bag and bag in _BAGS:
        return Match(_BAGS[bag], 0.95)
    if len(name) < 5:
        return None
    near = difflib.get_close_matches(name, _NAMES, n=1, cutoff=0.88)
    return Match(_NAMES[near[0]], 0.85) if near else None


def _match_pieces(heading: str) -> Match | None:
    """Reads "Date / Time" or "Event and outcome" by the first piece known, if most are."""
    pieces = [plain(piece) for piece in re.split(r"[/&,;|\n:+]|\s-\s|\band\b", heading.casefold())]
    pieces = [piece for piece in pieces if piece]
    found = [match for piece in pieces if (match := _match_whole(piece)) is not None]
    if len(pieces) < 2 or 2 * len(found) < len(pieces):
        return None
    best = min(found, key=lambda match: (match.field != "date", match.field not in {"event"}))
    if best.field not in {"date", "event"}:
        best = found[0]
    return Match(best.field, best.strength * 0.8)


def _match_bracket(heading: str) -> Match | None:
    """A heading that is only told by what its brackets say."""
    inner = re.search(r"\(([^)]*)\)", heading)
    found = _match_whole(plain(inner[1])) if inner else None
    return Match(found.field, found.strength * 0.6) if found else None


def _bag(name: str) -> frozenset[str]:
    return frozenset(word.removesuffix("s") for word in name.split() if word not in _FILLERS)


def _listed(text: str) -> list[str]:
    return [" ".join(name.split()) for name in text.split(",")]


_NAMES: Final = {name: field for field, text in _SYNONYMS.items() for name in _listed(text)}
_BAGS: Final = {_bag(name): field for name, field in reversed(_NAMES.items()) if _bag(name)}
_PART_NAMES: Final = {name: part for part, text in _PARTS.items() for name in _listed(text)}
