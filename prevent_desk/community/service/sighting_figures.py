"""What sightings come to in a period, and what they are as evidence of the plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from prevent_desk.community.model.sightings import SIGHTING, Police
from prevent_desk.community.service.sightings import PAGE, TAB, Sightings, told
from prevent_desk.community.service.sightings_log import FORWARD, GONE, TENSION, TOLD, SightingLog
from prevent_desk.community.tables import SightingTable
from prevent_desk.logbook.model.figures import Figure
from prevent_desk.logbook.model.nouns import Noun
from prevent_desk.logbook.model.period import By, Period
from prevent_desk.logbook.service.plan_links import RecordFact
from prevent_desk.logbook.service.table_log import FigureOf, within
from prevent_desk.readers import shipped
from prevent_desk.store.keys import filled


class SightingFigures:
    """Counts sightings for any period; satisfies `FigureSource`."""

    title = "Sightings"

    def __init__(self, log: SightingLog) -> None:
        self._log = log

    def figures(self, period: Period, by: By) -> Sequence[Figure]:
        """Return what a period comes to: all, by kind, and what was done about them."""
        kinds = shipped.vocabularies()["sighting_kind"].terms
        wanted = [
            _of("sightings", SIGHTING),
            *(
                _of(
                    f"sightings of {one.code}",
                    Noun(f"{one.label.lower()} sighting", f"{one.label.lower()} sightings"),
                    kind=one.code,
                )
                for one in kinds
            ),
            _of("sightings removed", Noun("removed", "removed"), stands=GONE),
            _of(
                "sightings to police",
                Noun("passed to police", "passed to police"),
                police=Police.YES.value,
            ),
            _of(
                "tensions",
                Noun("with a note on tension", "with a note on tension"),
                has=TENSION,
            ),
            _of(
                "sightings answered",
                Noun("answered to who reported", "answered to who reported"),
                has=TOLD,
            ),
            _of(
                "sightings for profile",
                Noun("put forward for the CTLP", "put forward for the CTLP"),
                has=FORWARD,
            ),
        ]
        return self._log.figures(within(period, by), wanted, page=PAGE, tab=TAB)


def _of(key: str, noun: Noun, **chosen: str) -> FigureOf:
    return FigureOf(key, noun, {name: frozenset({code}) for name, code in chosen.items()})


class SightingFacts:
    """What sightings are as evidence of the plan; satisfies `RecordFacts`."""

    key = "sighting"
    words = "Sightings"
    icon = "map-pin"

    def __init__(self, sightings: Sightings) -> None:
        self._sightings = sightings

    def facts(self, session: Session, ids: Sequence[int]) -> Mapping[int, RecordFact]:
        """Return what these sightings say of themselves; those gone are left out."""
        statement = select(SightingTable).where(SightingTable.id.in_(filled(ids)))
        rows = session.scalars(statement).all()
        return {
            one.id: RecordFact(
                one.called,
                told(one),
                one.seen,
                1,
                None,
                self.icon,
                PAGE,
                {"tab": TAB, "sighting": one.id},
            )
            for one in self._sightings.records(session, rows)
        }

    def newest(self, session: Session, most: int) -> Sequence[int]:
        """Return the keys of the newest sightings."""
        order = (SightingTable.seen.desc(), SightingTable.id.desc())
        return list(session.scalars(select(SightingTable.id).order_by(*order).limit(most)))
