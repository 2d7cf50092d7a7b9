"""Choosing the person that another one shall be linked with."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from prevent_desk.referrals.ui.around import Around
from prevent_desk.referrals.ui.people.person_search import PersonSearch
from prevent_desk.ui import theme
from prevent_desk.ui.widgets.dialog import Dialog

_WIDTH, _LIST = 560, 300


class PickDialog(Dialog):
    """Asks for a person by the same search as the page.

    Attributes:
        picked: The head of the person chosen; 0 for none.
    """

    def __init__(
        self, around: Around, name: str, leave_out: int, parent: QWidget | None = None
    ) -> None:
        super().__init__("Merge", parent=parent.window() if parent else None, width=_WIDTH)
        self.say(
            f"Who is the same person as {name}?",
            "Next, both are shown side by side before anything is linked.",
        )
        self.picked = 0
        self.search = PersonSearch(around, leave_out=leave_out)
        self.search.list.setMinimumHeight(theme.px(_LIST))
        self.search.person_chosen.connect(self._pick)
        self.body.addWidget(self.search, 1)
        self.add_cancel()
        self.next_button = self.add_verb("Compare…", accepts=False)
        self.next_button.clicked.connect(lambda: self._pick(self.search.current()))
        self.search.box.setText(name)
        self.search.box.selectAll()
        self.search.search()
        self.search.box.setFocus()

    def _pick(self, head_id: int) -> None:
        if head_id:
            self.picked = head_id
            self.accept()
