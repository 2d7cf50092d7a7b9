"""The form of the dialog that sends workbooks to partners."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QCheckBox,
    QPlainTextEdit,
    QScrollArea,
    QStackedWidget,
    QTableView,
    QWidget,
)

from prevent_desk.plan.ui.partners.lead_table import LeadTable
from prevent_desk.plan.ui.partners.sent_pane import SentTable
from prevent_desk.ui import forms
from prevent_desk.ui.forms import Form
from prevent_desk.ui.widgets.banner import Banner
from prevent_desk.ui.widgets.empty_state import EmptyState
from prevent_desk.ui.widgets.form_field import FormField
from prevent_desk.ui.widgets.labels import ElidedLabel, WrapLabel
from prevent_desk.ui.widgets.progress_card import ProgressCard
from prevent_desk.ui.widgets.segmented import Segmented

forms.register(LeadTable, SentTable)


class SendForm(Form):
    """forms/plan/send_dialog.ui."""

    ui = "plan/send_dialog.ui"
    told_banner: Banner
    progress_card: ProgressCard
    pages: QStackedWidget
    choose_page: QWidget
    choices_area: QScrollArea
    choices_pane: QWidget
    due_field: FormField
    all_check: QCheckBox
    password_check: QCheckBox
    draft_check: QCheckBox
    attach_check: QCheckBox
    marking_field: FormField
    folder_field: FormField
    leads_table: LeadTable
    note_label: WrapLabel
    preview_label: ElidedLabel
    preview_choice: Segmented
    preview_stack: QStackedWidget
    actions_table: QTableView
    message_text: QPlainTextEdit
    sent_page: QWidget
    password_banner: Banner
    sent_table: SentTable
    empty_page: QWidget
    empty_state: EmptyState
