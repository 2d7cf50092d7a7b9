"""Who is to do it: an organisation chosen by its first letters, or anybody else in words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QApplication, QCompleter, QWidget

from prevent_desk.actions.model.records import Owner
from prevent_desk.contacts.model.records import Organisation, SeatKind
from prevent_desk.ui.widgets.editors import Combo


class OwnerEdit(Combo):
    """An editable box of organisations; what is none of them stays as typed.

    Signals:
        owner_chosen: Another owner stands here now: carries it.
    """

    owner_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEditable(True)
        self.setInsertPolicy(Combo.InsertPolicy.NoInsert)
        self.setPlaceholderText(self.tr("Agency or person"))
        line = self.lineEdit()
        if line is not None:
            line.setPlaceholderText(self.tr("Agency or person"))
            line.editingFinished.connect(self._tell)
        found = self.completer()
        if found is not None:
            found.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
            found.setFilterMode(Qt.MatchFlag.MatchContains)
            found.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.activated.connect(lambda _row: self._tell())
        self._kept = Owner()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)

    def set_choices(self, organisations: Sequence[Organisation]) -> None:
        """Offer these organisations; what stands here stays."""
        kept = self._kept
        self.blockSignals(True)
        self.clear()
        for one in organisations:
            self.addItem(one.called, one.id)
        self.blockSignals(False)
        self.set_owner(kept)

    def owner(self) -> Owner:
        """Return who stands here: an organisation with its panel lead, or words."""
        words = " ".join(self.currentText().split())
        if not words:
            return Owner()
        row = self.findText(words, Qt.MatchFlag.MatchFixedString)
        if row < 0:
            return Owner(told=words)
        chosen = int(self.itemData(row))
        if chosen == self._kept.organisation_id:
            return Owner(chosen, self._kept.seat, self._kept.contact_id)
        return Owner(chosen, SeatKind.PANEL_LEAD.value)

    def set_owner(self, owner: Owner) -> None:
        """Show an owner without telling."""
        self._kept = Owner(owner.organisation_id, owner.seat, owner.contact_id, owner.told)
        row = self.findData(owner.organisation_id) if owner.organisation_id else -1
        self.blockSignals(True)
        self.setCurrentIndex(row)
        if row < 0:
            self.setEditText(owner.told or owner.name)
        self.blockSignals(False)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Mark what stands there, so that typing replaces it."""
        super().focusInEvent(event)
        line = self.lineEdit()
        if line is not None and event.reason() != Qt.FocusReason.PopupFocusReason:
            line.selectAll()

    def _focus_moved(self, old: QWidget | None, now: QWidget | None) -> None:
        # The completer eats the event of leaving while its list is open; the change is told anyway.
        if old is self and now is not None and now is not self:
            self._tell()

    def _tell(self) -> None:
        found = self.owner()
        same = (found.organisation_id, found.told) == (
            self._kept.organisation_id,
            self._kept.told,
        )
        if not same:
            self._kept = found
            self.owner_chosen.emit(found)
