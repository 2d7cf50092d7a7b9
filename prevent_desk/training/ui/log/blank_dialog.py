"""Takes a session's blank feedback forms out: to fill on a screen, to print, one file for many."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from prevent_desk.exports import preview
from prevent_desk.exports.form_paper import FormPaper
from prevent_desk.exports.pdf.made import Made
from prevent_desk.outgoing.dialog import TakeOutDialog
from prevent_desk.outgoing.records import Prepared
from prevent_desk.outgoing.sheet_view import SheetView
from prevent_desk.readers import shipped
from prevent_desk.training.exports.feedback_forms import (
    ROWS,
    TARGET,
    FeedbackOrder,
    FormShape,
)
from prevent_desk.training.model.feedback_returns import mark_of
from prevent_desk.training.model.sessions import TrainingSession
from prevent_desk.training.ui.around import Around
from prevent_desk.ui.jobs import Report, Stopped, Work
from prevent_desk.ui.tables import Column
from prevent_desk.ui.widgets.editors import Combo
from prevent_desk.ui.widgets.form_field import FormField
from prevent_desk.workers import child

Make = Callable[..., bytes]
"""`workers.child.run`: (target, payload, *, report, stopped) to the answer's bytes."""

_OFFICE, _SEND_TO = "training/form/office", "training/form/send_to"


class BlankFeedbackDialog(TakeOutDialog):
    """Makes a blank form. It holds no name, so no password is offered."""

    def __init__(
        self,
        around: Around,
        session: TrainingSession,
        parent: QWidget | None = None,
        *,
        make: Make = child.run,
    ) -> None:
        """Begin with the fillable PDF.

        Args:
            around: Services, shell and clock.
            session: Whose feedback it asks; a filled form is known as its own when it comes back.
            parent: The room itself where none is given.
            make: Makes the file; replaced in tests.
        """
        super().__init__(
            "Take blank feedback forms out",
            f"{session.called}, {session.when}. Forms that come back are taken in here; nobody "
            "is named in them.",
            around.desk,
            around.clock,
            parent or around.owner,
        )
        self._around, self._session, self._make = around, session, make
        self._build()
        self.begin()

    def wanted(self) -> tuple[FormShape, str, str, str]:
        """Return what the fields ask for."""
        return (
            self.shape(),
            self.marking(),
            " ".join(self.office_edit.text().split()),
            " ".join(self.send_to_edit.text().split()),
        )

    def shape(self) -> FormShape:
        """Return what is made."""
        return FormShape[self.shape_box.currentData()]

    def kind_words(self) -> str:
        """Return what the file is called."""
        return self.shape().words

    def suffix(self) -> str:
        """Return the end of the file's name."""
        return self.shape().suffix

    def work(self) -> Work[Prepared]:
        """Return the work of making it."""
        wanted, make, one = self.wanted(), self._make, self._session
        shape, marking, office, send_to = wanted
        paper = FormPaper(
            f"{marking} when completed",
            self._clock.now(),
            office=office,
            send_to=send_to,
            notice="Practice desk" if self._desk.is_practice() else "",
            mark=mark_of(one.id),
            filled_by=f"{one.called}, {one.when}",
        )
        form = self._around.services.feedback.form()
        order = FeedbackOrder(form, dict(shipped.vocabularies()), paper, shape.name)

        def work(report: Report, stopped: Stopped) -> Prepared:
            made = make(TARGET, (order,), report=report, stopped=stopped)
            if not shape.is_pdf:
                return Prepared(wanted, made, (), 0)
            told = Made.unpacked(made)
            return Prepared(wanted, told.pdf, told.warnings, preview.page_count(told.pdf))

        return work

    def show_contents(self, prepared: Prepared) -> QWidget:
        """Show what the workbook asks."""
        questions = list(self._around.services.feedback.form().questions())
        if self.shape() is FormShape.BOOK:
            columns: list[Column[str]] = [
                Column("Question", lambda row: row), Column("Your answer", lambda _row: ""),
            ]  # fmt: skip
            facts = f"{len(questions)} questions, with lists to choose from"
            self.sheet.show_rows(facts, columns, [question.text for question in questions])
            return self.sheet
        headed: list[Column[str]] = [
            Column(question.text, lambda _row: "") for question in questions
        ]
        self.sheet.show_rows(
            f"{ROWS} rows to fill, one for each person, with lists to choose from", headed, [""] * 8
        )
        return self.sheet

    def note_saved(self, prepared: Prepared) -> None:
        """Note in the audit trail that a form was taken out, and remember whose it was."""
        shape, marking, office, send_to = self.wanted()
        self._around.services.sessions.note_export(self._session.id, shape.words, self._id, marking)
        self._desk.remember(_OFFICE, office)
        self._desk.remember(_SEND_TO, send_to)

    def _build(self) -> None:
        form = self.build_frame()
        column = QVBoxLayout(form.own_pane)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        self.shape_box = Combo()
        for shape in FormShape:
            self.shape_box.addItem(shape.label, shape.name)
        self.office_edit = QLineEdit(str(self._desk.setting(_OFFICE, "")))
        self.send_to_edit = QLineEdit(str(self._desk.setting(_SEND_TO, "")))
        self.sheet = SheetView("What the workbook asks")
        form.preview_stack.addWidget(self.sheet)
        column.addWidget(FormField("&Kind", self.shape_box))
        column.addWidget(FormField("&Office", self.office_edit, optional=True))
        column.addWidget(
            FormField("Send it &to", self.send_to_edit, optional=True,
                      hint="Stands in the instructions: an address or a team")
        )  # fmt: skip
        self.shape_box.currentIndexChanged.connect(self._shape_chosen)
        for edit in (self.office_edit, self.send_to_edit):
            edit.setMaxLength(120)
            edit.textChanged.connect(self.changed)

    def _shape_chosen(self, *_: object) -> None:
        self.name_kind()
        self.changed()
