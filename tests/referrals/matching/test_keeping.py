"""The index stays what building it anew would give, whatever is added, changed and removed."""

from __future__ import annotations

from datetime import date
from random import Random

from prevent_desk.core.birth import Born
from prevent_desk.referrals.model.matching import Index, Known, Match, Sought
from prevent_desk.referrals.model.matching.names import MOST_LETTERS
from prevent_desk.referrals.model.matching.typed import parse
from tests.referrals.matching.people import people, searches


def _found(index: Index, sought: Sought) -> list[tuple[int, float, tuple[object, ...]]]:
    result = index.search(sought)
    every: tuple[Match, ...] = (*result.matches, *result.more)
    return [(match.id, round(match.bits, 2), match.reasons) for match in every]


def test_a_person_is_found_as_soon_as_they_are_taken_in() -> None:
    index = Index(people()[:500])
    new = Known(900_001, 900_001, ("Ysolde Quillfeather",), Born(2001, 2, 3), year=2024)
    index.add(new)
    first = index.search(Sought(("Isolde Quilfeather",))).matches[0]
    assert first.id == new.id


def test_each_of_many_people_is_found_by_their_own_name_and_birth() -> None:
    some = people()[:3000]
    index = Index(some)
    for one in Random(4).sample(some, 60):
        result = index.search(Sought((one.names[0],), one.born, one.address, one.postcode))
        assert one.id in {match.id for match in result.matches}, one


def test_the_order_in_which_people_came_changes_nothing() -> None:
    some = list(people()[:800])
    one, other = Index(some), Index()
    Random(1).shuffle(some)
    for known in some:
        other.add(known)
    for search in searches()[:40]:
        assert _found(one, search.sought) == _found(other, search.sought)


def test_changes_and_removals_leave_what_building_anew_would_give(campaign: int) -> None:
    rng = Random(campaign)
    some = {one.id: one for one in people()[:600]}
    index = Index(some.values())
    spare = list(people()[600:1200])
    for _ in range(300 * campaign):
        key = rng.choice(list(some))
        match rng.randrange(3):
            case 0:
                index.remove(key)
                del some[key]
            case 1:
                other = rng.choice(spare)
                some[key] = Known(key, key, other.names, other.born, other.address)
                index.replace(some[key])
            case _:
                new = spare[rng.randrange(len(spare))]
                some[new.id] = new
                index.add(new)
    anew = Index(some.values())
    assert len(index) == len(anew) == len(some)
    for search in searches()[:40]:
        assert _found(index, search.sought) == _found(anew, search.sought)


def test_somebody_removed_is_not_found_and_not_counted() -> None:
    index = Index([Known(1, 1, ("Kris Hallam",)), Known(2, 2, ("Amy Hall",))])
    index.remove(1)
    index.remove(1)
    result = index.search(Sought(("Kris Hallam",)))
    assert (1 in {match.id for match in result.matches}, result.compared) == (False, 1)


def test_many_removals_are_tidied_up_unseen() -> None:
    some = people()[:4000]
    index = Index(some)
    for one in some[:2500]:
        index.remove(one.id)
    kept = some[3000]
    result = index.search(Sought((kept.names[0],), kept.born, phones=kept.phones))
    assert kept.id in {match.id for match in result.matches}
    assert result.compared == len(index) == 1500


def test_typed_letter_by_letter_the_last_answer_is_that_of_the_whole() -> None:
    index = Index(people()[:2000])
    name = people()[7].names[0]
    for length in range(1, len(name)):
        index.search(Sought((name[:length],), typing=True))
    assert _found(index, Sought((name,))) == _found(Index(people()[:2000]), Sought((name,)))


def test_what_was_typed_can_be_forgotten() -> None:
    index = Index(people()[:50])
    index.search(Sought(("Unheardof",)))
    index.forget()
    assert "unheardof" not in repr(vars(index._vocabulary))


def test_no_line_however_long_or_odd_is_too_much() -> None:
    index = Index(people()[:300])
    odd = (
        "a" * 100_000,
        "ali " * 20_000,
        "(" * 5000,
        "née " * 500,
        "1 " * 5000,
        "\0",
        "😀",
        "a b c d e f g",
    )
    for line in odd:
        index.add(Known(900_001, 900_001, (line,), phones=(line,), earlier=(line,)))
        index.search(Sought((line,), address=line, postcode=line, phones=(line,)))
        index.search(parse(line, date(2026, 3, 4), typing=True))
    longest = max(map(len, index._vocabulary.words))
    assert longest <= 3 * MOST_LETTERS
