"""The inspector's middle parts: counted criteria, dates and resources."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QMenu, QVBoxLayout, QWidget

from prevent_desk.plan.model.records import ActionDetail, Criterion, Field, Measure
from prevent_desk.plan.ui.inspector_progress import Part, empty, section
from prevent_desk.ui.autosave import Autosave
from prevent_desk.ui.page import Desk
from prevent_desk.ui.widgets.button import Button, IconButton
from prevent_desk.ui.widgets.date_edit import DateEdit
from prevent_desk.ui.widgets.editors import TextEdit
from prevent_desk.ui.widgets.form_field import FormField
from prevent_desk.ui.widgets.labels import WrapLabel


class DatesPart(Part):
    """Start and due date, each read the way people say it."""

    given = Signal(object, str)
    """A date was written or emptied; carries the field, and the day as "2025-12-03" or nothing."""

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.column.addLayout(section("Dates"))
        row = QHBoxLayout()
        row.setSpacing(8)
        self.start_edit, self.start_field = self._field("Start", Field.START, today)
        self.due_edit, self.due_field = self._field("Due", Field.DUE, today)
        row.addWidget(self.start_field, 1)
        row.addWidget(self.due_field, 1)
        self.column.addLayout(row)

    def show_dates(self, detail: ActionDetail) -> None:
        """Show an action's dates."""
        for edit, form, day in (
            (self.start_edit, self.start_field, detail.row.start),
            (self.due_edit, self.due_field, detail.row.due),
        ):
            if not edit.hasFocus():
                edit.set_day(day)
                edit.setCursorPosition(0)
                form.clear_error()

    def commit(self) -> None:
        """Read what is typed."""
        self.start_edit.take()
        self.due_edit.take()

    def _field(
        self, label: str, field: Field, today: Callable[[], date]
    ) -> tuple[DateEdit, FormField]:
        edit = DateEdit(today)
        edit.setProperty("sz", "s")
        form = FormField(label, edit)
        edit.refused.connect(form.set_error)
        edit.date_chosen.connect(lambda day: self.given.emit(field, day.isoformat() if day else ""))
        return edit, form


class ResourcesPart(Part):
    """What the action needs, one thing a line."""

    given = Signal(str)
    """The words were changed and left."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._key, self._held = "", ""
        self._is_giving = False
        self.column.addLayout(section("Resources"))
        self.edit = TextEdit(lines=1, most_lines=5, placeholder="Staff time, funding")
        self.edit.setAccessibleName("Resources")
        self.column.addWidget(self.edit)
        self._autosave = Autosave(self._keep, self)
        self._autosave.watch(self.edit)
        self.edit.left.connect(self.commit)
        self.edit.finished.connect(self.commit)

    def show_resources(self, detail: ActionDetail) -> None:
        """Show an action's resources, or the words that were being typed there."""
        key = f"plan/resources/{detail.row.id}"
        if key == self._key and self.edit.hasFocus():
            return
        self._key, self._held = key, detail.row.resources
        draft = self._desk.draft(key)
        self._autosave.pause()
        self.edit.setPlainText(draft[0] if draft else self._held)
        self._autosave.resume()

    def commit(self) -> None:
        """Write the words if they are others."""
        text = self.edit.toPlainText().strip()
        if text == self._held:
            self._autosave.forget()
        elif not self._is_giving:
            # What is said of a refusal takes the focus, and losing the focus commits.
            self._is_giving = True
            try:
                self.given.emit(text)
            finally:
                self._is_giving = False

    def written(self, text: str) -> None:
        """Take note that the words are stored; until then they stay here, and their draft."""
        self._autosave.forget()
        self._held = text
        self._desk.keep_draft(self._key, "")

    def flush(self) -> None:
        """Keep what is being typed as a draft, now and not in a moment."""
        self._autosave.forget()
        if self._key and self.edit.toPlainText().strip() != self._held:
            self._keep()

    def _keep(self) -> None:
        at = self.edit.textCursor().position()
        self._desk.keep_draft(self._key, self.edit.toPlainText(), at)


class MeasuresPart(Part):
    """Criteria that are counted: how many of how many of what."""

    measured = Signal(int, object)
    """A criterion's measure is new; carries its id, and the measure or None."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.add_button = Button("Count one", "plus", kind="link")
        self.add_button.setToolTip("Count a success criterion: a unit, a target, an actual")
        self.add_button.clicked.connect(self._offer)
        self.column.addLayout(section("Measures", self.add_button))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(8)
        self.column.addLayout(self._rows)
        self._criteria: tuple[Criterion, ...] = ()
        self._opened: set[int] = set()
        self.editors: dict[int, MeasureEdit] = {}

    def show_criteria(self, detail: ActionDetail) -> None:
        """Show the counted criteria of an action."""
        ids = {criterion.id for criterion in detail.criteria}
        self._opened &= ids
        counted = [
            one for one in detail.criteria if one.measure is not None or one.id in self._opened
        ]
        self._criteria = detail.criteria
        self.add_button.setVisible(len(counted) < len(detail.criteria))
        if [one.id for one in counted] == list(self.editors):
            for one in counted:
                self.editors[one.id].show_criterion(one)
            return
        empty(self._rows)
        self.editors = {}
        for one in counted:
            editor = MeasureEdit(one)
            editor.measured.connect(self.measured)
            editor.closed.connect(self._close)
            self.editors[one.id] = editor
            self._rows.addWidget(editor)
        if not counted:
            self._rows.addWidget(WrapLabel("No criterion is counted.", "small"))

    def begin_target(self, text: str) -> None:
        """Put the cursor into the target of a criterion, by its words."""
        found = next((one for one in self._criteria if one.text == text), None)
        if found is None:
            return
        if found.id not in self.editors:
            self._open(found.id)
        edit = self.editors[found.id].target_edit
        edit.setFocus()
        edit.selectAll()

    def _offer(self) -> None:
        menu = QMenu(self)
        menu.setToolTipsVisible(True)
        for one in self._criteria:
            if one.id in self.editors:
                continue
            words = one.text if len(one.text) <= 60 else f"{one.text[:58]}…"
            action = menu.addAction(words.replace("&", "&&"))
            action.setToolTip(one.text)
            action.triggered.connect(lambda _on=False, number=one.id: self._open(number))
        menu.popup(self.add_button.mapToGlobal(self.add_button.rect().bottomLeft()))

    def _open(self, criterion_id: int) -> None:
        criterion = next((one for one in self._criteria if one.id == criterion_id), None)
        if criterion is None:
            return
        self._opened.add(criterion_id)
        if not self.editors:
            empty(self._rows)
        editor = MeasureEdit(criterion)
        editor.measured.connect(self.measured)
        editor.closed.connect(self._close)
        self.editors[criterion_id] = editor
        self._rows.addWidget(editor)
        editor.target_edit.setFocus()

    def _close(self, criterion_id: int) -> None:
        self._opened.discard(criterion_id)
        editor = self.editors.pop(criterion_id, None)
        if editor is not None:
            self._rows.removeWidget(editor)
            editor.hide()
            editor.deleteLater()
        criterion = next((one for one in self._criteria if one.id == criterion_id), None)
        if criterion is not None and criterion.measure is not None:
            self.measured.emit(criterion_id, None)


class MeasureEdit(QWidget):
    """One counted criterion: actual of target, and the unit."""

    measured = Signal(int, object)
    closed = Signal(int)

    def __init__(self, criterion: Criterion) -> None:
        super().__init__()
        self._criterion = criterion
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        self.label = WrapLabel(criterion.text, "small")
        column.addWidget(self.label)
        row = QHBoxLayout()
        row.setSpacing(5)
        self.actual_edit = self._edit("Actual", "actual")
        self.target_edit = self._edit("Target", "target")
        self.unit_edit = self._edit("Unit", "unit")
        of = QLabel("of")
        of.setProperty("t", "meta")
        close = IconButton("x", "Do not count this criterion", small=True)
        close.clicked.connect(lambda: self.closed.emit(self._criterion.id))
        row.addWidget(self.actual_edit, 2)
        row.addWidget(of)
        row.addWidget(self.target_edit, 2)
        row.addWidget(self.unit_edit, 4)
        row.addWidget(close)
        column.addLayout(row)
        self.source_label = WrapLabel("", "meta")
        column.addWidget(self.source_label)
        self.show_criterion(criterion)

    def show_criterion(self, criterion: Criterion) -> None:
        """Show a criterion's measure; its actual is the evidence's where any counts."""
        self._criterion = criterion
        self.label.setText(criterion.text)
        measure = criterion.worked_out or Measure("", "", "")
        counted, typed = criterion.counted, criterion.measure.actual if criterion.measure else ""
        self.actual_edit.setReadOnly(counted is not None)
        words = f"{counted.said}" if counted else ""
        if counted and typed and typed != measure.actual:
            words += f"; typed before: {typed}"
        self.source_label.setText(words)
        self.source_label.setVisible(bool(words))
        self.actual_edit.setToolTip(
            "Worked out from the evidence linked to this criterion." if counted else ""
        )
        for edit, text in (
            (self.actual_edit, measure.actual),
            (self.target_edit, measure.target),
            (self.unit_edit, measure.unit),
        ):
            if not edit.hasFocus():
                edit.setText(text)
                edit.setCursorPosition(0)

    def _edit(self, name: str, hint: str) -> QLineEdit:
        edit = QLineEdit()
        edit.setProperty("sz", "s")
        edit.setPlaceholderText(hint)
        edit.setAccessibleName(f"{name}: {self._criterion.text}")
        edit.setMinimumWidth(30)
        edit.editingFinished.connect(self._commit)
        return edit

    def _commit(self) -> None:
        # What was typed stays underneath what the evidence comes to.
        held = self._criterion.measure
        typed = self.actual_edit.text().strip()
        if self._criterion.counted is not None:
            typed = held.actual if held else ""
        made = Measure(self.unit_edit.text().strip(), self.target_edit.text().strip(), typed)
        if made != (self._criterion.measure or Measure("", "", "")):
            self.measured.emit(self._criterion.id, made)
