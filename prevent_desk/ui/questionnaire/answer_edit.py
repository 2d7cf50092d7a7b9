"""What takes the answer to one question: the same few calls for every kind of question."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from prevent_desk.core.questionnaire import Answer, Question
from prevent_desk.core.vocabulary import Vocabularies
from prevent_desk.ui import theme


@dataclass(frozen=True, slots=True)
class Setting:
    """What editors of answers need to know beside their question.

    Attributes:
        today: The desk's clock: ages count from it, and lists offer what is valid on it.
    """

    vocabularies: Vocabularies
    today: Callable[[], date]


class AnswerEdit(QWidget):
    """An editor of one answer.

    What is typed is the answer from the first key on, well formed or not: nothing is lost by a lock
    or a crash. `take` reads it the way the kind of question wants it.

    Signals:
        changed: A person changed the answer; the number of characters typed or removed, 0 for a
            choice.
        left: The keyboard went to another widget, out of this one.
        entered: Enter was pressed in a line; a dialog may be about to finish by it.
    """

    changed = Signal(int)
    left = Signal()
    entered = Signal()

    def __init__(self, question: Question, setting: Setting, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.question, self.setting = question, setting
        self._is_showing = False

    def answer(self) -> Answer | None:
        """Return the answer as it stands; None for none."""
        raise NotImplementedError

    def show_answer(self, answer: Answer | None) -> None:
        """Show an answer without telling of it."""
        self._is_showing = True
        try:
            self._show(answer)
        finally:
            self._is_showing = False

    def take(self) -> str:
        """Read what is typed; return what is wrong with it in one sentence, or nothing."""
        return ""

    def typed_into(self) -> QWidget:
        """Return the widget that takes the keyboard first."""
        raise NotImplementedError

    def name_it(self, name: str, description: str) -> None:
        """Tell screen readers what is asked, and what is wrong."""
        self.typed_into().setAccessibleName(name)
        self.typed_into().setAccessibleDescription(description)

    def mark(self, *, wrong: bool) -> None:
        """Draw a red edge round what is not well formed, or take it away."""
        typed = self.typed_into()
        if bool(typed.property("invalid")) != wrong:
            theme.restyle(typed, invalid=wrong)

    def _show(self, answer: Answer | None) -> None:
        raise NotImplementedError

    def _tell(self, characters: int = 0) -> None:
        if not self._is_showing:
            self.changed.emit(characters)

    def _follow(self, *widgets: QWidget) -> None:
        for widget in widgets:
            widget.installEventFilter(self)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the keyboard on to what takes it: which of several buttons, changes."""
        super().focusInEvent(event)
        typed = self.typed_into()
        if typed is not self:
            typed.setFocus(event.reason())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tell when the keyboard leaves one of the widgets inside, and of Enter in a line."""
        if event.type() == QEvent.Type.FocusOut:
            self.left.emit()
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
            if enter and isinstance(watched, QLineEdit):
                self.entered.emit()
        return False


def as_text(answer: Answer | None) -> str:
    """Return an answer that should be a text; what is none is written out, so that it is seen."""
    if answer is None:
        return ""
    if isinstance(answer, str):
        return answer
    if isinstance(answer, dict):
        return "\n".join(value for value in answer.values() if value)
    return "\n".join(as_text(one) for one in answer)
