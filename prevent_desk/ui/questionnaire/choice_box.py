"""A list that can be typed into, for forms whose lists are long."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QStandardItem, QStandardItemModel, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QLineEdit,
    QWidget,
)

from prevent_desk.core.vocabulary import Term
from prevent_desk.ui import theme
from prevent_desk.ui.widgets.editors import Combo


class ChoiceBox(Combo):
    """A list that can be typed into to narrow it; the wheel never changes it.

    Signals:
        leaving: Tab is about to take the keyboard away.
    """

    leaving = Signal()

    def __init__(self, terms: Sequence[Term], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self._terms = tuple(terms)
        self._fill()
        # A combo's own line and completer are told as perhaps missing: these are ours.
        self.line = QLineEdit(self)
        self.line.setPlaceholderText(self.tr("Choose or type"))
        self.line.textChanged.connect(self.line.setToolTip)
        self.setLineEdit(self.line)
        self.found = QCompleter(QStringListModel([term.label for term in terms], self), self)
        self.found.setFilterMode(Qt.MatchFlag.MatchContains)
        self.found.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.found.setMaxVisibleItems(10)
        self.setCompleter(self.found)
        # A window of its own: nothing around it gives it an edge.
        popup = self.found.popup()
        if popup is not None:
            popup.setProperty("k", "boxed")
        self.setCurrentIndex(-1)

    def code(self) -> str:
        """Return the code of what stands here, or the words where the list has none for them."""
        typed = self.currentText().strip()
        return next((term.code for term in self._terms if is_meant(term, typed)), typed)

    def show_code(self, code: str) -> None:
        """Show a code's words; a code the list no longer offers is shown as it is."""
        label = next((term.label for term in self._terms if term.code == code), code)
        self.setCurrentIndex(self.findText(label) if label else -1)
        self.setEditText(label)
        self.line.setCursorPosition(0)

    def complete(self) -> bool:
        """Take the only term that fits what is typed; False where none or several do."""
        typed = self.currentText().strip()
        if not typed or any(is_meant(term, typed) for term in self._terms):
            if typed:
                self.show_code(self.code())
            return True
        wanted = typed.casefold()
        begin = [term for term in self._terms if term.label.casefold().startswith(wanted)]
        within = [term for term in self._terms if wanted in term.label.casefold()]
        fitting = begin if len(begin) == 1 else within
        if len(fitting) != 1:
            return False
        self.show_code(fitting[0].code)
        return True

    def _fill(self) -> None:
        model = QStandardItemModel(self)
        group = ""
        for term in self._terms:
            if term.group and term.group != group:
                heading = QStandardItem(term.group)
                heading.setFlags(Qt.ItemFlag.NoItemFlags)
                heading.setFont(theme.font("overline"))
                model.appendRow(heading)
            group = term.group or group
            item = QStandardItem(term.label)
            item.setData(term.code, Qt.ItemDataRole.UserRole)
            model.appendRow(item)
        self.setModel(model)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page, always."""
        event.ignore()

    def focusNextPrevChild(self, on: bool) -> bool:
        """Say so first: the list of what fits, while it is open, keeps the focus to itself."""
        popup = self.found.popup()
        if popup is not None:
            popup.hide()
        self.leaving.emit()
        return super().focusNextPrevChild(on)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Select what stands here, so that typing replaces it."""
        super().focusInEvent(event)
        if event.reason() in {Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason}:
            self.line.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the list on Down and Up: a key that is no letter chooses nothing unseen."""
        if event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
            self.showPopup()
            return
        super().keyPressEvent(event)


def is_meant(term: Term, typed: str) -> bool:
    """Return whether a term is what was typed, capitals aside."""
    return typed.casefold() == term.label.casefold()
