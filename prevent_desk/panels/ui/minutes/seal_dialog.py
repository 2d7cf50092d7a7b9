"""Asks how the chair approved the minutes, shows what is still open, and seals them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from prevent_desk.core.clock import Clock
from prevent_desk.panels.model.minutes import MinutesDraft
from prevent_desk.panels.model.sealing import Approval
from prevent_desk.panels.ui.minutes.names_box import NamesBox
from prevent_desk.ui import jobs, messages
from prevent_desk.ui.jobs import Report, Stopped
from prevent_desk.ui.widgets.banner import Banner
from prevent_desk.ui.widgets.date_edit import DateEdit
from prevent_desk.ui.widgets.dialog import Dialog
from prevent_desk.ui.widgets.editors import Combo
from prevent_desk.ui.widgets.form_field import FormField
from prevent_desk.ui.widgets.progress_card import ProgressCard

_WAYS = ("by e-mail", "at the next panel", "in person", "by telephone, confirmed in writing")

Seal = Callable[[Approval, Report, Stopped], object]
"""Seals, beside the window."""


class SealDialog(Dialog):
    """Seals the minutes of one meeting; stays open while it does, and where it cannot."""

    def __init__(
        self, draft: MinutesDraft, clock: Clock, seal: Seal, parent: QWidget | None = None
    ) -> None:
        super().__init__("Approve and seal", parent=parent.window() if parent else None, width=560)
        self.say(
            "Approve and seal these minutes?",
            "Their words are frozen and get a fingerprint; PDF and Word are kept in the vault. "
            "Later changes are dated addenda.",
        )
        self._seal, self._clock = seal, clock
        self._job: jobs.Job[object] | None = None
        self._say_gaps(draft)
        self._build_fields(draft)
        self.names = NamesBox()
        self.body.addWidget(self.names)
        self.names.show_names(draft.named)
        self.progress = ProgressCard()
        self.progress.hide()
        self.progress.cancelled.connect(self._cancel)
        self.body.addWidget(self.progress)
        self.add_cancel()
        self.seal_button = self.add_verb("&Seal", accepts=False)
        self.seal_button.clicked.connect(self.seal)
        # Not its button: a space typed into what is thought to be a field would seal for good.
        self.by_edit.setFocus()

    def approval(self) -> Approval:
        """Return what is said of the approval."""
        return Approval(
            self.on_edit.day() or self._clock.today(),
            " ".join(self.by_edit.text().split()),
            " ".join(self.how_combo.currentText().split()),
            self.names.let_stand(),
        )

    def seal(self) -> None:
        """Seal them; the dialog closes when it is done."""
        if self._job is not None or not self._fields_hold():
            return
        approval = self.approval()
        self.seal_button.setEnabled(False)
        self.progress.start("Sealing the minutes", "Cancel leaves the draft as it is.")

        def work(report: Report, stopped: Stopped) -> object:
            return self._seal(approval, report, stopped)

        self._job = jobs.run(
            work,
            self,
            done=lambda _key: self._done(),
            failed=self._failed,
            progress=self.progress.report,
            cancelled=self._ended,
        )

    def done(self, result: int) -> None:
        """Close; what is under way is stopped, and nothing is sealed by it."""
        if self._job is not None:
            self._job.cancel()
        super().done(result)

    # Inside

    def _say_gaps(self, draft: MinutesDraft) -> None:
        count = len(draft.gaps)
        self.banner = Banner()
        if count:
            words = (
                "1 thing is missing. It is printed as “Not recorded”."
                if count == 1
                else f"{count} things are missing. They are printed as “Not recorded”."
            )
            self.banner.show_text(words, "amber")
        else:
            self.banner.hide()
        self.body.addWidget(self.banner)

    def _build_fields(self, draft: MinutesDraft) -> None:
        self.on_edit = DateEdit(self._clock.today)
        self.on_edit.set_day(self._clock.today())
        self.on_field = FormField("Approved &on", self.on_edit)
        self.on_edit.refused.connect(self.on_field.set_error)
        self.by_edit = QLineEdit(draft.meeting.chair)
        self.by_field = FormField(
            "Approved &by", self.by_edit, hint="The chair, or who sat for it."
        )
        self.how_combo: QComboBox = Combo()
        self.how_combo.setEditable(True)
        self.how_combo.addItems(list(_WAYS))
        self.how_field = FormField("&How", self.how_combo)
        for field in (self.on_field, self.by_field, self.how_field):
            self.body.addWidget(field)

    def _fields_hold(self) -> bool:
        if not self.on_edit.take():
            self.on_edit.setFocus()
            return False
        for field, words, edit in (
            (self.by_field, self.by_edit.text(), self.by_edit),
            (self.how_field, self.how_combo.currentText(), self.how_combo),
        ):
            if not words.strip():
                field.set_error("Say who approved them, and how.")
                edit.setFocus(Qt.FocusReason.OtherFocusReason)
                return False
        return True

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _done(self) -> None:
        self._job = None
        self.accept()

    def _failed(self, error: BaseException) -> None:
        self._ended()
        messages.show_failure(self, error)

    def _ended(self) -> None:
        self._job = None
        self.progress.finish()
        self.progress.hide()
        self.seal_button.setEnabled(True)
