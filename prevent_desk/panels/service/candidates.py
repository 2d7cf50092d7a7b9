"""Which cases could come before a panel: ready, due for review, or waiting for something."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from prevent_desk.core.dates import say_date
from prevent_desk.panels.model.agenda import ASKED_IN, Candidate
from prevent_desk.panels.model.meeting import is_coming
from prevent_desk.panels.model.records import Meeting
from prevent_desk.panels.service.agenda import Agenda
from prevent_desk.panels.service.meetings import Meetings
from prevent_desk.referrals.model.checks import tally
from prevent_desk.referrals.model.clock import Clock
from prevent_desk.referrals.model.listing import Filter, Line, Which
from prevent_desk.referrals.model.moves import last_details
from prevent_desk.referrals.model.records import NO_NAME
from prevent_desk.referrals.model.states import State
from prevent_desk.referrals.service import ReferralServices

_DEFER = "defer"
_REVIEWS = {
    "review": ("support_plan_review", "Review"),
    "6m": ("post_exit_1", "6-month review"),
    "12m": ("post_exit_2", "12-month review"),
}
"""The clock of each review, and its name."""

_CALLS = {"panel_invite": "Ask members", "panel_after_s36": "Panel"}
"""Clocks of a case that wants to come before a panel."""


class Candidates:
    """Says of each open case why it should, or need not yet, come before a panel."""

    def __init__(self, meetings: Meetings, agenda: Agenda, referrals: ReferralServices) -> None:
        self._meetings, self._agenda, self._referrals = meetings, agenda, referrals

    def of(self, meeting_id: int, text: str = "") -> list[Candidate]:
        """Return the cases that may be put on a meeting's agenda: ready ones first.

        Args:
            meeting_id: The meeting; what is on its agenda already is left out.
            text: Words anywhere in the cases; empty for all.
        """
        meeting = self._meetings.one(meeting_id)
        there = {one.episode_id for one in self._agenda.of(meeting_id)}
        clocks: dict[int, list[Clock]] = defaultdict(list)
        for due in self._referrals.clocks.due():
            clocks[due.episode_id].append(due.clock)
        elsewhere = self._elsewhere(meeting_id)
        found = [
            made
            for line in self._lines(text)
            if line.state in ASKED_IN and line.id not in there
            if (made := self._candidate(line, meeting, clocks[line.id], elsewhere)) is not None
        ]
        return sorted(found, key=lambda one: (not one.is_ready, bool(one.elsewhere), one.ref))

    def _lines(self, text: str) -> Sequence[Line]:
        lists = self._referrals.lists
        listing = lists.find(Filter(which=Which.OPEN, text=text.strip()))
        return lists.rows(listing, 0, listing.count)

    def _elsewhere(self, meeting_id: int) -> dict[int, Meeting]:
        """Return the other coming meeting that each case is on the agenda of."""
        found: dict[int, Meeting] = {}
        for other in self._meetings.all(cancelled=False):
            if other.id != meeting_id and is_coming(other):
                for item in self._agenda.of(other.id):
                    if item.episode_id is not None:
                        found[item.episode_id] = other
        return found

    def _candidate(
        self, line: Line, meeting: Meeting, clocks: Sequence[Clock], others: dict[int, Meeting]
    ) -> Candidate | None:
        judged = self._judged(line, meeting.starts.date(), {one.rule.key: one for one in clocks})
        if judged is None:
            return None
        why, is_ready = judged
        other = others.get(line.id)
        where = f"On the agenda of {say_date(other.starts.date())}" if other else ""
        return Candidate(
            line.id, line.ref, initials_of(line.names), line.state, ASKED_IN[line.state],
            why, is_ready and other is None, where,
        )  # fmt: skip

    def _judged(
        self, line: Line, day: date, clocks: dict[str, Clock]
    ) -> tuple[tuple[str, ...], bool] | None:
        if line.state is State.INFORMATION_GATHERING:
            return self._gathered(line, clocks)
        if line.state is State.PANEL_DECISION:
            episode = self._referrals.episodes.episode(line.id)
            decided = last_details(episode, State.PANEL_DECISION).get("decision")
            return (("Deferred by a panel",), True) if decided == _DEFER else None
        if line.state in {State.TRANSFERRED_IN, State.PANEL_SCHEDULED}:
            due = clocks.get("panel")
            words = f"Panel set for {say_date(due.due.date())}" if due and due.due else ""
            return ((words or line.state.words,), True)
        if line.state is State.CONSENT_PENDING:
            due = clocks.get("consent_attempt")
            return ((f"Consent: {due.said}" if due else "Consent is awaited",), False)
        return _reviewed(line.state, day, clocks)

    def _gathered(self, line: Line, clocks: dict[str, Clock]) -> tuple[tuple[str, ...], bool]:
        count = tally(self._referrals.checks.of(line.id))
        if not count.asked:
            said = "No service was asked yet"
        elif count.missing:
            said = f"{count.words}, missing: {', '.join(count.missing)}"
        else:
            said = "All replies are in" if count.asked > 1 else "The reply is in"
        parts = [said[:1].upper() + said[1:]]
        for key, words in _CALLS.items():
            if (clock := clocks.get(key)) is not None:
                parts.append(f"{words}: {clock.said}")
        return tuple(parts), bool(count.asked) and not count.missing


def _reviewed(state: State, day: date, clocks: dict[str, Clock]) -> tuple[tuple[str, ...], bool]:
    key, name = _REVIEWS[ASKED_IN[state]]
    clock = clocks.get(key)
    if clock is None or clock.due_on is None:
        return (state.words,), False
    return (f"{name} due {say_date(clock.due_on)}",), clock.due_on <= day


def initials_of(names: str) -> str:
    """Return the initials of people by the names a list shows, for the working window alone."""
    people: Iterable[str] = re.split(r"\s*(?:[,;&]|\band\b)\s*", names)
    found = [
        ".".join(word[0].upper() for word in name.split()) + "."
        for name in people
        if name.strip() and name != NO_NAME and name[0].isalpha()
    ]
    return ", ".join(found)
