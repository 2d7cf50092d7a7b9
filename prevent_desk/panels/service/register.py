"""The register of decisions, and the figures of panels, read from what was kept."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from prevent_desk.panels.model import deciding, figures
from prevent_desk.panels.model.figures import CaseHeard, Figures, MeetingHeard
from prevent_desk.panels.model.records import Decision, ItemKind, LineKind, MeetingState
from prevent_desk.panels.model.register import DecisionLine, Filters, chosen
from prevent_desk.panels.service import reading
from prevent_desk.panels.service.decisions import Decisions
from prevent_desk.panels.service.room import RoomService
from prevent_desk.panels.tables import (
    DecisionTable,
    InviteTable,
    ItemTable,
    LineTable,
    MeetingTable,
)
from prevent_desk.referrals.service.forms import Forms
from prevent_desk.store.session import Store

_OVER = [str(one) for one in (MeetingState.LIVE, MeetingState.HELD, MeetingState.APPROVED)]


class Registers:
    """Reads all decisions and figures; writes nothing but that they were taken out."""

    def __init__(self, store: Store, forms: Forms, room: RoomService, decisions: Decisions) -> None:
        self._store, self._forms = store, forms
        self._room, self._decisions = room, decisions

    def decisions(self, filters: Filters | None = None) -> list[DecisionLine]:
        """Return the decisions that are wanted, newest first."""
        query = (
            select(DecisionTable, ItemTable.purpose, MeetingTable)
            .join(ItemTable, ItemTable.id == DecisionTable.item_id)
            .join(MeetingTable, MeetingTable.id == DecisionTable.meeting_id)
            .where(MeetingTable.state.in_(_OVER))
        )
        with self._store.reading() as session:
            rows = session.execute(query).all()
            dissent = _dissent(session, [row.item_id for row, _purpose, _meeting in rows])
            lines = [
                self._line(row, purpose, meeting, dissent.get(row.item_id, []))
                for row, purpose, meeting in rows
                if row.code or row.words or row.rationale
            ]
        return chosen(lines, filters or Filters())

    def item_of(self, decision_id: int) -> int | None:
        """Return the point of the agenda a decision is of; None where it is no longer there."""
        query = select(DecisionTable.item_id).where(DecisionTable.id == decision_id)
        with self._store.reading() as session:
            return session.scalar(query)

    def meetings(self) -> list[MeetingHeard]:
        """Return the meetings that were held, with what is counted of them, oldest first."""
        query = select(MeetingTable).where(MeetingTable.state.in_(_OVER[1:]))
        with self._store.reading() as session:
            rows = session.scalars(query.order_by(MeetingTable.starts)).all()
            held = [reading.meeting(row) for row in rows]
        lines = {line.item_id: line for line in self.decisions()}
        return [
            MeetingHeard(one, tuple(self._room.attendees(one.id)), self._cases(one.id, lines))
            for one in held
        ]

    def figures(self, since: date, until: date) -> Figures:
        """Return the figures of a period, both days included."""
        return figures.figures(self.meetings(), since, until)

    def note_export(self, kind: str, export_id: str, marking: str) -> None:
        """Note in the audit trail that a register was taken out."""
        self._store.note("exported", "panel", "", paper=kind, export=export_id, marking=marking)

    def _cases(self, meeting_id: int, lines: dict[int, DecisionLine]) -> tuple[CaseHeard, ...]:
        verdicts = self._room.verdicts(meeting_id)
        query = select(ItemTable).where(
            ItemTable.meeting_id == meeting_id,
            ItemTable.kind == ItemKind.CASE.value,
            ItemTable.state != "dropped",
        )
        with self._store.reading() as session:
            spans = reading.spans_of(session, meeting_id)
            rows = session.scalars(query.order_by(ItemTable.place)).all()
        found = []
        for row in rows:
            line, times = lines.get(row.id), spans.get(row.id, [])
            if not times and line is None:
                continue
            seconds = sum((one.ended - one.began).total_seconds() for one in times if one.ended)
            quorum = verdicts[row.id].met if times and row.id in verdicts else None
            found.append(
                CaseHeard(
                    row.id, line.ref if line else f"case:{row.episode_id}", int(seconds), quorum,
                    line.code if line else "", line.decision if line else "",
                    line.dissenters if line else (),
                )
            )  # fmt: skip
        return tuple(found)

    def _line(
        self,
        row: DecisionTable,
        purpose: str,
        meeting: MeetingTable,
        dissent: list[tuple[str, str]],
    ) -> DecisionLine:
        found = self._forms.vocabularies().get(deciding.codes(purpose)[0])
        return DecisionLine(
            item_id=row.item_id,
            meeting_id=row.meeting_id,
            episode_id=row.episode_id,
            on=meeting.starts.date(),
            ref=row.ref,
            purpose=purpose,
            code=row.code,
            decision=found.label(row.code) if found and row.code else "",
            words=row.words,
            rationale=row.rationale,
            how=deciding.how_told(
                Decision(
                    row.item_id, row.ref, how=row.how, votes_for=row.votes_for,
                    votes_against=row.votes_against,
                )
            ),
            dissent="\n".join(f"{who}: {words}" if who else words for who, words in dissent),
            dissenters=tuple(dict.fromkeys(who for who, _words in dissent if who)),
            consent=row.consent,
            needed=row.needed,
            next_review=row.next_review,
            sealed=meeting.state == MeetingState.APPROVED.value,
            in_record=row.moved_id is not None or row.review_id is not None,
        )  # fmt: skip


def _dissent(session: Session, items: list[int]) -> dict[int, list[tuple[str, str]]]:
    query = (
        select(LineTable, InviteTable.agency)
        .outerjoin(InviteTable, InviteTable.id == LineTable.speaker_id)
        .where(LineTable.item_id.in_(items), LineTable.kind == LineKind.DISSENT.value)
        .where(LineTable.struck == "")
        .order_by(LineTable.id)
    )
    found: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for line, agency in session.execute(query):
        found[line.item_id].append((agency or line.speaker, line.words))
    return found
