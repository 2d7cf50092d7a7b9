"""What is undone while a form names it is said in one sentence, and nothing is half written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from prevent_desk.app.plan_links import PlanOfLogs
from prevent_desk.community.model.enquiries import NewEnquiry
from prevent_desk.community.model.events import NewEvent
from prevent_desk.community.model.series import Every
from prevent_desk.community.model.sightings import NewSighting
from prevent_desk.community.tables import EventSeriesTable
from prevent_desk.core.errors import Refused
from prevent_desk.logbook.model.parties import Party
from prevent_desk.logbook.model.query import Query
from tests.community.engagement.desks import TODAY, Desk

Act = Callable[[Desk, Party], object]


def log(desk: Desk, party: Party) -> object:
    return desk.log(parties=(party,))


def ask(desk: Desk, party: Party) -> object:
    return desk.community.enquiries.add(NewEnquiry(TODAY, asker=party, event="Talk"))


def see(desk: Desk, party: Party) -> object:
    return desk.community.sightings.add(_seen(party))


def _seen(party: Party) -> NewSighting:
    return NewSighting(
        kind="sticker", street="Moorgate", seen=TODAY, organisation_id=party.organisation_id
    )


@pytest.mark.parametrize("act", [log, ask, see])
def test_a_partner_undone_while_it_is_named_is_said_and_nothing_is_written(
    desk: Desk, act: Act
) -> None:
    gone = desk.partner()
    desk.store.undo()
    before = desk.store.undo_label()
    with pytest.raises(Refused, match="not in Contacts any more"):
        act(desk, gone)
    assert desk.store.undo_label() == before
    community = desk.community
    logs = (community.events.log, community.enquiries.log, community.sighting_log)
    assert [one.count(Query()) for one in logs] == [0, 0, 0]


def test_a_person_undone_while_they_are_named_is_said_by_their_name(desk: Desk) -> None:
    army = desk.partner()
    gone = desk.person("Bea Holt", army)
    desk.store.undo()
    with pytest.raises(Refused, match="“Bea Holt, Salvation Army” is not in Contacts any more"):
        desk.log(parties=(army, gone))
    assert desk.log(parties=(army,))


def test_a_change_that_names_a_partner_undone_leaves_all_as_it_was(desk: Desk) -> None:
    event = desk.log(venue="Guildhall")
    enquiry = desk.community.enquiries.add(NewEnquiry(TODAY, event="Talk"))
    sighting = desk.community.sightings.add(_seen(Party("")))
    gone = desk.partner()
    desk.store.undo()
    changes: list[Callable[[], object]] = [
        lambda: desk.community.events.change(event, NewEvent("stall", TODAY, parties=(gone,))),
        lambda: desk.community.enquiries.change(
            enquiry, NewEnquiry(TODAY, asker=gone, event="Other")
        ),
        lambda: desk.community.sightings.change(sighting, replace(_seen(gone), street="Other")),
    ]
    for change in changes:
        with pytest.raises(Refused, match="not in Contacts any more"):
            change()
    assert desk.community.events.one(event).venue == "Guildhall"
    assert desk.community.enquiries.one(enquiry).event == "Talk"
    assert desk.community.sightings.one(sighting).street == "Moorgate"


def test_a_regular_one_keeps_in_words_whom_contacts_hold_no_more(desk: Desk) -> None:
    army = desk.partner()
    regular = desk.community.regular
    series = regular.start(desk.log(parties=(army,)), Every.MONTH)
    assert regular.proposal(series, TODAY).parties == (army,)
    with desk.store.writing("pattern of a desk restored") as session:
        row = session.get_one(EventSeriesTable, series)
        parts = {**row.pattern["parts"], "parties": [["Old Partner", 9_999_999, None]]}
        row.pattern = {**row.pattern, "parts": parts}
    event = desk.community.events.one(regular.plan_next(series))
    assert event.parties == (Party("Old Partner"),)


def test_an_action_of_the_plan_undone_while_it_is_chosen_is_said_before_anything_is_written(
    planned_desk: Desk,
) -> None:
    desk = planned_desk
    action = PlanOfLogs(desk.plan).offered()[0]
    gone = [replace(action, action_id=9_999_999, criterion_id=None)]
    missing = [replace(action, criterion_id=9_999_999)]
    event = desk.log(venue="Guildhall")
    acts: list[Callable[[], object]] = [
        lambda: desk.community.events.add(NewEvent("stall", TODAY), targets=gone),
        lambda: desk.community.events.change(event, NewEvent("stall", TODAY), targets=missing),
        lambda: desk.community.sightings.add(_seen(Party("")), gone),
    ]
    for act in acts:
        with pytest.raises(Refused, match="it counts towards is not in the plan any more"):
            act()
    assert desk.community.events.log.count(Query()) == 1
    assert desk.community.events.one(event).venue == "Guildhall"
    assert desk.community.sighting_log.count(Query()) == 0
