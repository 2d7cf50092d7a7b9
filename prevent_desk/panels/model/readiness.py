"""What a panel still lacks before it meets, each with the part of the sheet where it is mended."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from prevent_desk.core.dates import say_date
from prevent_desk.panels.model import quorum
from prevent_desk.panels.model.calling import CaseToCall
from prevent_desk.panels.model.inviting import HomePrompt, to_tell
from prevent_desk.panels.model.quorum import Rule
from prevent_desk.panels.model.records import Attendee, Meeting, Mode, Role
from prevent_desk.referrals.model.checks import Tally
from prevent_desk.referrals.model.clock import Clock

AGENDA, PEOPLE, INFORMATION, PAPERS, HEAD = "agenda", "people", "information", "papers", "head"
"""Parts of the sheet; HEAD is the meeting's own fields."""

_COMING = frozenset({"coming", ""})


@dataclass(frozen=True, slots=True)
class Point:
    """One thing to look at.

    Attributes:
        place: The part of the sheet where it is mended.
        tone: "green" where it is well, "amber" for soon, "red" for at once, "grey" for a prompt.
    """

    place: str
    title: str
    words: str
    tone: str

    @property
    def is_open(self) -> bool:
        """Whether something is to be done."""
        return self.tone in {"amber", "red"}


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a meeting before it meets.

    Attributes:
        replies: How far the answers of agencies are in, by point of the agenda.
        calls: The clocks "ask members to attend" that run, by point of the agenda.
    """

    meeting: Meeting
    rule: Rule
    cases: Sequence[CaseToCall]
    asked: Sequence[Attendee]
    prompts: Sequence[HomePrompt]
    replies: Mapping[int, Tally]
    calls: Mapping[int, Clock]


def look(known: Known) -> list[Point]:
    """Return what to look at, in the order of the sheet's parts."""
    return [
        _place(known),
        _cases(known),
        *_called(known),
        _people(known),
        *_time_told(known),
        _quorum(known),
        *(Point(PEOPLE, "Lives elsewhere", one.words, "grey") for one in known.prompts),
        *_replies(known),
    ]


def _place(known: Known) -> Point:
    meeting = known.meeting
    if meeting.mode is not Mode.IN_PERSON and not meeting.link:
        return Point(HEAD, "Time and place", "The link to the meeting is missing.", "amber")
    if meeting.mode is not Mode.VIRTUAL and not meeting.venue:
        return Point(HEAD, "Time and place", "The venue is missing.", "amber")
    return Point(HEAD, "Time and place", say_date(meeting.starts.date()), "green")


def _cases(known: Known) -> Point:
    count = len(known.cases)
    if not count:
        return Point(AGENDA, "Agenda", "No case is on it yet.", "amber")
    barred = [one.item.ref for one in known.cases if one.is_barred]
    if barred:
        return Point(AGENDA, "Agenda", f"{', '.join(barred)} cannot be called yet.", "red")
    words = "1 case" if count == 1 else f"{count} cases"
    return Point(AGENDA, "Agenda", words, "green")


def _called(known: Known) -> list[Point]:
    meeting = known.meeting
    if meeting.called is not None:
        at = f"{say_date(meeting.called.date())}, {meeting.called:%H:%M}"
        return [Point(PEOPLE, "Call-out", f"Members were asked on {at}.", "green")]
    found = [
        Point(PEOPLE, "Call-out", f"{one.item.ref}: {clock.said}. {clock.why}", _tone(clock))
        for one in known.cases
        if (clock := known.calls.get(one.item.id)) is not None
    ]
    return found or [Point(PEOPLE, "Call-out", "Members were not asked yet.", "amber")]


def _tone(clock: Clock) -> str:
    return "red" if clock.state.needs_you else "amber"


def _people(known: Known) -> Point:
    asked = [one for one in known.asked if one.role is not Role.GUEST]
    if not asked:
        return Point(PEOPLE, "Answers", "Nobody is on the list yet.", "amber")
    waiting = [one.agency for one in asked if not one.answer]
    if not waiting:
        return Point(PEOPLE, "Answers", f"All {len(asked)} have answered.", "green")
    words = f"{len(asked) - len(waiting)} of {len(asked)} in, missing: {', '.join(waiting)}"
    return Point(PEOPLE, "Answers", words, "amber")


def _time_told(known: Known) -> list[Point]:
    if known.meeting.called is None:
        return []
    behind = [one.agency for one in to_tell(known.asked, known.meeting.sequence)]
    if not behind:
        return []
    words = f"Not told the time as it is now: {', '.join(dict.fromkeys(behind))}"
    return [Point(PEOPLE, "New time or place", words, "red")]


def _quorum(known: Known) -> Point:
    coming = [one for one in known.asked if one.answer in _COMING and one.item_id is None]
    verdict = quorum.judge(known.rule, coming)
    said = [one for one in coming if one.answer == "coming"]
    sure = quorum.judge(known.rule, said)
    if sure.met:
        return Point(PEOPLE, "Quorum", f"By those who said yes: {sure.words}", "green")
    if verdict.met:
        return Point(PEOPLE, "Quorum", f"Not sure yet: {sure.words}.", "amber")
    return Point(PEOPLE, "Quorum", f"Not with those asked: {verdict.words}.", "red")


def _replies(known: Known) -> list[Point]:
    found = []
    for one in known.cases:
        tally = known.replies.get(one.item.id)
        if tally is not None and tally.missing:
            words = f"{tally.words}, missing: {', '.join(tally.missing)}"
            found.append(Point(INFORMATION, f"Replies on {one.item.ref}", words, "amber"))
    if not found and known.cases:
        asked = any(tally.asked for tally in known.replies.values())
        words = "Every reply is in." if asked else "No service was asked about these cases."
        found.append(Point(INFORMATION, "Replies", words, "green" if asked else "grey"))
    return found
