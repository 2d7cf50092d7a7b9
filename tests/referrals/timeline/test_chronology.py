"""What a chronology is: its order, its filters, its days, its rewinding."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from prevent_desk.referrals.model import timeline
from prevent_desk.referrals.model.timeline import Filters, Group, Kind, Line, Tag

FIRST = datetime.fromisoformat("2025-11-18T09:31")


def line(number: int = 1, kind: Kind = Kind.NOTE, **more: object) -> Line:
    on = FIRST + timedelta(hours=number)
    told = {"on": on, "at": on, "who": "you", "title": f"Line {number}", "body": "Words"} | more
    return Line(f"entry:{number}", kind, 1, "PD-2025-031", **told)  # type: ignore[arg-type]


def test_the_newest_stands_first_unless_the_oldest_is_wanted() -> None:
    lines = [line(2), line(1), line(3)]
    assert [one.key for one in timeline.chosen(lines, Filters())] == [
        "entry:3", "entry:2", "entry:1",
    ]  # fmt: skip
    oldest = timeline.chosen(lines, Filters(oldest_first=True))
    assert oldest == timeline.chosen(lines, Filters())[::-1]


def test_of_two_at_one_moment_the_one_recorded_later_is_the_newer() -> None:
    late = line(1, at=FIRST + timedelta(days=3))
    other = Line("entry:9", Kind.NOTE, 1, "PD-2025-031", late.on, FIRST, "you", "Other")
    assert timeline.ordered([late, other], oldest_first=True) == [other, late]


def test_every_kind_belongs_to_a_part_of_the_timeline() -> None:
    for kind in Kind:
        assert line(kind=kind).groups, kind


def test_a_group_shows_its_own_and_a_panels_decision_is_a_decision_too() -> None:
    lines = [line(1, Kind.CALL), line(2, Kind.PANEL), line(3, Kind.MOVE)]
    shown = {
        group: {one.kind for one in timeline.chosen(lines, Filters(group=group))} for group in Group
    }
    assert shown[Group.CONTACT] == {Kind.CALL}
    assert shown[Group.PANEL] == {Kind.PANEL}
    assert shown[Group.DECISIONS] == {Kind.PANEL, Kind.MOVE}


def test_words_are_found_in_all_that_a_line_says() -> None:
    told = line(
        1, tags=(Tag("Police: known"),), addenda=(line(2, body="It was the deputy"),),
        exception="Passed over at night",
    )  # fmt: skip
    for words in ("line 1", "POLICE known", "deputy", "night words", "pd-2025-031"):
        assert timeline.wants(Filters(words=words), told), words
    assert not timeline.wants(Filters(words="deputy hackney"), told)


def test_as_at_a_day_shows_what_was_recorded_by_then_and_not_what_happened_by_then() -> None:
    known = line(1)
    told_late = line(2, at=FIRST + timedelta(days=5))
    added = line(3, at=FIRST + timedelta(days=2))
    lines = timeline.joined([known, told_late], [("entry:1", added)])
    day = FIRST.date()
    (only,) = timeline.as_at(lines, day)
    assert (only.key, only.addenda) == ("entry:1", ())
    (only,) = timeline.as_at(lines, day + timedelta(days=2))
    assert [one.key for one in only.addenda] == ["entry:3"]
    assert len(timeline.as_at(lines, day + timedelta(days=5))) == 2
    assert timeline.as_at(lines, day - timedelta(days=1)) == []


def test_an_addition_whose_entry_is_not_there_stands_by_itself() -> None:
    assert timeline.joined([line(1)], [("entry:7", line(2))]) == [line(1), line(2)]


def test_a_long_timeline_has_a_rule_for_each_day_and_a_short_one_none() -> None:
    lines = [line(number) for number in range(timeline.DAY_RULES_OVER + 1)]
    assert timeline.days(lines[:-1]) == [""] * timeline.DAY_RULES_OVER
    rules = timeline.days(lines)
    assert rules[0] == "Tue 18 Nov 2025"
    assert sum(bool(rule) for rule in rules) == len({one.on.date() for one in lines})


def test_text_says_when_who_what_and_what_was_added() -> None:
    told = line(
        1, body="He came.", addenda=(line(2, body="With his aunt."),), exception="At night."
    )
    text = timeline.as_text([told], with_refs=True)
    assert text.splitlines() == [
        "18 Nov 2025 10:31  PD-2025-031  Line 1  (you)",
        "He came.",
        "Passed over: At night.",
        "Added 18 Nov 2025 11:31 (you): With his aunt.",
    ]


def test_where_only_the_day_is_known_no_time_is_said() -> None:
    assert line(1, has_time=False).when == "18 Nov 2025"


def test_lines_about_the_referrer_and_the_officers_own_can_be_left_out() -> None:
    lines = [line(1, is_referrers=True), line(2, Kind.WORKING_NOTE), line(3)]
    kept = timeline.chosen(lines, Filters(referrer=False, working_notes=False))
    assert [one.key for one in kept] == ["entry:3"]


def test_the_day_of_a_line_is_a_plain_date() -> None:
    assert line(1).on.date() == date(2025, 11, 18)
