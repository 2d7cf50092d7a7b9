"""The review of a trial: the form of questions, its day, whether it is looked at again."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QFileDialog, QFrame, QScrollArea, QVBoxLayout, QWidget

from prevent_desk import paths
from prevent_desk.contacts.ui.drafted_dialog import Keeping
from prevent_desk.core.dates import say_date
from prevent_desk.core.questionnaire import Answers
from prevent_desk.logbook.model.counted import NOT_KNOWN, Count, How
from prevent_desk.logbook.ui.entry_dialog import EntryDialog
from prevent_desk.training.model.copies import Loan
from prevent_desk.training.reading.trial_copies import TrialReturn, read_trial
from prevent_desk.training.ui.around import Around
from prevent_desk.ui import jobs, messages, theme
from prevent_desk.ui.jobs import Job, Report, Stopped
from prevent_desk.ui.questionnaire import FormView
from prevent_desk.ui.widgets.banner import Banner
from prevent_desk.ui.widgets.button import Button
from prevent_desk.ui.widgets.date_edit import DateEdit
from prevent_desk.ui.widgets.dialog import Dialog

_WIDTH, _HEIGHT = 680, 520
_FOLDER, _KINDS = "import/folder", "Forms (*.pdf);;All files (*)"


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
        self._around, self._loan = around, loan
        self._job: Job[TrialReturn] | None = None
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
        form_field = self.field("form", "What the holder says", self.form_edit)
        self.read_button = Button("Fill in &from a form that came back…", "file-input",
                                  kind="link", small=True)  # fmt: skip
        form_field.add_beside(self.read_button)
        self.banner = Banner()
        self.banner.hide()
        self.body.insertWidget(0, self.banner)
        self.put(form_field)
        self.reached_check = QCheckBox("&Note these people as reached")
        self.reached_check.setChecked(not loan.reached.records)
        self.put(
            self.field("reached", "Total of people", self.reached_check, optional=True,
                       hint="Untick it where they are among those told before")
        )  # fmt: skip
        self.read_button.clicked.connect(self._choose)
        self.end("&Keep the review")
        self.write = self._write
        first = next(form.questions(), None)
        if first is not None:
            self.form_edit.view.go_to(first.key)

    def wrong(self) -> Mapping[str, str]:
        """Want a day and an answer."""
        return {
            "on": "" if self.on_edit.day() else "On which day?",
            "form": "" if self.form_edit.view.answers() else "Answer at least one question.",
        }

    def reached(self) -> Count:
        """Return whom the holder says they reached, where it is to be noted."""
        told = self.form_edit.view.answers().get("people")
        if not self.reached_check.isChecked() or not isinstance(told, str) or not told.isdecimal():
            return NOT_KNOWN
        return Count(int(told), How.ESTIMATED)

    def _write(self) -> None:
        self._around.services.copies.review(
            self._loan.id, self.on_edit.day() or self._around.clock.today(),
            self.form_edit.view.answers(), self.again_edit.day(), self.reached(),
        )  # fmt: skip

    def read_form(self, path: Path) -> None:
        """Fill the answers in from a form that came back; nothing is kept before the button."""
        if self._job is not None:
            return
        today = self._around.clock.today()

        def work(report: Report, stopped: Stopped) -> TrialReturn:
            return read_trial(path, today, report=report, stopped=stopped)

        self.read_button.setEnabled(False)
        self._job = jobs.run(work, self, done=self._was_read, failed=self._not_read)

    def _choose(self) -> None:
        start = str(self._around.desk.setting(_FOLDER, "") or paths.documents())
        name, _kind = QFileDialog.getOpenFileName(self, "The form that came back", start, _KINDS)
        if name:
            self._around.desk.remember(_FOLDER, str(Path(name).parent))
            self.read_form(Path(name))

    def _was_read(self, found: TrialReturn) -> None:
        self._end_reading()
        told = []
        if found.mark and found.mark != self._loan.mark:
            number = found.mark.removeprefix("copy-")
            told.append(f"This form was sent for copy {number}, not for copy {self._loan.number}.")
        if found.unplaced:
            told.append(f"Not an answer, and left out: {'; '.join(found.unplaced)}.")
        self.banner.show_text(
            " ".join(told) or "The answers of the form stand below.",
            "amber" if told else "green",
        )
        self.form_edit.view.set_answers(found.answers)
        self.form_edit.edited.emit()

    def _not_read(self, error: BaseException) -> None:
        self._end_reading()
        told = messages.words_for(error)
        self.banner.show_text(f"{told.title} {told.words}".strip(), "red")

    def _end_reading(self) -> None:
        self._job = None
        self.read_button.setEnabled(True)

    def done(self, result: int) -> None:
        """Close; a form still being read is let go."""
        if self._job is not None:
            self._job.forget()
            self._job = None
        super().done(result)


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
