"""The registers of the planted corpora."""

from __future__ import annotations

from workshop_tui.practice.records import Identity

_LINES: tuple[tuple[str, str, str, tuple[str, ...]], ...] = (
    ("child", "Tamsin Quillfeather", "Child A", ("Tam", "TQ")),
    ("family", "Bryony Quillfeather", "Mother", ("Bry", "Bryony Sallowby", "BQ")),
    ("family", "Grant Oakhanger", "Mother's partner", ("GO",)),
    ("child", "Will Oakhanger", "Sibling 1", ()),
    ("family", "שרה לוי", "Maternal grandmother", ()),
    ("professional", "Grace Penhallow-Tye", "HV1", ()),
    ("professional", "Mark Dunwhistle", "SW1", ()),
    ("professional", "Rose Abernye", "DSL1", ()),
    ("professional", "Dr Łukasz Wrzos", "GP1", ("Dr L Wrzos",)),
    ("agency", "Cobblewick Primary School", "School 1", ("Cobblewick", "Cobblewick Primary")),
    ("place", "27 Thimble Row", "Street 1", ("Thimble Row",)),
    ("place", "Mossgarth", "Town 1", ()),
)

FIRST = [
    Identity(id=number, kind=kind, name=name, pseudonym=pseudonym, aliases=aliases)
    for number, (kind, name, pseudonym, aliases) in enumerate(_LINES, start=1)
]

_SECOND_LINES: tuple[tuple[str, str, str, tuple[str, ...]], ...] = (
    ("family", "Mhairi McGlashan", "Mother", ("Mo",)),
    ("child", "Hope McGlashan", "Child A", ()),
    ("family", "Callum Ure", "Father", ()),
    ("family", "Agnes McGlashan", "Grandmother", ()),
    ("child", "Olamide Adeyinka-Brook", "Child B", ("Ola", "OAB")),
    ("family", "Miriam Adeyinka-Brook", "Mother of Child B", ("Mimi", "Adeyinka Brook")),
    ("family", "Dean Trickett", "Lodger", ()),
    ("professional", "Aoife O'Hanlon", "GP1", ("Dr O'Hanlon",)),
    ("family", "Miles Trevanion", "Father of Sibling 1", ()),
    ("child", "Miles Adeyinka-Brook", "Sibling 1", ("Miles jnr",)),
    ("child", "Rhodri Pugh-Vaughan", "Child C", ()),
    ("professional", "Hope Ferrand", "DS1", ("DS Ferrand",)),
    ("family", "Samira Al-Khatib", "Mother of Child D", ("SAK",)),
    ("child", "ياسمين الخطيب", "Child D", ("Yasmin",)),
    ("agency", "St Columba's", "School 1", ()),
    ("agency", "The Withies", "Nursery 1", ("The Withies Nursery",)),
    ("place", "3 Osier Holt", "Street 1", ("Osier Holt",)),
    ("place", "Corbiestane Road", "Street 2", ()),
)

SECOND = [
    Identity(id=number, kind=kind, name=name, pseudonym=pseudonym, aliases=aliases)
    for number, (kind, name, pseudonym, aliases) in enumerate(_SECOND_LINES, start=1)
]

_THIRD_LINES: tuple[tuple[str, str, str, tuple[str, ...]], ...] = (
    ("child", "Summer Stone", "Child A", ()),
    ("family", "Keziah Amelia Stone", "Mother", ("Kez", "Ms Stone")),
    ("family", "Chase Bright", "Father", ("CB",)),
    ("professional", "Joy Field", "HV1", ()),
    ("professional", "Dr Bako", "GP1", ("Dr Ngozi Bako",)),
    ("agency", "Lantern Street Infants", "School 1", ()),
    ("place", "6 Weavers' Yard", "Street 1", ("Weavers' Yard",)),
)

THIRD = [
    Identity(id=number, kind=kind, name=name, pseudonym=pseudonym, aliases=aliases)
    for number, (kind, name, pseudonym, aliases) in enumerate(_THIRD_LINES, start=1)
]

_FOURTH_LINES: tuple[tuple[str, str, str, tuple[str, ...]], ...] = (
    ("child", "Ezra Whitcombe", "Child A", ()),
    ("child", "Delphine Whitcombe", "Sibling 1", ()),
    ("family", "Natasha Whitcombe", "Mother", ("Tash",)),
    ("family", "Lorraine Whitcombe", "Grandmother", ()),
    ("professional", "Fatou Jallow", "SW1", ()),
    ("professional", "Dr Sunil Rao-Bennett", "GP1", ()),
)

FOURTH = [
    Identity(id=number, kind=kind, name=name, pseudonym=pseudonym, aliases=aliases)
    for number, (kind, name, pseudonym, aliases) in enumerate(_FOURTH_LINES, start=1)
]

_FIFTH_LINES: tuple[tuple[str, str, str, tuple[str, ...]], ...] = (
    ("child", "Catriona Strachan-Muir", "Child A", ("Catri", "CSM")),
    ("child", "Fearghas Muir", "Sibling 1", ("Fergie",)),
    ("family", "Shona Strachan", "Mother", ("Shona Gilfillan", "Shonny", "SS")),
    ("family", "Bilal Qureshi-Haddad", "Mother's partner", ("BQH", "Billy")),
    ("family", "فاطمة حداد", "Grandmother", ("Fatima Haddad",)),
    ("family", "Siân Ó Dálaigh", "Aunt", ()),
    ("professional", "Hope Tranter", "HV1", ("HT",)),
    ("professional", "Dr Jørgen Lindqvåst", "GP1", ()),
    ("professional", "Drew Stoddart", "Officer 1", ("DS",)),
    ("professional", "Ifeoma Nwachukwu-Bell", "SW1", ("Ify", "INB")),
    ("agency", "Tarnbrae Primary School", "School 1", ("Tarnbrae Primary", "TPS")),
    ("place", "14 Larkmuir Wynd", "Street 1", ("Larkmuir Wynd",)),
    ("place", "Glenorrin", "Town 1", ()),
    ("identifier", "PS-20240117-0832", "Incident 1", ()),
)

FIFTH = [
    Identity(id=number, kind=kind, name=name, pseudonym=pseudonym, aliases=aliases)
    for number, (kind, name, pseudonym, aliases) in enumerate(_FIFTH_LINES, start=1)
]

_SIXTH_LINES: tuple[tuple[str, str, str, tuple[str, ...]], ...] = (
    ("child", "Ottilie Brackenbury", "Child A", ("Tilly", "OB")),
    ("child", "Zayn Brackenbury-Okafor", "Sibling 1", ("Zee",)),
    ("family", "Joy Brackenbury", "Mother", ("Joy Lockyer", "Jojo", "JB")),
    ("family", "Emeka Okafor", "Father", ("Mekky", "EO")),
    ("family", "أحمد منصور", "Lodger", ("Ahmad Mansour",)),
    ("family", "Zoë Lockyer", "Grandmother", ("Nanny Zo",)),
    ("professional", "Faith Underhay", "SW1", ()),
    ("professional", "Dr Małgorzata Szczepańska", "GP1", ("Dr Gosia",)),
    ("professional", "Craig Dalrymple", "Officer 1", ("CD",)),
    ("professional", "Niamh Ó Braonáin", "HV1", ()),
    ("agency", "Sedgeholme Academy", "School 1", ("Sedgeholme",)),
    ("place", "3 Gannet Close", "Street 1", ("Gannet Close",)),
    ("place", "Wrackhaven", "Town 1", ()),
    ("identifier", "NK/22/5591", "Occurrence 1", ()),
)

SIXTH = [
    Identity(id=number, kind=kind, name=name, pseudonym=pseudonym, aliases=aliases)
    for number, (kind, name, pseudonym, aliases) in enumerate(_SIXTH_LINES, start=1)
]
