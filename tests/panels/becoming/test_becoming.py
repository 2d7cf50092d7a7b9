"""Decisions of a panel in the records of their cases."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from prevent_desk.core.errors import Refused
from prevent_desk.panels.model.becoming import Became, Outcome
from prevent_desk.referrals.model.reviews import Kind
from prevent_desk.referrals.model.states import State
from tests.panels.desks import Desk


def recorded(desk: Desk) -> list[Outcome]:
    desk.pass_time(minutes=5)
    return desk.services.becoming.record(desk.told.meeting)


def state_of(desk: Desk, case: int) -> State:
    return desk.services.referrals.episodes.episode(desk.told.episodes[case]).state


def moves_of(desk: Desk, case: int) -> list[State]:
    episode = desk.services.referrals.episodes.episode(desk.told.episodes[case])
    return [move.now for move in episode.moves]


def test_each_decision_takes_its_case_where_it_leads(held: Desk) -> None:
    outcomes = recorded(held)
    became = [one.became for one in outcomes]
    assert became == [Became.RECORDED, Became.NOTHING, Became.RECORDED, Became.BARRED,
                      Became.RECORDED]  # fmt: skip
    assert state_of(held, 0) is State.ADOPTED
    assert state_of(held, 1) is State.PANEL_SCHEDULED
    assert state_of(held, 2) is State.CONSENT_PENDING
    assert state_of(held, 3) is State.PANEL_DECISION
    assert state_of(held, 4) is State.INFORMATION_GATHERING


def test_the_step_holds_reasons_votes_dissent_chair_and_who_was_there(held: Desk) -> None:
    recorded(held)
    episode = held.services.referrals.episodes.episode(held.told.episodes[2])
    move = next(one for one in episode.moves if one.now is State.PANEL_DECISION)
    assert move.reason == "Isolation and the manifesto are new; support may turn it."
    said = move.details
    assert said["decision"] == "adopt"
    assert said["how_decided"] == "majority"
    assert said["votes"] == "6 for, 1 against"
    assert said["dissent"] == "Barts Health: Would defer until a mental-health view is in."
    assert said["chair"] == "A. Marsh"
    present = said["present"]
    assert isinstance(present, list)
    assert "police_prevent" in present
    asked = next(one for one in episode.moves if one.now is State.CONSENT_PENDING)
    assert asked.details["asker"] == "D. Quist, children’s social care"
    assert asked.details["asked_how"] == "At a home visit by 4 December."


def test_one_undo_takes_all_of_a_meeting_back(held: Desk) -> None:
    before = [moves_of(held, case) for case in range(5)]
    recorded(held)
    assert held.store.undo_label() == "decisions of the panel of 26 Nov 2025"
    held.store.undo()
    assert [moves_of(held, case) for case in range(5)] == before
    assert held.services.decisions.of_item(held.told.cases[2]).moved_id is None
    reviews = held.services.referrals.reviews.of(held.told.episodes[0])
    assert not [one for one in reviews if one.held]
    assert held.services.referrals.closings.no_support(held.told.episodes[3]) is None


def test_the_same_decision_is_never_recorded_twice(held: Desk) -> None:
    recorded(held)
    after = [moves_of(held, case) for case in range(5)]
    count = len(held.services.referrals.reviews.of(held.told.episodes[0]))
    again = recorded(held)
    assert [moves_of(held, case) for case in range(5)] == after
    assert len(held.services.referrals.reviews.of(held.told.episodes[0])) == count
    assert held.store.undo_label() == "decisions of the panel of 26 Nov 2025"
    assert [one.words for one in again if one.became is Became.RECORDED] == [
        "It is in the record."
    ] * 3


def test_a_review_is_written_up_and_the_next_has_its_day(held: Desk) -> None:
    recorded(held)
    reviews = held.services.referrals.reviews.of(held.told.episodes[0])
    written = next(one for one in reviews if one.written_up)
    assert (written.held, written.result) == (date(2025, 11, 26), "continue")
    assert "Sessions are kept" in written.words
    due = next(one for one in reviews if one.is_open)
    assert (due.kind, due.due) == (Kind.REVIEW, date(2026, 2, 25))
    assert held.services.decisions.of_item(held.told.cases[0]).review_id == written.id


def test_where_support_is_refused_the_health_question_is_in_the_record(held: Desk) -> None:
    recorded(held)
    answer = held.services.referrals.closings.no_support(held.told.episodes[3])
    assert answer is not None
    assert answer.answer == "no"


def test_what_bars_one_case_is_said_and_holds_up_no_other(held: Desk) -> None:
    held.services.decisions.set(held.told.cases[2], asker="")
    held.services.decisions.set(held.told.cases[4], rationale="")
    outcomes = {one.item_id: one for one in recorded(held)}
    barred = outcomes[held.told.cases[2]]
    assert barred.became is Became.BARRED
    assert "Who will ask for consent" in barred.words
    assert barred.place == "decision:asker"
    assert outcomes[held.told.cases[4]].place == "decision:rationale"
    assert state_of(held, 0) is State.ADOPTED
    assert state_of(held, 2) is State.PANEL_DECISION


def test_what_was_mended_is_recorded_when_it_is_tried_again(held: Desk) -> None:
    held.services.decisions.set(held.told.cases[2], asker="")
    recorded(held)
    held.services.decisions.set(held.told.cases[2], asker="D. Quist")
    outcomes = {one.item_id: one for one in recorded(held)}
    assert outcomes[held.told.cases[2]].became is Became.RECORDED
    assert moves_of(held, 2).count(State.PANEL_DECISION) == 1
    assert state_of(held, 2) is State.CONSENT_PENDING


def test_a_preview_writes_nothing_and_says_what_would_come(held: Desk) -> None:
    generation = held.store.generation
    words = [one.words for one in held.services.becoming.preview(held.told.meeting)]
    assert held.store.generation == generation
    assert f"“{State.PANEL_DECISION.words}”, to “{State.CONSENT_PENDING.words}”" in words[2]


def test_a_meeting_under_way_records_nothing(held: Desk) -> None:
    held.set_meeting(state="live")
    with pytest.raises(Refused, match="not finished"):
        held.services.becoming.record(held.told.meeting)


def test_a_record_that_moved_on_meanwhile_is_left_alone_and_said(held: Desk) -> None:
    from prevent_desk.referrals.model.moves import Told

    held.clock.move(timedelta(minutes=1))
    told = Told(held.now(), "The parents rang")
    held.services.referrals.moves.take(held.told.episodes[2], State.INFORMATION_GATHERING, told)
    outcomes = {one.item_id: one for one in recorded(held)}
    assert outcomes[held.told.cases[2]].became is Became.BARRED
    assert State.PANEL_DECISION not in moves_of(held, 2)


def test_the_chronologies_of_all_show_what_the_panel_noted_and_decided(held: Desk) -> None:
    from prevent_desk.panels.service.timeline import SOURCES
    from prevent_desk.referrals import service as referral_service

    recorded(held)
    timeline = referral_service.build(held.store, held.clock, SOURCES).timeline
    for case in (0, 2, 3, 4):
        lines = timeline.chronology(held.told.episodes[case])
        titles = [line.title for line in lines]
        assert any("Talked about at the panel of 26 Nov 2025" in one for one in titles), titles
        assert sum("Panel decided" in one for one in titles) == 1, titles
    told = "\n".join(line.body for line in timeline.lines(held.told.episodes[2]))
    assert "Information · City school: Attendance fell from 96% to 71%" in told
    assert "Dissent · Barts Health: Would defer" in told
    assert "Xylograph" not in told
