"""The form around every file taken out: its own choices, marking, name, folder, preview."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QScrollArea, QStackedWidget, QWidget

from prevent_desk import paths
from prevent_desk.ui.forms import Form
from prevent_desk.ui.page import Desk
from prevent_desk.ui.widgets.banner import Banner
from prevent_desk.ui.widgets.button import Button
from prevent_desk.ui.widgets.form_field import FormField
from prevent_desk.ui.widgets.labels import ElidedLabel
from prevent_desk.ui.widgets.progress_card import ProgressCard

FOLDER = "export/folder"
"""The setting that remembers where exports go."""


class TakeOutForm(Form):
    """forms/outgoing/take_out_dialog.ui."""

    ui = "outgoing/take_out_dialog.ui"
    choices_area: QScrollArea
    choices_pane: QWidget
    own_pane: QWidget
    password_check: QCheckBox
    password_banner: Banner
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
