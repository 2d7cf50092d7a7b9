"""Dialogs for the two kinds of heading: an objective, and an activity inside one."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QLineEdit, QWidget

from prevent_desk.plan.model.records import Activity, Objective
from prevent_desk.ui.forms import Form
from prevent_desk.ui.widgets.dialog import Dialog
from prevent_desk.ui.widgets.editors import TextEdit
from prevent_desk.ui.widgets.form_field import FormField

_WORDS = ("Zero", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")


class _ObjectiveForm(Form):
    """forms/plan/objective_dialog.ui."""

    ui = "plan/objective_dialog.ui"
    number_field: FormField
    heading_field: FormField
    text_field: FormField
    introduction_field: FormField


class _ActivityForm(Form):
    """forms/plan/activity_dialog.ui."""

    ui = "plan/activity_dialog.ui"
    number_field: FormField
    heading_field: FormField


class ObjectiveDialog(Dialog):
    """Makes or edits an objective's heading; the answer is read with `given`."""

    def __init__(
        self, parent: QWidget, objective: Objective | None, *, number: int | None = None
    ) -> None:
        title = "Edit objective" if objective else "New objective"
        super().__init__(title, parent=parent.window(), width=560)
        self._objective = objective or _new_objective(number or 1)
        holder = QWidget()
        form = _ObjectiveForm(holder)
        self.body.addWidget(holder)
        self.number_edit = QLineEdit(self._objective.number)
        self.heading_edit = QLineEdit(self._objective.heading)
        self.text_edit = TextEdit(self._objective.text, lines=3, most_lines=6)
        self.introduction_edit = TextEdit(self._objective.introduction, lines=2, most_lines=5)
        form.number_field.set_editor(self.number_edit)
        form.heading_field.set_editor(self.heading_edit)
        form.text_field.set_editor(self.text_edit)
        form.introduction_field.set_editor(self.introduction_edit)
        self._heading_field = form.heading_field
        self.add_cancel()
        self.add_verb("Keep" if objective else "Add objective", accepts=False).clicked.connect(
            self._check
        )
        self.heading_edit.setFocus()

    def given(self) -> Objective:
        """Return the objective as written; its id is the old one's, or 0."""
        heading = self.heading_edit.text().strip()
        title = heading.partition(":")[2].strip() or heading
        same = heading == self._objective.heading
        return replace(
            self._objective,
            number=self.number_edit.text().strip(),
            title=self._objective.title if same else title,
            heading=heading,
            text=self.text_edit.toPlainText().strip(),
            introduction=self.introduction_edit.toPlainText().strip(),
        )

    def _check(self) -> None:
        if self.heading_edit.text().strip(" :"):
            self.accept()
        else:
            self._heading_field.set_error("An objective needs a heading: “Objective One: IDEAS”")
            self.heading_edit.setFocus()


class ActivityDialog(Dialog):
    """Makes or edits an activity's heading; the answer is read with `given`."""

    def __init__(
        self, parent: QWidget, activity: Activity | None, *, number: int | None = None
    ) -> None:
        title = "Edit activity heading" if activity else "New activity heading"
        super().__init__(title, parent=parent.window(), width=520)
        holder = QWidget()
        form = _ActivityForm(holder)
        self.body.addWidget(holder)
        self.number_edit = QLineEdit(activity.number if activity else str(number or 1))
        self.heading_edit = QLineEdit(activity.heading if activity else "")
        form.number_field.set_editor(self.number_edit)
        form.heading_field.set_editor(self.heading_edit)
        self._heading_field = form.heading_field
        self.add_cancel()
        self.add_verb("Keep" if activity else "Add activity", accepts=False).clicked.connect(
            self._check
        )
        self.heading_edit.setFocus()

    def given(self) -> tuple[str, str]:
        """Return number and heading as written."""
        return self.number_edit.text().strip(), self.heading_edit.text().strip()

    def _check(self) -> None:
        if self.heading_edit.text().strip():
            self.accept()
        else:
            self._heading_field.set_error("An activity needs a heading.")
            self.heading_edit.setFocus()


def _new_objective(number: int) -> Objective:
    word = _WORDS[number] if number < len(_WORDS) else str(number)
    return Objective(0, str(number), "", f"Objective {word}: ", "", "")
