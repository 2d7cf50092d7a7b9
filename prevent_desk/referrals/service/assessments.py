"""Screenings and assessments: begun, kept while they are filled in, finished, added to.

A draft's words are kept as a draft of the desk, quietly, so that Undo never stops at a letter; they
become the assessment's answers when it is finished, and from then on nothing changes them.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import UTC, date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from prevent_desk.core.clock import Clock
from prevent_desk.core.dates import say_short
from prevent_desk.core.errors import Refused
from prevent_desk.core.questionnaire import Answer, Answers, Questionnaire, tidy
from prevent_desk.referrals.model.assessments.records import Addendum, Assessment, FoundFactor
from prevent_desk.referrals.service import factor_answers, reading
from prevent_desk.referrals.service.forms import PAF, SCREENING, VAF, Forms
from prevent_desk.referrals.tables import AddendumTable, AssessmentTable, FactorResponseTable
from prevent_desk.store.drafts import Draft, Drafts
from prevent_desk.store.session import Store

FORMS = (SCREENING, VAF, PAF)
"""Codes of the forms an assessment may be made on."""

STAGES = "assessment_stage"
"""The list of stages."""

CHANGED = "changed"
"""Key of the question “What changed since the last assessment?”, in every form that asks it."""

_KEY = "referral.assessment."


class Assessments:
    """Keeps what was assessed, when, by whom, and what answers it."""

    def __init__(self, store: Store, clock: Clock, forms: Forms) -> None:
        self._store, self._clock, self._forms = store, clock, forms
        self._drafts = Drafts(store)

    # Reading

    def of(self, episode_id: int) -> list[Assessment]:
        """Return the assessments of a referral, the oldest first; drafts as typed so far."""
        kept = self._drafts.all()
        with self._store.reading() as session:
            query = select(AssessmentTable).where(AssessmentTable.episode_id == episode_id)
            rows = session.scalars(query.order_by(AssessmentTable.on, AssessmentTable.id))
            return [_assessment(row, _typed(kept.get(_key(row.id)), row)) for row in rows]

    def get(self, assessment_id: int) -> Assessment:
        """Return an assessment; a draft as typed so far.

        Raises:
            Refused: It is no longer there.
        """
        kept = self._drafts.get(_key(assessment_id))
        with self._store.reading() as session:
            row = _row(session, assessment_id)
            return _assessment(row, _typed(kept, row))

    def form(self, assessment: Assessment) -> Questionnaire:
        """Return the form an assessment was made on, in its version."""
        return self._forms.form(assessment.form, assessment.form_version)

    def drafts(self, episode_id: int) -> int:
        """Return how many assessments of a referral are not finished."""
        query = select(func.count(AssessmentTable.id)).where(
            AssessmentTable.episode_id == episode_id, AssessmentTable.finished.is_(None)
        )
        with self._store.reading() as session:
            return session.scalar(query) or 0

    def last(self, episode_id: int, form: str, before: int | None = None) -> Assessment | None:
        """Return the newest finished assessment on a form, or None.

        Args:
            episode_id: The referral.
            form: One of FORMS.
            before: Not this one, and none that comes after it.
        """
        found: Assessment | None = None
        for one in self.of(episode_id):
            if one.id == before:
                break
            if one.is_finished and one.form == form:
                found = one
        return found

    # Acts

    def start(
        self,
        episode_id: int,
        form: str,
        stage: str,
        on: date,
        author: str,
        *,
        from_last: bool = False,
    ) -> int:
        """Begin an assessment on the newest version of a form; return its key.

        Args:
            episode_id: The referral.
            form: One of FORMS.
            stage: A code of the list "assessment_stage".
            on: The day it speaks for.
            author: Who assesses.
            from_last: Take the last one's answers over, each to be confirmed.

        Raises:
            Refused: The day is still to come, or the author is missing.
        """
        if on > self._clock.today():
            raise Refused(
                f"{say_short(on)} is still to come.", next_step="Choose today or an earlier day."
            )
        if not author.strip():
            raise Refused("An assessment needs its author.", next_step="Say who assesses.")
        definition = self._forms.form(form)
        last = self.last(episode_id, form) if from_last else None
        answers = _carried_over(last, definition) if last else {}
        with self._store.writing(self._label("draft", episode_id, definition)) as session:
            row = AssessmentTable(
                episode_id=episode_id, form=definition.code, form_version=definition.version,
                stage=stage, on=on, author=author.strip(), answers=answers, carried=list(answers),
                made=self._clock.now().replace(tzinfo=None), finished=None,
            )  # fmt: skip
            session.add(row)
            session.flush()
            return row.id

    def keep(self, assessment_id: int, answers: Answers, carried: Collection[str] = ()) -> None:
        """Keep what is typed so far, quietly.

        Raises:
            Refused: It is finished, or no longer there.
        """
        with self._store.reading() as session:
            _refuse_if_finished(_row(session, assessment_id))
        body = {"answers": tidy(answers), "carried": sorted(carried)}
        self._drafts.keep(_key(assessment_id), json.dumps(body, ensure_ascii=False))

    def finish(self, assessment_id: int) -> Assessment:
        """Finish an assessment: from then on it is only read and added to.

        What was typed is taken in first, as a step of its own, so that Undo of finishing gives a
        draft with all its words back.

        Raises:
            Refused: It is finished already, nothing is answered, or an answer taken over is not
                confirmed; the first of those is named.
        """
        draft = self.get(assessment_id)
        form = self.form(draft)
        if draft.is_finished:
            raise Refused("That assessment is finished already.")
        if not tidy(draft.answers):
            raise Refused("Nothing is answered yet.", next_step="Answer what is known first.")
        for question in form.questions():
            if question.key in draft.carried:
                raise Refused(
                    f"“{question.text}” still has the answer of the last assessment.",
                    next_step="Confirm it, or change it.",
                )
        self._take_in(draft, form)
        label = self._label("finishing", draft.episode_id, form)
        with self._store.writing(label) as session:
            row = _row(session, assessment_id)
            row.finished = self._clock.now().replace(tzinfo=None)
            return _assessment(row, None)

    def discard(self, assessment_id: int) -> None:
        """Put a draft away; Undo brings it back with its words.

        Raises:
            Refused: It is finished: that stays.
        """
        draft = self.get(assessment_id)
        form = self.form(draft)
        with self._store.reading() as session:
            _refuse_if_finished(_row(session, assessment_id))
        self._take_in(draft, form)
        with self._store.writing(self._label("discarding", draft.episode_id, form)) as session:
            session.delete(_row(session, assessment_id))

    def add(self, assessment_id: int, words: str) -> Assessment:
        """Add words to a finished assessment, with their day and by whom.

        Raises:
            Refused: It is still a draft, or there are no words.
        """
        if not words.strip():
            raise Refused("There are no words to add.", next_step="Type what is to be added.")
        one = self.get(assessment_id)
        label = self._label("addition to", one.episode_id, self.form(one))
        with self._store.writing(label) as session:
            row = _row(session, assessment_id)
            if row.finished is None:
                raise Refused("That assessment is still a draft.", next_step="Change it directly.")
            moment = self._clock.now().replace(tzinfo=None)
            added = AddendumTable(
                episode_id=row.episode_id, at=moment, by=self._store.actor, words=words.strip()
            )
            row.addenda.append(added)
            session.flush()
            return _assessment(row, None)

    # Factors

    def found_factors(self, episode_id: int) -> list[FoundFactor]:
        """Return the factors the newest finished assessment found, with what answers each."""
        with self._store.reading() as session:
            return factor_answers.found_factors(session, episode_id, self._forms)

    def unanswered_factors(self, episode_id: int) -> list[FoundFactor]:
        """Return the found factors that neither support nor a reason answers."""
        return [one for one in self.found_factors(episode_id) if not one.is_answered]

    def answer_factor(
        self, episode_id: int, factor: str, *, item: str = "", reason: str = ""
    ) -> None:
        """Say what is done about a factor; the answers given before stay on record.

        Args:
            episode_id: The referral.
            factor: Its key: "E04".
            item: The lineage of an item of the support plan.
            reason: Why nothing is done; exactly one of the two.

        Raises:
            Refused: Neither or both are given, or the item is not in the newest support plan.
        """
        if bool(item) == bool(reason.strip()):
            raise Refused(
                "A factor is answered by support, or by the reason why there is none.",
                next_step="Choose an item of the support plan, or write the reason.",
            )
        with self._store.reading() as session:
            ref = reading.episode_row(session, episode_id).ref
            known = {one.lineage for one in factor_answers.items(session, episode_id)}
        if item and item not in known:
            raise Refused(
                "That piece of support is not in the newest support plan.",
                next_step="Choose another, or add it to the plan.",
            )
        with self._store.writing(f"answer to factor {factor}, {ref}") as session:
            session.add(
                FactorResponseTable(
                    episode_id=episode_id, factor=factor, item=item, reason=reason.strip(),
                    at=self._clock.now().replace(tzinfo=None), by=self._store.actor,
                )
            )  # fmt: skip

    def support_items(self, episode_id: int) -> list[factor_answers.Item]:
        """Return what the newest support plan holds, to be chosen from."""
        with self._store.reading() as session:
            return factor_answers.items(session, episode_id)

    def _take_in(self, draft: Assessment, form: Questionnaire) -> None:
        """Make typed words the row's own, and forget them as a draft."""
        with self._store.writing(self._label("answers in", draft.episode_id, form)) as session:
            row = _row(session, draft.id)
            row.answers, row.carried = tidy(draft.answers), sorted(draft.carried)
        self._drafts.keep(_key(draft.id), "")

    def _label(self, act: str, episode_id: int, form: Questionnaire) -> str:
        with self._store.reading() as session:
            ref = reading.episode_row(session, episode_id).ref
        return f"{act} {form.title}, {ref}"


def _carried_over(last: Assessment, form: Questionnaire) -> dict[str, Answer]:
    asked = {question.key for question in form.questions()} - {CHANGED}
    return {key: answer for key, answer in last.answers.items() if key in asked}


def _key(assessment_id: int) -> str:
    return f"{_KEY}{assessment_id}"


def _row(session: Session, assessment_id: int) -> AssessmentTable:
    row = session.get(AssessmentTable, assessment_id)
    if row is None:
        raise Refused("That assessment is no longer there.", next_step="Undo brings it back.")
    return row


def _refuse_if_finished(row: AssessmentTable) -> None:
    if row.finished is not None:
        raise Refused(
            "That assessment is finished and can no longer be changed.",
            next_step="Add to it, or begin a new one from its answers.",
        )


def _typed(kept: Draft | None, row: AssessmentTable) -> tuple[Answers, frozenset[str]] | None:
    """Return what is typed into a draft and not taken in; None where nothing is."""
    if kept is None or row.finished is not None:
        return None
    body = json.loads(kept.text)
    return body["answers"], frozenset(body["carried"])


def _assessment(row: AssessmentTable, typed: tuple[Answers, frozenset[str]] | None) -> Assessment:
    answers, carried = typed or (row.answers, frozenset(row.carried))
    return Assessment(
        row.id, row.episode_id, row.form, row.form_version, row.stage, row.on, row.author,
        answers, carried, row.made.replace(tzinfo=UTC),
        row.finished.replace(tzinfo=UTC) if row.finished else None,
        tuple(Addendum(one.at.replace(tzinfo=UTC), one.by, one.words) for one in row.addenda),
    )  # fmt: skip
