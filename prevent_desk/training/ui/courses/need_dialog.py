"""Who needs a course: everybody, a department, a role, a role in a department."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from prevent_desk.logbook.ui.entry_dialog import EntryDialog
from prevent_desk.training.model.courses import Course
from prevent_desk.training.ui.around import Around
from prevent_desk.ui.widgets.editors import Combo
from prevent_desk.ui.widgets.labels import WrapLabel


class NeedDialog(EntryDialog):
    """Asks for one line of who needs a course, and says how many people that is."""

    def __init__(self, around: Around, course: Course, parent: QWidget | None = None) -> None:
        key = f"training/need/{course.id}"
        super().__init__("Who needs it", around.desk, key, parent or around.owner, width=520)
        self.say(f"Who needs {course.title}?", "Lines add up: any of them is enough.")
        self._around, self._course = around, course
        services = around.services
        self.role_box, self.department_box = Combo(), Combo()
        self.role_box.addItem("Any role", None)
        for role in services.roles.all():
            self.role_box.addItem(role.title, role.id)
        self.department_box.addItem("Any department", None)
        for one in services.departments.all():
            self.department_box.addItem(one.name, one.id)
        self.put(
            self.field("role", "&Role", self.role_box),
            self.field("department", "&Department", self.department_box),
        )
        self.note_edit = QLineEdit()
        self.put(self.field("note", "&Why", self.note_edit, optional=True))
        self.count_label = WrapLabel("", "support")
        self.put(self.count_label)
        self._people = services.people.counts()
        for box in (self.role_box, self.department_box):
            box.currentIndexChanged.connect(lambda _row: self._say())
        self.write = lambda: services.needs.add(
            course.id, self.role_box.currentData(), self.department_box.currentData(),
            self.note_edit.text(),
        )  # fmt: skip
        self.end("They &need it")
        self._say()
        self.role_box.setFocus()

    def _say(self) -> None:
        role, department = self.role_box.currentData(), self.department_box.currentData()
        count = sum(
            many
            for (own_department, own_role), many in self._people.items()
            if role in {None, own_role} and department in {None, own_department}
        )
        told = "1 person" if count == 1 else f"{count:,} people"
        if role is None and department is None:
            self.count_label.setText(f"Everybody: {told} of the staff lists.")
        else:
            self.count_label.setText(f"That is {told} of the staff lists today.")
