"""Freezes a plan: under which stamp, as at which day, agreed by whom."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from prevent_desk.core.clock import Clock
from prevent_desk.core.dates import say_short
from prevent_desk.plan.model.records import PlanHead
from prevent_desk.plan.model.versions.compare import Comparison, compare
from prevent_desk.plan.model.versions.records import Version
from prevent_desk.plan.model.versions.said import counted
from prevent_desk.plan.service.plans import Plans
from prevent_desk.plan.service.versions import Versions
from prevent_desk.plan.ui.versions.writing import WritingDialog
from prevent_desk.ui import jobs
from prevent_desk.ui.forms import Form
from prevent_desk.ui.jobs import Report, Stopped
from prevent_desk.ui.widgets.banner import Banner
from prevent_desk.ui.widgets.date_edit import DateEdit
from prevent_desk.ui.widgets.editors import TextEdit
from prevent_desk.ui.widgets.form_field import FormField
from prevent_desk.ui.widgets.labels import WrapLabel
from prevent_desk.ui.widgets.progress_card import ProgressCard

_WIDTH = 540


class _FreezeForm(Form):
    """forms/plan/freeze_dialog.ui."""

    ui = "plan/freeze_dialog.ui"
    freeze_fields: QWidget
    last_label: WrapLabel
    entry: QWidget
    stamp_field: FormField
    day_field: FormField
    agreed_field: FormField
    note_field: FormField
    told_banner: Banner
    progress_card: ProgressCard


class FreezeDialog(WritingDialog):
    """Asks for stamp, day and who agreed; `made` is the version's number once it is frozen."""

    def __init__(
        self, versions: Versions, plans: Plans, head: PlanHead, clock: Clock, parent: QWidget
    ) -> None:
        super().__init__(
            "Freeze version",
            "The plan is kept as it stands now. You go on in the working copy.",
            parent,
            width=_WIDTH,
        )
        self._versions, self._plans, self._head, self._clock = versions, plans, head, clock
        holder = QWidget()
        self.form = form = _FreezeForm(holder)
        self.body.addWidget(holder)
        today = clock.today()
        self.stamp_edit = QLineEdit(versions.next_stamp(head.id, today))
        self.day_edit = DateEdit(clock.today)
        self.day_edit.set_day(today)
        self.agreed_edit = QLineEdit()
        self.agreed_edit.setPlaceholderText("Prevent Board, 25 November")
        self.note_edit = TextEdit(lines=2, most_lines=4)
        form.stamp_field.set_editor(self.stamp_edit)
        form.day_field.set_editor(self.day_edit)
        form.agreed_field.set_editor(self.agreed_edit)
        form.note_field.set_editor(self.note_edit)
        self.day_edit.refused.connect(form.day_field.set_error)
        self.day_edit.textEdited.connect(lambda _text: form.day_field.clear_error())
        self.cancel_button = self.add_cancel()
        self.freeze_button = self.add_verb("&Freeze version", accepts=False)
        self.freeze_button.clicked.connect(self.freeze)
        self.put_in(form.entry, form.told_banner, form.progress_card, self.freeze_button)
        self._tell_last()
        self.stamp_edit.selectAll()
        self.stamp_edit.setFocus()

    def freeze(self) -> None:
        """Freeze it beside the window, unless something is missing."""
        form = self.form
        stamp = " ".join(self.stamp_edit.text().split())
        if not stamp:
            form.stamp_field.set_error("A version needs a stamp, such as “V1.7/11/25”.")
            self.stamp_edit.setFocus()
            return
        if not self.day_edit.take():
            self.day_edit.setFocus()
            return
        day = self.day_edit.day()
        if day is None:
            form.day_field.set_error("Say which day the version speaks of.")
            self.day_edit.setFocus()
            return
        agreed, note = self.agreed_edit.text(), self.note_edit.toPlainText()

        def work(_report: Report, stopped: Stopped) -> int:
            return self._versions.freeze(self._head.id, stamp, day, agreed, note, stopped=stopped)

        self.write(work, "Freezing the plan")

    def _tell_last(self) -> None:
        """Say what was frozen last, and how much has changed since as soon as that is known."""
        known = self._versions.versions(self._head.id)
        if not known:
            self.form.last_label.setText("No version of this plan is frozen yet.")
            return
        last = known[0]
        said = _last_frozen(last)
        self.form.last_label.setText(said)

        def work(_report: Report, _stopped: Stopped) -> Comparison:
            return compare(self._versions.contents(last.id), self._plans.contents(self._head.id))

        def done(found: Comparison) -> None:
            changes = counted(found.counts()) or "Nothing has changed"
            self.form.last_label.setText(f"{said} {changes} since.")

        jobs.run(work, self, done=done, failed=lambda _error: None)


def _last_frozen(version: Version) -> str:
    agreed = f", agreed by {version.agreed_by}" if version.agreed_by else ""
    return f"Frozen last: {version.stamp}, as at {say_short(version.on)}{agreed}."
