"""What the matrix is asked for: departments, courses, as of which day."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from prevent_desk.core.dates import say_short
from prevent_desk.training.model.courses import Course
from prevent_desk.training.model.coverage import Scope, quarter_end
from prevent_desk.training.model.departments import Department
from prevent_desk.ui import painting, theme
from prevent_desk.ui.widgets.button import Button
from prevent_desk.ui.widgets.date_edit import DateEdit
from prevent_desk.ui.widgets.editors import ComboPicker
from prevent_desk.ui.widgets.labels import ElidedLabel
from prevent_desk.ui.widgets.segmented import Choice, Segmented

TODAY, QUARTER, OTHER = "today", "quarter", "other"


class Asking(QWidget):
    """The row over the matrix.

    Signals:
        changed: Something else is asked for.
        apart_wanted: The sessions that are kept apart are to be shown.
    """

    changed = Signal()
    apart_wanted = Signal()

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 2, 14, 8)
        row.setSpacing(8)
        self.department_box = ComboPicker("Department", "All departments")
        self.course_box = ComboPicker("Course", "Required courses")
        end = quarter_end(today())
        short = say_short(end)
        if end.year == today().year:
            short = short.rsplit(" ", 1)[0]
        self.day_choice = Segmented(
            [
                Choice(TODAY, "As of today"),
                Choice(QUARTER, short),
                Choice(OTHER, "Another day"),
            ],
            "As of",
        )
        self.day_choice.set_value(TODAY)
        self.day_edit = DateEdit(today)
        self.day_edit.setAccessibleName("As of the day")
        self.day_edit.hide()
        self.apart_label = _ApartLabel()
        self.apart_button = Button("Show", kind="link", small=True)
        self.apart_button.setAccessibleName("Show the head-count sessions")
        for widget in (self.department_box, self.course_box, self.day_choice, self.day_edit):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self.apart_label, 6)
        row.addWidget(self.apart_button)
        self.department_box.picked.connect(lambda _value: self.changed.emit())
        self.course_box.picked.connect(lambda _value: self.changed.emit())
        self.day_choice.chosen.connect(self._choose_day)
        self.day_edit.date_chosen.connect(lambda _day: self.changed.emit())
        self.apart_button.clicked.connect(lambda _on=False: self.apart_wanted.emit())
        self.say_apart("")
        theme.changed.connect(self._fit)
        self._fit()

    def offer(self, departments: Sequence[Department], courses: Sequence[Course]) -> None:
        """Offer what there is now; what is chosen stays where it is still there."""
        for box, values in (
            (self.department_box, [(one.id, one.name) for one in departments]),
            (self.course_box, [(one.id, one.called) for one in courses]),
        ):
            before = box.value()
            box.set_values(values)
            box.set_value(before if before in {value for value, _words in values} else None)
        self._fit()

    def scope(self) -> Scope:
        """Return which departments and courses are asked for."""
        department, course = self.department_box.value(), self.course_box.value()
        return Scope(
            frozenset({department}) if isinstance(department, int) else None,
            frozenset({course}) if isinstance(course, int) else None,
        )

    def as_of(self) -> date:
        """Return the day."""
        chosen = self.day_choice.value()
        if chosen == QUARTER:
            return quarter_end(self._today())
        if chosen == OTHER:
            return self.day_edit.day() or self._today()
        return self._today()

    def ask(self, department: int | None, course: int | None, day: date | None) -> None:
        """Ask for something else, without telling."""
        self.department_box.set_value(department)
        self.course_box.set_value(course)
        today = self._today()
        if day is None or day == today:
            self.day_choice.set_value(TODAY)
        elif day == quarter_end(today):
            self.day_choice.set_value(QUARTER)
        else:
            self.day_choice.set_value(OTHER)
            self.day_edit.set_day(day)
        self.day_edit.setVisible(self.day_choice.value() == OTHER)

    def step_back(self) -> bool:
        """Take the last filter off; False where none is on."""
        if self.day_choice.value() != TODAY:
            self.day_choice.set_value(TODAY)
            self.day_edit.hide()
        elif self.course_box.value() is not None:
            self.course_box.clear_value()
            return True
        elif self.department_box.value() is not None:
            self.department_box.clear_value()
            return True
        else:
            return False
        self.changed.emit()
        return True

    def say_apart(self, words: str, brief: str = "", why: str = "") -> None:
        """Say which sessions are kept apart; empty for none.

        Args:
            words: Where there is room for them.
            brief: Where there is not.
            why: The whole of it, as tooltip.
        """
        self.apart_label.say(words, brief, why)
        self.apart_label.setVisible(bool(words))
        self.apart_button.setVisible(bool(words))

    def _choose_day(self, chosen: str) -> None:
        self.day_edit.setVisible(chosen == OTHER)
        if chosen == OTHER and self.day_edit.day() is None:
            self.day_edit.setFocus()
            return
        self.changed.emit()

    def _fit(self) -> None:
        for box in (self.department_box, self.course_box):
            # Room for its own words beside the arrow; a longer name ends in dots.
            words = max((box.itemText(row) for row in range(box.count())), key=len)
            wide = theme.metrics("button").horizontalAdvance(words) + theme.px(64)
            least = theme.metrics("button").horizontalAdvance(box.itemText(0)) + theme.px(64)
            box.setFixedWidth(min(wide, max(least, theme.px(190))))
        self.day_edit.setFixedWidth(theme.px(130))


class _ApartLabel(ElidedLabel):
    """Says a thing in the words there is room for; the whole of it is its tooltip."""

    def __init__(self) -> None:
        super().__init__("", "small")
        self._brief, self._why = "", ""

    def say(self, words: str, brief: str, why: str) -> None:
        """Say another thing."""
        self._brief, self._why = brief, why
        self.setText(words)
        self.setAccessibleName(why)
        self.setToolTip(why)

    def shown(self) -> str:
        """Return the words there is room for."""
        fits = self.fontMetrics().horizontalAdvance(self.text()) <= self.width() + 1
        return self.text() if fits else self._brief

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep its own tooltip."""
        super().resizeEvent(event)
        self.setToolTip(self._why)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what fits."""
        painting.draw_line(
            QPainter(self), self.rect(), self.shown(), "small", "text2",
            Qt.AlignmentFlag.AlignRight,
        )  # fmt: skip
