"""Referrals while they are told, and the one act that records them.

A draft is kept among the store's drafts: it outlives a lock, a crash and the close, and is found by
no search. Recording is one unit: one Undo takes all of it back, and the words are a draft again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from prevent_desk.core.answers import about, filled, in_words
from prevent_desk.core.clock import Clock, local
from prevent_desk.core.errors import Refused
from prevent_desk.core.questionnaire import (
    Answer,
    Answers,
    Question,
    Questionnaire,
    as_date,
    is_empty,
    tidy,
)
from prevent_desk.core.vocabulary import Vocabularies
from prevent_desk.referrals.model import asks, intake
from prevent_desk.referrals.model.asks import Ask
from prevent_desk.referrals.model.intake import Draft, DraftFile, DraftInfo
from prevent_desk.referrals.model.people import SUBJECT, names_of
from prevent_desk.referrals.model.records import Person
from prevent_desk.referrals.model.states import State
from prevent_desk.referrals.service import references
from prevent_desk.referrals.service.forms import REFERRAL, Forms
from prevent_desk.referrals.service.people import editing, linking
from prevent_desk.referrals.tables import (
    EpisodeFileTable,
    EpisodePersonTable,
    EpisodeTable,
    MoveTable,
    PersonTable,
    ReferrerTable,
)
from prevent_desk.store import attachments
from prevent_desk.store.drafts import Drafts
from prevent_desk.store.session import Store


class Intake:
    """Keeps drafts of referrals, and records them."""

    def __init__(self, store: Store, clock: Clock, forms: Forms) -> None:
        self._store, self._clock, self._forms = store, clock, forms
        self._drafts = Drafts(store)
        self._last = 0
        self._recorded: set[str] = set()

    # Drafts

    def form(self, draft: Draft) -> Questionnaire:
        """Return the form a draft is answered under."""
        return self._forms.form(draft.form, draft.form_version)

    def begin(self) -> Draft:
        """Return a new draft, of the newest form; it is kept once something is told."""
        form = self._forms.form(REFERRAL)
        numbers = [_number(key) for key in self._drafts.all() if key.startswith(intake.DRAFTS)]
        self._last = max(self._last, *numbers, 0) + 1
        started = local(self._clock.now())
        return Draft(f"{intake.DRAFTS}{self._last}", started, form.code, form.version)

    def keep(self, draft: Draft) -> None:
        """Keep a draft in place of what was kept of it before; a blank one is forgotten.

        Raises:
            Refused: The disk did not take it.
        """
        self._drafts.keep(draft.key, "" if intake.is_blank(draft) else intake.to_json(draft))

    def draft(self, key: str) -> Draft | None:
        """Return a kept draft; None where there is none any more."""
        found = self._drafts.get(key)
        return intake.from_json(key, found.text) if found else None

    def kept_at(self, key: str) -> datetime | None:
        """Return when a draft was last kept (UTC); None where it is not."""
        found = self._drafts.get(key)
        return found.at if found else None

    def drafts(self) -> list[DraftInfo]:
        """Return what is kept and not recorded, newest first; who told is in none of it."""
        today = self._clock.today()
        found = []
        for key, kept in self._drafts.all().items():
            draft = intake.from_json(key, kept.text) if key.startswith(intake.DRAFTS) else None
            if draft is None or not self._forms.knows(draft.form, draft.form_version):
                continue
            if draft.ref and self._is_recorded(draft):
                continue
            form = self.form(draft)
            title = intake.title_of(form, draft, today)
            found.append(DraftInfo(key, title, kept.at, intake.next_step(form, draft, today)))
        return found[::-1]

    def discard(self, key: str) -> Draft | None:
        """Forget a draft and return it; `keep` brings it back."""
        draft = self.draft(key)
        self._drafts.keep(key, "")
        return draft

    def keep_file(
        self,
        name: str,
        content: bytes,
        words: str = "",
        *,
        kind: str = "other",
        is_referrers: bool = False,
    ) -> DraftFile:
        """Keep a file's bytes in the vault, for a draft to name; `words` is its text for search."""
        file_id = attachments.keep(self._store, name, content, words)
        return DraftFile(file_id, name, kind, is_referrers)

    # Recording

    def record(self, draft: Draft) -> int:
        """Record a referral, or a call for advice, with all that belongs to it, in one unit.

        Returns:
            The referral's key.

        Raises:
            Refused: The urgency question has no answer, or a decision about an earlier contact
                contradicts one that was made meanwhile.
        """
        if not draft.danger:
            raise Refused(
                "Whether anybody is in danger now is not answered.",
                next_step="Answer it first; nothing else is compulsory.",
            )
        form = self.form(draft)
        now = self._clock.now()
        ref = references.give(self._store, local(now).year)
        with self._store.writing(f"recording {ref}") as session:
            lists = self._forms.vocabularies()
            episode = _Recording(session, form, draft, now, self._store.actor, ref, lists).write()
        # Kept until the next sitting, so that Undo brings the words back to where they were typed.
        self._drafts.keep(draft.key, intake.to_json(replace(draft, ref=ref)))
        self._recorded.add(draft.key)
        return episode

    def _is_recorded(self, draft: Draft) -> bool:
        with self._store.reading() as session:
            found = session.scalar(select(EpisodeTable.id).where(EpisodeTable.ref == draft.ref))
        if found is not None and draft.key not in self._recorded:
            # Of an earlier sitting: its words stand in the record, and nowhere else from now on.
            self._drafts.keep(draft.key, "")
        return found is not None


class _Recording:
    """Writes one referral within a unit of work."""

    def __init__(
        self,
        session: Session,
        form: Questionnaire,
        draft: Draft,
        now: datetime,
        by: str,
        ref: str,
        lists: Vocabularies,
    ) -> None:
        self._lists = lists
        self._session, self._form, self._draft = session, form, draft
        self._now, self._by, self._ref = now, by, ref
        self._local = local(now)
        self._told: dict[str, Answer] = {**tidy(draft.people[0]), **tidy(draft.answers)}
        self._fills = filled(form, self._told)

    def write(self) -> int:
        """Write every row, and return the referral's key."""
        today = self._local.date()
        told = intake.people_by_place(self._form, self._draft, today)
        people = {place: self._person(one) for place, one in told}
        self._session.flush()
        for row in people.values():
            row.head_id = row.id
        episode = self._episode(people)
        self._session.add(episode)
        self._session.flush()
        self._session.add(self._referrer(episode.id))
        self._session.flush()
        self._link(people)
        return episode.id

    def _person(self, person: Person) -> PersonTable:
        row = PersonTable(head_id=0, at=_utc(self._now))
        editing.write(row, editing.tidied(person))
        self._session.add(row)
        return row

    def _episode(self, people: Mapping[int, PersonTable]) -> EpisodeTable:
        draft = self._draft
        subjects = intake.people_of(self._form, draft, self._local.date())
        moves = self._moves()
        row = EpisodeTable(
            ref=self._ref,
            names=names_of(subjects),
            state=moves[-1].now,
            state_on=moves[-1].on.date(),
            received=self._received(),
            recorded=_utc(self._now),
            by=self._by,
            danger=draft.danger,
            danger_at=draft.danger_at,
            handed_over=self._handed_over(),
            form=draft.form,
            form_version=draft.form_version,
            answers=self._answers(),
            home_area=_text(self._fills.get("person.home_area")),
            noticed=as_date(self._fills.get("episode.noticed")),
            outcome="",
            pattern="",
            pcmt="",
            police_ref=_text(draft.handed.get("reference")),
            **{
                name: _text(self._fills.get(f"episode.{name}"))
                for name in (
                    "medium", "sector", "source", "city_link", "responsible_area", "concern",
                )
            },
        )  # fmt: skip
        row.people.extend(
            EpisodePersonTable(person=person, role=SUBJECT, note=self._own_words(place))
            for place, person in people.items()
        )
        row.moves.extend(moves)
        row.files.extend(self._file(one) for one in draft.files)
        return row

    def _own_words(self, place: int) -> str:
        """Return what of a further person fits no column; the first's are the referral's."""
        people = self._draft.people
        return intake.own_words(self._form, tidy(people[place]), self._lists) if place else ""

    def _answers(self) -> dict[str, Any]:
        """Return what stands with the referral: nothing of who told, nor what they were told."""
        referrers = {**about(self._form, self._told, "referrer"), **self._promised()}
        return {key: answer for key, answer in self._told.items() if key not in referrers}

    def _promised(self) -> dict[str, Answer]:
        keys = {q.key for q in self._form.questions() if q.fills.startswith("referrer.")}
        return {key: answer for key, answer in self._told.items() if key in keys}

    def _referrer(self, episode_id: int) -> ReferrerTable:
        told = {name: _text(self._fills.get(f"referrer.{name}")) for name in _REFERRER}
        return ReferrerTable(
            episode_id=episode_id,
            is_anonymous=_text(self._fills.get("referrer.anonymous")) == "yes",
            answers={**about(self._form, self._told, "referrer"), **self._promised()},
            told_on=None,
            told="",
            **told,
        )

    def _moves(self) -> list[MoveTable]:
        draft = self._draft
        if draft.advice:
            return [self._move("", State.ADVICE_ONLY, self._received(), tidy(draft.advised))]
        found = [self._move("", State.RECEIVED, self._received(), {}, self._planned())]
        handed = tidy(draft.handed)
        if draft.danger == "yes" and not asks.unanswered(asks.IMMEDIATE, handed):
            on = _moment(handed.get("handed_at")) or self._local
            # Handed over while the caller was on the line, or before: never before it came in.
            on = max(on, self._received())
            found.append(self._move(State.RECEIVED, State.IMMEDIATE_RISK, on, handed))
        return found

    def _move(
        self, was: str, now: State, on: datetime, details: Answers, reason: str = ""
    ) -> MoveTable:
        return MoveTable(
            was=was,
            now=now.value,
            on=on,
            at=_utc(self._now),
            by=self._by,
            reason=reason,
            details=dict(details),
            exception="",
        )

    def _planned(self) -> str:
        steps = [NEXT_STEPS[key] for key in NEXT_STEPS if self._draft.next_steps.get(key) == "yes"]
        return f"Next: {', '.join(steps)}." if steps else ""

    def _received(self) -> datetime:
        return _moment(self._fills.get("episode.received")) or self._draft.started

    def _handed_over(self) -> str:
        handed = self._draft.handed
        if self._draft.danger != "yes" or is_empty(handed.get("to_whom")):
            return ""
        parts = [_text(handed.get("to_whom"))]
        if not is_empty(handed.get("handed_at")):
            parts.append(in_words(_question(asks.IMMEDIATE, "handed_at"), handed["handed_at"], {}))
        if reference := _text(handed.get("reference")):
            parts.append(f"reference {reference}")
        return ", ".join(parts)

    def _file(self, told: DraftFile) -> EpisodeFileTable:
        return EpisodeFileTable(
            file_id=told.file_id,
            kind=told.kind,
            title=told.title,
            note="",
            on=self._received(),
            at=_utc(self._now),
            by=self._by,
            is_referrers=told.is_referrers,
        )

    def _link(self, people: Mapping[int, PersonTable]) -> None:
        for place, person in people.items():
            made = [one.decision for one in self._draft.links if one.place == place]
            linking.decide(self._session, person.id, made, self._by, self._now)


NEXT_STEPS = {
    "police": "pass to the police",
    "mash": "copy to MASH",
    "feedback": "tell the referrer what can be told",
}
"""What can be agreed to happen next, as the first line of the timeline says it."""

_REFERRER = (
    "name", "organisation", "role", "phone", "email", "safe_way", "promised", "wants_feedback",
)  # fmt: skip


def _question(of: Sequence[Ask], key: str) -> Question:
    return next(ask.question for ask in of if ask.key == key)


def _text(answer: Answer | None) -> str:
    return answer.strip() if isinstance(answer, str) else ""


def _moment(answer: Answer | None) -> datetime | None:
    try:
        return datetime.fromisoformat(answer) if isinstance(answer, str) else None
    except ValueError:
        return None


def _utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(tzinfo=None)


def _number(key: str) -> int:
    rest = key.removeprefix(intake.DRAFTS)
    return int(rest) if rest.isdigit() else 0
