"""Partners' returns: who has answered, what each answer would change, and what is kept of it.

Decisions are kept as they are made and write nothing into the plan; Apply writes them as one act.
Reading the register and comparing a return are done beside the window.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QFocusEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QWidget,
)

from prevent_desk.core.errors import DeskError
from prevent_desk.plan.model.partners.merging import Applied, Received
from prevent_desk.plan.model.partners.records import Comparison, RegisterLine
from prevent_desk.plan.ui.around import Around
from prevent_desk.plan.ui.returns import said
from prevent_desk.plan.ui.returns.deciding import Deciding
from prevent_desk.plan.ui.returns.files_in import FilesIn
from prevent_desk.plan.ui.returns.model import DifferencesModel, kinds_named
from prevent_desk.plan.ui.returns.page_commands import page_commands
from prevent_desk.plan.ui.returns.page_frame import Frame
from prevent_desk.plan.ui.returns.wanted import Wanted, next_to_do
from prevent_desk.ui import jobs, messages, theme
from prevent_desk.ui.jobs import Report, Stopped
from prevent_desk.ui.page import Command


class ReturnsPage(QWidget):
    """The register at the left, one return's differences at the right; a view of the room."""

    title = "Returns"
    icon = "git-merge"

    def __init__(self, around: Around, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("pane", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAcceptDrops(True)
        self._around, self._desk = around, around.desk
        self._returns = around.services.returns
        self.model = DifferencesModel(self)
        self.deciding = Deciding(self._returns, self.model, around.desk, around.clock, self)
        self._wanted = Wanted()
        self._asked = 0
        self._is_stale = True
        self._frame = frame = Frame(self, self.model)
        self.agencies, self.head, self.table = frame.agencies, frame.head, frame.table
        self.state, self.filtered_state = frame.state, frame.filtered_state
        self.foot, self.card, self.arrived = frame.foot, frame.card, frame.arrived
        self.files = FilesIn(self._returns, self._desk, self.card, self.arrived, self)
        self._connect()

    # What the shell asks

    def widget(self) -> QWidget:
        """Return the page itself."""
        return self

    def crumbs(self) -> Sequence[Command]:
        """Return "Returns", and the agency whose return is on show."""
        here = Command(self.title, self.agencies.list.setFocus)
        line = self.agencies.current()
        return (here, Command(line.send.agency, self.table.setFocus)) if line else (here,)

    def commands(self) -> Sequence[Command]:
        """Return what can be done here and now."""
        return page_commands(self)

    def primary_new(self) -> Callable[[], object] | None:
        """Return nothing: returns are made by partners."""
        return None

    def position(self) -> dict[str, Any]:
        """Return agency, difference and filter, in plain JSON values."""
        line = self.agencies.current()
        if line is None:
            return {}
        found = self.table.current()
        return {
            "send": line.send.id,
            "difference": found.key if found else "",
            "kinds": sorted(kind.value for kind in self.model.kinds),
            "only_open": self.model.only_open,
        }

    def go_to(self, position: dict[str, Any]) -> None:
        """Go where `position` says; what no longer exists is passed over in silence.

        Besides what `position` returns, {"agency": name} goes to an agency's newest line.
        """
        send = position.get("send")
        agency = position.get("agency")
        if send is None and isinstance(agency, str):
            folded = agency.casefold()
            lines = self.agencies.lines()
            send = next((li.send.id for li in lines if li.send.agency.casefold() == folded), None)
        only_open = position.get("only_open")
        self._wanted = Wanted(
            send if isinstance(send, int) else None,
            str(position.get("difference") or ""),
            kinds_named(position.get("kinds")),
            only_open if isinstance(only_open, bool) else None,
        )
        self._read()

    def flush(self) -> None:
        """Keep whatever is being typed."""
        self.table.flush()

    def reload(self) -> None:
        """Show the store as it is now, keeping place and selection; later where not in sight."""
        self._is_stale = True
        if self.isVisible():
            self._read()

    def shown_count(self) -> str:
        """Return how far the return on show is decided: "13 of 20 decided"."""
        of = self.model.to_decide_count()
        return f"{self.model.decided_count():,} of {of:,} decided" if of else ""

    # What the officer does

    def bring_in(self) -> None:
        """Ask for files and take them in."""
        self.files.ask()

    def take_all_clear(self) -> None:
        """Decide every clear difference as proposed."""
        self.flush()
        self.deciding.take_all_clear()

    def apply(self) -> None:
        """Write what was decided, as one act."""
        self.flush()
        comparison = self.model.comparison()
        if comparison is None or self.deciding.is_busy or self.files.is_busy:
            return
        self.card.start(
            f"Writing the return of {comparison.send.agency}",
            "It is one act: all of it is written, or nothing.",
        )
        self.card.cancel_button.hide()
        self.deciding.apply()
        if not self.deciding.is_busy:
            self.card.finish()

    def discard(self) -> None:
        """Take the return on show out of the register; Undo brings it back."""
        comparison = self.model.comparison()
        if comparison is None:
            return
        failed = object()
        act = partial(self._returns.discard, comparison.return_id)
        if self._around.acts.do(act, failed) is not failed:
            self._around.acts.tell(f"The return of {comparison.send.agency} is taken out")
            self._read()

    def send(self) -> None:
        """Send workbooks out."""
        # Loaded when wanted: a page that is only read does without.
        from prevent_desk.plan.ui.partners.send_dialog import SendDialog

        around, sheet = self._around, self._around.sheet()
        if sheet is not None:
            SendDialog(around.services, sheet.head.id, self._desk, around.clock, self).exec()
            self._read()

    def chase(self) -> None:
        """Draft reminders to those who have not answered."""
        from prevent_desk.plan.ui.partners.chase_dialog import ChaseDialog

        around, sheet = self._around, self._around.sheet()
        if sheet is not None:
            ChaseDialog(around.services, sheet.head.id, self._desk, around.clock, self).exec()
            self._read()

    # Reading

    def _read(self) -> None:
        """Read the register, then the return that is wanted."""
        sheet = self._around.sheet()
        self._is_stale = False
        if sheet is None:
            self._show_register([])
            return
        plan_id, today = sheet.head.id, self._around.clock.today()
        self.model.legend, self.model.today = sheet.head.legend, today
        self._asked += 1
        asked = self._asked

        def work(_report: Report, _stopped: Stopped) -> list[RegisterLine]:
            return self._returns.register(plan_id, today)

        def done(lines: list[RegisterLine]) -> None:
            if asked == self._asked:
                self._show_register(lines)

        jobs.run(work, self, done, self._failed)

    def _show_register(self, lines: Sequence[RegisterLine]) -> None:
        self.agencies.show_lines(lines, self._around.clock.today())
        self._frame.show_list(shown=bool(lines))
        if not lines:
            self.model.show_comparison(None)
            self._frame.show_state(self.model, None, self._around)
            self._desk.page_changed()
            return
        self.agencies.go_to(self._wanted.among(lines, self.agencies.current()))
        self._compare()

    def _choose(self, line: object) -> None:
        """Show another agency's return, because a person chose its line."""
        if isinstance(line, RegisterLine):
            self.flush()
            self._wanted = Wanted(line.send.id)
            self._compare()

    def _compare(self) -> None:
        line = self.agencies.current()
        self._asked += 1
        asked = self._asked
        if line is None or line.return_id is None:
            self.model.show_comparison(None)
            self._frame.show_state(self.model, line, self._around)
            self._desk.page_changed()
            return
        return_id = line.return_id

        def work(_report: Report, _stopped: Stopped) -> Comparison:
            return self._returns.comparison(return_id)

        def done(comparison: Comparison) -> None:
            if asked == self._asked:
                self._show_comparison(comparison)

        jobs.run(work, self, done, self._failed)

    def _show_comparison(self, comparison: Comparison) -> None:
        shown = self.model.comparison()
        is_same = shown is not None and shown.return_id == comparison.return_id
        found = self.table.current()
        key = self._wanted.key or (found.key if found and is_same else "")
        kinds, only_open = self._wanted.kinds, self._wanted.only_open
        if is_same and only_open is None:
            kinds, only_open = self.model.kinds, self.model.only_open
        self.deciding.begin(comparison, is_same=is_same)
        self._wanted = replace(self._wanted, key="", kinds=frozenset(), only_open=None)
        self.model.show_comparison(comparison)
        waits = self.model.open_count() > 0
        self.model.lay(kinds, waits if only_open is None else only_open)
        self._frame.show_state(self.model, self.agencies.current(), self._around)
        self.head.show_comparison(comparison)
        self._frame.order_tabs()
        if not self.table.go_to_key(key):
            self.table.go_to_row(0)
        self.foot.show_written(self.model.is_written)
        self._tell_line()
        self._frame.show_filtered(self.model)
        self._desk.page_changed()

    # What came of it

    def _changed(self, keys: object) -> None:
        self._desk.saved()
        self.head.refresh()
        self._tell_line()
        self._desk.page_changed()
        if isinstance(keys, tuple) and len(keys) == 1:
            self._say_hint()

    def _all_taken(self, count: int) -> None:
        left = self.model.open_count()
        more = f", {left:,} left for you" if left else ""
        self._desk.toast(f"{said.many(count, 'clear change')} taken{more}")
        self.table.setFocus()

    def _applied(self, applied: Applied) -> None:
        self._desk.saved()
        # The room's other views read the plan again; so does this one.
        self._around.acts.plan_changed.emit()
        self._around.acts.tell(applied.sentence(), undo=not applied.changed_nothing)
        line = self.agencies.current()
        if line is not None and line.send.agency == applied.agency and not applied.left:
            self._wanted = Wanted(next_to_do(self.agencies.lines(), line).send.id)
        self._read()
        self.table.setFocus()

    def _taken_in(self, taken: Sequence[Received]) -> None:
        self._wanted = Wanted(return_id=taken[0].return_id)
        self._read()

    def _failed(self, error: BaseException) -> None:
        messages.show_failure(self, error)
        self.table.setFocus()
        if isinstance(error, DeskError) and self.model.comparison() is not None:
            # What could not be done may stand otherwise in the desk than on the screen.
            self._compare()

    def _busy(self, busy: bool) -> None:
        self._frame.work.setEnabled(not busy)
        if busy:
            self.setCursor(Qt.CursorShape.BusyCursor)
            return
        self.unsetCursor()
        self.card.finish()

    # Wiring

    def _connect(self) -> None:
        around, table, deciding = self._around, self.table, self.deciding
        self.agencies.chosen.connect(self._choose)
        self.agencies.entered.connect(table.setFocus)
        self.agencies.left.connect(lambda: around.open_view("grid", {}))
        self.agencies.bring_button.clicked.connect(self.bring_in)
        self.agencies.chase_button.clicked.connect(self.chase)
        self.head.filtered.connect(self._filter)
        self.head.clear_button.clicked.connect(self.take_all_clear)
        self.head.apply_button.clicked.connect(self.apply)
        self.head.more_button.clicked.connect(self._more)
        table.chosen.connect(deciding.decide)
        table.taken_back.connect(deciding.take_back)
        table.opened.connect(lambda action: around.open_view("grid", {"action": action}))
        table.typed.connect(deciding.keep_typed)
        table.apply_asked.connect(self.apply)
        table.undo_asked.connect(deciding.undo)
        table.redo_asked.connect(deciding.redo)
        table.left.connect(self._leave_table)
        table.draft = deciding.typed
        table.can_undo, table.can_redo = deciding.history.can_undo, deciding.history.can_redo
        deciding.changed.connect(self._changed)
        deciding.stepped.connect(table.go_to_key)
        deciding.refused.connect(self._failed)
        deciding.failed.connect(self._failed)
        deciding.all_taken.connect(self._all_taken)
        deciding.applied.connect(self._applied)
        deciding.busy.connect(self._busy)
        self.files.taken.connect(self._taken_in)
        self.state.first_clicked.connect(self._state_first)
        self.state.second_clicked.connect(self._state_second)
        self.filtered_state.first_clicked.connect(self.head.clear_filter)
        around.acts.rows_changed.connect(self._plan_changed)
        around.acts.plan_changed.connect(self._plan_changed)
        theme.changed.connect(self._fit)

    def _plan_changed(self) -> None:
        self._is_stale = True

    def _state_first(self) -> None:
        (self.bring_in if self.agencies.current() is not None else self.send)()

    def _state_second(self) -> None:
        line = self.agencies.current()
        if line is None:
            self.bring_in()
        elif line.return_id is None:
            self.chase()
        else:
            self.discard()

    def _filter(self, kinds: object, only_open: bool) -> None:
        found = self.table.current()
        self.table.flush()
        if isinstance(kinds, frozenset):
            self.model.lay(kinds, only_open)
        self.head.refresh()
        if found is None or not self.table.go_to_key(found.key):
            self.table.go_to_row(0)
        self._frame.show_filtered(self.model)
        self._desk.page_changed()

    def _leave_table(self) -> None:
        if not self.head.clear_filter():
            self.agencies.list.setFocus()

    def _more(self) -> None:
        self._frame.show_more(self.discard)

    def _tell_line(self) -> None:
        """Show in the list how many decisions the return on show still waits for."""
        comparison = self.model.comparison()
        line = self.agencies.line(comparison.send.id) if comparison is not None else None
        if line is not None and comparison is not None and line.return_id == comparison.return_id:
            self.agencies.update_line(replace(line, to_decide=self.model.open_count()))

    def _say_hint(self) -> None:
        """Tell screen readers what was decided."""
        row = self.table.currentIndex().row()
        if row >= 0:
            self._frame.say_aloud(self.model.hint(row))

    def _fit(self) -> None:
        self._frame.fit(self.width())

    # Qt overrides

    def showEvent(self, event: QShowEvent) -> None:
        """Read what changed while the page was out of sight."""
        super().showEvent(event)
        if self._is_stale:
            self._read()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the list its width."""
        super().resizeEvent(event)
        self._fit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the keyboard to the table, or to what stands in its place."""
        super().focusInEvent(event)
        self._frame.focus(self.model, event.reason())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files of this computer."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Bring in what was dropped."""
        event.acceptProposedAction()
        self.files.take_dropped(event.mimeData())

    def minimumSizeHint(self) -> QSize:
        """Let the window be as small as it wants."""
        return QSize(0, 0)
