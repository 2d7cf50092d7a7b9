"""Takes the referral form out, to be filled by somebody else: as a PDF, in Word, by pen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from prevent_desk.exports import preview
from prevent_desk.exports.form_paper import FormPaper
from prevent_desk.exports.pdf.made import Made
from prevent_desk.outgoing.dialog import TakeOutDialog
from prevent_desk.outgoing.records import Prepared
from prevent_desk.referrals.exports.form_orders import (
    TARGET,
    FormOrder,
    Shape,
    blank_marking,
)
from prevent_desk.referrals.service.forms import REFERRAL
from prevent_desk.referrals.ui.around import Around
from prevent_desk.ui.jobs import Report, Stopped, Work
from prevent_desk.ui.widgets.form_field import FormField
from prevent_desk.ui.widgets.segmented import Choice, Segmented
from prevent_desk.workers import child

Make = Callable[..., bytes]
"""`workers.child.run`: (target, payload, *, report, stopped) to the answer's bytes."""

_OFFICE, _SEND_TO = "referrals/form/office", "referrals/form/send_to"
_ICONS = {Shape.FILLABLE: "file-pen", Shape.WORD: "file-text", Shape.PEN: "pencil"}
_SHAPES = {shape.name: shape for shape in Shape}


class BlankDialog(TakeOutDialog):
    """Makes a blank referral form. It holds no name, so no password is offered."""

    def __init__(
        self, around: Around, parent: QWidget | None = None, *, make: Make = child.run
    ) -> None:
        """Begin with the fillable PDF.

        Args:
            around: Services, shell and clock.
            parent: The page; the room itself where none is given.
            make: Makes the file; replaced in tests.
        """
        super().__init__(
            "Take out a blank referral form",
            "Filled on a screen or by pen; a filled PDF or Word form is taken in again here.",
            around.desk,
            around.clock,
            parent or around.owner,
        )
        self._around, self._make = around, make
        self._build()
        self.begin()

    def wanted(self) -> tuple[Shape, str, str, str]:
        """Return what the fields ask for."""
        return (
            self.shape(),
            self.marking(),
            " ".join(self.office_edit.text().split()),
            " ".join(self.send_to_edit.text().split()),
        )

    def shape(self) -> Shape:
        """Return what the form is taken out as."""
        return _SHAPES[self.shape_choice.value()]

    def kind_words(self) -> str:
        """Return what the file is called."""
        return self.shape().words

    def suffix(self) -> str:
        """Return the end of the file's name."""
        return self.shape().suffix

    def work(self) -> Work[Prepared]:
        """Return the work of making the form, and the pages that show it."""
        wanted, make = self.wanted(), self._make
        shape, marking, office, send_to = wanted
        forms = self._around.services.forms
        paper = FormPaper(
            blank_marking(marking),
            self._clock.now(),
            office=office,
            send_to=send_to,
            notice="Practice desk" if self._desk.is_practice() else "",
        )
        order = FormOrder(shape, forms.form(REFERRAL), dict(forms.vocabularies()), paper)

        def work(report: Report, stopped: Stopped) -> Prepared:
            made = Made.unpacked(make(TARGET, (order,), report=report, stopped=stopped))
            shown = made
            if shape is Shape.WORD:
                # Word's own pages cannot be drawn here: the same questions on paper show them.
                alike = replace(order, shape=Shape.PEN)
                shown = Made.unpacked(make(TARGET, (alike,), report=report, stopped=stopped))
            pages = preview.page_count(shown.pdf)
            return Prepared(wanted, made.pdf, made.warnings, pages, None, shown.pdf)

        return work

    def note_saved(self, prepared: Prepared) -> None:
        """Note in the audit trail that a form was taken out, and remember whose it was."""
        shape, _marking, office, send_to = self.wanted()
        self._around.services.arrivals.note_form(shape.words, self._id)
        self._desk.remember(_OFFICE, office)
        self._desk.remember(_SEND_TO, send_to)

    def _build(self) -> None:
        form = self.build_frame()
        column = QVBoxLayout(form.own_pane)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        self.shape_choice = Segmented()
        self.shape_choice.set_choices(
            [Choice(shape.name, shape.label, _ICONS[shape]) for shape in Shape]
        )
        self.shape_choice.set_value(Shape.FILLABLE.name)
        self.office_edit = QLineEdit(str(self._desk.setting(_OFFICE, "")))
        self.send_to_edit = QLineEdit(str(self._desk.setting(_SEND_TO, "")))
        column.addWidget(FormField("&Kind", self.shape_choice))
        column.addWidget(FormField("&Office", self.office_edit, optional=True))
        column.addWidget(
            FormField(
                "Send it &to",
                self.send_to_edit,
                optional=True,
                hint="Stands in the instructions: an address or a team",
            )
        )
        self.shape_choice.chosen.connect(self._shape_chosen)
        for edit in (self.office_edit, self.send_to_edit):
            edit.setMaxLength(120)
            edit.textChanged.connect(self.changed)

    def _shape_chosen(self, *_: object) -> None:
        self.name_kind()
        self.changed()
