"""What is added to a recorded form, and corrected in it: the first wording stays readable.

An answer that is replaced stands in a line of the timeline with the one that replaced it; nothing
is overwritten in silence.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import UTC

from sqlalchemy import select
from sqlalchemy.orm import Session

from prevent_desk.core.answers import filled, in_words
from prevent_desk.core.clock import Clock, local
from prevent_desk.core.questionnaire import Answer, Answers, Questionnaire, as_date, is_empty, tidy
from prevent_desk.referrals.model import people as rules
from prevent_desk.referrals.model.intake import About, person_of
from prevent_desk.referrals.model.people import SUBJECT
from prevent_desk.referrals.model.records import Person
from prevent_desk.referrals.model.timeline import Kind
from prevent_desk.referrals.service import reading
from prevent_desk.referrals.service.forms import Forms
from prevent_desk.referrals.service.people import editing
from prevent_desk.referrals.tables import EntryTable, EpisodeTable, ReferrerTable
from prevent_desk.store.session import Store

_EPISODE = ("medium", "sector", "source", "city_link", "responsible_area", "concern")
_REFERRER = (
    "name", "organisation", "role", "phone", "email", "safe_way", "promised", "wants_feedback",
)  # fmt: skip
_OF_BIRTH = frozenset({"born", "born_year", "is_approximate", "born_told"})


@dataclass(frozen=True, slots=True)
class Change:
    """One answer that is other than before.

    Attributes:
        is_referrers: It belongs to who told.
    """

    key: str
    text: str
    before: str
    now: str
    is_referrers: bool

    def line(self) -> str:
        """Return what the timeline says of it."""
        before = self.before or "not answered"
        return f"{self.text}: {self.now or 'taken out'}\nBefore: {before}"


class Additions:
    """Adds to recorded forms; one act is one undo."""

    def __init__(self, store: Store, clock: Clock, forms: Forms) -> None:
        self._store, self._clock, self._forms = store, clock, forms

    def add(self, episode_id: int, told: Answers, keys: Iterable[str]) -> list[Change]:
        """Put answers into a recorded form, and what stood there before into its timeline.

        Args:
            episode_id: The referral.
            told: Answers by question key; a key of `keys` that is not in it is taken out.
            keys: The questions that were asked.

        Returns:
            What is other than before; empty where nothing is, and nothing was written.

        Raises:
            Refused: The referral is no longer there.
        """
        asked = set(keys)
        with self._store.reading() as session:
            row = reading.episode_row(session, episode_id)
            ref, form = row.ref, self._forms.form(row.form, row.form_version)
            stands = {**row.answers, **_told_by(session, episode_id)}
        found = self._changes(form, stands, tidy(told), asked)
        if not found:
            return []
        with self._store.writing(f"an addition to the form of {ref}") as session:
            row = reading.episode_row(session, episode_id)
            self._write(session, row, form, tidy(told), found)
        return found

    def _changes(
        self, form: Questionnaire, stands: Answers, told: Answers, asked: set[str]
    ) -> list[Change]:
        lists = self._forms.vocabularies()
        return [
            Change(
                question.key,
                question.text,
                in_words(question, stands.get(question.key), lists),
                in_words(question, told.get(question.key), lists),
                section.about == "referrer" or question.fills.startswith("referrer."),
            )
            for section in form.sections
            for question in section.questions
            if question.key in asked and (tidy(stands).get(question.key) != told.get(question.key))
        ]

    def _write(
        self,
        session: Session,
        row: EpisodeTable,
        form: Questionnaire,
        told: Answers,
        found: list[Change],
    ) -> None:
        own = {change.key for change in found if not change.is_referrers}
        theirs = {change.key for change in found if change.is_referrers}
        if own:
            before = dict(row.answers)
            row.answers = _with(row.answers, told, own)
            self._fill_episode(row, form, own)
            self._fill_person(row, form, before, own)
        if theirs:
            self._fill_referrer(session, row, form, told, theirs)
        for is_referrers in (False, True):
            lines = [change.line() for change in found if change.is_referrers is is_referrers]
            if lines:
                row.entries.append(self._entry("\n\n".join(lines), is_referrers=is_referrers))

    def _fill_episode(self, row: EpisodeTable, form: Questionnaire, keys: set[str]) -> None:
        fills = filled(form, row.answers)
        changed = _fills_of(form, keys)
        for name in _EPISODE:
            if f"episode.{name}" in changed:
                setattr(row, name, _text(fills.get(f"episode.{name}")))
        if "episode.noticed" in changed:
            row.noticed = as_date(fills.get("episode.noticed"))
        if "person.home_area" in changed:
            row.home_area = _text(fills.get("person.home_area"))

    def _fill_person(
        self, row: EpisodeTable, form: Questionnaire, before: Answers, keys: set[str]
    ) -> None:
        """Correct the person too, where the referral is about one: names and addresses are kept."""
        subjects = [one.person for one in row.people if one.role == SUBJECT]
        changed = {
            fill.removeprefix("person.")
            for fill in _fills_of(form, keys)
            if fill.startswith("person.")
        }
        if len(subjects) != 1 or not changed:
            return
        today = self._clock.today()
        told = person_of(form, row.answers, About.PERSON, today)
        was = reading.person(subjects[0])
        names = changed | (_OF_BIRTH if "born" in changed else frozenset())
        now = replace(was, **{name: getattr(told, name) for name in names if name in _COLUMNS})
        editing.write(subjects[0], rules.revised(was, editing.tidied(now)))
        editing.name_anew(row)

    def _fill_referrer(
        self,
        session: Session,
        row: EpisodeTable,
        form: Questionnaire,
        told: Answers,
        keys: set[str],
    ) -> None:
        query = select(ReferrerTable).where(ReferrerTable.episode_id == row.id)
        referrer = session.scalar(query)
        if referrer is None:
            empty = dict.fromkeys((*_REFERRER, "told"), "")
            referrer = ReferrerTable(episode_id=row.id, is_anonymous=False, answers={}, **empty)
            session.add(referrer)
        referrer.answers = _with(referrer.answers, told, keys)
        fills = filled(form, referrer.answers)
        for name in _REFERRER:
            text = _text(fills.get(f"referrer.{name}"))
            if getattr(referrer, name) != text:
                setattr(referrer, name, text)
        referrer.is_anonymous = _text(fills.get("referrer.anonymous")) == "yes"

    def _entry(self, body: str, *, is_referrers: bool) -> EntryTable:
        now = self._clock.now()
        return EntryTable(
            kind=Kind.NOTE.value,
            on=local(now),
            at=now.astimezone(UTC).replace(tzinfo=None),
            by=self._store.actor,
            with_whom="",
            title="Added to the form",
            body=body,
            is_referrers=is_referrers,
            adds_to=None,
        )


_COLUMNS = frozenset(field.name for field in fields(Person))


def _told_by(session: Session, episode_id: int) -> dict[str, Answer]:
    query = select(ReferrerTable.answers).where(ReferrerTable.episode_id == episode_id)
    return dict(session.scalar(query) or {})


def _with(answers: Mapping[str, Answer], told: Answers, keys: set[str]) -> dict[str, Answer]:
    kept = {key: answer for key, answer in answers.items() if key not in keys}
    return {**kept, **{key: told[key] for key in sorted(keys) if not is_empty(told.get(key))}}


def _fills_of(form: Questionnaire, keys: set[str]) -> set[str]:
    return {question.fills for question in form.questions() if question.key in keys}


def _text(answer: Answer | None) -> str:
    return answer.strip() if isinstance(answer, str) else ""
