"""The line of time of a referral, or of everybody it is about over all their referrals.

Lines come from `SOURCES`; a subject that wants lines of its own adds one. What is written by hand
is never edited: an entry is added to, and a slip of this sitting is taken back by Undo.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date

from sqlalchemy import Select, func, select, true
from sqlalchemy.orm import InstrumentedAttribute, Session

from prevent_desk.core.clock import Clock, local
from prevent_desk.core.errors import Refused
from prevent_desk.referrals.model import timeline
from prevent_desk.referrals.model.timeline import ALL, WRITTEN, Filters, Line, NewEntry
from prevent_desk.referrals.service import reading
from prevent_desk.referrals.service import timeline_course as course
from prevent_desk.referrals.service import timeline_sources as told
from prevent_desk.referrals.service.forms import Forms
from prevent_desk.referrals.service.timeline_sources import Reading, Source
from prevent_desk.referrals.tables import (
    AssessmentTable,
    CheckTable,
    ClockStopTable,
    ClosingTable,
    ConsentTable,
    EntryTable,
    EpisodeFileTable,
    EpisodePersonTable,
    EpisodeTable,
    MoveTable,
    NoSupportTable,
    PersonTable,
    ReferrerTable,
    ReviewTable,
    SessionTable,
    SupportPlanTable,
)
from prevent_desk.store.session import Store


def _rows(key: InstrumentedAttribute[int], of: InstrumentedAttribute[int]) -> Select[int]:
    return select(key).where(of.in_(told.IDS))


_TOLD = _rows(ReferrerTable.id, ReferrerTable.episode_id).where(ReferrerTable.told_on.is_not(None))
_PASSED = (
    select(ClosingTable.id)
    .join(func.json_each(ClosingTable.exceptions).table_valued("key"), true())
    .where(ClosingTable.episode_id.in_(told.IDS))
)
"""A row for each line of a closing checklist that was passed over."""

SOURCES: tuple[Source, ...] = (
    Source(_rows(MoveTable.id, MoveTable.episode_id), told.moves),
    Source(_rows(EntryTable.id, EntryTable.episode_id), told.entries),
    Source(told.LINKED, told.links),
    Source(_rows(EpisodeFileTable.id, EpisodeFileTable.episode_id), told.files),
    Source(_rows(CheckTable.id, CheckTable.episode_id), course.checks),
    Source(_rows(AssessmentTable.id, AssessmentTable.episode_id), course.assessments),
    Source(_rows(ConsentTable.id, ConsentTable.episode_id), course.consents),
    Source(_rows(SupportPlanTable.id, SupportPlanTable.episode_id), course.plans),
    Source(_rows(SessionTable.id, SessionTable.episode_id), course.sessions),
    Source(_rows(ReviewTable.id, ReviewTable.episode_id), course.reviews),
    Source(_rows(ClockStopTable.id, ClockStopTable.episode_id), course.stops),
    Source(_rows(NoSupportTable.id, NoSupportTable.episode_id), course.no_support),
    Source(_PASSED, course.exceptions),
    Source(_TOLD, course.referrers_told),
)
"""Every kind of line there is."""


class Timeline:
    """Reads the line of time, and writes entries into it; one entry is one undo."""

    def __init__(
        self, store: Store, clock: Clock, forms: Forms, further: Sequence[Source] = ()
    ) -> None:
        """Read what referrals tell, and what other rooms tell of them.

        Args:
            store: The open store.
            clock: Tells the moment of an entry.
            forms: Has the lists whose words lines use.
            further: Sources of rooms above this one, which know referrals by their keys.
        """
        self._store, self._clock, self._forms = store, clock, forms
        self._sources = (*SOURCES, *further)

    def lines(
        self, episode_id: int, *, person: bool = False, as_at: date | None = None
    ) -> list[Line]:
        """Return every line, newest first.

        Args:
            episode_id: The referral.
            person: Of all referrals of everybody it is about, not of this one alone.
            as_at: Only what was recorded by the end of that day; None for all.
        """
        with self._store.reading() as session:
            ids = self._related(session, episode_id) if person else [episode_id]
            found = self._read(session, ids)
        kept = timeline.as_at(found, as_at) if as_at else found
        return timeline.ordered(kept, oldest_first=False)

    def chronology(
        self,
        episode_id: int,
        *,
        person: bool = False,
        as_at: date | None = None,
        filters: Filters = ALL,
    ) -> list[Line]:
        """Return the lines of a chronology as a paper prints them.

        Where a referrer asked not to be named, lines that tell who they are are left out whatever
        the filters say.
        """
        found = self.lines(episode_id, person=person, as_at=as_at)
        hidden = self.unnamed({line.episode_id for line in found})
        named = (line for line in found if not (line.is_referrers and line.episode_id in hidden))
        return timeline.chosen(named, filters)

    def unnamed(self, episode_ids: set[int]) -> set[int]:
        """Return those referrals whose referrer asked not to be named."""
        with self._store.reading() as session:
            return reading.unnamed(session, episode_ids)

    def note_named(self, episode_id: int) -> None:
        """Record in the audit trail that lines about a hidden referrer were looked at."""
        with self._store.reading() as session:
            ref = reading.episode_row(session, episode_id).ref
        self._store.note("referrer looked at", "referral", episode_id, ref=ref)

    def count(self, episode_id: int) -> int:
        """Return how many lines a referral has."""
        return len(self.lines(episode_id))

    def add(self, episode_id: int, entry: NewEntry) -> int:
        """Write an entry and return its key.

        Raises:
            Refused: Nothing was written, it lies ahead, or it adds to what is no longer there.
        """
        if not entry.body.strip() and not entry.title.strip():
            raise Refused("There is nothing to add.", next_step="Write what happened.")
        if entry.kind not in WRITTEN:
            raise Refused(f"“{entry.kind.words}” is not written by hand.")
        if entry.on > local(self._clock.now()):
            raise Refused(
                "That is still to come.", next_step="The timeline tells what happened already."
            )
        with self._store.reading() as session:
            ref = reading.episode_row(session, episode_id).ref
        what = "addition to" if entry.adds_to else "entry in"
        with self._store.writing(f"{what} {ref}") as session:
            row = reading.episode_row(session, episode_id)
            is_referrers = entry.is_referrers
            if entry.adds_to is not None:
                is_referrers |= self._added_to(session, episode_id, entry.adds_to).is_referrers
            made = EntryTable(
                kind=entry.kind.value,
                on=entry.on,
                at=self._clock.now().astimezone(UTC).replace(tzinfo=None),
                by=self._store.actor,
                with_whom=entry.with_whom.strip(),
                title=entry.title.strip(),
                body=entry.body.strip(),
                is_referrers=is_referrers,
                adds_to=entry.adds_to,
            )
            row.entries.append(made)
            session.flush()
            return made.id

    def _added_to(self, session: Session, episode_id: int, entry_id: int) -> EntryTable:
        row = session.get(EntryTable, entry_id)
        if row is None or row.episode_id != episode_id:
            raise Refused(
                "The entry to add to is no longer there.", next_step="Undo brings it back."
            )
        if row.adds_to is not None:
            raise Refused("An addition is not added to.", next_step="Add to the entry itself.")
        return row

    def _read(self, session: Session, ids: Sequence[int]) -> list[Line]:
        query = select(EpisodeTable.id, EpisodeTable.ref).where(EpisodeTable.id.in_(ids))
        refs = {row.id: row.ref for row in session.execute(query)}
        by = Reading(session, refs, self._forms.vocabularies(), self._store.actor)
        sources = told.present(session, self._sources, ids)
        found = [line for source in sources for line in source.lines(by)]
        to = told.addenda(by) if any(line.kind in WRITTEN for line in found) else {}
        added = [(to[line.key], line) for line in found if line.key in to]
        return timeline.joined([line for line in found if line.key not in to], added)

    def _related(self, session: Session, episode_id: int) -> list[int]:
        """Return the referrals about anybody this one is about, calls for advice among them."""
        heads = (
            select(PersonTable.head_id)
            .join(EpisodePersonTable, EpisodePersonTable.person_id == PersonTable.id)
            .where(EpisodePersonTable.episode_id == episode_id)
            .where(EpisodePersonTable.role == "subject")
        )
        query = (
            select(EpisodePersonTable.episode_id)
            .join(PersonTable, PersonTable.id == EpisodePersonTable.person_id)
            .where(PersonTable.head_id.in_(heads), EpisodePersonTable.role == "subject")
        )
        return sorted({episode_id, *session.scalars(query)})
