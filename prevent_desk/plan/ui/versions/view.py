"""Versions as a page: which there are, and what changed between two of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import (
    QLabel,
    QMenu,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from prevent_desk.core.errors import Stopped as StoppedError
from prevent_desk.plan.exports.kinds import Kind
from prevent_desk.plan.model.records import PlanHead
from prevent_desk.plan.model.versions.compare import Change, Comparison, Of, What, compare
from prevent_desk.plan.model.versions.said import count_words
from prevent_desk.plan.ui.around import Around
from prevent_desk.plan.ui.export_dialog import ExportDialog
from prevent_desk.plan.ui.versions import acts
from prevent_desk.plan.ui.versions.change_paint import chip_of
from prevent_desk.plan.ui.versions.change_table import ChangeTable
from prevent_desk.plan.ui.versions.copies import (
    Copy,
    all_copies,
    contents_of,
    first_pair,
)
from prevent_desk.plan.ui.versions.papers_menu import papers_menu
from prevent_desk.plan.ui.versions.version_list import VersionList
from prevent_desk.ui import jobs, messages, theme
from prevent_desk.ui.forms import Form
from prevent_desk.ui.jobs import Job, Report, Stopped
from prevent_desk.ui.page import Command
from prevent_desk.ui.widgets.button import Button
from prevent_desk.ui.widgets.chip import ChipButton
from prevent_desk.ui.widgets.editors import Combo
from prevent_desk.ui.widgets.empty_state import EmptyState
from prevent_desk.ui.widgets.flow import FlowLayout
from prevent_desk.ui.widgets.labels import ElidedLabel
from prevent_desk.ui.widgets.progress_card import ProgressCard

_LIST_PX, _LEAST_LIST_PX = 224, 160
_COMBO_PX = 300


class _VersionsForm(Form):
    """forms/plan/versions_view.ui."""

    ui = "plan/versions_view.ui"
    list_pane: QWidget
    plan_label: ElidedLabel
    list_place: QVBoxLayout
    freeze_button: Button
    before_combo: Combo
    after_combo: Combo
    export_button: Button
    chip_row: QWidget
    progress_card: ProgressCard
    stack: QStackedWidget
    kept_label: ElidedLabel
    keys_label: QLabel


class VersionsView(QWidget):
    """Compares two copies of a plan; satisfies `prevent_desk.ui.page.Page`."""

    title = "Versions"
    icon = "git-compare"

    def __init__(self, around: Around, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("pane", "surface")
        self._around = around
        self._copies: dict[str, Copy] = {}
        self._plan: PlanHead | None = None
        self._pair: tuple[Copy, Copy] | None = None
        self._comparison: Comparison | None = None
        self._job: Job[Comparison] | None = None
        self._wanted_row: int | None = None
        self._build()
        self._connect()

    # What the shell asks

    def widget(self) -> QWidget:
        """Return the view itself."""
        return self

    def crumbs(self) -> Sequence[Command]:
        """Return the view's own place."""
        return (Command("Versions", partial(self._around.open_view, acts.VIEW, {})),)

    def commands(self) -> Sequence[Command]:
        """Return what can be done here and now."""
        found = [Command("Freeze version…", self.freeze, "stamp", "", "stamp agree keep")]
        change = self.table.current()
        if change is not None and change.now is not None:
            found.append(
                Command(f"Open {change.name} in the plan", self._open_current, "layout-list")
            )
        return found

    def primary_new(self) -> Callable[[], object] | None:
        """Return what Ctrl+N does: a new version."""
        return self.freeze if self._plan else None

    def position(self) -> dict[str, Any]:
        """Return the plan, both copies and the row, in plain JSON values."""
        if self._plan is None:
            return {}
        found: dict[str, Any] = {"plan": self._plan.id}
        if self._pair:
            found |= {"before": self._pair[0].key, "after": self._pair[1].key}
        return {**found, "row": self.table.currentIndex().row()}

    def go_to(self, position: dict[str, Any]) -> None:
        """Show a plan's versions and compare two copies; without any, those that come first."""
        sheet = self._around.sheet()
        plan = position.get("plan", sheet.head.id if sheet else None)
        known = {head.id for head in self._around.services.plans.plans()}
        row = position.get("row")
        self._wanted_row = row if isinstance(row, int) else None
        self._read(plan if plan in known else None)
        copies = self._copies
        before, after = (copies.get(str(position.get(name))) for name in ("before", "after"))
        self._choose((before, after) if before and after else self._first())

    def flush(self) -> None:
        """Nothing is typed here."""

    def reload(self) -> None:
        """Show the store as it is now, with the same copies and row where they are still there."""
        if self._plan is None:
            return
        known = {head.id for head in self._around.services.plans.plans()}
        pair = self._pair
        self._read(self._plan.id if self._plan.id in known else None)
        same = (
            (self._copies.get(pair[0].key), self._copies.get(pair[1].key)) if pair else (None, None)
        )
        before, after = same
        self._choose((before, after) if before and after else self._first())

    def shown_count(self) -> str:
        """Return "9 of 17 changes shown"."""
        if self._comparison is None:
            return ""
        total = self.table.model_.total()
        shown = self.table.model_.rowCount()
        return f"{shown:,} of {total:,} {'change' if total == 1 else 'changes'} shown"

    # What can be done here

    def freeze(self) -> None:
        """Freeze the plan's working copy."""
        acts.freeze(self._around)
        self.reload()

    def compare_with(self, before: Copy, after: Copy) -> None:
        """Compare two copies."""
        self._choose((before, after))

    def export_menu(self) -> QMenu:
        """Return the menu of papers that can be made of what is on show."""
        return papers_menu(self._pair, self.export, self)

    def export(self, copy: Copy, kind: Kind) -> None:
        """Take a copy out of the desk, or what changed in it since the other one."""
        around, services = self._around, self._around.services
        before = self._pair[0] if self._pair else None
        against = before.version.id if kind is Kind.CHANGES and before and before.version else None
        ExportDialog(
            services.plans,
            copy.plan.id,
            around.desk,
            around.clock,
            self,
            kind=kind,
            versions=services.versions,
            version=copy.version.id if copy.version else None,
            against=against,
        ).exec()

    # Making it

    def _build(self) -> None:
        self.form = form = _VersionsForm(self)
        theme.changed.connect(self._lay)
        self.list = VersionList()
        form.list_place.addWidget(self.list)
        self.table = ChangeTable()
        self.same = EmptyState("circle-check")
        self.none_fit = EmptyState()
        self.empty = EmptyState(
            "stamp",
            "No version frozen yet",
            "Freeze the plan when a meeting has agreed it. From then on the desk shows what has "
            "changed since, and prints the plan as it stood.",
            first="Freeze version",
            first_icon="stamp",
        )
        self.no_plan = EmptyState(
            "layout-list",
            "No delivery plan yet",
            "Bring one in or start one; its versions are kept here.",
            first="Delivery plan",
        )
        self.waiting = QWidget()
        for one in (self.table, self.same, self.none_fit, self.empty, self.no_plan, self.waiting):
            form.stack.addWidget(one)
        form.progress_card.hide()
        form.before_combo.setAccessibleName("Compare")
        form.after_combo.setAccessibleName("with")
        flow = FlowLayout(form.chip_row, 6)
        self.chips: dict[What, ChipButton] = {}
        for what in What:
            chip = self.chips[what] = ChipButton(checkable=True)
            chip.toggled.connect(self._filter)
            flow.addWidget(chip)

    def _connect(self) -> None:
        form = self.form
        self.list.picked.connect(self._picked)
        form.before_combo.activated.connect(lambda _row: self._combos_changed())
        form.after_combo.activated.connect(lambda _row: self._combos_changed())
        form.freeze_button.clicked.connect(self.freeze)
        form.export_button.clicked.connect(self._open_export)
        form.progress_card.cancelled.connect(self._cancel)
        self.empty.first_clicked.connect(self.freeze)
        self.no_plan.first_clicked.connect(lambda: self._around.open_view("grid", {}))
        self.none_fit.first_clicked.connect(self.clear_filters)
        self.table.opened.connect(self._open)
        self.table.moved.connect(self._around.desk.page_changed)

    # Which copies

    def _read(self, plan_id: int | None) -> None:
        """Read which copies there are."""
        services = self._around.services
        self._plan = services.plans.head(plan_id) if plan_id is not None else None
        every = all_copies(services, self._plan.id) if self._plan else []
        self._copies = {copy.key: copy for copy in every}
        self.form.plan_label.setText(self._plan.name if self._plan else "")
        for combo in (self.form.before_combo, self.form.after_combo):
            combo.clear()
            for copy in every:
                own = self._plan is not None and copy.plan.id == self._plan.id
                combo.addItem(copy.name if own else f"{copy.plan.name} – {copy.name}", copy.key)

    def _own(self) -> list[Copy]:
        return [c for c in self._copies.values() if self._plan and c.plan.id == self._plan.id]

    def _first(self) -> tuple[Copy, Copy] | None:
        return first_pair(self._own())

    def _choose(self, pair: tuple[Copy, Copy] | None) -> None:
        """Compare two copies beside the window; None where there is nothing to compare."""
        self._drop_job()
        self._pair, self._comparison = pair, None
        form = self.form
        self.list.show_copies(
            [copy for copy in self._own() if copy.version], pair[0].key if pair else ""
        )
        # A plan without a version of its own can be compared with those of other years.
        form.before_combo.setEnabled(len(self._copies) > 1)
        form.after_combo.setEnabled(len(self._copies) > 1)
        form.export_button.setEnabled(pair is not None)
        form.chip_row.setVisible(pair is not None)
        form.keys_label.setVisible(pair is not None)
        form.freeze_button.setEnabled(self._plan is not None)
        if pair is None:
            form.stack.setCurrentWidget(self.empty if self._plan else self.no_plan)
            self._around.desk.page_changed()
            return
        for combo, copy in zip((form.before_combo, form.after_combo), pair, strict=True):
            combo.setCurrentIndex(combo.findData(copy.key))
        self._compare(pair)

    def _picked(self, copy: Copy) -> None:
        after = self._pair[1] if self._pair else None
        if after is None or after.key == copy.key:
            after = next(one for one in self._own() if one.version is None)
        self._choose((copy, after))

    def _combos_changed(self) -> None:
        keys = self.form.before_combo.currentData(), self.form.after_combo.currentData()
        self._choose((self._copies[keys[0]], self._copies[keys[1]]))

    # Comparing

    def _compare(self, pair: tuple[Copy, Copy]) -> None:
        services = self._around.services

        def work(_report: Report, stopped: Stopped) -> Comparison:
            before = contents_of(services, pair[0])
            if stopped():
                raise StoppedError
            return compare(before, contents_of(services, pair[1]))

        self.form.progress_card.start("Comparing", "Nothing is changed by it.")
        self._job = jobs.run(
            work, self, done=self._show, failed=self._failed, cancelled=self._cancelled
        )

    def _show(self, comparison: Comparison) -> None:
        self._end_job()
        self._comparison = comparison
        assert self._pair is not None  # noqa: S101 - it is what was compared
        names = tuple(f"In {copy.told}" for copy in self._pair)
        self.table.show_changes(comparison.changes, (names[0], names[1]))
        if self._wanted_row is not None:
            self.table.go(self._wanted_row)
            self._wanted_row = None
        counts = comparison.counts()
        for what, chip in self.chips.items():
            tone, icon = chip_of(what)
            chip.show_state(count_words(what, counts[what]), icon, tone)
            chip.setVisible(counts[what] > 0)
            if not counts[what]:
                chip.setChecked(False)
        self._show_rows()

    def _show_rows(self) -> None:
        """Show the rows, or why there are none."""
        if self._comparison is None or self._pair is None:
            return
        stack, before, after = self.form.stack, self._pair[0].told, self._pair[1].told
        if not self._comparison.changes:
            since = f"Nothing has changed since {before}"
            if self._pair[1].version is not None:
                since = f"{before} and {after} are the same"
            self.same.show_text(since, f"{before} is compared with {after}.")
            stack.setCurrentWidget(self.same)
        elif not self.table.model_.rowCount():
            chosen = ", ".join(chip.text() for chip in self.chips.values() if chip.isChecked())
            self.none_fit.set_filtered("Nothing fits this filter", chosen)
            stack.setCurrentWidget(self.none_fit)
        else:
            stack.setCurrentWidget(self.table)
        self._around.desk.page_changed()

    def _failed(self, error: BaseException) -> None:
        self._end_job()
        told = messages.words_for(error)
        self.same.show_text(told.title, told.words, icon="file-x", tone="red")
        self.form.stack.setCurrentWidget(self.same)

    def _cancelled(self) -> None:
        self._end_job()
        self.same.show_text("Stopped", "Choose two copies to compare.", icon="git-compare")
        self.form.stack.setCurrentWidget(self.same)

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _drop_job(self) -> None:
        if self._job is not None:
            self._job.forget()
            self._end_job()

    def _end_job(self) -> None:
        self._job = None
        self.form.progress_card.finish()

    # Filters

    def clear_filters(self) -> None:
        """Show all changes again."""
        for chip in self.chips.values():
            chip.setChecked(False)

    def _filter(self) -> None:
        self.table.show_kinds([what for what, chip in self.chips.items() if chip.isChecked()])
        self._show_rows()

    # Away from here

    def _open_current(self) -> None:
        change = self.table.current()
        if change is not None:
            self._open(change)

    def _open(self, change: Change) -> None:
        """Open what changed in the grid, where it is still there."""
        if self._pair is None:
            return
        if change.now is None or change.of is not Of.ACTION:
            words = "is no longer in the plan" if change.what is What.REMOVED else "is no action"
            self._around.desk.toast(f"{change.name} {words}", icon="info")
            return
        place = {"plan": self._pair[1].plan.id, "action": change.now.row.id}
        self._around.open_view("grid", place)

    def _open_export(self) -> None:
        menu = self.export_menu()
        menu.aboutToHide.connect(menu.deleteLater)
        button = self.form.export_button
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def _lay(self) -> None:
        """Give the list its width; large text must leave the changes most of the page."""
        wide = min(theme.px(_LIST_PX), self.width() * 24 // 100)
        self.form.list_pane.setFixedWidth(max(_LEAST_LIST_PX, wide))
        for combo in (self.form.before_combo, self.form.after_combo):
            combo.setMaximumWidth(theme.px(_COMBO_PX))

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new width."""
        super().resizeEvent(event)
        self._lay()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the focus on to the changes, or to what is offered instead."""
        super().focusInEvent(event)
        shown = self.form.stack.currentWidget()
        (
            shown if shown in (self.table, self.empty, self.no_plan, self.none_fit) else self.list
        ).setFocus()
