"""Takes out what partners report with: a fillable PDF for one sighting, a workbook for many."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from prevent_desk.community.exports import sighting_form
from prevent_desk.community.exports.sighting_form import SightingFormOrder
from prevent_desk.community.exports.sighting_orders import BOOK, ROWS, SightingBookOrder
from prevent_desk.community.model.report_parts import HEADINGS, Part
from prevent_desk.community.reading.sighting_reports import FORM
from prevent_desk.community.ui.around import Around
from prevent_desk.exports import preview
from prevent_desk.exports.form_paper import FormPaper
from prevent_desk.exports.pdf.made import Made
from prevent_desk.outgoing.dialog import TakeOutDialog
from prevent_desk.outgoing.records import Prepared
from prevent_desk.outgoing.sheet_view import SheetView
from prevent_desk.readers import shipped
from prevent_desk.ui.jobs import Report, Stopped, Work
from prevent_desk.ui.tables import Column
from prevent_desk.ui.widgets.editors import ComboPicker
from prevent_desk.ui.widgets.form_field import FormField
from prevent_desk.ui.widgets.segmented import Choice, Segmented
from prevent_desk.workers import child

Make = Callable[..., bytes]
"""`workers.child.run`: (target, payload, *, report, stopped) to the answer's bytes."""

_OFFICE, _SEND_TO = "community/form/office", "community/form/send_to"


class Shape(Enum):
    """What partners report with: label, words of the file's name, its ending."""

    FILLABLE = ("Fillable PDF", "sighting report", ".pdf")
    PEN = ("For the pen", "sighting report to print", ".pdf")
    BOOK = ("Workbook", "sightings workbook", ".xlsx")

    def __init__(self, label: str, words: str, suffix: str) -> None:
        self.label, self.words, self.suffix = label, words, suffix


_SHAPES = {shape.name: shape for shape in Shape}


class BlankDialog(TakeOutDialog):
    """Makes a blank report. It holds no name, so no password is offered."""

    def __init__(
        self, around: Around, parent: QWidget | None = None, *, make: Make = child.run
    ) -> None:
        """Begin with the fillable PDF.

        Args:
            around: Services, shell and clock.
            parent: The room itself where none is given.
            make: Makes the file; replaced in tests.
        """
        super().__init__(
            "Take out a blank report of sightings",
            "Partners fill it and send it back; the filled file is read in here.",
            around.desk,
            around.clock,
            parent or around.owner,
        )
        self._around, self._make = around, make
        self._build()
        self.begin()

    def wanted(self) -> tuple[Shape, str, str, str, str]:
        """Return what the fields ask for."""
        return (
            self.shape(),
            self.marking(),
            " ".join(self.office_edit.text().split()),
            " ".join(self.send_to_edit.text().split()),
            self.partner_box.currentText() if self.partner_box.value() is not None else "",
        )

    def shape(self) -> Shape:
        """Return what is made."""
        return _SHAPES[self.shape_choice.value()]

    def kind_words(self) -> str:
        """Return what the file is called."""
        return self.shape().words

    def suffix(self) -> str:
        """Return the end of the file's name."""
        return self.shape().suffix

    def work(self) -> Work[Prepared]:
        """Return the work of making it."""
        wanted, make = self.wanted(), self._make
        shape, marking, office, send_to, partner = wanted
        lists = dict(shipped.vocabularies())
        paper = FormPaper(
            f"{marking} when completed",
            self._clock.now(),
            office=office,
            send_to=send_to,
            notice="Practice desk" if self._desk.is_practice() else "",
        )

        def work(report: Report, stopped: Stopped) -> Prepared:
            if shape is Shape.BOOK:
                book = SightingBookOrder(lists, paper, partner)
                made = make(BOOK, (book,), report=report, stopped=stopped)
                return Prepared(wanted, made, (), 0)
            form = SightingFormOrder(
                shipped.questionnaires()[FORM, "1"], lists, paper, shape is Shape.FILLABLE
            )
            told = Made.unpacked(
                make(sighting_form.TARGET, (form,), report=report, stopped=stopped)
            )
            return Prepared(wanted, told.pdf, told.warnings, preview.page_count(told.pdf))

        return work

    def show_contents(self, prepared: Prepared) -> QWidget:
        """Show the columns of the workbook."""
        _shape, _marking, _office, _send_to, partner = self.wanted()
        columns: list[Column[str]] = [
            Column(
                heading,
                (lambda row: row) if part is Part.ORGANISATION else (lambda _row: ""),
            )
            for part, heading in HEADINGS.items()
        ]
        facts = f"{ROWS} rows to fill, with lists for what was seen, ward and theme"
        self.sheet.show_rows(facts, columns, [partner] * 8)
        return self.sheet

    def note_saved(self, prepared: Prepared) -> None:
        """Note in the audit trail that a form was taken out, and remember whose it was."""
        shape, marking, office, send_to, _partner = self.wanted()
        self._around.services.sightings.note_export(shape.words, self._id, marking, 0)
        self._desk.remember(_OFFICE, office)
        self._desk.remember(_SEND_TO, send_to)

    def _build(self) -> None:
        form = self.build_frame()
        column = QVBoxLayout(form.own_pane)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        self.shape_choice = Segmented()
        self.shape_choice.set_choices([Choice(shape.name, shape.label) for shape in Shape])
        self.shape_choice.set_value(Shape.FILLABLE.name)
        self.office_edit = QLineEdit(str(self._desk.setting(_OFFICE, "")))
        self.send_to_edit = QLineEdit(str(self._desk.setting(_SEND_TO, "")))
        self.partner_box = ComboPicker("Partner", "Any partner", filters=False)
        self.partner_box.set_values(
            [(one.id, one.called) for one in self._around.services.contacts.organisations.all()]
        )
        self.sheet = SheetView("Columns of the workbook")
        form.preview_stack.addWidget(self.sheet)
        column.addWidget(FormField("&Kind", self.shape_choice))
        column.addWidget(FormField("&Office", self.office_edit, optional=True))
        column.addWidget(
            FormField("Send it &to", self.send_to_edit, optional=True,
                      hint="Stands in the instructions: an address or a team")
        )  # fmt: skip
        self.partner_field = FormField(
            "&For", self.partner_box, hint="Its name is filled into the rows"
        )
        column.addWidget(self.partner_field)
        self.partner_field.hide()
        self.shape_choice.chosen.connect(self._shape_chosen)
        self.partner_box.picked.connect(self.changed)
        for edit in (self.office_edit, self.send_to_edit):
            edit.setMaxLength(120)
            edit.textChanged.connect(self.changed)

    def _shape_chosen(self, *_: object) -> None:
        self.partner_field.setVisible(self.shape() is Shape.BOOK)
        self.name_kind()
        self.changed()
