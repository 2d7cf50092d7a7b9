"""One line to find or add a person: name, date of birth, address or phone in any order."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from prevent_desk.core.questionnaire import Answer
from prevent_desk.referrals.model.matching import Sought
from prevent_desk.referrals.model.matching.typed import parse


class FindLine(QLineEdit):
    """Tells what is typed while it grows, and hands it over on Enter.

    Signals:
        taken: Enter: the answers that the line holds, by question key.
    """

    taken = Signal(dict)

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self.setAccessibleName("Find or add a person")
        self.setAccessibleDescription(
            "Type name, date of birth, address or phone in any order. Enter fills them in."
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the line on Enter, empty it on Esc."""
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and plain:
            if self.text().strip():
                found = answers_of(parse(self.text(), self._today()), self._today())
                self.clear()
                self.taken.emit(found)
            return
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            self.textEdited.emit("")
            return
        super().keyPressEvent(event)


def answers_of(sought: Sought, today: date) -> dict[str, Answer]:
    """Return what a line holds as answers of the form; names in capitals where none were typed."""
    found: dict[str, Answer] = {}
    if sought.names:
        words = [_capital(word) for word in sought.names[0].split()]
        if len(words) > 1:
            found["given_name"] = " ".join(words[:-1])
            found["family_name"] = words[-1]
        else:
            found["given_name"] = words[0]
    if sought.born is not None:
        born = sought.born
        if born.full_date:
            found["birth"] = f"{born.full_date:%d/%m/%Y}"
        elif born.approximate:
            found["birth"] = f"about {today.year - born.year}"
        else:
            found["birth"] = str(born.year)
    if sought.address:
        found["address"] = sought.address
    if sought.postcode:
        found["postcode"] = sought.postcode
    if sought.phones:
        found["phones"] = "; ".join(sought.phones)
    return found


def _capital(word: str) -> str:
    if word != word.lower():
        return word
    for mark in ("-", "’", "'"):
        if mark in word:
            return mark.join(part[:1].upper() + part[1:] for part in word.split(mark))
    return word[:1].upper() + word[1:]
