"""What CTLP campaigns come to in a period: asked, returned, days, who came."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, select

from prevent_desk.community.model.profile import Coming, LineKind, people_of
from prevent_desk.community.service.profile_log import EVERY, STAKEHOLDERS
from prevent_desk.community.tables import (
    CampaignDayTable,
    DayComerTable,
    StakeholderLineTable,
    StakeholderTable,
)
from prevent_desk.core.clock import local
from prevent_desk.logbook.model.figures import Figure
from prevent_desk.logbook.model.nouns import PEOPLE, Noun
from prevent_desk.logbook.model.period import By, Period, is_late
from prevent_desk.logbook.model.query import Query
from prevent_desk.store.session import Store

_Row = tuple[int, int, date, datetime]
"""Stakeholder, campaign, day, when it was recorded (UTC)."""

ATTENDANCES = Noun("attendance", "attendances")
"""A stakeholder at a day: one who came to two is two of them."""

_Query = Select[int, int, date, datetime]


class ProfileFigures:
    """Counts for the page of reports; satisfies `FigureSource`."""

    title = "Local profile (CTLP)"

    def __init__(self, store: Store) -> None:
        self._store = store

    def figures(self, period: Period, by: By) -> Sequence[Figure]:
        """Return what a period comes to."""
        sent, back, chased = (
            self._rows(_lines(*kinds), period, by)
            for kinds in (
                (LineKind.SENT,), (LineKind.RETURNED,), (LineKind.REMINDED, LineKind.CALLED),
            )
        )  # fmt: skip
        found = [
            self._figure("ctlp_sent", Noun("form sent", "forms sent"), sent, period, by),
            self._figure("ctlp_back", Noun("form returned", "forms returned"), back, period, by),
            self._figure("ctlp_chased", Noun("reminded", "reminded"), chased, period, by),
        ]
        return [*found, *self._days(period, by)]

    # Inside

    def _rows(self, query: _Query, period: Period, by: By) -> dict[int, _Row]:
        with self._store.reading() as session:
            rows = [(row[0], row[1], row[2], row[3]) for row in session.execute(query)]
        kept: dict[int, _Row] = {}
        for row in rows:
            day = row[2] if by is By.EVENT else _recorded(row[3])
            if period.holds(day):
                kept.setdefault(row[0], row)
        return kept

    def _days(self, period: Period, by: By) -> list[Figure]:
        day, comer = CampaignDayTable, DayComerTable
        query = (
            select(comer.stakeholder_id, day.campaign_id, day.on, day.at, day.id, comer.heads)
            .join(day, day.id == comer.day_id)
            .where(comer.state == Coming.ATTENDED.value)
        )
        with self._store.reading() as session:
            rows = [
                row
                for row in session.execute(query)
                if period.holds(row.on if by is By.EVENT else _recorded(row.at))
            ]
        came = {
            row.stakeholder_id: (row.stakeholder_id, row.campaign_id, row.on, row.at)
            for row in rows
        }
        heads = people_of(row.heads for row in rows)
        days = len({row.id for row in rows})
        note = f"on {Noun('day', 'days').counted(days)}" if days else ""
        first = self._figure(
            "ctlp_came", Noun("stakeholder came", "stakeholders came"), came, period, by, note
        )
        position, ids = first.position, first.ids
        people = Figure(
            "ctlp_people", PEOPLE, heads, ids, first.late, "Community", position, ATTENDANCES,
            "at days of the campaign",
        )  # fmt: skip
        return [first, people]

    def _figure(
        self, key: str, noun: Noun, rows: dict[int, _Row], period: Period, by: By, note: str = ""
    ) -> Figure:
        ids = tuple(sorted(rows))
        late = tuple(
            key
            for key, (_one, _campaign, day, at) in sorted(rows.items())
            if is_late(day, _recorded(at), period, by)
        )
        position: dict[str, Any] = {
            "tab": "profile",
            "query": Query(sort="standing", descending=False, ids=frozenset(ids)).to_json(),
        }
        if rows:
            campaigns = {row[1] for row in rows.values()}
            # A year may end in one campaign and begin in the next: its records are in both.
            position["campaign"] = campaigns.pop() if len(campaigns) == 1 else EVERY
        return Figure(key, noun, len(ids), ids, late, "Community", position, STAKEHOLDERS, note)


def _lines(*kinds: LineKind) -> _Query:
    line, one = StakeholderLineTable, StakeholderTable
    return (
        select(one.id, one.campaign_id, line.on, line.at)
        .join(line, line.stakeholder_id == one.id)
        .where(line.kind.in_([kind.value for kind in kinds]))
        .order_by(line.id)
    )


def _recorded(at: datetime) -> date:
    return local(at).date()
