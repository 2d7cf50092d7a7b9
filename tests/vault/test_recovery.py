from __future__ import annotations

import random

import pytest

from prevent_desk.core.errors import Refused
from prevent_desk.vault import recovery
from tests.vault.desks import RECOVERY

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def test_a_made_key_has_seven_groups_of_four_and_checks() -> None:
    key = recovery.generate()
    assert [len(group) for group in key.split(" ")] == [4] * 7
    assert recovery.normalise(key) == key


@pytest.mark.parametrize(
    "typed",
    [
        RECOVERY.lower(),
        RECOVERY.replace(" ", ""),
        RECOVERY.replace(" ", "-"),
        RECOVERY.replace("0", "O").replace("1", "l"),
        RECOVERY.replace("0", "o").replace("1", "I"),
        f"  {RECOVERY}\n",
    ],
)
def test_a_key_is_read_however_it_was_copied(typed: str) -> None:
    assert recovery.normalise(typed) == RECOVERY


def test_every_single_wrong_character_is_found() -> None:
    plain = RECOVERY.replace(" ", "")
    for place in range(len(plain)):
        for other in ALPHABET.replace(plain[place], ""):
            with pytest.raises(Refused):
                recovery.normalise(plain[:place] + other + plain[place + 1 :])


def test_every_pair_that_changed_places_is_found(campaign: int) -> None:
    dice = random.Random(7)
    for _ in range(20 * campaign):
        plain = recovery.generate().replace(" ", "")
        first, second = sorted(dice.sample(range(28), 2))
        if plain[first] == plain[second]:
            continue
        letters = list(plain)
        letters[first], letters[second] = letters[second], letters[first]
        with pytest.raises(Refused):
            recovery.normalise("".join(letters))


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "has 28 characters; this has 0"),
        (RECOVERY[:-1], "this has 27"),
        (RECOVERY + "A", "this has 29"),
        (RECOVERY.replace("DBSQ", "DBUQ"), "Group 3 has “U”"),
        (RECOVERY.replace("DBSQ", "DBSR"), "is not as it is on the sheet"),
        ("é" * 28, "Group 1 has “É”"),
    ],
)
def test_a_mistyped_key_is_refused_with_the_place_to_look(typed: str, words: str) -> None:
    with pytest.raises(Refused, match=words):
        recovery.normalise(typed)


def test_a_key_of_more_than_128_bits_is_none_though_its_check_is_right() -> None:
    recovery.normalise(recovery._from_number((1 << 128) - 1))
    with pytest.raises(Refused, match="not as it is on the sheet"):
        recovery.normalise(recovery._from_number(1 << 128))


def test_the_groups_to_type_back_are_two_different_ones_in_order() -> None:
    for _ in range(50):
        first, second = recovery.groups_to_type_back()
        assert 1 <= first < second <= 7


def test_a_typed_back_group_is_compared_as_a_reader_would() -> None:
    assert recovery.group(RECOVERY, 4) == "QG04"
    assert recovery.group_matches(RECOVERY, 4, " qgo4 ")
    assert not recovery.group_matches(RECOVERY, 4, "QG05")
    assert not recovery.group_matches(RECOVERY, 4, "")
