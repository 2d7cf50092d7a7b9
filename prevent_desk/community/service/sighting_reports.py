"""Partners' reports taken in: each row said what it would do, good ones in one act and one Undo."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select

from prevent_desk.community.model.report_lines import Kind, Line, compare
from prevent_desk.community.model.report_reading import Told, key_of, told
from prevent_desk.community.model.report_rows import ReportFile
from prevent_desk.community.model.sightings import SIGHTING, NewSighting
from prevent_desk.community.service.photos import Photos
from prevent_desk.community.service.sighting_rules import refuse_wrong
from prevent_desk.community.service.sightings import Sightings
from prevent_desk.community.tables import SightingTable
from prevent_desk.contacts.model.importing import organisation_of
from prevent_desk.contacts.model.records import Organisation
from prevent_desk.contacts.service import ContactServices
from prevent_desk.core.clock import Clock
from prevent_desk.core.errors import Refused, Stopped
from prevent_desk.readers import shipped
from prevent_desk.store import audit
from prevent_desk.store.session import Store
from prevent_desk.workers.child import Report, StopAsked

_MANY_KEYS = 500
_TOLD_EVERY = 50


@dataclass(frozen=True, slots=True)
class Taken:
    """What an import did.

    Attributes:
        ids: The new sightings, in the file's order.
        first, last: Their numbers.
    """

    ids: tuple[int, ...]
    first: int
    last: int


class SightingReports:
    """Says what a report would do, and takes in what was chosen."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        contacts: ContactServices,
        sightings: Sightings,
        photos: Photos,
    ) -> None:
        self._store, self._clock, self._contacts = store, clock, contacts
        self._sightings, self._photos = sightings, photos

    def preview(
        self,
        file: ReportFile,
        changed: Mapping[str, NewSighting] | None = None,
        *,
        report: Report | None = None,
        stopped: StopAsked | None = None,
    ) -> list[Line]:
        """Return what each row of a report would do, in its order; nothing is written.

        Args:
            file: As read.
            changed: Rows that were put right by hand, by their place.
            report: Told of progress.
            stopped: Asked whether it is still wanted.

        Raises:
            Stopped: `stopped` said so.
        """
        steps = _Steps(len(file.rows), report, stopped)
        lists, today = shipped.vocabularies(), self._clock.today()
        # Read once: of 2,000 rows each would read all contacts.
        places, sender = self._contacts.organisations.all(), self.organisation_of(file)
        rows = []
        for row in file.rows:
            mended = (changed or {}).get(row.place)
            one = (
                Told(replace(mended, source=file.came, source_key=key_of(mended)))
                if mended is not None
                else told(row, file.came, lists, today)
            )
            rows.append((row, _placed(one, places, sender)))
            steps.done(len(rows), "Rows read")
        news = [one.new for _row, one in rows if one.new is not None]
        if not news:
            return compare(rows, {}, ())
        keys = {new.source_key for new in news}
        days = [new.seen for new in news]
        with self._store.reading() as session:
            columns = (SightingTable.source_key, SightingTable.id, SightingTable.number)
            known: dict[str, tuple[int, int]] = {}
            wanted = sorted(keys)
            for at in range(0, len(wanted), _MANY_KEYS):
                found = session.execute(
                    select(*columns).where(
                        SightingTable.source_key.in_(wanted[at : at + _MANY_KEYS])
                    )
                )
                known.update({key: (one, number) for key, one, number in found})
        seen = self._sightings.seen_between(min(days), max(days))
        return compare(rows, known, seen, lambda number: steps.done(number, "Rows compared"))

    def take_in(
        self,
        file: ReportFile,
        lines: Sequence[Line],
        *,
        report: Report | None = None,
        stopped: StopAsked | None = None,
    ) -> Taken:
        """Take in the rows that were chosen, in one act; photos go to the only row there is.

        Args:
            file: The report they are of.
            lines: Of `preview`; those that would do nothing are passed over.
            report: Told of progress.
            stopped: Asked whether it is still wanted.

        Raises:
            Refused: Nothing is chosen, or something of it came in meanwhile.
            Stopped: `stopped` said so; nothing was taken in.
        """
        chosen = [line for line in lines if line.kind is Kind.NEW and line.new is not None]
        if not chosen:
            raise Refused("Nothing is chosen.", next_step="Tick the rows to take in.")
        news = [line.new for line in chosen if line.new is not None]
        steps = _Steps(len(news), report, stopped)
        self._refuse_stale(news)
        for new in news:
            refuse_wrong(new, self._clock.today())
        if len(file.rows) == 1 and file.photos:
            kept = [self._photos.take_in(photo) for _name, photo in file.photos]
            news[0] = replace(
                news[0], photos=(*news[0].photos, *((photo.file_id, "") for photo in kept))
            )
        first = self._sightings.give_numbers(len(news))
        with self._store.writing(f"import of {SIGHTING.counted(len(news))}") as session:
            rows = []
            for place, new in enumerate(news):
                rows.append(self._sightings.put_in(session, new, first + place))
                steps.done(len(rows), "Rows taken in")
            session.flush()
            ids = [row.id for row in rows]
            detail = {"new": len(ids), "as": file.came.value}
            audit.note(session, "imported", "sightings", "", detail)
        return Taken(tuple(ids), first, first + len(news) - 1)

    def organisation_of(self, file: ReportFile) -> Organisation | None:
        """Return who sent a mail, by the addresses contacts know; None where nobody is known."""
        email = file.mail.email.casefold() if file.mail is not None else ""
        if "@" not in email:
            return None
        known = self._contacts.organisations.by_id()
        for one in self._contacts.people.all():
            if email in {address.casefold() for address in one.emails} and one.organisation_id:
                return known.get(one.organisation_id)
        domain = email.rpartition("@")[2]
        return next(
            (
                one
                for one in self._contacts.organisations.all()
                if domain in {name.casefold().lstrip("@") for name in one.domains}
                or email == one.email.casefold()
            ),
            None,
        )

    # Inside

    def _refuse_stale(self, news: Sequence[NewSighting]) -> None:
        keys = [new.source_key for new in news if new.source_key]
        with self._store.reading() as session:
            for at in range(0, len(keys), _MANY_KEYS):
                number = session.scalar(
                    select(SightingTable.number)
                    .where(SightingTable.source_key.in_(keys[at : at + _MANY_KEYS]))
                    .limit(1)
                )
                if number is not None:
                    raise Refused(
                        f"A row came in meanwhile: it is sighting {number}.",
                        next_step="Look at the preview again.",
                    )


class _Steps:
    """Tells how far work is, and ends it where it is not wanted any more."""

    def __init__(self, of: int, report: Report | None, stopped: StopAsked | None) -> None:
        self._of, self._report, self._stopped = of, report, stopped

    def done(self, number: int, what: str) -> None:
        """Tell that so many rows are done.

        Raises:
            Stopped: It is not wanted any more.
        """
        if number % _TOLD_EVERY and number != self._of:
            return
        if self._stopped is not None and self._stopped():
            raise Stopped
        if self._report is not None:
            self._report(number, self._of, what)


def _placed(one: Told, places: Sequence[Organisation], sender: Organisation | None) -> Told:
    """Return what a row tells with its organisation found among the contacts."""
    if one.new is None or one.new.organisation_id is not None:
        return one
    if one.organisation:
        found = organisation_of(one.organisation, places)
        if found is not None:
            return replace(one, new=replace(one.new, organisation_id=found.id))
        finder = ", ".join(part for part in (one.new.finder, one.organisation) if part)
        odd = (*one.odd, f"“{one.organisation}” is not among the contacts.")
        return replace(one, new=replace(one.new, finder=finder), odd=odd)
    if sender is None:
        return one
    return replace(one, new=replace(one.new, organisation_id=sender.id))
