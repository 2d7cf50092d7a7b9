"""One person, many referrals: counted, edited without losing what was told, split, parted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from prevent_desk.core.errors import Refused
from prevent_desk.referrals.model.people import LinkKind, names_of, ordinal, revised
from prevent_desk.referrals.model.records import Person
from prevent_desk.referrals.model.states import State
from prevent_desk.referrals.tables import EntryTable, ReferrerTable
from tests.referrals.desks import Desk


def day(text: str) -> datetime:
    """Return a moment, local time."""
    return datetime.fromisoformat(text)


@pytest.fixture
def kris(desk: Desk) -> list[int]:
    """Three referrals of one person, linked, oldest first."""
    made = [
        desk.add(
            "Chris", "Hallem", state="not_adopted_signposted", received=day("2022-03-09 10:00"),
            outcome="signposted", details={"to": ["education"]},
        ),
        desk.add("Kristopher", "Hallam", state="closed", received=day("2024-07-02 10:00"),
                 outcome="nfa"),
        desk.add("Kris", "Hallam", state="screening", received=day("2025-11-18 09:31")),
    ]  # fmt: skip
    persons = [desk.person_of(one) for one in made]
    desk.services.people.link(persons[2], persons[0], LinkKind.SAME)
    desk.services.people.link(persons[2], persons[1], LinkKind.SAME)
    return made


def test_the_third_referral_is_told_with_the_earlier_ones(desk: Desk, kris: list[int]) -> None:
    people = desk.services.people
    times = people.times(kris[2])
    assert (times.number, times.words) == (3, "Third referral")
    assert [one.line for one in times.earlier] == [
        "PD-2024-002 – closed, no further action, 2 Jul 2024",
        "PD-2022-001 – signposted to education, 9 Mar 2022",
    ]
    assert people.times_of(kris) == dict(zip(kris, (1, 2, 3), strict=True))
    assert people.times(kris[0]).words == ""


def test_a_call_for_advice_is_no_referral_of_a_person(desk: Desk, kris: list[int]) -> None:
    advice = desk.add("Kris", state="advice_only", received=day("2025-11-20 10:00"))
    last = desk.add("Kris", received=day("2025-11-24 10:00"))
    people = desk.services.people
    for one in (advice, last):
        people.link(desk.person_of(one), desk.person_of(kris[0]), LinkKind.SAME)
    assert people.times_of([advice, last]) == {advice: 0, last: 4}
    assert people.times(advice).number == 0
    assert people.times(last).number == 4


def test_somebody_beside_is_not_referred_by_it(desk: Desk, kris: list[int]) -> None:
    people = desk.services.people
    other = desk.add("Sam", "Okoro", received=day("2025-11-22 10:00"))
    involved = people.add(other, Person(0, 0, given="Kris", family="Hallam"), "associate")
    beside = next(
        one.person.id for one in desk.services.episodes.episode(other).people if one.id == involved
    )
    people.link(beside, desk.person_of(kris[0]), LinkKind.SAME)
    assert people.times(kris[2]).number == 3
    assert people.episodes_of(desk.person_of(kris[0]))[0].role == "associate"


def test_the_comment_on_the_pattern_is_asked_for_until_it_is_written(
    desk: Desk, kris: list[int]
) -> None:
    people = desk.services.people
    assert people.needs_pattern(kris[2])
    assert not people.needs_pattern(kris[0])
    people.set_pattern(kris[2], "Each time after the holidays, each time the school.")
    assert not people.needs_pattern(kris[2])
    assert desk.services.episodes.episode(kris[2]).pattern.startswith("Each time")
    desk.store.undo()
    assert people.needs_pattern(kris[2])


def test_a_link_leaves_every_earlier_record_as_it_was(desk: Desk, kris: list[int]) -> None:
    episode = desk.services.episodes.episode(kris[0])
    assert (episode.names, episode.state) == ("Chris Hallem", State.NOT_ADOPTED_SIGNPOSTED)
    assert episode.subjects[0].family == "Hallem"


def test_an_edit_keeps_the_old_name_and_address_and_tells_what_it_was(desk: Desk) -> None:
    made = desk.add(person={"address": "4 Goswell Place", "town": "London"})
    people = desk.services.people
    was = people.person(desk.person_of(made))
    kept = people.edit(
        was.id,
        replace(was, family="Hallem ", address="9 Fore Street", town="London",
                born=date(2008, 5, 12)),
    )  # fmt: skip
    assert kept.family == "Hallem"
    assert kept.aliases == ("Kris Hallam",)
    assert kept.earlier == ("4 Goswell Place, London",)
    assert desk.services.episodes.episode(made).names == "Kris Hallem"
    with desk.store.reading() as session:
        (line,) = session.query(EntryTable).all()
        assert line.title == "Details of a person changed"
        assert "Family name was Hallam" in line.body
        assert "Date of birth was empty" in line.body
    desk.store.undo()
    assert people.person(was.id) == was
    assert desk.services.episodes.episode(made).names == "Kris Hallam"


def test_an_edit_that_changes_nothing_writes_nothing(desk: Desk) -> None:
    made = desk.add()
    people = desk.services.people
    was = people.person(desk.person_of(made))
    before = desk.store.undo_label()
    people.edit(was.id, replace(was, given=" Kris "))
    assert desk.store.undo_label() == before


def test_a_name_that_is_put_right_again_is_no_alias_of_itself() -> None:
    was = Person(1, 1, given="Kris", family="Hallem", aliases=("Kris Hallam",))
    now = revised(was, replace(was, family="Hallam"))
    assert now.aliases == ("Kris Hallem",)


def test_people_are_added_given_a_part_and_removed(desk: Desk) -> None:
    made = desk.add()
    people, episodes = desk.services.people, desk.services.episodes
    sister = people.add(made, Person(0, 0, given=" Sam ", family="Hallam"), "sibling", "twelve")
    assert episodes.episode(made).names == "Kris Hallam"
    people.set_role(sister, "subject")
    assert episodes.episode(made).names == "Kris Hallam, Sam Hallam"
    assert desk.store.undo_label() == "part of a person in PD-2025-001"
    people.remove(sister)
    assert episodes.episode(made).names == "Kris Hallam"
    desk.store.undo()
    assert [one.person.name for one in episodes.episode(made).people] == [
        "Kris Hallam", "Sam Hallam",
    ]  # fmt: skip


def test_the_only_person_a_referral_is_about_stays(desk: Desk) -> None:
    made = desk.add()
    (own,) = desk.services.episodes.episode(made).people
    with pytest.raises(Refused, match="about somebody"):
        desk.services.people.remove(own.id)
    with pytest.raises(Refused, match="about somebody"):
        desk.services.people.set_role(own.id, "parent")
    with pytest.raises(Refused, match="only person"):
        desk.services.people.split(own.id, "parent")


def test_somebody_decisions_rest_on_is_not_removed(desk: Desk) -> None:
    earlier, made = desk.add(), desk.add()
    people = desk.services.people
    sister = people.add(made, Person(0, 0, given="Sam"), "sibling")
    person = next(
        one.person.id for one in desk.services.episodes.episode(made).people if one.id == sister
    )
    people.link(person, desk.person_of(earlier), LinkKind.RELATIVE, relation="sibling")
    with pytest.raises(Refused, match="rest on this person"):
        people.remove(sister)


def test_one_of_a_family_gets_a_referral_of_their_own_with_the_answers(desk: Desk) -> None:
    made = desk.add(
        state="passed_to_police",
        answers={"concern": "a flight to Turkey in two weeks"},
        referrer={"name": "Ama Owusu", "is_anonymous": True},
        police_ref="CAD 77",
    )
    people, episodes = desk.services.people, desk.services.episodes
    sister = people.add(made, Person(0, 0, given="Sam", family="Hallam"), "subject")
    own = people.split(sister, "sibling")
    first, second = episodes.episode(made), episodes.episode(own)
    assert (first.names, second.names) == ("Kris Hallam", "Sam Hallam")
    assert second.ref == "PD-2025-002"
    assert second.answers == first.answers
    assert (second.state, second.received, second.police_ref) == (
        first.state, first.received, first.police_ref,
    )  # fmt: skip
    assert [move.now for move in second.moves] == [move.now for move in first.moves]
    assert second.is_anonymous
    assert episodes.referrer(own).name == "Ama Owusu"
    assert [one.role for one in first.people] == ["subject", "sibling"]
    # One telling, not two: it is the first referral of either.
    assert people.times_of([made, own]) == {made: 1, own: 1}
    desk.store.undo()
    assert not episodes.is_there(own)
    assert episodes.episode(made) == replace(
        first, names="Kris Hallam, Sam Hallam",
        people=tuple(replace(one, role="subject") for one in first.people),
    )  # fmt: skip
    with desk.store.reading() as session:
        assert session.query(ReferrerTable).count() == 1
    # A reference is never given twice, not even one that Undo took back.
    assert episodes.episode(people.split(sister, "sibling")).ref == "PD-2025-003"


def test_links_of_a_referral_are_told_for_its_timeline(desk: Desk, kris: list[int]) -> None:
    people = desk.services.people
    seen = people.links_of(kris[2])
    assert [one.refs for one in seen] == [("PD-2024-002",), ("PD-2022-001",)]
    assert {one.here.name for one in seen} == {"Kris Hallam"}
    assert [one.other.name for one in people.links_of(kris[0])] == ["Kris Hallam"]


def test_names_and_ordinals_are_said_as_people_say_them() -> None:
    people = [Person(1, 1, given="Kris"), Person(2, 2, given="Sam"), Person(3, 3)]
    assert names_of(people) == "Kris, Sam, Name not known"
    assert [ordinal(one) for one in (1, 3, 11, 12, 22, 113)] == [
        "First", "Third", "11th", "12th", "22nd", "113th",
    ]  # fmt: skip
