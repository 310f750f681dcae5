"""The forms of numbers and addresses, as verbose patterns (spaces in them mean nothing)."""

from __future__ import annotations

from typing import Final

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\.?"
_DAY = r"(?:[12]?\d|0\d|3[01])(?:st|nd|rd|th)?"
_DASH = r"[/.\-–]"
DATE: Final = rf"""(?:
    \d{{1,2}}\s?{_DASH}\s?\d{{1,2}}\s?{_DASH}\s?(?:\d{{4}}|\d{{2}})
    | \d{{4}}{_DASH}\d{{1,2}}{_DASH}\d{{1,2}}
    | {_DAY}[\s\-./]*(?:of\s+)?{_MONTH}[\s\-./,]*(?:\d{{4}}|['’]?\d{{2}})?(?!\d)
    | {_MONTH}\s+{_DAY}(?:,?\s+\d{{4}})?
    | {_MONTH}[\s\-/]+(?:\d{{4}}|['’]\d{{2}})
    | \d{{8}} | \d{{6}} | \d{{1,2}}\s\d{{1,2}}\s\d{{2,4}} | (?:19|20)\d\d
)"""

BIRTH: Final = r"""
    \b(?=[bdet])(?:
        d\W{0,2}o\W{0,2}b\b\.? | date\s+of\s+birth\b | birth\s?-?(?:day|date)\b | born\b
        | delivered\b | b\.(?=\s?\d) | e\.?d\.?d\b\.? | due\s+date\b
        | turn(?:s|ed|ing)\s+(?:\d+|[a-z]+)\s+on\b
    )
    | \bbe(?:comes?)?\s+(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve
      |thirteen|fourteen|fifteen|sixteen|seventeen|eighteen)\s+(?:years\s+old\s+)?on\b
"""
"""What stands beside a date of birth."""

_FULL_DATE = rf"""(?:
    \d{{1,2}}\s?{_DASH}\s?\d{{1,2}}\s?{_DASH}\s?(?:\d{{4}}|\d{{2}})
    | {_DAY}[\s\-./]*(?:of\s+)?{_MONTH}[\s\-./,]*(?:\d{{4}}|['’]\d{{2}})
    | {_MONTH}\s+{_DAY},?\s+\d{{4}}
)(?![\d/])"""
_COUNT = r"""(?:\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen
    |fourteen|fifteen|sixteen|seventeen|eighteen)"""

BIRTH_BY_AGE: Final = rf"""
    (?<![\d/.\-])(?:
        \baged?:?\s\d{{1,3}}[,;]?\s(?:\(|on\s)?(?P<after_age>{_FULL_DATE})
        | \(\d{{1,3}}\)\s?(?P<after_number>{_FULL_DATE})
        | (?P<before_age>{_FULL_DATE})[,;]?\s?\(?(?:now\s+|aged?\s+)?
          {_COUNT}(?:\s|-)?(?:(?:and\sa\shalf\s)?(?:y(?:ea)?rs?|months?|mths?|wks|weeks)(?:\s|-)old
          |y/?o\b|yrs?\b)
        | (?P<before_sex>{_FULL_DATE})[,;]?\s?\(?(?-i:F|M)(?=[).,;]|$)
        | \b(?-i:F|M|Female|Male|FEMALE|MALE)[),;]?\s(?P<after_sex>{_FULL_DATE})
        | (?P<before_place>{_FULL_DATE})[,;]?\s\(?\d{{1,2}}/(?:12|52)\s(?:old|of\sage)
    )
"""
"""A whole date that an age or a sex beside it makes a date of birth."""

_NEAR = r"[^\d\n.;!?|]{0,25}?[\n|]?[^\d\n.;!?|]{0,25}?"
DATE_AFTER: Final = rf"{_NEAR}(?<!\d){DATE}(?![\d:])"
DATE_BEFORE: Final = rf"(?<!\d){DATE}\s*[(\[,\-–:]?\s*$"

EMAIL: Final = r"""
    [\w.+'’\-]+@[\w\-]+(?:\.[\w\-]+)+
"""

SPELT_EMAIL: Final = r"""
    \b[\w.]+\s?[\[(]\s?at\s?[\])]\s?\w+(?:\s?(?:\.|[\[(]\s?dot\s?[\])])\s?\w+)+
    | \b\w[\w.]*\s+at\s+\w+\s+dot\s+(?:com|org|net|co|uk|gov|nhs|scot|wales)\b(?:\s+dot\s+\w+)*
"""

WEB: Final = r"""
    \b(?:https?://|www\.)[^\s<>"'|)\]]+
    | \b(?:facebook|fb|instagram|twitter|x|tiktok|snapchat|youtube|linkedin|vinted)\.com/[\w.@\-/]+
    | \b[a-z0-9\-]{3,}\.(?:com|org|net|co\.uk|org\.uk|sch\.uk|nhs\.uk|gov\.uk|scot|wales|info)\b
      (?:/[^\s<>"'|)]*)?
"""

INSURANCE: Final = r"""
    (?<!\w)[A-Z]\s?[A-Z]\s?-?(?:\d{2}[\s\-]?){3}[A-D](?!\w)
"""

PHONE: Final = r"""
    (?<![\w/.\-])(?:\(?\+\s?\d{1,3}\)?|\(?00\s?44\)?|\(?0)(?:[\s().\-/]{0,3}\d){8,12}(?![\d/]|-\d)
"""

TOLD_PHONE: Final = r"""
    \b(?:tel|phone|mobile|mob|ring|rang|call|called|text|texted|whatsapp|landline|fax|ext)\b\.?
    [a-z\s.:]{0,14}[\s:](?P<phone>(?:0\d{3,4}\s?)?\d{3}[\s\-]?\d{3,4})(?![\d/:])
"""

HEALTH: Final = r"""
    (?<![\w.])(?:\d{3}[\s\-.]{0,2}\d{3}[\s\-.]{0,2}\d{4}|\d{6}[\s\-]\d{4})
    (?=\.0+(?!\d)|(?!\w|[.,]\d))
"""

POSTCODE: Final = r"""
    (?<!\w)(?:[A-Z]{1,2}\d[A-Z\d]?\s{0,2}\d[ABD-HJLNP-UW-Z]{2}|GIR\ ?0AA)(?!\w)
"""

PLATE: Final = r"""
    (?<![\w/\-])(?:[A-Z]{2}\d{2}\s?[A-Z]{3}|[A-Z]\d{1,3}\s[A-Z]{3}|[A-Z]{3}\s\d{1,3}[A-Z]
    |[A-Z]{1,2}[IZ][A-Z]?\s\d{2,4}|[a-z]{2}\d{2}\s?[a-z]{3})(?![\w/])
"""

TOLD_PLATE: Final = r"""
    \b(?:reg|registration|vrm|plates?)\.?\s(?:no\.?\s|number\s)?
    (?P<plate>(?=\w*\ ?\w*\d)[A-Z0-9]{2,4}\ ?[A-Z0-9]{2,4})(?!\w)
"""

_END = r"""(?i:street|st|road|rd|avenue|ave|lane|ln|close|cl|drive|dr|crescent|cres|terrace|terr
    |gardens|gdns|grove|place|pl|square|sq|mews|row|court|ct|walk|rise|hill|view|green|park|way
    |parade|wharf|quay|bank|brae|wynd|vennel|loan|rigg|garth|fold|croft|drove|vale|mount|heights
    |cottages?|villas|mansions|house|lodge|gate|yard|side|end|fields?|meadows?|bridge|estate
    |buildings|flats|towers?|embankment|circus|path|common|broadway|high\s+street|dene|bay|chase)"""
STREET: Final = _END
"""What ends an address."""

_SURE_END = r"""(?:street|road|avenue|lane|close|drive|crescent|terrace|gardens|grove|row|mews|wynd
    |court|place|walk|brae|st|rd|ave)"""
_NO_NAME = r"""(?!(?:the|a|an|down|up|on|in|of|off|to|at|from|by|his|her|their|my|our|this|that
    |further|more|other|new|next|minutes?|miles?|hours?|days?|weeks?|months?|years?|children|people|men|women
    |boys|girls|metres|yards|took|takes|place|and|or|per|each|every|with|for|is|was|very|too)\b)"""

ADDRESS: Final = rf"""
    (?<![\w/.])(?:(?i:flat|apartment|apt|unit|room)\s+\w+(?:/\d+)?,?\s+)?(?:[Nn]o\.?\s*)?
    \d{{1,4}}[a-zA-Z]?(?:\s?[/\-–]\s?\d{{1,3}}[a-zA-Z]?)?,?[ \u00a0]+
    (?:[A-Z][\w'’.\-]*\s+){{1,3}}{_END}(?![\w'’])
"""

SMALL_ADDRESS: Final = rf"""
    (?<![\w/.:])\d{{1,4}}[a-z]?\s+(?:{_NO_NAME}[a-z][\w'’]+\s+){{1,2}}{_SURE_END}(?![\w'’])
"""

FLAT: Final = r"""
    \b(?:[Ff]lat|[Aa]partment|APT|FLAT|[Aa]pt)\s+(?:\d+[A-Za-z]?(?:/\d+)?|[A-Z]\d*)\b
    (?:,?\s+(?:\d+\s+)?[A-Z][\w'’]+)*
    | \b(?:[Uu]nit|[Pp]lot|[Cc]aravan|[Pp]itch)\s+\d+[A-Za-z]?,?\s+[A-Z][\w'’]+(?:\s[A-Z][\w'’]+)*
    | \b[Hh]ouse\s+(?:number|no\.?)\s*\d{1,4}[A-Za-z]?\b
"""

COLLAR: Final = r"""
    \b(?:PC|PS|DC|DS|DI|WPC|PCSO|SC|Sgt|Officer|Constable|Const)\.?\s?(?:no\.?\s?)?
    [A-Z]?\d{3,6}[A-Z]?\b
"""

_KEYWORD = r"""(?:
    crime|incident|inc|log|cad|storm|niche|athena|connect|holmes|pnc(?:id)?|cro|crn|urn|upn|uln|uci
    |mrn|cis|pas|emis|systmone|rio|lcs|ics|mosaic|liquidlogic|carefirst|swift|eclipse|cpoms|myconcern
    |hospital|hosp|patient|pt|case|court|police|tenancy|tenant|rent|account|acc|a/c|file|client|person
    |social\s+care|social\s+work|service\s+user|pupil|student|candidate|passport|licen[cs]e|claim
    |occurrence|occ|custody|intel(?:ligence)?|warrant|ppn|vpn|vpd|ivpd|chi|nhs|h&c|hcn
    |national\s+insurance|nino|collar|shoulder|warrant\s+card|family|child|unit|k\s?number|our\s+ref
    |your\s+ref|ref(?:erence)?|housing|repair|job|order|complaint|report|scra|reporter|mpr|misper
    |charge|exhibit|letter|application|nrm|ho|home\s+office|asylum|port|arc|iban|sort\s+code|card
    |record|index|system|id|number|no
)"""
_LINKS = r"""(?:[\s.:\#=\-–(]*(?:record|file|reference|ref|number|numbers|num|no|nos|id|identifier
    |log|card|code|system|is|was|of)\b)*"""

SAYS_REFERENCE: Final = rf"\b{_KEYWORD}\b{_LINKS}[\s.:\#=\-–(]{{1,4}}$"
"""What stands before a reference number, and makes one of what could be any number."""

DATED_REFERENCE: Final = r"""
    \b(?:log|cad|incident|inc|exhibit)\b(?:\s+(?:no|number)\.?)?\s+
    (?P<ref>\d{1,5}(?=\s+(?:of|dated|on)\s+\d)|[A-Z]{2,4}/\d{1,3}\b)
"""

BARE_REFERENCE: Final = r"""
    (?<![\w\-/.])(?:
        [A-Z]{2}\d{2}[A-Z]\d{5}                     # a court's case number
        |[A-Z]\d{11}[A-Z\d]                         # a pupil's number
        |\d{2}[A-Z]{1,3}[/\-]\d{3,6}[/\-]\d{2,4}    # a crime number
        |\d{2,4}/\d{3,7}[A-Z]                       # of the police national computer
        |\d{2}/\d{4,6}/\d{2}
        |[A-Z]{2,4}\ \d{5,}
        |(?=[A-Z])(?:[A-Z]{1,6}[/\-]?){1,3}(?:\d+[/\-])*\d{4,}(?:[/\-]\w+)*
        |\d{7,16}
    )(?![\w/])
"""

HANDLE: Final = r"""
    (?<![\w@./])@(?=[\w.]*[A-Za-z])[A-Za-z0-9_][\w.]{1,29}(?<!\.)
    | (?<![\w@./\-])(?=[a-zA-Z]+[_.][\w.]*\d)(?:[a-zA-Z]+[_.])+[a-zA-Z]*\.?\d{2,4}(?!\w|[/\-]|\.\w)
"""

USER: Final = r"""
    \b(?:snapchat|snap|insta(?:gram)?|tiktok|facebook|fb|twitter|discord|roblox|xbox|psn|gamertag
    |gamer\s?tag|user\s?name|user\s?id|handle|login|profile|account|steam|fortnite|kik|telegram
    |messenger|tag)\b
    (?:\s+(?:name|id|handle|user|account|tag|profile))?[\s:=\-–]*(?:(?:is|was|called|as|under|named)\s+)?
    ["'“‘]?(?P<user>(?=[\w.\-]*(?:\d|_|[a-z]\.[a-z]))(?!www\.|http)[A-Za-z][\w.\-]{2,}\w)
"""

LONG_AGO: Final = r"(?:19[2-9]\d|200\d|(?<=\d[/.\-])[3-9]\d)(?!\d|[/\-.]\d)"
"""A year in which grown-ups were born, and which records of today do not tell by the day."""

DATE_LONG_AGO: Final = rf"""
    (?<![\d/.\-])(?:\d{{1,2}}(?P<sign>{_DASH})\d{{1,2}}(?P=sign)(?:\d{{4}}|\d\d)
    | \d{{1,2}}(?:st|nd|rd|th)?[\s\-./]*(?:of\s+)?{_MONTH}[\s\-./,]*\d{{4}}
    | {_MONTH}\s+{_DAY},?\s+\d{{4}})$
"""

_ROLES = r"""(?:worker|officer|teacher|leader|lead|manager|nurse|visitor|assistant|supervisor|taker
    |chair|caretaker|co-?ordinator|support|practitioner|midwife|therapist|tutor|head|headteacher
    |deputy|warden|carer|clerk|solicitor|guardian|advocate|interpreter|mentor|secretary|receptionist
    |consultant|registrar|paramedic|psychologist|paediatrician|adviser|advisor|governor|reviewer
    |administrator|counsellor|cleaner|driver|neighbour|SW|SSW|HV|IRO|DSL|GP|TA|CPN|SENCO|FSW|EWO)"""
ROLES: Final = _ROLES
"""Who somebody is, beside initials."""

_LETTERS = r"(?:[A-Z]\.?\s?[A-Z]\.?|[A-Z]{1,2}(?:Mc|Mac|O['’])[A-Z])"

INITIALS: Final = rf"""
    (?<![\w.&/\-])(?:
        (?P<dotted>[A-Z]\.\s?[A-Z]\.(?:\s?[A-Z]\.)?)(?![\w])(?!\s?[A-Z][a-z])
        | (?P<mac>[A-Z]{{1,2}}(?:Mc|Mac)[A-Z])(?!\w)
        | (?P<before>{_LETTERS})(?!\w)(?:,\s|\s?[(\[]|\s[–-]\s)
          (?:(?:the|our|my|his|her|their|a|an)\s)?(?:[A-Za-z]+[\s-]){{0,2}}{_ROLES}\b
        | (?i:\b(?:worker|officer|teacher|leader|manager|nurse|visitor|assistant|supervisor
          |caretaker|midwife|mentor|neighbour|minutes\s(?:taken\s)?by|signed(?:\sby)?|initialled(?:\sby)?
          |initials|taken\sby|completed\sby|seen\sby|s/b|d/w|with|w|cc|told|informed
          |rang)\b:?\s?,?\s?)
          (?P<after>{_LETTERS})(?![\w&/])
    )
"""
"""Initials: with dots, or beside a word that says what somebody is."""

LABELS: Final = r"""
    \b(?:tel|phone|mobile|mob|ring|rang|call|called|text|texted|whatsapp|landline|fax|ext
    |reg|registration|vrm|plates?|snapchat|snap|insta(?:gram)?|tiktok|facebook|fb|twitter|discord
    |roblox|xbox|psn|gamertag|gamer\s?tag|user\s?name|user\s?id|handle|login|profile|account|steam
    |fortnite|kik|telegram|messenger|tag|flat|apartment|apt|unit|room|plot|caravan|pitch
    |minutes\s(?:taken\s)?by|signed(?:\sby)?|initialled(?:\sby)?|initials|taken\sby|completed\sby
    |seen\sby|s/b|d/w|cc|told|informed|pc|ps|dc|ds|di|wpc|pcso|sgt|officer|constable)\b
"""
"""What says that numbers, letters or a name behind it identify: see the patterns above."""
