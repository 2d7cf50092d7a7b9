"""Cells that are about to be written, as a table: each can be skipped, or put right in place."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QStyleOptionViewItem,
    QWidget,
)

from prevent_desk.plan.model.legend import NOT_SET
from prevent_desk.plan.model.records import ActionRow, Field, PlanHead
from prevent_desk.plan.model.spreadsheet.judging import Judged, Wanted
from prevent_desk.plan.ui.columns import COLUMNS
from prevent_desk.plan.ui.spreadsheet.titled import TitledModel
from prevent_desk.ui import theme
from prevent_desk.ui.delegates import RowDelegate
from prevent_desk.ui.widgets.editors import Combo

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()

CELL, NOW, WOULD_BE, MATTER = range(4)
_TITLES = ("Cell", "Now", "Would be", "What to look at")
_HEADINGS = {column.fields: column.heading.partition(" /")[0] for column in COLUMNS}
_SINGLE = {Field.REF, Field.TIMESCALE, Field.START, Field.DUE, Field.LEADS}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A cell in the table.

    Attributes:
        where: "O1-05 · Progress".
        taken: Whether it will be written.
    """

    judged: Judged
    where: str
    taken: bool

    @property
    def matter(self) -> str:
        """What a person should look at."""
        return self.judged.wrong or self.judged.doubt


class CellsModel(TitledModel):
    """The candidates; the view asks for some of them, all are written or skipped."""

    altered = Signal()
    """A cell was taken, skipped or put right."""

    def __init__(
        self,
        judged: Sequence[Judged],
        rows: Mapping[int, ActionRow],
        rejudge: Callable[[Sequence[Wanted]], list[Judged]],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(_TITLES, parent)
        self._rejudge = rejudge
        self._all = [Candidate(one, where(one.wanted, rows), taken=not one.wrong) for one in judged]
        self._shown: list[int] = list(range(len(self._all)))
        self._left_out: Callable[[Candidate], bool] = lambda _one: False

    def candidate(self, row: int) -> Candidate:
        """Return what stands in a row."""
        return self._all[self._shown[row]]

    def all(self) -> list[Candidate]:
        """Return every candidate, shown or not, without those left out."""
        return [one for one in self._all if not self._left_out(one)]

    def leave_out(self, which: Callable[[Candidate], bool]) -> None:
        """Leave some out whatever their ticks say."""
        self._left_out = which

    def show_where(self, wanted: Callable[[Candidate], bool]) -> None:
        """Show some of the candidates."""
        self.beginResetModel()
        self._shown = [
            n for n, one in enumerate(self._all) if wanted(one) and not self._left_out(one)
        ]
        self.endResetModel()

    def correct(self, row: int, text: str) -> None:
        """Put other words into a cell, and judge all cells again beside them."""
        place = self._shown[row]
        wanted = [one.judged.wanted for one in self._all]
        wanted[place] = replace(wanted[place], text=text)
        for n, judged in enumerate(self._rejudge(wanted)):
            before = self._all[n]
            mended = bool(before.judged.wrong) and not judged.wrong
            taken = not judged.wrong and (before.taken or n == place or mended)
            self._all[n] = replace(before, judged=judged, taken=taken)
        self._tell()

    def take(self, row: int, *, on: bool) -> None:
        """Take or skip a cell; what does not fit cannot be taken."""
        place = self._shown[row]
        one = self._all[place]
        self._all[place] = replace(one, taken=on and not one.judged.wrong)
        self._tell()

    def _tell(self) -> None:
        if self._shown:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._shown) - 1, MATTER))
        self.altered.emit()

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """Return how many candidates are shown."""
        return 0 if parent.isValid() else len(self._shown)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Return that the first column is ticked and the words can be put right."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.column() == CELL and not self.candidate(index.row()).judged.wrong:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        if index.column() == WOULD_BE:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """Return what a cell shows and says."""
        one = self.candidate(index.row())
        words = _words(one, index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return words.replace("\n", " · ")
        if role == Qt.ItemDataRole.EditRole:
            return one.judged.wanted.text
        if role == Qt.ItemDataRole.CheckStateRole and index.column() == CELL:
            return Qt.CheckState.Checked if one.taken else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.ToolTipRole:
            return words or None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            state = "" if index.column() != CELL else ", taken" if one.taken else ", skipped"
            return f"{_TITLES[index.column()]}, {words or 'empty'}{state}"
        if role == Qt.ItemDataRole.ForegroundRole:
            return theme.colour(_tone(one, index.column()))
        return None

    def setData(
        self,
        index: _Index,
        value: Any,  # noqa: ANN401 - Qt's
        role: int = Qt.ItemDataRole.EditRole,
    ) -> bool:
        """Take a tick, or words put right."""
        if role == Qt.ItemDataRole.CheckStateRole and index.column() == CELL:
            self.take(index.row(), on=Qt.CheckState(value) == Qt.CheckState.Checked)
            return True
        if role == Qt.ItemDataRole.EditRole and index.column() == WOULD_BE:
            if value != self.candidate(index.row()).judged.wanted.text:
                self.correct(index.row(), str(value))
            return True
        return False


class CellsDelegate(RowDelegate):
    """Puts a cell right with what suits it: the plan's own stages, a line, or several lines."""

    def __init__(self, head: PlanHead, parent: QObject) -> None:
        super().__init__(parent)
        self._head = head

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: _Index) -> QWidget:
        """Return the editor of a cell."""
        model = index.model()
        fields: tuple[Field, ...] = ()
        if isinstance(model, CellsModel):
            fields = model.candidate(index.row()).judged.wanted.fields
        if fields == (Field.PROGRESS,):
            combo = Combo(parent)
            combo.addItems([*(stage.word for stage in self._head.legend), NOT_SET])
            combo.setAccessibleName("A stage of the plan's key")
            return combo
        if set(fields) & _SINGLE:
            line = QLineEdit(parent)
            line.setProperty("sz", "s")
            return line
        words = QPlainTextEdit(parent)
        words.setTabChangesFocus(True)
        return words

    def setEditorData(self, editor: QWidget, index: _Index) -> None:
        """Begin with what was to be written."""
        text = str(index.data(Qt.ItemDataRole.EditRole))
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(max(0, editor.findText(text, Qt.MatchFlag.MatchFixedString)))
        elif isinstance(editor, QLineEdit):
            editor.setText(text)
        elif isinstance(editor, QPlainTextEdit):
            editor.setPlainText(text)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: _Index) -> None:
        """Judge what was put right."""
        if isinstance(editor, QComboBox):
            model.setData(index, editor.currentText())
        elif isinstance(editor, QLineEdit):
            model.setData(index, editor.text())
        elif isinstance(editor, QPlainTextEdit):
            model.setData(index, editor.toPlainText())

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, _index: _Index
    ) -> None:
        """Give several lines the room of several."""
        room = option.rect
        if isinstance(editor, QPlainTextEdit):
            room = room.adjusted(0, 0, 0, theme.px(90))
            parent = editor.parentWidget()
            if parent is not None and room.bottom() > parent.height():
                room.moveBottom(parent.height())
        editor.setGeometry(room)


def where(wanted: Wanted, rows: Mapping[int, ActionRow]) -> str:
    """Return where a cell is: "O1-05 · Progress", "New action 2 · Lead"."""
    row = rows.get(wanted.action_id)
    name = (row.ref or row.title or "Action") if row else f"New action {-wanted.action_id}"
    return f"{name} · {_HEADINGS.get(wanted.fields, '')}"


def _words(one: Candidate, column: int) -> str:
    judged = one.judged
    after = judged.after if judged.after or judged.wrong else "(empty)"
    return (one.where, judged.before, after, one.matter)[column]


def _tone(one: Candidate, column: int) -> str:
    if column == MATTER or (column == WOULD_BE and one.judged.wrong):
        return "red" if one.judged.wrong else "amber"
    if not one.taken:
        return "text3"
    return "text2" if column == NOW else "text"
