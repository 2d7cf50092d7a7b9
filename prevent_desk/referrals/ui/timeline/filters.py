"""What of the timeline is shown: kinds at one press, the rest in a row that opens below."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from prevent_desk.core.clock import Clock
from prevent_desk.referrals.model.timeline import Filters, Group
from prevent_desk.ui.widgets.button import Button, IconButton
from prevent_desk.ui.widgets.date_edit import DateEdit
from prevent_desk.ui.widgets.editors import SearchBox
from prevent_desk.ui.widgets.flow import FlowLayout
from prevent_desk.ui.widgets.segmented import Choice, Segmented

_ALL = "all"


class TimelineFilters(QWidget):
    """Two rows over the timeline; the second only while it is wanted or narrows anything.

    Signals:
        changed: Something else is wanted.
    """

    changed = Signal()

    def __init__(self, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._oldest_first = False
        groups = [
            Choice(_ALL, self.tr("All")),
            Choice(Group.CONTACT, self.tr("Contact")),
            Choice(Group.DECISIONS, self.tr("Decisions")),
            Choice(Group.PANEL, self.tr("Panel")),
            Choice(Group.CHANGES, self.tr("Changes")),
        ]
        self.groups = Segmented(groups, self.tr("Show"))
        self.groups.set_value(_ALL)
        self.more_button = IconButton("funnel", self.tr("More filters, and as at a day"))
        self.more_button.setCheckable(True)
        self.order_button = Button("", "arrow-down", "ghost", small=True)
        self.words = SearchBox()
        self.words.setPlaceholderText(self.tr("Words in the timeline"))
        self.words.setAccessibleName(self.tr("Words in the timeline"))
        self.as_at = DateEdit(clock.today, is_past=True)
        self.as_at.setAccessibleName(self.tr("As at"))
        self.as_at.setMaximumWidth(
            self.as_at.fontMetrics().horizontalAdvance("Wed 30 Sept 2025") + 40
        )
        self.person = QCheckBox(self.tr("All referrals of this person"))
        self.count = QLabel()
        self.count.setProperty("t", "meta")
        self._lay_out()
        self.groups.chosen.connect(lambda _value: self.changed.emit())
        self.more_button.toggled.connect(self._show_more)
        self.order_button.clicked.connect(self._turn)
        self.words.textChanged.connect(lambda _text: self.changed.emit())
        self.as_at.date_chosen.connect(lambda _day: self.changed.emit())
        self.person.toggled.connect(lambda _on: self.changed.emit())
        self._say_order()
        self._show_more(on=False)

    def filters(self) -> Filters:
        """Return what is wanted."""
        value = self.groups.value()
        return Filters(
            group=None if value in {_ALL, ""} else Group(value),
            words=self.words.text(),
            oldest_first=self._oldest_first,
        )

    def day(self) -> date | None:
        """Return the day the timeline is rewound to; None for now."""
        return self.as_at.day()

    def is_person(self) -> bool:
        """Return whether all referrals of the person are wanted."""
        return self.person.isChecked()

    def is_narrow(self) -> bool:
        """Return whether anything but everything of this referral is shown."""
        return self.filters().is_narrow or self.day() is not None

    def clear(self) -> None:
        """Show everything again."""
        self.groups.set_value(_ALL)
        self.words.setText("")
        self.as_at.set_day(None)
        self.changed.emit()

    def show_all_kinds(self) -> None:
        """Take every narrowing off without telling."""
        blocked = self.blockSignals(True)
        self.clear()
        self.blockSignals(blocked)

    def set_order(self, *, oldest_first: bool) -> None:
        """Show the oldest or the newest first, without telling."""
        self._oldest_first = oldest_first
        self._say_order()

    def is_oldest_first(self) -> bool:
        """Return whether the oldest stands first."""
        return self._oldest_first

    def show_count(self, shown: int, of: int) -> None:
        """Say how many lines are shown, where some are not."""
        self.count.setText(self.tr("{0} of {1}").format(shown, of) if shown != of else "")

    def rewind(self) -> None:
        """Open the second row at the day to rewind to."""
        self.more_button.setChecked(True)
        self.as_at.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.as_at.selectAll()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 14, 6)
        column.setSpacing(8)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.groups)
        top.addStretch(1)
        top.addWidget(self.count)
        top.addWidget(self.more_button)
        top.addWidget(self.order_button)
        column.addLayout(top)
        self._second = QWidget()
        row = FlowLayout(self._second)
        label = QLabel(self.tr("As a&t"))
        label.setProperty("t", "small")
        label.setBuddy(self.as_at)
        day = QWidget()
        of_day = QHBoxLayout(day)
        of_day.setContentsMargins(0, 0, 0, 0)
        of_day.setSpacing(6)
        of_day.addWidget(label)
        of_day.addWidget(self.as_at)
        for part in (self.words, day, self.person):
            row.addWidget(part)
        column.addWidget(self._second)

    def _show_more(self, on: bool) -> None:
        self._second.setVisible(on)
        if not on and (self.words.text() or self.as_at.text() or self.person.isChecked()):
            self.words.setText("")
            self.as_at.set_day(None)
            self.person.setChecked(False)
            self.changed.emit()

    def _turn(self) -> None:
        self.set_order(oldest_first=not self._oldest_first)
        self.changed.emit()

    def _say_order(self) -> None:
        oldest = self._oldest_first
        self.order_button.setText(self.tr("Oldest first") if oldest else self.tr("Newest first"))
        self.order_button.set_icon_name("arrow-up" if oldest else "arrow-down")
