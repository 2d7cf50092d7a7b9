"""Who is on a list, by which rule, and who came and went since it was last used."""

from __future__ import annotations

from datetime import date

import pytest

from prevent_desk.contacts.model.lists import FORUM, Rule, UseKind, Went, rule_words
from prevent_desk.contacts.model.records import SeatKind
from prevent_desk.core.errors import Refused
from prevent_desk.store import audit
from tests.contacts.desks import DEPUTY, LEAD, TODAY, Desk

PANEL = Rule(seats=(LEAD.value, DEPUTY.value))
SINCE = date(2025, 1, 6)


def names(desk: Desk, list_id: int) -> list[str]:
    return [one.contact.name for one in desk.contacts.lists.shown(list_id).members]


def test_a_list_rebuilds_itself_when_a_seat_changes_hands(desk: Desk) -> None:
    probation = desk.agency()
    desk.fill(probation, LEAD, "Ola Brandt", SINCE)
    forum = desk.contacts.lists.add("Panel", [PANEL])
    assert names(desk, forum) == ["Ola Brandt"]
    desk.fill(probation, LEAD, "Kim Barrow", date(2025, 6, 2))
    assert names(desk, forum) == ["Kim Barrow"]


def test_a_rule_wants_all_its_parts_and_a_list_any_of_its_rules(desk: Desk) -> None:
    school = desk.agency("Aldgate School", "education")
    barts = desk.agency("Barts Health", "health")
    desk.fill(school, SeatKind.PREVENT_LEAD, "Ada Lund", SINCE)
    desk.fill(barts, SeatKind.PREVENT_LEAD, "Ben Shah", SINCE)
    desk.person("Cy Venue", barts, topics=("Venue hire",))
    rules = [Rule(seats=("prevent_lead",), sectors=("education",)), Rule(topics=("venue hire",))]
    shown = desk.contacts.lists.shown(desk.contacts.lists.add("Both", rules))
    assert [one.contact.name for one in shown.members] == ["Ada Lund", "Cy Venue"]
    assert shown.counts == (1, 1)


def test_a_rule_with_seat_and_sector_means_the_sector_of_the_seat(desk: Desk) -> None:
    school = desk.agency("Aldgate School", "education")
    barts = desk.agency("Barts Health", "health")
    nurse = desk.person("Nia Ward", barts)
    desk.contacts.seats.fill(school, SeatKind.SAFEGUARDING_LEAD, nurse, SINCE)
    rule = Rule(seats=("safeguarding_lead",), sectors=("education",))
    assert names(desk, desk.contacts.lists.add("Schools", [rule])) == ["Nia Ward"]


def test_a_rule_that_says_nothing_is_refused_for_everybody_would_be_on_it(desk: Desk) -> None:
    with pytest.raises(Refused, match="everybody"):
        desk.contacts.lists.add("All", [Rule()])


def test_hand_picks_stand_against_the_rules_until_they_are_taken_back(desk: Desk) -> None:
    probation = desk.agency()
    desk.fill(probation, LEAD, "Ola Brandt", SINCE)
    lead = desk.holder(probation, LEAD).id
    guest = desk.person("Ivy Guest")
    lists = desk.contacts.lists
    forum = lists.add("Panel", [PANEL])
    lists.pick(forum, lead, is_in=False, reason="asked to be left out")
    lists.pick(forum, guest, is_in=True)
    assert names(desk, forum) == ["Ivy Guest"]
    assert lists.shown(forum).left_out[0].pick.reason == "asked to be left out"
    lists.unpick(forum, lead)
    assert sorted(names(desk, forum)) == ["Ivy Guest", "Ola Brandt"]


def test_since_the_last_use_it_says_who_came_who_went_and_why(desk: Desk) -> None:
    probation, police = desk.agency(), desk.agency("City Police", "police")
    desk.fill(
        probation,
        LEAD,
        "Ola Brandt",
        SINCE,
    )
    desk.fill(police, LEAD, "Rae Cole", SINCE)
    lists = desk.contacts.lists
    forum = lists.add("Panel", [PANEL])
    assert lists.shown(forum).added == ()
    lists.used(forum, UseKind.COPIED, lists.shown(forum).as_used(), "PD-E-0001")
    gone, stays = desk.holder(probation, LEAD), desk.holder(police, LEAD)
    desk.contacts.people.leave(gone.id, date(2025, 11, 3), "moved", "")
    desk.contacts.people.change(stays.id, emails=("rae@police.example",))
    desk.fill(police, DEPUTY, "Mo Lyle", SINCE)

    shown = lists.shown(forum)

    assert [one.contact.name for one in shown.added] == ["Mo Lyle"]
    assert [(one.why, one.words) for one in shown.dropped] == [
        (Went.LEFT, "Ola Brandt, Probation, left 3 Nov 2025")
    ]
    assert [(one.contact.name, before) for one, before in shown.moved] == [("Rae Cole", "")]


def test_who_turned_out_to_be_somebody_else_neither_came_nor_went(desk: Desk) -> None:
    lists, people = desk.contacts.lists, desk.contacts.people
    first, second = desk.person("Kim Barrow"), desk.person("K. Barrow")
    forum = lists.add("By hand")
    lists.pick(forum, second, is_in=True)
    lists.used(forum, UseKind.DRAFT, lists.shown(forum).as_used(), "PD-E-0001")
    desk.contacts.merging.merge_contacts(first, second)
    shown = lists.shown(forum)
    assert [one.contact.id for one in shown.members] == [first]
    assert (shown.added, shown.dropped) == ((), ())
    assert people.one(second).id == first


def test_each_address_is_written_to_once_and_personal_ones_are_told(desk: Desk) -> None:
    barts = desk.agency("Barts Health", "health", domains=("barts.example",))
    for name, email in (
        ("A Shah", "desk@barts.example"), ("B Pereira", "Desk@Barts.example"),
        ("C Home", "c.home@gmail.com"), ("D None", ""),
    ):  # fmt: skip
        desk.person(name, barts, emails=(email,) if email else ())
    lists = desk.contacts.lists
    shown = lists.shown(lists.add("Health", [Rule(sectors=("health",))]))
    written_to = [address for _name, address in shown.addresses()]
    assert written_to == ["c.home@gmail.com", "Desk@Barts.example"]
    assert [one.contact.name for one in shown.personal] == ["C Home"]
    assert [one.contact.name for one in shown.without_address] == ["D None"]


def test_the_forum_is_ready_made_and_every_act_is_one_undo(desk: Desk) -> None:
    lists = desk.contacts.lists
    number = lists.add_forum()
    assert lists.one(number).name == FORUM
    assert desk.store.undo_label() == f"new list {FORUM}"
    desk.store.undo()
    assert lists.all() == []


def test_a_use_is_in_the_audit_trail_with_its_export_and_without_names(desk: Desk) -> None:
    person = desk.person("Ivy Guest", emails=("ivy@x.example",))
    lists = desk.contacts.lists
    forum = lists.add("By hand")
    lists.pick(forum, person, is_in=True)
    lists.used(forum, UseKind.COPIED, lists.shown(forum).as_used(), "PD-E-0007")
    noted = [one for one in audit.records(desk.store) if one.action == "exported"]
    assert noted[-1].detail == {"export": "PD-E-0007", "how": "copied", "people": 1}
    assert "Ivy" not in desk.store.undo_label()  # type: ignore[operator]


def test_a_list_taken_away_comes_back_with_its_picks_and_uses(desk: Desk) -> None:
    lists, person = desk.contacts.lists, desk.person("Ivy Guest")
    forum = lists.add("By hand")
    lists.pick(forum, person, is_in=True, reason="speaks there")
    lists.used(forum, UseKind.CSV, lists.shown(forum).as_used(), "PD-E-0001")
    before = lists.one(forum)
    lists.remove(forum)
    assert not lists.is_there(forum)
    desk.store.undo()
    assert lists.one(forum) == before


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (PANEL, "Every lead and deputy with a panel seat"),
        (Rule(("prevent_lead",), ("education",)), "Every Prevent lead in Education"),
        (Rule(sectors=("faith", "health")), "Everybody in Faith or Health"),
        (Rule(topics=("venue hire",)), "Everybody written to about venue hire"),
    ],
)
def test_a_rule_is_said_as_a_person_would(rule: Rule, words: str) -> None:
    seats = {"prevent_lead": "Prevent lead"}
    sectors = {"education": "Education", "faith": "Faith", "health": "Health"}
    assert rule_words(rule, seats, sectors) == words


def test_today_is_the_day_rules_are_held_against(desk: Desk) -> None:
    probation = desk.agency()
    desk.fill(probation, LEAD, "Ola Brandt", TODAY)
    lists = desk.contacts.lists
    forum = lists.one(lists.add("Panel", [PANEL]))
    before = lists.everybody(date(2025, 11, 24))
    assert lists.shown(forum.id, before).members == ()
    assert len(lists.shown(forum.id).members) == 1
