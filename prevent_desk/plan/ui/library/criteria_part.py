"""The inspector's criteria: how many are the library's, and the tick list to choose them from."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from prevent_desk.plan.model.records import ActionDetail, PlanHead
from prevent_desk.plan.ui.around import Around
from prevent_desk.plan.ui.inspector_progress import Part, section
from prevent_desk.plan.ui.library.brought import choose_for
from prevent_desk.ui.widgets.button import Button
from prevent_desk.ui.widgets.labels import WrapLabel


class CriteriaPart(Part):
    """Opens the tick list for the action in the pane; a section of the inspector."""

    def __init__(self, around: Around) -> None:
        super().__init__()
        self._around = around
        self._detail: ActionDetail | None = None
        self.choose_button = Button("Choose from the library…", kind="link")
        self.choose_button.clicked.connect(self._choose)
        self.column.addLayout(section("Criteria", self.choose_button))
        self.said_label = WrapLabel("", "small")
        self.column.addWidget(self.said_label)

    def widget(self) -> QWidget:
        """Return the part itself."""
        return self

    def follow(self, detail: ActionDetail, head: PlanHead) -> None:
        """Say how many criteria an action has, and how many are kept once."""
        self._detail = detail
        every = len(detail.criteria)
        kept = sum(one.library_id is not None for one in detail.criteria)
        if not every:
            words = "No success criteria yet."
        elif not kept:
            words = f"{every} in its own words, none from the library."
        else:
            words = f"{kept} of {every} {'is' if kept == 1 else 'are'} from the library."
        self.said_label.setText(words)

    def flush(self) -> None:
        """Keep nothing: nothing is typed here."""

    def _choose(self) -> None:
        if self._detail is not None:
            choose_for(self._around, [self._detail.row])
