"""What a record counts towards: actions of the plan and their criteria, found by typing."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, replace
from functools import partial

from PySide6.QtCore import QEvent, QObject, QStringListModel, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from prevent_desk.contacts.ui.drafted_dialog import Keeping
from prevent_desk.logbook.service.plan_links import Counts, PlanLinks, PlanTarget
from prevent_desk.ui.widgets.button import IconButton
from prevent_desk.ui.widgets.labels import ElidedLabel
from prevent_desk.ui.widgets.segmented import Choice, Segmented

_MOST_WORDS = 110


class PlanEdit(Keeping):
    """A line to find an action or a criterion by, with what is chosen below it, a row for each.

    A row says whether people or occasions count. Enter takes the first that is offered; Backspace
    in the empty line takes the last row off. Words that no action holds are said so and not taken.

    Signals:
        edited: A row came or went, or counts something else.
    """

    def __init__(
        self, plan: PlanLinks, times: str = "Times", parent: QWidget | None = None
    ) -> None:
        """Make it.

        Args:
            plan: Offers actions and criteria.
            times: What occasions are called: "Sessions", "Meetings".
            parent: Its owner.
        """
        super().__init__(parent)
        self._plan, self._times = plan, times
        self._offered: dict[str, PlanTarget] = {}
        self._chosen: list[PlanTarget] = []
        self.line = QLineEdit()
        self.line.setPlaceholderText("Action or criterion, by number or words")
        self.line.installEventFilter(self)
        self._names = QStringListModel(self)
        self._completer = QCompleter(self._names, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setMaxVisibleItems(10)
        self.line.setCompleter(self._completer)
        self._rows = QWidget()
        self._column = QVBoxLayout(self._rows)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._rows.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.line)
        column.addWidget(self._rows)
        self.setFocusProxy(self.line)
        # Queued: the completer writes its words into the line after it told of them.
        self._completer.activated.connect(
            lambda _text: self.take(), Qt.ConnectionType.QueuedConnection
        )
        self.line.textEdited.connect(self._offer)

    def targets(self) -> list[PlanTarget]:
        """Return what is chosen, in the order it was."""
        return list(self._chosen)

    def set_targets(self, targets: Sequence[PlanTarget]) -> None:
        """Show others, without telling."""
        self._chosen = list(dict.fromkeys(targets))
        self._show()

    def untaken(self) -> str:
        """Return what is typed but no action's: a dialog says so before it saves."""
        return "" if self.take() else self.line.text().strip()

    def take(self) -> bool:
        """Take what is typed; whether nothing untaken stands in the line any more."""
        typed = " ".join(self.line.text().split())
        if not typed:
            return True
        if typed not in self._offered:
            self._offer(typed)
        found = self._offered.get(typed) or next(iter(self._offered.values()), None)
        if found is None:
            return False
        self.line.clear()
        if all(_place(one) != _place(found) for one in self._chosen):
            self._chosen.append(found)
            self._show()
            self.edited.emit()
        return True

    # What a draft keeps

    def kept_text(self) -> str:
        """Return what is chosen, for a draft; empty where nothing is."""
        if not self._chosen:
            return ""
        return json.dumps([asdict(one) for one in self._chosen])

    def set_kept_text(self, text: str) -> None:
        """Bring back what a draft kept."""
        kept = json.loads(text) if text else []
        self.set_targets([PlanTarget(**{**one, "counts": Counts(one["counts"])}) for one in kept])

    # Inside

    def _offer(self, typed: str) -> None:
        self._offered = {}
        for one in self._plan.offered(typed):
            words = " ".join(one.words.split())
            short = words if len(words) <= _MOST_WORDS else f"{words[: _MOST_WORDS - 1]}…"
            self._offered.setdefault(short, one)
        self._names.setStringList(list(self._offered))

    def _count(self, at: int, value: str) -> None:
        self._chosen[at] = replace(self._chosen[at], counts=Counts(value))
        self.edited.emit()

    def _remove(self, at: int) -> None:
        del self._chosen[at]
        self._show()
        self.line.setFocus()
        self.edited.emit()

    def _show(self) -> None:
        while self._column.count():
            item = self._column.takeAt(0)
            old = item.widget() if item is not None else None
            if old is not None:
                old.hide()
                old.deleteLater()
        for at, one in enumerate(self._chosen):
            self._column.addWidget(self._row(at, one))
        self._rows.setVisible(bool(self._chosen))
        self._rows.updateGeometry()
        self.updateGeometry()

    def _row(self, at: int, one: PlanTarget) -> QWidget:
        made = QWidget()
        line = QHBoxLayout(made)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        words = ElidedLabel(one.words)
        words.setToolTip(one.words)
        line.addWidget(words, 1)
        if one.unit:
            what = Segmented(
                [Choice(Counts.PEOPLE, "People"), Choice(Counts.TIMES, self._times)],
                f"What counts towards {one.ref}",
            )
            what.set_value(one.counts)
            what.chosen.connect(partial(self._count, at))
            line.addWidget(what)
        off = IconButton("x", f"Take {one.ref or 'this action'} off", small=True)
        off.clicked.connect(partial(self._remove, at))
        line.addWidget(off)
        return made

    # Qt

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take what is typed on Enter; take the last one off on Backspace in the empty line."""
        if (
            watched is self.line
            and event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and self._key(event)
        ):
            return True
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        plain = not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        popup = self._completer.popup()
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and plain and self.line.text():
            if popup is None or not popup.isVisible() or not popup.currentIndex().isValid():
                if popup is not None:
                    popup.hide()
                self.take()
                return True
        elif event.key() == Qt.Key.Key_Backspace and not self.line.text() and self._chosen:
            self._remove(len(self._chosen) - 1)
            return True
        elif event.key() == Qt.Key.Key_Down and not self.line.text():
            self._offer("")
            self._completer.complete()
            return True
        return False


def _place(one: PlanTarget) -> tuple[int, int | None]:
    return one.action_id, one.criterion_id
