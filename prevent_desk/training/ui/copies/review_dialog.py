"""The review of a trial: the form of questions, its day, whether it is looked at again."""

from __future__ import annotations

import json
from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from prevent_desk.contacts.ui.drafted_dialog import Keeping
from prevent_desk.core.dates import say_date
from prevent_desk.core.questionnaire import Answers
from prevent_desk.logbook.ui.entry_dialog import EntryDialog
from prevent_desk.training.model.copies import Loan
from prevent_desk.training.ui.around import Around
from prevent_desk.ui import theme
from prevent_desk.ui.questionnaire import FormView
from prevent_desk.ui.widgets.date_edit import DateEdit
from prevent_desk.ui.widgets.dialog import Dialog

_WIDTH, _HEIGHT = 680, 520


class TrialEdit(Keeping):
    """The form as a field of a dialog, so that half-typed answers are kept.

    Attributes:
        view: The form.
    """

    def __init__(self, around: Around, answers: Answers, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = FormView(
            around.services.copies.form(), around.services.lists_of_terms(), answers,
            today=around.clock.today, flat=True,
        )  # fmt: skip
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view)
        self.setFocusProxy(self.view)
        self.view.typed.connect(lambda _signs: self.edited.emit())

    def kept_text(self) -> str:
        """Return the answers, for a draft."""
        answers = self.view.answers()
        return json.dumps(answers) if answers else ""

    def set_kept_text(self, text: str) -> None:
        """Bring back what a draft kept."""
        try:
            self.view.set_answers(json.loads(text) if text else {})
        except ValueError:
            self.view.set_answers({})

    def take(self) -> bool:
        """Read every answer; go to the first that is not well formed."""
        found = self.view.check()
        if found:
            self.view.go_to(found[0].key)
        return not found


class ReviewDialog(EntryDialog):
    """Reviews the trial of a copy."""

    def __init__(self, around: Around, loan: Loan) -> None:
        kept = f"training/loan/{loan.id}/review"
        super().__init__("Review the trial", around.desk, kept, around.owner, width=_WIDTH)
        self._loan = loan
        form = around.services.copies.form()
        due = f", due {say_date(loan.review)}" if loan.review else ""
        self.say(form.title, f"Copy {loan.number}: {loan.holder_words}{due}")
        same = loan.form_version == form.version
        self.form_edit = TrialEdit(around, loan.answers if same else {})
        self.on_edit = DateEdit(around.clock.today, is_past=True)
        self.on_edit.set_day(loan.reviewed or around.clock.today())
        self.again_edit = DateEdit(around.clock.today)
        self.put(
            self.field("on", "&Reviewed on", self.on_edit),
            self.field("again", "&Look again on", self.again_edit, optional=True,
                       hint="Empty: the trial is over"),
        )  # fmt: skip
        self.put(self.field("form", "What the holder says", self.form_edit))
        self.end("&Keep the review")
        self.write = lambda: around.services.copies.review(
            loan.id, self.on_edit.day() or around.clock.today(), self.form_edit.view.answers(),
            self.again_edit.day(),
        )  # fmt: skip
        first = next(form.questions(), None)
        if first is not None:
            self.form_edit.view.go_to(first.key)

    def wrong(self) -> Mapping[str, str]:
        """Want a day and an answer."""
        return {
            "on": "" if self.on_edit.day() else "On which day?",
            "form": "" if self.form_edit.view.answers() else "Answer at least one question.",
        }


class ReviewView(Dialog):
    """Shows a review as it was given."""

    def __init__(self, around: Around, loan: Loan) -> None:
        super().__init__("Review of a trial", parent=around.owner.window(), width=_WIDTH)
        form = around.services.copies.form(loan.form_version)
        line = max((one for one in loan.lines if one.kind == "reviewed"), default=None,
                   key=lambda one: (one.on, one.id))  # fmt: skip
        on = f", {say_date(line.on)}" if line else ""
        self.say(form.title, f"Copy {loan.number}: {loan.holder_words}{on}")
        self.view = FormView(
            form, around.services.lists_of_terms(), loan.answers, read_only=True, flat=True
        )
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(self.view)
        area.setMinimumHeight(theme.px(_HEIGHT // 2))
        area.setAccessibleName("The review")
        self.body.addWidget(area, 1)
        self.add_cancel("Close")
