"""The form of the dialog that takes a plan out: what can be chosen, and in which words."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QScrollArea, QStackedWidget, QWidget

from prevent_desk import paths
from prevent_desk.plan.exports.kinds import Kind
from prevent_desk.plan.ui.export_making import Plans
from prevent_desk.ui.forms import Form
from prevent_desk.ui.page import Desk
from prevent_desk.ui.widgets.banner import Banner
from prevent_desk.ui.widgets.button import Button
from prevent_desk.ui.widgets.form_field import FormField
from prevent_desk.ui.widgets.labels import ElidedLabel
from prevent_desk.ui.widgets.progress_card import ProgressCard
from prevent_desk.ui.widgets.segmented import Choice, Segmented

FOLDER = "export/folder"
"""The setting that remembers where exports go."""


class ExportForm(Form):
    """forms/plan/export_dialog.ui."""

    ui = "plan/export_dialog.ui"
    choices_area: QScrollArea
    choices_pane: QWidget
    kind_choice: Segmented
    lead_field: FormField
    copy_field: FormField
    against_field: FormField
    since_field: FormField
    table_check: QCheckBox
    health_check: QCheckBox
    marking_field: FormField
    name_field: FormField
    folder_field: FormField
    told_banner: Banner
    warning_banner: Banner
    progress_card: ProgressCard
    preview_stack: QStackedWidget
    pages_bar: QWidget
    previous_button: Button
    page_label: QLabel
    next_button: Button


def choices(*, with_changes: bool) -> list[Choice]:
    """Return what can be made; changes only where a version was frozen."""
    if not with_changes:
        return [
            Choice(Kind.SUMMARY.name, "P&DF summary", "file-text"),
            Choice(Kind.ACTION_PLAN.name, "&Excel plan", "file-spreadsheet"),
        ]
    return [
        Choice(Kind.SUMMARY.name, "S&ummary"),
        Choice(Kind.ACTION_PLAN.name, "&Excel plan"),
        Choice(Kind.CHANGES.name, "Chan&ges"),
    ]


def warning(warnings: tuple[str, ...]) -> str:
    """Return in a sentence or two what a file warns of; empty where it does not."""
    if not warnings:
        return ""
    more = len(warnings) - 1
    rest = f" {more} more {'is' if more == 1 else 'are'} listed on the first page." if more else ""
    return f"{warnings[0]}{rest}"


def own_agencies(plans: Plans, plan_id: int) -> list[tuple[str, str]]:
    """Return the agencies with actions of their own, as a list offers them.

    "ALL" is everybody's already.
    """
    return [(name, name) for name in plans.agencies(plan_id) if name.casefold() != "all"]


def folder_row(label: ElidedLabel, button: Button) -> QWidget:
    """Return the folder's path beside the button that chooses another."""
    row = QWidget()
    layout = QHBoxLayout(row)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(8)
    layout.addWidget(label, 1)
    layout.addWidget(button)
    row.setFocusProxy(button)
    button.setAccessibleName("Choose the folder")
    return row


def remembered_folder(desk: Desk) -> Path:
    """Return the folder used last, or Documents; the user's own folder when that is gone."""
    for place in (desk.setting(FOLDER, ""), str(paths.documents())):
        if place and Path(place).is_dir():
            return Path(place)
    return Path.home()


def open_file(path: Path) -> None:
    """Open a file in the program of its kind."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
