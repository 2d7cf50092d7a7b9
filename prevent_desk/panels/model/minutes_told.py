"""What the minutes say of a meeting: its head, the room, actions from last time, its close.

What they say of each case: `minutes_cases`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from prevent_desk.core.dates import say_short
from prevent_desk.panels.model import minutes_cases
from prevent_desk.panels.model.finish_checks import AGENDA, ROOM
from prevent_desk.panels.model.gathered import Gathered
from prevent_desk.panels.model.meeting import MODE_WORDS
from prevent_desk.panels.model.minutes import NOT_RECORDED, Gap, MinutesDraft, Section
from prevent_desk.panels.model.minutes_texts import CIRCULATION, CONFIDENTIALITY, OTHER
from prevent_desk.panels.model.records import (
    Attendee,
    Item,
    ItemKind,
    Meeting,
    Role,
    Span,
)
from prevent_desk.panels.model.spoken import Spoken
from prevent_desk.referrals.model.papers.content import Block, Facts, Grid, Heading, Words

ROLES = {
    Role.CHAIR: "Chair",
    Role.LEAD: "Lead",
    Role.DEPUTY: "Deputy",
    Role.GUEST: "Guest",
    Role.NOTE_TAKER: "Note taker",
}
_ENDS = {ItemKind.CASE, ItemKind.CLOSE}


def draft(told: Gathered, spoken: Spoken) -> MinutesDraft:
    """Return the minutes as they will read, with what they still lack."""
    sections = [_head(told, spoken), _room(told, spoken), _actions(told, spoken)]
    points = [item for item in told.items if item.kind not in _ENDS]
    before = [_point(told, item, spoken) for item in points if item.kind is ItemKind.OPENING]
    after = [_point(told, item, spoken) for item in points if item.kind is not ItemKind.OPENING]
    sections += [section for section in before if section.blocks]
    sections += [minutes_cases.section(told, item, spoken) for item in told.cases]
    sections += [section for section in after if section.blocks]
    sections.append(_close(told, spoken))
    return MinutesDraft(told.meeting, tuple(sections), tuple(spoken.named))


def said_day(day: date) -> str:
    """Return a day in full, as minutes write it: "Wednesday 26 November 2025"."""
    return f"{day:%A} {day.day} {day:%B %Y}"


def said_time(moment: datetime | None) -> str:
    """Return the clock's time of a moment: "10:05"."""
    return f"{moment:%H:%M}" if moment else ""


def said_span(span: Span) -> str:
    """Return a time as the minutes print it: "10:05–11:30", "from 10:05"."""
    if span.ended is None:
        return f"from {said_time(span.began)}"
    return f"{said_time(span.began)}–{said_time(span.ended)}"


def _at(spoken: Spoken, key: str, item_id: int | None = None) -> None:
    spoken.section, spoken.item_id = key, item_id


def _head(told: Gathered, spoken: Spoken) -> Section:
    meeting = told.meeting
    _at(spoken, "head")
    gaps = [
        Gap(None, place, words)
        for place, words, value in (
            ("chair", "Who was in the chair is missing", _chair(told)),
            ("note_taker", "Who took the notes is missing", meeting.note_taker),
            (AGENDA, "The confidentiality statement is not noted as read", meeting.read_out),
        )
        if not value
    ]  # fmt: skip
    began, finished = meeting.began or meeting.starts, meeting.finished
    facts = (
        ("Panel", spoken(meeting.title)),
        ("Date", _held_on(meeting)),
        ("Time", f"{said_time(began)} to {said_time(finished) or NOT_RECORDED.lower()}"),
        (
            "How it met",
            " · ".join(x for x in (MODE_WORDS[meeting.mode], spoken(meeting.venue)) if x),
        ),
        ("Marking", meeting.marking),
        ("In the chair", _chair(told) or NOT_RECORDED),
        ("Notes taken by", spoken(meeting.note_taker) or NOT_RECORDED),
        ("Confidentiality statement", _read_out(meeting)),
    )
    was_read = "The confidentiality statement was read.\n" if meeting.read_out else ""
    statement = Words(was_read + spoken(told.texts.get(CONFIDENTIALITY, "")))
    return Section("head", "The meeting", (Facts(facts), statement), gaps=tuple(gaps))


def _held_on(meeting: Meeting) -> str:
    """Return the day it was held; one that was planned for another day says so."""
    planned = meeting.starts.date()
    held = meeting.began.date() if meeting.began is not None else planned
    return (
        said_day(held) if held == planned else f"{said_day(held)}, planned for {said_day(planned)}"
    )


def _chair(told: Gathered) -> str:
    if told.meeting.chair.strip():
        return told.meeting.chair.strip()
    found = [one for one in told.attendees if one.role is Role.CHAIR]
    return f"{found[0].name}, {found[0].agency}" if found else ""


def _read_out(meeting: Meeting) -> str:
    return f"Read at {said_time(meeting.read_out)}" if meeting.read_out else NOT_RECORDED


def _room(told: Gathered, spoken: Spoken) -> Section:
    _at(spoken, "room")
    here = [one for one in told.attendees if one.times]
    cases = {item.id: item for item in told.cases}
    blocks: list[Block] = [Heading(3, "Present")]
    rows = tuple(
        (one.agency, _named(one, spoken), _role(one, cases), _times(told, one, spoken))
        for one in here
    )
    shares = (3.0, 2.4, 2.6, 1.8)
    blocks.append(
        Grid(("Agency", "Name", "Role", "In the room"), rows, shares)
        if rows
        else Words("Nobody is recorded as present.")
    )
    blocks += [Heading(3, "Apologies"), _list([_apology(one, spoken) for one in _sorry(told)])]
    blocks += [Heading(3, "Invited but absent"), _list(_absent(told))]
    declared = [_declared(told, one.attendee_id, one.item_id, one.words, one.left_room, spoken)
                for one in told.declarations]  # fmt: skip
    blocks += [Heading(3, "Declarations of interest"), _list(declared, "None declared.")]
    gaps = () if here else (Gap(None, ROOM, "Nobody is recorded as present"),)
    return Section("room", "Attendance", tuple(blocks), gaps=gaps)


def _role(one: Attendee, cases: dict[int, Item]) -> str:
    words = ROLES[one.role]
    if one.item_id in cases:
        words += f" for {cases[one.item_id].called}"
    return f"{words}, for {one.stands_for}" if one.stands_for else words


def _named(one: Attendee, spoken: Spoken) -> str:
    """Return somebody's name; a guest may be of a case's family, and bear its name."""
    return spoken(one.name) if one.role is Role.GUEST else one.name


def _times(told: Gathered, one: Attendee, spoken: Spoken) -> str:
    spans = [replace(span, ended=span.ended or told.meeting.finished) for span in one.times]
    return "\n".join(
        f"{said_span(span)} ({spoken(span.why)})" if span.why else said_span(span) for span in spans
    )


def _sorry(told: Gathered) -> list[Attendee]:
    return [one for one in told.attendees if one.answer == "apology" and not one.times]


def _apology(one: Attendee, spoken: Spoken) -> str:
    words = spoken(one.words)
    return f"{one.agency}: {_named(one, spoken)}" + (f" ({words})" if words else "")


def _absent(told: Gathered) -> list[str]:
    """Return agencies that were asked and of which nobody came or sent word."""
    came = {one.agency for one in told.attendees if one.times}
    away = {one.agency for one in _sorry(told)}
    asked = [
        one.agency
        for one in told.attendees
        if one.role in {Role.LEAD, Role.DEPUTY, Role.CHAIR, Role.GUEST}
    ]
    return [agency for agency in dict.fromkeys(asked) if agency not in came | away]


def _declared(
    told: Gathered, who: int, item_id: int | None, words: str, left: bool, spoken: Spoken
) -> str:
    attendee = next((one for one in told.attendees if one.id == who), None)
    item = next((one for one in told.items if one.id == item_id), None)
    name = f"{_named(attendee, spoken)}, {attendee.agency}" if attendee else "Somebody"
    said = [
        name,
        item.called if item else "",
        spoken(words),
        "left the room for it" if left else "",
    ]
    return ": ".join((said[0], "; ".join(part for part in said[1:] if part)))


def _list(told: Sequence[str], none: str = "None.") -> Words:
    return Words("\n".join(told) if told else none)


def _actions(told: Gathered, spoken: Spoken) -> Section:
    _at(spoken, "actions")
    rows = tuple(
        (
            str(one.action.number),
            " ".join(part for part in (one.action.case_ref, spoken(one.action.words)) if part),
            minutes_cases.owner_words(one.action, spoken) or NOT_RECORDED,
            say_short(one.action.due) if one.action.due else NOT_RECORDED,
            spoken(one.told),
        )
        for one in told.carried
    )
    heads = ("No.", "Action", "Owner", "Due", "Now")
    block: Block = (
        Grid(heads, rows, (0.6, 4.0, 2.0, 1.3, 2.2))
        if rows
        else Words("No action of an earlier panel was open.")
    )
    notes = [
        line
        for item in told.items
        if item.kind is ItemKind.ACTIONS
        for line in minutes_cases.said_lines(told, item, spoken)
    ]
    blocks = (block, Words("\n".join(notes))) if notes else (block,)
    return Section("actions", "Actions from last time", blocks)


def _point(told: Gathered, item: Item, spoken: Spoken) -> Section:
    """Return a point of the agenda that is no case; without blocks where nothing was noted."""
    key = f"item:{item.id}"
    _at(spoken, key, item.id)
    notes = minutes_cases.said_lines(told, item, spoken)
    if item.kind is ItemKind.ACTIONS:
        notes = []
    blocks: tuple[Block, ...] = (Words("\n".join(notes)),) if notes else ()
    return Section(key, spoken(item.title), blocks, item.id)


def _close(told: Gathered, spoken: Spoken) -> Section:
    _at(spoken, "close")
    meeting = told.meeting
    blocks: list[Block] = []
    others = [spoken(told.texts.get(OTHER, ""))]
    for item in told.items:
        if item.kind is ItemKind.CLOSE:
            spoken.item_id = item.id
            others += minutes_cases.said_lines(told, item, spoken)
    spoken.item_id = None
    loose = [one for one in told.actions if one.case_ref not in {i.ref for i in told.cases}]
    if any(others):
        blocks += [Heading(3, "Other business"), Words("\n".join(x for x in others if x))]
    if loose:
        blocks += [Heading(3, "Actions that belong to no case")]
        blocks.append(minutes_cases.actions_grid(loose, spoken))
    when = meeting.next_on
    said = f"{said_day(when.date())} at {said_time(when)}" if when else NOT_RECORDED
    rows = [("Next panel", said)]
    if meeting.finished:
        rows.append(("Closed at", said_time(meeting.finished)))
    goes = spoken(told.texts.get(CIRCULATION, ""))
    if goes:
        rows.append(("Goes to", goes))
    blocks.append(Facts(tuple(rows)))
    gaps = [] if when else [Gap(None, "next_on", "The date of the next panel is missing")]
    gaps += [gap for one in loose for gap in minutes_cases.action_gaps(one, None)]
    return Section("close", "Close", tuple(blocks), gaps=tuple(gaps))
