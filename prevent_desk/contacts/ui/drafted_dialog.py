"""The frame of the dialogs of contacts: what is typed is kept until it is done, lock or Esc.

Words left in a dialog are there when it is opened again for the same thing.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QGridLayout,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from prevent_desk.core.errors import DeskError
from prevent_desk.ui import messages, theme
from prevent_desk.ui.autosave import Autosave
from prevent_desk.ui.page import Desk
from prevent_desk.ui.widgets.button import Button
from prevent_desk.ui.widgets.dialog import WIDTH, Dialog
from prevent_desk.ui.widgets.form_field import FormField
from prevent_desk.ui.widgets.segmented import Segmented

_ACROSS, _AROUND = 20, 210
"""Margins of a dialog's body; what stands over and below its fields, with the window's bar."""


class Keeping(QWidget):
    """An editor of its own kind that says in a text what stands in it, for a draft.

    Signals:
        edited: Something else stands in it.
    """

    edited = Signal()

    def kept_text(self) -> str:
        """Return what stands in it; empty where nothing does."""
        raise NotImplementedError

    def set_kept_text(self, text: str) -> None:
        """Bring back what was kept."""
        raise NotImplementedError


Field = QLineEdit | QPlainTextEdit | QComboBox | QCheckBox | Segmented | Keeping


class DraftedDialog(Dialog):
    """Fields in two columns, what was typed in them before, and a verb that writes.

    Attributes:
        write: Does the act; a refusal of it is shown in words and the dialog stays open.
    """

    def __init__(
        self,
        title: str,
        desk: Desk,
        kept_as: str,
        parent: QWidget | None = None,
        *,
        width: int = WIDTH,
        told: str = "",
    ) -> None:
        """Make it.

        Args:
            title: Of the window: no name.
            desk: Keeps the words.
            kept_as: Under which name: "contacts/vacate/12".
            parent: It opens over its window.
            width: In px at a text of 100 %.
            told: The line of consequence below the title; empty for none.
        """
        super().__init__(title, told, parent.window() if parent else None, width=width)
        self.write: Callable[[], object] = lambda: None
        self._desk, self._kept_as = desk, kept_as
        self._fields: Mapping[str, Field] = {}
        self._first: dict[str, str] = {}
        self._autosave = Autosave(self._keep, self)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(10)
        for column in range(2):
            self._grid.setColumnStretch(column, 1)
        self._rows = 0
        inside = QWidget()
        inside.setProperty("pane", "surface")
        column_ = QVBoxLayout(inside)
        column_.setContentsMargins(0, 0, 12, 4)
        column_.addLayout(self._grid)
        column_.addStretch(1)
        self._inside = inside
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(inside)
        self.body.addWidget(self.area, 1)
        self.afresh_button = Button("Start afresh", "rotate-ccw", kind="link", small=True)
        self.afresh_button.setToolTip("Words kept from before stand in this dialog.")
        self.afresh_button.clicked.connect(self._start_afresh)
        self.afresh_button.hide()
        self.add_beside(self.afresh_button)

    def put(self, *fields: QWidget) -> None:
        """Lay one field, or two side by side, below those that are there."""
        labelled = [one for one in fields if isinstance(one, FormField)]
        if any(one.hint for one in labelled):
            # Two inputs side by side stand level.
            for one in labelled:
                one.leave_hint_line()
        for column, field in enumerate(fields):
            self._grid.addWidget(
                field, self._rows, column, 1, 3 - len(fields), Qt.AlignmentFlag.AlignTop
            )
        self._rows += 1

    def finish(self, verb: str, fields: Mapping[str, Field]) -> Button:
        """Add the buttons, bring back what was typed before, and keep what is typed from now on."""
        self._fields = fields
        self._first = self._typed()
        kept = self._desk.draft(self._kept_as)
        if kept is not None:
            self._fill(json.loads(kept[0]))
            self.afresh_button.show()
        for field in fields.values():
            if isinstance(field, QLineEdit | QPlainTextEdit):
                self._autosave.watch(field)
            elif isinstance(field, QComboBox):
                field.currentTextChanged.connect(lambda _text: self._autosave.note())
            elif isinstance(field, Segmented):
                field.chosen.connect(lambda _value: self._autosave.note())
            elif isinstance(field, Keeping):
                field.edited.connect(lambda *_: self._autosave.note())
            else:
                field.toggled.connect(lambda _on: self._autosave.note())
        self.add_cancel()
        button = self.add_verb(verb, accepts=False)
        button.clicked.connect(self.do)
        self.verb_button = button
        return button

    def is_ready(self) -> bool:
        """Return whether all is well with the fields; a subclass says what is not beside them."""
        return True

    def do(self) -> None:
        """Do what the verb says, and close; or say what is missing."""
        if not self.is_ready():
            return
        try:
            self.write()
        except DeskError as error:
            messages.show_failure(self, error)
            return
        self._autosave.forget()
        self._desk.keep_draft(self._kept_as, "")
        self.accept()

    # Inside

    def _typed(self) -> dict[str, str]:
        return {name: _text(field) for name, field in self._fields.items()}

    def _fill(self, typed: Mapping[str, str]) -> None:
        self._autosave.pause()
        for name, field in self._fields.items():
            if name in typed:
                _set(field, typed[name])
        self._autosave.resume()

    def _keep(self) -> None:
        typed = self._typed()
        changed = typed != self._first
        self._desk.keep_draft(self._kept_as, json.dumps(typed) if changed else "")

    def _start_afresh(self) -> None:
        self._fill(self._first)
        self._desk.keep_draft(self._kept_as, "")
        self.afresh_button.hide()

    # Qt

    def reject(self) -> None:
        """Close, keeping what was typed for the next time."""
        self._autosave.flush()
        super().reject()

    def showEvent(self, event: QShowEvent) -> None:
        """Open as high as its fields, or as the screen."""
        super().showEvent(event)
        self.fit()

    def fit(self) -> None:
        """Be as high as the fields that are shown, or as the screen."""
        inside, outer = self._inside.layout(), self.layout()
        if inside is None or outer is None:
            return
        # Laid out first: words that wrap know their lines only once they have their width.
        outer.activate()
        inside.invalidate()
        inside.activate()
        high = inside.totalHeightForWidth(self.width() - 2 * _ACROSS)
        if high < 0:
            # Where no words wrap there is no height for a width.
            high = inside.totalSizeHint().height()
        room = self.screen().availableGeometry().height() - theme.px(_AROUND)
        self.area.setMinimumHeight(max(1, min(high, room)))
        outer.invalidate()
        self._take_height()


def _text(field: Field) -> str:
    if isinstance(field, QLineEdit):
        return field.text()
    if isinstance(field, QPlainTextEdit):
        return field.toPlainText()
    if isinstance(field, QComboBox):
        return field.currentText()
    if isinstance(field, Segmented):
        return field.value()
    if isinstance(field, Keeping):
        return field.kept_text()
    return "1" if field.isChecked() else ""


def _set(field: Field, text: str) -> None:
    if isinstance(field, QLineEdit):
        field.setText(text)
    elif isinstance(field, QPlainTextEdit):
        field.setPlainText(text)
    elif isinstance(field, QComboBox):
        place = field.findText(text)
        if place >= 0:
            field.setCurrentIndex(place)
        elif field.isEditable():
            field.setEditText(text)
    elif isinstance(field, Segmented):
        field.set_value(text)
    elif isinstance(field, Keeping):
        field.set_kept_text(text)
    else:
        field.setChecked(bool(text))
