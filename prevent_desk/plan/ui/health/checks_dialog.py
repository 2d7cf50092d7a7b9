"""What a plan is looked at for: the kinds of hints, and the days without an update."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QWidget

from prevent_desk.plan.model.health.hints import Checks, Kind
from prevent_desk.plan.service.health import MOST_DAYS
from prevent_desk.ui.widgets.dialog import Dialog
from prevent_desk.ui.widgets.editors import NumberBox
from prevent_desk.ui.widgets.form_field import FormField

_WIDTH = 580


class ChecksDialog(Dialog):
    """Asks what to look for; the answer is read with `given`."""

    def __init__(self, checks: Checks, parent: QWidget) -> None:
        super().__init__(
            "What to look for",
            "For this plan only. Hints that are not looked for are not counted either.",
            parent.window(),
            width=_WIDTH,
        )
        self.days_box = NumberBox()
        self.days_box.setRange(1, MOST_DAYS)
        self.days_box.setSuffix(" days")
        self.days_box.setValue(checks.days)
        self.body.addWidget(FormField("&No update for more than", self.days_box))
        label = QLabel("Look for")
        label.setProperty("t", "h3")
        self.body.addSpacing(4)
        self.body.addWidget(label)
        self.boxes: dict[Kind, QCheckBox] = {}
        # Two columns: in one, large text would need more height than the smallest screen has.
        grid = QGridLayout()
        grid.setVerticalSpacing(4)
        half = (len(Kind) + 1) // 2
        for place, kind in enumerate(Kind):
            box = QCheckBox(kind.heading)
            box.setChecked(kind not in checks.off)
            self.boxes[kind] = box
            grid.addWidget(box, place % half, place // half)
        self.body.addLayout(grid)
        self.add_cancel()
        self.add_verb("&Keep")

    def given(self) -> Checks:
        """Return what was asked for."""
        off = frozenset(kind for kind, box in self.boxes.items() if not box.isChecked())
        return Checks(self.days_box.value(), off)
