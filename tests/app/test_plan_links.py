"""What records of logs count towards: kept by the plan, one act with the record's own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy.orm import Session

from prevent_desk.app.plan_links import PlanOfLogs
from prevent_desk.core.errors import Refused
from prevent_desk.logbook.service.plan_links import Counts, PlanTarget, RecordFact
from prevent_desk.plan import service
from prevent_desk.plan.model.records import Measure
from prevent_desk.plan.service import PlanServices
from tests.plan.conftest import desk as desk
from tests.plan.desks import Desk


class Sessions:
    """Records of an invented log: 40 people at each, over two sessions."""

    key, words, icon = "session", "Training sessions", "graduation-cap"

    def __init__(self) -> None:
        self.people: dict[int, int | None] = {1: 40, 2: 60}

    def facts(self, session: Session, ids: Sequence[int]) -> Mapping[int, RecordFact]:
        return {
            key: RecordFact(
                f"Session {key}", "", date(2015, 11, 1), 2, self.people[key], self.icon,
                "Training", {"session": key},
            )
            for key in ids
            if key in self.people
        }  # fmt: skip

    def newest(self, session: Session, most: int) -> Sequence[int]:
        return sorted(self.people, reverse=True)[:most]


@pytest.fixture
def plan(desk: Desk) -> PlanServices:
    return service.build(desk.store, desk.clock)


@pytest.fixture
def records() -> Sessions:
    return Sessions()


@pytest.fixture
def links(plan: PlanServices, records: Sessions) -> PlanOfLogs:
    made = PlanOfLogs(plan)
    made.know(records)
    return made


def first_measure(plan: PlanServices, links: PlanOfLogs) -> PlanTarget:
    """Make the first criterion offered a measure of people trained, and return it."""
    target = next(one for one in links.offered() if one.criterion_id is not None)
    assert target.criterion_id is not None
    plan.plans.set_measure(target.criterion_id, Measure("people trained", "200", ""))
    return next(one for one in links.offered("people trained") if one.criterion_id is not None)


def actual(plan: PlanServices, target: PlanTarget) -> str:
    criteria = plan.plans.detail(target.action_id).criteria
    worked_out = next(one for one in criteria if one.id == target.criterion_id).worked_out
    assert worked_out is not None
    return worked_out.actual


def test_a_measure_of_people_follows_the_records_that_count_towards_it(
    plan: PlanServices, links: PlanOfLogs, records: Sessions
) -> None:
    target = first_measure(plan, links)
    assert target.counts is Counts.PEOPLE
    links.put("session", 1, [target])
    links.put("session", 2, [target])
    assert actual(plan, target) == "100"
    records.people[2] = 65
    assert actual(plan, target) == "105"


def test_the_officer_may_count_sessions_instead(plan: PlanServices, links: PlanOfLogs) -> None:
    target = replace(first_measure(plan, links), counts=Counts.TIMES)
    links.put("session", 1, [target])
    assert actual(plan, target) == "2"
    assert [one.counts for one in links.of("session", 1)] == [Counts.TIMES]


def test_putting_again_takes_away_what_is_not_named(plan: PlanServices, links: PlanOfLogs) -> None:
    target = first_measure(plan, links)
    whole = next(one for one in links.offered() if one.criterion_id is None)
    links.put("session", 1, [target, whole])
    assert {(one.action_id, one.criterion_id) for one in links.of("session", 1)} == {
        (target.action_id, target.criterion_id),
        (whole.action_id, None),
    }
    links.put("session", 1, [whole])
    assert [one.criterion_id for one in links.of("session", 1)] == [None]
    assert actual(plan, target) in {"", "0"}
    links.put("session", 1, [])
    assert links.of("session", 1) == []
    assert plan.evidence.count() == 0


def test_it_is_one_undo_with_the_act_it_belongs_to(
    desk: Desk, plan: PlanServices, links: PlanOfLogs
) -> None:
    target = first_measure(plan, links)
    links.put("session", 1, [target], group="entry 7")
    links.put("session", 2, [target], group="entry 7")
    desk.store.undo()
    assert links.of("session", 1) == links.of("session", 2) == []


def test_a_record_that_is_gone_is_refused(links: PlanOfLogs, plan: PlanServices) -> None:
    with pytest.raises(Refused, match="no longer there"):
        links.put("session", 9, [first_measure(plan, links)])


def test_every_word_typed_must_be_in_what_is_offered(links: PlanOfLogs) -> None:
    everything = links.offered()
    some = links.offered("O1-01")
    assert some
    assert len(some) < len(everything)
    assert all("O1-01" in one.words for one in some)
    assert links.offered("no such words anywhere") == []


def test_an_action_opens_on_its_page(links: PlanOfLogs, desk: Desk) -> None:
    target = links.offered()[0]
    assert links.open(target) == ("Plan", {"plan": desk.plan_id, "action": target.action_id})
