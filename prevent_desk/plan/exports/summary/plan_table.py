"""The whole plan after its summary: preamble, aims, and every action in the source's columns."""

from __future__ import annotations

from collections.abc import Iterator

from prevent_desk.core.dates import say_short
from prevent_desk.exports.pdf.document import Document
from prevent_desk.exports.pdf.fonts import Face
from prevent_desk.exports.pdf.table import Cell, Column, Part, Setting
from prevent_desk.exports.pdf.theme import INK_3
from prevent_desk.plan.exports.summary.standing import objective_name, tint_of
from prevent_desk.plan.exports.summary.words import name_of, said_by
from prevent_desk.plan.model.legend import NOT_SET
from prevent_desk.plan.model.records import (
    ActionDetail,
    Activity,
    Criterion,
    Objective,
    PlanContents,
    PlanHead,
)

_COLUMNS = (
    Column("Action", 20),
    Column("Lead", 9),
    Column("Success criteria", 26),
    Column("Timescale", 8),
    Column("Resources", 8),
    Column("Progress", 10.5),
    Column("Comments / progress", 25),
)
_SETTING = Setting(size=7.5, leading=10)


def say(document: Document, contents: PlanContents) -> None:
    """Say the plan on pages of its own, turned across."""
    document.turn(landscape=True)
    document.heading(2, "The plan")
    for statement in contents.head.preamble:
        document.paragraph(statement)
    if contents.head.strategic_objectives:
        document.heading(3, "Strategic objectives")
        document.items(contents.head.strategic_objectives, numbered=True)
    actions: dict[int, list[ActionDetail]] = {}
    for action in contents.actions:
        actions.setdefault(action.row.activity_id, []).append(action)
    for objective in contents.objectives:
        _say_objective(document, contents, objective, actions)


def _say_objective(
    document: Document,
    contents: PlanContents,
    objective: Objective,
    actions: dict[int, list[ActionDetail]],
) -> None:
    document.heading(3, objective_name(objective))
    document.paragraph(objective.text)
    document.paragraph(objective.introduction)
    activities = [a for a in contents.activities if a.objective_id == objective.id]
    if not any(actions.get(activity.id) for activity in activities):
        document.paragraph("This objective has no actions.")
    for activity in activities:
        if heading := _activity_name(activity):
            document.heading(4, heading)
        if rows := actions.get(activity.id):
            document.table(
                _COLUMNS, [_row(document, contents.head, action) for action in rows], _SETTING
            )
            document.glyphs.place = ""


def _activity_name(activity: Activity) -> str:
    """An activity without a heading of its own holds what stands directly under its objective."""
    if not activity.heading:
        return ""
    return f"{activity.number}. {activity.heading}" if activity.number else activity.heading


def _row(document: Document, head: PlanHead, action: ActionDetail) -> list[Cell]:
    row = action.row
    document.glyphs.place = f"action {row.ref or name_of(action)}"
    stage = head.stage(row.progress)
    title = " ".join(part for part in (row.ref, row.title) if part)
    return [
        document.cell(Part(title, Face.SEMIBOLD), *_paragraphs(_text(action)), heads=True),
        document.cell(*row.leads),
        document.cell(*_criteria(action.criteria)),
        document.cell(*_timescale(action)),
        document.cell(*_paragraphs(row.resources)),
        document.cell(
            Part(stage.word if stage else NOT_SET, Face.SEMIBOLD, tint=tint_of(stage)),
            row.reason,
        ),
        document.cell(*_comments(action)),
    ]


def _text(action: ActionDetail) -> str:
    """Return the text without the title that the source's cells begin with."""
    text, title = action.row.text, action.row.title
    if title and text.startswith(title) and text[len(title) : len(title) + 1] in {"", " ", "\n"}:
        return text[len(title) :].strip()
    return text


def _paragraphs(text: str) -> Iterator[str]:
    return (line for line in text.split("\n") if line.strip())


def _criteria(criteria: tuple[Criterion, ...]) -> Iterator[Part]:
    for criterion in criteria:
        yield Part(f"{criterion.text}{_measure(criterion)}", bullet=True)


def _measure(criterion: Criterion) -> str:
    measure = criterion.worked_out
    if measure is None:
        return ""
    figures = [
        f"{name} {value}"
        for name, value in (("target", measure.target), ("actual", measure.actual))
        if value
    ]
    unit = f"{measure.unit}: " if measure.unit and figures else measure.unit
    return f" ({unit}{', '.join(figures)})" if unit or figures else ""


def _timescale(action: ActionDetail) -> Iterator[Part]:
    row = action.row
    yield Part(row.timescale)
    if row.start:
        yield Part(f"Starts {say_short(row.start)}", colour=INK_3)
    if row.due:
        yield Part(f"Due {say_short(row.due)}", colour=INK_3)


def _comments(action: ActionDetail) -> Iterator[Part]:
    for update in action.updates:
        if by := said_by(update):
            yield Part(by, Face.SEMIBOLD)
        yield from (Part(line) for line in _paragraphs(update.text))
