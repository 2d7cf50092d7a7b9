"""Asking, answering, reminding and withdrawing on a real store: one act, one undo each."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from prevent_desk.core.errors import Refused
from prevent_desk.referrals.model.checks import KNOWN, NOT_KNOWN, Asking, Chase, Reply
from prevent_desk.referrals.model.listing import Filter, Which
from prevent_desk.store import search
from tests.referrals.desks import Desk

TODAY = date(2025, 11, 25)
THREE = ("probation", "childrens_social_care", "City of London Academy")


def asked(desk: Desk, agencies: tuple[str, ...] = THREE) -> tuple[int, list[int]]:
    episode = desk.add()
    desk.store.close_history()
    due = desk.services.clocks.reply_due(TODAY)
    asking = Asking(agencies, TODAY, due, desk.services.checks.question())
    return episode, desk.services.checks.ask(episode, asking)


def test_all_agencies_are_asked_in_one_act_and_taken_back_in_one(desk: Desk) -> None:
    episode, made = asked(desk)
    checks = desk.services.checks.of(episode)
    assert [check.id for check in checks] == made
    assert [check.name for check in checks] == [
        "Probation", "Children's social care", "City of London Academy",
    ]  # fmt: skip
    assert checks[0].due == date(2025, 12, 2)
    assert desk.store.undo_label() == "questions to 3 services, PD-2025-001"
    desk.store.undo()
    assert desk.services.checks.of(episode) == []
    desk.store.redo()
    assert len(desk.services.checks.open_checks(episode)) == 3


def test_a_reply_is_one_act_and_a_nil_return_closes_the_question(desk: Desk) -> None:
    episode, (first, second, _third) = asked(desk)
    checks = desk.services.checks
    checks.reply(first, Reply(NOT_KNOWN, TODAY, "Duty desk"))
    checks.reply(second, Reply(KNOWN, TODAY, words="Known since March."))
    assert [check.name for check in checks.open_checks(episode)] == ["City of London Academy"]
    assert desk.store.undo_label() == "reply, Children's social care, PD-2025-001"
    desk.store.undo()
    assert checks.of(episode)[1].is_open


def test_no_label_holds_a_name_that_was_typed(desk: Desk) -> None:
    _episode, (made,) = asked(desk, ("Dr Ama Owusu's surgery",))
    desk.services.checks.reply(made, Reply(KNOWN, TODAY))
    assert desk.store.undo_label() == "reply, PD-2025-001"


def test_words_are_added_and_an_answer_is_corrected_without_losing_anything(desk: Desk) -> None:
    episode, (first, *_rest) = asked(desk)
    checks = desk.services.checks
    checks.reply(first, Reply(NOT_KNOWN, TODAY, words="Nothing held."))
    checks.add_words(first, "They will look under aliases.")
    checks.correct(first, KNOWN, "Held under Hallem.")
    (check,) = [one for one in checks.of(episode) if one.id == first]
    assert check.known == KNOWN
    for part in ("Nothing held.", "They will look under aliases.", "was “not known”", "Hallem"):
        assert part in check.words
    desk.store.undo()
    assert checks.of(episode)[0].known == NOT_KNOWN


def test_reminders_are_kept_with_their_days(desk: Desk) -> None:
    episode, (first, second, _third) = asked(desk)
    desk.services.checks.chase([first, second], Chase(TODAY, "Phone", "Promised for Friday"))
    told = desk.services.checks.of(episode)
    assert [len(check.chases) for check in told] == [1, 1, 0]
    assert told[0].chases[0] == Chase(TODAY, "Phone", "Promised for Friday")
    assert desk.store.undo_label() == "reminder to 2 services, PD-2025-001"


def test_a_withdrawn_question_stays_on_record_with_its_reason_and_day(desk: Desk) -> None:
    episode, (first, *_rest) = asked(desk)
    desk.services.checks.withdraw(first, "Asked in error")
    check = desk.services.checks.of(episode)[0]
    assert (check.withdrawn, check.withdrawn_on) == ("Asked in error", TODAY)
    assert not check.is_open
    with pytest.raises(Refused, match="withdrawn"):
        desk.services.checks.reply(first, Reply(KNOWN, TODAY))


def test_what_cannot_be_is_refused_in_words_and_nothing_is_written(desk: Desk) -> None:
    episode, (first, second, _third) = asked(desk)
    checks = desk.services.checks
    checks.reply(first, Reply(KNOWN, TODAY))
    before = desk.store.undo_label()
    refused: list[Callable[[], object]] = [
        lambda: checks.ask(episode, Asking((), TODAY, None, "")),
        lambda: checks.ask(episode, Asking(("gp",), TODAY, date(2025, 11, 1), "")),
        lambda: checks.ask(episode, Asking(("gp", "childrens_social_care"), TODAY, None, "")),
        lambda: checks.reply(first, Reply(NOT_KNOWN, TODAY)),
        lambda: checks.reply(second, Reply(KNOWN, date(2025, 11, 26))),
        lambda: checks.reply(second, Reply("maybe", TODAY)),
        lambda: checks.add_words(second, "No reply yet"),
        lambda: checks.correct(first, KNOWN, "The same answer"),
        lambda: checks.correct(first, NOT_KNOWN, "  "),
        lambda: checks.chase([first, second], Chase(TODAY, "Phone")),
        lambda: checks.withdraw(first, "It has answered"),
        lambda: checks.withdraw(second, " "),
    ]
    for act in refused:
        with pytest.raises(Refused):
            act()
    assert desk.store.undo_label() == before
    assert len(checks.of(episode)) == 3


def test_an_agency_that_has_answered_can_be_asked_again(desk: Desk) -> None:
    episode, (first, *_rest) = asked(desk)
    desk.services.checks.reply(first, Reply(NOT_KNOWN, TODAY))
    desk.services.checks.ask(episode, Asking(("probation",), TODAY, None, "And under Hallem?"))
    assert [one.agency for one in desk.services.checks.of(episode)].count("probation") == 2


def test_a_referral_is_found_by_what_an_agency_said(desk: Desk) -> None:
    episode, (first, *_rest) = asked(desk)
    desk.services.checks.reply(first, Reply(KNOWN, TODAY, words="leafleting stall in March"))
    with desk.store.reading() as session:
        assert [hit.object_id for hit in search.find(session, "leafleting")] == [episode]


def test_presets_name_agencies_of_the_list_only(desk: Desk) -> None:
    codes = {term.code for term in desk.services.forms.list_of("agency").terms}
    presets = desk.services.checks.presets()
    assert {one.key for one in presets} == {"city", "child", "student", "elsewhere"}
    for preset in presets:
        assert set(preset.agencies) <= codes


@pytest.mark.parametrize("state", ["closed", "not_adopted_signposted", "not_adopted_nfa"])
def test_an_ended_referral_that_is_asked_about_is_counted_where_it_is_listed(
    desk: Desk, state: str
) -> None:
    lists = desk.services.lists
    ended, _other = desk.add(state=state), desk.add(state="closed", family="Osei")
    for which in Which:
        lists.find(Filter(which=which))
    desk.services.checks.ask(ended, Asking(("gp",), TODAY, date(2025, 12, 2), "Known?"))
    for which in Which:
        found = lists.find(Filter(which=which))
        assert found.count == len(lists.rows(found, 0, 100))


def test_the_line_of_time_tells_a_withdrawal_with_its_reason(desk: Desk) -> None:
    episode, (first, *_rest) = asked(desk)
    desk.services.checks.withdraw(first, "Asked in error")
    lines = desk.services.timeline.lines(episode)
    assert ("Question withdrawn: Probation", "Asked in error") in [
        (line.title, line.body) for line in lines
    ]
