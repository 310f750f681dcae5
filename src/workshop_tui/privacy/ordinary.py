"""Words that stand in names and are ordinary words too, so that their case must be looked at."""

from __future__ import annotations

MONTHS = frozenset({"january", "april", "may", "june", "july", "august", "jan", "apr", "aug"})
"""Names that are months: beside a number they are a date."""

WORD_NAMES = MONTHS | frozenset(
    {
        *("mark", "marks", "will", "wills", "grace", "rose", "faith", "hope", "joy", "dawn", "eve"),
        *("bill", "frank", "jack", "rob", "sue", "pat", "art", "ray", "guy", "miles", "summer"),
        *("amber", "ruby", "lily", "iris", "ivy", "heath", "glen", "cliff", "dale", "lane", "van"),
        *("grant", "chase", "drew", "skip", "rich", "hunter", "mason", "mercy", "patience", "nan"),
        *("brown", "green", "white", "black", "gray", "grey", "young", "long", "short", "small"),
        *("day", "field", "hill", "wood", "woods", "stone", "brook", "brooks", "bell", "fox"),
        *("bird", "cook", "baker", "carpenter", "page", "price", "power", "sharp", "swift", "gem"),
        *("little", "moody", "rush", "savage", "love", "darling", "church", "park", "street"),
        *(
            "autumn",
            "winter",
            "spring",
            "christian",
            "christmas",
            "angel",
            "destiny",
            "star",
            "sky",
        ),
        *("pearl", "poppy", "daisy", "violet", "heather", "holly", "hazel", "olive", "ginger"),
        *(
            "cherry",
            "crystal",
            "jade",
            "sandy",
            "rusty",
            "penny",
            "victor",
            "major",
            "duke",
            "earl",
        ),
        *("king", "prince", "bishop", "pope", "knight", "noble", "story", "case", "ward", "hall"),
        *("house", "home", "banks", "bridge", "mill", "mills", "marsh", "moss", "reed", "rice"),
        *("barber", "butler", "farmer", "fisher", "gardener", "miller", "porter", "potter"),
        *("shepherd", "walker", "turner", "bond", "cash", "court", "cross", "french", "german"),
        *("guest", "hand", "head", "heart", "hardy", "keen", "law", "lock", "lord", "parish"),
        *("parsons", "peace", "pike", "plant", "pool", "pound", "pride", "quick", "read", "rivers"),
        *("rock", "sage", "salt", "sands", "speed", "steel", "strong", "sweet", "thorn", "town"),
        *("wall", "waters", "way", "weeks", "west", "north", "east", "south", "wild", "wise"),
        *("wolf", "worth", "care", "able", "driver", "early", "fair", "fields", "flowers", "ford"),
        *("forest", "foster", "frost", "garden", "gates", "gold", "good", "hunt", "lamb", "lake"),
        *("land", "last", "low", "lucky", "moon", "more", "nice", "pepper", "raven", "robin"),
        *("royal", "rule", "sale", "self", "silver", "snow", "still", "storm", "temple", "wake"),
        *("wing", "yard", "don", "max", "dot", "peg", "bud", "kit", "ash", "mum", "dad", "mam"),
        *("mother", "father", "sister", "brother", "gran", "nana", "baby", "school", "nursery"),
    }
)
"""In lower case. Such a name is found as "Will" and "WILL", never as "will"."""

TITLES = frozenset(
    {
        *("mr", "mrs", "ms", "miss", "mx", "dr", "doctor", "prof", "professor", "sir", "lady"),
        *("pc", "pcso", "dc", "ds", "di", "dci", "ps", "sgt", "sergeant", "insp", "inspector"),
        *("constable", "officer", "sr", "nurse", "sister", "matron", "midwife", "teacher"),
        *("sw", "hv", "gp", "cllr", "rev", "judge", "aunt", "auntie", "aunty", "uncle", "mum"),
        *("nan", "nana", "gran", "granny", "grandma", "grandad", "grandpa", "jr", "snr", "baby"),
    }
)
"""What stands before a name and is no part of it."""

PARTICLES = frozenset(
    {"de", "da", "del", "di", "du", "van", "von", "der", "den", "la", "le", "al", "el", "bin"}
    | {"ibn", "of", "the", "and", "st", "ap", "ó", "o"}
)
"""Parts of a name that name nobody by themselves."""
