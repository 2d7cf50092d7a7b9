"""Names into parts, sounds, births, phones and addresses: the rules one by one."""

from __future__ import annotations

from datetime import date
from random import Random

import numpy as np
import pytest
from rapidfuzz.distance import OSA, JaroWinkler

from prevent_desk.core.birth import Born
from prevent_desk.referrals.model.matching import births, households
from prevent_desk.referrals.model.matching.births import Births
from prevent_desk.referrals.model.matching.columns import Columns
from prevent_desk.referrals.model.matching.letters import Letters
from prevent_desk.referrals.model.matching.names import parts, readings
from prevent_desk.referrals.model.matching.records import Known, Sought
from prevent_desk.referrals.model.matching.sounds import fold, skeleton
from prevent_desk.referrals.model.matching.tables import tables
from prevent_desk.referrals.model.matching.typed import parse

TODAY = date(2026, 3, 4)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Siobhán O'Brien", ("siobhan", "obrien")),
        ("Mac Donald, Ann", ("mcdonald", "ann")),
        ("Dr. Łucja Wiśniewska-Nowak", ("lucja", "wisniewska", "nowak")),
        ("Haji Omar", ("omar",)),
        ("Mr", ("mr",)),
        ("J0hn Sm1th", ("john", "smith")),
        ("  ", ()),
        ("4711", ()),
    ],
)
def test_a_name_becomes_its_parts(name: str, words: tuple[str, ...]) -> None:
    assert parts(name).words == words


def test_a_particle_is_light_only_beside_two_other_words() -> None:
    assert parts("Fatima bint Omar").light == (False, True, False)
    assert parts("Fatima Abu").light == (False, False)
    assert parts("Le Minh").light == (False, False)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Sarah Jones (née Smith)", ("Sarah Jones", "Sarah Smith")),
        ("Sarah Jones nee Smith", ("Sarah Jones", "Sarah Smith")),
        ("Robert “Bob” Smith", ("Robert Smith", "Bob Smith")),
        ("Omar Ali aka Oz", ("Omar Ali", "Oz")),
        ("Renee Orton", ("Renee Orton",)),
        ("Hallam, Kris", ("Hallam, Kris",)),
    ],
)
def test_one_line_may_hold_several_names(text: str, names: tuple[str, ...]) -> None:
    assert readings(text) == names


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("philip", "filip"), ("kareem", "karim"), ("youssef", "yusef"), ("dhillon", "dillon"),
        ("abdulaziz", "abdelaziz"), ("abdurrahman", "abdulrahman"), ("tomasz", "tomash"),
        ("macdonald", "mcdonald"), ("clarke", "clark"), ("sarah", "sara"), ("xasan", "hasan"),
        ("siddique", "sidik"),
    ],
)  # fmt: skip
def test_what_sounds_the_same_folds_the_same(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("carl", "arl"), ("maria", "mara"), ("ali", "al")])
def test_what_sounds_otherwise_does_not(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_consonants_outlast_wrong_vowels() -> None:
    assert skeleton("shivaun") == skeleton("shevon")


def test_every_table_is_in_plain_letters_and_says_each_thing_once() -> None:
    known = tables()
    for word in (
        *known.spellings,
        *known.short_forms,
        *known.titles,
        *known.particles,
        *known.common,
    ):
        assert word.isascii(), word
        assert word.isalpha(), word
        assert word.islower(), word
    assert not known.titles & known.particles
    assert "cheung" not in known.spellings["chang"]


def test_a_tabled_spelling_goes_both_ways() -> None:
    known = tables().spellings
    assert all(name in known[other] for name, others in known.items() for other in others)


@pytest.mark.parametrize(
    ("one", "other", "text", "bits"),
    [
        (Born(2008, 5, 12), Born(2008, 5, 12), "Same date of birth", 12.0),
        (Born(2008, 5, 12), Born(2008, 12, 5), "Day and month of birth look swapped", 8.0),
        (
            Born(2008, 5, 12), Born(2008, 5, 13),
            "One digit of the date of birth differs (13 May 2008)", 6.5,
        ),
        (
            Born(1987, 5, 12), Born(1978, 5, 12),
            "Two digits of the date of birth look swapped (12 May 1978)", 6.5,
        ),
        (
            Born(1999, 1, 1), Born(1999, 7, 9),
            "Same year of birth; 1 January may be a stand-in", 4.0,
        ),
        (Born(2008, approximate=True), Born(2008, 5, 12), "Fits the approximate age", 4.0),
        (Born(2008), Born(2010, 5, 12), "Year of birth 2 years apart", 2.0),
        (Born(2008, 5, 12), Born(1977, 3, 2), "Date of birth 31 years apart", -7.0),
    ],
)  # fmt: skip
def test_births_say_how_they_agree(one: Born, other: Born, text: str, bits: float) -> None:
    said = births.compare(one, other)
    assert said is not None
    assert (said.text, said.bits) == (text, bits)


def test_a_birth_not_known_says_nothing() -> None:
    assert births.compare(None, Born(2008)) is None
    assert births.compare(Born(2008), None) is None


def _born(rng: Random) -> Born:
    year, month, day = (
        rng.randrange(1996, 2003),
        rng.choice((1, 2, 5, 12)),
        rng.choice((1, 2, 5, 12)),
    )
    if rng.random() < 0.2:
        return Born(year, approximate=rng.random() < 0.5)
    return Born(year, month, day, approximate=rng.random() < 0.1)


def test_births_weigh_the_same_in_columns_as_one_by_one() -> None:
    rng = Random(3)
    known = [_born(rng) for _ in range(400)]
    columns = Columns()
    columns.people.more(len(known))
    rows = [Known(at, at, (), born) for at, born in enumerate(known)]
    columns.write(0, rows, [0] * len(rows))
    for _ in range(50):
        sought = _born(rng)
        found = births.weigh(sought, columns.births())
        for at, born in enumerate(known):
            said = births.compare(sought, born)
            assert said is not None
            assert found[at] == np.float32(said.bits), (sought, born, said)


def test_births_say_the_same_either_way_round() -> None:
    rng = Random(5)
    for _ in range(2000):
        one, other = _born(rng), _born(rng)
        said, back = births.compare(one, other), births.compare(other, one)
        assert said is not None
        assert back is not None
        assert said.bits == back.bits, (one, other)


def test_nobody_born_has_no_weight() -> None:
    none = np.zeros(1, np.int8)
    nobody = Births(np.zeros(1, np.int16), none, none, np.zeros(1, np.bool_))
    assert births.weigh(Born(2008, 5, 12), nobody).tolist() == [0.0]


@pytest.mark.parametrize(
    ("one", "other", "bits"),
    [
        ("07700 900123", "+44 (0)7700 900 123", 12.0),
        ("07700900123", "0044 7700 900123", 12.0),
        ("07700 900123", "07700 900132", 6.0),
        ("07700 900123", "07700 900124", 6.0),
        ("07700 900123", "01234 900123", 8.0),
        ("07700 900123", "07800 911123", 0.0),
        ("12", "07800 911123", 0.0),
    ],
)
def test_phones_agree_however_they_are_written(one: str, other: str, bits: float) -> None:
    said = households.compare_phones((one,), (other,))
    assert (said.bits if said else 0.0) == bits


def test_the_same_house_is_known_by_number_and_street() -> None:
    one = households.home("Flat 3, 31 Lancaster Gardens", "sl1 2ab")
    other = households.home("31 lancaster gdns", "SL12AB")
    assert households.home_bits(one, other) == households.SAME_POSTCODE + households.SAME_HOUSE


def test_phone_and_address_of_one_household_are_hardly_more_than_one() -> None:
    assert households.together(12.0, 7.0) == 15.5


def test_leaving_words_out_beforehand_loses_none() -> None:
    rng = Random(9)
    words = ["".join(rng.choices("abcdeimnorst", k=rng.randrange(1, 10))) for _ in range(4000)]
    letters = Letters()
    letters.extend(words)
    for word in words[:40]:
        for found, scorer, least in (
            (letters.by_jaro(word, 0.75), JaroWinkler.similarity, 0.75),
            (letters.by_edits(word, 0.64), OSA.normalized_similarity, 0.64),
        ):
            places, alike = found
            got = {at for at, one in zip(places.tolist(), alike, strict=True) if one > 0}
            assert got == {at for at, one in enumerate(words) if scorer(word, one) >= least}


@pytest.mark.parametrize(
    ("text", "sought"),
    [
        ("kris hallam 12.05.2008", Sought(("kris hallam",), Born(2008, 5, 12))),
        ("12/5/08 kris hallam", Sought(("kris hallam",), Born(2008, 5, 12))),
        ("Hallam, Kris aged 17", Sought(("Kris Hallam",), Born(2009, approximate=True))),
        ("born 1986 Ali Khan", Sought(("Ali Khan",), Born(1986))),
        ("Ali ~1986", Sought(("Ali",), Born(1986, approximate=True))),
        ("ec2v 7hh Ali", Sought(("Ali",), postcode="EC2V 7HH")),
        ("+44 7700 900 123", Sought(phones=("+44 7700 900 123",))),
        ("Ali Khan 24 Elm Road", Sought(("Ali Khan",), address="24 Elm Road")),
        (
            "07700900123 kris 3 March 1999 SL1 2AB",
            Sought(("kris",), Born(1999, 3, 3), postcode="SL1 2AB", phones=("07700900123",)),
        ),
        ("J0hn Smith", Sought(("J0hn Smith",))),
        ("", Sought()),
    ],
)
def test_a_line_is_read_in_any_order(text: str, sought: Sought) -> None:
    assert parse(text, TODAY) == sought


def test_while_typing_a_figure_at_the_end_is_no_age_yet() -> None:
    assert parse("kris 12", TODAY, typing=True).born is None
    assert parse("kris 12", TODAY).born == Born(2014, approximate=True)


def test_while_typing_the_last_word_may_be_a_beginning() -> None:
    assert parse("kris hal", TODAY, typing=True).typing
    assert not parse("kris hal 12.05.2008", TODAY, typing=True).typing
    assert not parse("hal ", TODAY, typing=True).typing
