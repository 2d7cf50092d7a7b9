"""The three counts of a period, by the day a concern came in or the day it was recorded."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from prevent_desk.core.clock import local
from prevent_desk.referrals.model import counts
from prevent_desk.referrals.model.counts import Counted
from prevent_desk.referrals.model.states import State
from prevent_desk.referrals.tables import EpisodeTable, MoveTable
from prevent_desk.store.session import Store


class Counts:
    """Counts referrals; figures are for reports, never without the records behind them."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def of(self, first: date, last: date, *, recorded: bool = False) -> counts.Counts:
        """Return the counts of a period.

        Args:
            first: Its first day.
            last: Its last day, within it.
            recorded: By the day it was recorded; by the day the concern came in otherwise.
        """
        began = (
            select(MoveTable.now)
            .where(MoveTable.episode_id == EpisodeTable.id, MoveTable.was == "")
            .limit(1)
            .scalar_subquery()
        )
        query = select(
            EpisodeTable.id,
            EpisodeTable.state,
            EpisodeTable.outcome,
            EpisodeTable.received,
            EpisodeTable.recorded,
            EpisodeTable.city_link,
            EpisodeTable.home_area,
            EpisodeTable.responsible_area,
            began,
        ).order_by(EpisodeTable.received, EpisodeTable.id)
        with self._store.reading() as session:
            rows = [
                Counted(
                    row[0],
                    State(row[1]),
                    row[2],
                    row[3].date(),
                    local(row[4]).date(),
                    row[5],
                    row[6],
                    row[7],
                    State(row[8] or row[1]),
                )
                for row in session.execute(query)
            ]
        return counts.count(
            row for row in rows if first <= (row.recorded if recorded else row.received) <= last
        )
