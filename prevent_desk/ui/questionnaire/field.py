"""One question on the screen: what is asked, a hint, the editor, and what is wrong in words."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from prevent_desk.core.questionnaire import Answer, Kind, Question
from prevent_desk.ui.questionnaire.answer_edit import AnswerEdit, Setting
from prevent_desk.ui.questionnaire.choices import ChoiceAnswer, ChoicesAnswer
from prevent_desk.ui.questionnaire.rows import RowsAnswer
from prevent_desk.ui.questionnaire.states import FactorAnswer, MoreAnswer, StateAnswer
from prevent_desk.ui.questionnaire.texts import (
    BirthAnswer,
    DateAnswer,
    LineAnswer,
    LongAnswer,
    MomentAnswer,
    NumberAnswer,
)
from prevent_desk.ui.widgets.labels import Glyph, WrapLabel

EDITORS: dict[Kind, type[AnswerEdit]] = {
    Kind.LINE: LineAnswer,
    Kind.LONG: LongAnswer,
    Kind.DATE: DateAnswer,
    Kind.MOMENT: MomentAnswer,
    Kind.BIRTH: BirthAnswer,
    Kind.NUMBER: NumberAnswer,
    Kind.YES_NO: StateAnswer,
    Kind.YES_NO_MORE: MoreAnswer,
    Kind.CHOICE: ChoiceAnswer,
    Kind.CHOICES: ChoicesAnswer,
    Kind.ROWS: RowsAnswer,
    Kind.FACTOR: FactorAnswer,
}
_ALWAYS_WIDE = {Kind.ROWS, Kind.CHOICES, Kind.FACTOR, Kind.YES_NO_MORE}
_HINT_INSIDE = {Kind.YES_NO_MORE}
"""Kinds whose hint stands in the field for words, once there is one."""


class QuestionField(QWidget):
    """A question with its editor. The error goes while typing; it is looked for on leaving.

    Signals:
        changed: A person changed the answer: the question's key, and how many characters.
    """

    changed = Signal(str, int)

    def __init__(self, question: Question, setting: Setting, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.question = question
        self.is_wide = question.wide or question.kind in _ALWAYS_WIDE
        self._hint_words = "" if question.kind in _HINT_INSIDE else question.hint
        self._head = QWidget(self)
        head = self._head_layout = QVBoxLayout(self._head)
        head.setContentsMargins(0, 0, 0, 3)
        head.setSpacing(2)
        # Each widget is made inside its place: to move one there later costs the style sheet anew.
        self.label = WrapLabel(question.text, "h3", self._head)
        head.addStretch(1)
        head.addWidget(self.label)
        if self._hint_words:
            head.addWidget(WrapLabel(self._hint_words, "small", self._head))
        self._body = QWidget(self)
        self.edit = EDITORS[question.kind](question, setting, self._body)
        self.label.setBuddy(self.edit.typed_into())
        body = self._body_layout = QVBoxLayout(self._body)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(3)
        body.addWidget(self.edit)
        body.addStretch(1)
        self._wrong: _Wrong | None = None
        self._head_height = 0
        self.setFocusProxy(self.edit)
        self.edit.changed.connect(self._changed)
        self.edit.left.connect(self._left)
        self.edit.entered.connect(self._entered)
        self._name()

    def answer(self) -> Answer | None:
        """Return the answer as it stands; None for none."""
        return self.edit.answer()

    def show_answer(self, answer: Answer | None) -> None:
        """Show an answer without telling of it."""
        self.edit.show_answer(answer)
        self.set_error("")

    def check(self) -> str:
        """Read what is typed; show and return what is wrong with it, or nothing."""
        self.set_error(self.edit.take())
        return self.error()

    def set_error(self, words: str) -> None:
        """Say what is wrong and how to mend it; empty words clear it."""
        if words == self.error():
            return
        if self._wrong is None:
            self._wrong = _Wrong(self._body)
            self._body_layout.insertWidget(1, self._wrong)
        self._wrong.say(words)
        self.edit.mark(wrong=bool(words))
        self._name()
        self.updateGeometry()

    def error(self) -> str:
        """Return what is wrong; empty when nothing is."""
        return self._wrong.words() if self._wrong is not None else ""

    def put_under(self, widget: QWidget) -> None:
        """Put a widget of one's own under the editor."""
        self._body_layout.insertWidget(1, widget)

    def head_height(self, width: int) -> int:
        """Return the height of question and hint at a width."""
        return _height(self._head_layout, width)

    def body_height(self, width: int) -> int:
        """Return the height of editor and error at a width."""
        return _height(self._body_layout, width)

    def set_head(self, height: int) -> None:
        """Give the head a height, so that the inputs of a row stand in one line."""
        if height != self._head_height:
            self._head_height = height
            self._place()

    def _changed(self, characters: int) -> None:
        self.set_error("")
        self.changed.emit(self.question.key, characters)

    def _left(self) -> None:
        if not self.error() and not self.edit.isAncestorOf(self.window().focusWidget()):
            self.check()

    def _entered(self) -> None:
        if not self.error():
            self.check()

    def _name(self) -> None:
        told = (self._hint_words, self.error())
        self.edit.name_it(self.question.text, " ".join(part for part in told if part))

    def _place(self) -> None:
        self._head.setGeometry(0, 0, self.width(), self._head_height)
        self._body.setGeometry(
            0, self._head_height, self.width(), self.height() - self._head_height
        )

    def hasHeightForWidth(self) -> bool:
        """Be as high as the words need."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height at a width."""
        return self.head_height(width) + self.body_height(width)

    def sizeHint(self) -> QSize:
        """Return the room of head and body."""
        width = max(self._body.sizeHint().width(), 120)
        return QSize(width, self.heightForWidth(width))

    def event(self, event: QEvent) -> bool:
        """Hand on that the words inside need another height."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place head and body."""
        super().resizeEvent(event)
        self._place()


class _Wrong(QWidget):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 1, 0, 0)
        row.setSpacing(6)
        self._words = WrapLabel("", "strong", self)
        self._words.setProperty("tone", "red")
        row.addWidget(Glyph("circle-alert", "red", 15, self))
        row.addWidget(self._words, 1)

    def say(self, words: str) -> None:
        self._words.setText(words)
        self.setVisible(bool(words))

    def words(self) -> str:
        return self._words.text()


def _height(layout: QLayout, width: int) -> int:
    if layout.hasHeightForWidth():
        return layout.totalHeightForWidth(width)
    return layout.totalSizeHint().height()
