"""Papers of a referral: everything they are told from, read at one moment, identities withheld."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from prevent_desk.core.clock import Clock
from prevent_desk.referrals.model.papers import told, withholding
from prevent_desk.referrals.model.papers.content import Paper, changed
from prevent_desk.referrals.model.papers.told import ConsentOf, Gathered
from prevent_desk.referrals.model.papers.wanted import Kind, Wanted
from prevent_desk.referrals.model.records import Episode, Person, Referrer
from prevent_desk.referrals.model.timeline import Filters
from prevent_desk.referrals.service import reading
from prevent_desk.referrals.service.assessments import Assessments
from prevent_desk.referrals.service.checks import Checks
from prevent_desk.referrals.service.closing import Closings
from prevent_desk.referrals.service.consents import Consents
from prevent_desk.referrals.service.episodes import Episodes
from prevent_desk.referrals.service.forms import Forms
from prevent_desk.referrals.service.reviews import Reviews
from prevent_desk.referrals.service.sessions import Sessions
from prevent_desk.referrals.service.supports import Supports
from prevent_desk.referrals.service.timeline import Timeline
from prevent_desk.referrals.tables import EpisodeFileTable, EpisodePersonTable, PersonTable
from prevent_desk.store import audit
from prevent_desk.store.session import Store


@dataclass(frozen=True, slots=True)
class Sources:
    """The services that papers are told from."""

    forms: Forms
    episodes: Episodes
    timeline: Timeline
    checks: Checks
    assessments: Assessments
    consents: Consents
    supports: Supports
    sessions: Sessions
    reviews: Reviews
    closings: Closings


class Papers:
    """Tells what papers say, and notes that they were taken out."""

    def __init__(self, store: Store, clock: Clock, sources: Sources) -> None:
        self._store, self._clock, self._from = store, clock, sources

    def paper(self, wanted: Wanted, export_id: str, *, practice: bool) -> Paper:
        """Return a paper, ready to be printed.

        Whoever asked not to be named is in none: their record is not read for it, entries and files
        that show who they are are left out, and what was typed about them elsewhere is struck out.
        Papers by reference strike out the people they are about in the same way.

        Raises:
            Refused: The referral is no longer there.
        """
        episode = self._from.episodes.episode(wanted.episode_id)
        gathered = self._gather(wanted, episode)
        whole = wanted.kind is Kind.CHRONOLOGY and wanted.whole_person
        ids = {line.episode_id for line in gathered.lines} | {wanted.episode_id}
        known = self._people_of(ids if whole else {wanted.episode_id})
        paper = Paper(
            overline=wanted.kind.label,
            title=f"{wanted.kind.words.capitalize()} {episode.ref}",
            subtitle=episode.names if wanted.with_names else "By reference, without names",
            marking=wanted.marking,
            running=f"{episode.ref} {wanted.kind.words}",
            export_id=export_id,
            current_to=wanted.as_at or self._clock.today(),
            made_at=self._clock.now(),
            notice="Practice desk – all people are invented" if practice else "",
            blocks=told.blocks(gathered, wanted),
        )
        for withheld in self._referrers(ids, wanted, known):
            paper = changed(paper, withheld)
        if not wanted.with_names:
            paper = changed(paper, withholding.subjects(known))
        return paper

    def note_export(self, wanted: Wanted, export_id: str) -> None:
        """Note in the audit trail that a paper was taken out."""
        episode = self._from.episodes.episode(wanted.episode_id)
        detail = {
            "paper": wanted.kind.words,
            "export": export_id,
            "marking": wanted.marking,
            "names": wanted.with_names,
        }
        with self._store.writing(None) as session:
            audit.note(session, "exported", "referral", episode.ref, detail)

    def _gather(self, wanted: Wanted, episode: Episode) -> Gathered:
        sources, one = self._from, wanted.episode_id
        forms = sources.forms
        finished = [each for each in sources.assessments.of(one) if each.finished]
        shown = finished if wanted.kind is Kind.RECORD else finished[-1:]
        filters = Filters(
            referrer=wanted.kind is Kind.RECORD and not episode.is_anonymous,
            working_notes=wanted.with_notes and wanted.kind is Kind.RECORD,
            oldest_first=True,
        )
        lines = sources.timeline.chronology(
            one, person=wanted.whole_person, as_at=wanted.as_at, filters=filters
        )
        return Gathered(
            episode=episode,
            referrer=self._referrer(episode),
            form=forms.form(episode.form, episode.form_version),
            lists=forms.vocabularies(),
            today=self._clock.today(),
            checks=sources.checks.of(one),
            assessments=[(each, sources.assessments.form(each)) for each in shown],
            factors=sources.assessments.found_factors(one),
            consents=[
                ConsentOf(each.person, each.position, each.history)
                for each in sources.consents.standings(one)
            ],
            plan=sources.supports.current(one),
            sessions=sources.sessions.of(one),
            reviews=sources.reviews.of(one),
            closing=sources.closings.closing(one),
            no_support=sources.closings.no_support(one),
            lines=lines,
            files=self._files(one, hidden=episode.is_anonymous),
        )

    def _referrer(self, episode: Episode) -> Referrer | None:
        return None if episode.is_anonymous else self._from.episodes.referrer(episode.id)

    def _referrers(
        self, ids: set[int], wanted: Wanted, known: list[Person]
    ) -> list[withholding.Withheld]:
        """Return what strikes out each referrer who must not be in this paper."""
        hidden = self._from.timeline.unnamed(ids)
        left_out = hidden if wanted.kind.says_who_told else ids
        return [
            withholding.referrer(self._from.episodes.referrer(one), known)
            for one in sorted(left_out)
        ]

    def _people_of(self, ids: set[int]) -> list[Person]:
        query = (
            select(PersonTable)
            .join(EpisodePersonTable, EpisodePersonTable.person_id == PersonTable.id)
            .where(EpisodePersonTable.episode_id.in_(ids))
        )
        with self._store.reading() as session:
            return [reading.person(row) for row in session.scalars(query)]

    def _files(self, episode_id: int, *, hidden: bool) -> list[str]:
        with self._store.reading() as session:
            return [
                f"{_day(row.on.date())}  {row.title or row.file.name}"
                for row in _file_rows(session, episode_id)
                if not (hidden and row.is_referrers)
            ]


def _file_rows(session: Session, episode_id: int) -> list[EpisodeFileTable]:
    query = select(EpisodeFileTable).where(EpisodeFileTable.episode_id == episode_id)
    return list(session.scalars(query.order_by(EpisodeFileTable.on, EpisodeFileTable.id)))


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"
