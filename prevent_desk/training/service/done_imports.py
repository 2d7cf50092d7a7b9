"""Completions of e-learning taken in: one act, one Undo.

A preview writes nothing. What is taken in is looked at once more first, so that a row does what was
shown or the whole is refused.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select

from prevent_desk.core.clock import Clock
from prevent_desk.core.errors import Refused
from prevent_desk.store.session import Store
from prevent_desk.store.unit import unit_of
from prevent_desk.training.model import done_lines, elearning
from prevent_desk.training.model.completions import Known
from prevent_desk.training.model.done_lines import Done, DoneLine
from prevent_desk.training.model.elearning import Meant
from prevent_desk.training.model.importing import ListFile
from prevent_desk.training.service import people as people_rows
from prevent_desk.training.service.completions import Completions
from prevent_desk.training.service.courses import Courses
from prevent_desk.training.service.import_steps import (
    LastPreview,
    Report,
    Steps,
    StopAsked,
    Taken,
    merged,
    never,
    no_report,
    note,
    refuse_stale,
)
from prevent_desk.training.service.people import People
from prevent_desk.training.tables import CompletionTable


@dataclass(frozen=True, slots=True)
class DoneAsked:
    """A file of completions, and how it is to be read.

    Attributes:
        mapped: What each column tells: values of `elearning.Part`, or the days of one course.
        one_course: The course of the whole file; None where its columns say.
        by_words: Courses by what the file calls them (`plain`); None for one to be left out.
        how: How the completions are known.
        by_hand: Whom the officer said a row speaks of: learners by the row's place in the file.
    """

    file: ListFile
    mapped: tuple[str | None, ...]
    one_course: int | None = None
    by_words: Mapping[str, int | None] = field(default_factory=dict)
    how: Known = Known.E_LEARNING
    by_hand: Mapping[int, int] = field(default_factory=dict)


class DoneImports:
    """Says what a file of completions would change, and takes in what was chosen."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        people: People,
        courses: Courses,
        completions: Completions,
    ) -> None:
        self._store, self._clock = store, clock
        self._people, self._courses, self._completions = people, courses, completions
        self._previews = LastPreview(store, self._preview)

    def preview(self, asked: DoneAsked) -> list[DoneLine]:
        """Return what each completion of a file would do, in its order; nothing is written."""
        return self._previews.of(asked)

    def take_in(
        self,
        asked: DoneAsked,
        chosen: Sequence[DoneLine],
        report: Report = no_report,
        stopped: StopAsked = never,
    ) -> Taken:
        """Take in the completions that were chosen, in one act.

        Args:
            asked: As it was previewed.
            chosen: Of its lines; those that would do nothing are passed over.
            report: Told of rows done, rows in all.
            stopped: Asked before each part of it.

        Raises:
            Refused: There is nothing to take in, or the desk changed since the preview.
            Stopped: It was cancelled; nothing was written.
        """
        lines = [line for line in chosen if line.can_be_taken]
        if not lines:
            raise Refused("Nothing is chosen.", next_step="Tick the rows to take in.")
        report(0, 0, "Looking once more")
        refuse_stale(lines, self.preview(asked))
        count = f"{len(lines):,} completion{'' if len(lines) == 1 else 's'}"
        with self._store.writing(f"import of {count}") as session:
            step = Steps(session, len(lines), report, stopped)
            for part in step.of(lines):
                rows = [self._completion(line, asked) for line in part]
                unit_of(session).put(CompletionTable, rows)
            taken = Taken(added=len(lines))
            note(session, "completions", taken)
            step.finish()
        return taken

    # Inside

    def _preview(self, asked: DoneAsked) -> list[DoneLine]:
        today = self._clock.today()
        meant = Meant(
            asked.one_course, asked.by_words,
            {one.id: one.called for one in self._courses.all(ended=True)},
        )  # fmt: skip
        rows = [
            one
            for number, row in enumerate(asked.file.rows)
            for one in elearning.told(number, row, asked.mapped, meant, today)
        ]
        everybody = self._people.all(left=True)
        by_id = {one.id: one for one in everybody}
        by_hand = {row: by_id[one] for row, one in asked.by_hand.items() if one in by_id}
        return done_lines.compare(
            rows, everybody, merged(self._store, everybody), self._done(), by_hand
        )

    def _completion(self, line: DoneLine, asked: DoneAsked) -> dict[str, Any]:
        one, known = line.told, line.known
        assert known is not None and one.course_id and one.on is not None  # noqa: S101, PT018
        return self._completions.values_of(
            known.id, one.course_id, one.on, asked.how, until=one.until,
            certificate=one.certificate, source=asked.file.name,
        )  # fmt: skip

    def _done(self) -> Done:
        query = select(CompletionTable.learner_id, CompletionTable.course_id, CompletionTable.on)
        with self._store.reading() as session:
            heads = people_rows.heads_of(session)
            return frozenset(
                (heads.get(who, who), what, on) for who, what, on in session.execute(query)
            )
