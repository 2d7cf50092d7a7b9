from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from prevent_desk.core.errors import Refused
from prevent_desk.panels.model import agenda as rules
from prevent_desk.panels.model.meeting import NewMeeting
from prevent_desk.panels.model.records import ItemKind, ItemState
from prevent_desk.referrals.model.checks import Asking, Reply
from prevent_desk.referrals.model.states import State
from tests.panels.desks import Desk
from tests.panels.meetings.planned import DAY, gathered, planned
from tests.referrals import desks as referral_desks


def test_cases_are_lettered_in_their_order(desk: Desk) -> None:
    one, cases = planned(desk, 3)
    agenda = desk.services.agenda
    agenda.move(cases[2], -2)
    assert [(i.letter, i.id) for i in agenda.of(one) if i.letter] == [
        ("A", cases[2]), ("B", cases[0]), ("C", cases[1]),
    ]  # fmt: skip


def test_the_letters_go_on_after_z() -> None:
    assert [rules.letter(n) for n in (0, 25, 26, 51, 52)] == ["A", "Z", "AA", "AZ", "BA"]
    assert rules.next_letter(["A", "Z"]) == "AA"


def test_a_new_point_stands_before_what_closes_the_agenda(desk: Desk) -> None:
    one, _cases = planned(desk, 1)
    desk.services.agenda.add(one, ItemKind.OTHER, "Training of panel members")
    kinds = [item.kind for item in desk.services.agenda.of(one)]
    assert kinds[-3:] == [ItemKind.OTHER, ItemKind.EXIT_REVIEWS, ItemKind.CLOSE]


def test_a_point_at_the_end_goes_no_further(desk: Desk) -> None:
    one, _cases = planned(desk, 1)
    first = desk.services.agenda.of(one)[0]
    with pytest.raises(Refused, match="at the end"):
        desk.services.agenda.move(first.id, -1)


def test_a_case_stands_on_an_agenda_once(desk: Desk) -> None:
    one, cases = planned(desk, 1)
    episode = desk.services.agenda.one(cases[0]).episode_id
    with pytest.raises(Refused, match="already"):
        desk.services.agenda.add_case(one, episode or 0, "new")


def test_a_label_of_undo_holds_references_only(desk: Desk) -> None:
    _one, cases = planned(desk, 1)
    ref = desk.services.agenda.one(cases[0]).ref
    assert desk.store.undo_label() == f"{ref} on the agenda of 10 Dec 2025"


def test_the_agenda_of_a_panel_called_out_keeps_its_letters(desk: Desk) -> None:
    one, cases = planned(desk, 2, called=True)
    desk.services.agenda.move(cases[1], -1)
    found = [(i.letter, i.id) for i in desk.services.agenda.of(one) if i.letter]
    assert found == [("B", cases[1]), ("A", cases[0])]


def test_a_case_put_on_a_called_agenda_takes_its_step_and_one_undo_takes_both_back(
    desk: Desk,
) -> None:
    one, _cases = planned(desk, 1, called=True)
    late = gathered(desk, "Imran", "Vale")
    desk.services.agenda.add_case(one, late, "new", passed="The chair asked for it.")
    episodes = desk.services.referrals.episodes
    assert episodes.episode(late).state is State.PANEL_SCHEDULED
    assert episodes.episode(late).moves[-1].details["panel_on"] == "2025-12-10T10:00"
    desk.store.undo()
    assert episodes.episode(late).state is State.INFORMATION_GATHERING
    assert late not in [item.episode_id for item in desk.services.agenda.of(one)]


def test_a_case_that_lacks_replies_is_not_put_on_a_called_agenda_without_a_reason(
    desk: Desk,
) -> None:
    one, _cases = planned(desk, 1, called=True)
    late = gathered(desk, "Imran", "Vale")
    asking = Asking(("housing",), desk.clock.today(), None, "Known to your service?")
    desk.services.referrals.checks.ask(late, asking)
    with pytest.raises(Refused, match="not put on the agenda"):
        desk.services.agenda.add_case(one, late, "new")
    assert desk.services.referrals.episodes.episode(late).state is State.INFORMATION_GATHERING


def test_a_case_taken_off_a_called_agenda_goes_back_in_the_same_undo(desk: Desk) -> None:
    one, cases = planned(desk, 2, called=True)
    episode = desk.services.agenda.one(cases[0]).episode_id or 0
    desk.services.agenda.remove(cases[0])
    episodes = desk.services.referrals.episodes
    assert episodes.episode(episode).state is State.INFORMATION_GATHERING
    desk.store.undo()
    assert episodes.episode(episode).state is State.PANEL_SCHEDULED
    assert cases[0] in [item.id for item in desk.services.agenda.of(one)]


def test_a_point_that_was_talked_about_stays(live: Desk) -> None:
    with pytest.raises(Refused, match="stays on the agenda"):
        live.services.agenda.remove(live.told.items[4])


def test_going_to_a_point_ends_the_one_before_and_counts_its_time(live: Desk) -> None:
    agenda, items = live.services.agenda, live.told.items
    live.pass_time(minutes=3)
    agenda.go_to(items[5])
    before, now = agenda.one(items[4]), agenda.one(items[5])
    assert (before.state, before.seconds) == (ItemState.DONE, 15 * 60)
    assert now.state is ItemState.NOW
    live.pass_time(minutes=1)
    agenda.go_to(items[4])
    assert agenda.one(items[4]).seconds == 15 * 60
    assert agenda.one(items[4]).since is not None
    assert agenda.one(items[5]).seconds == 60


def test_going_where_one_is_writes_nothing(live: Desk) -> None:
    label = live.store.undo_label()
    live.services.agenda.go_to(live.told.items[4])
    assert live.store.undo_label() == label


def test_candidates_say_why_and_ready_ones_come_first(desk: Desk) -> None:
    starts = datetime.combine(DAY.date(), DAY.time())
    one = desk.services.meetings.add(NewMeeting(starts, starts + timedelta(hours=1)))
    waiting, ready = gathered(desk, "Imran", "Vale"), gathered(desk, "Tess", "Ober")
    checks, today = desk.services.referrals.checks, desk.clock.today()
    asking = Asking(("housing", "probation"), today, None, "Known?")
    checks.ask(waiting, asking)
    for check in checks.ask(ready, asking):
        checks.reply(check, Reply("not_known", today))
    found = {each.episode_id: each for each in desk.services.candidates.of(one)}
    assert found[ready].is_ready
    assert found[ready].why[0] == "All replies are in"
    assert not found[waiting].is_ready
    assert found[waiting].why[0] == "0 of 2 in, missing: Housing, Probation"
    assert found[waiting].initials == "I.V."
    order = [each.episode_id for each in desk.services.candidates.of(one)]
    assert order.index(ready) < order.index(waiting)


def test_candidates_are_found_by_a_name_and_shown_by_reference(desk: Desk) -> None:
    one = desk.services.meetings.add(NewMeeting(DAY, DAY + timedelta(hours=1)))
    wanted = gathered(desk, "Imran", "Vale")
    found = desk.services.candidates.of(one, "vale")
    assert [each.episode_id for each in found] == [wanted]
    assert "Vale" not in found[0].words


def test_a_case_that_is_closed_is_no_candidate(desk: Desk) -> None:
    one = desk.services.meetings.add(NewMeeting(DAY, DAY + timedelta(hours=1)))
    cases = referral_desks.Desk(desk.store, desk.services.referrals, desk.clock)
    closed = cases.add("Ann", "Gone", state="closed")
    assert closed not in [each.episode_id for each in desk.services.candidates.of(one)]
