"""The page's header: which plan, what can be done with it, how many actions stand where."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMenu,
    QSizePolicy,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from prevent_desk.plan.model.legend import NOT_SET
from prevent_desk.plan.ui import stages
from prevent_desk.plan.ui.columns import COLUMNS
from prevent_desk.plan.ui.grid_sizes import RowHeight
from prevent_desk.plan.ui.lines import Sort
from prevent_desk.plan.ui.showing import Showing
from prevent_desk.plan.ui.spreadsheet.view_box import ViewBox
from prevent_desk.ui import theme
from prevent_desk.ui.forms import Form
from prevent_desk.ui.widgets.button import Button
from prevent_desk.ui.widgets.chip import ChipButton
from prevent_desk.ui.widgets.labels import ElidedLabel
from prevent_desk.ui.widgets.plan_bar import Part, PlanBar, PlanLegend

_HEIGHT_WORDS = {
    RowHeight.COMPACT: "Compact rows",
    RowHeight.MEDIUM: "Medium rows",
    RowHeight.FULL: "Full text",
}


_LEAST_CHIP = 44


class _PageForm(Form):
    """forms/plan/plan_page.ui."""

    ui = "plan/plan_page.ui"
    head_pane: QWidget
    head_layout: QVBoxLayout
    title_row: QHBoxLayout
    title_label: ElidedLabel
    version_chip: ChipButton
    send_button: Button
    returns_button: Button
    export_button: Button
    freeze_button: Button
    new_button: Button
    more_button: Button
    count_label: QLabel
    plan_bar: PlanBar
    chip_row: QHBoxLayout
    health_chip: ChipButton
    shown_label: QLabel
    clear_button: Button
    view_box: ViewBox
    rows_button: Button
    columns_button: Button
    pane_button: Button
    split: QSplitter


class HeadBar(QWidget):
    """Title, acts and counts above the grid; every count comes from the sheet on show."""

    def __init__(self, showing: Showing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._showing = showing
        self.form = _PageForm(self)
        self.form.head_pane.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.legend = PlanLegend()
        self.form.chip_row.addWidget(self.legend)
        self.form.plan_bar.setFixedWidth(theme.px(120))
        for button, name in (
            (self.form.rows_button, "Row height"),
            (self.form.columns_button, "Columns"),
            (self.form.pane_button, "Details pane (F4)"),
            (self.form.more_button, "More: plans and headings"),
            (self.form.send_button, "Send to partners: a workbook for each lead"),
            (self.form.returns_button, "Returns: what partners sent back"),
            (self.form.freeze_button, "Freeze version: keep the plan as it stands"),
        ):
            button.setAccessibleName(name)
            button.setToolTip(name)
        # Where the row is narrow, the chip gives way and no button does.
        self.form.version_chip.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.form.version_chip.setMinimumWidth(theme.px(_LEAST_CHIP))
        self.form.pane_button.setCheckable(True)
        self.legend.pressed.connect(self._filter)
        self.form.clear_button.clicked.connect(showing.clear)
        self.form.clear_button.setToolTip("Clear filters (Esc)")
        self.form.rows_button.clicked.connect(lambda: self._pop_up(self._rows_menu(), "rows"))
        self.form.columns_button.clicked.connect(
            lambda: self._pop_up(self.columns_menu(), "columns")
        )

    def put_below(self, middle: QWidget, inspector: QWidget) -> None:
        """Put grid and inspector below the header."""
        self.form.split.addWidget(middle)
        self.form.split.addWidget(inspector)
        self.form.split.setStretchFactor(0, 1)
        self.form.split.setStretchFactor(1, 0)

    def put_beside(self, inspector: QWidget) -> None:
        """Put the inspector beside the grid."""
        if inspector.parent() is not self.form.split:
            self.form.split.addWidget(inspector)
            self.form.split.setStretchFactor(1, 0)

    def take_out(self, inspector: QWidget, over: QWidget) -> None:
        """Take the inspector out of the row, to lie over the grid."""
        if inspector.parent() is not over:
            inspector.setParent(over)

    def show_pane(self, *, on: bool) -> None:
        """Show whether the inspector is in sight."""
        self.form.pane_button.setChecked(on)

    def refresh(self) -> None:
        """Show title and counts of the sheet on show."""
        sheet = self._showing.sheet
        form = self.form
        form.head_pane.setVisible(sheet is not None)
        if sheet is None:
            return
        head = sheet.head
        form.title_label.setText(head.name or "Delivery plan")
        wide = theme.metrics("h1").horizontalAdvance(form.title_label.text()) + 6
        form.title_label.setMaximumWidth(wide)
        words = f"Working copy after {head.version}"
        form.version_chip.show_state(words, "file-pen", "grey")
        form.version_chip.setToolTip(f"{words}: versions and what changed")
        form.version_chip.setVisible(bool(head.version))
        number = len(sheet.rows)
        form.count_label.setText("1 action" if number == 1 else f"{number} actions")
        parts = self._parts()
        form.plan_bar.set_parts(parts)
        self.legend.set_parts(parts)
        filtered = bool(self._showing.filters)
        form.shown_label.setVisible(filtered)
        form.clear_button.setVisible(filtered)
        form.shown_label.setText(f"{self._showing.fitting} of {number} shown")
        self._fit_rows()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the title its room before the version's chip."""
        super().resizeEvent(event)
        self._fit_rows()

    def event(self, event: QEvent) -> bool:
        """Measure again where a button or the text's size has changed."""
        done: bool = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit_rows()
        return done

    def _fit_rows(self) -> None:
        self._fit_chip()
        self._fit_bar()

    def _fit_bar(self) -> None:
        """Let the bar give way before the counts in words beside it are cut."""
        form = self.form
        beside = (
            form.count_label,
            self.legend,
            form.health_chip,
            form.shown_label,
            form.clear_button,
            form.rows_button,
            form.columns_button,
            form.pane_button,
        )
        taken = form.view_box.minimumSizeHint().width() + form.plan_bar.width()
        taken += sum(one.sizeHint().width() for one in beside if one.isVisibleTo(self))
        gaps = len(beside) + 2
        margins = form.head_layout.contentsMargins()
        room = self.width() - margins.left() - margins.right() - gaps * form.title_row.spacing()
        form.plan_bar.setVisible(taken <= room)

    def _fit_chip(self) -> None:
        """Let the chip give way before the title does; buttons never do."""
        row, chip = self.form.title_row, self.form.version_chip
        items = (row.itemAt(at) for at in range(row.count()))
        others = [item.widget() for item in items if item is not None]
        taken = sum(
            one.sizeHint().width() + row.spacing()
            for one in others
            if isinstance(one, Button) and one.isVisibleTo(self)
        )
        # Asked of the whole bar: before it is first shown the row in it has no place yet.
        margins = self.form.head_layout.contentsMargins()
        room = self.width() - margins.left() - margins.right() - taken - 4 * row.spacing()
        left = room - self.form.title_label.maximumWidth()
        chip.setMaximumWidth(max(theme.px(_LEAST_CHIP), min(chip.sizeHint().width(), left)))

    def columns_menu(self, *, parent: QWidget | None = None) -> QMenu:
        """Return the menu that chooses columns."""
        menu = _StayingMenu(parent or self)
        shown = self._showing.shown_columns()
        for column in COLUMNS:
            action = QAction(column.heading, menu)
            action.setCheckable(True)
            action.setChecked(column.key in shown)
            # Without these two no row could be told from another.
            action.setEnabled(column.key not in {"ref", "action"})
            action.toggled.connect(
                lambda on, key=column.key: self._showing.show_column(key, shown=on)
            )
            menu.addAction(action)
        menu.addSeparator()
        menu.addAction("First columns and widths").triggered.connect(self._showing.reset_columns)
        return menu

    def sort_menu(self, menu: QMenu) -> None:
        """Add the ways to sort to a menu."""
        group = QActionGroup(menu)
        sort = self._showing.sort
        for key, words in (
            (None, "Order of the plan"),
            *((column.key, f"By {column.heading}") for column in COLUMNS),
        ):
            action = QAction(words, menu)
            action.setCheckable(True)
            action.setChecked(sort.key == key)
            action.triggered.connect(
                lambda _on=False, key=key: self._showing.order(Sort(key, flat=sort.flat))
            )
            group.addAction(action)
            menu.addAction(action)
        menu.addSeparator()
        flat = QAction("Without headings", menu)
        flat.setCheckable(True)
        flat.setChecked(sort.flat)
        flat.setEnabled(sort.key is not None)
        flat.toggled.connect(
            lambda on: self._showing.order(Sort(sort.key, sort.descending, flat=on))
        )
        menu.addAction(flat)

    def _parts(self) -> list[Part]:
        return [
            Part(
                stage.word if stage else NOT_SET,
                stage.word if stage else NOT_SET,
                number,
                stages.tone(stage),
                stages.glyph(stage),
            )
            for stage, number in stages.told(self._showing.counts())
        ]

    def _filter(self, word: str) -> None:
        self._showing.filter_progress(word, on=not self._showing.is_filtering_only(word))

    def _rows_menu(self) -> QMenu:
        menu = QMenu(self)
        group = QActionGroup(menu)
        for height, words in _HEIGHT_WORDS.items():
            action = QAction(words, menu)
            action.setCheckable(True)
            action.setChecked(self._showing.height() is height)
            action.triggered.connect(
                lambda _on=False, height=height: self._showing.set_height(height)
            )
            group.addAction(action)
            menu.addAction(action)
        menu.addSeparator()
        menu.addAction("Fold all objectives").triggered.connect(
            lambda: self._showing.fold_all(folded=True)
        )
        menu.addAction("Open all").triggered.connect(lambda: self._showing.fold_all(folded=False))
        return menu

    def _pop_up(self, menu: QMenu, which: str) -> None:
        button = self.form.rows_button if which == "rows" else self.form.columns_button
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))


class _StayingMenu(QMenu):
    """A menu that stays open while its ticks are changed, for several columns at once."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tick without closing."""
        action: QAction | None = self.activeAction()
        if action is not None and action.isCheckable() and action.isEnabled():
            action.trigger()
        else:
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick on Space without closing; Enter ticks and closes."""
        action: QAction | None = self.activeAction()
        if event.key() == Qt.Key.Key_Space and action is not None and action.isCheckable():
            action.trigger()
        else:
            super().keyPressEvent(event)
