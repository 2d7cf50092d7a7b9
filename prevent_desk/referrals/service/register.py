"""The register of referrals, read for a workbook."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Row, select

from prevent_desk.core.birth import Born
from prevent_desk.core.clock import Clock, local
from prevent_desk.referrals.model.papers.register import Register, RegisterRow
from prevent_desk.referrals.model.states import State
from prevent_desk.referrals.service.counts import Counts
from prevent_desk.referrals.service.forms import Forms
from prevent_desk.referrals.service.people import People
from prevent_desk.referrals.tables import EpisodePersonTable, EpisodeTable, PersonTable
from prevent_desk.store import audit
from prevent_desk.store.session import Store

_COLUMNS = (
    EpisodeTable.id,
    EpisodeTable.ref,
    EpisodeTable.names,
    EpisodeTable.received,
    EpisodeTable.recorded,
    EpisodeTable.sector,
    EpisodeTable.source,
    EpisodeTable.concern,
    EpisodeTable.city_link,
    EpisodeTable.home_area,
    EpisodeTable.responsible_area,
    EpisodeTable.state,
    EpisodeTable.state_on,
    EpisodeTable.outcome,
)
_CHUNK = 500


class Registers:
    """Reads registers, and notes that one was taken out."""

    def __init__(self, store: Store, clock: Clock, forms: Forms, people: People) -> None:
        self._store, self._clock = store, clock
        self._forms, self._people = forms, people
        self._counts = Counts(store)

    def register(
        self,
        *,
        since: date | None = None,
        until: date | None = None,
        with_names: bool = False,
        marking: str,
        export_id: str,
        practice: bool,
    ) -> Register:
        """Return the register of a period, by the day of receipt, oldest first."""
        query = select(*_COLUMNS).order_by(EpisodeTable.received, EpisodeTable.id)
        if since is not None:
            query = query.where(EpisodeTable.received >= datetime.combine(since, time()))
        if until is not None:
            end = datetime.combine(until + timedelta(days=1), time())
            query = query.where(EpisodeTable.received < end)
        with self._store.reading() as session:
            rows = list(session.execute(query))
        ids = [row[0] for row in rows]
        subjects, times = self._subjects(ids), self._people.times_of(ids)
        return Register(
            rows=[self._row(row, subjects.get(row[0], []), times.get(row[0], 1)) for row in rows],
            counts=self._counts.of(since or date.min, until or date.max),
            marking=marking,
            export_id=export_id,
            current_to=self._clock.today(),
            made_at=self._clock.now(),
            since=since,
            until=until,
            with_names=with_names,
            practice=practice,
        )

    def note_export(self, export_id: str, marking: str, *, with_names: bool) -> None:
        """Note in the audit trail that a register was taken out."""
        detail = {"export": export_id, "marking": marking, "names": with_names}
        with self._store.writing(None) as session:
            audit.note(session, "exported", "register of referrals", "", detail)

    def _row(
        self, row: Row[*tuple[Any, ...]], subjects: list[Row[*tuple[Any, ...]]], times: int
    ) -> RegisterRow:
        received = row.received.date()
        bands = [self._forms.age_band(_born(one), received) for one in subjects]
        return RegisterRow(
            ref=row.ref,
            names=row.names,
            received=received,
            recorded=local(row.recorded).date(),
            sector=self._label("sector", row.sector),
            source=self._label("sub_source", row.source),
            concern=self._label("concern", row.concern),
            age="\n".join(self._label("age_band", band) for band in bands),
            gender="\n".join(self._label("gender", one.gender) or "–" for one in subjects),
            city_link=self._label("city_link", row.city_link),
            home_area=self._label("home_area", row.home_area),
            responsible_area=self._label("home_area", row.responsible_area),
            state=State(row.state),
            state_on=row.state_on,
            outcome=self._label("outcome", row.outcome),
            times=times,
        )

    def _label(self, vocabulary: str, code: str) -> str:
        found = self._forms.vocabularies().get(vocabulary)
        return found.label(code) if found and code else code

    def _subjects(self, ids: list[int]) -> dict[int, list[Row[*tuple[Any, ...]]]]:
        query = (
            select(
                EpisodePersonTable.episode_id,
                PersonTable.born,
                PersonTable.born_year,
                PersonTable.is_approximate,
                PersonTable.gender,
            )
            .join(PersonTable, PersonTable.id == EpisodePersonTable.person_id)
            .where(EpisodePersonTable.role == "subject")
            .order_by(EpisodePersonTable.id)
        )
        found: dict[int, list[Row[*tuple[Any, ...]]]] = {}
        with self._store.reading() as session:
            for start in range(0, len(ids), _CHUNK):
                some = ids[start : start + _CHUNK]
                for row in session.execute(query.where(EpisodePersonTable.episode_id.in_(some))):
                    found.setdefault(row.episode_id, []).append(row)
        return found


def _born(row: Row[*tuple[Any, ...]]) -> Born | None:
    if row.born is not None:
        return Born.on(row.born)
    if row.born_year is not None:
        return Born(row.born_year, approximate=row.is_approximate)
    return None
