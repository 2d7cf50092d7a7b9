from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from prevent_desk.core.errors import Refused
from prevent_desk.panels.model import inviting
from prevent_desk.panels.model.inviting import Guest, Proposal
from prevent_desk.panels.model.records import Role
from prevent_desk.referrals.model.checks import Asking, Reply
from prevent_desk.referrals.model.clock import Standing
from prevent_desk.referrals.model.states import State
from tests.panels.desks import Desk
from tests.panels.meetings.planned import DAY, NAMES, REASON, gathered, planned

CALL = "panel_invite"


def _clock(desk: Desk, episode: int) -> Standing:
    found = desk.services.referrals.clocks.of(episode)
    return next(one.state for one in found if one.rule.key == CALL)


def test_each_agency_is_asked_by_its_lead_council_and_police_first(desk: Desk) -> None:
    one, _cases = planned(desk, 1)
    found = desk.services.invitations.propose(one)
    assert [(each.agency, each.name) for each in found[:2]] == [
        ("Corporation CST", "A. Marsh"), ("City Police Prevent", "DS R. Cole"),
    ]  # fmt: skip
    assert {each.role for each in found} == {Role.LEAD}
    assert "City school" not in [each.agency for each in found]


def test_a_deputy_is_asked_where_the_lead_is_away_on_the_day(desk: Desk) -> None:
    one, _cases = planned(desk, 1)
    lead = desk.told.contacts["children"]
    desk.services.contacts.absences.add(lead, date(2025, 12, 8), date(2025, 12, 12))
    found = {each.agency: each for each in desk.services.invitations.propose(one)}
    asked = found["Children’s Social Care"]
    assert (asked.name, asked.role, asked.stands_for) == ("P. Ndlovu", Role.DEPUTY, "D. Quist")
    assert "away" in asked.why


def test_nobody_is_put_on_the_list_twice(desk: Desk) -> None:
    one, _cases = planned(desk, 1)
    invitations = desk.services.invitations
    invitations.ask(one, invitations.propose(one))
    count = len(invitations.of(one))
    assert all(each.is_asked for each in invitations.propose(one))
    invitations.ask(one, [replace(each, is_asked=False) for each in invitations.propose(one)])
    assert len(invitations.of(one)) == count


def test_no_two_in_a_meeting_are_named_by_the_same_letters() -> None:
    taken: list[str] = []
    for name in ("DS R. Cole", "Rachel Cox", "R. Clay", "Dr Rita Coe", "R. Cole"):
        taken.append(inviting.initials_of(name, "", taken))
    assert taken[0] == "RC"
    assert len(set(taken)) == len(taken)


def test_a_call_out_takes_every_case_to_the_panel_in_one_undo(desk: Desk) -> None:
    one, _cases = planned(desk, 3, called=True)
    states = [each.state for each in desk.services.scheduling.cases(one)]
    assert states == [State.PANEL_SCHEDULED] * 3
    assert desk.services.meetings.one(one).called is not None
    assert all(each.told == 0 for each in desk.services.invitations.of(one))
    assert desk.store.undo_label() == "call-out of the panel of 10 Dec 2025"
    desk.store.undo()
    states = [each.state for each in desk.services.scheduling.cases(one)]
    assert states == [State.INFORMATION_GATHERING] * 3
    assert desk.services.meetings.one(one).called is None
    desk.store.redo()
    assert desk.services.meetings.one(one).called is not None


def test_the_clock_of_24_hours_is_met_by_the_call_out(desk: Desk) -> None:
    one, cases = planned(desk, 1)
    episode = desk.services.agenda.one(cases[0]).episode_id or 0
    checks, today = desk.services.referrals.checks, desk.clock.today()
    (check,) = checks.ask(episode, Asking(("housing",), today, None, "Known?"))
    checks.reply(check, Reply("not_known", today))
    assert _clock(desk, episode).is_running
    invitations = desk.services.invitations
    invitations.ask(one, invitations.propose(one))
    invitations.call_out(one, [], {})
    assert _clock(desk, episode) is Standing.MET


def test_a_case_that_lacks_something_bars_the_call_out_until_a_reason_is_given(
    desk: Desk,
) -> None:
    one, cases = planned(desk, 2)
    episode = desk.services.agenda.one(cases[1]).episode_id or 0
    asking = Asking(("housing",), desk.clock.today(), None, "Known?")
    desk.services.referrals.checks.ask(episode, asking)
    invitations = desk.services.invitations
    invitations.ask(one, invitations.propose(one))
    with pytest.raises(Refused, match="not called out"):
        invitations.call_out(one, [])
    states = {each.state for each in desk.services.scheduling.cases(one)}
    assert states == {State.INFORMATION_GATHERING}
    invitations.call_out(one, [], {cases[1]: REASON})
    moved = desk.services.referrals.episodes.episode(episode).moves[-1]
    assert REASON in moved.exception


def test_a_panel_to_which_nobody_is_asked_is_not_called_out(desk: Desk) -> None:
    one, _cases = planned(desk, 1)
    with pytest.raises(Refused, match="not called out"):
        desk.services.invitations.call_out(one, [])


def test_a_new_time_puts_called_cases_off_and_offers_everybody_a_new_draft(desk: Desk) -> None:
    one, cases = planned(desk, 2, called=True)
    later = DAY + timedelta(days=7)
    desk.services.meetings.change(one, starts=later, ends=later + timedelta(hours=1))
    episode = desk.services.agenda.one(cases[0]).episode_id or 0
    moved = desk.services.referrals.episodes.episode(episode).moves[-1]
    assert moved.details["panel_on"] == "2025-12-17T10:00"
    meeting = desk.services.meetings.one(one)
    asked = desk.services.invitations.of(one)
    assert inviting.to_tell(asked, meeting.sequence) == asked
    desk.store.undo()
    assert desk.services.meetings.one(one).starts == DAY
    moved = desk.services.referrals.episodes.episode(episode).moves[-1]
    assert moved.details["panel_on"] == "2025-12-10T10:00"


def test_a_cancelled_panel_sends_its_cases_back_and_one_undo_brings_all_again(desk: Desk) -> None:
    one, cases = planned(desk, 1, called=True)
    episode = desk.services.agenda.one(cases[0]).episode_id or 0
    desk.services.meetings.cancel(one, "No quorum to be had")
    episodes = desk.services.referrals.episodes
    assert episodes.episode(episode).state is State.INFORMATION_GATHERING
    desk.store.undo()
    assert episodes.episode(episode).state is State.PANEL_SCHEDULED
    assert desk.services.meetings.one(one).cancelled == ""


def test_a_lead_who_sends_a_deputy_is_answered_for_in_one_act(desk: Desk) -> None:
    one, _cases = planned(desk, 1, called=True)
    invitations = desk.services.invitations
    lead = next(each for each in invitations.of(one) if each.agency == "Probation")
    deputy = Proposal(lead.organisation_id, lead.agency, "G. Teale", email="t@p.example")
    invitations.send_deputy(lead.id, deputy)
    found = {each.name: each for each in invitations.of(one)}
    assert found["F. Varga"].answer == "sent_deputy"
    assert found["G. Teale"].role is Role.DEPUTY
    assert found["G. Teale"].stands_for == "F. Varga"
    assert "Teale" not in (desk.store.undo_label() or "")


def test_somebody_who_lives_elsewhere_prompts_for_council_and_force_until_both_are_asked(
    desk: Desk,
) -> None:
    one, _cases = planned(desk, 1)
    case = gathered(desk, *NAMES[3], home="hackney")
    item = desk.services.agenda.add_case(one, case, "new")
    invitations = desk.services.invitations
    (prompt,) = invitations.home_prompts(one)
    assert prompt.missing == ("Hackney", "the MPS")
    assert prompt.words.endswith("lives in Hackney. Transfer, or invite Hackney and the MPS?")
    assert "Reeve" not in prompt.words
    assert [each.called for each in prompt.offered] == ["Hackney"]
    hackney = desk.told.organisations["hackney"]
    desk.services.contacts.organisations.change(hackney, statute="council")
    invitations.add_guest(one, Guest("T. Adeyemi", "Hackney", organisation_id=hackney), item)
    (prompt,) = invitations.home_prompts(one)
    assert prompt.missing == ("the MPS",)


def test_a_guest_for_another_case_does_not_answer_the_prompt(desk: Desk) -> None:
    one, cases = planned(desk, 1)
    case = gathered(desk, *NAMES[3], home="hackney")
    desk.services.agenda.add_case(one, case, "new")
    hackney = desk.told.organisations["hackney"]
    desk.services.contacts.organisations.change(hackney, statute="council")
    guest = Guest("T. Adeyemi", "Hackney", organisation_id=hackney)
    desk.services.invitations.add_guest(one, guest, cases[0])
    (prompt,) = desk.services.invitations.home_prompts(one)
    assert "Hackney" in prompt.missing


def test_somebody_who_spoke_is_not_taken_off_the_list(live: Desk) -> None:
    with pytest.raises(Refused, match="stays on the list"):
        live.services.invitations.remove(live.told.invites["police"])


def test_one_chairs_at_a_time_and_the_meeting_names_who(desk: Desk) -> None:
    one = desk.told.meeting
    desk.services.invitations.chairs(desk.told.invites["police"])
    roles = {each.agency: each.role for each in desk.services.invitations.of(one)}
    assert roles["City Police Prevent"] is Role.CHAIR
    assert list(roles.values()).count(Role.CHAIR) == 1
    assert desk.services.meetings.one(one).chair == "DS R. Cole"


def test_readiness_says_what_is_open_and_where(desk: Desk) -> None:
    one, _cases = planned(desk, 1)
    found = {point.title: point for point in desk.services.readiness.of(one)}
    assert found["Call-out"].tone == "amber"
    assert found["Quorum"].tone == "red"
    invitations = desk.services.invitations
    invitations.ask(one, invitations.propose(one))
    for each in invitations.of(one):
        invitations.answer(each.id, "coming")
    invitations.chairs(invitations.of(one)[0].id)
    invitations.call_out(one, [each.id for each in invitations.of(one)], {})
    found = {point.title: point for point in desk.services.readiness.of(one)}
    assert {found[title].tone for title in ("Call-out", "Answers", "Quorum")} == {"green"}
    assert not any(point.is_open for point in found.values())
