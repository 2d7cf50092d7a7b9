"""What the office aims at: two shares, a setting of the desk."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from prevent_desk.core.errors import DeskError
from prevent_desk.training.model.coverage import Goal
from prevent_desk.training.ui.around import Around
from prevent_desk.ui import messages
from prevent_desk.ui.widgets.dialog import Dialog
from prevent_desk.ui.widgets.editors import NumberBox
from prevent_desk.ui.widgets.form_field import FormField


class GoalDialog(Dialog):
    """Asks for the target, and from where on a gap is serious."""

    def __init__(self, around: Around, parent: QWidget | None = None) -> None:
        super().__init__(
            "Training target",
            "Cells are green from the target on and red below the lower limit; the statement "
            "says the target.",
            parent or around.owner.window(),
        )
        self._around = around
        goal = around.services.coverage.goal()
        self.target_box, self.least_box = NumberBox(), NumberBox()
        for box, value in ((self.target_box, goal.target), (self.least_box, goal.least)):
            box.setRange(1, 100)
            box.setSuffix("%")
            box.setValue(value)
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(FormField("&Target", self.target_box), 1)
        row.addWidget(FormField("&Lower limit", self.least_box), 1)
        self.body.addWidget(holder)
        self.add_cancel()
        button = self.add_verb("Set the target", accepts=False)
        button.clicked.connect(self._do)
        self.target_box.setFocus()

    def _do(self) -> None:
        try:
            self._around.services.coverage.set_goal(
                Goal(self.target_box.value(), self.least_box.value())
            )
        except DeskError as error:
            messages.show_failure(self, error)
            return
        self.accept()
