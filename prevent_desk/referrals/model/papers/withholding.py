"""Keeping somebody's identity out of a text, wherever it was typed.

A paper is built without the referrer's record, but officers write names into free words ("Mrs Owusu
rang again"). So whatever goes out has each sign of who they are struck out: names and their parts,
phones however they are spaced, addresses of mail, the organisation. It rather strikes out a word
too many than lets a name through; a word that is also the subject's own stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from prevent_desk.referrals.model.records import Person, Referrer

REFERRER = "[the referrer]"
SUBJECT = "[the person]"

_LEAST_PART = 3
_LEAST_DIGITS = 6
_LAST_DIGITS = 10
"""Of a phone number of this country without its country or trunk code."""

_WORDS = (
    "amber april art august bill black brown chance chase christian dawn dean drew faith frank "
    "good grace grant gray green grey heather hope hunter ivy jack june joy king lane long mark "
    "mason may miles north olive page pat penny price ray rich rob rose sandy short sky song "
    "south stone summer sunny sue tan west white will wood wells young"
)
_ALSO_WORDS = frozenset(_WORDS.split())
"""Names that are words as well: struck out only where they are written as names, with a capital."""

_TITLES = frozenset(
    (
        "mr",
        "mrs",
        "ms",
        "miss",
        "mx",
        "dr",
        "doctor",
        "sir",
        "madam",
        "rev",
        "imam",
        "father",
        "sister",
    )
)


@dataclass(frozen=True, slots=True)
class Withheld:
    """Strikes signs of one person out of texts."""

    patterns: tuple[re.Pattern[str], ...]
    instead: str

    def __call__(self, text: str) -> str:
        """Return a text without them."""
        for pattern in self.patterns:
            text = pattern.sub(self.instead, text)
        # "Ama Owusu" is one person, not two.
        twice = re.escape(self.instead)
        return re.sub(rf"{twice}(?:[\s,.]*{twice})+", self.instead, text)


def referrer(told: Referrer, subjects: Iterable[Person]) -> Withheld:
    """Return what strikes a referrer out; what the subjects share with them stays theirs."""
    theirs = {part.casefold() for one in subjects for part in _parts(_names(one))}
    answers = told.answers or {}
    texts = [str(value) for value in answers.values() if isinstance(value, str)]
    mails = [told.email, *(found for text in texts for found in re.findall(r"\S+@\S+", text))]
    phones = [told.phone, *(text for text in texts if len(_digits(text)) >= _LEAST_DIGITS)]
    names = [told.name, *(text for key, text in _items(answers) if "name" in key)]
    places = [told.organisation, *(text for key, text in _items(answers) if "organisation" in key)]
    return Withheld(
        (
            *_literal(mails),
            *_phones(phones),
            *_literal(place for place in places if len(place) > _LEAST_PART),
            *_name_patterns(names, theirs),
        ),
        REFERRER,
    )


def subjects(people: Iterable[Person]) -> Withheld:
    """Return what strikes the people a referral is about out, for papers by reference."""
    known = list(people)
    names = [name for one in known for name in _names(one)]
    contacts = [text for one in known for text in (*one.emails, *one.online)]
    phones = [phone for one in known for phone in one.phones]
    places = [
        text
        for one in known
        for text in (one.address, one.postcode, *one.earlier)
        if len(text.strip()) > _LEAST_PART
    ]
    return Withheld(
        (
            *_literal(contacts),
            *_phones(phones),
            *_literal(places),
            *_name_patterns(names, set()),
        ),
        SUBJECT,
    )


def _names(person: Person) -> list[str]:
    return [f"{person.given} {person.family}".strip(), *person.aliases]


def _items(answers: object) -> Iterable[tuple[str, str]]:
    if isinstance(answers, dict):
        yield from ((str(key), value) for key, value in answers.items() if isinstance(value, str))


def _parts(names: Iterable[str]) -> list[str]:
    found = [part for name in names for part in re.findall(r"[^\W\d_]+(?:['’][^\W\d_]+)*", name)]
    return [part for part in found if part.casefold() not in _TITLES]


def _untitled(name: str) -> str:
    words = name.split()
    while len(words) > 1 and words[0].strip(".").casefold() in _TITLES:
        del words[0]
    return " ".join(words)


def _name_patterns(names: Iterable[str], kept: set[str]) -> Iterable[re.Pattern[str]]:
    known = [_untitled(name) for name in names if name.strip()]
    yield from _literal(name for name in known if len(_parts([name])) > 1)
    for part in dict.fromkeys(_parts(known)):
        if len(part) < _LEAST_PART or part.casefold() in kept:
            continue
        if part.casefold() in _ALSO_WORDS:
            yield _word(part.capitalize(), 0)
            yield _word(part.upper(), 0)
        else:
            yield _word(part, re.IGNORECASE)


def _literal(texts: Iterable[str]) -> Iterable[re.Pattern[str]]:
    for text in dict.fromkeys(text.strip() for text in texts):
        if text:
            spaced = r"[\s-]+".join(re.escape(part) for part in re.split(r"[\s-]+", text) if part)
            yield _compiled(spaced)


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){pattern}(?!\w)", re.IGNORECASE)


def _word(part: str, flags: int) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(part)}(?:['’]s)?(?!\w)", flags)


def _phones(phones: Iterable[str]) -> Iterable[re.Pattern[str]]:
    for phone in phones:
        digits = _digits(phone)[-_LAST_DIGITS:]
        if len(digits) >= _LEAST_DIGITS:
            spaced = r"[\s().\-–/]*".join(digits)
            yield re.compile(rf"(?:\+?\d{{1,3}}[\s().\-]*)?(?:\(0\)|0)?[\s().\-]*{spaced}(?!\d)")


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)
