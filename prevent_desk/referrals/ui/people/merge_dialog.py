"""Two human beings side by side before they are linked; and one before it is parted again."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from prevent_desk.core.errors import DeskError, Refused
from prevent_desk.referrals.model.people import Group
from prevent_desk.referrals.model.people_told import Difference, differences
from prevent_desk.ui import messages, theme
from prevent_desk.ui.widgets.banner import Banner
from prevent_desk.ui.widgets.chip import Chip
from prevent_desk.ui.widgets.dialog import Dialog
from prevent_desk.ui.widgets.editors import TextEdit
from prevent_desk.ui.widgets.form_field import FormField
from prevent_desk.ui.widgets.labels import WrapLabel

_WIDTH = 700


class MergeDialog(Dialog):
    """Shows what a merge brings together, and what differs.

    Attributes:
        write: Links the two, given a reason that may be empty; a refusal keeps the dialog open.
    """

    def __init__(
        self,
        one: Group,
        other: Group,
        today: date,
        refused: Refused | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Make it.

        Args:
            one: One of them.
            other: The other.
            today: Ages count to it.
            refused: Why they cannot be linked; None where they can.
            parent: The dialog opens over its window.
        """
        super().__init__("Merge", parent=parent.window() if parent else None, width=_WIDTH)
        together = len({contact.ref for contact in (*one.contacts, *other.contacts)})
        self.say(
            "Are they the same person?",
            f"Nothing is moved or overwritten: a link lets their {together} records be read as "
            "one person's. It can be undone at any time.",
        )
        self.write: Callable[[str], object] = lambda _reason: None
        if refused is not None:
            self.banner = Banner()
            self.banner.show_text(f"{refused.what} {refused.next_step}".strip(), "red")
            self.body.addWidget(self.banner)
        self.lines = differences(one, other, today)
        self.area = _scrolled(_table(one.name, other.name, self.lines))
        self.body.addWidget(self.area, 1)
        self.reason_edit = TextEdit(lines=1, most_lines=4)
        self.body.addWidget(FormField("&Reason", self.reason_edit, optional=True))
        self.add_cancel()
        self.merge_button = self.add_verb("Same person", accepts=False)
        self.merge_button.setEnabled(refused is None)
        self.merge_button.clicked.connect(self._merge)
        self.reason_edit.setFocus()

    def _merge(self) -> None:
        try:
            self.write(" ".join(self.reason_edit.toPlainText().split()))
        except DeskError as error:
            messages.show_failure(self, error)
            return
        self.accept()

    def showEvent(self, event: QShowEvent) -> None:
        """Open as high as the table, or as the screen."""
        super().showEvent(event)
        wanted = self.height() + self.area.wanted() - self.area.height()
        room = self.screen().availableGeometry().height() - theme.px(60)
        self.resize(self.width(), min(max(self.height(), wanted), room))


class PartDialog(Dialog):
    """Shows what stays with whom when a link is taken back."""

    def __init__(
        self, what: str, sides: Mapping[str, Sequence[str]], parent: QWidget | None = None
    ) -> None:
        """Make it.

        Args:
            what: The link in words.
            sides: Whose referrals stay with whom: names and references. One side alone: nothing
                is parted by it.
            parent: The dialog opens over its window.
        """
        super().__init__("Undo link", parent=parent.window() if parent else None)
        self.say("Undo this link?", what)
        if len(sides) > 1:
            for name, refs in sides.items():
                self.body.addWidget(WrapLabel(f"{name}: {', '.join(refs)}"))
            self.body.addWidget(
                WrapLabel("Each record is as it was told. That they were linked stays on show.")
            )
        self.reason_edit = TextEdit(lines=2)
        self.body.addWidget(FormField("&Why", self.reason_edit, optional=True))
        self.add_cancel()
        self.undo_button = self.add_verb("Undo link")
        self.reason_edit.setFocus()

    def reason(self) -> str:
        """Return what was written."""
        return " ".join(self.reason_edit.toPlainText().split())


class _Scrolled(QScrollArea):
    def __init__(self, inside: QWidget) -> None:
        super().__init__()
        self._inside = inside
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(inside)
        self.setAccessibleName("What was told of both")

    def wanted(self) -> int:
        """Return the height of everything in it."""
        width = max(self.viewport().width(), 1)
        layout = self._inside.layout()
        return layout.heightForWidth(width) if layout is not None else 0


def _scrolled(inside: QWidget) -> _Scrolled:
    return _Scrolled(inside)


def _table(one: str, other: str, lines: Sequence[Difference]) -> QWidget:
    inside = QWidget()
    inside.setProperty("pane", "surface")
    column = QVBoxLayout(inside)
    column.setContentsMargins(0, 0, 10, 0)
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(8)
    grid.setColumnStretch(1, 1)
    grid.setColumnStretch(2, 1)
    top = Qt.AlignmentFlag.AlignTop
    grid.addWidget(WrapLabel(one, "h2"), 0, 1, top)
    grid.addWidget(WrapLabel(other, "h2"), 0, 2, top)
    for row, line in enumerate(lines, 1):
        heading = QVBoxLayout()
        heading.setSpacing(3)
        heading.addWidget(WrapLabel(line.heading, "small"))
        if line.differs:
            heading.addWidget(Chip("Differs", "circle-alert", "amber"))
        grid.addLayout(heading, row, 0, top)
        for place, told in enumerate((line.one, line.other), 1):
            words = "\n".join(told)
            label = WrapLabel(words or "Not told", "" if words else "meta")
            grid.addWidget(label, row, place, top)
    column.addLayout(grid)
    column.addStretch(1)
    return inside
