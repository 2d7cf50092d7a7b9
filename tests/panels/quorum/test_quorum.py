"""Whether a panel may decide: by the law's two, the chair, and how many others."""

from __future__ import annotations

from dataclasses import replace

import pytest

from prevent_desk.panels.model.quorum import Rule, Verdict, judge, rule_of
from prevent_desk.panels.model.records import Attendee, Role


def somebody(
    number: int, role: Role = Role.LEAD, statute: str = "", *, organisation: int | None = None
) -> Attendee:
    return Attendee(
        number, 1, f"Agency {number}", f"N{number}", "N", role,
        organisation_id=organisation or number, statute=statute,
    )  # fmt: skip


CHAIR = somebody(1, Role.CHAIR, "council")
POLICE = somebody(2, statute="police")
OTHERS = [somebody(number) for number in range(3, 8)]


def test_the_words_of_a_quorum_are_those_of_the_picture() -> None:
    verdict = judge(Rule(), [CHAIR, POLICE, *OTHERS])
    assert verdict.told("Case C") == "Quorum for Case C: chair, police and 5 more"
    assert verdict.met


def test_without_the_police_there_is_none_however_many_came() -> None:
    verdict = judge(Rule(), [CHAIR, *OTHERS])
    assert verdict == Verdict(False, "the police is missing", ("the police",))
    assert verdict.told("Case C") == "No quorum for Case C: the police is missing"


def test_without_the_council_there_is_none_though_somebody_chairs() -> None:
    stranger = somebody(9, Role.CHAIR)
    assert judge(Rule(), [stranger, POLICE, *OTHERS]).missing == ("the council",)


def test_the_councils_deputy_sits_for_the_chair() -> None:
    deputy = somebody(1, Role.DEPUTY, "council")
    assert judge(Rule(), [deputy, POLICE, OTHERS[0]]).words == "deputy chair, police and 1 more"


def test_a_deputy_of_another_agency_does_not_sit_for_the_chair() -> None:
    deputy, council = somebody(5, Role.DEPUTY), somebody(1, statute="council")
    assert judge(Rule(), [deputy, council, POLICE]).missing == ("the chair or a deputy",)


def test_two_people_of_one_agency_count_once() -> None:
    twice = [OTHERS[0], replace(OTHERS[0], id=90)]
    assert judge(Rule(others=2), [CHAIR, POLICE, *twice]).missing == ("1 other agency",)


def test_a_note_taker_is_no_member() -> None:
    notes = somebody(3, Role.NOTE_TAKER)
    assert judge(Rule(), [CHAIR, POLICE, notes]).missing == ("1 other agency",)


@pytest.mark.parametrize("others", range(7))
def test_the_number_of_others_is_a_setting(others: int) -> None:
    verdict = judge(Rule(others=others), [CHAIR, POLICE, *OTHERS])
    assert verdict.met == (others <= len(OTHERS))


def test_a_body_that_speaks_for_other_areas_only_does_not_stand_for_ours() -> None:
    met = replace(POLICE, areas=("hackney", "camden"))
    assert judge(Rule(), [CHAIR, met, *OTHERS]).missing == ("the police",)
    assert judge(Rule(), [CHAIR, replace(met, areas=("city_of_london",)), *OTHERS]).met


def test_nobody_at_all_lacks_everything_in_one_sentence() -> None:
    verdict = judge(Rule(), [])
    expected = "the chair or a deputy, the council, the police and 1 other agency are missing"
    assert verdict.words == expected


def test_a_rule_is_kept_and_read_back_as_it_was() -> None:
    rule = Rule(chair=False, others=3)
    assert rule_of(rule.kept()) == rule
    assert rule.told() == "The council, the police and 3 other agencies"


@pytest.mark.parametrize("kept", [None, {}, {"others": "many"}, {"others": -4}, {"statute": []}])
def test_the_laws_two_cannot_be_set_away(kept: dict[str, object] | None) -> None:
    rule = rule_of(kept)
    assert set(rule.statute) == {"council", "police"}
    assert rule.others in {0, 1}
