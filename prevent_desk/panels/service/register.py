"""The register of decisions, and the figures of panels, read from what was kept."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from prevent_desk.contacts.service import ContactServices
from prevent_desk.core.clock import Clock, local
from prevent_desk.core.vocabulary import Vocabularies
from prevent_desk.panels.model import deciding, figures, quorum
from prevent_desk.panels.model.figures import Figures, MeetingHeard
from prevent_desk.panels.model.records import Decision, LineKind, MeetingState
from prevent_desk.panels.model.register import DecisionLine, Filters, chosen
from prevent_desk.panels.service import heard
from prevent_desk.panels.tables import (
    DecisionTable,
    InviteTable,
    ItemTable,
    LineTable,
    MeetingTable,
)
from prevent_desk.referrals.service import ReferralServices
from prevent_desk.store.session import Store
from prevent_desk.store.settings import Settings

_OVER = [str(one) for one in (MeetingState.LIVE, MeetingState.HELD, MeetingState.APPROVED)]


class Registers:
    """Reads all decisions and figures; writes nothing but that they were taken out."""

    def __init__(
        self, store: Store, clock: Clock, contacts: ContactServices, referrals: ReferralServices
    ) -> None:
        self._store, self._clock, self._contacts = store, clock, contacts
        self._forms, self._episodes = referrals.forms, referrals.episodes

    def decisions(self, filters: Filters | None = None) -> list[DecisionLine]:
        """Return the decisions that are wanted, newest first."""
        query = (
            select(
                *DecisionTable.__table__.c, ItemTable.purpose, MeetingTable.starts,
                MeetingTable.state,
            )
            .join(ItemTable, ItemTable.id == DecisionTable.item_id)
            .join(MeetingTable, MeetingTable.id == DecisionTable.meeting_id)
            .where(MeetingTable.state.in_(_OVER))
        )  # fmt: skip
        lists = self._forms.vocabularies()
        with self._store.reading() as session:
            dissent = _dissent(session)
            lines = [
                _line(row, lists, dissent.get(row.item_id, []))
                for row in session.execute(query)
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
        lines = {line.item_id: line for line in self.decisions()}
        known = self._contacts.organisations.by_id()
        usual = Settings(self._store).get(quorum.SETTING)
        now = local(self._clock.now())
        cases = select(ItemTable.episode_id).where(ItemTable.episode_id.is_not(None)).distinct()
        with self._store.reading() as session:
            episodes = [one for one in session.scalars(cases) if one is not None]
        refs = self._episodes.refs(episodes)
        with self._store.reading() as session:
            return heard.read(session, _OVER[1:], known, lines, refs, usual, now)

    def figures(self, since: date, until: date) -> Figures:
        """Return the figures of a period, both days included."""
        return figures.figures(self.meetings(), since, until)

    def note_export(self, kind: str, export_id: str, marking: str) -> None:
        """Note in the audit trail that a register was taken out."""
        self._store.note("exported", "panel", "", paper=kind, export=export_id, marking=marking)


def _line(
    row: Any,  # noqa: ANN401 - a selected row, with the columns of its table
    lists: Vocabularies,
    dissent: list[tuple[str, str]],
) -> DecisionLine:
    found = lists.get(deciding.codes(row.purpose)[0])
    return DecisionLine(
        item_id=row.item_id,
        meeting_id=row.meeting_id,
        episode_id=row.episode_id,
        on=row.starts.date(),
        ref=row.ref,
        purpose=row.purpose,
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
        sealed=row.state == MeetingState.APPROVED.value,
        in_record=row.moved_id is not None or row.review_id is not None,
    )  # fmt: skip


def _dissent(session: Session) -> dict[int, list[tuple[str, str]]]:
    query = (
        select(LineTable.item_id, LineTable.speaker, LineTable.words, InviteTable.agency)
        .outerjoin(InviteTable, InviteTable.id == LineTable.speaker_id)
        .where(LineTable.kind == LineKind.DISSENT.value)
        .where(LineTable.struck == "")
        .order_by(LineTable.id)
    )
    found: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for item_id, speaker, words, agency in session.execute(query):
        found[item_id].append((agency or speaker, words))
    return found
