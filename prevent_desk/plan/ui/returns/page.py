"""Partners' returns: who has answered, what each answer would change, and what is kept of it.

Decisions are kept as they are made and write nothing into the plan; Apply writes them as one act.
Reading the register and comparing a return are done beside the window.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QDragEnterEvent,
    QDropEvent,
    QFocusEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMenu,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from prevent_desk.core.errors import DeskError
from prevent_desk.plan.model.partners.merging import Applied, Received
from prevent_desk.plan.model.partners.records import Comparison, Kind, RegisterLine, State
from prevent_desk.plan.ui.around import Around
from prevent_desk.plan.ui.returns import empty, said
from prevent_desk.plan.ui.returns.agencies import AgenciesPane
from prevent_desk.plan.ui.returns.arrived import ArrivedPane
from prevent_desk.plan.ui.returns.deciding import Deciding
from prevent_desk.plan.ui.returns.files_in import FilesIn
from prevent_desk.plan.ui.returns.foot import KeysFoot
from prevent_desk.plan.ui.returns.head import ReturnHead
from prevent_desk.plan.ui.returns.model import DifferencesModel, kinds_named
from prevent_desk.plan.ui.returns.table import DifferencesTable
from prevent_desk.ui import icons, jobs, messages, theme
from prevent_desk.ui.jobs import Report, Stopped
from prevent_desk.ui.page import Command
from prevent_desk.ui.widgets.empty_state import EmptyState
from prevent_desk.ui.widgets.labels import Rule
from prevent_desk.ui.widgets.progress_card import ProgressCard

_LIST_PX = 224


@dataclass(frozen=True, slots=True)
class _Wanted:
    """Where `go_to` wants to be once the register is read."""

    send_id: int | None = None
    key: str = ""
    kinds: frozenset[Kind] = frozenset()
    only_open: bool | None = None
    return_id: int | None = None


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
        self._wanted = _Wanted()
        self._asked = 0
        self._is_stale = True
        self._build()
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
        found = [Command("Bring in returns…", self.bring_in, "file-input", "", "open files drop")]
        if not self.agencies.chase_button.isHidden():
            found.append(Command(_plain(self.agencies.chase_button.text()), self.chase, "mail"))
        if self.model.to_decide_count():
            apply = _plain(self.head.apply_button.text())
            found.append(Command("Take all clear changes", self.take_all_clear, "check-check"))
            if self.head.apply_button.isEnabled():
                found.append(Command(apply, self.apply, self.icon, "Ctrl+Enter", "merge write"))
            found.append(Command("Take this return out", self.discard, "trash-2", "", "remove"))
        return [*found, *self.table.commands()]

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
        self._wanted = _Wanted(
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
        self.agencies.setVisible(bool(lines))
        self._rule.setVisible(bool(lines))
        if not lines:
            self.model.show_comparison(None)
            self._show_state(None)
            self._desk.page_changed()
            return
        wanted = self._wanted.send_id
        if self._wanted.return_id is not None:
            fresh = [line for line in lines if line.return_id == self._wanted.return_id]
            wanted = fresh[0].send.id if fresh else wanted
        if wanted is None or self.agencies.line(wanted) is None:
            current = self.agencies.current()
            wanted = (current or _first_to_do(lines)).send.id
        self.agencies.go_to(wanted)
        self._compare()

    def _choose(self, line: object) -> None:
        """Show another agency's return, because a person chose its line."""
        if isinstance(line, RegisterLine):
            self.flush()
            self._wanted = _Wanted(line.send.id)
            self._compare()

    def _compare(self) -> None:
        line = self.agencies.current()
        self._asked += 1
        asked = self._asked
        if line is None or line.return_id is None:
            self.model.show_comparison(None)
            self._show_state(line)
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
        self._show_state(self.agencies.current())
        self.head.show_comparison(comparison)
        for before, after in pairwise(
            [self.agencies.chase_button, *self.head.places(), self.table]
        ):
            QWidget.setTabOrder(before, after)
        if not self.table.go_to_key(key):
            self.table.go_to_row(0)
        self.foot.show_written(self.model.is_written)
        self._tell_line()
        self._show_filtered()
        self._desk.page_changed()

    def _show_state(self, line: RegisterLine | None) -> None:
        """Show the table, or in its place why there is none."""
        comparison = self.model.comparison()
        if comparison is not None and comparison.differences:
            self._right.setCurrentWidget(self._work)
            return
        self._right.setCurrentWidget(self.state)
        if line is None:
            empty.show_nothing_sent(self.state)
        elif line.return_id is None:
            empty.show_nothing_back(self.state, line, self._around.clock.today())
        else:
            empty.show_nothing_changed(self.state, line, comparison)

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
            self._wanted = _Wanted(_next_to_do(self.agencies.lines(), line).send.id)
        self._read()
        self.table.setFocus()

    def _taken_in(self, taken: Sequence[Received]) -> None:
        self._wanted = _Wanted(return_id=taken[0].return_id)
        self._read()

    def _failed(self, error: BaseException) -> None:
        messages.show_failure(self, error)
        self.table.setFocus()
        if isinstance(error, DeskError) and self.model.comparison() is not None:
            # What could not be done may stand otherwise in the desk than on the screen.
            self._compare()

    def _busy(self, busy: bool) -> None:
        self._work.setEnabled(not busy)
        if busy:
            self.setCursor(Qt.CursorShape.BusyCursor)
            return
        self.unsetCursor()
        self.card.finish()

    # Wiring

    def _build(self) -> None:
        self.agencies = AgenciesPane()
        self._rule = Rule(Qt.Orientation.Vertical)
        self.head = ReturnHead(self.model)
        self.table = DifferencesTable(self.model)
        self.filtered_state = EmptyState()
        self.foot = KeysFoot()
        self.state = EmptyState()
        self.card = ProgressCard()
        self.card.hide()
        self.arrived = ArrivedPane()
        self._below = QStackedWidget()
        self._below.addWidget(self.table)
        self._below.addWidget(self.filtered_state)
        self._work = QWidget()
        work = QVBoxLayout(self._work)
        work.setContentsMargins(0, 0, 0, 0)
        work.setSpacing(0)
        work.addWidget(self.head)
        work.addWidget(Rule())
        work.addWidget(self._below, 1)
        work.addWidget(Rule())
        work.addWidget(self.foot)
        self._right = QStackedWidget()
        self._right.addWidget(self._work)
        self._right.addWidget(self.state)
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        news = QVBoxLayout()
        news.setContentsMargins(14, 0, 14, 0)
        news.setSpacing(6)
        news.addWidget(self.card)
        news.addWidget(self.arrived)
        right.addLayout(news)
        right.addWidget(self._right, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.agencies)
        row.addWidget(self._rule)
        row.addLayout(right, 1)
        self._right.setCurrentWidget(self.state)

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
        self._show_filtered()
        self._desk.page_changed()

    def _show_filtered(self) -> None:
        """Say why the table is empty, where it is."""
        if self.model.rowCount():
            self._below.setCurrentWidget(self.table)
            return
        self._below.setCurrentWidget(self.filtered_state)
        empty.show_nothing_left(self.filtered_state, self.model)

    def _leave_table(self) -> None:
        if not self.head.clear_filter():
            self.agencies.list.setFocus()

    def _more(self) -> None:
        menu = QMenu(self)
        menu.addAction(icons.icon("trash-2"), "Take this return out", self.discard)
        button = self.head.more_button
        menu.exec(button.mapToGlobal(button.rect().bottomLeft()))
        menu.deleteLater()

    def _tell_line(self) -> None:
        """Show in the list how many decisions the return on show still waits for."""
        comparison = self.model.comparison()
        line = self.agencies.line(comparison.send.id) if comparison is not None else None
        if line is not None and comparison is not None and line.return_id == comparison.return_id:
            self.agencies.update_line(replace(line, to_decide=self.model.open_count()))

    def _say_hint(self) -> None:
        """Tell screen readers what was decided."""
        row = self.table.currentIndex().row()
        if row >= 0 and QAccessible.isActive():
            event = QAccessibleAnnouncementEvent(self.table, self.model.hint(row))
            QAccessible.updateAccessibility(event)

    def _fit(self) -> None:
        self.agencies.setFixedWidth(min(theme.px(_LIST_PX), max(_LIST_PX, self.width() * 2 // 9)))

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
        if self._right.currentWidget() is self._work and self.model.rowCount():
            self.table.setFocus(event.reason())
        elif not self.agencies.isHidden():
            self.agencies.list.setFocus(event.reason())
        else:
            self.state.setFocus(event.reason())

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


def _first_to_do(lines: Sequence[RegisterLine]) -> RegisterLine:
    """Return the first line with something to decide, else the first that came back, else any."""
    for wanted in (
        lambda line: line.to_decide > 0,
        lambda line: line.state is State.RETURNED,
        lambda _line: True,
    ):
        found = next((line for line in lines if wanted(line)), None)
        if found is not None:
            return found
    return lines[0]


def _next_to_do(lines: Sequence[RegisterLine], after: RegisterLine) -> RegisterLine:
    """Return the next line with something to decide, from the top where none follows; else it."""
    ids = [line.send.id for line in lines]
    at = ids.index(after.send.id) + 1 if after.send.id in ids else 0
    for line in (*lines[at:], *lines[:at]):
        if line.state is State.RETURNED and line.send.id != after.send.id:
            return line
    return after


def _plain(words: str) -> str:
    return words.replace("&", "")
