"""Reads everything the minutes of a meeting are told from; the officer's private notes never."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from prevent_desk.actions.model.records import Action, Source
from prevent_desk.actions.model.records import State as ActionState
from prevent_desk.actions.service import Actions
from prevent_desk.core.clock import Clock, local
from prevent_desk.core.dates import say_short
from prevent_desk.panels.model.gathered import Carried, Gathered
from prevent_desk.panels.model.minutes_texts import CONFIDENTIALITY, TEXTS
from prevent_desk.panels.model.records import Item, LineKind, NoteLine
from prevent_desk.panels.service import reading
from prevent_desk.panels.service.decisions import Decisions
from prevent_desk.panels.service.earlier import Earlier
from prevent_desk.panels.service.finishing import Finishing
from prevent_desk.panels.service.room import RoomService
from prevent_desk.panels.tables import ItemTable, LineTable, MinutesTextTable
from prevent_desk.referrals.model.papers import withholding
from prevent_desk.referrals.model.papers.withholding import Withheld
from prevent_desk.referrals.model.records import Episode
from prevent_desk.referrals.service import ReferralServices
from prevent_desk.store.session import Store
from prevent_desk.store.settings import Settings

STATEMENT = "panels/confidentiality"
"""The setting that keeps the confidentiality statement as it was typed last."""


class Gathering:
    """Reads what was recorded of a meeting, at one moment."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        room: RoomService,
        decisions: Decisions,
        actions: Actions,
        referrals: ReferralServices,
        finishing: Finishing,
    ) -> None:
        self._store, self._clock, self._finishing = store, clock, finishing
        self._room, self._decisions = room, decisions
        self._actions, self._referrals = actions, referrals
        self._earlier = Earlier(store, clock, actions)

    def gather(self, meeting_id: int) -> Gathered:
        """Return what was recorded.

        Raises:
            Refused: There is no such meeting.
        """
        with self._store.reading() as session:
            meeting = reading.meeting(reading.meeting_row(session, meeting_id))
            rows = _item_rows(session, meeting_id)
            spans = reading.spans_of(session, meeting_id)
            lines = _lines(session, meeting_id)
            typed = _texts(session, meeting_id)
        attendees = tuple(self._room.attendees(meeting_id))
        agencies = {one.id: (one.agency, one.initials) for one in attendees}
        cases = {row.id: self._episode(row.episode_id) for row in rows}
        items = tuple(
            reading.item(row, case.ref if (case := cases[row.id]) else "", spans.get(row.id, ()))
            for row in rows
        )
        known = [case for case in cases.values() if case is not None]
        people = [one.person for case in known for one in case.people]
        decisions = {one.item_id: one for one in self._decisions.of_meeting(meeting_id)}
        begun = meeting.began or meeting.starts
        return Gathered(
            meeting=meeting,
            items=items,
            attendees=attendees,
            lists=self._referrals.forms.vocabularies(),
            now=local(self._clock.now()),
            lines={key: [_note(row, agencies) for row in found] for key, found in lines.items()},
            decisions=decisions,
            declarations=tuple(self._room.declarations(meeting_id)),
            spans=spans,
            actions=tuple(self._actions.of_source(Source.PANEL, meeting_id)),
            carried=tuple(self._carried(meeting_id, begun)),
            assessments=self._assessments(items, begun.date()),
            texts=self._texts(typed),
            verdicts=self._room.verdicts(meeting_id),
            facts=self._finishing.cases(list(items)),
            referrers=tuple(self._referrers(known)),
            people=withholding.subjects(people),
        )

    def _referrers(self, episodes: Sequence[Episode]) -> list[Withheld]:
        found = []
        for episode in episodes:
            if episode.is_anonymous:
                people = [one.person for one in episode.people]
                told = self._referrals.episodes.referrer(episode.id)
                found.append(withholding.referrer(told, people))
        return found

    def _episode(self, episode_id: int | None) -> Episode | None:
        episodes = self._referrals.episodes
        if episode_id is None or not episodes.is_there(episode_id):
            return None
        return episodes.episode(episode_id)

    def _carried(self, meeting_id: int, begun: datetime) -> list[Carried]:
        """Return what earlier panels asked for and was not closed before this one began."""
        return [
            Carried(one, _became(one, begun.date())) for one in self._earlier.of(meeting_id, begun)
        ]

    def _assessments(self, items: Sequence[Item], day: date) -> dict[int, str]:
        found = {}
        for item in items:
            if item.episode_id is None:
                continue
            done = [
                one
                for one in self._referrals.assessments.of(item.episode_id)
                if one.finished and one.on <= day
            ]
            if done:
                last = max(done, key=lambda one: (one.on, one.id))
                title = self._referrals.assessments.form(last).title
                found[item.id] = f"{title}, {say_short(last.on)}"
        return found

    def _texts(self, typed: dict[str, str]) -> dict[str, str]:
        begins = {one.key: one.begins for one in TEXTS}
        kept = str(Settings(self._store).get(STATEMENT, "")).strip()
        begins[CONFIDENTIALITY] = kept or begins[CONFIDENTIALITY]
        return begins | typed


def _became(action: Action, day: date) -> str:
    if action.state is ActionState.OPEN:
        late = action.due is not None and action.due < day
        return "Open, late" if late else "Open"
    word = "Done" if action.state is ActionState.DONE else "Dropped"
    on = f" {say_short(action.closed)}" if action.closed else ""
    return f"{word}{on}: {action.outcome}" if action.outcome else f"{word}{on}"


def _item_rows(session: Session, meeting_id: int) -> list[ItemTable]:
    query = select(ItemTable).where(ItemTable.meeting_id == meeting_id)
    return list(session.scalars(query.order_by(ItemTable.place, ItemTable.id)))


def _lines(session: Session, meeting_id: int) -> dict[int, list[LineTable]]:
    found: dict[int, list[LineTable]] = {}
    query = select(LineTable).where(LineTable.meeting_id == meeting_id)
    for row in session.scalars(query.order_by(LineTable.said, LineTable.id)):
        found.setdefault(row.item_id, []).append(row)
    return found


def _note(row: LineTable, agencies: dict[int, tuple[str, str]]) -> NoteLine:
    agency, initials = agencies.get(row.speaker_id or 0, ("", ""))
    return NoteLine(
        row.id, row.item_id, LineKind(row.kind), row.said, row.speaker_id, agency or row.speaker,
        row.words, initials, "", row.struck, row.owed_id,
    )  # fmt: skip


def _texts(session: Session, meeting_id: int) -> dict[str, str]:
    query = select(MinutesTextTable).where(MinutesTextTable.meeting_id == meeting_id)
    return {row.key: row.words for row in session.scalars(query)}
