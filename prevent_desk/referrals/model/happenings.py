"""When each clock of a referral began, and when what it waits for happened.

One function for each starting event; what it yields are runs, and the newest run of a rule is the
one that counts: a second review starts the three months anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time

from prevent_desk.core.dates import add_months, say_date
from prevent_desk.referrals.model.course import Consent, Course, Moved, Reviewed
from prevent_desk.referrals.model.deadlines import Event, Rule
from prevent_desk.referrals.model.states import ENDED, State


@dataclass(frozen=True, slots=True)
class Run:
    """A clock begun.

    Attributes:
        start: When; a day is midnight.
        ended: The day it was met, or None.
        due: Where the day is agreed or was given; None where it is counted.
        item: Number of the agency asked or the review it is about; 0 for the referral as a whole.
        about: That agency, in words.
        note: A fact for the line beside the clock: "chased once".
    """

    start: datetime
    ended: date | None = None
    due: datetime | None = None
    item: int = 0
    about: str = ""
    note: str = ""


def runs_of(rule: Rule, course: Course) -> Iterator[Run]:
    """Yield the runs of a rule: at most one, but for rules about agencies and reviews."""
    return _RUNS[rule.starts](course, rule)


def _received(course: Course, rule: Rule) -> Iterator[Run]:
    if rule.ends is Event.HANDED_OVER:
        if course.is_danger:
            yield Run(course.received, course.received.date() if course.handed_over else None)
        return
    begun = course.came_into(*rule.states)
    if begun is not None:
        moved = course.left(*rule.states)
        start = begun if course.newest(State.TRANSFERRED_IN) else course.received
        yield Run(start, moved.date() if moved else None)


def _passed(course: Course, rule: Rule) -> Iterator[Run]:
    begun = course.came_into(*rule.states)
    if begun is not None:
        moved = course.left(*rule.states)
        yield Run(begun, moved.date() if moved else None)


def _asked(course: Course, _rule: Rule) -> Iterator[Run]:
    replied = sum(one.ended is not None for one in course.checks)
    note = f"{replied} of {len(course.checks)} in"
    for one in course.checks:
        chased = {0: "", 1: ", chased once"}.get(one.chased, f", chased {one.chased} times")
        due = _midnight(one.due) if one.due else None
        yield Run(_midnight(one.asked_on), one.ended, due, one.id, one.agency, note + chased)


def _all_replied(course: Course, _rule: Rule) -> Iterator[Run]:
    ends = [one.ended for one in course.checks]
    known = [end for end in ends if end is not None]
    if ends and len(known) == len(ends):
        called = course.came_into(State.PANEL_SCHEDULED)
        begun = course.came_into(State.INFORMATION_GATHERING)
        last = _midnight(max(known))
        start = max(last, begun) if begun else last
        yield Run(start, called.date() if called and called >= start else None)


def _grounds(course: Course, rule: Rule) -> Iterator[Run]:
    begun = course.came_into(*rule.states)
    if begun is not None:
        moved = course.left(*rule.states)
        yield Run(begun, moved.date() if moved else None)


def _panel_set(course: Course, _rule: Rule) -> Iterator[Run]:
    move = course.newest(State.PANEL_SCHEDULED)
    day = moment_of(move, "panel_on") if move else None
    if move is not None and day is not None:
        moved = course.left(State.PANEL_SCHEDULED)
        yield Run(move.on, moved.date() if moved else None, day)


def _consent_needed(course: Course, _rule: Rule) -> Iterator[Run]:
    begun = course.came_into(State.CONSENT_PENDING)
    if begun is None:
        return
    tried = [one for one in course.consents if (one.on or one.asked_on or date.min) >= begun.date()]
    answered = [one for one in tried if one.outcome in _ANSWERS]
    moved = course.left(State.CONSENT_PENDING)
    if answered:
        yield Run(begun, answered[-1].on or answered[-1].asked_on or begun.date())
    elif moved is not None:
        yield Run(begun, moved.date())
    else:
        yield _next_try(begun, tried)


def _next_try(begun: datetime, tried: list[Consent]) -> Run:
    if not tried:
        return Run(begun, note="Not yet asked")
    last = tried[-1]
    asked = last.on or last.asked_on
    start = _midnight(asked) if asked else begun
    due = _midnight(last.next_attempt) if last.next_attempt else None
    note = "Try again" if last.outcome == "no_contact" else "No answer yet"
    return Run(start, None, due, note=note if asked else "Not yet asked")


def _reviewed(course: Course, _rule: Rule) -> Iterator[Run]:
    adopted = course.came_into(State.ADOPTED, State.IN_REVIEW)
    if adopted is None:
        return
    ended = course.left(State.ADOPTED, State.IN_REVIEW)
    held = _held(course, "review")
    last = max(held, default=adopted.date())
    planned = [
        one.due for one in course.reviews if one.kind == "review" and one.held is None and one.due
    ]
    move = course.newest(State.ADOPTED)
    agreed = moment_of(move, "next_review") if move else None
    due = (
        _midnight(min(planned)) if planned else agreed if agreed and agreed.date() > last else None
    )
    note = f"Last review {say_date(last)}" if held else f"Adopted {say_date(last)}"
    yield Run(_midnight(last), ended.date() if ended else None, due, note=note)


def _contact(course: Course, _rule: Rule) -> Iterator[Run]:
    adopted = course.came_into(State.ADOPTED, State.IN_REVIEW)
    if adopted is None:
        return
    ended = course.left(State.ADOPTED, State.IN_REVIEW)
    sessions = [day for day in course.sessions if day >= adopted.date()]
    last = max(sessions, default=adopted.date())
    note = f"Last session {say_date(last)}" if sessions else "No session recorded yet"
    yield Run(_midnight(last), ended.date() if ended else None, note=note)


def _review_held(course: Course, _rule: Rule) -> Iterator[Run]:
    for one in course.reviews:
        if one.held is not None:
            yield Run(
                _midnight(one.held),
                one.written_up,
                item=one.id,
                about=_REVIEWS.get(one.kind, ""),
                note=f"Held {say_date(one.held)}",
            )


def _birthday(course: Course, _rule: Rule) -> Iterator[Run]:
    """Yield a prompt for each subject whose parents consented and who is to turn 18."""
    for subject in course.subjects:
        answered = [
            one for one in course.consents if one.person == subject.id and one.outcome in _ANSWERS
        ]
        if subject.born is None or all(one.given_by == "self" for one in answered):
            continue
        turns = add_months(subject.born, 12 * 18)
        if course.received.date() >= turns:
            continue
        last = answered[-1]
        own = (last.on or last.asked_on) if last.given_by == "self" else None
        about = subject.name if len(course.subjects) > 1 else ""
        item = subject.id if about else 0
        yield Run(_midnight(turns), own, _midnight(turns), item, about, "A parent has consented")


def _exited(course: Course, rule: Rule) -> Iterator[Run]:
    begun = course.came_into(State.EXITED)
    if begun is None:
        return
    kind, after = (
        ("6m", State.POST_EXIT_6M)
        if rule.ends is Event.SIX_MONTHS_HELD
        else ("12m", State.POST_EXIT_12M)
    )
    held = [day for day in _held(course, kind) if day >= begun.date()]
    moved = course.came_into(after)
    ended = max(held, default=moved.date() if moved and moved >= begun else None)
    planned = [one.due for one in course.reviews if one.kind == kind and one.due and not one.held]
    due = _midnight(planned[-1]) if planned else None
    yield Run(begun, ended, due, note=f"Left on {say_date(begun.date())}")


def _decided(course: Course, rule: Rule) -> Iterator[Run]:
    begun = course.came_into(*rule.states)
    if begun is None or not (course.is_to_be_told or course.told_on):
        return
    told = course.told_on if course.told_on and course.told_on >= begun.date() else None
    yield Run(begun, told, note=f"Decided {say_date(begun.date())}")


def _signposted(course: Course, _rule: Rule) -> Iterator[Run]:
    yield from _waits(course, State.NOT_ADOPTED_SIGNPOSTED, "taken_up", "taken_up_on")


def _sent_on(course: Course, _rule: Rule) -> Iterator[Run]:
    yield from _waits(course, State.TRANSFERRED_OUT, "answer", "accepted_on")


def _waits(course: Course, state: State, answer: str, on: str) -> Iterator[Run]:
    """Yield a wait for an answer that is "waiting" when the step is recorded."""
    begun = course.came_into(state)
    move = course.newest(state)
    if begun is None or move is None:
        return
    if move.details.get(answer) == "waiting":
        yield Run(begun)
    elif move.on > begun:
        told = moment_of(move, on)
        yield Run(begun, told.date() if told else move.on.date())


def _look_again(course: Course, _rule: Rule) -> Iterator[Run]:
    if not course.moves or course.moves[-1].now not in ENDED:
        return
    move = course.moves[-1]
    day = moment_of(move, "ask_again") or moment_of(move, "again_on")
    if day is not None:
        yield Run(move.on, None, day, note=f"Agreed {say_date(move.on.date())}")


_RUNS: dict[Event, Callable[[Course, Rule], Iterator[Run]]] = {
    Event.RECEIVED: _received,
    Event.PASSED: _passed,
    Event.ASKED: _asked,
    Event.ALL_REPLIED: _all_replied,
    Event.GROUNDS: _grounds,
    Event.PANEL_SET: _panel_set,
    Event.CONSENT_NEEDED: _consent_needed,
    Event.PLAN_REVIEWED: _reviewed,
    Event.CONTACT: _contact,
    Event.REVIEW_HELD: _review_held,
    Event.BIRTHDAY: _birthday,
    Event.EXITED: _exited,
    Event.DECIDED: _decided,
    Event.SIGNPOSTED: _signposted,
    Event.SENT_ON: _sent_on,
    Event.LOOK_AGAIN: _look_again,
}
_ANSWERS = frozenset({"given", "refused", "withdrawn"})
_REVIEWS = {"exit": "exit", "6m": "6 months after", "12m": "12 months after"}


def _held(course: Course, kind: str) -> list[date]:
    return [one.held for one in _of_kind(course, kind) if one.held is not None]


def _of_kind(course: Course, kind: str) -> list[Reviewed]:
    return [one for one in course.reviews if one.kind == kind]


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time())


def moment_of(move: Moved, key: str) -> datetime | None:
    """Return a day or moment that a step recorded, as ISO text; None where it did not."""
    told = move.details.get(key)
    if not isinstance(told, str) or not told:
        return None
    try:
        return datetime.fromisoformat(told).replace(tzinfo=None)
    except ValueError:
        return None
