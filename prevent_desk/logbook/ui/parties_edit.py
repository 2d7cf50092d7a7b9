"""Who took part: typed, with the names of the contacts offered; shown as chips."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, QStringListModel, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QVBoxLayout, QWidget

from prevent_desk.contacts.service import ContactServices
from prevent_desk.contacts.ui.drafted_dialog import Keeping
from prevent_desk.logbook.model.parties import Party, from_text, to_text
from prevent_desk.ui.widgets.button import Button
from prevent_desk.ui.widgets.flow import FlowLayout


def known_parties(contacts: ContactServices) -> list[Party]:
    """Return everybody who can be named: organisations first, then people with their place."""
    found = [Party(one.called, one.id) for one in contacts.organisations.all()]
    for person in contacts.people.all():
        words = f"{person.name}, {person.organisation}" if person.organisation else person.name
        found.append(Party(words, person.organisation_id, person.id))
    return found


class PartiesEdit(Keeping):
    """A line to type into, with what is chosen below it as chips.

    Enter, or a comma, takes what is typed; who is in no list is kept in words. Backspace in the
    empty line takes the last one off, and so does a click on its chip.

    Signals:
        edited: Somebody was added or taken off, or is being typed.
    """

    def __init__(
        self,
        known: Callable[[], Sequence[Party]],
        parent: QWidget | None = None,
        *,
        placeholder: str = "Organisation or person",
    ) -> None:
        """Make it; `known` tells who can be chosen, asked when it is first typed into."""
        super().__init__(parent)
        self._known = known
        self._offered: dict[str, Party] | None = None
        self._chosen: list[Party] = []
        self.line = QLineEdit()
        self.line.setPlaceholderText(placeholder)
        self.line.installEventFilter(self)
        self._names = QStringListModel(self)
        completer = QCompleter(self._names, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setMaxVisibleItems(10)
        self.line.setCompleter(completer)
        self._completer = completer
        self._chips = QWidget()
        self._flow = FlowLayout(self._chips, gap=6)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.line)
        column.addWidget(self._chips)
        self._chips.hide()
        self.setFocusProxy(self.line)
        # Queued: the completer writes its words into the line after it told of them.
        completer.activated.connect(lambda _text: self.take(), Qt.ConnectionType.QueuedConnection)
        self.line.textEdited.connect(self._typed)
        self.line.editingFinished.connect(self._left)

    def parties(self) -> list[Party]:
        """Return who is chosen, in the order they were; call `take` first."""
        return list(self._chosen)

    def set_parties(self, parties: Sequence[Party]) -> None:
        """Show others, without telling."""
        self._chosen = []
        for one in parties:
            if one not in self._chosen:
                self._chosen.append(one)
        self._show()

    def take(self) -> bool:
        """Take what is typed as one more; always True."""
        typed = " ".join(self.line.text().split())
        self.line.clear()
        if not typed:
            return True
        party = self._offer().get(typed.casefold(), Party(typed))
        if party not in self._chosen:
            self._chosen.append(party)
            self._show()
        self.edited.emit()
        return True

    def remove(self, party: Party) -> None:
        """Take one off."""
        self._chosen.remove(party)
        self._show()
        self.line.setFocus()
        self.edited.emit()

    # What a draft keeps

    def kept_text(self) -> str:
        """Return everything that stands here, for a draft; empty where nothing does."""
        typed = self.line.text().strip()
        parties = [*self._chosen, *([Party(typed)] if typed else [])]
        return to_text(parties) if parties else ""

    def set_kept_text(self, text: str) -> None:
        """Bring back what a draft kept."""
        self.line.clear()
        self.set_parties(from_text(text))

    # Inside

    def _offer(self) -> dict[str, Party]:
        if self._offered is None:
            self._offered = {}
            for one in self._known():
                self._offered.setdefault(one.words.casefold(), one)
            self._names.setStringList([one.words for one in self._offered.values()])
        return self._offered

    def _typed(self, text: str) -> None:
        self._offer()
        if text.endswith((",", ";")) and text.rstrip(",;").casefold().strip() in self._offer():
            self.line.setText(text.rstrip(",; "))
            self.take()
            return
        self.edited.emit()

    def _is_offering(self) -> bool:
        popup = self._completer.popup()
        return popup is not None and popup.isVisible()

    def _left(self) -> None:
        if not self._is_offering() and not self.line.hasFocus():
            self.take()

    def _show(self) -> None:
        while self._flow.count():
            item = self._flow.takeAt(0)
            chip = item.widget()
            if chip is not None:
                chip.hide()
                chip.deleteLater()
        for one in self._chosen:
            chip = Button(one.words.replace("&", "&&"), "x", small=True)
            chip.setAccessibleName(f"{one.words}, take off")
            chip.setToolTip("Take off")
            chip.clicked.connect(partial(self.remove, one))
            self._flow.addWidget(chip)
        self._chips.setVisible(bool(self._chosen))
        self._flow.invalidate()
        self._chips.updateGeometry()
        self.updateGeometry()

    # Qt

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take what is typed on Enter; take the last one off on Backspace in the empty line."""
        if (
            watched is self.line
            and event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and self._key(event)
        ):
            return True
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        plain = not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and plain and self.line.text():
            if not self._is_offering():
                self.take()
                return True
        elif event.key() == Qt.Key.Key_Backspace and not self.line.text() and self._chosen:
            self.remove(self._chosen[-1])
            return True
        return False
