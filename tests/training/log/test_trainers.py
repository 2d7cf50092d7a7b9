"""Trainers: who may give which course until when, and what they gave."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from prevent_desk.contacts.model.people import NewContact
from prevent_desk.core.errors import Refused
from prevent_desk.logbook.model.counted import Count, How
from prevent_desk.logbook.model.parties import Party
from prevent_desk.training.model.sessions import NewSession, State
from prevent_desk.training.model.trainers import NewTrainer, Standing
from tests.training.desks import TODAY, Desk

_DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("until", "standing"),
    [
        (None, Standing.GIVES),
        (TODAY, Standing.SOON),
        (TODAY - _DAY, Standing.LAPSED),
        (TODAY + 60 * _DAY, Standing.SOON),
        (TODAY + 61 * _DAY, Standing.GIVES),
    ],
)
def test_an_accreditation_stands_by_its_last_day(
    desk: Desk, until: date | None, standing: Standing
) -> None:
    number = desk.training.trainers.add(NewTrainer(Party("Devan Pillay"), until=until))
    assert desk.training.trainers.one(number).standing(TODAY) is standing


def test_what_a_trainer_gave_is_that_of_their_course_and_was_held(desk: Desk) -> None:
    sessions, wrap, other = desk.training.sessions, desk.course("WRAP"), desk.course("Other")
    person = desk.contacts.people.add(NewContact("Devan Pillay"))
    giver = (Party("Devan Pillay", None, person),)
    held = sessions.add(
        NewSession(TODAY - _DAY, course_id=wrap, facilitators=giver,
                   attended=Count(20, How.ESTIMATED))
    )  # fmt: skip
    sessions.add(NewSession(TODAY, course_id=other, facilitators=giver))
    sessions.add(NewSession(TODAY, course_id=wrap, facilitators=giver, state=State.PLANNED))
    number = desk.training.trainers.add(NewTrainer(Party("x", None, person), wrap))
    one = desk.training.trainers.one(number)
    assert (one.session_ids, one.last) == ((held,), TODAY - _DAY)
    assert one.people.words() == "about 20"
    assert one.who.words == "Devan Pillay"


def test_who_is_offered_for_a_course_is_accredited_on_its_day(desk: Desk) -> None:
    trainers, wrap, other = desk.training.trainers, desk.course("WRAP"), desk.course("Other")
    trainers.add(NewTrainer(Party("For all")))
    trainers.add(NewTrainer(Party("Lapses"), wrap, until=TODAY))
    trainers.add(NewTrainer(Party("Of another"), other))
    stopped = trainers.add(NewTrainer(Party("Stopped"), wrap))
    trainers.end(stopped, TODAY)
    assert {one.words for one in trainers.offered(wrap, TODAY)} == {"For all", "Lapses"}
    assert [one.words for one in trainers.offered(wrap, TODAY + _DAY)] == ["For all"]


def test_a_trainer_who_stopped_is_kept_and_comes_back(desk: Desk) -> None:
    trainers = desk.training.trainers
    number = trainers.add(NewTrainer(Party("Devan Pillay")))
    trainers.end(number, TODAY)
    assert trainers.how_many() == 0
    assert [one.id for one in trainers.all(ended=True)] == [number]
    trainers.resume(number)
    assert trainers.how_many() == 1


def test_nobody_and_an_end_before_the_beginning_are_refused(desk: Desk) -> None:
    with pytest.raises(Refused, match="Nobody is named"):
        desk.training.trainers.add(NewTrainer(Party(" ")))
    with pytest.raises(Refused, match="ends before it begins"):
        desk.training.trainers.add(NewTrainer(Party("x"), accredited=TODAY, until=TODAY - _DAY))
