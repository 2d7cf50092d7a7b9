"""Sessions are logged, changed, held, repeated and cancelled; completions follow who was there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from prevent_desk.contacts.model.people import NewContact
from prevent_desk.core.errors import Refused
from prevent_desk.logbook.model.counted import NOT_KNOWN, Count, How, Tally
from prevent_desk.logbook.model.parties import Party
from prevent_desk.logbook.model.query import Query
from prevent_desk.logbook.service.plan_links import Counts, PlanTarget
from prevent_desk.store import search
from prevent_desk.training.model.sessions import FileKind, NewSession, Presence, State
from prevent_desk.training.service.session_figures import SessionFacts
from tests.training.desks import TODAY, Desk, open_desk

_WEEK = timedelta(days=7)
ATTENDED, BOOKED, ABSENT = Presence.ATTENDED, Presence.BOOKED, Presence.ABSENT


def counted(number: int) -> Count:
    return Count(number, How.COUNTED)


def test_a_session_of_today_was_held_and_one_ahead_is_planned(desk: Desk) -> None:
    sessions, course = desk.training.sessions, desk.course()
    assert sessions.one(sessions.add(NewSession(TODAY, course_id=course))).state is State.HELD
    ahead = sessions.add(NewSession(TODAY + _WEEK, course_id=course))
    assert sessions.one(ahead).state is State.PLANNED


def test_a_session_that_says_neither_course_nor_for_whom_is_refused(desk: Desk) -> None:
    with pytest.raises(Refused, match="neither a course nor whose"):
        desk.training.sessions.add(NewSession(TODAY))


def test_a_session_ahead_cannot_have_been_held(desk: Desk) -> None:
    with pytest.raises(Refused, match="lies ahead"):
        desk.training.sessions.add(NewSession(TODAY + _WEEK, title="x", state=State.HELD))


def test_what_was_logged_comes_back_whole_with_the_names_of_today(desk: Desk) -> None:
    sessions = desk.training.sessions
    body, course = desk.body("Aldgate Primary School"), desk.course()
    number = sessions.add(
        NewSession(
            date(2025, 6, 3), date(2025, 6, 4), "14:00", 90, course, "Two afternoons",
            whose=Party("as typed", body), audience="teachers", invited=40, attended=counted(38),
            cost_pence=12_050, facilitators=(Party("Rosalind Achterberg"),), note=" thanks ",
        )
    )  # fmt: skip
    desk.contacts.organisations.change(body, name="Aldgate School")
    one = sessions.one(number)
    assert (one.called, one.course) == ("Two afternoons", "Prevent awareness")
    assert one.whose == Party("Aldgate School", body)
    assert (one.attended.words, one.invited, one.cost_pence) == ("38", 40, 12_050)
    assert [giver.words for giver in one.facilitators] == ["Rosalind Achterberg"]
    assert (one.note, one.audience_words) == ("thanks", "Teachers and school staff")


def test_one_undo_takes_a_session_back_with_people_and_completions(desk: Desk) -> None:
    course, learner = desk.course(), desk.learner("Olivia Bright")
    before = desk.store.undo_label()
    number = desk.training.sessions.add(
        NewSession(TODAY, course_id=course), people={learner: ATTENDED}
    )
    assert [one.session_id for one in desk.training.completions.of(learner)] == [number]
    desk.store.undo()
    assert desk.store.undo_label() == before
    assert not desk.training.sessions.is_there(number)
    assert desk.training.completions.of(learner) == []


def test_whom_a_session_names_and_was_undone_is_said_and_nothing_is_written(desk: Desk) -> None:
    sessions, course = desk.training.sessions, desk.course()
    kept = sessions.add(NewSession(TODAY, course_id=course))
    school = Party("Aldgate School", desk.body("Aldgate School"))
    desk.store.undo()
    person = desk.contacts.people.add(NewContact("Bea Holt"))
    trainer = Party("Bea Holt", contact_id=person)
    desk.store.undo()
    before = desk.store.undo_label()
    for name, parts in (
        ("Aldgate School", {"whose": school}),
        ("Bea Holt", {"facilitators": (Party("Rosalind"), trainer)}),
    ):
        named = replace(NewSession(TODAY, title="Talk"), **parts)
        with pytest.raises(Refused, match=f"“{name}” is not in Contacts any more"):
            sessions.add(named)
        with pytest.raises(Refused, match=f"“{name}” is not in Contacts any more"):
            sessions.change(kept, note="changed", **parts)
    assert desk.store.undo_label() == before
    assert sessions.log.count(Query()) == 1
    one = sessions.one(kept)
    assert (one.note, one.whose, one.facilitators) == ("", None, ())


def test_no_label_of_undo_names_anybody(desk: Desk) -> None:
    course, learner = desk.course(), desk.learner("Olivia Bright")
    desk.training.sessions.add(NewSession(TODAY, course_id=course), people={learner: ATTENDED})
    assert desk.store.undo_label() == "training session 25 Nov 2025"


def test_completions_follow_who_attended_in_the_same_act(desk: Desk) -> None:
    sessions, completions = desk.training.sessions, desk.training.completions
    course = desk.course()
    one, other = desk.learner("Olivia Bright"), desk.learner("Imran Chowdhury")
    number = sessions.add(NewSession(TODAY - _WEEK, course_id=course))
    sessions.put_people(number, {one: ATTENDED, other: ABSENT})
    assert [done.on for done in completions.of(one)] == [TODAY - _WEEK]
    assert completions.of(other) == []
    sessions.put_people(number, {one: ABSENT, other: ATTENDED})
    assert completions.of(one) == []
    assert len(completions.of(other)) == 1


def test_completions_follow_the_day_and_the_course_of_their_session(desk: Desk) -> None:
    sessions, completions = desk.training.sessions, desk.training.completions
    first, second = desk.course("Awareness"), desk.course("Referrals")
    learner = desk.learner("Olivia Bright")
    number = sessions.add(NewSession(TODAY, course_id=first), people={learner: ATTENDED})
    sessions.change(number, first=TODAY - _WEEK, last=TODAY - _WEEK, course_id=second)
    (done,) = completions.of(learner)
    assert (done.on, done.course_id) == (TODAY - _WEEK, second)
    sessions.change(number, course_id=None, title="Talk")
    assert completions.of(learner) == []


def test_a_booked_person_completed_nothing_until_they_attended(desk: Desk) -> None:
    sessions, learner = desk.training.sessions, desk.learner("Olivia Bright")
    number = sessions.add(
        NewSession(TODAY + _WEEK, course_id=desk.course()), people={learner: BOOKED}
    )
    assert desk.training.completions.of(learner) == []
    with pytest.raises(Refused, match="lies ahead"):
        sessions.put_people(number, {learner: ATTENDED})
    desk.clock.move(2 * _WEEK)
    sessions.put_people(number, {learner: ATTENDED})
    assert len(desk.training.completions.of(learner)) == 1
    assert sessions.one(number).state is State.HELD


def test_the_number_made_of_names_follows_the_names(desk: Desk) -> None:
    sessions = desk.training.sessions
    staff = [desk.learner(name) for name in ("A One", "B Two", "C Three")]
    number = sessions.add(NewSession(TODAY, course_id=desk.course()))
    sessions.put_people(number, dict.fromkeys(staff, ATTENDED))
    assert sessions.one(number).attended == counted(3)
    sessions.put_people(number, {staff[0]: ATTENDED})
    assert sessions.one(number).attended == counted(1)
    sessions.put_people(number, {})
    assert sessions.one(number).attended == NOT_KNOWN


def test_heads_and_names_are_never_added_twice(desk: Desk) -> None:
    sessions = desk.training.sessions
    staff = [desk.learner(name) for name in ("A One", "B Two")]
    number = sessions.add(NewSession(TODAY, course_id=desk.course(), attended=counted(20)))
    sessions.put_people(number, dict.fromkeys(staff, ATTENDED))
    one = sessions.one(number)
    assert one.attended == counted(20)
    assert one.head_count == counted(18)
    assert sessions.log.people(Query()) == Tally(counted=20, records=1)


def test_a_head_count_is_never_less_than_those_known_by_name(desk: Desk) -> None:
    sessions = desk.training.sessions
    staff = [desk.learner(name) for name in ("A One", "B Two", "C Three")]
    number = sessions.add(NewSession(TODAY, course_id=desk.course(), attended=counted(2)))
    sessions.put_people(number, dict.fromkeys(staff, ATTENDED))
    assert sessions.one(number).attended == counted(3)


def test_two_who_turned_out_to_be_one_are_at_a_session_once(desk: Desk) -> None:
    sessions = desk.training.sessions
    one, other = desk.learner("Olivia Bright"), desk.learner("O Bright")
    number = sessions.add(
        NewSession(TODAY, course_id=desk.course()), people={one: ATTENDED, other: ATTENDED}
    )
    desk.training.people.merge(one, other)
    assert [named.learner_id for named in sessions.people(number)] == [one]


def test_a_planned_session_whose_day_has_passed_waits_to_be_told_of(desk: Desk) -> None:
    sessions = desk.training.sessions
    number = sessions.add(NewSession(TODAY + _WEEK, course_id=desk.course()))
    assert sessions.waiting() == 0
    desk.clock.move(2 * _WEEK)
    assert sessions.waiting() == 1
    sessions.hold(number, Count(30, How.ESTIMATED))
    assert sessions.waiting() == 0
    assert sessions.one(number).attended.words == "about 30"


def test_a_cancelled_session_counts_nothing_and_can_be_planned_again(desk: Desk) -> None:
    sessions = desk.training.sessions
    number = sessions.add(NewSession(TODAY, course_id=desk.course(), attended=counted(5)))
    sessions.cancel(number, "The trainer was ill.")
    one = sessions.one(number)
    assert (one.state, one.cancelled) == (State.CANCELLED, "The trainer was ill.")
    assert sessions.log.totals(Query()) == ""
    sessions.change(number, state=State.PLANNED)
    assert sessions.one(number).cancelled == ""


def test_a_session_people_attended_is_not_cancelled(desk: Desk) -> None:
    sessions, learner = desk.training.sessions, desk.learner("Olivia Bright")
    number = sessions.add(NewSession(TODAY, course_id=desk.course()), people={learner: ATTENDED})
    with pytest.raises(Refused, match="known to have attended"):
        sessions.cancel(number, "")


def test_a_session_is_repeated_on_several_days_in_one_act(desk: Desk) -> None:
    sessions = desk.training.sessions
    number = sessions.add(
        NewSession(
            TODAY - _WEEK, course_id=desk.course(), attended=counted(12), minutes=90,
            facilitators=(Party("Devan Pillay"),), whose=Party("Personnel"), cost_pence=900,
        )
    )  # fmt: skip
    made = sessions.repeat(number, [TODAY + _WEEK, TODAY + 2 * _WEEK])
    one = sessions.one(made[0])
    assert (one.state, one.minutes, one.for_whom) == (State.PLANNED, 90, "Personnel")
    assert [giver.words for giver in one.facilitators] == ["Devan Pillay"]
    assert (one.attended, one.cost_pence) == (NOT_KNOWN, None)
    desk.store.undo()
    assert not any(sessions.is_there(key) for key in made)


def test_a_session_taken_away_takes_its_completions_and_undo_brings_all_back(desk: Desk) -> None:
    sessions, learner = desk.training.sessions, desk.learner("Olivia Bright")
    number = sessions.add(NewSession(TODAY, course_id=desk.course()), people={learner: ATTENDED})
    sessions.files.keep(number, "Register.txt", b"one name", FileKind.REGISTER)
    desk.training.feedback.add(number, {"overall": "5"})
    sessions.remove(number)
    assert desk.training.completions.of(learner) == []
    desk.store.undo()
    assert len(desk.training.completions.of(learner)) == 1
    assert [one.name for one in sessions.files.of(number)] == ["Register.txt"]
    assert len(desk.training.feedback.of(number)) == 1


def test_a_file_is_kept_once_inside_the_vault_and_read_back(desk: Desk) -> None:
    sessions = desk.training.sessions
    number = sessions.add(NewSession(TODAY, course_id=desk.course()))
    kept = sessions.files.keep(number, "../Certificate 1.pdf", b"%PDF-1.4 x", FileKind.CERTIFICATE)
    assert sessions.files.content(kept) == ("Certificate 1.pdf", b"%PDF-1.4 x")
    sessions.files.drop(kept)
    assert sessions.files.of(number) == []
    desk.store.undo()
    assert len(sessions.files.of(number)) == 1


def test_totals_say_what_they_are_made_of(desk: Desk) -> None:
    sessions, course = desk.training.sessions, desk.course()
    sessions.add(NewSession(TODAY, course_id=course, attended=counted(180)))
    sessions.add(NewSession(TODAY, course_id=course, attended=Count(230, How.ESTIMATED),
                            sessions=counted(3)))  # fmt: skip
    sessions.add(NewSession(TODAY, course_id=course))
    sessions.add(NewSession(TODAY + _WEEK, course_id=course))
    assert sessions.log.totals(Query()) == (
        "5 sessions held with about 410 people (180 counted, 230 estimated; 1 entry not known)"
    )


@pytest.mark.parametrize(
    ("chosen", "found"),
    [
        ({"state": {"held"}}, {"school", "library"}),
        ({"state": {"planned"}}, {"ahead"}),
        ({"attendance": {"estimated"}}, {"library"}),
        ({"attendance": {"named"}}, {"school"}),
        ({"attendance": {"heads"}}, {"library", "ahead"}),
        ({"audience": {"teachers"}}, {"school"}),
        ({"audience": {""}}, {"library", "ahead"}),
        ({"course": {""}}, {"ahead"}),
    ],
)
def test_the_log_is_filtered(desk: Desk, chosen: dict[str, set[str]], found: set[str]) -> None:
    keys = _three(desk)
    query = Query(chosen={key: frozenset(codes) for key, codes in chosen.items()})
    assert {name for name, key in keys.items() if key in desk.training.sessions.log.ids(query)} == (
        found
    )
    counts = desk.training.sessions.log.option_counts(Query())
    for key, codes in chosen.items():
        assert sum(counts[key][code] for code in codes) == len(found)


def test_the_log_is_filtered_by_department_and_organisation_in_one_list(desk: Desk) -> None:
    keys, log = _three(desk), desk.training.sessions.log
    options = dict(next(one for one in log.filters() if one.key == "whose").options)
    codes = {words: code for code, words in options.items()}
    assert log.ids(Query(chosen={"whose": frozenset({codes["Housing"]})})) == [keys["library"]]
    school = Query(chosen={"whose": frozenset({codes["Aldgate Primary School"]})})
    assert log.ids(school) == [keys["school"]]
    neither = Query(chosen={"whose": frozenset({""})})
    assert log.ids(neither) == [keys["ahead"]]


@pytest.mark.parametrize("words", ["aldgate", "prevent awareness", "achterberg", "hall", "housing"])
def test_a_session_is_found_by_body_course_trainer_place_and_department(
    desk: Desk, words: str
) -> None:
    keys = _three(desk)
    wanted = keys["library"] if words == "housing" else keys["school"]
    assert wanted in desk.training.sessions.log.ids(Query(words=words))


def test_the_calendar_has_sessions_of_several_days_on_each_of_them(desk: Desk) -> None:
    log = desk.training.sessions.log
    desk.training.sessions.add(
        NewSession(date(2025, 10, 30), date(2025, 11, 3), "14:00", title="Course in parts")
    )
    (entry,) = log.days(Query(), date(2025, 11, 1), date(2025, 11, 30))
    assert (entry.first, entry.last) == (date(2025, 10, 30), date(2025, 11, 3))
    assert entry.words == "14:00 Course in parts"


def test_an_organisation_has_its_sessions_in_its_chronology(desk: Desk) -> None:
    keys = _three(desk)
    body = next(one.id for one in desk.contacts.organisations.all())
    (line,) = desk.training.sessions.happenings(body)
    assert line.words == "Prevent awareness: 42 people"
    assert line.position == {"tab": "log", "record": keys["school"]}


def test_a_session_is_found_by_search_under_its_course_and_body(desk: Desk) -> None:
    _three(desk)
    with desk.store.reading() as session:
        hits = search.find(session, "aldgate primary")
    assert any(hit.kind == "training_session" for hit in hits)


class _Plan:
    """A plan that remembers what counts towards what."""

    def __init__(self) -> None:
        self.put_calls: list[tuple[str, int, list[PlanTarget], str]] = []

    def offered(self, typed: str = "") -> Sequence[PlanTarget]:
        return ()

    def of(self, kind: str, record_id: int) -> Sequence[PlanTarget]:
        found: Sequence[PlanTarget] = ()
        for kind_, key, targets, _group in self.put_calls:
            if (kind_, key) == (kind, record_id):
                found = targets
        return found

    def refuse_gone(self, targets: Sequence[PlanTarget]) -> None:
        self.asked = list(targets)

    def put(
        self, kind: str, record_id: int, targets: Sequence[PlanTarget], *, group: str = ""
    ) -> None:
        self.put_calls.append((kind, record_id, list(targets), group))

    def open(self, target: PlanTarget) -> tuple[str, dict[str, Any]]:
        return "Plan", {"action": target.action_id}


def test_what_a_session_counts_towards_is_part_of_the_same_act(tmp_path: Path) -> None:
    plan = _Plan()
    desk = open_desk(tmp_path, plan)
    target = PlanTarget(7, 12, "O2-03", "Train frontline staff", "200 trained", "people",
                        Counts.PEOPLE)  # fmt: skip
    number = desk.training.sessions.add(NewSession(TODAY, title="x"), targets=[target])
    (_kind, key, targets, group), *_ = plan.put_calls
    assert (key, targets) == (number, [target])
    assert plan.asked == [target]
    assert group
    assert desk.training.sessions.targets(number) == [target]
    desk.training.sessions.change(number, title="y", targets=[target])
    assert len(plan.put_calls) == 1, "the same targets are not written again"
    desk.training.sessions.change(number, targets=[])
    assert desk.training.sessions.targets(number) == []
    desk.store.close()


def test_as_evidence_a_held_session_counts_people_and_a_planned_one_nothing(desk: Desk) -> None:
    keys, facts = _three(desk), SessionFacts()
    with desk.store.reading() as session:
        told = facts.facts(session, list(keys.values()))
        newest = list(facts.newest(session, 2))
    assert (told[keys["school"]].times, told[keys["school"]].people) == (1, 42)
    assert (told[keys["ahead"]].times, told[keys["ahead"]].people) == (None, None)
    assert newest == [keys["ahead"], keys["school"]]


def test_a_row_of_the_workbook_says_everything(desk: Desk) -> None:
    keys, log = _three(desk), desk.training.sessions.log
    one = log.one(keys["school"])
    assert one is not None
    row: Mapping[str, str] = {column.heading: column.text(one) for column in log.sheet()}
    assert row["For whom"] == "Aldgate Primary School"
    assert (row["Attended"], row["How known"], row["By name"]) == ("42", "counted", "1")
    assert row["Recorded"] == "25 Nov 2025"


def test_a_change_that_is_refused_changes_nothing(desk: Desk) -> None:
    keys, sessions = _three(desk), desk.training.sessions
    before = sessions.one(keys["school"])
    with pytest.raises(Refused, match="before the first"):
        sessions.change(keys["school"], last=date(2020, 1, 1))
    assert sessions.one(keys["school"]) == before


def _three(desk: Desk) -> dict[str, int]:
    """Log a session of a school, one of a department, and one that lies ahead."""
    sessions, course = desk.training.sessions, desk.course()
    school = desk.body("Aldgate Primary School")
    learner = desk.learner("Olivia Bright")
    return {
        "school": sessions.add(
            NewSession(
                date(2025, 11, 19), course_id=course, venue="Great Hall",
                whose=Party("Aldgate Primary School", school),
                audience="teachers", attended=counted(42),
                facilitators=(Party("Rosalind Achterberg"),),
            ),
            people={learner: ATTENDED},
        ),
        "library": sessions.add(
            NewSession(
                date(2025, 11, 3), course_id=course, department_id=desk.department(),
                attended=Count(20, How.ESTIMATED),
            )
        ),
        "ahead": sessions.add(NewSession(date(2025, 12, 9), title="Panel induction")),
    }  # fmt: skip


def test_the_moment_of_recording_is_kept_in_utc(desk: Desk) -> None:
    number = desk.training.sessions.add(NewSession(TODAY, title="x"))
    assert desk.training.sessions.one(number).at == datetime(2025, 11, 25, 14, 2)  # noqa: DTZ001
