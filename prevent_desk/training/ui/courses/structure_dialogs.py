"""Departments and roles: lists that are kept in order beside the courses."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from prevent_desk.core.dates import say_short
from prevent_desk.logbook.ui.entry_dialog import EntryDialog
from prevent_desk.training.model.departments import Department, NewDepartment
from prevent_desk.training.model.roles import Role
from prevent_desk.training.ui.around import Around
from prevent_desk.ui import theme
from prevent_desk.ui.widgets.button import Button
from prevent_desk.ui.widgets.dialog import Dialog
from prevent_desk.ui.widgets.editors import Combo
from prevent_desk.ui.widgets.two_lines import Cell, CellColumn, TwoLineTable

_WIDTH, _TABLE_PX = 640, 300


@dataclass(frozen=True, slots=True)
class Line:
    """A department or a role of the list."""

    id: int
    name: str
    detail: str
    people: int


class ListDialog(Dialog):
    """A list with what can be done to the chosen line; each act is one Undo."""

    noun = ""

    def __init__(
        self, around: Around, title: str, about: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(title, about, parent or around.owner.window(), width=_WIDTH)
        self._around = around
        self.table: TwoLineTable[Line] = TwoLineTable(
            [
                CellColumn(self.noun.capitalize(), lambda one: Cell(one.name, one.detail,
                                                                    strong=True)),
                CellColumn("People", lambda one: Cell(f"{one.people:,}")),
            ],
            lambda one: one.id,
            title,
        )  # fmt: skip
        self.table.setMinimumHeight(theme.px(_TABLE_PX))
        self.body.addWidget(self.table, 1)
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.new_button = Button(f"&New {self.noun}", "plus", small=True)
        self.change_button = Button("&Change", "pencil", small=True)
        self.end_button = Button("&End", "archive", small=True)
        for button in (self.new_button, self.change_button, self.end_button):
            row.addWidget(button)
        row.addStretch(1)
        self.body.addWidget(holder)
        self.add_cancel("Close")
        self.new_button.clicked.connect(lambda _on=False: self._done(self.asking(None)))
        self.change_button.clicked.connect(lambda _on=False: self._change())
        self.end_button.clicked.connect(lambda _on=False: self._end())
        self.table.opened.connect(lambda _line, _column: self._change())
        self.table.current_changed.connect(lambda _line: self._fit_buttons())
        self.show_lines()
        (self.table if self.table.current() else self.new_button).setFocus()

    # What a subclass says

    @abstractmethod
    def lines(self) -> list[Line]:
        """Return what is listed."""

    @abstractmethod
    def asking(self, line: Line | None) -> EntryDialog:
        """Return the dialog that asks for one, new or known."""

    @abstractmethod
    def end(self, line: Line) -> None:
        """Say that one is none any more."""

    # Inside

    def show_lines(self) -> None:
        """Show them as they are now."""
        self.table.show_rows(self.lines())
        self._fit_buttons()

    def _change(self) -> None:
        line = self.table.current()
        if line is not None:
            self._done(self.asking(line))

    def _end(self) -> None:
        line = self.table.current()
        if line is not None:
            self._around.acts.do(partial(self.end, line), None, said=f"{line.name} is ended")
            self.show_lines()

    def _done(self, dialog: EntryDialog) -> None:
        if dialog.exec():
            self._around.desk.saved()
            self._around.acts.changed.emit()
            self.show_lines()

    def _fit_buttons(self) -> None:
        has_line = self.table.current() is not None
        self.change_button.setEnabled(has_line)
        self.end_button.setEnabled(has_line)


class DepartmentsDialog(ListDialog):
    """Lists the departments."""

    noun = "department"

    def __init__(self, around: Around, parent: QWidget | None = None) -> None:
        super().__init__(
            around,
            "Departments",
            "Staff lists bring them in by themselves. One without a list may have a number of "
            "people instead.",
            parent,
        )

    def lines(self) -> list[Line]:
        """Return the departments and how many people of the lists they have."""
        counts = _count(self._around, lambda one: one[0])
        return [
            Line(one.id, one.name, _told(one), counts.get(one.id, 0))
            for one in self._around.services.departments.all()
        ]

    def asking(self, line: Line | None) -> EntryDialog:
        """Return the dialog that asks for a department."""
        known = self._around.services.departments.one(line.id) if line else None
        return DepartmentDialog(self._around, known, self)

    def end(self, line: Line) -> None:
        """Say that it is none any more."""
        self._around.services.departments.end(line.id, self._around.clock.today())


class RolesDialog(ListDialog):
    """Lists the roles."""

    noun = "role"

    def __init__(self, around: Around, parent: QWidget | None = None) -> None:
        super().__init__(
            around,
            "Roles",
            "What people do, as far as it says which courses they need.",
            parent,
        )

    def lines(self) -> list[Line]:
        """Return the roles and how many people have them."""
        counts = _count(self._around, lambda one: one[1])
        return [
            Line(one.id, one.title, one.note, counts.get(one.id, 0))
            for one in self._around.services.roles.all()
        ]

    def asking(self, line: Line | None) -> EntryDialog:
        """Return the dialog that asks for a role."""
        known = self._around.services.roles.by_id().get(line.id) if line else None
        return RoleDialog(self._around, known, self)

    def end(self, line: Line) -> None:
        """Say that it is no longer used."""
        self._around.services.roles.end(line.id, self._around.clock.today())


class DepartmentDialog(EntryDialog):
    """Asks for a department."""

    def __init__(
        self, around: Around, known: Department | None = None, parent: QWidget | None = None
    ) -> None:
        key = f"training/department/{known.id if known else 0}"
        super().__init__("A department", around.desk, key, parent or around.owner, width=520)
        self.say(known.name if known else "Which department is it?", "")
        self._around, self._known = around, known
        now = known or Department(0, "")
        self.name_edit = QLineEdit(now.name)
        self.place_box = Combo()
        self.place_box.addItem("The council", None)
        for place in around.services.contacts.organisations.all():
            self.place_box.addItem(place.called, place.id)
        row = self.place_box.findData(now.organisation_id) if now.organisation_id else 0
        self.place_box.setCurrentIndex(max(0, row))
        self.put(
            self.field("name", "&Name", self.name_edit),
            self.field("place", "&Part of", self.place_box),
        )
        self.heads_edit = QLineEdit(str(now.heads) if now.heads is not None else "")
        self.put(
            self.field("heads", "&How many work there", self.heads_edit, optional=True,
                       hint="Only where no staff list names them all: the rest is counted as "
                            "without a record.")
        )  # fmt: skip
        self.note_edit = QLineEdit(now.note)
        self.put(self.field("note", "N&ote", self.note_edit, optional=True))
        self.write = self._write
        self.end("&Keep" if known else "&Add department")
        self.name_edit.setFocus()

    def wrong(self) -> Mapping[str, str]:
        """Say what is missing or wrong."""
        typed = self.heads_edit.text().strip().replace(",", "")
        return {
            "name": "" if self.name_edit.text().strip() else "It needs a name.",
            "heads": "" if not typed or typed.isdigit() else "That is no number of people.",
        }

    def _write(self) -> None:
        typed = self.heads_edit.text().strip().replace(",", "")
        heads = int(typed) if typed else None
        departments, now = self._around.services.departments, self._known
        name, note = self.name_edit.text().strip(), self.note_edit.text().strip()
        place, today = self.place_box.currentData(), self._around.clock.today()
        if now is None:
            told = today if heads is not None else None
            departments.add(NewDepartment(name, place, heads, told, note))
            return
        parts: dict[str, object] = {"name": name, "organisation_id": place, "note": note}
        if heads != now.heads:
            parts |= {"heads": heads, "heads_on": today if heads is not None else None}
        departments.change(now.id, **parts)


class RoleDialog(EntryDialog):
    """Asks for a role."""

    def __init__(
        self, around: Around, known: Role | None = None, parent: QWidget | None = None
    ) -> None:
        key = f"training/role/{known.id if known else 0}"
        super().__init__("A role", around.desk, key, parent or around.owner, width=460)
        self.say(known.title if known else "Which role is it?", "As staff lists call it.")
        self._around, self._known = around, known
        self.title_edit = QLineEdit(known.title if known else "")
        self.put(self.field("title", "&Title", self.title_edit))
        self.write = self._write
        self.end("&Keep" if known else "&Add role")
        self.title_edit.setFocus()

    def wrong(self) -> Mapping[str, str]:
        """Say that a title is needed."""
        return {"title": "" if self.title_edit.text().strip() else "It needs a title."}

    def _write(self) -> None:
        title = self.title_edit.text().strip()
        roles = self._around.services.roles
        if self._known is None:
            roles.add(title)
        elif title != self._known.title:
            roles.rename(self._known.id, title)


def _count(
    around: Around, of: Callable[[tuple[int | None, int | None]], int | None]
) -> dict[int, int]:
    found: dict[int, int] = {}
    for pair, count in around.services.people.counts().items():
        key = of(pair)
        if key is not None:
            found[key] = found.get(key, 0) + count
    return found


def _told(one: Department) -> str:
    told = [one.organisation] if one.organisation else []
    if one.heads is not None:
        on = f", told {say_short(one.heads_on)}" if one.heads_on else ""
        told.append(f"{one.heads:,} people work there{on}")
    if one.note:
        told.append(one.note)
    return " · ".join(told)
