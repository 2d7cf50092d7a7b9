from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from prevent_desk.core.errors import Refused
from prevent_desk.panels.model.meeting import NewMeeting
from prevent_desk.panels.model.records import ItemKind, MeetingState, Mode
from tests.panels.desks import Desk

DAY = datetime.fromisoformat("2025-12-10T10:00")


def _plan(desk: Desk, starts: datetime = DAY) -> int:
    return desk.services.meetings.add(NewMeeting(starts, starts + timedelta(minutes=90)))


def test_a_meeting_begins_with_its_standing_points_and_its_day_as_name(desk: Desk) -> None:
    one = _plan(desk)
    assert desk.services.meetings.one(one).title == "Channel panel 10 Dec 2025"
    assert [item.kind for item in desk.services.agenda.of(one)] == [
        ItemKind.OPENING, ItemKind.ACTIONS, ItemKind.EXIT_REVIEWS, ItemKind.CLOSE,
    ]  # fmt: skip


def test_planning_is_one_act_and_its_label_names_the_day(desk: Desk) -> None:
    one = _plan(desk)
    assert desk.store.undo_label() == "panel of 10 Dec 2025"
    desk.store.undo()
    assert not desk.services.meetings.is_there(one)


def test_a_panel_that_ends_before_it_begins_is_refused(desk: Desk) -> None:
    with pytest.raises(Refused, match="ends before"):
        desk.services.meetings.add(NewMeeting(DAY, DAY - timedelta(hours=1)))


def test_a_new_time_or_place_raises_the_sequence_and_nothing_else_does(desk: Desk) -> None:
    meetings, one = desk.services.meetings, _plan(desk)
    meetings.change(one, chair="A. Marsh", note="Bring cake")
    assert meetings.one(one).sequence == 0
    meetings.change(one, starts=DAY + timedelta(hours=1), ends=DAY + timedelta(hours=2))
    meetings.change(one, mode=Mode.HYBRID, venue="Guildhall")
    assert meetings.one(one).sequence == 2


def test_the_mark_of_the_calendar_stays_when_the_time_changes(desk: Desk) -> None:
    meetings, one = desk.services.meetings, _plan(desk)
    mark = meetings.one(one).uid
    meetings.change(one, starts=DAY + timedelta(days=1), ends=DAY + timedelta(days=1, hours=1))
    assert meetings.one(one).uid == mark


def test_a_name_made_of_the_day_follows_the_day_and_a_typed_one_stays(desk: Desk) -> None:
    meetings, one = desk.services.meetings, _plan(desk)
    later = DAY + timedelta(days=7)
    meetings.change(one, starts=later, ends=later + timedelta(hours=1))
    assert meetings.one(one).title == "Channel panel 17 Dec 2025"
    meetings.change(one, title="Extraordinary panel")
    meetings.change(one, starts=DAY, ends=DAY + timedelta(hours=1))
    assert meetings.one(one).title == "Extraordinary panel"


def test_beginning_opens_the_first_point_and_keeps_the_rule_of_that_moment(desk: Desk) -> None:
    meetings, one = desk.services.meetings, desk.told.meeting
    meetings.begin(one)
    begun = meetings.one(one)
    assert begun.state is MeetingState.LIVE
    assert begun.began == desk.now().replace(microsecond=0)
    assert begun.rule["statute"] == ["council", "police"]
    assert desk.services.agenda.of(one)[0].since is not None


def test_beginning_again_goes_on_as_it_stands(desk: Desk) -> None:
    desk.services.meetings.begin(desk.told.meeting)
    label = desk.store.undo_label()
    desk.services.meetings.begin(desk.told.meeting)
    assert desk.store.undo_label() == label


def test_one_panel_meets_at_a_time(desk: Desk) -> None:
    desk.services.meetings.begin(desk.told.meeting)
    with pytest.raises(Refused, match="is under way"):
        desk.services.meetings.begin(_plan(desk))


def test_finishing_ends_what_is_talked_about_and_empties_the_room(live: Desk) -> None:
    live.services.meetings.finish(live.told.meeting)
    assert live.services.meetings.one(live.told.meeting).state is MeetingState.HELD
    assert all(item.since is None for item in live.services.agenda.of(live.told.meeting))
    room = live.services.room.attendees(live.told.meeting)
    assert not any(one.is_here for one in room)


def test_a_panel_finished_too_early_is_taken_up_again(live: Desk) -> None:
    live.services.meetings.finish(live.told.meeting)
    live.services.meetings.reopen(live.told.meeting)
    assert live.services.meetings.one(live.told.meeting).state is MeetingState.LIVE


def test_what_was_held_is_not_changed(live: Desk) -> None:
    live.services.meetings.finish(live.told.meeting)
    with pytest.raises(Refused, match="was held"):
        live.services.meetings.change(live.told.meeting, chair="Somebody else")


def test_where_the_desk_stands_is_remembered_without_an_undo(desk: Desk) -> None:
    label = desk.store.undo_label()
    desk.services.meetings.remember_place(desk.told.meeting, {"item": 5, "cursor": 7})
    assert desk.services.meetings.one(desk.told.meeting).place == {"item": 5, "cursor": 7}
    assert desk.store.undo_label() == label
