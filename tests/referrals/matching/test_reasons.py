"""The issue's own pairs, and why somebody is shown: in words, for and against."""

from __future__ import annotations

import pytest

from prevent_desk.core.birth import Born
from prevent_desk.referrals.model.matching import Band, Index, Known, Match, Sought

KRIS = Known(
    1, 1, ("Kris Hallam",), Born(2008, 5, 12), "24 Lancaster Road", "Slough", "SL1 2AB",
    ("07700 900123",), 2023,
)  # fmt: skip


def _only(known: Known, sought: Sought) -> Match:
    result = Index([known]).search(sought)
    assert len(result.matches) == 1, f"{sought} found {len(result.matches)}"
    return result.matches[0]


def _texts(match: Match, kind: str = "") -> list[str]:
    return [reason.text for reason in match.reasons if kind in {"", reason.kind}]


@pytest.mark.parametrize(
    ("told", "typed"),
    [
        ("Kris Hallam", "Chris Hallem"),
        ("Mohammed Ali", "Muhammad Aly"),
        ("Siobhan Walsh", "Shivaun"),
        ("Siobhan Walsh", "Shivaun Welsh"),
        ("Oluwaseun Adebayo", "Seun Adebayo"),
        ("Xiaoming Zhang", "Zhang Xiao Ming"),
        ("Abdulaziz Omar", "Abd ulaziz Cumar"),
        ("Sinéad O'Connor", "Sinead O Connor"),
        ("Sinéad O’Connor", "sinead oconor"),
        ("Łukasz Wiśniewski", "Lukas Wisnievski"),
        ("Mehmet Öztürk", "Mehmet Oeztuerk"),
        ("Anna Kowalska", "Ania Kowalski"),
        ("Katarzyna Nowak", "Kasia Novak"),
        ("Nguyễn Thị Lan", "Lan Nguyen"),
        ("Fatima bint Omar Ahmed", "Fatima Ahmed"),
        ("Yusuf Abdi Warsame", "Yuusuf Cabdi Warsame"),
        ("Tadhg MacDonald", "Teague Mc Donald"),
        ("Featherstone, Amy", "Amy Fetherston"),
        ("Amy Featherstone", "arny featherst0ne"),
        ("Gurpreet Kaur Sandhu", "Gurprit Sandhu"),
        ("Chidi Okonkwo", "Chidy Okonko"),
        ("Maria João Gonçalves", "Maria Joao Goncalves"),
        ("محمد علي", "Mohammed Ali"),
        ("Дмитрий Иванов", "Dmitri Ivanov"),
    ],
)
def test_a_name_is_found_however_it_is_written(told: str, typed: str) -> None:
    assert _only(Known(1, 1, (told,)), Sought((typed,))).id == 1


def test_the_spelling_is_said_for_each_name() -> None:
    match = _only(KRIS, Sought(("Chris Hallem",), Born(2008, 12, 5)))
    assert _texts(match, "for") == [
        "Known short form (Chris / Kris)",
        "Surname spelt differently (Hallem / Hallam)",
        "Day and month of birth look swapped",
    ]
    assert match.band is Band.STRONG


def test_a_name_alone_is_never_a_strong_match() -> None:
    assert _only(KRIS, Sought(("Kris Hallam",))).band is Band.POSSIBLE


def test_a_phone_alone_is_never_a_strong_match() -> None:
    match = _only(KRIS, Sought(phones=("+44 (0)7700 900 123",)))
    assert (match.band, _texts(match)) == (Band.POSSIBLE, ["Same phone"])


def test_names_in_another_order_are_said() -> None:
    assert "Names in another order" in _texts(_only(KRIS, Sought(("Hallam Kris",))), "for")


def test_an_initial_speaks_for_it_in_part() -> None:
    match = _only(KRIS, Sought(("K. Hallam",)))
    assert _texts(match, "part") == ["Initial only (K / Kris)"]


def test_an_earlier_name_is_named() -> None:
    known = Known(1, 1, ("Sarah Jones", "Sarah Smith"))
    match = _only(known, Sought(("Sara Smith",)))
    assert _texts(match)[0] == "Matches another name they are known by: Sarah Smith"


def test_names_are_not_thrown_together_from_several() -> None:
    known = Known(1, 1, ("Sarah Featherstone", "Anne Zuckermann"))
    match = _only(known, Sought(("Sarah Zuckermann",)))
    assert _texts(match, "against"), "the half of one name and the half of another are no name"


def test_a_father_of_the_same_name_and_address_is_shown_as_a_relative() -> None:
    match = _only(KRIS, Sought(("Kris Hallam",), Born(1977, 3, 2), "24 Lancaster Rd", "SL1 2AB"))
    assert (match.band, match.relative) == (Band.POSSIBLE, True)
    assert _texts(match, "part") == ["Same address – could be a relative"]
    assert _texts(match, "against") == ["Date of birth 31 years apart"]


def test_a_twin_is_no_strong_match() -> None:
    match = _only(KRIS, Sought(("Carl Hallam",), KRIS.born, KRIS.address, KRIS.postcode))
    assert (match.band, match.relative) == (Band.POSSIBLE, True)
    assert "Same address – could be a relative" in _texts(match)


def test_a_twin_whose_name_looks_alike_is_no_strong_match() -> None:
    known = Known(1, 1, ("Marta Nowak",), Born(2010, 3, 4), "1 Elm Road", "", "SL1 1AA")
    match = _only(known, Sought(("Maria Nowak",), known.born, known.address, known.postcode))
    assert match.band is Band.POSSIBLE
    assert "First name alike, but may be another name (Maria / Marta)" in _texts(match, "part")


def test_a_father_whose_name_a_son_bears_after_his_own_is_no_strong_match() -> None:
    known = Known(1, 1, ("Guled Warsame Barkhadle",), KRIS.born, KRIS.address, "", KRIS.postcode)
    sought = Sought(("Warsame Barkhadle",), KRIS.born, KRIS.address, KRIS.postcode)
    assert _only(known, sought).band is Band.POSSIBLE


def test_the_order_of_fathers_names_tells_two_people_apart() -> None:
    told = (Known(1, 1, ("Ali Omar Yusuf",), year=2024), Known(2, 2, ("Omar Yusuf Ali",)))
    assert Index(told).search(Sought(("Omar Yusuf Ali",))).matches[0].id == 2


def test_moving_house_speaks_against_nobody() -> None:
    match = _only(KRIS, Sought(("Kris Hallam",), KRIS.born, "9 Elm Close", "M1 1AA"))
    assert match.band is Band.STRONG
    assert _texts(match, "part") == ["Address differs: may have moved"]


def test_an_earlier_address_is_found_again() -> None:
    known = Known(1, 1, ("Kris Hallam",), earlier=("9 Elm Close, Leeds LS1 4AB",))
    match = _only(known, Sought(("K Hallam",), address="9 elm close", postcode="ls14ab"))
    assert "Same address" in _texts(match)


def test_what_is_not_recorded_is_said_and_costs_nothing() -> None:
    known = Known(1, 1, ("Kris Hallam",))
    bare = _only(known, Sought(("Kris Hallam",)))
    match = _only(known, Sought(("Kris Hallam",), Born(2008, 5, 12), phones=("07700 900123",)))
    assert _texts(match, "part") == ["Date of birth not recorded", "Phone not recorded"]
    assert match.bits == bare.bits


def test_reasons_for_come_before_those_against() -> None:
    match = _only(KRIS, Sought(("Kris Hallam",), Born(1977, 3, 2), phones=("07700 900123",)))
    kinds = [reason.kind for reason in match.reasons]
    assert kinds == sorted(kinds, key=["for", "part", "against"].index)


def test_a_common_name_asks_for_one_more_field() -> None:
    namesakes = [Known(key, key, ("Mohammed Khan",)) for key in range(1, 69)]
    result = Index(namesakes).search(Sought(("Muhammad Khan",)))
    assert result.tied == (
        "68 people named Muhammad Khan or a spelling of it: add year of birth, phone or postcode."
    )
    assert len(result.matches) + len(result.more) == 68


def test_the_field_asked_for_is_one_that_is_missing() -> None:
    namesakes = [Known(key, key, ("Mohammed Khan",), Born(1990)) for key in range(1, 9)]
    asked = Sought(("Mohammed Khan",), Born(1990), postcode="SL1 2AB")
    assert Index(namesakes).search(asked).tied.endswith("add date of birth or phone.")


def test_rows_of_one_human_being_are_shown_once() -> None:
    rows = [KRIS, Known(2, 1, ("Christopher Hallam",), Born(2008, 5, 12)), Known(3, 3, ("K Hall",))]
    result = Index(rows).search(Sought(("Kris Hallam",)))
    assert [(match.head, match.id) for match in result.matches][:1] == [(1, 1)]
    assert [match.head for match in (*result.matches, *result.more)].count(1) == 1
    assert result.compared == 2


def test_the_record_one_comes_from_is_left_out() -> None:
    assert Index([KRIS]).search(Sought(("Kris Hallam",)), skip={1}).matches == ()


def test_spellings_do_not_join_into_chains() -> None:
    index = Index([Known(1, 1, ("Wei Zhang",)), Known(2, 2, ("Wei Chang",))])
    bits = {match.id: match.bits for match in index.search(Sought(("Wei Cheung",))).matches}
    assert bits[1] - bits.get(2, 0.0) > 1, "Cheung may be Zhang; Chang is another name"


def test_nothing_typed_finds_nobody() -> None:
    assert Index([KRIS]).search(Sought()).matches == ()
    assert Index([KRIS]).search(Sought((" - ",))).matches == ()
    assert Index().search(Sought(("Kris",))).matches == ()
