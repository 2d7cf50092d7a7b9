"""What is asked of a course, new or known."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QLineEdit, QWidget

from prevent_desk.core.errors import Refused
from prevent_desk.logbook.ui.entry_dialog import EntryDialog
from prevent_desk.training.model.courses import USUAL_MONTHS, Course, NewCourse
from prevent_desk.training.ui.around import Around
from prevent_desk.ui.widgets.editors import Combo, TextEdit

_PERIODS = (6, 12, 18, 24, 36, 48, 60)


class CourseDialog(EntryDialog):
    """Asks for a course; only the title is needed.

    Attributes:
        made: The number of the course.
    """

    def __init__(
        self, around: Around, course: Course | None = None, parent: QWidget | None = None
    ) -> None:
        key = f"training/course/{course.id if course else 0}"
        super().__init__("A course", around.desk, key, parent or around.owner)
        self.say(
            course.title if course else "Which course is it?",
            "There is no national period: what you say here counts for everybody at once.",
        )
        self._around, self._course = around, course
        self.made = course.id if course else 0
        now = course or Course(0, "", refresh_months=USUAL_MONTHS, kind="e_learning")
        self.title_edit, self.short_edit = QLineEdit(now.title), QLineEdit(now.short)
        self.short_edit.setPlaceholderText("as columns call it")
        self.put(
            self.field("title", "&Title", self.title_edit),
            self.field("short", "&Short name", self.short_edit, optional=True),
        )
        self.kind_box = Combo()
        for term in around.services.lists_of_terms()["course_kind"].terms:
            self.kind_box.addItem(term.label, term.code)
        self.kind_box.setCurrentIndex(max(0, self.kind_box.findData(now.kind)))
        self.period_box = Combo()
        periods = sorted({*_PERIODS, *([now.refresh_months] if now.refresh_months else [])})
        for months in periods:
            self.period_box.addItem(Course(0, "", refresh_months=months).refresh_words, months)
        self.period_box.addItem("For good", None)
        row = self.period_box.findData(now.refresh_months) if now.refresh_months else len(periods)
        self.period_box.setCurrentIndex(row)
        self.put(
            self.field("kind", "&Kind", self.kind_box),
            self.field("period", "Counts &for", self.period_box),
        )
        self.minutes_edit = QLineEdit(str(now.minutes) if now.minutes else "")
        self.minutes_edit.setPlaceholderText("minutes")
        self.before_box = Combo()
        # The longest title would push the other column aside.
        shortened = Combo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        self.before_box.setSizeAdjustPolicy(shortened)
        self.before_box.addItem("None", None)
        for other in around.services.courses.all():
            if other.id != now.id:
                self.before_box.addItem(other.title, other.id)
        found = self.before_box.findData(now.needs_id) if now.needs_id else 0
        self.before_box.setCurrentIndex(max(0, found))
        self.put(
            self.field("minutes", "&Length in minutes", self.minutes_edit, optional=True),
            self.field("before", "Course to take &before it", self.before_box),
        )
        self.audience_edit = QLineEdit(now.audience)
        self.put(self.field("audience", "For &whom", self.audience_edit, optional=True))
        self.basis_edit = TextEdit(now.basis, lines=2)
        self.put(
            self.field("basis", "Where length and period &come from", self.basis_edit,
                       optional=True)
        )  # fmt: skip
        self.note_edit = TextEdit(now.note, lines=1)
        self.put(self.field("note", "N&ote", self.note_edit, optional=True))
        self.write = self._write
        self.end("&Keep" if course else "&Add course")
        self.title_edit.setFocus()

    def wrong(self) -> Mapping[str, str]:
        """Say what is missing or wrong."""
        try:
            self._minutes()
        except Refused as error:
            minutes = error.sentence()
        else:
            minutes = ""
        return {
            "title": "" if self.title_edit.text().strip() else "It needs a title.",
            "minutes": minutes,
        }

    def _minutes(self) -> int | None:
        typed = self.minutes_edit.text().strip()
        if not typed:
            return None
        if not typed.isdigit() or not 0 < int(typed) <= 60 * 24 * 20:
            raise Refused(f"“{typed[:20]}” is no length in minutes.", next_step="Try “40”.")
        return int(typed)

    def _write(self) -> None:
        told: dict[str, Any] = {
            "title": self.title_edit.text().strip(),
            "short": self.short_edit.text().strip(),
            "kind": self.kind_box.currentData(),
            "refresh_months": self.period_box.currentData(),
            "minutes": self._minutes(),
            "needs_id": self.before_box.currentData(),
            "audience": self.audience_edit.text().strip(),
            "basis": self.basis_edit.toPlainText().strip(),
            "note": self.note_edit.toPlainText().strip(),
        }
        courses, now = self._around.services.courses, self._course
        if now is None:
            self.made = courses.add(NewCourse(**told))
            return
        changed = {name: value for name, value in told.items() if value != getattr(now, name)}
        if changed:
            courses.change(now.id, **changed)
