"""Why somebody is shown, for and against, in plain words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from prevent_desk.referrals.model.matching.judging import Judged, Question, are_two_names
from prevent_desk.referrals.model.matching.names import parts
from prevent_desk.referrals.model.matching.records import Kind, Reason, Sought
from prevent_desk.referrals.model.matching.sounds import fold
from prevent_desk.referrals.model.matching.tables import tables
from prevent_desk.referrals.model.matching.vocabulary import EXACT, Vocabulary
from prevent_desk.referrals.model.matching.weighing import Agreement, Pair

_NEARLY = 0.86
_ORDER: dict[Kind, int] = {"for": 0, "part": 1, "against": 2}


def reasons(
    question: Question, one: Judged, vocabulary: Vocabulary, *, relative: bool
) -> tuple[Reason, ...]:
    """Return the reasons for showing somebody: those for it, in part, against.

    Args:
        question: Whom somebody looks for.
        one: The person, weighed.
        vocabulary: Whose words were compared.
        relative: Whether it looks like somebody else of the household.
    """
    found = [*_of_name(one, vocabulary), *_of_birth(question.sought, one)]
    found += _of_household(one, relative=relative)
    return tuple(sorted(found, key=lambda reason: _ORDER[reason.kind]))


def say_tie(sought: Sought, people: int, most: int, *, cut: bool) -> str:
    """Return the sentence that asks for one more field, when many fit equally well.

    Args:
        sought: What was typed.
        people: How many fit about as well as the best.
        most: How many are shown.
        cut: Whether there are more still, which were not weighed one by one.
    """
    missing = [] if sought.born and sought.born.is_full else ["date of birth"]
    if sought.born is None:
        missing = ["year of birth"]
    missing += [] if sought.phones else ["phone"]
    missing += [] if sought.postcode else ["postcode"]
    count = f"More than {people}" if cut else str(people)
    name = sought.names[0].strip() if sought.names else ""
    fit = f"people named {name} or a spelling of it" if name else "people fit equally well"
    if not missing:
        return f"{count} {fit}."
    asked = " or ".join([", ".join(missing[:-1]), missing[-1]]) if missing[1:] else missing[0]
    return f"{count} {fit}: add {asked}."


def _of_name(one: Judged, vocabulary: Vocabulary) -> Iterator[Reason]:
    agreement = one.agreement
    if agreement is None:
        return
    told = one.known.names
    if agreement.pairs and told and one.name != told[0]:
        yield Reason(f"Matches another name they are known by: {one.name}", "for")
    exact = [pair for pair in agreement.pairs if pair.likeness >= EXACT]
    missing, extra = agreement.missing(), agreement.extra()
    whole = len(exact) == len(agreement.pairs) and not missing and not extra
    if whole and agreement.pairs:
        yield Reason("Same name", "for", sum(pair.bits for pair in agreement.pairs))
    else:
        said = _Said(one.name, agreement)
        for pair in agreement.pairs:
            if not agreement.typed.light[pair.typed]:
                yield said.pair(pair, vocabulary)
        yield from said.without_partner(missing, extra)
    if len(agreement.pairs) > 1 and not agreement.in_order:
        yield Reason("Names in another order", "for")


class _Said:
    """Words about one agreement, with names spelt as they were typed and told."""

    def __init__(self, stored_name: str, agreement: Agreement) -> None:
        self._agreement = agreement
        self._typed_as, self._stored_as = (
            _as_written(agreement.typed.text),
            _as_written(stored_name),
        )

    def pair(self, pair: Pair, vocabulary: Vocabulary) -> Reason:
        """Return how a typed word and its partner agree."""
        bits = pair.bits
        typed, stored = self._typed(pair.typed), self._stored(pair.first, pair.last)
        which, both = self._which(pair), f"({typed} / {stored})"
        one, other = self._words(pair)
        if pair.likeness >= EXACT and pair.first == pair.last:
            return Reason(f"{which} the same ({stored})", "for", bits)
        if min(len(one), len(other)) == 1:
            return Reason(f"Initial only {both}", "part", bits)
        if pair.first != pair.last:
            return Reason(f"Written as one word {both}", "for", bits)
        if _is_short_form(one, other):
            return Reason(f"Known short form {both}", "for", bits)
        if fold(one) == fold(other):
            return Reason(f"{which} spelt differently, sounds the same {both}", "for", bits)
        if one.startswith(other) or other.startswith(one):
            return Reason(f"{which} begins the same {both}", "for", bits)
        if are_two_names(pair, self._agreement, vocabulary):
            return Reason(f"{which} alike, but may be another name {both}", "part", bits)
        if sorted(one) == sorted(other):
            return Reason(f"{which} with letters in another order {both}", "for", bits)
        if pair.likeness >= _NEARLY:
            return Reason(f"{which} spelt differently {both}", "for", bits)
        return Reason(f"{which} nearly alike {both}", "part", bits)

    def without_partner(self, missing: list[int], extra: list[int]) -> Iterator[Reason]:
        """Say what stands in one name only."""
        cost = self._agreement.typed.penalty
        for at in list(missing):
            label = self._label(at, len(self._agreement.typed.words))
            same = [
                one for one in extra if self._label(one, len(self._agreement.stored.words)) == label
            ]
            if same:
                both = f"({self._typed(at)} / {self._stored(same[0], same[0])})"
                yield Reason(f"{label} differs {both}", "against", cost)
                missing, extra = [m for m in missing if m != at], [e for e in extra if e != same[0]]
        for at in missing:
            words = f"“{self._typed(at)}” is not in the recorded name"
            yield Reason(words, "against", cost)
        if extra:
            names = " ".join(self._stored(at, at) for at in extra)
            yield Reason(f"Recorded with a further name: {names}", "part")

    def _words(self, pair: Pair) -> tuple[str, str]:
        stored = "".join(self._agreement.stored.words[pair.first : pair.last + 1])
        return self._agreement.typed.words[pair.typed].word, stored

    def _which(self, pair: Pair) -> str:
        of = len(self._agreement.stored.words)
        return self._label(pair.first if pair.first == pair.last else pair.last, of)

    @staticmethod
    def _label(at: int, of: int) -> str:
        if of == 1:
            return "Name"
        return "First name" if at == 0 else "Surname" if at == of - 1 else "Middle name"

    def _typed(self, at: int) -> str:
        word = self._agreement.typed.words[at].word
        return self._typed_as.get(word, word.title())

    def _stored(self, first: int, last: int) -> str:
        words = self._agreement.stored.words[first : last + 1]
        return " ".join(self._stored_as.get(word, word.title()) for word in words)


def _of_birth(sought: Sought, one: Judged) -> Iterator[Reason]:
    if one.born is not None:
        yield one.born
    elif sought.born is not None:
        yield Reason("Date of birth not recorded", "part")


def _of_household(one: Judged, *, relative: bool) -> Iterator[Reason]:
    for reason in (one.phone, one.home):
        if reason is None:
            continue
        if reason.kind == "for" and relative:
            yield Reason(f"{reason.text} – could be a relative", "part", reason.bits)
        else:
            yield reason


def _is_short_form(one: str, other: str) -> bool:
    known = tables()
    ones = {one, *known.spellings.get(one, ())}
    return any(other in known.short_forms.get(form, ()) for form in ones)


def _as_written(name: str) -> dict[str, str]:
    """Return each word of a name as it was written, by the word as compared."""
    found: dict[str, str] = {}
    for chunk in re.split(r"[\s,/()\"“”]+", name):
        if chunk.isascii() and chunk.isalpha():
            # Nearly all are; "Mac" before another word is found in neither.
            found[chunk.lower()] = _capital(chunk)
            continue
        whole = parts(chunk).words
        if len(whole) == 1:
            found[whole[0]] = _capital(chunk)
        else:
            for piece in re.split(r"[-‐–]", chunk):
                words = parts(piece).words
                if len(words) == 1:
                    found.setdefault(words[0], _capital(piece))
    return found


def _capital(text: str) -> str:
    text = text.strip(".:-'’")
    return text[:1].upper() + text[1:] if text.islower() else text
