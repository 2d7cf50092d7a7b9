"""The answers of a filled workbook form, by row number; runs in a limited child.

Rows are known by the numbers people see ("B3"), columns by their headings: a program that saved the
file may have moved, hidden or sorted them. Which form it is, its properties say, or the names
beside them where a program dropped the properties.
"""

from __future__ import annotations

import json
import re

from prevent_desk.core.form_fields import CODE, MARK, VERSION
from prevent_desk.readers import guard, opening, refusals
from prevent_desk.readers.grid import FileKind, Grid, Kind, Workbook
from prevent_desk.readers.refusals import refusal
from prevent_desk.workers.child import Report

FORMULA, UNKNOWN, TWICE, CUT = "formula", "unknown", "twice", "cut"
"""What may be told of a form besides its answers."""

MOST_OF_ANSWER = 60_000
_NUMBER = re.compile(r"[A-Z]\d{1,3}")
_HEADINGS = {"no.": "number", "no": "number", "your answer": "answer", "answer": "answer"}
_LOOKED_AT = 60


def in_child(payload: bytes, _report: Report | None = None) -> bytes:
    """Return `{"code", "version", "mark", "answers": {number: text}, "notes": [...]}` as JSON.

    Raises:
        Refused: It is no workbook form of ours that can be read; with a code of `refusals`.
    """
    try:
        book = opening.read(payload)
        if book.kind is FileKind.DOCUMENT:
            raise refusal(refusals.NOT_A_WORKBOOK)
        code = _kept(book, CODE)
        if not code:
            raise refusal(refusals.NOT_OUR_FORM)
        notes: set[str] = set()
        answers: dict[str, str] = {}
        for grid in book.grids:
            _take(grid, answers, notes)
    except Exception as error:
        raise refusal(guard.code_of(error)) from error
    told = {
        "code": code,
        "version": _kept(book, VERSION),
        "mark": _kept(book, MARK),
        "answers": answers,
        "notes": sorted(notes),
    }
    return json.dumps(told).encode()


def _kept(book: Workbook, name: str) -> str:
    """Return a text kept beside the cells: a property, or the name that says the same."""
    found = book.properties.get(name) or book.names.get(name.replace("-", "_"), "")
    return found.strip().strip('"')


def _take(grid: Grid, answers: dict[str, str], notes: set[str]) -> None:
    found = _columns(grid)
    if found is None:
        return
    number_at, answer_at, header = found
    for row in grid.numbers():
        number = grid.text(row, number_at).strip().upper()
        if row <= header or not _NUMBER.fullmatch(number):
            continue
        cell = grid.rows[row].get(answer_at)
        if cell is not None and cell.kind is Kind.UNKNOWN:
            notes.add(UNKNOWN)
            continue
        if cell is None or not cell.text.strip():
            continue
        if cell.formula:
            notes.add(FORMULA)
        text = cell.text.strip()
        if len(text) > MOST_OF_ANSWER:
            notes.add(CUT)
            text = text[:MOST_OF_ANSWER]
        if number in answers and answers[number] != text:
            # A copied sheet: the first one read stands, and that there are two is told.
            notes.add(TWICE)
            continue
        answers[number] = text


def _columns(grid: Grid) -> tuple[int, int, int] | None:
    for row in list(grid.numbers())[:_LOOKED_AT]:
        named = {
            _HEADINGS[cell.text.strip().casefold()]: place
            for place, cell in grid.filled(row)
            if cell.text.strip().casefold() in _HEADINGS
        }
        if len(named) == len(set(_HEADINGS.values())):
            return named["number"], named["answer"], row
    return None
