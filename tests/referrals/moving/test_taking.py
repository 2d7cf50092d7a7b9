"""A step over the real store: one act, dated, by whom; guards ask the rest of the record."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from random import Random
from typing import Any

import pytest

from prevent_desk.core.clock import local
from prevent_desk.core.errors import Refused
from prevent_desk.referrals.model import consent
from prevent_desk.referrals.model.facts import Fact
from prevent_desk.referrals.model.moves import Step, Told
from prevent_desk.referrals.model.people import LinkKind
from prevent_desk.referrals.model.states import State
from prevent_desk.store.base import Base
from tests.referrals.desks import Desk
from tests.referrals.moving.answers import answers

_ADULT = {"born": date(1990, 1, 1)}
_PLAN_TEXTS = ("consent_how", "nature", "persons", "how_when")


def step(desk: Desk, episode_id: int, now: State) -> Step:
    return next(one for one in desk.services.moves.possible(episode_id) if one.now is now)


def take(desk: Desk, episode_id: int, now: State, exception: str = "", **given: Any) -> int:
    """Take a step now, with everything it asks."""
    one = step(desk, episode_id, now)
    said = answers(one.asks, given=given)
    passed = exception or ("The panel meets tomorrow." if one.needs_exception else "")
    at = local(desk.clock.now())
    return desk.services.moves.take(episode_id, now, Told(at, "The reason.", said, passed))


def missing(desk: Desk, episode_id: int, now: State) -> dict[Fact, str]:
    return {one.fact: one.said for one in step(desk, episode_id, now).missing}


def everything(desk: Desk) -> dict[str, list[str]]:
    """Return every row of every table of referrals."""
    names = ("episode", "person", "referrer", "support")
    tables = [t for t in Base.metadata.sorted_tables if t.name.startswith(names)]
    with desk.store.reading() as session:
        return {table.name: sorted(map(repr, session.execute(table.select()))) for table in tables}


def test_a_step_is_dated_with_its_reason_and_by_whom(desk: Desk) -> None:
    made = desk.add(person=_ADULT, danger="no")
    take(desk, made, State.PASSED_TO_POLICE, to_whom="City Police", reference="CoLP/22")
    episode = desk.services.episodes.episode(made)
    newest = episode.moves[-1]
    assert (newest.was, newest.now) == (State.RECEIVED, State.PASSED_TO_POLICE)
    assert (newest.by, newest.reason) == (desk.store.actor, "The reason.")
    assert newest.at == desk.clock.now()
    assert newest.details["to_whom"] == "City Police"
    assert (episode.state, episode.police_ref) == (State.PASSED_TO_POLICE, "CoLP/22")


def test_undo_takes_a_step_back_whole_and_names_no_person(desk: Desk) -> None:
    made = desk.add(person=_ADULT, danger="", state="adopted", outcome="adopted")
    before = everything(desk)
    take(desk, made, State.EXITED, exit_reason="concern_reduced")
    assert everything(desk) != before
    assert desk.store.undo_label() == "move of PD-2025-001 to “Exited”"
    desk.store.undo()
    assert everything(desk) == before


def test_a_step_that_is_refused_writes_nothing(desk: Desk) -> None:
    made = desk.add(danger="no")
    before = everything(desk)
    with pytest.raises(Refused, match="was not moved"):
        desk.services.moves.take(
            made, State.PASSED_TO_POLICE, Told(local(desk.clock.now()), "", {})
        )
    with pytest.raises(Refused) as refused:
        desk.services.moves.take(made, State.ADOPTED, Told(local(desk.clock.now()), "x", {}))
    assert refused.value.why == "From “Received” it cannot go to “Adopted”."
    assert everything(desk) == before
    assert desk.store.undo_label() is None


def test_what_was_passed_over_stays_with_the_step_in_words(desk: Desk) -> None:
    made = desk.add(person=_ADULT, danger="no")
    take(desk, made, State.NOT_ADOPTED_NFA, "A duplicate of PD-2025-000.", why="duplicate")
    passed = desk.services.episodes.episode(made).moves[-1].exception
    assert "not passed to the police first" in passed
    assert passed.endswith("A duplicate of PD-2025-000.")


def test_what_the_police_sent_need_not_be_passed_to_them(desk: Desk) -> None:
    made = desk.add(person=_ADULT, sector="police", danger="no")
    assert Fact.POLICE_FIRST not in missing(desk, made, State.NOT_ADOPTED_NFA)


def test_earlier_contacts_must_be_decided_before_partners_are_asked(desk: Desk) -> None:
    earlier = desk.add("Chris", "Hallem", person={"born": date(2008, 5, 12), "postcode": "E8 1AA"})
    made = desk.add(state="screening", person={"born": date(2008, 5, 12), "postcode": "E8 1AA"})
    assert Fact.EARLIER in missing(desk, made, State.INFORMATION_GATHERING)
    people = desk.services.people
    people.link(desk.person_of(made), desk.person_of(earlier), LinkKind.SAME, "Same school")
    assert Fact.EARLIER not in missing(desk, made, State.INFORMATION_GATHERING)


def test_a_third_referral_asks_for_a_comment_on_the_pattern_before_the_panel(desk: Desk) -> None:
    for day in ("2024-01-01T09:00", "2024-03-01T09:00"):
        desk.add(received=datetime.fromisoformat(day), person={"head_id": 1})
    made = desk.add(state="information_gathering", person={"head_id": 1})
    assert missing(desk, made, State.PANEL_SCHEDULED)[Fact.PATTERN].startswith("Third referral")
    desk.services.people.set_pattern(made, "Each time after a move of house.")
    assert Fact.PATTERN not in missing(desk, made, State.PANEL_SCHEDULED)


def test_adoption_waits_for_consent_and_a_complete_plan(desk: Desk) -> None:
    made = desk.add(state="consent_pending", person=_ADULT)
    assert set(missing(desk, made, State.ADOPTED)) == {Fact.CONSENT, Fact.PLAN}
    assert not step(desk, made, State.ADOPTED).is_allowed
    plan = desk.services.supports.begin(made)
    for field in _PLAN_TEXTS:
        desk.services.supports.write(plan, field, "As agreed.")
    desk.services.supports.approve(plan, desk.clock.today(), "Panel of 25 November")
    today = desk.clock.today()
    said = consent.Told(
        consent.Outcome.GIVEN, asked_on=today, on=today, sought_by="Case officer",
        method="in_person", given_by="self", capacity="yes", scope="Mentoring",
    )  # fmt: skip
    desk.services.consents.record(made, desk.person_of(made), said)
    assert missing(desk, made, State.ADOPTED) == {}
    take(desk, made, State.ADOPTED, approved_on="2025-11-25")
    episode = desk.services.episodes.episode(made)
    assert (episode.state, episode.outcome) == (State.ADOPTED, "adopted")


def test_the_closure_gate_stands_before_the_end_of_support(desk: Desk) -> None:
    made = desk.add(state="adopted", person=_ADULT)
    assert Fact.CLOSURE in missing(desk, made, State.EXITED)
    take(desk, made, State.EXITED, "The referrer is abroad.", closing="Settled in work.")
    episode = desk.services.episodes.episode(made)
    assert "The referrer is abroad." in episode.moves[-1].exception
    assert desk.services.closings.closing(made).reasons == "Settled in work."


def test_a_step_knows_what_was_told_before(desk: Desk) -> None:
    made = desk.add(state="screening", person=_ADULT, home_area="hackney", police_ref="CoLP/22")
    begun = desk.services.moves.begun
    assert begun(made, State.TRANSFERRED_OUT) == {"area": "hackney"}
    assert begun(made, State.POLICE_LED) == {"reference": "CoLP/22"}
    take(desk, made, State.TRANSFERRED_OUT, area="area_kent", answer="waiting")
    told = begun(made, State.TRANSFERRED_OUT)
    assert (told["answer"], told["contact"]) == ("waiting", "Words for contact")


def test_steps_may_be_told_in_words_the_day_after_but_not_out_of_order(desk: Desk) -> None:
    made = desk.add(person=_ADULT, danger="no", received=datetime.fromisoformat("2025-11-20T09:00"))
    first = Told(datetime.fromisoformat("2025-11-21T10:00"), "Told late.", answers(
        step(desk, made, State.PASSED_TO_POLICE).asks
    ))  # fmt: skip
    desk.services.moves.take(made, State.PASSED_TO_POLICE, first)
    early = Told(datetime.fromisoformat("2025-11-20T10:00"), "Earlier?", {})
    (wrong,) = desk.services.moves.findings(made, State.SCREENING, early)
    assert wrong.said == "The step before was on 21 Nov 2025, 10:00."


def test_any_walk_through_the_store_can_be_taken_back_step_by_step(
    desk: Desk, campaign: int
) -> None:
    for seed in range(3 * campaign):
        choose = Random(seed)
        made = desk.add(person=_ADULT, danger="no", sector="police")
        states = [everything(desk)]
        for _ in range(8):
            desk.clock.move(timedelta(minutes=1))
            steps = [one for one in desk.services.moves.possible(made) if one.is_allowed]
            if not steps:
                break
            one = choose.choice(steps)
            said = answers(one.asks, choose)
            passed = "As agreed." if one.needs_exception else ""
            told = Told(local(desk.clock.now()), "Why.", said, passed)
            desk.services.moves.take(made, one.now, told)
            states.append(everything(desk))
        while len(states) > 1:
            assert everything(desk) == states.pop()
            desk.store.undo()
        assert everything(desk) == states.pop()


def test_what_a_step_begins_with_is_only_what_it_asks(desk: Desk) -> None:
    made = desk.add(state="screening", person=_ADULT, sector="police")
    take(desk, made, State.NOT_ADOPTED_SIGNPOSTED, agency="GP surgery", taken_up="waiting")
    begun = desk.services.moves.begun(made, State.NOT_ADOPTED_SIGNPOSTED)
    assert begun == {"taken_up": "waiting"}
    take(desk, made, State.NOT_ADOPTED_SIGNPOSTED, taken_up="declined")
