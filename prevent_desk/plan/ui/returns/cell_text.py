"""Words with what was put in underlined and what was taken out struck, laid out once and kept.

Insertions stand green and underlined on green, removals red and struck on red (DESIGN, "Merge
row"): each reads without its colour.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter, QTextCharFormat, QTextLayout, QTextOption

from prevent_desk.core.word_differences import Mark, Run, breakable
from prevent_desk.ui import theme

_KEPT = 600
_LONG = 320
_AROUND = 90


class Laid:
    """Runs broken into lines of a width, ready to be drawn again and again."""

    def __init__(
        self, runs: Sequence[Run], width: int, ink: str, most_lines: int, role: str
    ) -> None:
        runs = breakable(runs)
        text = "".join(run.text for run in runs)
        self._layout = QTextLayout(text.replace("\n", "\u2028"), theme.font(role))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._layout.setTextOption(option)
        self._layout.setFormats(_formats(runs))
        self._ink = ink
        self._lines = self._break(max(24, width))
        self._shown = len(self._lines)
        if len(self._lines) > most_lines:
            # One line less: its place says how many more there are.
            self._shown = most_lines - 1
        self.height = round(sum(self._lines[: self._shown]))
        if self.hidden:
            self.height += theme.metrics("meta").height()

    @property
    def hidden(self) -> int:
        """How many lines are not shown."""
        return len(self._lines) - self._shown

    def draw(self, painter: QPainter, x: int, y: int, *, chosen: bool) -> None:
        """Draw the lines with their upper left corner at (x, y)."""
        painter.setPen(theme.colour(_on_chosen(self._ink) if chosen else self._ink))
        for number in range(self._shown):
            self._layout.lineAt(number).draw(painter, QPointF(x, y))
        if self.hidden:
            metrics = theme.metrics("meta")
            painter.setFont(theme.font("meta"))
            painter.setPen(theme.colour("onsel3" if chosen else "text3"))
            said = f"… {self.hidden} more lines"
            painter.drawText(x, y + self.height - metrics.descent(), said)

    def _break(self, width: int) -> list[float]:
        heights: list[float] = []
        y = 0.0
        self._layout.beginLayout()
        while (line := self._layout.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, y))
            y += line.height()
            heights.append(line.height())
        self._layout.endLayout()
        return heights


class Texts:
    """Keeps what was laid out lately; a change of theme forgets it all."""

    def __init__(self) -> None:
        self._laid: OrderedDict[tuple[object, ...], Laid] = OrderedDict()

    def forget(self) -> None:
        """Lay everything out anew: fonts or colours are others."""
        self._laid.clear()

    def laid(
        self,
        runs: tuple[Run, ...],
        width: int,
        *,
        ink: str = "text",
        most_lines: int = 10_000,
        role: str = "small",
    ) -> Laid:
        """Return runs laid out in a width of px; from `most_lines` on the rest is counted."""
        key = (runs, width, ink, most_lines, role)
        found = self._laid.get(key)
        if found is None:
            found = self._laid[key] = Laid(runs, width, ink, most_lines, role)
            if len(self._laid) > _KEPT:
                self._laid.popitem(last=False)
        else:
            self._laid.move_to_end(key)
        return found


def plain(text: str) -> tuple[Run, ...]:
    """Return words in which nothing is marked."""
    return (Run(Mark.SAME, text),)


def abridged(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """Return runs whose long unchanged stretches are cut in their middle: changes stay in sight."""
    if all(run.mark is Mark.SAME for run in runs):
        return runs
    last = len(runs) - 1
    return tuple(
        Run(run.mark, _cut(run.text, first=place == 0, last=place == last))
        if run.mark is Mark.SAME and len(run.text) > _LONG
        else run
        for place, run in enumerate(runs)
    )


def _cut(text: str, *, first: bool, last: bool) -> str:
    start = "" if first else text[:_AROUND].rsplit(None, 1)[0]
    end = "" if last else text[-_AROUND:].split(None, 1)[-1]
    return f"{start} … {end}".lstrip() if first else f"{start} … {end}"


def _formats(runs: Sequence[Run]) -> list[QTextLayout.FormatRange]:
    found: list[QTextLayout.FormatRange] = []
    at = 0
    for run in runs:
        if run.mark is not Mark.SAME:
            # White space at the edges of a change is no part of what is read as changed.
            lead = _units(run.text) - _units(run.text.lstrip())
            piece = QTextLayout.FormatRange()
            piece.start, piece.length = at + lead, _units(run.text.strip())
            piece.format = _format(run.mark)
            found.append(piece)
        at += _units(run.text)
    return found


def _units(text: str) -> int:
    """Return the length of a text as Qt counts it."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _format(mark: Mark) -> QTextCharFormat:
    look = QTextCharFormat()
    tone = "green" if mark is Mark.NEW else "red"
    look.setForeground(theme.colour(tone))
    if not theme.is_contrast():
        look.setBackground(theme.colour(f"{tone}bg"))
    if mark is Mark.NEW:
        look.setFontUnderline(True)
    else:
        look.setFontStrikeOut(True)
    return look


def _on_chosen(ink: str) -> str:
    return {"text": "onsel", "text2": "onsel2", "text3": "onsel3"}.get(ink, ink)
