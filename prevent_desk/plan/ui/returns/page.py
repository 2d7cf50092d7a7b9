"""Partners' returns: who has answered, what each answer would change, and what is kept of it.

Decisions are kept as they are made and write nothing into the plan; Apply writes them as one act.
Reading the register and comparing a return are done beside the window.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise
from pathlib import Path
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
    QFileDialog,
    QHBoxLayout,
    QMenu,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from prevent_desk.core.errors import DeskError, Refused
from prevent_desk.plan.model.partners.merging import Applied
from prevent_desk.plan.model.partners.records import (
    Comparison,
    Decision,
    Keep,
    Kind,
    RegisterLine,
    State,
)
from prevent_desk.plan.model.records import Field
from prevent_desk.plan.ui.around import Around
from prevent_desk.plan.ui.returns import said
from prevent_desk.plan.ui.returns.agencies import AgenciesPane
from prevent_desk.plan.ui.returns.arrived import ArrivedPane
from prevent_desk.plan.ui.returns.foot import KeysFoot
from prevent_desk.plan.ui.returns.head import ReturnHead
from prevent_desk.plan.ui.returns.history import Decided, DecisionHistory
from prevent_desk.plan.ui.returns.model import DifferencesModel, kinds_named
from prevent_desk.plan.ui.returns.receiving import Answer, receive_all, receive_one
from prevent_desk.plan.ui.returns.table import DifferencesTable
from prevent_desk.ui import icons, jobs, messages, theme
from prevent_desk.ui.jobs import Job, Report, Stopped
from prevent_desk.ui.page import Command
from prevent_desk.ui.widgets.empty_state import EmptyState
from prevent_desk.ui.widgets.labels import Rule
from prevent_desk.ui.widgets.progress_card import ProgressCard

_FOLDER = "returns/folder"
_FILES = "Workbooks (*.xlsx *.xlsm *.ods *.xls *.csv);;All files (*)"
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
    """The register at the left, one return's differences at the right; a view of the plan's room.

    Attributes:
        choose_files: Asks for files, given where to begin; none for Cancel. Replaced in tests.
    """

    title = "Returns"
    icon = "git-merge"

    def __init__(self, around: Around, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("pane", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAcceptDrops(True)
        self._around, self._desk = around, around.desk
        self._returns = around.services.returns
        self.choose_files: Callable[[str], list[str]] = self._ask_files
        self.model = DifferencesModel(self)
        self.history = DecisionHistory()
        self._wanted = _Wanted()
        self._typed: dict[str, str] = {}
        self._asked = 0
        self._is_stale = True
        self._is_busy = False
        self._receiving: Job[Any] | None = None
        self._build()
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
        start = self._desk.setting(_FOLDER, "")
        names = self.choose_files(start if isinstance(start, str) else "")
        self.receive([Path(name) for name in names])

    def receive(self, paths: Sequence[Path]) -> None:
        """Take files in beside the window, one after the other."""
        if not paths or self._receiving is not None:
            return
        self._desk.remember(_FOLDER, str(paths[0].parent))
        answers: list[Answer] = []
        title = f"Bringing in {said.many(len(paths), 'return')}"
        work = receive_all(self._returns, list(paths), answers)
        self._start_receiving(title, work, answers)

    def open_with(self, path: object, password: str) -> None:
        """Take in a file under a password."""
        if isinstance(path, Path) and self._receiving is None:
            answers: list[Answer] = []
            work = receive_one(self._returns, path, password, answers)
            self._start_receiving(f"Opening {path.name}", work, answers)

    def decide(self, key: str, keep: object, text: object) -> None:
        """Keep a decision about one difference; one that does not fit says why and stays open."""
        found = next((one for one in self.model.differences() if one.key == key), None)
        comparison = self.model.comparison()
        if found is None or comparison is None or not isinstance(keep, Keep):
            return
        words = text if isinstance(text, str) else None
        if found.kind is Kind.FIX and keep is Keep.THEIRS and words is not None:
            fixed = self._fixed(key, comparison, found.field, words)
            if fixed is None:
                return
            words = fixed
        decision = Decision(keep, words, self._around.clock.now())
        if self._keep({key: decision}, fix=key if words and found.kind is Kind.FIX else ""):
            self._forget_typed(key)

    def take_back(self, key: str) -> None:
        """Take a decision back: the difference waits again."""
        if key in self.model.decisions():
            self._keep({key: None})

    def undo_decision(self) -> None:
        """Take the newest decision back, or what "take all clear" decided."""
        self._step(self.history.undo())

    def redo_decision(self) -> None:
        """Decide again what was taken back."""
        self._step(self.history.redo())

    def take_all_clear(self) -> None:
        """Decide every clear difference as proposed."""
        comparison = self.model.comparison()
        if comparison is None or self._is_busy:
            return
        self.flush()
        before = dict(self.model.decisions())

        def work(_report: Report, _stopped: Stopped) -> tuple[int, Comparison]:
            count = self._returns.take_all_clear(comparison.return_id)
            return count, self._returns.comparison(comparison.return_id)

        def done(answer: tuple[int, Comparison]) -> None:
            count, fresh = answer
            self._set_busy(False)
            after = fresh.decisions
            keys = [key for key in after if before.get(key) != after[key]]
            self.history.note(
                {key: before.get(key) for key in keys}, {key: after[key] for key in keys}
            )
            self.model.decide({key: after[key] for key in keys})
            self._decided()
            self._desk.saved()
            left = self.model.open_count()
            more = f", {left:,} left for you" if left else ""
            self._desk.toast(f"{said.many(count, 'clear change')} taken{more}")
            self.table.setFocus()

        self._set_busy(True)
        jobs.run(work, self, done, self._failed)

    def apply(self) -> None:
        """Write what was decided, as one act."""
        comparison = self.model.comparison()
        self.flush()
        if comparison is None or self._is_busy or self._receiving is not None:
            return
        if not self.model.decided_count():
            return

        def work(_report: Report, _stopped: Stopped) -> Applied:
            return self._returns.apply(comparison.return_id)

        self._set_busy(True)
        self.card.start(
            f"Writing the return of {comparison.send.agency}",
            "It is one act: all of it is written, or nothing.",
        )
        self.card.cancel_button.hide()
        jobs.run(work, self, self._applied, self._failed)

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
        if not is_same:
            self.history.clear()
        self._wanted = replace(self._wanted, key="", kinds=frozenset(), only_open=None)
        self._recall_typed(comparison)
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
            self.state.show_text(
                "No workbook sent yet",
                "Each lead gets a workbook with only their actions. What comes back is compared"
                " here, word by word, before anything is written.",
                icon="inbox",
            )
            self.state.set_buttons("Send to partners…", "mail", "Bring in returns…", "file-input")
            return
        today = self._around.clock.today()
        agency, send = line.send.agency, line.send
        if line.return_id is None:
            when = f"{send.file_name}, sent {said.day(send.sent, today)}"
            due = f", due {said.day(send.due, today)}" if send.due else ""
            chased = f" Chased {said.day(send.chased[-1], today)}." if send.chased else ""
            self.state.show_text(
                f"Nothing has come back from {agency}",
                f"{when}{due}.{chased} Drop the file anywhere on this page when it comes.",
                icon=said.state_look(line).icon,
            )
            self.state.set_buttons("Bring in returns…", "file-input", "Draft a chaser", "mail")
            return
        notes = " ".join(comparison.notes) if comparison else ""
        merged = line.state is State.MERGED
        self.state.show_text(
            f"{agency} changed nothing" if not merged else f"The return of {agency} is merged",
            notes or "Every cell came back as it was sent. There is nothing to decide.",
            icon="circle-check",
        )
        self.state.set_buttons("", "", "" if merged else "Take this return out", "trash-2")

    # Deciding

    def _keep(self, decided: Mapping[str, Decision | None], fix: str = "") -> bool:
        """Keep decisions; `fix` is the difference whose typed words may not fit."""
        comparison = self.model.comparison()
        if comparison is None or self._is_busy:
            return False
        before = {key: self.model.decisions().get(key) for key in decided}
        if not self._write(comparison.return_id, decided, fix):
            self.table.refresh()
            return False
        self.history.note(before, dict(decided))
        return True

    def _step(self, decided: Decided) -> None:
        comparison = self.model.comparison()
        if comparison is not None and decided:
            self._write(comparison.return_id, decided)
            if len(decided) == 1:
                self.table.go_to_key(next(iter(decided)))

    def _write(self, return_id: int, decided: Decided, fix: str = "") -> bool:
        try:
            self._returns.decide(return_id, decided)
        except DeskError as error:
            if fix and isinstance(error, Refused):
                self._refuse(fix, decided, error)
            else:
                self._failed(error)
            return False
        self._desk.saved()
        self.model.decide(decided)
        self._decided()
        self._say_hint()
        return True

    def _decided(self) -> None:
        self.head.refresh()
        self._tell_line()
        self._desk.page_changed()

    def _fixed(
        self, key: str, comparison: Comparison, field: Field | None, text: str
    ) -> str | None:
        if field is None:
            return text
        try:
            return self._returns.check_fix(comparison.send.plan_id, field, text)
        except Refused as error:
            self._keep_typed(key, text)
            self.model.refuse(key, error.sentence())
            return None

    def _refuse(self, key: str, decided: Decided, error: Refused) -> None:
        """Say under the line why its words do not fit, and leave them there."""
        decision = decided.get(key)
        self._keep_typed(key, decision.text or "" if decision else "")
        self.model.refuse(key, error.sentence())

    def _applied(self, applied: Applied) -> None:
        self._set_busy(False)
        self.history.clear()
        self._desk.saved()
        # The room's other views read the plan again; so does this one.
        self._is_stale = True
        self._around.acts.plan_changed.emit()
        self._around.acts.tell(applied.sentence(), undo=not applied.changed_nothing)
        line = self.agencies.current()
        if line is not None and not applied.left:
            lines = self.agencies.lines()
            self._wanted = _Wanted(_next_to_do(lines, line).send.id)
        self._read()
        self.table.setFocus()

    def _failed(self, error: BaseException) -> None:
        self._set_busy(False)
        messages.show_failure(self, error)
        if isinstance(error, DeskError):
            # What could not be done may stand otherwise in the desk than on the screen.
            self._is_stale = True
            if self.model.comparison() is not None:
                self._compare()

    def _set_busy(self, busy: bool) -> None:
        self._is_busy = busy
        if not busy and self._receiving is None:
            self.card.finish()
        self.head.setEnabled(not busy)
        if busy:
            self.setCursor(Qt.CursorShape.BusyCursor)
        else:
            self.unsetCursor()

    # Words that are typed and not decided yet

    def _draft_key(self, key: str) -> str:
        comparison = self.model.comparison()
        return f"return/{comparison.return_id if comparison else 0}/{key}"

    def _keep_typed(self, key: str, text: str) -> None:
        if not key:
            return
        if text:
            self._typed[key] = text
        else:
            self._typed.pop(key, None)
        self._desk.keep_draft(self._draft_key(key), text)

    def _forget_typed(self, key: str) -> None:
        if key in self._typed:
            self._keep_typed(key, "")

    def _recall_typed(self, comparison: Comparison) -> None:
        start = f"return/{comparison.return_id}/"
        self._typed = {
            key.removeprefix(start): text
            for key, (text, _cursor) in self._desk.drafts().items()
            if key.startswith(start)
        }

    # Taking files in

    def _start_receiving(self, title: str, work: jobs.Work[None], answers: list[Answer]) -> None:
        def ended(_answer: object = None) -> None:
            self._receiving = None
            self.card.finish()
            self._arrived(answers)

        def failed(error: BaseException) -> None:
            ended()
            messages.show_failure(self, error)

        def cancelled() -> None:
            ended()
            kept = sum(received.return_id is not None for _path, received in answers)
            self._desk.toast(f"Stopped. {said.many(kept, 'return')} taken in.", icon="info")

        self.card.cancel_button.show()
        self.card.start(title, "Cancel keeps what was taken in so far. Nothing is written yet.")
        self._receiving = jobs.run(work, self, ended, failed, self.card.report, cancelled)

    def _cancel_receiving(self) -> None:
        if self._receiving is not None:
            self._receiving.cancel()

    def _arrived(self, answers: Sequence[Answer]) -> None:
        self.arrived.show_answers(answers)
        taken = [received for _path, received in answers if received.return_id is not None]
        if not taken:
            return
        self._desk.saved()
        if len(taken) == 1:
            self._desk.toast(f"The return of {taken[0].agency} is in", icon="file-input")
        else:
            self._desk.toast(f"{said.many(len(taken), 'return')} are in", icon="file-input")
        self._wanted = _Wanted(return_id=taken[0].return_id)
        self._read()

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
        around, table = self._around, self.table
        self.agencies.chosen.connect(self._choose)
        self.agencies.entered.connect(table.setFocus)
        self.agencies.left.connect(lambda: around.open_view("grid", {}))
        self.agencies.bring_button.clicked.connect(self.bring_in)
        self.agencies.chase_button.clicked.connect(self.chase)
        self.head.filtered.connect(self._filter)
        self.head.clear_button.clicked.connect(self.take_all_clear)
        self.head.apply_button.clicked.connect(self.apply)
        self.head.more_button.clicked.connect(self._more)
        table.chosen.connect(self.decide)
        table.taken_back.connect(self.take_back)
        table.opened.connect(lambda action: around.open_view("grid", {"action": action}))
        table.typed.connect(self._keep_typed)
        table.apply_asked.connect(self.apply)
        table.undo_asked.connect(self.undo_decision)
        table.redo_asked.connect(self.redo_decision)
        table.left.connect(self._leave_table)
        table.draft = lambda key: self._typed.get(key, "")
        table.can_undo, table.can_redo = self.history.can_undo, self.history.can_redo
        self.state.first_clicked.connect(self._state_first)
        self.state.second_clicked.connect(self._state_second)
        self.filtered_state.first_clicked.connect(self.head.clear_filter)
        self.card.cancelled.connect(self._cancel_receiving)
        self.arrived.opened.connect(self.open_with)
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
        kinds = self.model.kinds
        if kinds:
            names = ", ".join(sorted(said.KINDS[kind].counted for kind in kinds))
            rest = " that wait for a decision" if self.model.only_open else ""
            self.filtered_state.set_filtered("Nothing to show here", f"Shown: {names}{rest}.")
        else:
            self.filtered_state.show_text(
                "Everything is decided",
                "Apply writes it into the plan. “All” shows what was decided.",
                icon="check-check",
            )
            self.filtered_state.set_buttons("")

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
        line, comparison = self.agencies.current(), self.model.comparison()
        if line is None or comparison is None or line.return_id != comparison.return_id:
            return
        self.agencies.update_line(replace(line, to_decide=self.model.open_count()))

    def _say_hint(self) -> None:
        """Tell screen readers what was decided."""
        row = self.table.currentIndex().row()
        if row >= 0 and QAccessible.isActive():
            event = QAccessibleAnnouncementEvent(self.table, self.model.hint(row))
            QAccessible.updateAccessibility(event)

    def _ask_files(self, start: str) -> list[str]:
        names, _kind = QFileDialog.getOpenFileNames(self, "Bring in returns", start, _FILES)
        return list(names)

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
        urls = event.mimeData().urls()
        self.receive([Path(url.toLocalFile()) for url in urls if url.isLocalFile()])

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
