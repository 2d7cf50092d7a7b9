"""Takes the register of referrals out as a workbook."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QCheckBox, QWidget

from prevent_desk.core.dates import say_short
from prevent_desk.outgoing.dialog import TakeOutDialog
from prevent_desk.outgoing.records import Prepared
from prevent_desk.outgoing.sheet_view import SheetView
from prevent_desk.referrals.exports.kinds import REGISTER
from prevent_desk.referrals.model.papers.register import Register, RegisterRow
from prevent_desk.referrals.ui.around import Around
from prevent_desk.referrals.ui.papers.dialog import Make
from prevent_desk.ui.forms import Form
from prevent_desk.ui.jobs import Report, Stopped, Work
from prevent_desk.ui.tables import Column
from prevent_desk.ui.widgets.date_edit import DateEdit
from prevent_desk.ui.widgets.form_field import FormField
from prevent_desk.workers import child


class RegisterFields(Form):
    """forms/referrals/register_fields.ui."""

    ui = "referrals/register_fields.ui"
    since_field: FormField
    until_field: FormField
    names_check: QCheckBox


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the fields ask for; equal wishes make equal files."""

    marking: str
    since: date | None
    until: date | None
    with_names: bool


class RegisterDialog(TakeOutDialog):
    """Takes the register out, protected unless that is turned off."""

    def __init__(
        self, around: Around, parent: QWidget | None = None, *, make: Make = child.run
    ) -> None:
        """Begin with everything, without names.

        Args:
            around: Services, shell and clock.
            parent: The page; the room itself where none is given.
            make: Makes the file; replaced in tests.
        """
        super().__init__(
            "Take the register out",
            "Referrers are not in it.",
            around.desk,
            around.clock,
            parent or around.owner,
            may_protect=True,
        )
        self._around, self._make = around, make
        self._build()
        self.begin()

    def wanted(self) -> Wanted:
        """Return what the fields ask for."""
        return Wanted(
            self.marking(),
            self.since_edit.day(),
            self.until_edit.day(),
            self.fields.names_check.isChecked(),
        )

    def kind_words(self) -> str:
        """Return what the file is called."""
        return "register of referrals"

    def suffix(self) -> str:
        """Return the end of the file's name."""
        return ".xlsx"

    def in_the_way(self) -> str:
        """Return why no register can be made of a period that ends before it begins."""
        since, until = self.since_edit.day(), self.until_edit.day()
        if since and until and until < since:
            return "The period ends before it begins."
        return ""

    def work(self) -> Work[Prepared]:
        """Return the work of making the workbook."""
        wanted, registers, make = self.wanted(), self._around.services.registers, self._make
        export_id, practice = self._id, self._desk.is_practice()

        def work(report: Report, stopped: Stopped) -> Prepared:
            register = registers.register(
                since=wanted.since,
                until=wanted.until,
                with_names=wanted.with_names,
                marking=wanted.marking,
                export_id=export_id,
                practice=practice,
            )
            data = make(REGISTER, (register,), report=report, stopped=stopped)
            return Prepared(wanted, data, (), 0, register)

        return work

    def note_saved(self, prepared: Prepared) -> None:
        """Note in the audit trail that it was taken out."""
        wanted = self.wanted()
        registers = self._around.services.registers
        registers.note_export(self._id, wanted.marking, with_names=wanted.with_names)

    def show_contents(self, prepared: Prepared) -> QWidget:
        """Show what it counts, and its first lines."""
        register = prepared.contents
        if isinstance(register, Register):
            self.sheet.show_register(register)
        return self.sheet

    def take_fields(self) -> bool:
        """Take in the day that is being typed."""
        for edit in (self.since_edit, self.until_edit):
            if not edit.take():
                edit.setFocus()
                return False
        return True

    def _build(self) -> None:
        form = self.build_frame()
        self.fields = fields = RegisterFields(form.own_pane)
        self.since_edit, self.until_edit = DateEdit(self._clock.today), DateEdit(self._clock.today)
        for edit, field in (
            (self.since_edit, fields.since_field),
            (self.until_edit, fields.until_field),
        ):
            field.set_editor(edit)
            edit.date_chosen.connect(self.changed)
            edit.refused.connect(field.set_error)
        fields.names_check.toggled.connect(self.changed)
        self.sheet = RegisterView()
        form.preview_stack.addWidget(self.sheet)


class RegisterView(SheetView):
    """What the workbook will hold: its counts, and its first lines."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("First lines of the register", parent)

    def show_register(self, register: Register) -> None:
        """Show a register."""
        count = len(register.rows)
        lines = "1 line" if count == 1 else f"{count:,} lines"
        columns = [
            Column[RegisterRow]("Reference", lambda row: row.ref),
            Column[RegisterRow]("Received", lambda row: say_short(row.received)),
            Column[RegisterRow]("Sector", lambda row: row.sector),
            Column[RegisterRow]("Concern", lambda row: row.concern),
            Column[RegisterRow]("State", lambda row: row.state.words),
            Column[RegisterRow]("Outcome", lambda row: row.outcome),
        ]
        if register.with_names:
            columns.insert(1, Column[RegisterRow]("About", lambda row: row.names))
        self.show_rows(f"{lines}: {register.counts.said}", columns, register.rows)
