"""What is due of all referrals: late, today, soon and later, in words; Enter opens the record."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QFocusEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout, QWidget

from prevent_desk.referrals.model import agenda
from prevent_desk.referrals.model.agenda import Group
from prevent_desk.referrals.service.clocks import Due
from prevent_desk.referrals.ui.around import Around
from prevent_desk.referrals.ui.clocks import acts as clock_acts
from prevent_desk.referrals.ui.clocks.following import follow_limits
from prevent_desk.referrals.ui.due.due_list import DueList
from prevent_desk.ui import icons, theme
from prevent_desk.ui.forms import Form, register
from prevent_desk.ui.page import Command
from prevent_desk.ui.widgets.button import Button
from prevent_desk.ui.widgets.editors import SearchBox
from prevent_desk.ui.widgets.empty_state import EmptyState
from prevent_desk.ui.widgets.labels import ElidedLabel
from prevent_desk.ui.widgets.segmented import Choice, Segmented

VIEW = "due"
_ALL, _NEEDED = "all", "needed"
_MINUTE_MS = 60_000

register(DueList)


class _DueForm(Form):
    """forms/referrals/due_view.ui."""

    ui = "referrals/due_view.ui"
    title_label: ElidedLabel
    summary_label: ElidedLabel
    limits_button: Button
    filter_box: SearchBox
    which_place: QWidget
    count_label: ElidedLabel
    pages: QStackedWidget
    list: DueList
    empty_state: EmptyState


class DueView(QWidget):
    """Satisfies `prevent_desk.ui.page.Page`."""

    title = "What is due"
    icon = "alarm-clock"

    def __init__(self, around: Around, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("pane", "canvas")
        self._around = around
        self._clocks = around.services.clocks
        self._shown, self._of = 0, 0
        self.form = form = _DueForm(self)
        self.which = Segmented(
            [Choice(_ALL, "All"), Choice(_NEEDED, "Late or today")], self.tr("Which deadlines")
        )
        self.which.set_value(_ALL)
        column = QVBoxLayout(form.which_place)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.which)
        self.setFocusProxy(form.list)
        form.filter_box.textChanged.connect(self.reload)
        form.filter_box.moved.connect(form.list.move_by)
        form.filter_box.returnPressed.connect(self._open_current)
        self.which.chosen.connect(self.reload)
        form.list.opened.connect(self._open)
        form.list.menu_asked.connect(self._show_menu)
        form.list.stepped_back.connect(self.step_back)
        form.limits_button.clicked.connect(self._limits)
        form.empty_state.first_clicked.connect(self._clear)
        shortcut = QShortcut(QKeySequence("Ctrl+F"), self, form.filter_box.setFocus)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        # What is due by the hour, and by the day at midnight, moves on by itself.
        self._tick = QTimer(self, interval=_MINUTE_MS)
        self._tick.timeout.connect(self._follow_time)
        self._tick.start()
        follow_limits(self._clocks, self, self.reload)
        self.reload()

    # What the shell asks

    def widget(self) -> QWidget:
        """Return the view itself."""
        return self

    def crumbs(self) -> Sequence[Command]:
        """Return the view's own name."""
        return (Command(self.title, lambda: self._around.open_view(VIEW, {})),)

    def commands(self) -> Sequence[Command]:
        """Return what can be done with the current deadline."""
        current = self.form.list.current()
        limits = Command("Change limits and bank holidays", self._limits, "settings")
        return [*(self._row_commands(current) if current else ()), limits]

    def primary_new(self) -> Callable[[], object] | None:
        """Return how a referral is begun."""
        return lambda: self._around.open_view("intake", {})

    def position(self) -> dict[str, Any]:
        """Return what is shown of it."""
        return {"which": self.which.value(), "words": self.form.filter_box.text()}

    def go_to(self, position: dict[str, Any]) -> None:
        """Show what was shown."""
        which = position.get("which")
        self.which.set_value(which if which in {_ALL, _NEEDED} else _ALL)
        self.form.filter_box.setText(str(position.get("words", "")))
        self.reload()

    def flush(self) -> None:
        """Nothing is typed here that is kept."""

    def reload(self) -> None:
        """Show what is due now."""
        today = self._around.clock.today()
        waiting = self._clocks.waiting()
        whole = agenda.grouped(waiting, today)
        words = self.form.filter_box.text().casefold().split()
        wanted = self.which.value()
        shown = [
            one
            for one in waiting
            if (wanted != _NEEDED or one.clock.state.needs_you) and _holds(one, words)
        ]
        self._shown, self._of = len(shown), len(waiting)
        self.form.list.show_due(agenda.grouped(shown, today), today)
        self.form.summary_label.setText(agenda.summary(whole))
        self.form.count_label.setText(f"{self._shown:,} of {self._of:,} shown")
        self._say_empty(whole)
        self._around.desk.page_changed()

    def shown_count(self) -> str:
        """Return "6 of 27 deadlines shown"."""
        return f"{self._shown:,} of {self._of:,} deadlines shown"

    # Inside

    def step_back(self) -> None:
        """Take the filters off, one by one."""
        if self.form.filter_box.text():
            self.form.filter_box.clear()
        elif self.which.value() != _ALL:
            self.which.set_value(_ALL)
            self.reload()

    def _say_empty(self, whole: dict[Group, list[Due]]) -> None:
        form = self.form
        form.pages.setCurrentWidget(form.list if self._shown else form.empty_state)
        if self._shown:
            return
        if self._of:
            words = form.filter_box.text().strip()
            told = [f"“{words}”"] if words else []
            told += ["Late or today"] if self.which.value() == _NEEDED else []
            form.empty_state.set_filtered("No deadline fits", ", ".join(told))
            return
        form.empty_state.show_text(
            "Nothing is due",
            "Deadlines of open referrals stand here, the latest first.",
            icon="circle-check",
        )
        form.empty_state.set_buttons("")

    def _open_current(self) -> None:
        current = self.form.list.current()
        if current is not None:
            self._open(current)

    def _open(self, due: Due) -> None:
        self._around.open_view("desk", {"episode": due.episode_id, "tab": tab_of(due)})

    def _row_commands(self, due: Due) -> list[Command]:
        opens = Command(f"Open {due.ref}", partial(self._open, due), "inbox", "Enter")
        return [opens, *clock_acts.of(self._around, due.episode_id, due.clock)]

    def _show_menu(self, due: Due, place: QPoint) -> None:
        menu = QMenu(self)
        for command in self._row_commands(due):
            picture = icons.icon(command.icon, "text2", theme.px(16))
            run = command.run
            menu.addAction(picture, command.title).triggered.connect(
                lambda _on=False, run=run: run()
            )
        menu.popup(place)

    def _clear(self) -> None:
        self.which.set_value(_ALL)
        self.form.filter_box.clear()
        self.reload()

    def _limits(self) -> None:
        self._around.desk.open_page("Settings", {"section": "Deadlines"})

    def _follow_time(self) -> None:
        if self.isVisible():
            self.reload()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the focus on to the list."""
        super().focusInEvent(event)
        self.form.list.setFocus(event.reason())


_TABS = {
    "info_request_return": "checks",
    "consent_attempt": "consent",
    "turns_18": "consent",
    "support_plan_review": "support/reviews",
    "review_written": "support/reviews",
    "no_contact": "support/sessions",
    "post_exit_1": "support/reviews",
    "post_exit_2": "support/reviews",
    "tell_referrer": "referral",
}


def tab_of(due: Due) -> str:
    """Return the tab of the record where a deadline is met; empty for the timeline."""
    return _TABS.get(due.clock.rule.key, "")


def _holds(due: Due, words: Sequence[str]) -> bool:
    hay = f"{due.ref} {due.names} {due.clock.title} {due.clock.said}".casefold()
    return all(word in hay for word in words)
