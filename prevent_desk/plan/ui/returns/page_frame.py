"""How the page of returns is laid: the register at the left, a return or why there is none beside.

The parts know nothing of one another; `page` wires them.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from prevent_desk.plan.model.partners.records import RegisterLine
from prevent_desk.plan.ui.around import Around
from prevent_desk.plan.ui.returns import empty
from prevent_desk.plan.ui.returns.agencies import AgenciesPane
from prevent_desk.plan.ui.returns.arrived import ArrivedPane
from prevent_desk.plan.ui.returns.foot import KeysFoot
from prevent_desk.plan.ui.returns.head import ReturnHead
from prevent_desk.plan.ui.returns.model import DifferencesModel
from prevent_desk.plan.ui.returns.table import DifferencesTable
from prevent_desk.ui import icons, theme
from prevent_desk.ui.widgets.empty_state import EmptyState
from prevent_desk.ui.widgets.labels import Rule
from prevent_desk.ui.widgets.progress_card import ProgressCard

_LIST_PX = 224


class Frame:
    """The widgets of the page, each in its place.

    Attributes:
        state: In place of a return: why there is none, or why it asks nothing.
        filtered_state: In place of the rows: why the filter shows none.
        work: Counts, rows and keys of the return on show.
        right: Holds `work` and `state`.
        below: Holds the rows and `filtered_state`.
    """

    def __init__(self, page: QWidget, model: DifferencesModel) -> None:
        self.agencies = AgenciesPane()
        self.rule = Rule(Qt.Orientation.Vertical)
        self.head = ReturnHead(model)
        self.table = DifferencesTable(model)
        self.filtered_state = EmptyState()
        self.foot = KeysFoot()
        self.state = EmptyState()
        self.card = ProgressCard()
        self.card.hide()
        self.arrived = ArrivedPane()
        self.below = QStackedWidget()
        self.below.addWidget(self.table)
        self.below.addWidget(self.filtered_state)
        self.work = QWidget()
        work = QVBoxLayout(self.work)
        work.setContentsMargins(0, 0, 0, 0)
        work.setSpacing(0)
        work.addWidget(self.head)
        work.addWidget(Rule())
        work.addWidget(self.below, 1)
        work.addWidget(Rule())
        work.addWidget(self.foot)
        self.right = QStackedWidget()
        self.right.addWidget(self.work)
        self.right.addWidget(self.state)
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        news = QVBoxLayout()
        news.setContentsMargins(14, 0, 14, 0)
        news.setSpacing(6)
        news.addWidget(self.card)
        news.addWidget(self.arrived)
        right.addLayout(news)
        right.addWidget(self.right, 1)
        row = QHBoxLayout(page)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.agencies)
        row.addWidget(self.rule)
        row.addLayout(right, 1)
        self.right.setCurrentWidget(self.state)

    def show_list(self, *, shown: bool) -> None:
        """Show the register, or leave its room to the state beside it."""
        self.agencies.setVisible(shown)
        self.rule.setVisible(shown)

    def show_state(
        self, model: DifferencesModel, line: RegisterLine | None, around: Around
    ) -> None:
        """Show the table, or in its place why there is none."""
        comparison = model.comparison()
        if comparison is not None and comparison.differences:
            self.right.setCurrentWidget(self.work)
            return
        self.right.setCurrentWidget(self.state)
        if line is None:
            empty.show_nothing_sent(self.state, has_plan=around.sheet() is not None)
        elif line.return_id is None:
            empty.show_nothing_back(self.state, line, around.clock.today())
        else:
            empty.show_nothing_changed(self.state, line, comparison)

    def show_filtered(self, model: DifferencesModel) -> None:
        """Say why the table is empty, where it is."""
        if model.rowCount():
            self.below.setCurrentWidget(self.table)
            return
        self.below.setCurrentWidget(self.filtered_state)
        empty.show_nothing_left(self.filtered_state, model)

    def order_tabs(self) -> None:
        """Let Tab go from the register through the counts to the rows."""
        for before, after in pairwise(
            [self.agencies.chase_button, *self.head.places(), self.table]
        ):
            QWidget.setTabOrder(before, after)

    def fit(self, width: int) -> None:
        """Give the register its share of the page's width, in px."""
        self.agencies.setFixedWidth(min(theme.px(_LIST_PX), max(_LIST_PX, width * 2 // 9)))

    def focus(self, model: DifferencesModel, reason: Qt.FocusReason) -> None:
        """Hand the keyboard to the table, or to what stands in its place."""
        if self.right.currentWidget() is self.work and model.rowCount():
            self.table.setFocus(reason)
        elif not self.agencies.isHidden():
            self.agencies.list.setFocus(reason)
        else:
            self.state.setFocus(reason)

    def say_aloud(self, words: str) -> None:
        """Tell screen readers something of the rows."""
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.table, words))

    def show_more(self, discard: Callable[[], object]) -> None:
        """Open the menu of what is done rarely with a return."""
        button = self.head.more_button
        menu = QMenu(button)
        menu.addAction(icons.icon("trash-2"), "Take this return out", discard)
        menu.exec(button.mapToGlobal(button.rect().bottomLeft()))
        menu.deleteLater()
