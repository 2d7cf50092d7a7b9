"""Editors of answers that are typed: a line, several lines, a number, a birth, a day, a moment."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from prevent_desk.core import birth
from prevent_desk.core.dates import say_date
from prevent_desk.core.errors import Refused
from prevent_desk.core.questionnaire import Answer, Question
from prevent_desk.core.times import read_time
from prevent_desk.ui import theme
from prevent_desk.ui.questionnaire.answer_edit import AnswerEdit, Setting, as_text
from prevent_desk.ui.widgets.date_edit import DateEdit
from prevent_desk.ui.widgets.editors import TextEdit
from prevent_desk.ui.widgets.labels import WrapLabel


class LineAnswer(AnswerEdit):
    """One line of words."""

    def __init__(self, question: Question, setting: Setting, parent: QWidget | None = None) -> None:
        super().__init__(question, setting, parent)
        self.line = self._make_line()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(6)
        self._row.addWidget(self.line, 1)
        self.setFocusProxy(self.line)
        self._length = 0
        self.line.textEdited.connect(self._edited)
        self._follow(self.line)

    def answer(self) -> Answer | None:
        """Return the line; None where it is empty."""
        text = self.line.text()
        return text if text.strip() else None

    def typed_into(self) -> QWidget:
        """Return the line."""
        return self.line

    def _make_line(self) -> QLineEdit:
        return QLineEdit(self)

    def _show(self, answer: Answer | None) -> None:
        self.line.setText(as_text(answer).replace("\n", "; "))
        self.line.setCursorPosition(0)
        self._length = len(self.line.text())

    def _edited(self, text: str) -> None:
        typed, self._length = abs(len(text) - self._length) or 1, len(text)
        self._tell(typed)


class NumberAnswer(LineAnswer):
    """A number; thousands may be parted by commas."""

    def take(self) -> str:
        """Refuse what is no number."""
        typed = self.line.text().strip()
        try:
            float(typed.replace(",", "") or "0")
        except ValueError:
            return self.tr("“{0}” is no number. Write figures, such as 12.").format(typed)
        return ""


class BirthAnswer(LineAnswer):
    """A day of birth, a year or an age, with the age echoed beside it: "17 – child"."""

    def __init__(self, question: Question, setting: Setting, parent: QWidget | None = None) -> None:
        super().__init__(question, setting, parent)
        self.echo = QLineEdit(self)
        self.echo.setReadOnly(True)
        self.echo.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.echo.setAccessibleName(self.tr("Age"))
        self.echo.setPlaceholderText(self.tr("Age"))
        self.line.setPlaceholderText("12/05/2008")
        self._row.addWidget(self.echo, 4)
        self._row.setStretch(0, 5)
        self.line.textChanged.connect(self._say_age)

    def born(self) -> birth.Born | None:
        """Return what is typed as a birth; None for nothing, or for what is none."""
        try:
            return birth.read(self.line.text(), self.setting.today())
        except Refused:
            return None

    def take(self) -> str:
        """Refuse what is no birth."""
        try:
            birth.read(self.line.text(), self.setting.today())
        except Refused as refused:
            return refused.sentence()
        return ""

    def _say_age(self) -> None:
        born = self.born()
        said = birth.say_age(born, self.setting.today()) if born else ""
        # "about" stands in what was typed already.
        self.echo.setText(said.removeprefix("about "))
        self.echo.setCursorPosition(0)


class DateAnswer(LineAnswer):
    """A day, typed as people say it; kept as typed until it is one."""

    def _make_line(self) -> QLineEdit:
        self._day_edit = DateEdit(self.setting.today, self)
        self._day_edit.date_chosen.connect(lambda _day: self._tell())
        return self._day_edit

    def answer(self) -> Answer | None:
        """Return the day as JSON has it, or the words where they are none yet."""
        typed = self.line.text().strip()
        day = self._day_edit.day()
        if day is not None and typed == say_date(day):
            return day.isoformat()
        return typed or None

    def take(self) -> str:
        """Refuse what is not one day."""
        return _taken(self._day_edit)

    def _show(self, answer: Answer | None) -> None:
        _show_day(self._day_edit, as_text(answer))


class MomentAnswer(AnswerEdit):
    """A day and a time of day."""

    def __init__(self, question: Question, setting: Setting, parent: QWidget | None = None) -> None:
        super().__init__(question, setting, parent)
        self.day_edit = DateEdit(setting.today, self)
        self.time_edit = QLineEdit(self)
        self.time_edit.setPlaceholderText("14:20")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self.day_edit, 3)
        row.addWidget(self.time_edit, 2)
        self.setFocusProxy(self.day_edit)
        self.day_edit.textEdited.connect(lambda _text: self._tell(1))
        self.day_edit.date_chosen.connect(lambda _day: self._tell())
        self.time_edit.textEdited.connect(lambda _text: self._tell(1))
        self._follow(self.day_edit, self.time_edit)

    def answer(self) -> Answer | None:
        """Return "2026-11-22T14:20"; whatever is typed where it is no moment yet."""
        typed, at = self.day_edit.text().strip(), self.time_edit.text().strip()
        day = self.day_edit.day()
        if day is not None and typed == say_date(day):
            typed = day.isoformat()
        moment = read_time(at)
        return (
            "T".join(part for part in (typed, f"{moment:%H:%M}" if moment else at) if part) or None
        )

    def take(self) -> str:
        """Refuse what is no day, or no time of day."""
        if wrong := _taken(self.day_edit):
            return wrong
        at = self.time_edit.text().strip()
        moment = read_time(at)
        if at and moment is None:
            return self.tr("“{0}” is no time of day. Try “14:20”.").format(at)
        if moment:
            self.time_edit.setText(f"{moment:%H:%M}")
        if self.day_edit.day() and moment is None:
            return self.tr("The time is missing. Try “14:20”.")
        if moment and not self.day_edit.day():
            return self.tr("The day is missing. Try “today”.")
        return ""

    def typed_into(self) -> QWidget:
        """Return the day."""
        return self.day_edit

    def mark(self, *, wrong: bool) -> None:
        """Draw the red edge round day or time, whichever is not well formed."""
        at_time = self.day_edit.day() is not None and read_time(self.time_edit.text()) is None
        for edit, is_wrong in ((self.day_edit, not at_time), (self.time_edit, at_time)):
            if bool(edit.property("invalid")) != (wrong and is_wrong):
                theme.restyle(edit, invalid=wrong and is_wrong)

    def name_it(self, name: str, description: str) -> None:
        """Name day and time apart."""
        super().name_it(self.tr("{0}, day").format(name), description)
        self.time_edit.setAccessibleName(self.tr("{0}, time").format(name))

    def _show(self, answer: Answer | None) -> None:
        day, _, at = as_text(answer).partition("T")
        _show_day(self.day_edit, day)
        self.time_edit.setText(at[:5] if read_time(at[:5]) else at)


class LongAnswer(AnswerEdit):
    """Several lines, growing with the words; what to think of stands beside or under them."""

    BESIDE_PX = 620
    """At 100 % text: from this width on the prompts stand at the right."""

    def __init__(self, question: Question, setting: Setting, parent: QWidget | None = None) -> None:
        super().__init__(question, setting, parent)
        lines = 8 if question.prompts else 2
        self.text = TextEdit(lines=lines, most_lines=24, parent=self)
        self.text.setAccessibleName(question.text)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(12)
        words = QVBoxLayout()
        words.addWidget(self.text)
        words.addStretch(1)
        self._box.addLayout(words, 5)
        self.prompts = WrapLabel("\n".join(f"•  {one}" for one in question.prompts), "small", self)
        self.prompts.setVisible(bool(question.prompts))
        if question.prompts:
            # An alignment would make the layout forget that a label's height follows its width.
            aside = QVBoxLayout()
            aside.addWidget(self.prompts)
            aside.addStretch(1)
            self._box.addLayout(aside, 4)
        self.setFocusProxy(self.text)
        self.text.document().contentsChange.connect(
            lambda _at, removed, added: self._tell(max(removed, added))
        )
        self._follow(self.text)

    def answer(self) -> Answer | None:
        """Return the words; None where there are none."""
        text = self.text.toPlainText()
        return text if text.strip() else None

    def typed_into(self) -> QWidget:
        """Return the text."""
        return self.text

    def name_it(self, name: str, description: str) -> None:
        """Tell what is asked, and what to think of."""
        told = " ".join((description, *self.question.prompts)).strip()
        super().name_it(name, told)

    def _show(self, answer: Answer | None) -> None:
        self.text.setPlainText(as_text(answer))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the prompts under the words where there is no room beside them."""
        super().resizeEvent(event)
        way = QBoxLayout.Direction
        beside = event.size().width() >= theme.px(self.BESIDE_PX)
        wanted = way.LeftToRight if beside else way.TopToBottom
        if self._box.direction() != wanted:
            self._box.setDirection(wanted)


def _show_day(edit: DateEdit, text: str) -> None:
    edit.set_day(None)
    try:
        edit.set_day(date.fromisoformat(text) if text else None)
    except ValueError:
        edit.setText(text)
    edit.setCursorPosition(0)


def _taken(edit: DateEdit) -> str:
    said: list[str] = []
    edit.refused.connect(said.append)
    edit.take()
    edit.refused.disconnect(said.append)
    return said[0] if said else ""
