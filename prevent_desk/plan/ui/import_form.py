"""The form of the import dialog, and what it needs of the plan's service."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtWidgets import QStackedWidget, QWidget

from prevent_desk.plan.model.compare import ImportPreview
from prevent_desk.plan.model.draft import PlanDraft
from prevent_desk.plan.model.records import PlanHead
from prevent_desk.plan.ui.import_findings import FindingsList
from prevent_desk.ui import forms
from prevent_desk.ui.forms import Form
from prevent_desk.ui.jobs import Report, Stopped
from prevent_desk.ui.widgets.banner import Banner
from prevent_desk.ui.widgets.empty_state import EmptyState
from prevent_desk.ui.widgets.form_field import FormField
from prevent_desk.ui.widgets.labels import ElidedLabel, WrapLabel
from prevent_desk.ui.widgets.progress_card import ProgressCard
from prevent_desk.ui.widgets.segmented import Segmented
from prevent_desk.ui.widgets.steps import Steps

forms.register(FindingsList)


class Plans(Protocol):
    """What an import needs of the plan's service."""

    def head(self, plan_id: int) -> PlanHead:
        """Return a plan without its rows."""
        ...

    def preview_import(self, draft: PlanDraft, into: int | None) -> ImportPreview:
        """Return what `import_plan` would do; writes nothing."""
        ...

    def import_plan(
        self, draft: PlanDraft, into: int | None, report: Report, stopped: Stopped
    ) -> int:
        """Take a plan in as one act and return its id."""
        ...


class ImportForm(Form):
    """forms/plan/import_dialog.ui."""

    ui = "plan/import_dialog.ui"
    steps: Steps
    told_banner: Banner
    progress_card: ProgressCard
    pages: QStackedWidget
    file_page: QWidget
    file_state: EmptyState
    lock_page: QWidget
    lock_label: WrapLabel
    password_field: FormField
    check_page: QWidget
    file_label: ElidedLabel
    summary_label: WrapLabel
    fits_label: WrapLabel
    into_choice: Segmented
    findings_list: FindingsList
