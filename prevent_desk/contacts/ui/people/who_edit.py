"""Somebody to be chosen by name, or entered on the spot where nobody of that name is known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView, QVBoxLayout, QWidget

from prevent_desk.contacts.model.people import NewContact
from prevent_desk.contacts.model.records import Contact
from prevent_desk.ui.widgets.editors import Combo
from prevent_desk.ui.widgets.form_field import FormField

_LETTERS = 20


class WhoBox(Combo):
    """A list of people to type into: any part of a name or an agency finds."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # Taken in whole: row by row the completer looks through all of them again for each.
        self._shown = QStringListModel(self)
        self._ids: list[int] = []
        self._called: dict[str, list[int]] = {}
        self.setEditable(True)
        self.setModel(self._shown)
        self.setInsertPolicy(Combo.InsertPolicy.NoInsert)
        # Every one of ten thousand lines would be measured for the widest and for its height.
        self.setSizeAdjustPolicy(Combo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(_LETTERS)
        self.setAccessibleName(name)
        completer = self.completer()
        if completer is not None:
            popup = completer.popup()
            for view in (self.view(), popup):
                if isinstance(view, QListView):
                    view.setUniformItemSizes(True)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)

    def say_empty(self, words: str) -> None:
        """Say what an empty box means; the line inside shows it."""
        self.setPlaceholderText(words)
        if (line := self.lineEdit()) is not None:
            line.setPlaceholderText(words)

    def show_people(self, people: Sequence[Contact], first: int | None = None) -> None:
        """Offer people, those of an organisation first; nobody is chosen."""
        ordered = sorted(people, key=lambda one: one.organisation_id != first)
        called: dict[str, list[int]] = defaultdict(list)
        words = []
        for one in ordered:
            shown = f"{one.name} – {one.organisation}" if one.organisation else one.name
            words.append(shown)
            for name in {shown.casefold(), one.name.casefold()}:
                called[name].append(one.id)
        self._ids, self._called = [one.id for one in ordered], dict(called)
        self._shown.setStringList(words)
        self.setCurrentIndex(-1)
        self.setEditText("")

    def choose(self, contact_id: int | None) -> None:
        """Choose somebody."""
        self.setCurrentIndex(self._ids.index(contact_id) if contact_id in self._ids else -1)
        if self.currentIndex() < 0:
            self.setEditText("")

    def chosen(self) -> int | None:
        """Return who is chosen; None where the words are nobody's."""
        typed = self.typed().casefold()
        found = self._called.get(typed, [])
        return found[0] if len(found) == 1 else self._exact(typed)

    def typed(self) -> str:
        """Return the words as they stand."""
        return self.currentText().strip()

    def _exact(self, typed: str) -> int | None:
        row = self.currentIndex()
        if row >= 0 and self.itemText(row).casefold() == typed:
            return self._ids[row]
        return None


class WhoEdit(QWidget):
    """Chooses somebody; where the name is new, asks how they are reached.

    Signals:
        grew: It needs another height.
    """

    grew = Signal()

    def __init__(self, label: str = "Wh&o", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        self.box = WhoBox(label.replace("&", ""))
        self.field = FormField(label, self.box, hint="A name on the list, or a new one.")
        self.role_edit, self.email_edit = QLineEdit(), QLineEdit()
        self.phone_edit = QLineEdit()
        self._new = QWidget()
        new = QVBoxLayout(self._new)
        new.setContentsMargins(14, 0, 0, 0)
        new.setSpacing(8)
        self.email_field = FormField("&E-mail of the new contact", self.email_edit, optional=True)
        new.addWidget(self.email_field)
        new.addWidget(FormField("&Post", self.role_edit, optional=True))
        new.addWidget(FormField("&Telephone", self.phone_edit, optional=True))
        column.addWidget(self.field)
        column.addWidget(self._new)
        self._new.hide()
        self.setFocusProxy(self.box)
        self.box.currentTextChanged.connect(lambda _text: self._look())

    def who(self, organisation_id: int | None) -> int | NewContact | None:
        """Return who is meant: somebody known, somebody new of an organisation, or nobody."""
        known = self.box.chosen()
        if known is not None:
            return known
        name = self.box.typed()
        if not name:
            return None
        return NewContact(
            name, organisation_id, role=self.role_edit.text(),
            emails=_one(self.email_edit), phones=_one(self.phone_edit),
        )  # fmt: skip

    def is_new(self) -> bool:
        """Return whether the name is nobody's yet."""
        return bool(self.box.typed()) and self.box.chosen() is None

    def _look(self) -> None:
        self.field.clear_error()
        if self._new.isHidden() == self.is_new():
            self._new.setVisible(self.is_new())
            self.grew.emit()


def _one(edit: QLineEdit) -> tuple[str, ...]:
    return (edit.text().strip(),) if edit.text().strip() else ()
