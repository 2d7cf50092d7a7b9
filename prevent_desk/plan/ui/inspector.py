"""The pane at the right: everything about the current action, or about all that are chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Protocol

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from prevent_desk.core.clock import Clock
from prevent_desk.core.errors import DeskError
from prevent_desk.plan.model.counts import count
from prevent_desk.plan.model.expected import Expected
from prevent_desk.plan.model.records import ActionDetail, ActionRow, Field, PlanHead
from prevent_desk.plan.ui import stages
from prevent_desk.plan.ui.acts import Acts
from prevent_desk.plan.ui.columns import stage_word
from prevent_desk.plan.ui.inspector_fields import DatesPart, MeasuresPart, ResourcesPart
from prevent_desk.plan.ui.inspector_progress import (
    HistoryPart,
    Part,
    ProgressPart,
    StagePicker,
    empty,
)
from prevent_desk.plan.ui.inspector_updates import UpdatesPart
from prevent_desk.ui import tab_order, theme
from prevent_desk.ui.page import Desk
from prevent_desk.ui.widgets.button import IconButton
from prevent_desk.ui.widgets.labels import IconLabel, Rule, WrapLabel

FOLLOW_MS = 80
WIDTH_PX = 338
_EDGES_PX = 28 + 14
"""Padding at both sides, and the scroll bar."""

Work = Callable[[ActionDetail, PlanHead], Expected]


class Section(Protocol):
    """A part of the pane that another subject brings, such as plan health."""

    def widget(self) -> QWidget:
        """Return the part's own widget (usually self)."""
        ...

    def follow(self, detail: ActionDetail, head: PlanHead) -> None:
        """Show what belongs to an action, as it is stored now."""
        ...

    def flush(self) -> None:
        """Keep what is being typed as drafts."""
        ...


class Inspector(QFrame):
    """Follows the grid's selection after 80 ms unless it is pinned; F6 comes in, Esc goes back."""

    left = Signal()
    """Esc: the cursor goes back to the row."""
    left_by_tab = Signal(bool)
    """Tab went past the last field (True), or back past the first (False)."""
    closed = Signal()
    """The pane shall close."""

    def __init__(
        self,
        acts: Acts,
        desk: Desk,
        clock: Clock,
        expected: Work,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._acts, self._desk, self._expected = acts, desk, expected
        self._rows: tuple[ActionRow, ...] = ()
        self._waiting: tuple[ActionRow, ...] = ()
        self._head: PlanHead | None = None
        self._shown_id: int | None = None
        self._sections: list[Section] = []
        self._timer = QTimer(self, singleShot=True, interval=FOLLOW_MS)
        self._timer.timeout.connect(self._follow)
        self.setProperty("pane", "surface")
        self.setAccessibleName("Details of the action")
        self._build(clock.today)
        self._connect()

    def add_section(self, section: Section) -> None:
        """Put another subject's part into the pane: above the updates, below those added before."""
        widget, below = section.widget(), self._column.indexOf(self.updates)
        self._column.insertWidget(below, widget)
        self._column.insertWidget(below + 1, Rule())
        self._sections.append(section)

    def follow(self, rows: Sequence[ActionRow], head: PlanHead | None) -> None:
        """Show these actions in a moment, so that holding an arrow key down stays quick."""
        self._waiting, self._head = tuple(rows), head
        self._timer.start()

    def show_now(self, rows: Sequence[ActionRow], head: PlanHead | None) -> None:
        """Show these actions at once."""
        self._waiting, self._head = tuple(rows), head
        self._timer.stop()
        self._follow()

    def reload(self) -> None:
        """Show the same action as it is stored now."""
        if self.isVisible() or self._shown_id is not None:
            self._show()

    def shown_action(self) -> int | None:
        """Return the id of the action in the pane, or None."""
        return self._shown_id

    def commit(self) -> None:
        """Write what is typed and can be written."""
        self.dates.commit()
        self.resources.commit()
        self.progress.commit()

    def flush(self) -> None:
        """Keep what is being typed as drafts."""
        self.progress.flush()
        self.resources.flush()
        self.updates.flush()
        for section in self._sections:
            section.flush()

    def begin(self) -> None:
        """Put the cursor into the pane, at its first field."""
        picker = self.many_picker if self._stack.currentIndex() == 1 else self.progress.picker
        picker.begin()

    def begin_target(self, criterion: str) -> None:
        """Put the cursor where the target of a criterion is typed; it is counted from then on."""
        self.measures.begin_target(criterion)
        focused: QWidget | None = self.window().focusWidget()
        if focused is not None and self.measures.isAncestorOf(focused):
            self._area.ensureWidgetVisible(focused)

    def sizeHint(self) -> QSize:
        """Return the pane's width."""
        return QSize(theme.px(WIDTH_PX), 400)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Go down the pane as the eye does, and out of it at its ends."""
        stop = tab_order.next_stop(self, forward=forward)
        if stop is None:
            self.left_by_tab.emit(forward)
        else:
            reason = Qt.FocusReason.TabFocusReason
            stop.setFocus(reason if forward else Qt.FocusReason.BacktabFocusReason)
            self._area.ensureWidgetVisible(stop)
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the edge towards the grid, on which the pane lies as a drawer."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.fillRect(0, 0, 1, self.height(), theme.colour("line2"))
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back to the row on Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    # Making it

    def _build(self, today: Callable[[], date]) -> None:
        self.ref_label = QLabel()
        self.ref_label.setProperty("t", "meta")
        self.title_label = WrapLabel("", "h2")
        self.pin_button = IconButton("pin", "Keep this action here", small=True)
        self.pin_button.setCheckable(True)
        self.close_button = IconButton("x", "Close this pane", shortcut="F4", small=True)
        top = QHBoxLayout()
        top.setContentsMargins(14, 8, 8, 0)
        top.addWidget(self.ref_label, 1)
        top.addWidget(self.pin_button)
        top.addWidget(self.close_button)
        title = QHBoxLayout()
        title.setContentsMargins(14, 0, 14, 2)
        title.addWidget(self.title_label)
        self.progress = ProgressPart(self._desk)
        self.history = HistoryPart()
        self.measures = MeasuresPart()
        self.dates = DatesPart(today)
        self.resources = ResourcesPart(self._desk)
        self.updates = UpdatesPart(self._desk, today)
        one = QWidget()
        one.setProperty("pane", "surface")
        column = self._column = QVBoxLayout(one)
        column.setContentsMargins(0, 0, 0, 12)
        column.setSpacing(0)
        parts = (
            self.progress, self.history, self.updates, self.measures, self.dates, self.resources,
        )  # fmt: skip
        for place, part in enumerate(parts):
            if place:
                column.addWidget(Rule())
            column.addWidget(part)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidget(one)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area = area
        self._stack = QStackedWidget()
        self._stack.addWidget(area)
        self._stack.addWidget(self._build_many())
        self._stack.addWidget(self._build_none())
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(top)
        outer.addLayout(title)
        outer.addWidget(self._stack, 1)

    def _build_many(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        part = Part()
        self._counts = QVBoxLayout()
        self._counts.setSpacing(3)
        part.column.addLayout(self._counts)
        label = QLabel("Declare progress for all")
        label.setProperty("t", "h3")
        part.column.addSpacing(6)
        part.column.addWidget(label)
        self.many_picker = StagePicker()
        part.column.addWidget(self.many_picker)
        part.column.addSpacing(6)
        part.column.addWidget(
            WrapLabel(
                "To write one value into a column of all: type it in the grid and press "
                "Ctrl+Enter. Ctrl+D fills down, Del clears. One Ctrl+Z takes all back.",
                "small",
            )
        )
        column.addWidget(part)
        column.addStretch(1)
        return page

    def _build_none(self) -> QWidget:
        part = Part()
        part.column.addWidget(WrapLabel("Choose an action to see all of it here.", "small"))
        part.column.addStretch(1)
        return part

    def _connect(self) -> None:
        self.close_button.clicked.connect(self.closed)
        self.pin_button.toggled.connect(self._pinned)
        self.progress.chosen.connect(self._declare)
        self.many_picker.chosen.connect(lambda code: self._declare(code or None))
        self.progress.reason_given.connect(self._write_reason)
        self.dates.given.connect(self._write)
        self.resources.given.connect(self._write_resources)
        self.measures.measured.connect(self._acts_on(self._acts.set_measure))
        self.updates.added.connect(self._acts_on(self._acts.add_update, self.updates.written))
        self.updates.edited.connect(self._acts_on(self._acts.edit_update, self.updates.written))
        self.updates.removed.connect(self._acts_on(self._acts.remove_update))

    # Showing

    def _pinned(self, on: bool) -> None:
        self.pin_button.set_icon_name("pin-off" if on else "pin")
        self.pin_button.name_it("Follow the selection again" if on else "Keep this action here")
        if not on:
            self._follow()

    def _follow(self) -> None:
        if self.pin_button.isChecked() and self._shown_id is not None:
            return
        if [row.id for row in self._rows] != [row.id for row in self._waiting]:
            self.commit()
            self.updates.flush()
            self.history.fold()
            self._area.verticalScrollBar().setValue(0)
        self._rows = self._waiting
        self._show()

    def _show(self) -> None:
        head = self._head
        if head is None or not self._rows:
            self._shown_id = None
            self.ref_label.setText("")
            self.title_label.setText("No action chosen")
            self._stack.setCurrentIndex(2)
        elif len(self._rows) > 1:
            self._show_many(head)
        else:
            self._show_one(head)

    def _show_one(self, head: PlanHead) -> None:
        try:
            detail = self._acts.plans.detail(self._rows[0].id)
        except DeskError:
            # Removed meanwhile; the grid is about to say so.
            self._rows = ()
            self._show()
            return
        row = detail.row
        self._shown_id = row.id
        self.ref_label.setText(row.ref)
        self.title_label.setText(row.title or "Untitled action")
        room = theme.px(WIDTH_PX) - _EDGES_PX
        self.progress.show_progress(detail, head, self._expected(detail, head), room)
        self.history.show_history(detail.history, head)
        for section in self._sections:
            section.follow(detail, head)
        self.measures.show_criteria(detail)
        self.dates.show_dates(detail)
        self.resources.show_resources(detail)
        self.updates.show_updates(detail)
        self._stack.setCurrentIndex(0)

    def _show_many(self, head: PlanHead) -> None:
        self._shown_id = None
        self.ref_label.setText("")
        self.title_label.setText(f"{len(self._rows)} actions chosen")
        empty(self._counts)
        for stage, number in stages.told(count(self._rows, head.legend)):
            word = stage_word(head, stage.code if stage else None).lower()
            token = stages.tone(stage) if stage else "text2"
            self._counts.addWidget(IconLabel(f"{number} {word}", stages.glyph(stage), ink=token))
        same = {row.progress for row in self._rows}
        self.many_picker.show_stage(
            head, next(iter(same)) if len(same) == 1 else None, theme.px(WIDTH_PX) - _EDGES_PX
        )
        self._stack.setCurrentIndex(1)

    # Acting

    def _declare(self, code: object) -> None:
        if self._head is not None and self._rows:
            self._acts.set_progress(self._rows, self._head, code if isinstance(code, str) else None)

    def _write(self, field: object, text: str) -> bool:
        return (
            isinstance(field, Field)
            and bool(self._rows)
            and self._acts.write(self._rows[:1], field, text)
        )

    def _write_reason(self, text: str) -> None:
        if self._write(Field.REASON, text):
            self.progress.written(text)

    def _write_resources(self, text: str) -> None:
        if self._write(Field.RESOURCES, text):
            self.resources.written(text)

    def _acts_on(
        self, act: Callable[..., object], then: Callable[[], object] | None = None
    ) -> Callable[..., None]:
        """Return a slot that does something to the action in the pane, and `then` if it was."""

        def slot(*values: object) -> None:
            if self._shown_id is not None and act(self._shown_id, *values) and then is not None:
                then()

        return slot
