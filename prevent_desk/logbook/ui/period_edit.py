"""A period, chosen by its name or typed: "last quarter", "1 Feb - 30 Apr", "since 3 Nov"."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from prevent_desk.core.errors import Refused
from prevent_desk.logbook.model.period import ALL, Period, Preset, parse_period, preset, preset_of
from prevent_desk.ui import theme
from prevent_desk.ui.widgets.editors import Combo


class PeriodEdit(Combo):
    """Offers the periods by name, with their days as tooltips; any other is typed.

    Signals:
        period_chosen: Another period stands here now; carries it.
        refused: The words for what is wrong; the text stays as typed.
    """

    period_chosen = Signal(object)
    refused = Signal(str)

    def __init__(
        self,
        today: Callable[[], date],
        parent: QWidget | None = None,
        *,
        name: str = "Period",
        filters: bool = True,
    ) -> None:
        """Make it; `today` is the desk's clock.

        Among the fields of a form nothing is filtered (`filters` false): the border of a filter
        would look like the focus there.
        """
        super().__init__(parent)
        self._filters = filters
        self._today = today
        self._period = ALL
        self.setAccessibleName(name)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        for place, one in enumerate(Preset):
            self.addItem(one.shown, one.value)
            days = preset(one, today())
            if not days.is_all:
                self.setItemData(place, days.words, Qt.ItemDataRole.ToolTipRole)
        self.setToolTip(self.tr("A period by its name, or typed: 1 Feb - 30 Apr, since 3 Nov."))
        self.activated.connect(self._activated)
        self._line = QLineEdit()
        self._line.setProperty("k", "bare")
        self.setLineEdit(self._line)
        # Words are typed here, not names of the list completed: null takes the completer away.
        self._line.setCompleter(None)  # type: ignore[arg-type]
        self._line.textEdited.connect(lambda _text: theme.restyle(self, invalid=False))
        self.set_period(ALL)

    def period(self) -> Period:
        """Return the period that stands here; call `take` first."""
        return self._period

    def set_period(self, period: Period) -> None:
        """Show a period without telling."""
        self._period = period
        name = preset_of(period, self._today())
        self.setEditText(name.shown if name is not None else period.words)
        self._line.setCursorPosition(0)
        theme.restyle(self, active=self._filters and not period.is_all, invalid=False)

    def select_all(self) -> None:
        """Mark what stands there, to be typed over."""
        self._line.selectAll()

    def take(self) -> bool:
        """Read what is typed; False when it is refused."""
        typed = self.currentText().strip()
        name = preset_of(self._period, self._today())
        if typed == (name.shown if name is not None else self._period.words):
            return True
        try:
            found = parse_period(typed, self._today())
        except Refused as error:
            theme.restyle(self, invalid=True)
            self.refused.emit(error.sentence())
            return False
        changed = found != self._period
        self.set_period(found)
        if changed:
            self.period_chosen.emit(found)
        return True

    def _activated(self, place: int) -> None:
        self.setEditText(self.itemText(place))
        self.take()

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take it on Enter; put the former period back on Esc."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if self.take():
                event.accept()
            return
        if event.key() == Qt.Key.Key_Escape and self._line.isModified():
            self.set_period(self._period)
            self._line.setModified(False)
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take it on leaving."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.take()
