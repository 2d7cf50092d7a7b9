"""Plans, sessions, reviews and the closing record over a real store."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from prevent_desk.core.errors import DeskError, Refused
from prevent_desk.referrals.model import sessions as rules
from prevent_desk.referrals.model.closure import Step
from prevent_desk.referrals.model.consent import Outcome, Told
from prevent_desk.referrals.model.reviews import Kind
from prevent_desk.referrals.model.sessions import Result
from prevent_desk.referrals.model.states import State
from prevent_desk.referrals.model.support import ASKS, Item, Plan
from prevent_desk.referrals.service import following
from prevent_desk.referrals.tables import EpisodeTable, MoveTable
from prevent_desk.store import search
from prevent_desk.store.settings import Settings
from tests.referrals.desks import Desk


def write_all(desk: Desk, plan_id: int) -> None:
    for ask in ASKS:
        desk.services.supports.write(plan_id, ask.field, f"{ask.label} is settled.")


def approved_plan(desk: Desk, episode: int) -> Plan:
    plan_id = desk.services.supports.begin(episode)
    write_all(desk, plan_id)
    desk.services.supports.approve(plan_id, date(2025, 11, 20), "Panel")
    found = desk.services.supports.current(episode)
    assert found is not None
    return found


def move(desk: Desk, episode: int, now: State, on: date, **details: str) -> None:
    """Change the state as the service of moves does, in one unit."""
    moment = datetime.combine(on, datetime.min.time())
    with desk.store.writing("move") as session:
        row = session.get(EpisodeTable, episode)
        assert row is not None
        made = MoveTable(
            was=row.state, now=now.value, on=moment, at=moment, by="coordinator", reason="",
            details=details, exception="",
        )  # fmt: skip
        row.moves.append(made)
        row.state, row.state_on = now.value, on
        session.flush()
        following.on_move(session, made)


# Plans


def test_a_draft_is_approved_once_the_four_things_are_there_and_then_stays(desk: Desk) -> None:
    episode = desk.add(state="consent_pending")
    supports = desk.services.supports
    plan_id = supports.begin(episode)
    with pytest.raises(Refused) as refused:
        supports.approve(plan_id, date(2025, 11, 20), "")
    assert refused.value.what == "Consent is empty."
    assert len(supports.missing(episode)) == 4
    write_all(desk, plan_id)
    with pytest.raises(Refused, match="still to come"):
        supports.approve(plan_id, date(2025, 12, 1), "")
    supports.approve(plan_id, date(2025, 11, 20), "Panel")
    assert supports.missing(episode) == []
    for act in (
        lambda: supports.write(plan_id, "nature", "Else."),
        lambda: supports.write_item(plan_id, Item()),
        lambda: supports.approve(plan_id, date(2025, 11, 21), ""),
        lambda: supports.discard(plan_id),
    ):
        with pytest.raises(Refused, match="stays as it is"):
            act()


def test_a_new_version_is_a_copy_whose_pieces_keep_their_lineage(desk: Desk) -> None:
    episode = desk.add(state="adopted")
    supports = desk.services.supports
    plan_id = supports.begin(episode)
    write_all(desk, plan_id)
    first = supports.write_item(plan_id, Item(kind="mentoring", factors=("E03",), planned=6))
    supports.approve(plan_id, date(2025, 11, 20), "")
    supports.begin(episode)
    second = supports.plans(episode)[0]
    assert (second.number, second.is_approved, second.nature) == (2, False, "Nature is settled.")
    assert second.items[0].lineage == first.lineage
    assert second.items[0].id != first.id
    with pytest.raises(Refused, match="still a draft"):
        supports.begin(episode)


def test_an_empty_desk_has_no_plan_to_approve(desk: Desk) -> None:
    episode = desk.add()
    assert desk.services.supports.current(episode) is None
    assert desk.services.supports.missing(episode) == ["Support plan: there is none yet"]
    with pytest.raises(Refused, match="no longer there"):
        desk.services.supports.write(99, "nature", "x")


def test_a_visit_to_a_field_is_one_undo(desk: Desk) -> None:
    episode = desk.add()
    plan_id = desk.services.supports.begin(episode)
    for words in ("M", "Ment", "Mentoring"):
        desk.services.supports.write(plan_id, "nature", words, group="visit-1")
    desk.services.supports.write(plan_id, "persons", "Northgate", group="visit-2")
    assert desk.store.undo_label() == "support plan of PD-2025-001"
    desk.store.undo()
    desk.store.undo()
    found = desk.services.supports.current(episode)
    assert found is not None
    assert (found.nature, found.persons) == ("", "")


def test_a_referral_is_found_by_its_support(desk: Desk) -> None:
    episode = desk.add()
    plan_id = desk.services.supports.begin(episode)
    desk.services.supports.write_item(plan_id, Item(provider="Northgate Mentoring"))
    desk.services.sessions.log(episode, "", date(2025, 11, 20), words="Talked about football.")
    with desk.store.reading() as session:
        for words in ("Northgate", "football"):
            assert [hit.object_id for hit in search.find(session, words)] == [episode], words


def test_an_approved_version_never_changes_whatever_follows(desk: Desk, campaign: int) -> None:
    """Play random acts, and compare what was approved with what is read afterwards."""
    chance = random.Random(campaign)
    episode = desk.add(state="adopted")
    kept: dict[int, Plan] = {}
    for _act in range(120 * campaign):
        known = desk.services.supports.plans(episode)
        for plan in known:
            if plan.is_approved:
                assert kept.setdefault(plan.id, plan) == plan
        _random_act(desk, episode, chance, [plan.id for plan in known])
    assert len(kept) > 3


def _random_act(desk: Desk, episode: int, chance: random.Random, plans: list[int]) -> None:
    supports = desk.services.supports
    plan_id = chance.choice(plans) if plans else 0
    items = [item for plan in supports.plans(episode) for item in plan.items]
    item = chance.choice(items) if items else Item()
    acts: list[Callable[[], object]] = [
        lambda: supports.begin(episode),
        lambda: supports.write(plan_id, chance.choice(ASKS).field, f"{chance.random()}"),
        lambda: write_all(desk, plan_id),
        lambda: supports.write_item(plan_id, replace(item, id=None, goal=f"{chance.random()}")),
        lambda: supports.write_item(plan_id, replace(item, planned=chance.randrange(20))),
        lambda: supports.remove_item(plan_id, item.id or 0),
        lambda: supports.approve(plan_id, date(2025, 11, 1), "Panel"),
        lambda: supports.discard(plan_id),
        lambda: desk.services.sessions.log(episode, item.lineage, date(2025, 11, 2)),
    ]
    try:
        chance.choice(acts)()
    except DeskError:
        return


# Sessions


def test_counts_of_sessions_equal_the_dated_records(desk: Desk, campaign: int) -> None:
    chance = random.Random(7 * campaign)
    episode = desk.add(state="adopted")
    service = desk.services.sessions
    meant: dict[int, tuple[str, Result]] = {}
    for _act in range(80 * campaign):
        old = chance.choice(list(meant)) if meant and chance.random() < 0.4 else None
        item, result = chance.choice(["a", "b", ""]), chance.choice(list(Result))
        on = date(2025, 9, 1) + timedelta(days=chance.randrange(80))
        made = service.log(episode, item, on, result, corrects=old)
        if old is not None:
            del meant[old]
        meant[made] = (item, result)
    found = service.of(episode)
    for item in ("a", "b"):
        counts = rules.count(found, Item(1, item))
        for number, result in (
            (counts.held, Result.HELD),
            (counts.not_attended, Result.NOT_ATTENDED),
            (counts.cancelled, Result.CANCELLED),
        ):
            assert number == list(meant.values()).count((item, result))
    all_held = sum(result is Result.HELD for _item, result in meant.values())
    assert rules.count(found).held == all_held


def test_a_session_to_come_is_not_logged(desk: Desk) -> None:
    episode = desk.add(state="adopted")
    with pytest.raises(Refused, match="still to come"):
        desk.services.sessions.log(episode, "", date(2025, 11, 26))
    assert desk.services.sessions.of(episode) == []


def test_what_came_of_a_session_is_written_once_and_then_corrected(desk: Desk) -> None:
    episode = desk.add(state="adopted")
    service = desk.services.sessions
    made = service.log(episode, "", date(2025, 11, 20))
    assert service.of(episode)[0].waits_for_record
    with pytest.raises(Refused, match="Nothing is written"):
        service.write_up(made, " ")
    service.write_up(made, "He came early.")
    assert service.of(episode)[0].written_up == date(2025, 11, 25)
    with pytest.raises(Refused, match="is written up"):
        service.write_up(made, "Else.")
    service.log(episode, "", date(2025, 11, 20), words="He came late.", corrects=made)
    assert [one.words for one in service.of(episode)] == ["He came early.", "He came late."]
    with pytest.raises(Refused, match="corrected already"):
        service.log(episode, "", date(2025, 11, 20), corrects=made)


def test_silence_is_counted_while_support_runs_and_stops_with_consent(desk: Desk) -> None:
    told = datetime(2025, 9, 1, 9)  # noqa: DTZ001 - local time, as rows keep it
    episode = desk.add(state="adopted", received=told)
    service = desk.services.sessions
    assert service.days_without(episode) == 85
    service.log(episode, "", date(2025, 11, 20))
    assert service.days_without(episode) == 5
    person = desk.person_of(episode)
    withdrawn = Told(Outcome.WITHDRAWN, date(2025, 11, 24), given_by="self", what_next="exit")
    desk.services.consents.record(episode, person, withdrawn)
    assert service.days_without(episode) is None
    assert service.days_without(desk.add(state="screening")) is None


# Reviews


def test_adoption_sets_the_review_and_undo_takes_both_back(desk: Desk) -> None:
    episode = desk.add(state="consent_pending")
    move(desk, episode, State.ADOPTED, date(2025, 11, 25))
    (due,) = desk.services.reviews.of(episode)
    assert (due.kind, due.due) == (Kind.REVIEW, date(2026, 2, 25))
    desk.store.undo()
    assert desk.services.reviews.of(episode) == []


def test_the_exit_sets_its_three_and_the_planned_review_of_support_goes(desk: Desk) -> None:
    episode = desk.add(state="consent_pending")
    move(desk, episode, State.ADOPTED, date(2025, 5, 1))
    move(desk, episode, State.EXITED, date(2025, 8, 31), exit_reason="moved", closing="Moved.")
    due = {one.kind: one.due for one in desk.services.reviews.of(episode)}
    assert due == {
        Kind.EXIT: date(2025, 8, 31),
        Kind.SIX: date(2026, 2, 28),
        Kind.TWELVE: date(2026, 8, 31),
    }
    closing = desk.services.closings.closing(episode)
    assert (closing.exit_reason, closing.reasons) == ("moved", "Moved.")
    # Told again (a step onward), nothing is set twice.
    move(desk, episode, State.POST_EXIT_6M, date(2026, 2, 20))
    assert len(desk.services.reviews.of(episode)) == 3


def test_the_end_of_a_review_sets_the_next_on_the_day_that_was_agreed(desk: Desk) -> None:
    episode = desk.add(state="adopted")
    reviews = desk.services.reviews
    planned = reviews.plan(episode, Kind.REVIEW, date(2025, 11, 24))
    move(desk, episode, State.IN_REVIEW, date(2025, 11, 24))
    reviews.hold(episode, planned, Kind.REVIEW, date(2025, 11, 24), "Chair")
    reviews.write_up(planned, "Chair", "Goes on.", "continue", None)
    move(desk, episode, State.ADOPTED, date(2025, 11, 25), next_review="2026-01-15")
    to_come = [one for one in reviews.of(episode) if one.is_open]
    assert [one.due for one in to_come] == [date(2026, 1, 15)]


def test_reviews_lie_as_far_apart_as_the_desks_deadlines_say(desk: Desk) -> None:
    Settings(desk.store).put(
        "referrals/deadlines", {"rules": {"support_plan_review": [1, "months", True]}}
    )
    episode = desk.add(state="consent_pending")
    move(desk, episode, State.ADOPTED, date(2025, 11, 25))
    assert [one.due for one in desk.services.reviews.of(episode)] == [date(2025, 12, 25)]


def test_adoption_keeps_the_draft_as_the_panel_approved_it(desk: Desk) -> None:
    episode = desk.add(state="consent_pending")
    plan_id = desk.services.supports.begin(episode)
    write_all(desk, plan_id)
    move(desk, episode, State.ADOPTED, date(2025, 11, 25), approved_on="2025-11-20")
    found = desk.services.supports.current(episode)
    assert found is not None
    assert found.approved_on == date(2025, 11, 20)


def test_adoption_leaves_a_later_draft_alone(desk: Desk) -> None:
    episode = desk.add(state="consent_pending")
    approved_plan(desk, episode)
    desk.services.supports.begin(episode)
    move(desk, episode, State.ADOPTED, date(2025, 11, 25), approved_on="2025-11-20")
    found = desk.services.supports.current(episode)
    assert found is not None
    assert not found.is_approved


def test_a_review_is_held_written_up_and_corrected_beside_itself(desk: Desk) -> None:
    episode = desk.add(state="adopted")
    reviews = desk.services.reviews
    planned = reviews.plan(episode, Kind.REVIEW, date(2025, 11, 20))
    assert reviews.plan(episode, Kind.REVIEW, date(2025, 11, 21)) == planned
    with pytest.raises(Refused):
        reviews.hold(episode, planned, Kind.REVIEW, date(2025, 11, 26), "")
    reviews.hold(episode, planned, Kind.REVIEW, date(2025, 11, 21), "Chair")
    with pytest.raises(Refused, match="stays on record"):
        reviews.drop(planned)
    reviews.write_up(planned, "Chair", "Goes on.", "continue", date(2026, 2, 21))
    with pytest.raises(Refused, match="is written up"):
        reviews.write_up(planned, "", "Else.", "exit", None)
    reviews.correct(planned, date(2025, 11, 22), "Chair, school", "Goes on.", "change")
    with pytest.raises(Refused, match="corrected already"):
        reviews.correct(planned, date(2025, 11, 22), "", "x", "exit")
    told = [(one.held, one.result, one.corrects) for one in reviews.of(episode)]
    assert told == [
        (date(2025, 11, 21), "continue", None),
        (None, "", None),
        (date(2025, 11, 22), "change", planned),
    ]


def test_a_review_that_nobody_planned_has_no_due_day(desk: Desk) -> None:
    episode = desk.add(state="adopted")
    desk.services.reviews.hold(episode, None, Kind.REVIEW, date(2025, 11, 21), "Chair")
    (one,) = desk.services.reviews.of(episode)
    assert (one.due, one.waits_for_record) == (None, True)


def begun(desk: Desk, episode: int, now: State) -> dict[str, object]:
    with desk.store.reading() as session:
        return dict(following.begun(session, episode, now))


def test_a_step_begins_with_what_is_recorded_for_it_already(desk: Desk) -> None:
    episode = desk.add(state="consent_pending")
    assert begun(desk, episode, State.ADOPTED) == {}
    approved_plan(desk, episode)
    assert begun(desk, episode, State.ADOPTED) == {"approved_on": "2025-11-20"}
    desk.services.closings.write(episode, "exit_reason", "moved")
    desk.services.closings.write(episode, "reasons", "They moved to Kent.")
    assert begun(desk, episode, State.EXITED) == {
        "exit_reason": "moved",
        "closing": "They moved to Kent.",
    }
    assert begun(desk, episode, State.SCREENING) == {}


# Closing


def lines(desk: Desk, episode: int) -> dict[Step, str]:
    return {one.step: one.missing for one in desk.services.closings.checklist(episode)}


def test_the_checklist_follows_what_is_recorded(desk: Desk) -> None:
    episode = desk.add(state="screening", referrer={"name": "Ama Owusu"})
    closings = desk.services.closings
    open_lines = {step for step, missing in lines(desk, episode).items() if missing}
    assert open_lines == {
        Step.REASONS, Step.REFERRER, Step.ONWARD, Step.NO_SUPPORT, Step.RETENTION,
    }  # fmt: skip
    closings.write(episode, "reasons", "No concern was found.")
    closings.write(episode, "onward", "The school goes on.")
    closings.write(episode, "retention", "not_progressed")
    closings.tell_referrer(episode, date(2025, 11, 25), "Thanked Ms Owusu.")
    closings.answer_no_support(episode, "yes", "gp", "Accepted.", date(2025, 11, 25))
    assert set(lines(desk, episode).values()) == {""}


def test_what_was_told_to_the_referrer_stays_with_the_referrer(desk: Desk) -> None:
    episode = desk.add(referrer={"name": "Ama Owusu", "is_anonymous": True})
    desk.services.closings.tell_referrer(episode, date(2025, 11, 25), "Thanked Ms Owusu.")
    assert desk.services.closings.told(episode) == (date(2025, 11, 25), "Thanked Ms Owusu.")
    with desk.store.reading() as session:
        assert not search.find(session, "Thanked")
    said = repr(desk.services.closings.checklist(episode))
    assert "Owusu" not in said
    assert "Told on 25 Nov 2025." in said


def test_an_exception_takes_a_reason_and_can_be_taken_back(desk: Desk) -> None:
    episode = desk.add(state="screening")
    closings = desk.services.closings
    with pytest.raises(Refused, match="takes a reason"):
        closings.pass_over(episode, Step.ONWARD, "  ")
    closings.pass_over(episode, Step.ONWARD, "They moved abroad.")
    passed = closings.closing(episode).passed[Step.ONWARD]
    assert (passed.reason, passed.by) == ("They moved abroad.", "coordinator")
    closings.take_back(episode, Step.ONWARD)
    assert not closings.closing(episode).passed
    desk.store.undo()
    assert closings.closing(episode).passed[Step.ONWARD] == passed


def test_what_was_passed_over_stands_in_the_line_of_time(desk: Desk) -> None:
    episode = desk.add(state="screening")
    before = desk.services.timeline.count(episode)
    desk.services.closings.pass_over(episode, Step.ONWARD, "They moved abroad.")
    desk.services.closings.pass_over(episode, Step.FACTORS, "Nobody assessed.")
    lines_told = desk.services.timeline.lines(episode)
    passed = {one.title: one.exception for one in lines_told if one.exception}
    assert passed == {
        "Closing: “Who helps from here on” passed over": "They moved abroad.",
        "Closing: “Every factor found is answered” passed over": "Nobody assessed.",
    }
    assert desk.services.timeline.count(episode) == before + 2 == len(lines_told)


def test_a_closed_record_is_not_written_in_any_more(desk: Desk) -> None:
    episode = desk.add(state="closed")
    closings = desk.services.closings
    acts: list[Callable[[], object]] = [
        lambda: closings.write(episode, "reasons", "Else."),
        lambda: closings.pass_over(episode, Step.ONWARD, "x"),
        lambda: closings.take_back(episode, Step.ONWARD),
    ]
    for act in acts:
        with pytest.raises(Refused, match="is closed"):
            act()


def test_the_newest_answer_about_health_and_social_care_counts(desk: Desk) -> None:
    episode = desk.add(state="panel_decision")
    closings = desk.services.closings
    closings.answer_no_support(episode, "no", "", "Nothing needed.", date(2025, 11, 20))
    closings.answer_no_support(episode, "yes", "gp", "Accepted.", date(2025, 11, 24))
    found = closings.no_support(episode)
    assert found is not None
    assert (found.answer, found.referred_to) == ("yes", "gp")
    with pytest.raises(Refused, match="cannot be recorded"):
        closings.answer_no_support(episode, "yes", "", "", date(2025, 11, 24))


def test_labels_of_undo_name_nobody(desk: Desk) -> None:
    episode = desk.add(state="adopted")
    plan = approved_plan(desk, episode)
    labels = [desk.store.undo_label()]
    services = desk.services
    acts: list[Callable[[], object]] = [
        lambda: services.supports.begin(episode),
        lambda: services.sessions.log(episode, "", date(2025, 11, 20)),
        lambda: services.reviews.plan(episode, Kind.REVIEW, date(2026, 1, 1)),
        lambda: services.closings.write(episode, "reasons", "x"),
        lambda: services.closings.pass_over(episode, Step.ONWARD, "x"),
        lambda: services.closings.tell_referrer(episode, date(2025, 11, 20), "x"),
        lambda: services.closings.answer_no_support(episode, "no", "", "x", date(2025, 11, 20)),
    ]
    for act in acts:
        act()
        labels.append(desk.store.undo_label())
    assert plan.number == 1
    assert not any("Hallam" in str(label) or "Kris" in str(label) for label in labels)
    assert all(label for label in labels)
