"""Makes what the shared window shows, out of the store: the one road from records to the board.

Titles, agencies and owners may hold a name as typed; what does is left out or called by a word of
ours. Names are read for that comparison alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import cached_property

from prevent_desk.actions.model.records import Source, State
from prevent_desk.actions.service import Actions
from prevent_desk.contacts.service import ContactServices
from prevent_desk.panels.model import presence
from prevent_desk.panels.model.board import Board, Owed, Point
from prevent_desk.panels.model.records import (
    Attendee,
    Item,
    ItemKind,
    ItemState,
    Meeting,
    MeetingState,
)
from prevent_desk.panels.model.shared_words import Names, names_of
from prevent_desk.panels.service.agenda import Agenda
from prevent_desk.panels.service.meetings import Meetings
from prevent_desk.panels.service.room import RoomService
from prevent_desk.referrals.service import ReferralServices

_CALLED = {
    ItemKind.OPENING: "Opening",
    ItemKind.ACTIONS: "Earlier actions",
    ItemKind.EXIT_REVIEWS: "Exit reviews",
    ItemKind.OTHER: "Other business",
    ItemKind.CLOSE: "Close",
}
_PURPOSES = {
    "new": "New case",
    "consent": "Consent",
    "review": "Review",
    "exit": "Exit review",
    "6m": "6-month review",
    "12m": "12-month review",
}
_OTHER = "Other"


class Sharing:
    """Reads a meeting and says of it what everybody may see."""

    def __init__(
        self,
        meetings: Meetings,
        agenda: Agenda,
        room: RoomService,
        actions: Actions,
        contacts: ContactServices,
        referrals: ReferralServices,
    ) -> None:
        self._meetings, self._agenda, self._room = meetings, agenda, room
        self._actions, self._contacts, self._referrals = actions, contacts, referrals

    def board(self, meeting_id: int) -> Board:
        """Return what is shared of a meeting now."""
        meeting, items = self._meetings.one(meeting_id), self._agenda.of(meeting_id)
        attendees = self._room.attendees(meeting_id)
        guard = _Guard(self, items, attendees)
        now = next((one for one in items if one.state is ItemState.NOW), None)
        asked = [one for one in attendees if now is None or one.item_id in {None, now.id}]
        return Board(
            points=tuple(
                Point(_called(one), one.state.value)
                for one in items
                if one.state is not ItemState.DROPPED
            ),
            called=_called(now) if now else "",
            told=_told(now, guard) if now else "",
            here=presence.agencies(one for one in asked if one.is_here),
            asked=presence.agencies(asked),
            quorum=self._quorum(now),
            actions=tuple(self._owed(meeting_id, guard)),
            marking=meeting.marking,
            next_on=self._next(meeting),
        )

    def names_for(self, meeting_id: int) -> Names:
        """Return the names that keep words back, to look at words while they are typed."""
        return self.names(self._agenda.of(meeting_id), self._room.attendees(meeting_id))

    def names(self, items: list[Item], attendees: list[Attendee]) -> Names:
        """Return the names of everybody the cases, the room and the contacts know."""
        contacts = (one.name for one in self._contacts.people.all(left=True))
        return names_of([*self._told_of(items), *(one.name for one in attendees), *contacts])

    def names_of_cases(self, items: list[Item]) -> Names:
        """Return the names of everybody the cases tell of; an agency is not called by them."""
        return names_of(self._told_of(items))

    def _told_of(self, items: list[Item]) -> Iterator[str]:
        episodes = self._referrals.episodes
        for item in items:
            if item.episode_id is None or not episodes.is_there(item.episode_id):
                continue
            for involved in episodes.episode(item.episode_id).people:
                person = involved.person
                yield f"{person.given} {person.family}"
                yield from person.aliases
            # Read to keep it back, never to show it: who told must not be let slip by a title.
            yield episodes.referrer(item.episode_id).name

    def _quorum(self, now: Item | None) -> bool | None:
        if now is None or now.kind is not ItemKind.CASE:
            return None
        return self._room.verdict(now.id).met

    def _owed(self, meeting_id: int, guard: _Guard) -> Iterator[Owed]:
        organisations = self._contacts.organisations.by_id()
        for one in self._actions.of_source(Source.PANEL, meeting_id):
            if one.state is State.DROPPED:
                continue
            known = organisations.get(one.owner.organisation_id or 0)
            agency = guard.agency(known.called) if known else _OTHER
            yield Owed(one.number, agency, guard.let(one.shared_words), one.due)

    def _next(self, meeting: Meeting) -> datetime | None:
        if meeting.next_on is not None:
            return meeting.next_on
        later = [
            one.starts
            for one in self._meetings.all(cancelled=False)
            if one.starts > meeting.starts and one.state is MeetingState.PLANNED
        ]
        return min(later, default=None)


class _Guard:
    """Lets words through that hold no name; reads the names only where there are words."""

    def __init__(self, sharing: Sharing, items: list[Item], attendees: list[Attendee]) -> None:
        self._sharing, self._items, self._attendees = sharing, items, attendees

    def let(self, words: str, instead: str = "") -> str:
        """Return the words, or what is said instead of words that hold a name."""
        if not words.strip():
            return instead
        return instead if self._names.held_by(words) else words.strip()

    def agency(self, called: str) -> str:
        """Return what an agency is called; not by the name of somebody a case tells of."""
        return _OTHER if self._of_cases.held_by(called) else called

    @cached_property
    def _of_cases(self) -> Names:
        return self._sharing.names_of_cases(self._items)

    @cached_property
    def _names(self) -> Names:
        return self._sharing.names(self._items, self._attendees)


def _called(item: Item) -> str:
    return f"Case {item.letter}" if item.kind is ItemKind.CASE else _CALLED[item.kind]


def _told(item: Item, guard: _Guard) -> str:
    usual = _PURPOSES.get(item.purpose, "New case") if item.kind is ItemKind.CASE else ""
    return guard.let(item.shared_words, usual)
