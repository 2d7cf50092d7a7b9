"""Sightings: recorded, changed, removed, passed on, answered; each act one Undo.

No act makes or touches a record of a person. Labels of Undo name a sighting by its number.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

from sqlalchemy import func, select
from sqlalchemy.orm import InstrumentedAttribute, Session, selectinload

from prevent_desk.community.model.places import Spot
from prevent_desk.community.model.repeats import Seen
from prevent_desk.community.model.sightings import (
    ITEMS,
    CameFrom,
    NewSighting,
    Photo,
    Police,
    Sighting,
)
from prevent_desk.community.service.names import Names
from prevent_desk.community.service.sighting_rules import refuse_removed, refuse_wrong
from prevent_desk.community.tables import SightingPhotoTable, SightingTable
from prevent_desk.contacts.model.history import Happening
from prevent_desk.core.clock import Clock
from prevent_desk.core.errors import Refused
from prevent_desk.core.kept_file import KeptFile
from prevent_desk.logbook.model.parties import Party
from prevent_desk.logbook.service.columns import scanned
from prevent_desk.logbook.service.gone import refuse_gone
from prevent_desk.logbook.service.plan_links import PlanLinks, PlanTarget
from prevent_desk.readers import shipped
from prevent_desk.store import attachments, audit
from prevent_desk.store.attachments import FileTable
from prevent_desk.store.keys import filled
from prevent_desk.store.session import Store
from prevent_desk.store.settings import Settings

PAGE, TAB = "Community", "sightings"
"""Where they are shown."""

KIND = "sighting"
"""What the plan calls one as evidence."""

_GIVEN = "sightings/given"
"""The highest number given: one that Undo took back is never another sighting's."""

_MOST_OFFERED = 500
"""Streets and finders offered while one is typed."""

WITH_PHOTOS = selectinload(SightingTable.photos).selectinload(SightingPhotoTable.file)
"""How many rows at once get their photos."""


class Sightings:
    """Keeps what was seen where."""

    def __init__(self, store: Store, clock: Clock, names: Names, plan: PlanLinks) -> None:
        self._store, self._clock, self._names, self._plan = store, clock, names, plan
        self._settings = Settings(store)

    # Reading

    def one(self, sighting_id: int) -> Sighting:
        """Return a sighting.

        Raises:
            Refused: It is no longer there.
        """
        with self._store.reading() as session:
            return self.records(session, [self.row(session, sighting_id)])[0]

    def by_ids(self, ids: Iterable[int]) -> list[Sighting]:
        """Return sightings, oldest first; those no longer there are left out."""
        statement = (
            select(SightingTable)
            .where(SightingTable.id.in_(filled(ids)))
            .order_by(SightingTable.seen, SightingTable.seen_at, SightingTable.number)
            .options(WITH_PHOTOS)
        )
        with self._store.reading() as session:
            return self.records(session, session.scalars(statement).all())

    def is_there(self, sighting_id: int) -> bool:
        """Return whether a sighting is there."""
        with self._store.reading() as session:
            return session.get(SightingTable, sighting_id) is not None

    def how_many(self) -> int:
        """Return how many there are."""
        with self._store.reading() as session:
            return session.scalar(select(func.count(SightingTable.id))) or 0

    def between(self, first: date, last: date) -> list[Sighting]:
        """Return the sightings of a period by the day seen, oldest first."""
        statement = (
            select(SightingTable)
            .where(SightingTable.seen >= first, SightingTable.seen <= last)
            .order_by(SightingTable.seen, SightingTable.seen_at, SightingTable.number)
            .options(WITH_PHOTOS)
        )
        with self._store.reading() as session:
            return self.records(session, session.scalars(statement).all())

    def seen_between(self, first: date, last: date) -> list[Seen]:
        """Return the sightings of some days as far as repeats need them."""
        with self._store.reading() as session:
            return seen_between(session, first, last)

    def streets(self) -> list[str]:
        """Return the streets told in a year, those told most often first; for completion."""
        return self._told_most(SightingTable.street)

    def finders(self) -> list[str]:
        """Return who found things in a year, as told; those told most often first."""
        return self._told_most(SightingTable.finder)

    def of_organisation(self, organisation_id: int) -> list[Sighting]:
        """Return what an organisation reported, newest first."""
        statement = (
            select(SightingTable)
            .where(SightingTable.organisation_id == organisation_id)
            .order_by(SightingTable.seen.desc(), SightingTable.id.desc())
            .options(WITH_PHOTOS)
        )
        with self._store.reading() as session:
            return self.records(session, session.scalars(statement).all())

    def happenings(self, organisation_id: int) -> Sequence[Happening]:
        """Return a line for each sighting an organisation reported, for its chronology."""
        return [
            Happening(
                one.seen, f"Reported {told(one)}", "map-pin", PAGE, {"tab": TAB, "sighting": one.id}
            )
            for one in self.of_organisation(organisation_id)
        ]

    def to_pass_on(self) -> int:
        """Return how many are still to be passed to police."""
        statement = select(func.count(SightingTable.id)).where(
            SightingTable.police == Police.TO_DO.value
        )
        with self._store.reading() as session:
            return session.scalar(statement) or 0

    def photo(self, file_id: int) -> bytes | None:
        """Return a photo's bytes: the picture alone; None where it is no longer there."""
        with self._store.reading() as session:
            return attachments.content(session, file_id)

    # Acting

    def targets(self, sighting_id: int) -> Sequence[PlanTarget]:
        """Return what of the plan a sighting counts towards."""
        return self._plan.of(KIND, sighting_id)

    def add(self, new: NewSighting, targets: Sequence[PlanTarget] = ()) -> int:
        """Record a sighting and what it counts towards; return its key.

        Raises:
            Refused: Its day is to come, its place is not told, or a part cannot be.
        """
        refuse_wrong(new, self._clock.today())
        self._plan.refuse_gone(targets)
        number, group = self.give_numbers(1), uuid4().hex
        with self._store.writing(f"sighting {number}", group=group) as session:
            sighting_id = self.add_in(session, new, number)
        if targets:
            self._plan.put(KIND, sighting_id, targets, group=group)
        return sighting_id

    def give_numbers(self, count: int) -> int:
        """Return the first of so many numbers; called outside a unit, for it keeps its own."""
        with self._store.reading() as session:
            highest = session.scalar(select(func.max(SightingTable.number))) or 0
        first = max(highest, int(self._settings.get(_GIVEN, 0))) + 1
        self._settings.put(_GIVEN, first + count - 1)
        return first

    def add_in(self, session: Session, new: NewSighting, number: int) -> int:
        """Record a sighting within the unit of another act, under a number given before."""
        row = self.put_in(session, new, number)
        session.flush()
        return row.id

    def put_in(self, session: Session, new: NewSighting, number: int) -> SightingTable:
        """Do so without writing yet: whoever records many writes them all at once."""
        refuse_gone(session, [_finder(new)])
        row = SightingTable(
            number=number, feedback_on=None, feedback="", for_profile=None,
            source=new.source.value, source_key=new.source_key, at=self._now(),
            by=self._store.actor,
        )  # fmt: skip
        self._write(row, new)
        session.add(row)
        return row

    def change(
        self, sighting_id: int, new: NewSighting, targets: Sequence[PlanTarget] | None = None
    ) -> None:
        """Let a sighting be as told; where it came from and when stay as they were.

        Args:
            sighting_id: Its key.
            new: As it is to be.
            targets: What it counts towards; None leaves that as it is.

        Raises:
            Refused: It is no longer there, or a part cannot be.
        """
        refuse_wrong(new, self._clock.today())
        self._plan.refuse_gone(targets or ())
        label, group = self._label(sighting_id), uuid4().hex
        with self._store.writing(label, group=group) as session:
            row = self.row(session, sighting_id)
            refuse_gone(session, [_finder(new)])
            self._write(row, new)
        if targets is not None and list(targets) != list(self.targets(sighting_id)):
            self._plan.put(KIND, sighting_id, targets, group=group)

    def remove(self, sighting_id: int) -> None:
        """Take a sighting out of the log: it was recorded by mistake, or twice."""
        label, group = f"removing {self._label(sighting_id)}", uuid4().hex
        if self.targets(sighting_id):
            self._plan.put(KIND, sighting_id, (), group=group)
        with self._store.writing(label, group=group) as session:
            session.delete(self.row(session, sighting_id))

    def say_removed(self, sighting_id: int, on: date | None, at: str = "", by: str = "") -> None:
        """Note the day, the time and by whom what was seen was taken away; None: it is still there.

        Raises:
            Refused: The day is before it was seen, or to come.
        """
        with self._store.writing(f"removal of {self._label(sighting_id)}") as session:
            row = self.row(session, sighting_id)
            refuse_removed(row.seen, on, self._clock.today())
            row.removed = on
            row.removed_at, row.removed_by = (at, by.strip()) if on else ("", "")

    def say_police(self, sighting_id: int, police: Police, on: date | None = None) -> None:
        """Note whether it was passed to police as intelligence, and when; today where not said."""
        with self._store.writing(f"police on {self._label(sighting_id)}") as session:
            row = self.row(session, sighting_id)
            row.police = police.value
            row.police_on = (on or self._clock.today()) if police is Police.YES else None

    def say_tension(self, sighting_id: int, words: str) -> None:
        """Note what it may mean for the community, for the monthly summary."""
        with self._store.writing(f"tension of {self._label(sighting_id)}") as session:
            self.row(session, sighting_id).tension = words.strip()

    def say_feedback(self, sighting_id: int, words: str, on: date | None) -> None:
        """Note what whoever reported it was told, and when; no day takes it back."""
        with self._store.writing(f"feedback on {self._label(sighting_id)}") as session:
            row = self.row(session, sighting_id)
            row.feedback_on, row.feedback = on, words.strip() if on else ""

    def put_forward(self, sighting_ids: Sequence[int], on: date | None) -> None:
        """Put sightings forward for the local profile (CTLP), or take them back from it."""
        label = (
            self._label(sighting_ids[0])
            if len(sighting_ids) == 1
            else f"{len(sighting_ids)} sightings"
        )
        with self._store.writing(f"local profile of {label}") as session:
            for key in sighting_ids:
                self.row(session, key).for_profile = on

    def note_copied(self, sighting_id: int, file_id: int) -> None:
        """Note in the audit trail that a photo was taken out."""
        with self._store.writing(None) as session:
            audit.note(session, "copied out", "photo of a sighting", sighting_id, {"file": file_id})

    def note_export(
        self, what: str, export_id: str, marking: str, count: int, photos: Sequence[int] = ()
    ) -> None:
        """Note in the audit trail that sightings were taken out, and the files of which photos."""
        detail: dict[str, object] = {"export": export_id, "marking": marking, "sightings": count}
        if photos:
            detail["photos"] = list(photos)
        with self._store.writing(None) as session:
            audit.note(session, "exported", what, "", detail)

    # For services beside this one

    def row(self, session: Session, sighting_id: int) -> SightingTable:
        """Return a sighting's row.

        Raises:
            Refused: It is no longer there.
        """
        row = session.get(SightingTable, sighting_id)
        if row is None:
            raise Refused("That sighting is no longer there.", next_step="Undo may bring it back.")
        return row

    def records(self, session: Session, rows: Sequence[SightingTable]) -> list[Sighting]:
        """Return rows as records."""
        known = self._names.known(session)
        found = []
        for row in rows:
            place = (
                known.organisations.get(row.organisation_id)
                if row.organisation_id is not None
                else None
            )
            found.append(_record(row, place.called if place else ""))
        return found

    # Inside

    def _write(self, row: SightingTable, new: NewSighting) -> None:
        row.kind, row.theme, row.ward = new.kind, new.theme, new.ward
        row.street, row.place = new.street.strip(), new.place.strip()
        row.latitude, row.longitude = new.latitude, new.longitude
        row.seen, row.seen_at, row.items = new.seen, new.seen_at, new.items
        row.words, row.finder = new.words.strip(), new.finder.strip()
        row.organisation_id, row.reporter_email = new.organisation_id, new.reporter_email.strip()
        row.removed = new.removed
        row.removed_at = new.removed_at if new.removed else ""
        row.removed_by = new.removed_by.strip() if new.removed else ""
        row.police = new.police.value
        row.police_on = new.police_on if new.police is Police.YES else None
        row.tension = new.tension.strip()
        kept = {photo.file_id: photo for photo in row.photos}
        wanted = dict(new.photos)
        row.photos[:] = [photo for photo in row.photos if photo.file_id in wanted]
        for file_id, note in wanted.items():
            if file_id in kept:
                kept[file_id].note = note.strip()
            else:
                row.photos.append(SightingPhotoTable(file_id=file_id, note=note.strip()))

    def _told_most(self, column: InstrumentedAttribute[str]) -> list[str]:
        statement = select(column).where(
            column != "", scanned(SightingTable.seen) > self._a_year_ago()
        )
        with self._store.reading() as session:
            # Counted here: SQLite sorts its groups on paper first, four times as slow.
            told = Counter(session.scalars(statement))
        ordered = sorted(told.items(), key=lambda one: (-one[1], one[0].casefold()))
        return [text for text, _count in ordered[:_MOST_OFFERED]]

    def _a_year_ago(self) -> date:
        return self._clock.today() - timedelta(days=366)

    def _label(self, sighting_id: int) -> str:
        with self._store.reading() as session:
            return f"sighting {self.row(session, sighting_id).number}"

    def _now(self) -> datetime:
        return self._clock.now().astimezone(UTC).replace(tzinfo=None)


def told(one: Sighting) -> str:
    """Return a sighting in a line: "sticker (2 items), Goswell Road"."""
    kind = shipped.vocabularies()["sighting_kind"].label(one.kind).lower()
    return f"{kind}{f' ({ITEMS.counted(one.items)})' if one.items > 1 else ''}, {one.where}"


def seen_between(session: Session, first: date, last: date) -> list[Seen]:
    """Return the sightings of some days as far as repeats need them, without their words."""
    columns = (
        SightingTable.id, SightingTable.number, SightingTable.street, SightingTable.place,
        SightingTable.ward, SightingTable.latitude, SightingTable.longitude, SightingTable.seen,
        SightingTable.seen_at, SightingTable.items, SightingTable.kind, SightingTable.theme,
    )  # fmt: skip
    statement = select(*columns).where(SightingTable.seen >= first, SightingTable.seen <= last)
    return [
        Seen(key, number, Spot(street, place, ward, north, east), seen, at, items, kind, theme)
        for (
            key, number, street, place, ward, north, east, seen, at, items, kind, theme
        ) in session.execute(statement)
    ]  # fmt: skip


def _finder(new: NewSighting) -> Party:
    return Party("", new.organisation_id)


def _record(row: SightingTable, organisation: str) -> Sighting:
    return Sighting(
        row.id, row.number, row.kind, row.theme, row.street, row.ward, row.place, row.latitude,
        row.longitude, row.seen, row.seen_at, row.items, row.words, row.organisation_id,
        organisation, row.finder, row.reporter_email, row.removed, row.removed_at, row.removed_by,
        Police(row.police), row.police_on, row.tension, row.feedback_on, row.feedback,
        row.for_profile, CameFrom(row.source), row.at,
        tuple(Photo(photo.id, _kept(photo.file), photo.note) for photo in row.photos),
    )  # fmt: skip


def _kept(file: FileTable) -> KeptFile:
    return KeptFile(file.id, file.name, file.size, file.sha256, file.at)
