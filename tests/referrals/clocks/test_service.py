"""What is due over a real store: kept up with every change, taken back, stopped and started."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from sqlalchemy import text

from prevent_desk.core.errors import Refused
from prevent_desk.referrals import service
from prevent_desk.referrals.model.clock import Clock, Standing
from prevent_desk.referrals.model.deadlines import Unit
from prevent_desk.referrals.service.courses import concerned
from prevent_desk.referrals.tables import CheckTable
from prevent_desk.referrals.tables.episodes import UNTOLD, WAITING
from tests.referrals.desks import Desk


def at(month: int, day: int, hour: int = 9) -> datetime:
    return datetime(2025, month, day, hour)  # noqa: DTZ001 - local time, as records have it


def clock_of(desk: Desk, episode: int, key: str) -> Clock:
    return next(one for one in desk.services.clocks.of(episode) if one.key == key)


def due_keys(desk: Desk) -> list[tuple[str, str]]:
    return [(one.ref, one.clock.key) for one in desk.services.clocks.due()]


def test_what_is_due_comes_in_the_order_it_presses(desk: Desk) -> None:
    desk.add(state="passed_to_police", received=at(11, 24))
    desk.add(state="consent_pending", received=at(10, 30))
    assert due_keys(desk) == [
        ("PD-2025-002", "consent_attempt"),
        ("PD-2025-001", "police_first_assessment"),
    ]


def test_a_change_anywhere_is_seen_at_once_and_its_undo_too(desk: Desk) -> None:
    episode = desk.add(state="information_gathering", received=at(11, 12))
    before = due_keys(desk)
    check = {
        "agency": "housing", "asked_on": date(2025, 11, 12), "asked": "", "due": None, "known": "",
        "replied_on": None, "replied_by": "", "words": "", "withdrawn": "",
    }  # fmt: skip
    with desk.store.writing("a question to housing") as session:
        session.add(CheckTable(episode_id=episode, **check))
    assert ("PD-2025-001", "info_request_return:1") in due_keys(desk)
    with desk.store.writing("its reply") as session:
        session.get_one(CheckTable, 1).replied_on = date(2025, 11, 20)
    assert clock_of(desk, episode, "info_request_return:1").state is Standing.MET
    assert clock_of(desk, episode, "panel_invite").state is Standing.OVER
    desk.store.undo()
    desk.store.undo()
    assert due_keys(desk) == before


def test_of_one_and_of_all_agree(desk: Desk) -> None:
    for state in ("received", "passed_to_police", "adopted", "closed", "not_adopted_nfa"):
        desk.add(state=state, received=at(10, 1), referrer={"phone": "020 7946 0000"})
    for episode in range(1, 6):
        alone = [one.key for one in desk.services.clocks.of(episode) if one.state.is_running]
        among = [one.clock.key for one in desk.services.clocks.due() if one.episode_id == episode]
        assert sorted(alone) == sorted(among)


def test_time_going_by_makes_things_late(desk: Desk) -> None:
    desk.add(state="received", received=at(11, 25))
    assert desk.services.clocks.needing() == 0
    desk.clock.move(timedelta(days=1))
    assert desk.services.clocks.needing() == 1


def test_a_limit_in_hours_moves_on_within_the_day(desk: Desk) -> None:
    episode = desk.add(state="received", received=at(11, 25, 14), danger="yes")
    assert clock_of(desk, episode, "hand_over").state is Standing.TODAY
    desk.clock.move(timedelta(hours=2))
    assert clock_of(desk, episode, "hand_over").state is Standing.OVER
    assert desk.services.clocks.due()[0].clock.state is Standing.OVER


@pytest.mark.parametrize(
    ("referrer", "is_waited_for"),
    [
        ({"phone": "020 7946 0000"}, True),
        ({"phone": "020 7946 0000", "wants_feedback": "no"}, False),
        ({"phone": "020 7946 0000", "told_on": date(2025, 11, 20)}, False),
        ({}, False),
        ({"is_anonymous": True, "phone": "020 7946 0000", "safe_way": "None."}, False),
        ({"is_anonymous": True, "safe_way": "text only after six"}, True),
    ],
)
def test_a_referrer_is_waited_for_who_can_be_told(
    desk: Desk, referrer: dict[str, object], is_waited_for: bool
) -> None:
    desk.add(state="not_adopted_nfa", received=at(11, 17), referrer=referrer)
    assert bool(desk.services.clocks.due()) is is_waited_for


def test_who_told_is_in_no_clock(desk: Desk) -> None:
    told = {"name": "Zebedee Quillfeather", "phone": "07700 900123", "safe_way": "by day"}
    desk.add(state="not_adopted_nfa", received=at(11, 17), referrer=told)
    assert "Zebedee" not in repr(desk.services.clocks.due())


def test_a_referrer_untold_for_over_a_year_is_no_longer_waited_for(desk: Desk) -> None:
    known = {"phone": "020 7946 0000"}
    desk.add(state="not_adopted_nfa", received=datetime(2024, 3, 1), referrer=known)  # noqa: DTZ001
    assert desk.services.clocks.due() == []


def test_closed_ones_are_not_read_to_know_what_is_due(desk: Desk) -> None:
    for _ in range(5):
        desk.add(state="closed", received=at(1, 3))
    desk.add(state="received", received=at(11, 3))
    with desk.store.reading() as session:
        assert concerned(session, desk.clock.today()) == [6]


def test_a_stopped_clock_waits_and_goes_on_where_it_stood(desk: Desk) -> None:
    episode = desk.add(state="passed_to_police", received=at(11, 24))
    clocks = desk.services.clocks
    clocks.stop(episode, "police_first_assessment", "They asked us to wait")
    stopped = clock_of(desk, episode, "police_first_assessment")
    assert (stopped.state, stopped.why) == (Standing.STOPPED, "They asked us to wait")
    assert clocks.due() == []
    assert [one.clock.key for one in clocks.waiting()] == ["police_first_assessment"]
    desk.clock.move(timedelta(days=3))
    clocks.restart(episode, "police_first_assessment")
    again = clock_of(desk, episode, "police_first_assessment")
    assert again.due_on == date(2025, 12, 4)
    assert [stop.by for stop in again.stops] == ["coordinator"]


def test_one_stop_is_one_undo_and_its_name_holds_no_person(desk: Desk) -> None:
    episode = desk.add(state="passed_to_police", received=at(11, 24))
    desk.services.clocks.stop(episode, "police_first_assessment", "Kris is in hospital")
    label = desk.store.undo_label()
    assert label == "stopped clock “Police first assessment” of PD-2025-001"
    desk.store.undo()
    assert clock_of(desk, episode, "police_first_assessment").state.is_running


@pytest.mark.parametrize(
    ("reason", "since", "what"),
    [
        ("  ", None, "with a reason"),
        ("Waits", date(2025, 11, 26), "on a day that was"),
        ("Waits", date(2025, 11, 20), "began on Mon 24 Nov 2025"),
    ],
)
def test_what_cannot_be_a_stop_is_refused_in_words(
    desk: Desk, reason: str, since: date | None, what: str
) -> None:
    episode = desk.add(state="passed_to_police", received=at(11, 24))
    with pytest.raises(Refused, match=what):
        desk.services.clocks.stop(episode, "police_first_assessment", reason, since)
    assert desk.store.undo_label() is None


def test_a_clock_that_stands_still_cannot_be_stopped_again(desk: Desk) -> None:
    episode = desk.add(state="passed_to_police", received=at(11, 24))
    clocks = desk.services.clocks
    with pytest.raises(Refused, match="does not stand still"):
        clocks.restart(episode, "police_first_assessment")
    clocks.stop(episode, "police_first_assessment", "Waits")
    with pytest.raises(Refused, match="stands still already"):
        clocks.stop(episode, "police_first_assessment", "Waits")
    with pytest.raises(Refused, match="stands still since"):
        clocks.restart(episode, "police_first_assessment", date(2025, 11, 20))
    with pytest.raises(Refused, match="does not run in that referral"):
        clocks.stop(episode, "no_contact", "Waits")


def test_another_limit_holds_for_every_referral_and_is_remembered(desk: Desk) -> None:
    episode = desk.add(state="passed_to_police", received=at(11, 24))
    heard: list[int] = []
    clocks = desk.services.clocks
    clocks.on_limits.append(lambda: heard.append(1))
    clocks.set_limit("police_first_assessment", 1, Unit.WORKING_DAYS)
    assert clock_of(desk, episode, "police_first_assessment").state is Standing.TODAY
    clocks.set_day_ends(time(16, 30))
    assert clock_of(desk, episode, "police_first_assessment").said == "Due today 16:30"
    later = service.build(desk.store, desk.clock).clocks
    assert later.deadlines().rule("police_first_assessment").amount == 1
    clocks.reset_limit("police_first_assessment")
    assert not clocks.deadlines().is_changed("police_first_assessment")
    assert heard == [1, 1, 1]
    with pytest.raises(Refused, match="1 to 260 working days"):
        clocks.set_limit("pass_on", 261, Unit.WORKING_DAYS)


def test_a_closure_of_the_office_moves_what_is_due(desk: Desk) -> None:
    episode = desk.add(state="received", received=at(11, 25))
    clocks = desk.services.clocks
    clocks.close_on(date(2025, 11, 26), "Office moves")
    clock = clock_of(desk, episode, "pass_on")
    assert clock.due_on == date(2025, 11, 27)
    assert [one.words for one in clock.skipped] == ["Office moves"]
    clocks.open_on(date(2025, 11, 26))
    assert clock_of(desk, episode, "pass_on").due_on == date(2025, 11, 26)


@pytest.mark.parametrize(
    ("day", "words", "what"),
    [
        (date(2025, 12, 25), "Christmas", "is Christmas Day already"),
        (date(2025, 11, 29), "Closed", "weekend"),
        (date(2025, 11, 26), " ", "needs a name"),
    ],
)
def test_a_closure_that_makes_no_sense_is_refused(
    desk: Desk, day: date, words: str, what: str
) -> None:
    with pytest.raises(Refused, match=what):
        desk.services.clocks.close_on(day, words)


def test_a_bank_holiday_can_be_worked_and_kept_again(desk: Desk) -> None:
    clocks, boxing = desk.services.clocks, date(2025, 12, 26)
    clocks.open_on(boxing)
    assert service.build(desk.store, desk.clock).clocks.working_days().is_worked(boxing)
    clocks.keep_bank_holiday(boxing)
    assert not clocks.working_days().is_worked(boxing)


def test_forms_are_offered_the_day_a_limit_leads_to(desk: Desk) -> None:
    clocks = desk.services.clocks
    assert clocks.reply_due(date(2025, 12, 19)) == date(2025, 12, 30)
    assert clocks.counted("support_plan_review", date(2025, 11, 30)) == date(2026, 2, 28)
    assert clocks.counted("panel", date(2025, 11, 30)) is None


@pytest.mark.parametrize(
    ("table", "where", "index"),
    [
        ("referrer", UNTOLD, "ix_referrer_untold"),
        ("episode_move", WAITING, "ix_episode_move_waiting"),
    ],
)
def test_untold_referrers_and_waiting_steps_are_found_by_their_own_index(
    desk: Desk, table: str, where: str, index: str
) -> None:
    with desk.store.reading() as session:
        query = f"EXPLAIN QUERY PLAN SELECT episode_id FROM {table} WHERE {where}"
        assert any(index in str(row) for row in session.execute(text(query)))
