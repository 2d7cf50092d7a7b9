"""The line of time over the real store: every subject has its lines, the referrer's stay apart."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from prevent_desk.core.clock import local
from prevent_desk.core.errors import Refused
from prevent_desk.referrals.model.moves import Told
from prevent_desk.referrals.model.people import LinkKind
from prevent_desk.referrals.model.states import State
from prevent_desk.referrals.model.timeline import Filters, Kind, Line, NewEntry
from prevent_desk.referrals.service.timeline import SOURCES
from prevent_desk.referrals.tables import (
    AssessmentTable,
    CheckChaseTable,
    CheckTable,
    ClockStopTable,
    ConsentTable,
    EpisodeFileTable,
    NoSupportTable,
    ReviewTable,
    SessionTable,
    SupportPlanTable,
)
from prevent_desk.store import attachments, audit, search
from tests.referrals.desks import Desk

DAY = date(2025, 11, 20)


def entry(desk: Desk, body: str = "She called back.", **more: Any) -> NewEntry:
    told: dict[str, Any] = {
        "kind": Kind.CALL,
        "on": local(desk.clock.now()) - timedelta(hours=1),
    } | more
    return NewEntry(body=body, **told)


def lines(desk: Desk, episode_id: int, **more: Any) -> dict[str, Line]:
    return {line.key: line for line in desk.services.timeline.lines(episode_id, **more)}


def fill(desk: Desk, table: type[Any], **columns: Any) -> int:
    """Write a row, empty where nothing is said of a column."""
    made = dict(columns)
    for column in table.__table__.columns:
        if column.name not in made and not column.nullable and not column.primary_key:
            made[column.name] = _blank(column.type.python_type)
    with desk.store.writing(None) as session:
        row = table(**made)
        session.add(row)
        session.flush()
        return int(row.id)


def _blank(kind: type[Any]) -> Any:
    now = datetime.fromisoformat("2025-11-20T10:00")
    return {
        str: "", int: 0, bool: False, object: {}, datetime: now, date: DAY,
    }[kind]  # fmt: skip


def test_the_receipt_is_told_with_the_way_it_came_and_the_words(desk: Desk) -> None:
    made = desk.add(answers={"concern": "He reads a manifesto"}, danger="no")
    (line,) = desk.services.timeline.lines(made)
    assert (line.kind, line.title) == (Kind.RECEIVED, "Referral received by telephone")
    assert line.body == "“He reads a manifesto”\nNo immediate danger."


def test_a_step_tells_its_reason_its_answers_in_words_and_what_was_passed_over(desk: Desk) -> None:
    made = desk.add(danger="no", person={"born": date(1990, 1, 1)})
    said = Told(
        local(desk.clock.now()), "The same as last week.", {"why": "duplicate"}, "At night."
    )
    desk.services.moves.take(made, State.NOT_ADOPTED_NFA, said)
    newest = desk.services.timeline.lines(made)[0]
    assert (newest.kind, newest.title, newest.who) == (Kind.MOVE, "No further action", "you")
    assert newest.body == "The same as last week.\nReason not progressed: Duplicate"
    assert newest.exception.endswith("At night.")
    assert [tag.tone for tag in newest.tags] == ["amber"]


def test_every_subjects_rows_have_their_line(desk: Desk) -> None:
    made = desk.add()
    plan = {"approved_on": DAY, "number": 1}
    known = {"asked_on": DAY, "replied_on": DAY, "known": "known", "agency": "gp", "words": "Seen"}
    check = fill(desk, CheckTable, episode_id=made, **known)
    fill(desk, CheckChaseTable, check_id=check, on=DAY, how="Phone")
    fill(
        desk,
        AssessmentTable,
        episode_id=made,
        form="VAF",
        stage="initial",
        on=DAY,
        finished=_blank(datetime),
    )
    fill(
        desk, ConsentTable, episode_id=made, person_id=desk.person_of(made), outcome="given", on=DAY
    )
    fill(desk, SupportPlanTable, episode_id=made, **plan)
    fill(desk, SessionTable, episode_id=made, on=DAY, outcome="held", written_up=DAY)
    fill(desk, ReviewTable, episode_id=made, kind="review", held=DAY, written_up=DAY)
    fill(
        desk, ClockStopTable, episode_id=made, clock="police_first_assessment", since=DAY, until=DAY
    )
    fill(desk, NoSupportTable, episode_id=made, answer="no", on=DAY)
    kept = attachments.keep(desk.store, "form.pdf", b"%PDF")
    fill(desk, EpisodeFileTable, episode_id=made, file_id=kept, title="The form")
    desk.services.timeline.add(made, entry(desk))
    told = {line.kind for line in desk.services.timeline.lines(made)}
    assert told >= {
        Kind.RECEIVED, Kind.CALL, Kind.CHECK, Kind.REPLY, Kind.ASSESSMENT, Kind.CONSENT, Kind.PLAN,
        Kind.SESSION, Kind.REVIEW, Kind.CLOCK, Kind.NO_SUPPORT, Kind.FILE,
    }  # fmt: skip


def test_a_draft_of_an_assessment_and_a_review_to_come_are_no_lines(desk: Desk) -> None:
    made = desk.add()
    fill(desk, AssessmentTable, episode_id=made, form="VAF", stage="initial")
    fill(desk, ReviewTable, episode_id=made, kind="review", due=DAY)
    assert [line.kind for line in desk.services.timeline.lines(made)] == [Kind.RECEIVED]


def test_replies_are_counted_up_to_their_day(desk: Desk) -> None:
    made = desk.add()
    for agency, day in (("gp", 20), ("mash", 24), ("mps", 24), ("housing", None)):
        replied = date(2025, 11, day) if day else None
        known = "known" if agency == "mps" else "not_known"
        fill(desk, CheckTable, episode_id=made, agency=agency, asked_on=date(2025, 11, 19),
             replied_on=replied, known=known if day else "")  # fmt: skip
    titles = [line.title for line in desk.services.timeline.lines(made) if line.kind is Kind.REPLY]
    assert titles == [
        "“Known to your service?” – 3 of 4 replies", "“Known to your service?” – 1 of 4 replies",
    ]  # fmt: skip
    newest = next(line for line in desk.services.timeline.lines(made) if line.kind is Kind.REPLY)
    assert [tag.text.split(": ")[1] for tag in newest.tags] == ["not known", "known"]


def test_links_made_together_are_one_line_in_either_referral(desk: Desk) -> None:
    earlier = [
        desk.add(received=datetime.fromisoformat(f"202{year}-03-09T10:00"), outcome="signposted")
        for year in (2, 4)
    ]
    made = desk.add()
    for one in earlier:
        desk.services.people.link(
            desk.person_of(made), desk.person_of(one), LinkKind.SAME, "Same birth"
        )
    (line,) = [one for one in desk.services.timeline.lines(made) if one.kind is Kind.LINK]
    assert line.title == "Linked to 2 records"
    assert "PD-2022-001" in line.body
    assert "PD-2024-002" in line.body
    for one in earlier:
        (there,) = [line for line in desk.services.timeline.lines(one) if line.kind is Kind.LINK]
        assert "PD-2025-003" in there.body


def test_all_referrals_of_a_person_are_one_line_of_time(desk: Desk) -> None:
    earlier = desk.add(received=datetime.fromisoformat("2022-03-09T10:00"))
    made = desk.add()
    other = desk.add("Somebody", "Else")
    desk.services.people.link(desk.person_of(made), desk.person_of(earlier), LinkKind.SAME, "Same")
    told = desk.services.timeline.lines(earlier, person=True)
    assert {line.episode_id for line in told} == {earlier, made}
    assert other not in {line.episode_id for line in told}
    assert {line.ref for line in told} == {"PD-2022-001", "PD-2025-002"}


def test_an_entry_is_one_act_found_by_its_words_and_its_label_names_nobody(desk: Desk) -> None:
    made = desk.add()
    desk.services.timeline.add(made, entry(desk, "Attendance fell since half term."))
    assert desk.store.undo_label() == "entry in PD-2025-001"
    with desk.store.reading() as session:
        assert [hit.object_id for hit in search.find(session, "attendance")] == [made]
    desk.store.undo()
    assert Kind.CALL not in {line.kind for line in desk.services.timeline.lines(made)}


def test_an_entry_is_added_to_and_never_edited(desk: Desk) -> None:
    made = desk.add()
    first = desk.services.timeline.add(made, entry(desk, "It was the head."))
    desk.services.timeline.add(made, entry(desk, "It was the deputy.", adds_to=first))
    line = lines(desk, made)[f"entry:{first}"]
    assert line.body == "It was the head."
    assert [one.body for one in line.addenda] == ["It was the deputy."]
    added = int(line.addenda[0].key.split(":")[1])
    with pytest.raises(Refused, match="not added to"):
        desk.services.timeline.add(made, entry(desk, adds_to=added))


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"body": "  "}, "nothing to add"),
        ({"on": datetime.fromisoformat("2025-11-25T14:03")}, "still to come"),
        ({"kind": Kind.MOVE}, "not written by hand"),
        ({"adds_to": 999}, "no longer there"),
    ],
)
def test_what_cannot_be_an_entry_is_refused_and_leaves_nothing(
    desk: Desk, more: dict[str, Any], why: str
) -> None:
    made = desk.add()
    with pytest.raises(Refused, match=why):
        desk.services.timeline.add(made, entry(desk, **more))
    assert len(desk.services.timeline.lines(made)) == 1


def test_as_at_a_day_a_late_entry_is_not_there_yet(desk: Desk) -> None:
    made = desk.add()
    desk.clock.move(timedelta(days=3))
    desk.services.timeline.add(made, entry(desk, on=datetime.fromisoformat("2025-11-25T15:00")))
    assert len(lines(desk, made)) == 2
    assert len(lines(desk, made, as_at=date(2025, 11, 27))) == 1
    assert len(lines(desk, made, as_at=date(2025, 11, 28))) == 2


# The referrer


def hidden(desk: Desk, *, anonymous: bool) -> int:
    made = desk.add(referrer={"name": "Ama Owusu", "is_anonymous": anonymous})
    told = entry(desk, "Ms Owusu rang again from the bakery.", is_referrers=True)
    first = desk.services.timeline.add(made, told)
    desk.services.timeline.add(made, entry(desk, "Owusu, at home.", adds_to=first))
    return made


def test_a_chronology_leaves_out_who_told_it_where_they_asked_not_to_be_named(desk: Desk) -> None:
    made = hidden(desk, anonymous=True)
    for filters in (
        Filters(),
        Filters(referrer=True),
        Filters(words="owusu"),
        Filters(words="bakery"),
    ):
        for person in (False, True):
            told = desk.services.timeline.chronology(made, filters=filters, person=person)
            assert "Owusu" not in repr(told)
            assert "bakery" not in repr(told)


def test_a_referrer_who_may_be_named_stays_in_it(desk: Desk) -> None:
    made = hidden(desk, anonymous=False)
    assert "bakery" in repr(desk.services.timeline.chronology(made))


def test_search_never_finds_what_tells_who_the_referrer_is(desk: Desk) -> None:
    hidden(desk, anonymous=False)
    with desk.store.reading() as session:
        assert search.find(session, "bakery") == []


def test_what_is_added_to_a_referrers_entry_is_the_referrers_too(desk: Desk) -> None:
    made = hidden(desk, anonymous=True)
    (call,) = [line for line in desk.services.timeline.lines(made) if line.kind is Kind.CALL]
    assert all(one.is_referrers for one in call.addenda)


def test_looking_at_a_hidden_referrers_line_is_recorded(desk: Desk) -> None:
    made = hidden(desk, anonymous=True)
    desk.services.timeline.note_named(made)
    newest = next(iter(audit.records(desk.store)))
    assert (newest.action, newest.object_id) == ("referrer looked at", str(made))


def test_viewing_is_recorded_once_in_a_sitting(desk: Desk) -> None:
    made = desk.add()
    for _ in range(3):
        desk.services.episodes.note_viewed(made, "PD-2025-001")
    seen = [one for one in audit.records(desk.store) if one.action == "viewed"]
    assert [(one.object_type, one.object_id) for one in seen] == [("referral", str(made))]


def test_a_source_is_asked_only_where_it_has_rows(desk: Desk) -> None:
    made = desk.add()
    with desk.store.reading() as session:
        for source in SOURCES:
            found = session.scalars(source.rows, {"episode_ids": [made]}).all()
            assert len(found) == (1 if source is SOURCES[0] else 0)


def test_consent_that_was_corrected_says_so_and_by_what(desk: Desk) -> None:
    made = desk.add()
    person = desk.person_of(made)
    first = fill(desk, ConsentTable, episode_id=made, person_id=person, outcome="given", on=DAY)
    second = fill(
        desk, ConsentTable, episode_id=made, person_id=person, outcome="refused", on=DAY,
        corrects=first,
    )  # fmt: skip
    told = lines(desk, made)
    assert [tag.text for tag in told[f"consent:{first}"].tags] == ["Corrected later"]
    assert [tag.text for tag in told[f"consent:{second}"].tags] == ["Corrects an earlier record"]


def test_what_is_told_of_the_day_of_receipt_comes_after_it(desk: Desk) -> None:
    """Only the day of a question is known: at midnight it would stand before the referral."""
    made = desk.add(received=datetime.fromisoformat("2025-11-20T14:20"))
    fill(desk, CheckTable, episode_id=made, agency="nhs", asked_on=DAY, replied_on=DAY)
    newest_first = [line.key.partition(":")[0] for line in desk.services.timeline.lines(made)]
    assert newest_first == ["replied", "asked", "move"]
