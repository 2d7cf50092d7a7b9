"""One person weighed exactly: the bits, the band, and whether it could be a relative."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from prevent_desk.referrals.model.matching import births, households
from prevent_desk.referrals.model.matching.households import Home
from prevent_desk.referrals.model.matching.names import Parts
from prevent_desk.referrals.model.matching.records import Band, Known, Reason, Sought
from prevent_desk.referrals.model.matching.tables import tables
from prevent_desk.referrals.model.matching.vocabulary import SHORT_FORM, Vocabulary
from prevent_desk.referrals.model.matching.weighing import Agreement, Pair, TypedName, agree

STRONG, STRONG_ALONE = 22.0, 24.0
"""Bits for the upper band; more where neither phone nor address agrees. Of pairs below it that
agree in name and date of birth, some are two people: common names meet common days."""

_GOOD = 0.80
_BORN_STRONG, _BORN_ALONE = births.NEW_YEAR, births.SLIP
_BORN_AGAINST = -3.5
_BORNE_BY = 5


@dataclass(frozen=True, slots=True)
class Question:
    """A search, made ready to be held against one person after another.

    Attributes:
        ways: Every way to read every name typed.
    """

    sought: Sought
    ways: tuple[TypedName, ...]
    home: Home

    @classmethod
    def of(cls, sought: Sought, ways: Sequence[TypedName]) -> Question:
        """Return a search made ready."""
        return cls(sought, tuple(ways), households.home(sought.address, sought.postcode))


@dataclass(frozen=True, slots=True)
class Judged:
    """A person weighed.

    Attributes:
        name: The one of their names that agrees best, as told.
        agreement: None when no name was typed.
        born, phone, home: What those say; None where they say nothing.
    """

    known: Known
    name: str
    agreement: Agreement | None
    born: Reason | None
    phone: Reason | None
    home: Reason | None
    bits: float

    @property
    def rank(self) -> tuple[float, int, int]:
        """What puts people in order: evidence, then the later referral."""
        return (round(self.bits, 3), self.known.year, -self.known.id)

    @property
    def household(self) -> float:
        """Bits of living together or sharing a phone."""
        return households.together(_bits(self.phone), _bits(self.home))

    def is_worth_a_look(self, least: float) -> bool:
        """Say whether it may be shown: enough evidence, and not a date of birth alone."""
        if self.bits < least:
            return False
        return self.agreement is None or self.agreement.bits > 0 or self.household > 0


def judge(
    question: Question,
    known: Known,
    told: Sequence[tuple[str, Parts]],
    vocabulary: Vocabulary,
) -> Judged:
    """Weigh one person.

    Args:
        question: Whom somebody looks for.
        known: The person.
        told: Each name of theirs, and its parts.
        vocabulary: Whose words the question was held against.
    """
    best: Agreement | None = None
    name = told[0][0] if told else ""
    for one, stored in told:
        for way in question.ways:
            found = agree(way, stored, vocabulary)
            if best is None or found.bits > best.bits:
                best, name = found, one
    born = births.compare(question.sought.born, known.born)
    phone, home = household(question, known)
    bits = (best.bits if best else 0.0) + _bits(born)
    bits += households.together(_bits(phone), _bits(home))
    return Judged(known, name, best, born, phone, home, bits)


def household(question: Question, known: Known) -> tuple[Reason | None, Reason | None]:
    """Return what phones and what addresses say; None where they say nothing."""
    phone = home = None
    if question.sought.phones:
        phone = households.compare_phones(question.sought.phones, known.phones)
    if question.home.house or question.home.postcode:
        homes = households.homes(known.address, known.postcode, known.earlier)
        home = households.compare_homes(question.home, homes)
    return phone, home


def band(one: Judged, vocabulary: Vocabulary) -> Band:
    """Return how much speaks for it; strong only when several things agree and none contradicts."""
    agreement = one.agreement
    enough = STRONG if one.household > 0 else STRONG_ALONE
    if agreement is None or one.bits < enough or len(agreement.pairs) < 2:
        return Band.POSSIBLE
    born = _bits(one.born)
    dated = born >= _BORN_ALONE or (born >= _BORN_STRONG and one.household > 0)
    if not dated or _is_weak(agreement) or _contradicts(agreement, vocabulary):
        return Band.POSSIBLE
    return Band.STRONG


def is_relative(one: Judged, vocabulary: Vocabulary) -> bool:
    """Say whether it looks like somebody else of the same household."""
    if one.household < households.SAME_POSTCODE:
        return False
    if _bits(one.born) <= _BORN_AGAINST:
        return True
    return one.agreement is not None and _contradicts(one.agreement, vocabulary)


def are_two_names(pair: Pair, agreement: Agreement, vocabulary: Vocabulary) -> bool:
    """Say whether a typed word and its partner are two names that people are given.

    Clare and Carl are alike by their letters, but a parent chose each; Clare and Clqre are not.
    """
    if pair.likeness > SHORT_FORM - 0.005 or pair.first != pair.last:
        return False
    typed, stored = agreement.typed.words[pair.typed].word, agreement.stored.words[pair.first]
    if min(len(typed), len(stored)) == 1:
        return False
    return all(_is_a_name(word, vocabulary) for word in (typed, stored))


def _is_weak(agreement: Agreement) -> bool:
    """Say whether a word agrees only so far, such as an initial."""
    light = agreement.typed.light
    return any(pair.likeness < _GOOD for pair in agreement.pairs if not light[pair.typed])


def _contradicts(agreement: Agreement, vocabulary: Vocabulary) -> bool:
    """Say whether a name of one has no partner in the other, such as a twin's first name."""
    if agreement.missing():
        return True
    if any(are_two_names(pair, agreement, vocabulary) for pair in agreement.pairs):
        return True
    # Of "Ali Mohamed Osman" and "Mohamed Osman" one may be the other's brother or father.
    return len(agreement.pairs) > 1 and 0 in agreement.extra()


def _is_a_name(word: str, vocabulary: Vocabulary) -> bool:
    place = vocabulary.place(word)
    if place is not None and vocabulary.count(place) >= _BORNE_BY:
        return True
    known = tables()
    return word in known.spellings or word in known.short_forms or word in known.common


def _bits(reason: Reason | None) -> float:
    return reason.bits if reason else 0.0
