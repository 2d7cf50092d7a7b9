"""Training on paper: the statement for an audit, letters, lists; as blocks and as sheets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from prevent_desk.core.dates import say_date, say_short
from prevent_desk.logbook.model.sheet import LogSheet
from prevent_desk.referrals.model.papers.content import (
    Block,
    Facts,
    Grid,
    Heading,
    NewPage,
    Paper,
    Words,
)
from prevent_desk.training.model.coverage import (
    DUE_DAYS,
    LEAST_FOR_PERCENT,
    Counts,
    Goal,
    Held,
    Matrix,
    Standing,
)
from prevent_desk.training.model.reminders import PRACTICE, Reminded, closing, course_words

_NOTICE = "Practice desk – all people are invented"
_COUNTED = ("Required", "Current", "Of these due", "Lapsed", "No record", "Share")


@dataclass(frozen=True, slots=True)
class Making:
    """What every paper of a day says of itself."""

    marking: str
    export_id: str
    current_to: date
    made_at: datetime
    practice: bool = False


# The statement


def statement(matrix: Matrix, goal: Goal, making: Making) -> Paper:
    """Return the statement of who is trained: department by department, and course by course."""
    blocks: list[Block] = [
        Facts(tuple(_statement_facts(matrix, goal, making))),
        Heading(2, "All departments"),
        _grid("Course", [(c.title, t) for c, t in zip(matrix.courses, matrix.totals, strict=True)]),
    ]
    for row in matrix.rows:
        blocks.append(Heading(2, row.name))
        told = [
            (course.title, counts)
            for course, counts in zip(matrix.courses, row.cells, strict=True)
            if counts.required
        ]
        people = "1 person" if row.people == 1 else f"{row.people:,} people"
        if row.unnamed:
            people += f", {row.unnamed:,} of them known by number only"
            people += f" (told {say_short(row.told)})" if row.told else ""
        blocks.append(Words(people + ".", is_support=True))
        blocks.append(_grid("Course", told) if told else Words("None of the courses is required."))
    blocks += [Heading(2, "How this was counted"), Words("\n".join(_method(matrix)))]
    return _paper(
        "Training statement", "Prevent training: who is current",
        f"As of {say_date(matrix.as_of)}", "Training statement", making, blocks,
    )  # fmt: skip


def statement_sheet(matrix: Matrix, goal: Goal, making: Making) -> LogSheet:
    """Return the statement as a workbook: a row for each department and course."""
    rows = [
        ["All departments", course.title, *_texts(counts)]
        for course, counts in zip(matrix.courses, matrix.totals, strict=True)
    ]
    for row in matrix.rows:
        rows += [
            [row.name, course.title, *_texts(counts)]
            for course, counts in zip(matrix.courses, row.cells, strict=True)
            if counts.required
        ]
    facts = [f"{name}: {fact}" for name, fact in _statement_facts(matrix, goal, making)]
    columns = [("Department", 30), ("Course", 40), *((name, 12) for name in _COUNTED)]
    return _sheet("Training statement", [*facts, *_method(matrix)], columns, rows, "rows", making)


# Letters and lists


def letters(people: Sequence[Reminded], as_of: date, making: Making) -> Paper:
    """Return one document with a page for each person, after a sheet that says to whom."""
    blocks: list[Block] = [
        Grid(
            ("Name", "Staff no.", "Department", "Courses"),
            tuple(
                (one.listed_name, one.staff_no, one.department, str(len(one.lines)))
                for one in people
            ),
            (4, 2, 3, 1.2),
        )
    ]
    for one in people:
        blocks += [NewPage(), *_letter(one, as_of, making)]
    count = len(people)
    told = "1 letter" if count == 1 else f"{count:,} letters"
    return _paper(
        "Training reminders", f"Prevent training: {told}", f"As of {say_date(as_of)}",
        "Training reminders", making, blocks,
    )  # fmt: skip


def people_list(title: str, held: Sequence[Held], as_of: date, making: Making) -> Paper:
    """Return a list of people and how they stand, in the order given."""
    rows = tuple(
        (one.listed_name, one.staff_no, one.department, one.course, _stands(one, as_of))
        for one in held
    )
    blocks: list[Block] = [Grid(_LIST, rows, (3.2, 1.6, 2.8, 3.4, 3))]
    return _paper(
        "Training list", title, f"As of {say_date(as_of)}", "Training list", making, blocks
    )


_LIST = ("Name", "Staff no.", "Department", "Course", "Stands")


def people_sheet(title: str, held: Sequence[Held], as_of: date, making: Making) -> LogSheet:
    """Return the list as a workbook, with what only a workbook has room for."""
    columns = [("Name", 28), ("Staff no.", 12), ("E-mail", 32), ("Department", 26), ("Role", 24),
               ("Course", 36), ("Stands", 24), ("Completed", 14), ("Counts until", 14),
               ("Last reminded", 14)]  # fmt: skip
    rows = [
        [one.listed_name, one.staff_no, one.email, one.department, one.role, one.course,
         one.standing.words, _day(one.on), _day(one.until), _day(one.reminded)]
        for one in held
    ]  # fmt: skip
    facts = [title, f"As of {say_date(as_of)}"]
    return _sheet("Training list", facts, columns, rows, "rows", making)


# Inside


def _letter(one: Reminded, as_of: date, making: Making) -> list[Block]:
    told = "\n".join(part for part in (one.department, _numbered(one.staff_no)) if part)
    return [
        Heading(2, one.name),
        Words(told, is_support=True),
        Words(say_date(making.current_to)),
        Words(f"Dear {one.name},"),
        Words("Our register of Prevent training says of you:"),
        Grid(
            ("Course", "What is recorded"),
            tuple(
                (line.course, said[0].upper() + said[1:])
                for line in one.lines
                for said in [course_words(line)]
            ),
            (3, 4),
        ),
        *(Words(part) for part in closing(one.lines)),
        Words("Prevent coordinator"),
        *([Words(PRACTICE, is_support=True)] if making.practice else []),
    ]


def _numbered(staff_no: str) -> str:
    return f"Staff number {staff_no}" if staff_no else ""


def _statement_facts(matrix: Matrix, goal: Goal, making: Making) -> list[tuple[str, str]]:
    listed = f"staff list of {say_short(matrix.listed)}" if matrix.listed else "no staff list"
    apart = matrix.head_counts.words or "none"
    facts = [
        ("As of", say_date(matrix.as_of)),
        ("Data current to", say_date(making.current_to)),
        ("People", f"{listed}, matched by staff number; "
                   f"{matrix.people.required:,} need at least one of these courses"),
        ("Everybody once, by the worst", matrix.people.said()),
        ("Head counts, not added", apart),
        ("Target", f"{goal.target}% current"),
    ]  # fmt: skip
    if matrix.as_of > making.current_to:
        facts.insert(1, ("Looks ahead", "what comes if nobody takes a course until then"))
    elif matrix.as_of < making.current_to:
        facts.insert(1, ("Looks back", "by what is recorded now"))
    return facts


def _method(matrix: Matrix) -> list[str]:
    periods = "; ".join(
        f"{one.title}: {'counts' if one.refresh_months is None else 'every'} {one.refresh_words}"
        for one in matrix.courses
    )
    return [
        "A person counts once for a course, by what counts longest; who left is not counted.",
        f"Current are those whose completion still counts on the day; due are those of them whose "
        f"completion lapses within {DUE_DAYS} days.",
        f"Courses are taken again: {periods}.",
        "Sources: attendance at our sessions by name, e-learning results, and certificates sent "
        "in. People at sessions who were only counted are stated apart and never added.",
        f"No share is given of fewer than {LEAST_FOR_PERCENT} people.",
    ]


def _grid(first: str, told: Sequence[tuple[str, Counts]]) -> Grid:
    rows = tuple((name, *_texts(counts)) for name, counts in told)
    return Grid((first, *_COUNTED), rows, (4, 1.3, 1.2, 1.4, 1.1, 1.4, 1))


def _texts(counts: Counts) -> list[str]:
    share = f"{counts.percent}%" if counts.percent is not None else "–"
    if not counts.required:
        share = "–"
    numbers = (counts.required, counts.current, counts.due, counts.lapsed, counts.unknown)
    return [*(f"{number:,}" for number in numbers), share]


def _stands(one: Held, as_of: date) -> str:
    if one.standing is Standing.LAPSED and one.until is not None:
        return f"lapsed {say_short(one.until)}"
    if one.standing is Standing.DUE and one.until is not None:
        return f"due {say_short(one.until)}"
    return one.words(as_of)


def _day(day: date | None) -> str:
    return say_short(day) if day else ""


def _paper(
    overline: str,
    title: str,
    subtitle: str,
    running: str,
    making: Making,
    blocks: Sequence[Block],
) -> Paper:
    return Paper(
        overline, title, subtitle, making.marking, running, making.export_id, making.current_to,
        making.made_at, _NOTICE if making.practice else "", tuple(blocks),
    )  # fmt: skip


def _sheet(
    title: str,
    facts: Sequence[str],
    columns: Sequence[tuple[str, float]],
    rows: Sequence[Sequence[str]],
    noun: str,
    making: Making,
) -> LogSheet:
    return LogSheet(
        title, facts, columns, rows, noun, making.marking, making.export_id, making.current_to,
        making.made_at, making.practice,
    )  # fmt: skip
