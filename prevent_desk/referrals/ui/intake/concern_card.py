"""What the concern is: kind, when and how it is known, and the words; files that show it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from prevent_desk.core.questionnaire import Answer, Questionnaire
from prevent_desk.core.vocabulary import Vocabularies
from prevent_desk.referrals.model.intake import Draft, DraftFile
from prevent_desk.referrals.ui.intake import parts
from prevent_desk.referrals.ui.intake.card import IntakeCard
from prevent_desk.ui.questionnaire import FormView
from prevent_desk.ui.widgets.button import Button
from prevent_desk.ui.widgets.flow import FlowLayout

_WORDS = {
    "concern_type": {"text": "Kind of concern", "hint": ""},
    "known_how": {"text": "How it is known"},
    "noticed": {"text": "Date noticed"},
    "concern": {
        "text": "In their own words",
        "hint": "Write what was said, by whom, when. Your own view goes in a separate note.",
    },
    "urgency": {"hint": ""},
}


class ConcernCard(IntakeCard):
    """Asks for the concern, takes a pasted e-mail, lists the files.

    Signals:
        mail_asked: A pasted e-mail is to be taken in.
        files_asked: Files are to be chosen.
    """

    mail_asked = Signal()
    files_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("What is the concern?", parent=parent)
        self.paste_button = Button("Paste &e-mail", "clipboard-paste", small=True)
        self.paste_button.setToolTip("Ctrl+Shift+V")
        self.file_button = Button("A&ttach file…", "file-plus", small=True)
        self.paste_button.clicked.connect(self.mail_asked)
        self.file_button.clicked.connect(self.files_asked)
        self.head.addWidget(self.paste_button)
        self.head.addWidget(self.file_button)
        self.form: FormView | None = None
        self._files: list[DraftFile] = []
        self._strip = QWidget()
        self._flow = FlowLayout(self._strip)

    def use_form(
        self, form: Questionnaire, vocabularies: Vocabularies, today: Callable[[], date]
    ) -> None:
        """Ask the questions of a form."""
        shown = parts.reworded(parts.part(form, parts.CONCERN), _WORDS)
        self.form = self._add_form(
            FormView(shown, vocabularies, today=today, flat=True, parent=self)
        )
        self.column.addWidget(self._strip)

    def show_draft(self, draft: Draft) -> None:
        """Show what was told."""
        if self.form is not None:
            self.form.set_answers(parts.of(self.form.form, draft.answers))
        self._files = list(draft.files)
        self._show_files()

    def take_into(self, draft: Draft) -> Draft:
        """Return the draft with what was told."""
        told = self.form.answers() if self.form is not None else {}
        answers = parts.merged(draft.answers, self.form.form if self.form else None, told)
        return replace(draft, answers=answers, files=tuple(self._files))

    def begin(self) -> None:
        """Put the keyboard into the words: the caller is talking."""
        self.go_to("concern")

    def add_words(self, words: str) -> None:
        """Put words under those that stand in the concern."""
        if self.form is None or not words.strip():
            return
        stands = self.form.answer("concern")
        before = f"{stands.rstrip()}\n\n" if isinstance(stands, str) and stands.strip() else ""
        self.form.set_answer("concern", f"{before}{words.strip()}")
        self.changed.emit(len(words))

    def put(self, key: str, answer: Answer) -> None:
        """Answer a question where it has no answer yet."""
        if self.form is not None and not self.form.answer(key):
            self.form.set_answer(key, answer)
            self.changed.emit(1)

    def add_files(self, files: Sequence[DraftFile]) -> None:
        """List further files; one that is there already is not listed twice."""
        known = {one.file_id for one in self._files}
        self._files += [one for one in files if one.file_id not in known]
        self._show_files()
        self.changed.emit(0)

    def _remove_file(self, file: DraftFile) -> None:
        self._files = [one for one in self._files if one is not file]
        self._show_files()
        self.changed.emit(0)
        self.file_button.setFocus()

    def _show_files(self) -> None:
        while self._flow.count():
            widget = self._flow.takeAt(0).widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for file in self._files:
            icon = "mail" if file.kind == "mail" else "file-text"
            button = Button(file.title.replace("&", "&&"), icon, small=True)
            button.setToolTip("Press to leave it out")
            button.setAccessibleName(f"File {file.title}: press to leave it out")
            button.clicked.connect(partial(self._remove_file, file))
            self._flow.addWidget(button)
        self._strip.setVisible(bool(self._files))


def buttons_row(*buttons: Button) -> QHBoxLayout:
    """Return buttons side by side at the left."""
    row = QHBoxLayout()
    row.setSpacing(8)
    for button in buttons:
        row.addWidget(button)
    row.addStretch(1)
    return row
