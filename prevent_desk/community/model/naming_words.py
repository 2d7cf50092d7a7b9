"""What is known beforehand of words that name people, and of words that do not.

Names are those people are matched by (`resources/matching`); what names nobody stands in
`resources/naming/words.toml`. All are kept as people type them, in small letters.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache

from prevent_desk import paths
from prevent_desk.referrals.model.matching.tables import tables


@dataclass(frozen=True, slots=True)
class NamingWords:
    """All that is looked up; every word in small letters.

    Attributes:
        given: Names people are called by, also their short and pet forms.
        borne: Names of any kind, given or of a family, in every spelling that is known.
        nobody: Words no name is made of.
        places: Kinds of places: the words before them are the place's name.
        before_places: What follows them is a saint's or a place's name.
        phrases: Shops and movements called like people, between blanks.
        doubtful: Given names that are words or places as well.
        things: What is called something and is no person.
        family: Family names that are words no name is made of elsewhere: "White".
    """

    given: frozenset[str]
    borne: frozenset[str]
    nobody: frozenset[str]
    places: frozenset[str]
    before_places: frozenset[str]
    phrases: str
    doubtful: frozenset[str]
    things: frozenset[str]
    family: frozenset[str]


@cache
def naming_words() -> NamingWords:
    """Return the words as shipped; read once."""
    names = tables()
    kept = tomllib.loads((paths.resources() / "naming" / "words.toml").read_text("utf-8"))
    places = frozenset(kept["places"].split())
    given = frozenset(names.short_forms) | frozenset(names.common)
    return NamingWords(
        given=given,
        borne=given | frozenset(names.spellings),
        nobody=places | frozenset(kept["words"].split()) | frozenset(kept["before_places"].split()),
        places=places,
        before_places=frozenset(kept["before_places"].split()),
        phrases=f" {' | '.join(kept['phrases'])} ",
        doubtful=frozenset(kept["doubtful"].split()),
        things=frozenset(kept["things"].split()),
        family=frozenset(kept["family"].split()),
    )
