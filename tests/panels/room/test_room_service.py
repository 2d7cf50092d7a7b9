"""The room as the store keeps it: each coming and going one act, without anybody's name."""

from __future__ import annotations

from datetime import timedelta

import pytest

from prevent_desk.core.errors import Refused
from prevent_desk.panels.model.records import Attendee, Role
from tests.panels.desks import AGENCIES, Desk

NAMES = {part for one in AGENCIES for name in one[6:8] for part in name.split() if len(part) > 2}


def one(desk: Desk, key: str) -> Attendee:
    return desk.services.room.one(desk.told.invites[key])


def test_who_arrives_is_here_and_undo_takes_it_back(desk: Desk) -> None:
    desk.services.room.arrive(desk.told.invites["police"])
    assert one(desk, "police").is_here
    desk.store.undo()
    assert not one(desk, "police").is_here


def test_labels_of_the_room_name_nobody(live: Desk) -> None:
    room, invites = live.services.room, live.told.invites
    labels = []
    for act in (
        lambda: room.leave(invites["police"]),
        lambda: room.arrive(invites["police"]),
        lambda: room.apology(invites["probation"], "F. Varga is ill"),
        lambda: room.expect(invites["probation"]),
        lambda: room.take_role(invites["children"], Role.CHAIR),
        lambda: room.declare(invites["barts"], live.told.cases[2], "Treated Kris Hallam"),
        lambda: room.arrive_all(live.told.meeting),
    ):
        act()
        labels.append(live.store.undo_label() or "")
    assert len(set(labels)) >= 6
    told = " ".join(labels)
    assert not [name for name in [*NAMES, "Hallam", "Kris"] if name in told]


def test_somebody_cannot_come_twice_nor_go_without_being_there(desk: Desk) -> None:
    police = desk.told.invites["police"]
    with pytest.raises(Refused):
        desk.services.room.leave(police)
    desk.services.room.arrive(police)
    with pytest.raises(Refused):
        desk.services.room.arrive(police)


def test_a_time_ahead_and_a_time_before_they_came_are_refused(desk: Desk) -> None:
    room, police = desk.services.room, desk.told.invites["police"]
    with pytest.raises(Refused):
        room.arrive(police, desk.now() + timedelta(minutes=1))
    room.arrive(police, desk.now() - timedelta(minutes=5))
    with pytest.raises(Refused):
        room.leave(police, desk.now() - timedelta(minutes=6))


def test_a_correction_may_not_put_somebody_in_the_room_twice_at_once(desk: Desk) -> None:
    room, police, now = desk.services.room, desk.told.invites["police"], desk.now()
    room.arrive(police, now - timedelta(minutes=30))
    room.leave(police, now - timedelta(minutes=20))
    room.arrive(police, now - timedelta(minutes=10))
    second = one(desk, "police").times[1].id
    with pytest.raises(Refused):
        room.correct(second, came=now - timedelta(minutes=25))
    room.correct(second, came=now - timedelta(minutes=15))
    assert one(desk, "police").times[1].began == now - timedelta(minutes=15)


def test_mark_all_leaves_out_apologies_and_guests_of_one_case(desk: Desk) -> None:
    count = desk.services.room.arrive_all(desk.told.meeting)
    here = {key for key in desk.told.invites if one(desk, key).is_here}
    assert count == 6
    assert here == {"cst", "police", "children", "adults", "barts", "education"}
    desk.store.undo()
    assert not any(one(desk, key).is_here for key in desk.told.invites)


def test_mark_all_does_not_bring_back_who_left(live: Desk) -> None:
    live.services.room.leave(live.told.invites["barts"])
    assert live.services.room.arrive_all(live.told.meeting) == 0


def test_who_apologised_and_comes_after_all_gave_no_apology(desk: Desk) -> None:
    desk.services.room.arrive(desk.told.invites["probation"])
    assert one(desk, "probation").answer == "coming"


def test_an_apology_of_somebody_who_came_is_refused(live: Desk) -> None:
    with pytest.raises(Refused):
        live.services.room.apology(live.told.invites["barts"])


def test_who_declares_an_interest_is_out_for_the_case_and_back_for_the_next(desk: Desk) -> None:
    services, told = desk.services, desk.told
    services.meetings.begin(told.meeting)
    services.room.arrive_all(told.meeting)
    desk.pass_time(minutes=5)
    services.room.declare(told.invites["barts"], told.cases[1], "Treats the family")
    for case in told.cases[:3]:
        services.agenda.go_to(case)
        desk.pass_time(minutes=10)
    there = [{at.attendee.agency for at in services.room.at_case(case)} for case in told.cases[:3]]
    assert ["Barts Health" in one for one in there] == [True, False, True]
    assert one(desk, "barts").times[0].why == "Declared an interest in Case B"


def test_an_interest_in_the_case_that_is_talked_about_sends_out_at_once(desk: Desk) -> None:
    services, told = desk.services, desk.told
    services.meetings.begin(told.meeting)
    services.room.arrive_all(told.meeting)
    services.agenda.go_to(told.cases[0])
    services.room.declare(told.invites["barts"], told.cases[0], "A relative")
    assert not one(desk, "barts").is_here
    desk.store.undo()
    assert one(desk, "barts").is_here


def test_who_declares_and_stays_is_not_sent_out(desk: Desk) -> None:
    services, told = desk.services, desk.told
    services.meetings.begin(told.meeting)
    services.room.arrive_all(told.meeting)
    services.agenda.go_to(told.cases[0])
    services.room.declare(told.invites["barts"], told.cases[0], "Knows of it", leaves=False)
    services.room.declare(told.invites["police"], None, "")
    assert one(desk, "barts").is_here
    assert [found.left_room for found in services.room.declarations(told.meeting)] == [False, False]


def test_the_quorum_of_a_case_goes_with_the_police(desk: Desk) -> None:
    services, told = desk.services, desk.told
    services.meetings.begin(told.meeting)
    services.room.arrive_all(told.meeting)
    services.agenda.go_to(told.cases[0])
    desk.pass_time(minutes=10)
    services.agenda.go_to(told.cases[1])
    services.room.leave(told.invites["police"])
    verdicts = services.room.verdicts(told.meeting)
    assert verdicts[told.cases[0]].words == "chair, police and 4 more"
    assert verdicts[told.cases[1]].missing == ("the police",)


def test_the_rule_that_held_stays_with_the_meeting(desk: Desk) -> None:
    services, told = desk.services, desk.told
    desk.set_meeting(rule={"others": 9})
    assert services.room.rule(told.meeting).others == 9


def test_seconds_of_a_point_go_on_while_it_runs(desk: Desk) -> None:
    services, told = desk.services, desk.told
    services.meetings.begin(told.meeting)
    services.agenda.go_to(told.cases[0])
    desk.pass_time(seconds=90)
    assert services.room.seconds(told.cases[0]) == 90
