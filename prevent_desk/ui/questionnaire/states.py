"""Editors of answers that are yes, no or not known, with the words that belong to them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from prevent_desk.core.answers import STATES
from prevent_desk.core.questionnaire import Answer, Kind, Question
from prevent_desk.ui.questionnaire.answer_edit import AnswerEdit, Setting, as_text
from prevent_desk.ui.questionnaire.texts import DateAnswer
from prevent_desk.ui.widgets.editors import TextEdit
from prevent_desk.ui.widgets.segmented import Choice, Segmented


class States(Segmented):
    """One of a few states, or none: Delete takes the choice back, a first letter chooses."""

    def __init__(self, choices: Sequence[Choice], parent: QWidget | None = None) -> None:
        super().__init__(choices, parent=parent)
        for place, button in enumerate(self.buttons()):
            button.installEventFilter(self)
            if place:
                # Until something is chosen Qt would have Tab stop at every one of them.
                button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    def buttons(self) -> list[QAbstractButton]:
        """Return the buttons in their order."""
        return self.findChildren(QAbstractButton)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take keys that choose or take back."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
                self._choose("")
                return True
            if event.text().isalpha() and not event.modifiers():
                return self._by_letter(event.text())
        return False

    def _by_letter(self, letter: str) -> bool:
        fitting = [
            button
            for button in self.buttons()
            if button.text().replace("&", "").casefold().startswith(letter.casefold())
        ]
        if not fitting:
            return False
        now = next((place for place, one in enumerate(fitting) if one.isChecked()), -1)
        chosen = fitting[(now + 1) % len(fitting)]
        chosen.setFocus(Qt.FocusReason.OtherFocusReason)
        chosen.click()
        return True

    def _choose(self, value: str) -> None:
        if self.value() != value:
            self.set_value(value)
            self.chosen.emit(value)


def states_of(kind: Kind, parent: QWidget | None = None) -> States:
    """Return the states of a kind as buttons side by side; none is coloured."""
    return States([Choice(code, words) for code, words in STATES[kind].items()], parent)


class StateAnswer(AnswerEdit):
    """Yes, no or not known."""

    def __init__(self, question: Question, setting: Setting, parent: QWidget | None = None) -> None:
        super().__init__(question, setting, parent)
        self.states = states_of(question.kind, self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        row = QHBoxLayout()
        row.addWidget(self.states)
        row.addStretch(1)
        self._column.addLayout(row)
        self.states.chosen.connect(lambda _value: self._tell())
        self._follow(*self.states.buttons())

    def answer(self) -> Answer | None:
        """Return the state; None where none is chosen."""
        return self.states.value() or None

    def typed_into(self) -> QWidget:
        """Return the chosen button, else the first."""
        buttons = self.states.buttons()
        return next((button for button in buttons if button.isChecked()), buttons[0])

    def name_it(self, name: str, description: str) -> None:
        """Name the group, and each button with it."""
        self.states.setAccessibleName(name)
        for button in self.states.buttons():
            button.setAccessibleName(f"{name}: {button.text().replace('&', '')}")
            button.setAccessibleDescription(description)

    def mark(self, *, wrong: bool) -> None:
        """Show nothing: buttons cannot be wrong."""

    def _show(self, answer: Answer | None) -> None:
        self.states.set_value(as_text(answer))


class MoreAnswer(StateAnswer):
    """Yes, no or not known, with words; they are asked for once there is a state."""

    def __init__(self, question: Question, setting: Setting, parent: QWidget | None = None) -> None:
        super().__init__(question, setting, parent)
        self.evidence = TextEdit(lines=2, most_lines=12, placeholder=question.hint, parent=self)
        self.evidence.hide()
        self._folded: list[QWidget] = [self.evidence]
        self._column.addWidget(self.evidence)
        self.evidence.document().contentsChange.connect(
            lambda _at, removed, added: self._tell(max(removed, added))
        )
        self.states.chosen.connect(lambda _value: self._unfold())
        self._follow(self.evidence)

    def answer(self) -> Answer | None:
        """Return state and words; None where there is neither."""
        return _parts(state=self.states.value(), evidence=self.evidence.toPlainText())

    def name_it(self, name: str, description: str) -> None:
        """Name the words too."""
        super().name_it(name, description)
        self.evidence.setAccessibleName(self.tr("{0}: more").format(name))
        self.evidence.setAccessibleDescription(self.question.hint)

    def _show(self, answer: Answer | None) -> None:
        told = answer if isinstance(answer, dict) else {"state": as_text(answer)}
        self.states.set_value(told.get("state", ""))
        self.evidence.setPlainText(told.get("evidence", ""))
        self._unfold()

    def _unfold(self) -> None:
        for widget in self._folded:
            widget.setVisible(self.answer() is not None)


class FactorAnswer(MoreAnswer):
    """Present, partly, absent or not known, with evidence, its source and its day.

    Words only: nothing is added up, and no state has a colour.
    """

    def __init__(self, question: Question, setting: Setting, parent: QWidget | None = None) -> None:
        super().__init__(question, setting, parent)
        self.evidence.setPlaceholderText(self.tr("What was seen or said, and by whom"))
        foot = QWidget(self)
        self.source = QLineEdit(foot)
        self.source.setPlaceholderText(self.tr("Source"))
        self.day = DateAnswer(Question("on", "Day", Kind.DATE), setting, foot)
        row = QHBoxLayout(foot)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.source, 3)
        row.addWidget(self.day, 2)
        foot.hide()
        self._folded.append(foot)
        self._column.addWidget(foot)
        self.source.textEdited.connect(lambda _text: self._tell(1))
        self.day.changed.connect(self._tell)
        self.day.left.connect(self.left)
        self._follow(self.source)

    def answer(self) -> Answer | None:
        """Return state, evidence, source and day; None where there is nothing."""
        return _parts(
            state=self.states.value(),
            evidence=self.evidence.toPlainText(),
            source=self.source.text(),
            on=as_text(self.day.answer()),
        )

    def take(self) -> str:
        """Refuse what is no day."""
        return self.day.take()

    def name_it(self, name: str, description: str) -> None:
        """Name evidence, source and day."""
        super().name_it(name, description)
        self.evidence.setAccessibleName(self.tr("{0}: evidence").format(name))
        self.source.setAccessibleName(self.tr("{0}: source").format(name))
        self.day.name_it(self.tr("{0}: day").format(name), "")

    def mark(self, *, wrong: bool) -> None:
        """Mark the day: nothing else can be wrong."""
        self.day.mark(wrong=wrong)

    def _show(self, answer: Answer | None) -> None:
        told = answer if isinstance(answer, dict) else {}
        self.source.setText(told.get("source", ""))
        self.day.show_answer(told.get("on", ""))
        super()._show(answer)


def _parts(**parts: str) -> Answer | None:
    told = {name: text for name, text in parts.items() if text.strip()}
    return told or None
