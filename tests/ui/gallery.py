"""The kit on one sheet, to be laid beside design picture 11.

    python -m tests.ui.gallery OUT.png [--scheme dark] [--text 150]

For another screen density set QT_SCALE_FACTOR. Everything on it is invented.
"""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QRadioButton,
    QTabBar,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from prevent_desk.ui import theme
from prevent_desk.ui.delegates import dress
from prevent_desk.ui.widgets.banner import Banner
from prevent_desk.ui.widgets.button import Button, IconButton
from prevent_desk.ui.widgets.chip import Chip, ChipButton
from prevent_desk.ui.widgets.date_edit import DateEdit
from prevent_desk.ui.widgets.dialog import Dialog
from prevent_desk.ui.widgets.editors import Combo, ComboPicker, NumberBox, SearchBox, TextEdit
from prevent_desk.ui.widgets.empty_state import EmptyState
from prevent_desk.ui.widgets.form_field import FormField
from prevent_desk.ui.widgets.labels import IconLabel, KeyHint
from prevent_desk.ui.widgets.passphrase_edit import PassphraseEdit
from prevent_desk.ui.widgets.plan_bar import Part, PlanBar, PlanLegend
from prevent_desk.ui.widgets.progress_card import ProgressCard
from prevent_desk.ui.widgets.rail import RailButton
from prevent_desk.ui.widgets.result_list import Entry, ResultList
from prevent_desk.ui.widgets.segmented import Choice, Segmented
from prevent_desk.ui.widgets.steps import Steps
from prevent_desk.ui.widgets.toast import Toast

PARTS = (
    Part("behind", "Behind", 3, "red", "triangle-alert"),
    Part("ongoing", "Ongoing", 3, "blue", "contrast"),
    Part("at_risk", "At risk", 2, "amber", "alarm-clock"),
    Part("on_target", "On target", 1, "green", "circle-check"),
    Part("", "Not set", 7, "grey", "circle-dashed"),
)


class Gallery(QWidget):
    """The sheet."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("pane", "canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 14, 14)
        outer.setSpacing(14)
        outer.addWidget(_rail())
        for pieces in (_first(), _second(), _third()):
            column = QVBoxLayout()
            column.setContentsMargins(0, 10, 0, 0)
            column.setSpacing(5)
            for name, piece in pieces:
                title = QLabel(name)
                title.setProperty("t", "overline")
                column.addWidget(title)
                column.addWidget(piece)
                column.addSpacing(3)
            column.addStretch(1)
            outer.addLayout(column, 1)
        self.toast = Toast(self)


def _card(*rows: QWidget | tuple[QWidget, ...], margin: int = 14) -> QFrame:
    card = QFrame()
    card.setProperty("pane", "card")
    column = QVBoxLayout(card)
    column.setContentsMargins(margin, margin, margin, margin)
    column.setSpacing(8)
    for row in rows:
        if isinstance(row, QWidget):
            column.addWidget(row)
            continue
        line = QHBoxLayout()
        line.setSpacing(8)
        for widget in row:
            line.addWidget(widget)
        line.addStretch(1)
        column.addLayout(line)
    return card


def _rail() -> QWidget:
    rail = QFrame()
    rail.setProperty("pane", "rail")
    column = QVBoxLayout(rail)
    column.setContentsMargins(0, 6, 0, 6)
    column.setSpacing(0)
    for text, icon, badge in (("Plan", "layout-list", 3), ("Settings", "settings", 0)):
        button = RailButton(text, icon)
        button.set_badge(badge)
        button.setChecked(text == "Plan")
        column.addWidget(button)
    column.addStretch(1)
    return rail


def _first() -> list[tuple[str, QWidget]]:
    search = SearchBox("Search everything, or type a command", "Esc")
    results = ResultList()
    results.set_entries(
        [
            Entry("Set progress of O2-01 to Behind", 1, "Commands", "triangle-alert", keys="Alt 1"),
            Entry("Show plan actions that are behind", 2, "Commands", "funnel"),
            Entry("O1-03 City Businesses", 3, "Records", "layout-list", "Plan"),
            Entry(
                "“fell behind at school” – a long title that is cut", 4, "Records", "users", "Plan"
            ),
        ]
    )
    results.setFixedHeight(results.wanted_height())
    chips = _card(
        (
            Chip("Behind", "triangle-alert", "red"),
            Chip("Ongoing", "contrast", "blue"),
            Chip("On target", "circle-check", "green"),
            Chip("Not set", "circle-dashed"),
        ),
        (
            Chip("2 working days", "alarm-clock", "amber"),
            Chip("OFFICIAL-SENSITIVE", tone="marking"),
            ChipButton("9 hints", "info", "amber", checkable=True),
        ),
        (
            Button("Primary", kind="primary"),
            Button("&Secondary"),
            Button("Remove", "trash-2", "danger"),
            _off(Button("Off")),
            Button("Link", kind="link"),
        ),
        (
            Button("Back", small=True),
            Button("Import 544", "download", "primary", small=True),
            IconButton("columns-3", "Columns", kind="icon"),
            IconButton("x", "Close"),
            KeyHint("Ctrl Z"),
        ),
        (_segments(), IconLabel("Saved 14:02", "check")),
    )
    fields = _card(_pair_of_fields(), (_ticked(QCheckBox("Printed sheet is sealed")), *_radios()))
    return [
        ("Command palette", _card(search, results, margin=6)),
        ("Chips, buttons", chips),
        ("Fields", fields),
    ]


def _segments() -> Segmented:
    segments = Segmented([Choice("t", "Theirs"), Choice("m", "Mine"), Choice("b", "Both")], "Keep")
    segments.set_value("m")
    return segments


def _pair_of_fields() -> QWidget:
    both = QWidget()
    row = QHBoxLayout(both)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(12)
    day = DateEdit(lambda: date(2025, 11, 25))
    day.setText("31 feb")
    due = FormField("Due date", day, hint="Day first. “next fri” works too.")
    due.set_error("February 2026 has 28 days. Try “28 feb”.")
    owner = Combo()
    owner.addItems(["Barts Health", "Probation"])
    row.addWidget(due, 1)
    row.addWidget(FormField("Owner", owner, hint="Lead away until 5 Dec.", optional=True), 1)
    return both


def _ticked(box: QCheckBox) -> QCheckBox:
    box.setChecked(True)
    return box


def _radios() -> tuple[QWidget, ...]:
    first, second = QRadioButton("Deputy"), QRadioButton("Officer")
    first.setChecked(True)
    return first, second


def _off(widget: Button) -> Button:
    widget.setEnabled(False)
    return widget


def _second() -> list[tuple[str, QWidget]]:
    dialog = Dialog(
        "Not the same person?",
        "Krystal Hallam (PD-2023-019) will not be offered for Kris Hallam again. "
        "You can undo this at any time from either record.",
    )
    reason = QLineEdit("Brother: same surname, born 2004")
    dialog.body.addWidget(
        FormField("Reason", reason, hint="Kept with both records. One line is enough.")
    )
    dialog.footer_note.setText("Alt+letter reaches each button")
    dialog.add_cancel()
    dialog.add_verb("&Not the same")
    # On the sheet it stands as a child, not as a window.
    dialog.setWindowFlags(Qt.WindowType.Widget)
    steps = Steps(["File", "Columns", "Check", "Import"])
    steps.set_current(2)
    progress = ProgressCard("Making the disclosure pack")
    progress.elapsed_ms = lambda: 33_000
    progress.report(74, 120, "Page")
    tabs = QTabBar()
    tabs.setExpanding(False)
    for name in ("Vault", "Keys", "Look"):
        tabs.addTab(name)
    bar = PlanBar(PARTS, height=16)
    return [
        ("Dialog", dialog),
        ("Wizard steps", _card(steps)),
        ("Long work", progress),
        ("Plan bar and legend", _card(bar, (PlanLegend(PARTS[:3]),), (PlanLegend(PARTS[3:]),))),
        (
            "Banner",
            Banner("Backup stick “PREVENT-A” has not been seen for 9 days.", "amber", "Back up"),
        ),
        ("", Banner("This copy opened read-only, the desk is open elsewhere.", "blue", "Why?")),
        ("", Banner("Backup of 23 Nov did not open.", "red", "Make a new one")),
        ("Tabs", tabs),
    ]


def _third() -> list[tuple[str, QWidget]]:
    first = EmptyState(
        "inbox",
        "No plan yet",
        "Bring in last year’s workbook, or start a new one.",
        first="New plan",
        first_icon="plus",
        second="Import a plan",
        second_icon="file-input",
    )
    filtered = EmptyState()
    filtered.set_filtered("Nothing fits these 2 filters", "Lead: Probation · Progress: Behind.")
    broken = EmptyState()
    broken.show_text(
        "The desk file cannot be opened",
        "It ends early (18.2 of 24.0 MB): a copy was probably interrupted. "
        "Your passphrase is not the problem.",
        icon="file-x",
        tone="red",
    )
    broken.set_buttons("Open backup of 23 Nov", second="Choose a file…")
    broken.set_note("The damaged file is kept and never changed. Details: PD-104")
    phrase = PassphraseEdit()
    phrase.set_text("five words of a list")
    phrase.caps_notice.show()
    field = FormField("Passphrase", phrase)
    field.add_beside(phrase.caps_notice)
    note = TextEdit("Several lines of words. Tab leaves this field, Ctrl+Enter ends it.", lines=2)
    picker = ComboPicker("Lead")
    picker.set_values([("p", "Probation")])
    picker.set_value("p")
    spin = NumberBox()
    bar = QProgressBar()
    bar.setValue(40)
    return [
        ("Empty: first use", _card(first, margin=0)),
        ("Empty: filtered", _card(filtered, margin=0)),
        ("Error that stops a page", _card(broken, margin=0)),
        ("More fields", _card(field, note, (picker, spin, QCheckBox("Off")), bar)),
        ("Table", _table()),
    ]


def _table() -> QTableView:
    model = QStandardItemModel(3, 3)
    model.setHorizontalHeaderLabels(["Ref", "Action", "Lead"])
    for row, cells in enumerate((("O1-01", "Community Groups", "ALL"), ("O1-02", "Faith", "ALL"))):
        for column, words in enumerate(cells):
            model.setItem(row, column, QStandardItem(words))
    table = QTableView()
    table.setProperty("k", "boxed")
    table.setModel(model)
    model.setParent(table)
    dress(table)
    left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    table.horizontalHeader().setDefaultAlignment(left)
    table.horizontalHeader().setStretchLastSection(True)
    table.setFixedHeight(theme.px(120))
    table.selectRow(1)
    return table


def main() -> None:
    """Draw the sheet into a file."""
    parser = argparse.ArgumentParser(description="Draw the kit on one sheet.")
    parser.add_argument("out", type=Path)
    parser.add_argument("--scheme", default="light", choices=["light", "dark"])
    parser.add_argument("--text", type=int, default=100)
    chosen = parser.parse_args()
    app = QApplication(["gallery"])
    theme.install(app, scheme=chosen.scheme, text_percent=chosen.text)
    sheet = Gallery()
    factor = chosen.text / 100
    sheet.resize(round(1366 * min(factor, 1.4)), round(912 * factor))
    sheet.show()
    sheet.toast.tell("O2-01 changed from Ongoing to Behind", undo=True)
    for _turn in range(5):
        app.processEvents()
    sheet.grab().save(str(chosen.out))


if __name__ == "__main__":
    main()
