"""What came in from outside becomes a draft of a referral, or belongs to one from then on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime

from prevent_desk.core.answers import about
from prevent_desk.core.clock import Clock, local
from prevent_desk.core.questionnaire import Answer, is_empty
from prevent_desk.referrals.model import receiving, timeline
from prevent_desk.referrals.model.intake import INDIVIDUAL, Draft, DraftFile
from prevent_desk.referrals.model.kept_files import kind_of
from prevent_desk.referrals.model.receiving import CONCERN, Arrived, ArrivedFile, Kind
from prevent_desk.referrals.service import reading
from prevent_desk.referrals.service.forms import REFERRAL, Forms
from prevent_desk.referrals.service.intake import Intake
from prevent_desk.referrals.tables import EntryTable, EpisodeFileTable
from prevent_desk.store import audit
from prevent_desk.store.session import Store


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the timeline to be."""

    kind: timeline.Kind
    title: str
    body: str


class Arrivals:
    """Takes in forms, mails and files."""

    def __init__(self, store: Store, clock: Clock, forms: Forms, intake: Intake) -> None:
        self._store, self._clock, self._forms, self._intake = store, clock, forms, intake

    def begin(self, arrived: Arrived) -> Draft:
        """Make a draft of what came in, and keep it; nothing is recorded yet.

        Raises:
            Refused: The disk did not take it.
        """
        draft = self.poured(self._intake.begin(), arrived)
        self._intake.keep(draft)
        return draft

    def poured(self, draft: Draft, arrived: Arrived) -> Draft:
        """Return a draft with what came in added; what was typed there stays as it is.

        The files are kept in the vault; the draft is not, that is for whoever has it open.

        Args:
            draft: Under way; a blank one takes the version of the form that came in.
            arrived: What came in.
        """
        given = receiving.prefill(arrived, self._forms.form(REFERRAL))
        is_blank = not any(draft.people) and not draft.answers
        form = self._forms.form(given.form, given.version)
        individual = next((one for one in form.sections if one.key == INDIVIDUAL), None)
        keys = {question.key for question in individual.questions} if individual else set()
        person = {key: answer for key, answer in given.answers.items() if key in keys}
        others = {key: answer for key, answer in given.answers.items() if key not in keys}
        typed = {key: one for key, one in draft.people[0].items() if not is_empty(one)}
        told = {key: one for key, one in draft.answers.items() if not is_empty(one)}
        told |= _with_words(told, others, arrived)
        files = tuple(self._kept(one) for one in given.files if one.data)
        known = {one.file_id for one in draft.files}
        return replace(
            draft,
            form=given.form if is_blank else draft.form,
            form_version=given.version if is_blank else draft.form_version,
            people=({**person, **typed}, *draft.people[1:]),
            answers={**others, **told},
            files=(*draft.files, *(one for one in files if one.file_id not in known)),
            source=draft.source or _SOURCES[arrived.kind],
        )

    def add_to(self, episode_id: int, arrived: Arrived, *, is_referrers: bool) -> int:
        """Keep what came in with a referral, as files and a line of its timeline.

        Answers of a form never change those of the record: what it says besides stands in the line,
        without anything about the referrer.

        Args:
            episode_id: The referral.
            arrived: What came in.
            is_referrers: It shows who the referrer is; treated as their identity.

        Returns:
            How many files were kept.

        Raises:
            Refused: The referral is no longer there.
        """
        files = [self._kept(one) for one in arrived.files if one.data]
        with self._store.reading() as session:
            ref = reading.episode_row(session, episode_id).ref
        now = self._clock.now()
        on = self._on(arrived)
        with self._store.writing(f"keeping {_WORDS[arrived.kind]} with {ref}") as session:
            row = reading.episode_row(session, episode_id)
            # Read in from its own files, or brought a second time: it keeps each file once.
            held = {one.file_id for one in row.files}
            files = [file for file in files if file.file_id not in held]
            for file in files:
                row.files.append(
                    EpisodeFileTable(
                        file_id=file.file_id,
                        kind=file.kind,
                        title=file.title,
                        note="",
                        on=on,
                        at=_utc(now),
                        by=self._store.actor,
                        is_referrers=is_referrers and file.is_referrers,
                    )
                )
            for line in self._lines(arrived, row.answers):
                row.entries.append(
                    EntryTable(
                        kind=line.kind.value,
                        on=on,
                        at=_utc(now),
                        by=self._store.actor,
                        with_whom="",
                        title=line.title,
                        body=line.body,
                        is_referrers=is_referrers and line.kind is timeline.Kind.MAIL,
                        adds_to=None,
                    )
                )
        return len(files)

    def differing(self, episode_id: int, arrived: Arrived) -> dict[str, str]:
        """Return what a form says that the record does not: question key to words.

        Raises:
            Refused: The referral is no longer there.
        """
        with self._store.reading() as session:
            answers = dict(reading.episode_row(session, episode_id).answers)
        return self._news(arrived, answers)

    def note_form(self, words: str, export_id: str) -> None:
        """Note in the audit trail that a blank form was taken out."""
        with self._store.writing(None) as session:
            audit.note(session, "exported", "form", REFERRAL, {"paper": words, "export": export_id})

    def _lines(self, arrived: Arrived, answers: dict[str, object]) -> list[_Line]:
        lines = []
        if arrived.form is not None:
            news = self._news(arrived, answers)
            questions = {question.key: question.text for question in arrived.form.questions()}
            body = "\n".join(f"{questions[key]}: {said}" for key, said in news.items())
            lines.append(
                _Line(timeline.Kind.NOTE, "Filled form received", body or "It says nothing new.")
            )
        if (mail := arrived.mail) is not None:
            lines.append(_Line(timeline.Kind.MAIL, mail.subject or "E-mail", mail.text))
        return lines

    def _news(self, arrived: Arrived, answers: dict[str, object]) -> dict[str, str]:
        if arrived.form is None:
            return {}
        lists = self._forms.vocabularies()
        told = about(arrived.form, arrived.answers, "subject")
        shown = receiving.preview(replace(arrived, answers=told, findings=()), lists)
        return {
            line.question.key: line.said
            for section in shown
            for line in section.lines
            if answers.get(line.question.key) != told[line.question.key]
        }

    def _kept(self, file: ArrivedFile) -> DraftFile:
        kind = kind_of(file.name, file.data) if file.kind == Kind.FILE.value else file.kind
        return self._intake.keep_file(
            file.name, file.data, kind=kind, is_referrers=file.is_referrers
        )

    def _on(self, arrived: Arrived) -> datetime:
        """Return when it is told of: when a mail was sent, but never later than now."""
        now = local(self._clock.now())
        sent = arrived.mail.at if arrived.mail is not None else None
        return min(sent, now) if sent is not None else now


_SOURCES = {Kind.FORM: "form", Kind.MAIL: "mail", Kind.FILE: ""}
_WORDS = {Kind.FORM: "a form", Kind.MAIL: "a message", Kind.FILE: "a file"}


def _with_words(
    told: dict[str, Answer], given: dict[str, Answer], arrived: Arrived
) -> dict[str, Answer]:
    """Return the concern as typed with a mail's words under it: neither may push out the other."""
    typed, words = told.get(CONCERN), given.get(CONCERN)
    if arrived.mail is None or not isinstance(typed, str) or not isinstance(words, str):
        return {}
    return {} if words in typed else {CONCERN: f"{typed}\n\n{words}"}


def _utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(tzinfo=None)
