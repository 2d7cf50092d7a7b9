"""What is said of a piece of evidence: title, note, day, and what it counts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from prevent_desk.core.errors import DeskError
from prevent_desk.core.kept_file import say_size
from prevent_desk.plan.model.library.evidence import Piece, Sort
from prevent_desk.ui.widgets.date_edit import DateEdit
from prevent_desk.ui.widgets.dialog import Dialog
from prevent_desk.ui.widgets.editors import Combo, TextEdit
from prevent_desk.ui.widgets.form_field import FormField


@dataclass(frozen=True, slots=True)
class GivenEvidence:
    """The dialog's fields.

    Attributes:
        number: What it counts, or None.
        criterion_id: The criterion it shall serve, or None for the action as a whole.
    """

    title: str
    note: str
    on: date | None
    number: int | None
    criterion_id: int | None


class EvidenceDialog(Dialog):
    """Makes a note, or changes what is said of a piece; what does not fit is said at its field.

    Attributes:
        write: Writes what was given; a refusal of it is shown and the dialog stays open.
    """

    def __init__(
        self,
        today: Callable[[], date],
        piece: Piece | None,
        criteria: Sequence[tuple[int, str]] = (),
        parent: QWidget | None = None,
    ) -> None:
        """Make it; with `criteria` (keys and words) a new note may serve one of them."""
        super().__init__(
            "Edit evidence" if piece else "New note",
            _consequence(piece),
            parent=parent.window() if parent else None,
            width=560,
        )
        self.write: Callable[[GivenEvidence], None] = lambda _given: None
        is_record = piece is not None and piece.sort is Sort.RECORD
        self.title_edit = QLineEdit(piece.title if piece else "")
        self.title_edit.setReadOnly(is_record)
        self.note_edit = TextEdit(piece.note if piece else "", lines=3, most_lines=8)
        self.on_edit = DateEdit(today)
        self.on_edit.set_day(piece.on if piece else today())
        self.on_edit.setReadOnly(is_record)
        number = piece.own_number if piece else None
        self.number_edit = QLineEdit("" if number is None else str(number))
        self.number_edit.setPlaceholderText("12")
        self.title_field = FormField("&Title", self.title_edit)
        self.note_field = FormField("&Note", self.note_edit, optional=True)
        self.on_field = FormField("&Day", self.on_edit, optional=True)
        self.number_field = FormField("&Counts", self.number_edit, optional=True)
        self.on_edit.refused.connect(self.on_field.set_error)
        self.criterion_combo = Combo()
        self.criterion_combo.addItem("The whole action", None)
        for key, words in criteria:
            self.criterion_combo.addItem(words if len(words) <= 70 else f"{words[:68]}…", key)
        self.criterion_field = FormField("Evidence &for", self.criterion_combo)
        self.criterion_field.setVisible(bool(criteria))
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self.on_field, 1)
        row.addWidget(self.number_field, 1)
        for field in (self.title_field, self.note_field):
            self.body.addWidget(field)
        self.body.addLayout(row)
        self.body.addWidget(self.criterion_field)
        self.add_cancel()
        self.add_verb("Keep" if piece else "Add note", accepts=False).clicked.connect(self._check)
        self.note_edit.finished.connect(self._check)
        (self.number_edit if is_record else self.title_edit).setFocus()

    def _check(self) -> None:
        if not self.on_edit.take():
            self.on_edit.setFocus()
            return
        typed = self.number_edit.text().replace(",", "").strip()
        if typed and not (typed.isascii() and typed.isdecimal() and len(typed) <= 9):
            self.number_field.set_error("A whole number in digits: 12")
            self.number_edit.setFocus()
            return
        given = GivenEvidence(
            self.title_edit.text().strip(),
            self.note_edit.toPlainText().strip(),
            self.on_edit.day(),
            int(typed) if typed else None,
            self.criterion_combo.currentData(),
        )
        try:
            self.write(given)
        except DeskError as error:
            self.title_field.set_error(error.sentence())
            self.title_edit.setFocus()
            return
        self.accept()


def _consequence(piece: Piece | None) -> str:
    if piece is None:
        return "What was seen or done. A number counts towards the measure it is linked to."
    if piece.file is not None:
        return f"A file of {say_size(piece.file.size)}, kept in the vault as “{piece.file.name}”."
    if piece.sort is Sort.RECORD:
        return "A record of the desk; its title and day are its own."
    return ""
