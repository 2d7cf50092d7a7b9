"""The guard over a real store: everybody in it, kept true by whatever is written."""

from __future__ import annotations

import threading
from datetime import date

import pytest

from prevent_desk.core.birth import Born
from prevent_desk.core.errors import Stopped
from prevent_desk.referrals.model.matching import Result, Sought
from prevent_desk.referrals.service.guard import Guard
from prevent_desk.referrals.tables import PersonLinkTable, PersonTable
from tests.referrals.desks import TEXTS, Desk


@pytest.fixture
def guard(desk: Desk) -> Guard:
    return Guard(desk.store, desk.clock)


def _names(result: Result) -> list[str]:
    return [match.name for match in (*result.matches, *result.more)]


def _write(desk: Desk, given: str, family: str, label: str | None = "a person") -> int:
    with desk.store.writing(label) as session:
        now = desk.clock.now().replace(tzinfo=None)
        columns = {"head_id": 0, "is_approximate": False, "given": given, "family": family}
        row = PersonTable(**dict.fromkeys(TEXTS, "") | columns | {"at": now})
        session.add(row)
        session.flush()
        row.head_id = row.id
        return row.id


def _link(desk: Desk, one: int, other: int, kind: str, reason: str) -> None:
    texts = dict.fromkeys(("relation", "reasons", "ended_by", "ended_reason"), "")
    now = desk.clock.now().replace(tzinfo=None)
    with desk.store.writing("a link") as session:
        row = PersonLinkTable(
            a_id=one, b_id=other, kind=kind, reason=reason, by="Officer", at=now, **texts
        )
        session.add(row)


def test_people_are_found_whatever_became_of_their_referrals(desk: Desk, guard: Guard) -> None:
    states = ("received", "closed", "not_adopted_nfa", "transferred_out", "advice_only")
    for state in states:
        desk.add("Kris", "Hallam", state=state)
    assert len(_names(guard.search("chris hallem"))) == len(states)


def test_everything_told_of_a_person_is_searched(desk: Desk, guard: Guard) -> None:
    desk.add(
        "Kris", "Hallam",
        person={
            "aliases": "Kit\nChristopher Stone", "born": date(2008, 5, 12), "postcode": "SL1 2AB",
            "address": "24 Lancaster Road", "phones": "07700 900123\n020 7946 0958",
            "earlier": "9 Elm Close, LS1 4AB",
        },
    )  # fmt: skip
    for line in (
        "Kit Hallam", "christopher stone", "020 7946 0958", "hallam 12.05.2008", "kris SL1 2AB",
        "hallam 24 lancaster road", "kris LS1 4AB",
    ):  # fmt: skip
        assert guard.search(line).matches, line


def test_a_year_alone_and_an_age_are_known_as_that(desk: Desk, guard: Guard) -> None:
    desk.add("Kris", "Hallam", person={"born_year": 2008, "is_approximate": True})
    reasons = guard.search("kris hallam aged 17").matches[0].reasons
    assert "Fits the approximate age" in {reason.text for reason in reasons}


def test_somebody_without_a_name_is_no_match_for_a_name(desk: Desk, guard: Guard) -> None:
    desk.add("", "", person={"label": "Name not known (family of four)"})
    assert _names(guard.search("family name")) == []


def test_a_new_person_is_found_by_the_next_search(desk: Desk, guard: Guard) -> None:
    guard.prepare()
    assert _names(guard.search("Ysolde Quillfeather")) == []
    _write(desk, "Ysolde", "Quillfeather")
    assert _names(guard.search("isolde quilfeather")) == ["Ysolde Quillfeather"]


def test_a_person_written_quietly_is_found_too(desk: Desk, guard: Guard) -> None:
    guard.prepare()
    guard.search("anybody")
    _write(desk, "Ysolde", "Quillfeather", label=None)
    assert _names(guard.search("isolde quilfeather")) == ["Ysolde Quillfeather"]


def test_undo_takes_a_person_away_and_redo_brings_them_back(desk: Desk, guard: Guard) -> None:
    guard.prepare()
    _write(desk, "Ysolde", "Quillfeather")
    assert _names(guard.search("Ysolde Quillfeather")) == ["Ysolde Quillfeather"]
    desk.store.undo()
    assert _names(guard.search("Ysolde Quillfeather")) == []
    desk.store.redo()
    assert _names(guard.search("Ysolde Quillfeather")) == ["Ysolde Quillfeather"]


def test_a_name_put_right_is_searched_by_at_once(desk: Desk, guard: Guard) -> None:
    key = _write(desk, "Chris", "Hallem")
    guard.search("chris")
    with desk.store.writing("a name put right") as session:
        session.get_one(PersonTable, key).family = "Zuckermann"
    assert _names(guard.search("chris zukerman")) == ["Chris Zuckermann"]


def test_what_is_written_while_people_are_read_is_found(desk: Desk, guard: Guard) -> None:
    kris = _write(desk, "Kris", "Hallam")
    written: list[int] = []

    def meanwhile(done: int, of: int, what: str) -> None:
        assert (0 < done <= of, what) == (True, "people")
        if not written:
            written.append(_write(desk, "Ysolde", "Quillfeather"))
            with desk.store.writing("a name put right") as session:
                session.get_one(PersonTable, kris).family = "Zuckermann"

    guard.prepare(meanwhile)
    assert _names(guard.search("Kris Zuckermann")) == ["Kris Zuckermann"]
    assert _names(guard.search("Ysolde Quillfeather")) == ["Ysolde Quillfeather"]


def test_reading_people_can_be_stopped_and_begun_again(desk: Desk, guard: Guard) -> None:
    _write(desk, "Kris", "Hallam")
    with pytest.raises(Stopped):
        guard.prepare(None, lambda: True)
    assert not guard.ready()
    guard.prepare()
    assert guard.ready()


def test_rows_joined_are_one_human_being(desk: Desk, guard: Guard) -> None:
    one, other = _write(desk, "Kris", "Hallam"), _write(desk, "Christopher", "Hallem")
    assert len(guard.search("Kris Hallam").matches) == 2
    with desk.store.writing("a merge") as session:
        session.get_one(PersonTable, other).head_id = one
    result = guard.search("Kris Hallam")
    assert [match.head for match in result.matches] == [one]
    assert result.compared == 1


def test_a_pair_decided_on_stands_apart_with_its_reason(desk: Desk, guard: Guard) -> None:
    one, other = _write(desk, "Kris", "Hallam"), _write(desk, "Chris", "Hallem")
    third = _write(desk, "Kris", "Hallum")
    _link(desk, other, one, "not_same", "Different mothers.")
    found = guard.search(Sought(("Kris Hallam",)), about=one)
    assert [match.id for match in found.matches] == [third]
    assert [(match.id, match.decided) for match in found.decided] == [(other, "Different mothers.")]


def test_a_decision_taken_back_opens_the_pair_again(desk: Desk, guard: Guard) -> None:
    one, other = _write(desk, "Kris", "Hallam"), _write(desk, "Chris", "Hallem")
    _link(desk, one, other, "not_same", "Different mothers.")
    assert guard.search("Kris Hallam", about=one).decided
    desk.store.undo()
    found = guard.search("Kris Hallam", about=one)
    assert ([match.id for match in found.matches], found.decided) == ([other], ())


def test_a_decision_that_was_ended_no_longer_holds(desk: Desk, guard: Guard) -> None:
    one, other = _write(desk, "Kris", "Hallam"), _write(desk, "Chris", "Hallem")
    _link(desk, one, other, "not_same", "Different mothers.")
    guard.search("Kris Hallam", about=one)
    with desk.store.writing("a decision taken back") as session:
        session.get_one(PersonLinkTable, 1).ended = desk.clock.now().replace(tzinfo=None)
    assert [match.id for match in guard.search("Kris Hallam", about=one).matches] == [other]


def test_a_decision_holds_for_all_rows_of_both(desk: Desk, guard: Guard) -> None:
    one, other = _write(desk, "Kris", "Hallam"), _write(desk, "Chris", "Hallem")
    later = _write(desk, "Chris", "Hallem")
    _link(desk, one, other, "not_same", "Different mothers.")
    with desk.store.writing("a merge") as session:
        session.get_one(PersonTable, later).head_id = other
    found = guard.search("Chris Hallem", about=one)
    assert (found.matches, [match.head for match in found.decided]) == ((), [other])


def test_a_recorded_relative_is_shown_as_that(desk: Desk, guard: Guard) -> None:
    one, other = _write(desk, "Kris", "Hallam"), _write(desk, "Chris", "Hallem")
    _link(desk, one, other, "relative", "Brothers.")
    match = guard.search("Kris Hallam", about=one).matches[0]
    assert match.relative
    assert "Recorded as a relative" in {reason.text for reason in match.reasons}


def test_what_is_known_of_a_person_can_be_searched_with(desk: Desk, guard: Guard) -> None:
    episode = desk.add("Kris", "Hallam", person={"born": date(2008, 5, 12)})
    person = desk.services.episodes.episode(episode).subjects[0].id
    sought = guard.known(person)
    assert sought is not None
    assert (sought.names, sought.born) == (("Kris Hallam",), Born(2008, 5, 12))
    assert guard.known(4711) is None


def test_searches_and_writing_from_several_threads_do_not_trip(desk: Desk, guard: Guard) -> None:
    for number in range(20):
        _write(desk, "Kris", f"Hallam{chr(97 + number)}")
    trouble: list[BaseException] = []

    def search() -> None:
        try:
            for _ in range(15):
                assert guard.search("kris hallam").matches
        except BaseException as error:  # noqa: BLE001 - told to the test's own thread
            trouble.append(error)

    threads = [threading.Thread(target=search) for _ in range(3)]
    for thread in threads:
        thread.start()
    for number in range(20):
        _write(desk, "Chris", f"Hallem{chr(97 + number)}")
    for thread in threads:
        thread.join()
    assert trouble == []
    assert guard.search("anybody").compared == 40


def test_a_closed_guard_holds_nobody_and_hears_nothing(desk: Desk, guard: Guard) -> None:
    _write(desk, "Kris", "Hallam")
    guard.prepare()
    heard = len(desk.store.on_change)
    guard.close()
    assert (guard.ready(), len(desk.store.on_change)) == (False, heard - 1)
