"""The rules of the clocks: when each begins, when it is due, what meets it, what it says."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prevent_desk.core.working_days import WorkingDays
from prevent_desk.referrals.model import clocks as rules
from prevent_desk.referrals.model import deadlines as limits
from prevent_desk.referrals.model.clock import Clock, Standing
from prevent_desk.referrals.model.clock_words import tooltip
from prevent_desk.referrals.model.course import (
    Asked,
    Consent,
    Course,
    Moved,
    Reviewed,
    Stop,
    Subject,
)
from prevent_desk.referrals.model.deadlines import RULES, Deadlines, Unit
from prevent_desk.referrals.model.states import State

NOW = datetime(2025, 11, 25, 14, 2)  # noqa: DTZ001 - local time, as records have it
"""A Tuesday."""
DAYS = WorkingDays()


def at(month: int, day: int, hour: int = 9, year: int = 2025) -> datetime:
    return datetime(year, month, day, hour)  # noqa: DTZ001 - local time


def course(*moves: tuple[State, datetime], **more: Any) -> Course:
    """Return a referral that went through some states; the details of the last may be given."""
    details = more.pop("details", {})
    steps = [Moved(state, on, {}) for state, on in moves]
    steps[-1] = replace(steps[-1], details=details)
    known: dict[str, Any] = {"received": moves[0][1], "moves": tuple(steps)} | more
    return Course(5, "PD-2025-005", "Kris Hallam", moves[-1][0], **known)


def clock_of(one: Course, key: str, now: datetime = NOW, **more: Any) -> Clock | None:
    found = rules.clocks(one, more.get("deadlines", Deadlines()), more.get("days", DAYS), now)
    return next((clock for clock in found if clock.key == key), None)


def known(one: Course, key: str, now: datetime = NOW, **more: Any) -> Clock:
    found = clock_of(one, key, now, **more)
    assert found is not None
    return found


PASSED = course((State.RECEIVED, at(11, 18)), (State.PASSED_TO_POLICE, at(11, 18, 10)))


def test_the_first_assessment_is_due_at_the_end_of_the_fifth_working_day() -> None:
    clock = known(PASSED, "police_first_assessment")
    assert (clock.state, clock.due) == (Standing.TODAY, at(11, 25, 17))
    assert (clock.said, clock.short) == ("Due today 17:00", "Today 17:00")
    assert clock.why == "Day 5 of 5 working days"


@pytest.mark.parametrize(
    ("now", "state", "said", "short"),
    [
        (at(11, 18, 11), Standing.LATER, "5 working days left", "5 days left"),
        (at(11, 20), Standing.SOON, "3 working days left", "3 days left"),
        (at(11, 24), Standing.SOON, "Tomorrow", "Tomorrow"),
        (at(11, 25, 23), Standing.TODAY, "Due today 17:00", "Today 17:00"),
        (at(11, 26), Standing.OVER, "1 working day over", "1 day over"),
        (at(11, 29), Standing.OVER, "3 working days over", "3 days over"),
        (at(12, 1), Standing.OVER, "4 working days over", "4 days over"),
    ],
)
def test_lateness_is_said_in_words(now: datetime, state: Standing, said: str, short: str) -> None:
    clock = known(PASSED, "police_first_assessment", now)
    assert (clock.state, clock.said, clock.short) == (state, said, short)


def test_late_across_a_weekend_alone_is_late_all_the_same() -> None:
    friday = course((State.PASSED_TO_POLICE, at(11, 14)))
    clock = known(friday, "police_first_assessment", at(11, 22))
    assert (clock.state, clock.said) == (Standing.OVER, "Over since Fri")


def test_screening_goes_on_with_the_clock_and_leaving_it_meets_it() -> None:
    on = course(
        (State.RECEIVED, at(11, 18)),
        (State.PASSED_TO_POLICE, at(11, 18, 10)),
        (State.SCREENING, at(11, 20)),
    )
    assert known(on, "police_first_assessment").started == at(11, 18, 10)
    done = replace(
        on,
        state=State.NOT_ADOPTED_NFA,
        moves=(*on.moves, Moved(State.NOT_ADOPTED_NFA, at(11, 21), {})),
    )
    clock = known(done, "police_first_assessment")
    assert (clock.state, clock.met, clock.said) == (
        Standing.MET, date(2025, 11, 21), "Done 21 Nov 2025",
    )  # fmt: skip


def test_a_clock_met_late_says_by_how_much() -> None:
    late = course((State.PASSED_TO_POLICE, at(11, 3)), (State.POLICE_LED, at(11, 14)))
    assert known(late, "police_first_assessment").said == "Done 14 Nov 2025, 4 days late"


def test_a_referral_nobody_passed_on_is_never_without_a_deadline() -> None:
    fresh = course((State.RECEIVED, at(11, 25)))
    assert known(fresh, "pass_on").said == "Tomorrow"
    assert known(fresh, "pass_on", at(11, 27)).state is Standing.OVER


def test_danger_is_handed_over_within_the_hour() -> None:
    danger = course((State.RECEIVED, at(11, 25, 13)), is_danger=True)
    assert known(danger, "hand_over", at(11, 25, 13)).said == "Due today 14:00"
    assert known(danger, "hand_over", at(11, 25, 18)).said == "4 hours over"
    assert known(replace(danger, handed_over=True), "hand_over").state is Standing.MET
    assert clock_of(replace(danger, is_danger=False), "hand_over") is not None
    assert known(replace(danger, is_danger=False), "hand_over").state is Standing.NOT_RUNNING


def asked(**more: Any) -> Asked:
    plain: dict[str, Any] = {
        "id": 12, "agency": "Adult social care", "asked_on": date(2025, 11, 12), "due": None,
        "ended": None,
    }  # fmt: skip
    return Asked(**plain | more)


GATHERING = (State.INFORMATION_GATHERING, at(11, 12))


def test_each_agency_asked_has_a_clock_of_its_own() -> None:
    one = course(
        GATHERING,
        checks=(asked(chased=1), asked(id=13, agency="Housing", ended=date(2025, 11, 14))),
    )
    clock = known(one, "info_request_return:12")
    assert clock.title == "Information reply – Adult social care"
    assert (clock.due_on, clock.said) == (date(2025, 11, 19), "4 working days over")
    assert clock.why == "1 of 2 in, chased once"
    assert known(one, "info_request_return:13").state is Standing.MET


def test_the_day_an_agency_was_given_goes_before_the_limit() -> None:
    one = course(GATHERING, checks=(asked(due=date(2025, 11, 28)),))
    assert known(one, "info_request_return:12").due_on == date(2025, 11, 28)


def test_members_are_asked_within_24_hours_of_the_last_reply() -> None:
    waiting = course(GATHERING, checks=(asked(),))
    assert known(waiting, "panel_invite").state is Standing.NOT_RUNNING
    replied = course(GATHERING, checks=(asked(ended=date(2025, 11, 25)),))
    clock = known(replied, "panel_invite")
    assert (clock.state, clock.due) == (Standing.SOON, at(11, 26, 0))


def test_the_panel_clock_is_the_day_it_was_set_for() -> None:
    on = course((State.PANEL_SCHEDULED, at(11, 20)), details={"panel_on": "2025-11-26T10:00"})
    clock = known(on, "panel")
    assert (clock.due, clock.said) == (at(11, 26, 10), "Tomorrow 10:00")
    assert known(on, "panel_after_s36").due_on == date(2025, 12, 18)


def test_an_attempt_to_get_consent_starts_the_limit_anew_or_names_its_next_day() -> None:
    pending = course((State.CONSENT_PENDING, at(11, 3)))
    assert known(pending, "consent_attempt").why == "Not yet asked"
    tried = Consent(1, "self", "no_contact", date(2025, 11, 20), None, None)
    once = replace(pending, consents=(tried,))
    assert known(once, "consent_attempt").due_on == date(2025, 12, 4)
    named = replace(pending, consents=(replace(tried, next_attempt=date(2025, 11, 27)),))
    assert known(named, "consent_attempt").due_on == date(2025, 11, 27)
    given_ = replace(tried, outcome="given", on=date(2025, 11, 21))
    assert known(replace(pending, consents=(given_,)), "consent_attempt").state is Standing.MET


def reviewed(kind: str = "review", **more: Any) -> Reviewed:
    plain: dict[str, Any] = {"id": 3, "kind": kind, "due": None, "held": None, "written_up": None}
    return Reviewed(**plain | more)


ADOPTED = course((State.ADOPTED, at(8, 31)))


def test_a_support_plan_is_reviewed_three_months_after_adoption_held_to_the_months_end() -> None:
    assert known(ADOPTED, "support_plan_review").due_on == date(2025, 11, 30)
    again = replace(ADOPTED, reviews=(reviewed(held=date(2025, 11, 14)),))
    assert known(again, "support_plan_review").due_on == date(2026, 2, 14)
    planned = replace(ADOPTED, reviews=(reviewed(due=date(2025, 11, 20)),))
    assert known(planned, "support_plan_review").said == "5 days over"


def test_a_review_held_but_not_written_up_is_shown() -> None:
    held = replace(ADOPTED, reviews=(reviewed(held=date(2025, 11, 10)),))
    assert known(held, "review_written:3").said == "6 working days over"
    written = replace(
        held, reviews=(reviewed(held=date(2025, 11, 10), written_up=date(2025, 11, 12)),)
    )
    assert known(written, "review_written:3").state is Standing.MET


def test_thirty_days_without_a_session_are_shown_though_some_were_planned() -> None:
    clock = known(ADOPTED, "no_contact")
    assert (clock.said, clock.why) == ("56 days over", "No session recorded yet")
    seen = replace(ADOPTED, sessions=(date(2025, 11, 20), date(2025, 10, 2)))
    clock = known(seen, "no_contact")
    assert (clock.due_on, clock.why) == (date(2025, 12, 20), "Last session Thu 20 Nov 2025")


def test_two_reviews_follow_an_exit_by_calendar() -> None:
    left = course((State.ADOPTED, at(2, 1)), (State.EXITED, at(8, 31)))
    assert known(left, "post_exit_1").due_on == date(2026, 2, 28)
    assert known(left, "post_exit_2").due_on == date(2026, 8, 31)
    held = replace(left, reviews=(reviewed("6m", held=date(2026, 2, 20)),))
    assert known(held, "post_exit_1").state is Standing.MET
    assert known(held, "post_exit_2").state is Standing.LATER


def test_turning_18_prompts_sixty_days_before_where_a_parent_consented() -> None:
    parents = Consent(1, "parent", "given", date(2025, 9, 1), date(2025, 9, 1), None)
    child = Subject(1, "Kris Hallam", date(2008, 1, 10))
    young = replace(ADOPTED, consents=(parents,), subjects=(child,))
    assert clock_of(young, "turns_18", at(11, 10)) is None
    clock = known(young, "turns_18", at(11, 11))
    assert (clock.state, clock.due_on) == (Standing.SOON, date(2026, 1, 10))
    own = Consent(1, "self", "given", date(2025, 11, 20), date(2025, 11, 20), None)
    assert known(replace(young, consents=(parents, own)), "turns_18").state is Standing.MET
    self_ = replace(parents, given_by="self")
    assert known(replace(young, consents=(self_,)), "turns_18").state is Standing.NOT_RUNNING
    assert clock_of(replace(young, state=State.CLOSED), "turns_18", at(11, 20)) is None


def test_a_referrer_is_told_after_a_decision_of_an_ended_referral_too() -> None:
    ended = course((State.RECEIVED, at(11, 3)), (State.NOT_ADOPTED_NFA, at(11, 17)))
    assert known(ended, "tell_referrer").state is Standing.NOT_RUNNING
    waiting = replace(ended, is_to_be_told=True)
    assert known(waiting, "tell_referrer").said == "1 working day over"
    told = replace(waiting, told_on=date(2025, 11, 18))
    assert known(told, "tell_referrer").state is Standing.MET


@pytest.mark.parametrize(
    ("state", "details", "key"),
    [
        (State.NOT_ADOPTED_SIGNPOSTED, {"taken_up": "waiting"}, "taken_up"),
        (State.TRANSFERRED_OUT, {"answer": "waiting"}, "transfer_answer"),
        (State.SCHOOL_OWNED, {"ask_again": "2025-11-27"}, "look_again"),
        (State.POLICE_LED, {"again_on": "2025-11-27"}, "look_again"),
    ],
)
def test_what_was_left_open_at_the_end_stays_in_sight(
    state: State, details: dict[str, str], key: str
) -> None:
    assert known(course((state, at(11, 20)), details=details), key).state.is_running


def test_a_closed_case_has_nothing_due() -> None:
    closed = course((State.ADOPTED, at(1, 3)), (State.EXITED, at(6, 2)), (State.CLOSED, at(7, 1)))
    found = rules.clocks(closed, Deadlines(), DAYS, NOW)
    assert not rules.running(found)


def test_a_rule_the_desk_does_not_keep_is_not_there() -> None:
    kept = limits.changed_to(limits.as_shipped("pass_on"), 1, Unit.WORKING_DAYS, is_kept=False)
    without = Deadlines(tuple(kept if rule.key == "pass_on" else rule for rule in RULES))
    fresh = course((State.RECEIVED, at(11, 3)))
    assert clock_of(fresh, "pass_on", deadlines=without) is None


def test_a_tooltip_tells_the_rule_the_days_skipped_the_stops_and_the_source() -> None:
    stop = Stop(
        1, "police_first_assessment", date(2025, 12, 29), date(2025, 12, 31), "Office moves"
    )
    over = course((State.PASSED_TO_POLICE, at(12, 19)), stops=(stop,))
    told = tooltip(known(over, "police_first_assessment", at(12, 22)))
    for part in (
        "Police first assessment: 5 working days",
        "Started Fri 19 Dec 2025",
        "Due Fri 2 Jan 2026, 17:00",
        "Christmas Day (Thu 25 Dec 2025)",
        "Stopped from Mon 29 Dec 2025 to Wed 31 Dec 2025: Office moves",
        "Source: Home Office Channel awareness e-learning",
    ):
        assert part in told


def test_a_clock_that_stands_still_says_since_when_and_why() -> None:
    stop = Stop(1, "police_first_assessment", date(2025, 11, 24), None, "Under investigation")
    clock = known(replace(PASSED, stops=(stop,)), "police_first_assessment", at(12, 9))
    assert (clock.state, clock.said) == (Standing.STOPPED, "Stopped 24 Nov")
    assert clock.why == "Under investigation"
    assert not clock.state.needs_you


dates = st.dates(date(2015, 1, 1), date(2030, 12, 31))
spans = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 15)), max_size=3)
POLICE = limits.as_shipped("police_first_assessment")


@given(start=dates, amount=st.integers(1, 25), found=spans)
def test_a_due_day_is_that_of_counting_worked_days_that_did_not_stand_still(
    start: date, amount: int, found: list[tuple[int, int]]
) -> None:
    stops = [
        Stop(n, "x", start + timedelta(days=since), start + timedelta(days=since + length), "")
        for n, (since, length) in enumerate(found)
    ]
    day, left = start, amount
    while left:
        day += timedelta(days=1)
        stood = any(one.since <= day < one.until for one in stops if one.until)
        left -= DAYS.is_worked(day) and not stood
    due = rules.due_day(
        replace(POLICE, amount=amount), datetime.combine(start, time()), DAYS, stops
    )
    assert due is not None
    assert due.date() == day
    assert DAYS.is_worked(due.date())


@given(start=dates, amount=st.integers(1, 25), since=st.integers(1, 25), length=st.integers(1, 10))
def test_a_stop_of_some_working_days_moves_the_due_by_as_many(
    start: date, amount: int, since: int, length: int
) -> None:
    first = DAYS.after(start, min(since, amount))
    stop = Stop(1, "x", first, DAYS.after(first, length), "")
    begun, rule = datetime.combine(start, time()), replace(POLICE, amount=amount)
    before, after = (rules.due_day(rule, begun, DAYS, stops) for stops in ((), (stop,)))
    assert before is not None
    assert after is not None
    assert DAYS.between(before.date(), after.date()) == length


@given(start=dates, amount=st.integers(1, 25), found=spans)
def test_a_working_day_limit_never_ends_on_a_closed_day(
    start: date, amount: int, found: list[tuple[int, int]]
) -> None:
    desk = WorkingDays({start + timedelta(days=3): "Closed here"})
    stops = [
        Stop(n, "x", start + timedelta(days=since), start + timedelta(days=since + length), "")
        for n, (since, length) in enumerate(found)
    ]
    due = rules.due_day(
        replace(POLICE, amount=amount), datetime.combine(start, time()), desk, stops
    )
    assert due is not None
    assert desk.is_worked(due.date())


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.key)
def test_every_rule_has_a_source_and_survives_the_settings(rule: limits.Rule) -> None:
    assert rule.source
    assert rule.states
    kept = limits.from_json(Deadlines().to_json())
    assert kept.rule(rule.key) == rule
    assert not kept.is_changed(rule.key)


@pytest.mark.parametrize(
    "kept",
    [None, 5, {"rules": 3}, {"rules": {"pass_on": [0, "hours", True]}}, {"day_ends": "late"},
     {"rules": {"pass_on": ["two", "hours", True], "gone": [1, "days", True]}}],
)  # fmt: skip
def test_settings_that_make_no_sense_leave_the_rules_as_they_ship(kept: object) -> None:
    assert limits.from_json(kept).rules == RULES


def test_cards_show_what_presses_first_and_agencies_as_one() -> None:
    one = course(
        GATHERING,
        checks=(asked(), asked(id=13, agency="Housing"), asked(id=14, agency="GP")),
    )
    found = rules.cards(rules.clocks(one, Deadlines(), DAYS, NOW))
    assert [clock.rule.key for clock in found][:2] == ["info_request_return", "panel_after_s36"]
    assert len({clock.rule.key for clock in found}) == len(found) <= 4
