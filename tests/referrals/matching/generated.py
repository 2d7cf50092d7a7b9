"""Searches made anew for the 50,000, by the slips of `slips`: none the matcher was made with."""

from __future__ import annotations

import calendar
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from random import Random

from prevent_desk.core.birth import Born
from prevent_desk.referrals.model.matching import Known, Sought
from prevent_desk.referrals.model.matching.births import compare
from tests.referrals.matching.people import Search
from tests.referrals.matching.slips import SLIPS, Slip

_FIELDS = ("n", "d", "y", "da", "dA", "dp", "p", "D", "Y", "ya", "dP")
_SHARES = (16, 25, 10, 10, 8, 8, 5, 8, 5, 4, 1)


def searches(
    seed: int, people: Sequence[Known], traditions: dict[int, str], each: int
) -> list[Search]:
    """Return so many searches for each kind of slip, as many of each tradition as can be.

    Args:
        seed: Other seeds, other searches.
        people: Whom to search for.
        traditions: Of each person, for the judge.
        each: Searches of each slip.
    """
    rng = Random(seed)
    bearers: dict[frozenset[str], list[Known]] = {}
    of_tradition: dict[str, list[Known]] = {}
    for one in people:
        bearers.setdefault(_key(one.names[0]), []).append(one)
        of_tradition.setdefault(traditions[one.id], []).append(one)
    found: list[Search] = []
    for slip in SLIPS:
        made, tries = 0, 0
        while made < each and tries < each * 80:
            tries += 1
            tradition = rng.choice(sorted(of_tradition))
            one = rng.choice(of_tradition[tradition])
            search = _search(rng, slip, one, people, bearers)
            if search is not None:
                found.append(replace(search, tradition=tradition))
                made += 1
    return found


def by_tradition(found: Sequence[Search]) -> Counter[str]:
    """Return how many searches there are of each tradition."""
    return Counter(one.tradition for one in found)


def _search(
    rng: Random,
    slip: Slip,
    one: Known,
    people: Sequence[Known],
    bearers: dict[frozenset[str], list[Known]],
) -> Search | None:
    typed = slip(rng, one.names[0])
    if typed is None or not typed.strip():
        return None
    fields = rng.choices(_FIELDS, _SHARES)[0]
    home = rng.choice(people) if "A" in fields else one
    has_home = "a" in fields.lower()
    sought = Sought(
        names=(typed,),
        born=_typed_birth(rng, one.born, fields),
        address=home.address if has_home else "",
        postcode=home.postcode if has_home else "",
        phones=_typed_phones(rng, one.phones, fields),
    )
    if not sought.has_more_than_a_name:
        fields = "n"
    others = {
        other.id: other
        for key in (_key(one.names[0]), _key(typed))
        for other in bearers.get(key, ())
        if other.id != one.id and _fits(sought, other)
    }
    same = 0 if sought.phones else len(others)
    return Search(sought, slip.__name__, fields, one.id, True, "", same)


def _typed_birth(rng: Random, told: Born | None, fields: str) -> Born | None:
    if told is None or fields in {"n", "p"}:
        return None
    if fields in {"y", "ya"}:
        return Born(told.year + rng.choice((-1, 0, 0, 0, 1)), approximate=True)
    if not told.is_full:
        return told
    if fields == "Y":
        return Born(told.year)
    if fields != "D":
        return told
    if told.day <= 12 and told.day != told.month and rng.random() < 0.5:
        return Born(told.year, told.day, told.month)
    if rng.random() < 0.5:
        return Born(told.year + rng.choice((-10, -1, 1)), told.month, min(told.day, 28))
    last = calendar.monthrange(told.year, told.month)[1]
    return Born(told.year, told.month, (told.day + rng.choice((1, 9, 10)) - 1) % last + 1)


def _typed_phones(rng: Random, told: tuple[str, ...], fields: str) -> tuple[str, ...]:
    if not told or "p" not in fields.lower():
        return ()
    number = told[0]
    if fields == "dP" or rng.random() < 0.3:
        at = rng.randrange(4, len(number))
        return (
            number[:at] + str((int(number[at]) + rng.randrange(1, 10)) % 10) + number[at + 1 :],
        )
    return (f"+44 {number[1:5]} {number[5:]}",) if rng.random() < 0.4 else (number,)


def _fits(sought: Sought, other: Known) -> bool:
    said = compare(sought.born, other.born)
    return said is None or said.bits > 1.5


def _key(name: str) -> frozenset[str]:
    return frozenset(name.lower().replace("-", " ").split())
