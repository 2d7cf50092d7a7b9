"""A form as rows of a sheet: each row has a number that people see and what comes back goes by.

"B3" is the third row of the second section, whatever the program that saved the file did to its
columns; the form and its version say which field that is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from prevent_desk.core.answers import PARTS, STATES
from prevent_desk.core.form_fields import ROWS_OFFERED, choices, part
from prevent_desk.core.questionnaire import Kind, Question, Questionnaire
from prevent_desk.core.vocabulary import Vocabularies

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_PART_WORDS = {"evidence": "In your own words", "source": "Where from", "on": "Since when"}


@dataclass(frozen=True, slots=True)
class FormRow:
    """One row to be filled.

    Attributes:
        number: "B3".
        words: What is asked.
        hint: Below it; or empty.
        field: What the answer is called (`core.form_fields`).
        offered: What it may be answered with; empty where any words do.
        is_long: More than a line is expected.
    """

    number: str
    words: str
    hint: str
    field: str
    offered: tuple[str, ...] = ()
    is_long: bool = False


@dataclass(frozen=True, slots=True)
class FormPart:
    """A section with its rows."""

    letter: str
    title: str
    hint: str
    rows: tuple[FormRow, ...]


def parts(form: Questionnaire, lists: Vocabularies, on: date) -> list[FormPart]:
    """Return a form's sections as rows; those "about the desk" are not for who fills it.

    Args:
        form: Which.
        lists: Every vocabulary.
        on: The day its choices are offered; numbers do not depend on it but for lists of ticks.
    """
    found = []
    for letter, section in zip(LETTERS, form.without("desk").sections, strict=False):
        asked = [one for question in section.questions for one in _rows(question, lists, on)]
        rows = tuple(
            FormRow(f"{letter}{number}", words, hint, name, offered, long)
            for number, (words, hint, name, offered, long) in enumerate(asked, start=1)
        )
        found.append(FormPart(letter, section.title, section.hint, rows))
    return found


def fields_by_number(form: Questionnaire, lists: Vocabularies) -> dict[str, str]:
    """Return which field each number stands for, whenever the form was made."""
    return {row.number: row.field for one in parts(form, lists, date.min) for row in one.rows}


_Asked = tuple[str, str, str, tuple[str, ...], bool]


def _rows(question: Question, lists: Vocabularies, on: date) -> Iterator[_Asked]:
    words, hint = question.text, " ".join((question.hint, *question.prompts)).strip()
    kind = question.kind
    if kind is Kind.ROWS:
        for number in range(1, ROWS_OFFERED + 1):
            for column in question.columns:
                yield (
                    f"{words}, {number}: {column.text}",
                    "",
                    part(question, number, column.key),
                    (),
                    False,
                )
    elif kind in PARTS:
        states = tuple(STATES[kind].values())
        yield words, "", part(question, "state"), states, False
        for name in PARTS[kind][1:]:
            told = hint if name == "evidence" else ""
            yield _PART_WORDS[name], told, part(question, name), (), name == "evidence"
    elif kind is Kind.CHOICES:
        # One row: a tick for each would change the numbers whenever the list does.
        told = "; ".join(term.label for term in choices(question, lists, on))
        yield words, f"As many as fit, with “;” between them: {told}.", part(question), (), True
    else:
        offered = tuple(term.label for term in choices(question, lists, on))
        yield words, hint, part(question), offered, kind is Kind.LONG
