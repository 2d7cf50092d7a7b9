"""Contacts as a part of the settings: after how long a name has to be confirmed again."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from prevent_desk.contacts.service.seats import LEAST_MONTHS, MOST_MONTHS, Seats
from prevent_desk.contacts.ui.words import counted
from prevent_desk.ui import theme
from prevent_desk.ui.page import Command, Desk
from prevent_desk.ui.widgets.editors import NumberBox
from prevent_desk.ui.widgets.form_field import FormField
from prevent_desk.ui.widgets.labels import IconLabel, WrapLabel

_WHY = (
    "Partners name a Channel lead and a deputy, and people move on. A name that nobody confirmed "
    "for so long is shown as one to check, in the list of seats, on Today and in the yearly check."
)


class ContactsSection(QWidget):
    """Kept as it is chosen."""

    title = "Contacts"
    icon = "contact"

    def __init__(self, seats: Seats, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._seats, self._desk = seats, desk
        self.months = NumberBox()
        self.months.setRange(LEAST_MONTHS, MOST_MONTHS)
        self.months.setSuffix(" months")
        self.months.setMaximumWidth(theme.px(150))
        self.months_field = FormField(
            "A name is confirmed again &after",
            self.months,
            hint="Twelve months, unless you agree otherwise.",
        )
        self.told = IconLabel("", "clock")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for widget in (
            WrapLabel("Contacts", "h1"), WrapLabel("Seats", "h2"), WrapLabel(_WHY, "support"),
            self.months_field, self.told,
        ):  # fmt: skip
            column.addWidget(widget)
        column.addStretch(1)
        self.refresh()
        self.months.valueChanged.connect(self._take)

    def refresh(self) -> None:
        """Show what is chosen now."""
        self.months.blockSignals(True)
        self.months.setValue(self._seats.confirm_months())
        self.months.blockSignals(False)
        self._say()

    def commands(self) -> Sequence[Command]:
        """Return nothing to do but what is on the screen."""
        return ()

    def _take(self, months: int) -> None:
        self._seats.set_confirm_months(months)
        self._desk.saved()
        self._say()

    def _say(self) -> None:
        count = self._seats.needed().unconfirmed
        words = counted(count, "name is", "names are") if count else "No name is"
        self.told.show_text(f"{words} to be confirmed now.", "clock" if count else "circle-check")
