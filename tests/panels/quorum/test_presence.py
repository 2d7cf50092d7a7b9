"""Who was there for a case follows from when it was talked about and when people came and went."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from prevent_desk.panels.model import presence
from prevent_desk.panels.model.presence import Stand, at_case, stand
from prevent_desk.panels.model.records import Attendee, Role, Span

DAY = datetime.fromisoformat("2025-11-26")
CASE = 5


def at(told: str) -> datetime:
    hours, minutes = told.split(":")
    return DAY + timedelta(hours=int(hours), minutes=int(minutes))


def span(began: str, ended: str = "") -> Span:
    return Span(at(began), at(ended) if ended else None)


def somebody(*times: Span, item_id: int | None = None, answer: str = "") -> Attendee:
    return Attendee(
        1, 1, "Barts", "Dr L. Shah", "LS", Role.LEAD, times=times, item_id=item_id, answer=answer
    )


NOW = at("10:50")


def test_minutes_are_counted_for_the_case_alone() -> None:
    (one,) = at_case(CASE, [somebody(span("09:58"))], [span("10:30", "10:42")], NOW)
    assert (one.minutes, one.of, one.late, one.left) == (12, 720, False, False)
    assert one.is_whole


def test_who_comes_in_the_middle_is_late_for_the_case() -> None:
    (one,) = at_case(CASE, [somebody(span("10:36"))], [span("10:30", "10:42")], NOW)
    assert (one.minutes, one.late, one.left) == (6, True, False)


def test_who_goes_in_the_middle_has_left() -> None:
    (one,) = at_case(CASE, [somebody(span("10:00", "10:33"))], [span("10:30", "10:42")], NOW)
    assert (one.minutes, one.late, one.left) == (3, False, True)


def test_who_was_out_when_it_was_talked_about_was_not_there() -> None:
    out = somebody(span("10:00", "10:29"), span("10:43"))
    assert at_case(CASE, [out], [span("10:30", "10:42")], NOW) == []


def test_a_case_taken_up_twice_has_both_its_times() -> None:
    spans = [span("10:30", "10:34"), span("10:40", "10:44")]
    (one,) = at_case(CASE, [somebody(span("10:00", "10:32"), span("10:41"))], spans, NOW)
    assert (one.seconds, one.of) == (5 * 60, 8 * 60)


def test_a_case_just_begun_has_everybody_who_is_here() -> None:
    (one,) = at_case(CASE, [somebody(span("10:00"))], [span("10:50")], NOW)
    assert one.seconds == 0


def test_a_guest_of_another_case_is_not_there_for_this_one() -> None:
    guests = [somebody(span("10:00"), item_id=CASE), somebody(span("10:00"), item_id=CASE + 1)]
    assert len(at_case(CASE, guests, [span("10:30", "10:42")], NOW)) == 1


def test_while_a_case_runs_those_here_now_decide_and_afterwards_who_was_there_for_most() -> None:
    gone, late = somebody(span("10:00", "10:45")), somebody(span("10:48"))
    assert presence.deciding(CASE, [gone, late], [span("10:30")], NOW) == [late]
    assert presence.deciding(CASE, [gone, late], [span("10:30", "10:50")], NOW) == [gone]


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (somebody(), Stand.EXPECTED),
        (somebody(answer="apology"), Stand.APOLOGY),
        (somebody(answer="sent_deputy"), Stand.APOLOGY),
        (somebody(span("10:05")), Stand.HERE),
        (somebody(span("10:06")), Stand.LATE),
        (somebody(span("10:20"), item_id=CASE), Stand.HERE),
        (somebody(span("10:00", "10:30")), Stand.LEFT),
        (somebody(span("10:00", "10:30"), span("10:40")), Stand.HERE),
    ],
)
def test_how_somebody_stands_in_the_room(one: Attendee, expected: Stand) -> None:
    assert stand(one, at("10:00")) is expected


def test_two_of_one_agency_are_one_agency() -> None:
    pair = [somebody(span("10:00")), somebody(span("10:01"))]
    assert presence.agencies(pair) == 1
