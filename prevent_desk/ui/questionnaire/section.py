"""One section of a form as a card: its title, its questions, folded or not."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from prevent_desk.core.answers import in_words
from prevent_desk.core.questionnaire import Answer, Question, Section, is_empty
from prevent_desk.ui.questionnaire.answer_edit import Setting
from prevent_desk.ui.questionnaire.field import QuestionField
from prevent_desk.ui.questionnaire.fields_layout import FieldsLayout
from prevent_desk.ui.widgets.button import Button, IconButton
from prevent_desk.ui.widgets.labels import WrapLabel

_SELECTABLE = Qt.TextInteractionFlag.TextSelectableByMouse
_READ_LABEL, _READ_WORDS = 2, 5
"""How a line of the read-only look is parted between question and answer."""


class SectionCard(QFrame):
    """A card with a title; the questions are made when it is first unfolded.

    Signals:
        changed: A person changed an answer: the question's key, and how many characters.
        unfolded: It was opened or closed.
    """

    changed = Signal(str, int)
    unfolded = Signal(bool)

    def __init__(
        self,
        section: Section,
        setting: Setting,
        *,
        foldable: bool = False,
        folded: bool = False,
        flat: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.section, self._setting = section, setting
        self.fields: dict[str, QuestionField] = {}
        self._answers: Mapping[str, Answer] = {}
        self._asked: Callable[[Question], bool] = lambda _question: True
        self._is_folded = folded
        self._foldable = foldable
        if not flat:
            self.setProperty("pane", "card")
        self._column = QVBoxLayout(self)
        margin = 0 if flat else 16
        self._column.setContentsMargins(margin, margin and 14, margin, margin)
        self._column.setSpacing(10)
        self._head = QWidget(self)
        self.head_row = QHBoxLayout(self._head)
        self.head_row.setContentsMargins(0, 0, 0, 0)
        self.head_row.setSpacing(8)
        self._fold = IconButton("chevron-down", "", small=True, parent=self._head)
        self._fold.clicked.connect(lambda: self.fold(folded=not self._is_folded))
        self.title = QLabel(section.title, self._head)
        self.title.setProperty("t", "h3" if flat else "h2")
        self.count = QLabel(self._head)
        self.count.setProperty("t", "meta")
        self.head_row.addWidget(self._fold)
        self._fold.setVisible(foldable)
        self.head_row.addWidget(self.title)
        self.head_row.addWidget(self.count)
        self.head_row.addStretch(1)
        self._column.addWidget(self._head)
        self._head.setVisible(bool(section.title))
        self._hint = WrapLabel(section.hint, "small", self)
        self._column.addWidget(self._hint)
        self._body: QWidget | None = None
        self._show_fold()

    @property
    def is_folded(self) -> bool:
        """Whether only the title shows."""
        return self._is_folded

    def add_widget(self, widget: QWidget, *, above: bool = False) -> None:
        """Put a widget of one's own into the card, above or below the questions."""
        place = 2 if above else self._column.count()
        self._column.insertWidget(place, widget)

    def show_answers(
        self, answers: Mapping[str, Answer], asked: Callable[[Question], bool]
    ) -> None:
        """Show answers; `asked` tells which questions are asked now."""
        self._answers, self._asked = answers, asked
        if not self._is_folded:
            self._build()
        for key, field in self.fields.items():
            field.show_answer(answers.get(key))
        self.show_asked()
        self.show_count()

    def show_asked(self) -> None:
        """Show the questions that are asked now, and no others."""
        for field in self.fields.values():
            if field.question.show_if is not None:
                field.setVisible(self._asked(field.question))

    def show_count(self) -> None:
        """Say beside the title how many questions have an answer."""
        keys = [question.key for question in self.section.questions]
        given = sum(not is_empty(self._answers.get(key)) for key in keys)
        words = self.tr("{0} of {1} answered").format(given, len(keys))
        self.count.setText(words if self._foldable and given else "")

    def fold(self, *, folded: bool) -> None:
        """Show the title alone, or all of it."""
        if folded == self._is_folded:
            return
        self._is_folded = folded
        if not folded:
            fresh = self._body is None
            self._build()
            if fresh:
                for key, field in self.fields.items():
                    field.show_answer(self._answers.get(key))
                self.show_asked()
        self._show_fold()
        self.unfolded.emit(not folded)

    def check(self) -> list[tuple[str, str]]:
        """Look at every answer; return the keys of those that are not well formed, and why."""
        shown = (field for field in self.fields.values() if not field.isHidden())
        return [(field.question.key, wrong) for field in shown if (wrong := field.check())]

    def _build(self) -> None:
        if self._body is not None:
            return
        self._body = QWidget(self)
        layout = FieldsLayout(self._body)
        for question in self.section.questions:
            field = QuestionField(question, self._setting, self._body)
            field.changed.connect(self.changed)
            self.fields[question.key] = field
            layout.addWidget(field)
        self._column.insertWidget(2, self._body)
        previous: QWidget = self._fold
        for field in self.fields.values():
            QWidget.setTabOrder(previous, field)
            previous = field

    def _show_fold(self) -> None:
        self._fold.set_icon_name("chevron-right" if self._is_folded else "chevron-down")
        verb = self.tr("Open {0}") if self._is_folded else self.tr("Close {0}")
        self._fold.name_it(verb.format(self.section.title))
        self._hint.setVisible(bool(self.section.hint) and not self._is_folded)
        if self._body is not None:
            self._body.setVisible(not self._is_folded)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open a folded card wherever it is pressed, and close it at its title."""
        super().mousePressEvent(event)
        at_head = event.position().y() <= self._head.geometry().bottom()
        if self._foldable and (self._is_folded or at_head):
            self.fold(folded=not self._is_folded)


class ReadCard(QFrame):
    """A section as answered, to be read: question and answer in lines, empty ones folded away."""

    def __init__(
        self,
        section: Section,
        setting: Setting,
        answers: Mapping[str, Answer],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.section = section
        self.setProperty("pane", "card")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 12, 16, 14)
        self._column.setSpacing(6)
        self.head_row = QHBoxLayout()
        self.head_row.setSpacing(8)
        title = QLabel(section.title)
        title.setProperty("t", "h2")
        self.head_row.addWidget(title)
        self.head_row.addStretch(1)
        self._column.addLayout(self.head_row)
        empty = []
        for question in section.questions:
            answer = answers.get(question.key)
            words = in_words(question, answer, setting.vocabularies)
            if words:
                self._column.addLayout(_line(question, words))
            else:
                empty.append(question.text)
        self.is_empty = len(empty) == len(section.questions)
        self._empty = WrapLabel("; ".join(empty), "meta")
        self._empty.hide()
        self.empty_button = Button("", kind="link", small=True)
        self.empty_button.clicked.connect(self._show_empty)
        if self.is_empty:
            # A line for each section that nobody answered: they are many.
            self.head_row.insertWidget(1, self.empty_button)
        else:
            row = QHBoxLayout()
            row.addWidget(self.empty_button)
            row.addStretch(1)
            self._column.addLayout(row)
        self._column.addWidget(self._empty)
        self._not_answered = len(empty)
        self.empty_button.setVisible(bool(empty))
        self._say_empty()

    def add_widget(self, widget: QWidget) -> None:
        """Put a widget of one's own under the answers."""
        self._column.addWidget(widget)

    def _show_empty(self) -> None:
        self._empty.setVisible(self._empty.isHidden())
        self._say_empty()

    def _say_empty(self) -> None:
        one = self._not_answered == 1
        count = (
            self.tr("1 question not answered")
            if one
            else self.tr("{0} questions not answered").format(self._not_answered)
        )
        self.empty_button.setText(count if self._empty.isHidden() else self.tr("Hide them"))


def _line(question: Question, words: str) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(12)
    for text, role, share in ((question.text, "small", _READ_LABEL), (words, "", _READ_WORDS)):
        column = QVBoxLayout()
        label = WrapLabel(text, role)
        if share == _READ_WORDS:
            label.setAccessibleName(f"{question.text}: {text}")
            label.setTextInteractionFlags(_SELECTABLE)
        column.addWidget(label)
        column.addStretch(1)
        row.addLayout(column, share)
    return row
