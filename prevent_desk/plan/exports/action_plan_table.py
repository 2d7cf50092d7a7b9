"""The sheet "Action plan": headings and rows as the source plan prints them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from prevent_desk.exports.workbook import arial, looks
from prevent_desk.exports.workbook.book import (
    Book,
    Furniture,
    Mark,
    Sheet,
    lines_at_most,
    points_for,
)
from prevent_desk.exports.workbook.looks import TINTS, Look
from prevent_desk.plan.model import workbook as words
from prevent_desk.plan.model.legend import Legend
from prevent_desk.plan.model.records import (
    ActionDetail,
    Activity,
    Criterion,
    Objective,
    Paper,
    PlanContents,
)
from prevent_desk.workers.child import Report

_HEADER_ROW = 4
_LAST = len(words.COLUMNS) - 1
_PROGRESS = words.COLUMNS.index("Progress")
_REPORT_EVERY = 100


@dataclass(frozen=True, slots=True)
class _Column:
    """How wide a column is in characters, and how much wider long texts may make it."""

    width: float
    most: float


_COLUMNS = (
    _Column(11, 11),
    _Column(36, 46),
    _Column(18, 18),
    _Column(42, 54),
    _Column(13, 13),
    _Column(13, 13),
    _Column(12, 12),
    _Column(60, 84),
)
_STEP = 6

_ROW_LOOKS = (
    looks.STRONG,
    *(looks.CELL,) * 5,
    looks.STATUS,
    looks.CELL,
)
_MORE_LOOKS = (looks.LABEL_RULED, *_ROW_LOOKS[1:])


def say(
    book: Book,
    contents: PlanContents,
    paper: Paper,
    furniture: Furniture,
    facts: Sequence[str],
    report: Report | None,
) -> None:
    """Write the sheet."""
    rows = [_texts(action, contents.head.legend) for action in contents.actions]
    widths = _widths(rows)
    sheet = book.sheet(words.PLAN_SHEET, widths)
    _say_top(sheet, paper, furniture, facts, contents.head.legend)
    below: dict[int, list[int]] = {}
    for place, action in enumerate(contents.actions):
        below.setdefault(action.row.activity_id, []).append(place)
    table = _Table(sheet, widths, contents, rows, report)
    inside: dict[int, list[Activity]] = {}
    for activity in contents.activities:
        inside.setdefault(activity.objective_id, []).append(activity)
    for objective in contents.objectives:
        activities = inside.get(objective.id, [])
        if paper.lead and not any(below.get(activity.id) for activity in activities):
            continue
        table.say_objective(objective)
        for number, activity in enumerate(activities):
            places = below.get(activity.id, [])
            if paper.lead and not places:
                continue
            table.say_activity(activity, first=number == 0)
            for place in places:
                table.say_action(place)
    _finish(sheet, contents.head.legend, furniture)


def _say_top(
    sheet: Sheet, paper: Paper, furniture: Furniture, facts: Sequence[str], legend: Legend
) -> None:
    marking = Look(bold=True, colour=looks.SUPPORT, across="right", down="center")
    title = [furniture.left, *[""] * (_LAST - 1), paper.marking]
    sheet.row(title, [looks.TITLE] * _LAST + [marking], spans=[(0, _LAST - 1)])
    whole = [(0, _LAST)]
    sheet.row(_across("   ·   ".join(facts)), looks.SUBTITLE, spans=whole)
    key, marks = "Progress:", []
    for stage in legend:
        key += "   "
        marks.append(Mark(len(key), len(key) + 2 + len(stage.key), colour=TINTS[stage.tone].text))
        key += f"■ {stage.key}"
    sheet.row(_across(key), looks.SUBTITLE, marks={0: marks}, spans=whole, points=20)
    sheet.row(words.COLUMNS, looks.HEADER, points=30)


def _finish(sheet: Sheet, legend: Legend, furniture: Furniture) -> None:
    sheet.freeze(_HEADER_ROW, 1)
    if sheet.at > _HEADER_ROW and legend:
        named = [(stage.word, TINTS[stage.tone]) for stage in legend]
        asked = f"Choose {', '.join(stage.word for stage in legend)}, or leave it empty."
        sheet.choices(_PROGRESS, (_HEADER_ROW + 1, sheet.at), named, asked=asked)
    sheet.page(furniture)


class _Table:
    """The rows under the header, written one after the other."""

    def __init__(
        self,
        sheet: Sheet,
        widths: Sequence[float],
        contents: PlanContents,
        rows: Sequence[tuple[str, ...]],
        report: Report | None,
    ) -> None:
        self._sheet, self._contents, self._rows = sheet, contents, rows
        self._report, self._done = report, 0
        self._rooms = [arial.room(width, 10) for width in widths]
        self._across = sum(widths[1:])

    def say_objective(self, objective: Objective) -> None:
        """Write a heading, and under it the objective's words where it has any."""
        label = f"{words.OBJECTIVE} {objective.number}".strip()
        self._say_heading(label, objective.heading or objective.title, looks.HEADING)
        for label, text in (
            (words.AIM, objective.text),
            (words.INTRODUCTION, objective.introduction),
        ):
            if text:
                self._say_heading(label, text, looks.LEAD_IN)

    def say_activity(self, activity: Activity, *, first: bool) -> None:
        """Write its heading; none for the rows that stand directly under their objective."""
        if activity.heading or not first:
            label = f"{words.ACTIVITY} {activity.number}".strip()
            self._say_heading(label, activity.heading or words.NO_HEADING, looks.SUBHEADING)

    def say_action(self, place: int) -> None:
        """Write one action; its texts go on in further rows where one cannot hold them."""
        texts, action = self._rows[place], self._contents.actions[place].row
        most = lines_at_most(10)
        parts = [
            arial.pieces(text, room, most) if text else [("", 1)]
            for text, room in zip(texts, self._rooms, strict=True)
        ]
        for number in range(max(map(len, parts))):
            now = [part[number] if number < len(part) else ("", 1) for part in parts]
            cells = [text for text, _ in now]
            points = points_for(max(count for _, count in now), 10)
            if number:
                cells[0] = words.CONTINUED
                # The lead again, so that filtering by it keeps the whole action.
                cells[2] = cells[2] or texts[2]
                self._sheet.row(cells, _MORE_LOOKS, points=points)
            else:
                mark = _title_mark(cells[1], action.title)
                self._sheet.row(cells, _ROW_LOOKS, marks=mark, points=points)
        self._done += 1
        if self._report and self._done % _REPORT_EVERY == 0:
            self._report(self._done, len(self._rows), "Writing actions")

    def _say_heading(self, label: str, text: str, look: Look) -> None:
        beside = Look(size=8, colour=looks.QUIET, fill=look.fill, down=look.down, ruled=True)
        room = arial.room(self._across, look.size)
        for number, (piece, _) in enumerate(arial.pieces(text, room, lines_at_most(look.size))):
            cells = [words.CONTINUED if number else label, piece, *[""] * (_LAST - 1)]
            self._sheet.row(cells, [beside, *[look] * _LAST], spans=[(1, _LAST)])


def _texts(action: ActionDetail, legend: Legend) -> tuple[str, ...]:
    row = action.row
    word = next((stage.word for stage in legend if stage.code == row.progress), "")
    criteria = "\n".join(_criterion(one) for one in action.criteria)
    leads = "\n".join(row.leads)
    cells = (row.ref, row.text, leads, criteria, row.timescale, row.resources, word, row.comments)
    return tuple(text.replace("\r\n", "\n").replace("\r", "\n") for text in cells)


def _criterion(criterion: Criterion) -> str:
    said = words.BULLET + criterion.text
    measure = criterion.worked_out
    if measure is None:
        return said
    unit = f" {measure.unit}" if measure.unit else ""
    return f"{said}\n{words.MEASURED}{measure.actual or '0'} of {measure.target or '?'}{unit}"


def _title_mark(text: str, title: str) -> dict[int, Sequence[Mark]] | None:
    """Set the short title apart where the action's words say it, as the source does."""
    at = text.casefold().find(title.casefold()) if title else -1
    if (
        at < 0
        or text[at : at + len(title)].casefold() != title.casefold()
        or len(title) == len(text)
    ):
        return None
    return {1: [Mark(at, at + len(title))]}


def _widths(rows: Sequence[tuple[str, ...]]) -> list[float]:
    """Return the columns' widths: wider ones, within limits, where texts are long."""
    most = lines_at_most(10)
    return [
        _width(column, [row[place] for row in rows], most) for place, column in enumerate(_COLUMNS)
    ]


def _width(column: _Column, texts: Sequence[str], most: int) -> float:
    width = column.width
    # Only a text this long, or of this many lines, can be too tall: the rest need no measuring.
    fewest = most * column.width * 0.5
    tall = [text for text in texts if len(text) > fewest or text.count("\n") >= most]
    while width < column.most and any(
        arial.lines(text, arial.room(width, 10)) > most for text in tall
    ):
        width = min(column.most, width + _STEP)
    return width


def _across(text: str) -> list[str]:
    return [text, *[""] * _LAST]
