"""Successive assessments side by side: per question what was said, and what changed, in words.

Nothing is counted. A change is told from one assessment to the next of the same form; a question
that one of them does not ask is told as such, not as an answer taken away.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from prevent_desk.core.answers import STATES, in_words, label_of
from prevent_desk.core.questionnaire import Answer, Question, Questionnaire, is_empty
from prevent_desk.core.vocabulary import Vocabularies
from prevent_desk.core.word_differences import Mark, Run, runs
from prevent_desk.referrals.model.assessments.records import Assessment

NO_STATE = "Not answered"


class What(StrEnum):
    """How an answer stands to the one before it."""

    SAME = "same"
    STATE = "state"
    """The state is another, and perhaps the words."""
    WORDS = "words"
    NOT_ASKED = "not_asked"
    """One of the two does not ask this."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What one assessment says to one question.

    Attributes:
        is_asked: Whether its form asks this at all.
        state: "Present", in words; empty for questions without states.
        words: Everything else it says: evidence and source, or the whole answer.
        day: The day of the evidence, which is told and not compared: seen again is no change.
        was: The state before, in words; only where `what` is STATE.
        what: How it stands to the assessment at its left; SAME for the first.
        shown: Its words with those put in and taken out since then.
    """

    is_asked: bool
    state: str = ""
    words: str = ""
    day: str = ""
    was: str = ""
    what: What = What.SAME
    shown: tuple[Run, ...] = ()

    @property
    def is_changed(self) -> bool:
        """Whether it says something else than the one before."""
        return self.what in {What.STATE, What.WORDS}

    @property
    def said(self) -> str:
        """The change in words: "was Partly, now Absent"; empty where there is none."""
        if self.what is What.STATE:
            return f"was {self.was}, now {self.state or NO_STATE}"
        return "words changed" if self.what is What.WORDS else ""


@dataclass(frozen=True, slots=True)
class Row:
    """One question across the assessments, in their order.

    Attributes:
        section: The title it stands under.
    """

    key: str
    text: str
    section: str
    cells: tuple[Cell, ...]

    @property
    def is_changed(self) -> bool:
        """Whether any of them says something else than the one before it."""
        return any(cell.is_changed for cell in self.cells)

    @property
    def is_empty(self) -> bool:
        """Whether none of them answers it."""
        return not any(cell.state or cell.words for cell in self.cells)


def side_by_side(
    columns: Sequence[tuple[Assessment, Questionnaire]], vocabularies: Vocabularies
) -> list[Row]:
    """Return every question the assessments answer, in the order of their forms.

    Args:
        columns: The assessments with their forms, in the order of their days.
        vocabularies: For the words of choices.
    """
    rows = []
    for section, question in _questions([form for _, form in columns]):
        cells: list[Cell] = []
        for assessment, form in columns:
            asked = form.question(question.key)
            cell = Cell(is_asked=False)
            if asked is not None:
                cell = _cell(asked, assessment.answers.get(asked.key), vocabularies)
            cells.append(_against(cells[-1], cell) if cells else _first(cell))
        row = Row(question.key, question.text, section, tuple(cells))
        if not row.is_empty:
            rows.append(row)
    return rows


def _questions(forms: Sequence[Questionnaire]) -> Iterator[tuple[str, Question]]:
    """Yield each question once: those of the newest form first, then what only others ask."""
    seen: set[str] = set()
    for form in reversed(forms):
        for section in form.sections:
            for question in section.questions:
                if question.key not in seen:
                    seen.add(question.key)
                    yield section.title, question


def _cell(question: Question, answer: Answer | None, vocabularies: Vocabularies) -> Cell:
    if answer is None or is_empty(answer):
        return Cell(is_asked=True)
    if question.kind not in STATES:
        return Cell(is_asked=True, words=in_words(question, answer, vocabularies))
    if isinstance(answer, str):
        return Cell(is_asked=True, state=label_of(question, answer, vocabularies))
    if not isinstance(answer, Mapping):
        return Cell(is_asked=True, words=in_words(question, answer, vocabularies))
    code = answer.get("state", "")
    state = label_of(question, code, vocabularies) if code else ""
    told = {part: answer[part] for part in ("evidence", "source") if answer.get(part)}
    on = {"on": answer["on"]} if answer.get("on") else {}
    return Cell(
        is_asked=True,
        state=state,
        words=in_words(question, told, vocabularies),
        day=in_words(question, on, vocabularies),
    )


def _first(cell: Cell) -> Cell:
    return replace(cell, shown=(Run(Mark.SAME, cell.words),) if cell.words else ())


def _against(before: Cell, now: Cell) -> Cell:
    if not (before.is_asked and now.is_asked):
        what = What.SAME if before.is_asked == now.is_asked else What.NOT_ASKED
        return replace(_first(now), what=what)
    shown = runs(before.words, now.words)
    if before.state != now.state:
        return replace(now, was=before.state or NO_STATE, what=What.STATE, shown=shown)
    # Other blanks or line ends are no other words.
    what = What.SAME if before.words.split() == now.words.split() else What.WORDS
    return replace(now, what=what, shown=shown)


def proposed(rows: Iterable[Row], leave_out: Iterable[str] = ()) -> str:
    """Return “What changed since the last assessment” as words to be edited, a line a question.

    Args:
        rows: Two assessments side by side; only the change to the last column is told.
        leave_out: Keys of questions that are not told: the one this is the answer to.
    """
    left_out = set(leave_out)
    return "\n".join(
        _line(row) for row in rows if row.cells[-1].is_changed and row.key not in left_out
    )


def _line(row: Row) -> str:
    cell = row.cells[-1]
    parts = [cell.said] if cell.what is What.STATE else []
    new = " … ".join(run.text.strip() for run in cell.shown if run.mark is Mark.NEW).strip()
    gone = any(run.mark is Mark.GONE for run in cell.shown)
    if new:
        parts.append(f"new: {' '.join(new.split())}")
    elif gone:
        parts.append("no longer said: " + _gone(cell.shown))
    said = f"{row.text}: {'; '.join(parts)}"
    return said if said.endswith((".", "!", "?", "…", "”")) else f"{said}."


def _gone(shown: Iterable[Run]) -> str:
    return " ".join(
        " … ".join(run.text.strip() for run in shown if run.mark is Mark.GONE).split()
    ).strip()
