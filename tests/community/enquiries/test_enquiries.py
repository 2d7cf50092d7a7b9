"""An enquiry goes from asking to how it went; each step one Undo that names nobody."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from prevent_desk.community.model.enquiries import About, NewEnquiry, Stage
from prevent_desk.community.service.event_figures import EnquiryFigures
from prevent_desk.core.errors import Refused
from prevent_desk.logbook.model.parties import Party
from prevent_desk.logbook.model.period import By, Period
from prevent_desk.logbook.model.query import Query
from tests.community.engagement.desks import TODAY, Desk

DAY = timedelta(days=1)
SPEAKER = "Dr Ptolemy Quince"


def ask(desk: Desk, asked: date = TODAY, **parts: object) -> int:
    told = {"venue": "Livery hall", "event": "Charity dinner", "speakers": SPEAKER, **parts}
    return desk.community.enquiries.add(NewEnquiry(asked, **told))  # type: ignore[arg-type]


def test_it_goes_from_advice_to_decision_to_follow_up(desk: Desk) -> None:
    enquiries = desk.community.enquiries
    key = ask(desk, TODAY - 20 * DAY, event_on=TODAY - 8 * DAY)
    assert enquiries.one(key).stage is Stage.ADVICE
    assert enquiries.one(key).is_late(TODAY)
    assert enquiries.needing() == 1
    enquiries.advise(key, "Agree terms of hire.", TODAY - 18 * DAY)
    assert enquiries.one(key).stage is Stage.DECISION
    enquiries.decide(
        key, "conditions", TODAY - 15 * DAY, by="The hall’s manager", reasons="Terms signed",
        follow_on=TODAY - DAY,
    )  # fmt: skip
    found = enquiries.one(key)
    assert (found.stage, found.decision_words) == (Stage.FOLLOW, "With conditions")
    assert enquiries.needing() == 1
    enquiries.follow(key, "Quiet; 80 guests.", TODAY)
    assert enquiries.one(key).stage is Stage.CLOSED
    assert enquiries.needing() == 0


def test_a_number_is_never_given_twice(desk: Desk) -> None:
    enquiries = desk.community.enquiries
    first = ask(desk)
    desk.store.undo()
    assert not enquiries.is_there(first)
    assert enquiries.one(ask(desk)).ref == "Enquiry 2"


def test_labels_of_undo_say_the_number_and_nobody(desk: Desk) -> None:
    enquiries = desk.community.enquiries
    key = ask(desk, event=f"Talk by {SPEAKER}")
    enquiries.advise(key, f"Look {SPEAKER} up", TODAY)
    assert desk.store.undo_label() == "advice on enquiry 1"
    labels = []
    enquiries.decide(key, "refused", TODAY, reasons=SPEAKER)
    enquiries.reopen(key)
    enquiries.keep_files(key, [(f"{SPEAKER}.txt", b"flyer")])
    enquiries.change(key, NewEnquiry(TODAY, About.SPEAKER, speakers=SPEAKER))
    enquiries.remove(key)
    for _act in range(5):
        labels.append(desk.store.undo_label() or "")
        desk.store.undo()
    assert all("enquiry 1" in label for label in labels)
    assert not [label for label in labels if "Quince" in label]
    assert enquiries.one(key).advice == f"Look {SPEAKER} up"


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ({"venue": " ", "event": "", "speakers": ""}, "Nothing says"),
        ({"asked": TODAY + DAY}, "still to come"),
    ],
)
def test_what_cannot_be_is_refused(desk: Desk, parts: dict[str, object], words: str) -> None:
    with pytest.raises(Refused, match=words):
        ask(desk, **parts)  # type: ignore[arg-type]


def test_steps_out_of_order_are_refused(desk: Desk) -> None:
    enquiries = desk.community.enquiries
    key = ask(desk)
    with pytest.raises(Refused, match="Nothing was decided"):
        enquiries.follow(key, "Well", TODAY)
    with pytest.raises(Refused, match="before it was asked"):
        enquiries.advise(key, "No", TODAY - DAY)
    with pytest.raises(Refused, match="day to come"):
        enquiries.decide(key, "refused", TODAY + DAY)
    with pytest.raises(Refused, match="decided is missing"):
        enquiries.decide(key, "perhaps", TODAY)
    assert enquiries.one(key).stage is Stage.ADVICE


def test_changing_what_was_asked_keeps_advice_and_decision(desk: Desk) -> None:
    enquiries = desk.community.enquiries
    key = ask(desk)
    enquiries.advise(key, "Agree terms.", TODAY)
    enquiries.decide(key, "went_ahead", TODAY, follow_on=TODAY + 9 * DAY)
    was = enquiries.one(key)
    enquiries.change(key, NewEnquiry(TODAY, venue="Guildhall", follow_on=was.follow_on))
    now = enquiries.one(key)
    assert (now.venue, now.advice, now.decision) == ("Guildhall", "Agree terms.", "went_ahead")


def test_who_asked_is_found_by_todays_name(desk: Desk) -> None:
    place = desk.partner("Aldgate Community Centre")
    manager = desk.person("Sam Rook", place)
    key = ask(desk, asker=manager)
    assert desk.community.enquiries.one(key).asker == manager
    log = desk.community.enquiries.log
    for typed in ("aldgate", "rook", "1", "livery", "ptolemy"):
        assert log.ids(Query(words=typed)) == [key], typed
    desk.contacts.history.sources.append(desk.community.enquiries.happenings)
    assert place.organisation_id is not None
    told = desk.contacts.history.of(place.organisation_id)
    assert [one.words for one in told] == ["Enquiry 1 about a venue"]
    assert "Quince" not in told[0].words


def test_stages_are_filters_that_split_the_log(desk: Desk) -> None:
    enquiries = desk.community.enquiries
    keys = [ask(desk, TODAY - 9 * DAY) for _each in range(4)]
    for key in keys[1:]:
        enquiries.advise(key, "Terms.", TODAY - 8 * DAY)
    for key in keys[2:]:
        follow = TODAY + DAY if key == keys[2] else None
        enquiries.decide(key, "went_ahead", TODAY - 7 * DAY, follow_on=follow)
    found = {
        stage.value: enquiries.log.ids(Query(chosen={"stage": frozenset({stage.value})}))
        for stage in Stage
    }
    assert found == dict(zip((one.value for one in Stage), ([key] for key in keys), strict=True))
    assert enquiries.log.option_counts(Query())["stage"] == dict.fromkeys(found, 1)
    assert enquiries.log.totals(Query()) == (
        "1 wants advice · 1 waits for a decision · 1 to follow up, the first on 26 Nov 2025 · "
        "1 closed"
    )


def test_figures_count_what_was_asked_by_what_became_of_it(desk: Desk) -> None:
    enquiries = desk.community.enquiries
    keys = [ask(desk, TODAY - 9 * DAY) for _each in range(3)]
    ask(desk, TODAY - 100 * DAY)
    enquiries.decide(keys[0], "refused", TODAY)
    period = Period(TODAY - 30 * DAY, TODAY)
    found = {one.key: one for one in EnquiryFigures(enquiries.log).figures(period, By.EVENT)}
    assert found["enquiries"].number == 3
    assert found["refused"].words == "1 enquiry: refused"
    assert found["advice"].words == "2 enquiries wanting advice"
    for one in found.values():
        assert sorted(enquiries.log.ids(Query.from_json(one.position["query"]))) == sorted(one.ids)


def test_who_is_in_no_list_stands_in_words(desk: Desk) -> None:
    key = ask(desk, asker=Party("The hall’s bookings office"))
    assert desk.community.enquiries.one(key).asker == Party("The hall’s bookings office")


@pytest.mark.parametrize("sort", ["", "recorded", "event", "venue", "number"])
@pytest.mark.parametrize("down", [True, False])
def test_an_enquiry_is_told_its_place_also_where_nothing_stands_in_what_orders_them(
    desk: Desk, sort: str, down: bool
) -> None:
    for number in range(6):
        on = TODAY + number * DAY if number % 2 else None
        ask(
            desk, TODAY - (number // 2) * DAY, event_on=on, venue=("livery", "", "Hall")[number % 3]
        )
    query = Query(sort=sort, descending=down)
    log = desk.community.enquiries.log
    ids = [one.id for one in log.page(query, 0, 9)]
    assert len(ids) == 6
    assert [log.place(query, one) for one in ids] == list(range(6))
    assert log.ids(query) == ids
