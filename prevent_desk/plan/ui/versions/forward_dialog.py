"""Copies a plan into a new year: its title, and what comes along."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from prevent_desk.plan.model.records import PlanHead
from prevent_desk.plan.model.versions.forward import next_title
from prevent_desk.plan.model.versions.records import Forward
from prevent_desk.plan.service.versions import Versions
from prevent_desk.plan.ui.versions.writing import WritingDialog
from prevent_desk.ui.forms import Form
from prevent_desk.ui.jobs import Report, Stopped
from prevent_desk.ui.widgets.banner import Banner
from prevent_desk.ui.widgets.form_field import FormField
from prevent_desk.ui.widgets.progress_card import ProgressCard
from prevent_desk.ui.widgets.segmented import Choice, Segmented

_WIDTH = 560
_RESET, _KEEP = "reset", "keep"


class _ForwardForm(Form):
    """forms/plan/forward_dialog.ui."""

    ui = "plan/forward_dialog.ui"
    entry: QWidget
    title_field: FormField
    years_field: FormField
    progress_field: FormField
    comments_check: QCheckBox
    days_check: QCheckBox
    told_banner: Banner
    progress_card: ProgressCard


class ForwardDialog(WritingDialog):
    """Asks what the new year's plan takes over; `made` is the new plan's number."""

    def __init__(self, versions: Versions, head: PlanHead, parent: QWidget) -> None:
        super().__init__(
            "Copy plan forward",
            "A new plan is made with the same headings and actions. This one stays as it is, and "
            "the two years can be compared action by action.",
            parent,
            width=_WIDTH,
        )
        self._versions, self._head = versions, head
        holder = QWidget()
        self.form = form = _ForwardForm(holder)
        self.body.addWidget(holder)
        title, years = next_title(head.title, head.years)
        self.title_edit, self.years_edit = QLineEdit(title), QLineEdit(years)
        self.progress_choice = Segmented(
            [
                Choice(_RESET, "&Begin as not set", "circle-dashed"),
                Choice(_KEEP, "&Keep where each stands", "contrast"),
            ],
            "Progress",
        )
        self.progress_choice.set_value(_RESET)
        form.title_field.set_editor(self.title_edit)
        form.years_field.set_editor(self.years_edit)
        form.progress_field.set_editor(self.progress_choice)
        self.cancel_button = self.add_cancel()
        self.copy_button = self.add_verb("&Copy forward", accepts=False)
        self.copy_button.clicked.connect(self.copy)
        self.put_in(form.entry, form.told_banner, form.progress_card, self.copy_button)
        self.title_edit.setFocus()

    def given(self) -> Forward:
        """Return what was chosen."""
        return Forward(
            title=" ".join(self.title_edit.text().split()),
            years=" ".join(self.years_edit.text().split()),
            keep_progress=self.progress_choice.value() == _KEEP,
            keep_comments=self.form.comments_check.isChecked(),
            years_later=1 if self.form.days_check.isChecked() else 0,
        )

    def copy(self) -> None:
        """Make the new plan beside the window, unless it has no title."""
        given = self.given()
        if not given.title:
            self.form.title_field.set_error("A plan needs a title: the words at its top.")
            self.title_edit.setFocus()
            return

        def work(report: Report, stopped: Stopped) -> int:
            return self._versions.copy_forward(self._head.id, given, report, stopped)

        self.write(work, "Copying the plan")
