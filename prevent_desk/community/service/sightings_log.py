"""The log of sightings: what it is listed, filtered, ordered and taken out by."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, false, func, not_, or_, select
from sqlalchemy.orm import Session

from prevent_desk.community.model.places import say_coordinate
from prevent_desk.community.model.sightings import ITEMS, KIND_ICONS, SIGHTING, Police, Sighting
from prevent_desk.community.service.names import Names
from prevent_desk.community.service.sightings import WITH_PHOTOS, Sightings
from prevent_desk.community.tables import SightingPhotoTable, SightingTable
from prevent_desk.contacts.service import resolved
from prevent_desk.core.dates import say_short
from prevent_desk.core.vocabulary import Vocabulary
from prevent_desk.logbook.model.days import DayEntry
from prevent_desk.logbook.model.query import Query
from prevent_desk.logbook.model.sheet import SheetColumn
from prevent_desk.logbook.service.columns import scanned
from prevent_desk.logbook.service.table_log import (
    Condition,
    FilterOn,
    FilterWhere,
    Listed,
    Options,
    OrderBy,
    TableLog,
)
from prevent_desk.readers import shipped
from prevent_desk.store.session import Store

KEY = "community/sightings"

STILL, GONE, TOLD, UNTOLD, PHOTO, TENSION, FORWARD = (
    "still", "gone", "told", "untold", "photo", "tension", "forward",
)  # fmt: skip
_STANDS = ((STILL, "Still there, or not known"), (GONE, "Removed"))
_HAS = (
    (TENSION, "A note on tension"),
    (PHOTO, "A photo"),
    (UNTOLD, "Nobody told of it yet"),
    (TOLD, "Told who reported it"),
    (FORWARD, "Put forward for the CTLP"),
)


class SightingLog(TableLog[Sighting]):
    """Lists sightings; satisfies `LogSource`."""

    key, title = KEY, "Sightings"
    noun = SIGHTING
    day_title = "Seen"

    def __init__(self, store: Store, sightings: Sightings, names: Names) -> None:
        self._sightings, self._names = sightings, names
        super().__init__(store)

    def listed(self) -> Listed:
        """Return what the log is made of."""
        return Listed(
            SightingTable,
            SightingTable.seen,
            SightingTable.at,
            searched=(
                SightingTable.street, SightingTable.place, SightingTable.words,
                SightingTable.finder, SightingTable.tension,
            ),
            filters=(
                FilterOn("kind", "Kind", SightingTable.kind, _terms("sighting_kind")),
                FilterOn("theme", "Theme", SightingTable.theme, _terms("sighting_theme")),
                FilterOn("ward", "Ward", SightingTable.ward, _terms("ward")),
                FilterOn("police", "Police", SightingTable.police, _police),
                FilterWhere("stands", "Removed", lambda: _STANDS, _stands),
                FilterOn("partner", "Partner", SightingTable.organisation_id, self._partners),
                FilterWhere("has", "Has", lambda: _HAS, _has),
            ),
            orders=(
                OrderBy("number", "Number", SightingTable.number),
                OrderBy("where", "Place", SightingTable.street),
                OrderBy("kind", "Kind", SightingTable.kind),
                OrderBy("theme", "Theme", SightingTable.theme),
            ),
            loads=(WITH_PHOTOS,),
        )  # fmt: skip

    def records(self, session: Session, rows: Sequence[Any]) -> list[Sighting]:
        """Return rows as records, organisations called as today."""
        return self._sightings.records(session, rows)

    def matching(self, word: str) -> Sequence[Condition]:
        """Find a sighting by its number, by words of its codes, and by who found it."""
        found: list[Condition] = []
        if word.lstrip("#").isdigit() and len(word) < 9:
            found.append(SightingTable.number == int(word.lstrip("#")))
        for column, code in (
            (SightingTable.kind, "sighting_kind"), (SightingTable.theme, "sighting_theme"),
            (SightingTable.ward, "ward"),
        ):  # fmt: skip
            terms = shipped.vocabularies()[code].terms
            codes = [one.code for one in terms if word.casefold() in one.label.casefold()]
            if codes:
                found.append(column.in_(codes))
        found.append(SightingTable.organisation_id.in_(resolved.organisations_called(word)))
        return found

    def entry(self, record: Sighting) -> DayEntry:
        """Return a sighting as the calendar shows it."""
        return _entry(
            record.id, record.seen, record.kind, record.street or record.place,
            record.police, is_tense=bool(record.tension),
        )  # fmt: skip

    def days(self, query: Query, first: date, last: date) -> list[DayEntry]:
        """Return what a calendar shows: hundreds a month, and nothing of photos or reporters."""
        table = SightingTable
        asked_for: Any = select(
            table.id, table.seen, table.kind, table.street, table.place, table.police,
            table.tension != "",
        )  # fmt: skip
        statement = self._where(asked_for, replace(query, first=None, last=None, late=False))
        seen = scanned(table.seen)
        statement = statement.where(seen <= last, seen >= first).order_by(table.seen, table.id)
        with self._store.reading() as session:
            rows = session.execute(statement).all()
        return [
            _entry(key, day, kind, street or place, Police(police), is_tense=bool(tense))
            for key, day, kind, street, place, police, tense in rows
        ]

    def totals(self, query: Query) -> str:
        """Return what sightings come to, after how many: "31 items · 2 to pass to police"."""
        table = SightingTable
        asked = self._where(select(table.id), query)
        statement = select(
            func.count(),
            func.coalesce(func.sum(table.items), 0),
            func.count().filter(table.removed.is_not(None)),
            func.count().filter(table.police == Police.YES.value),
            func.count().filter(table.police == Police.TO_DO.value),
        ).where(table.id.in_(asked))
        with self._store.reading() as session:
            number, items, removed, passed, to_pass = session.execute(statement).one()
        if not number:
            return ""
        said = [ITEMS.counted(items)] if items != number else []
        said.append(f"{removed:,} removed")
        if passed:
            said.append(f"{passed:,} passed to police")
        if to_pass:
            said.append(f"{to_pass:,} to pass to police")
        return " · ".join(said)

    def sheet(self) -> Sequence[SheetColumn[Sighting]]:
        """Return the columns of the workbook; addresses of who reported are not among them."""
        lists = shipped.vocabularies()

        def label(code: str, value: str) -> str:
            return lists[code].label(value) if value else ""

        def day(value: Any) -> str:  # noqa: ANN401 - a day or none
            return say_short(value) if value else ""

        column = SheetColumn[Sighting]
        return (
            column("Number", 9, lambda one: str(one.number)),
            column("Seen", 13, lambda one: say_short(one.seen)),
            column("Time", 8, lambda one: one.seen_at),
            column("What", 12, lambda one: label("sighting_kind", one.kind)),
            column("Items", 7, lambda one: str(one.items)),
            column("Theme", 22, lambda one: label("sighting_theme", one.theme)),
            column("Street", 26, lambda one: one.street),
            column("Ward", 20, lambda one: label("ward", one.ward)),
            column("Place", 30, lambda one: one.place),
            column("Coordinate", 22, lambda one: say_coordinate(one.latitude, one.longitude)),
            column("What was seen", 44, lambda one: one.words),
            column("Found by", 26, lambda one: one.finder),
            column("Partner", 24, lambda one: one.organisation),
            column("Removed", 13, lambda one: day(one.removed)),
            column("Removed at", 11, lambda one: one.removed_at),
            column("Removed by", 20, lambda one: one.removed_by),
            column("Police", 18, lambda one: one.police.words),
            column("Passed on", 13, lambda one: day(one.police_on)),
            column("Tension", 40, lambda one: one.tension),
            column("Photos", 8, lambda one: str(len(one.photos)) if one.photos else ""),
            column("Told", 13, lambda one: day(one.feedback_on)),
            column("For the CTLP", 13, lambda one: day(one.for_profile)),
            column("Came as", 12, lambda one: one.source.words),
        )

    def _partners(self) -> Options:
        used = select(SightingTable.organisation_id).distinct()
        with self._store.reading() as session:
            keys = {key for key in session.scalars(used) if key is not None}
            known = self._names.known(session).organisations
            found = [(str(key), known[key].called) for key in keys if key in known]
        return sorted(found, key=lambda one: one[1].casefold())


def _terms(code: str) -> Callable[[], Options]:
    return lambda: [(one.code, one.label) for one in shipped.vocabularies()[code].terms]


def _police() -> Options:
    return [(one.value, one.words) for one in (Police.TO_DO, Police.YES, Police.NO)]


def _stands(code: str) -> Condition:
    gone = SightingTable.removed.is_not(None)
    return gone if code == GONE else not_(gone)


def _has(code: str) -> Condition:
    table = SightingTable
    untold = and_(
        table.feedback_on.is_(None),
        or_(table.reporter_email != "", table.organisation_id.is_not(None)),
    )
    found: dict[str, ColumnElement[bool]] = {
        TENSION: table.tension != "",
        PHOTO: exists().where(SightingPhotoTable.sighting_id == table.id),
        UNTOLD: untold,
        TOLD: table.feedback_on.is_not(None),
        FORWARD: table.for_profile.is_not(None),
    }
    # A view kept from before may hold anything.
    return found.get(code, false())


def _entry(
    key: int, seen: date, kind: str, where: str, police: Police, *, is_tense: bool
) -> DayEntry:
    words = f"{where or 'No place told'}: {_kinds().label(kind).lower()}"
    tone = "red" if is_tense else "amber" if police is Police.TO_DO else "accent"
    return DayEntry(key, seen, seen, words, KIND_ICONS.get(kind, ""), tone)


def _kinds() -> Vocabulary:
    return shipped.vocabularies()["sighting_kind"]
