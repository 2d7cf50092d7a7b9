"""Gathering what a plan repeats: what would be kept once, shown before anything is written."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from prevent_desk.core.errors import Stopped as StoppedError
from prevent_desk.plan.model.library.entries import Gathering
from prevent_desk.plan.model.library.repeats import Alike, Found, Repeat
from prevent_desk.plan.service.library import Library
from prevent_desk.plan.ui.library.tick_list import State, Tick, TickList
from prevent_desk.ui import jobs, messages, theme
from prevent_desk.ui.jobs import Job, Report, Stopped
from prevent_desk.ui.widgets.button import Button
from prevent_desk.ui.widgets.dialog import Dialog
from prevent_desk.ui.widgets.editors import SearchBox
from prevent_desk.ui.widgets.labels import WrapLabel
from prevent_desk.ui.widgets.progress_card import ProgressCard

_WIDTH, _HEIGHT = 760, 600
_CAPTION = 40
_SAME, _NEARLY = "The same words", "Nearly the same: tick only what means the same"


class GatherDialog(Dialog):
    """Offers repeats to be kept once; near ones apart, and never ticked beforehand.

    Signals:
        gathered: It was done; carries the actions whose words changed, and how many criteria point
            to the library now.
    """

    gathered = Signal(object, int)

    def __init__(
        self,
        library: Library,
        found: Found,
        parent: QWidget | None = None,
        *,
        of: int | None = None,
    ) -> None:
        """Make it; `of` ticks only what the action of this key repeats."""
        super().__init__(
            "Gather repeated criteria", parent=parent.window() if parent else None, width=_WIDTH
        )
        self._library, self._found = library, found
        self._job: Job[list[int]] | None = None
        self.search_box = SearchBox("Search these criteria")
        self.list = TickList("Repeated criteria")
        self.all_button = Button("", kind="link")
        self.preview_label = WrapLabel("", "support")
        self.preview_label.setMinimumHeight(theme.px(54))
        self.card = ProgressCard("Gathering criteria")
        self.card.hide()
        row = QHBoxLayout()
        row.addWidget(self.search_box, 1)
        row.addWidget(self.all_button)
        self.body.addLayout(row)
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self.preview_label)
        self.body.addWidget(self.card)
        self.cancel_button = self.add_cancel()
        self.gather_button = self.add_verb("Gather", accepts=False)
        self.search_box.textChanged.connect(self.list.search)
        self.search_box.moved.connect(self.list.move_by)
        self.list.turned.connect(lambda _key, _on: self._tell())
        self.list.moved_to.connect(self._preview)
        self.all_button.clicked.connect(self._turn_all)
        self.gather_button.clicked.connect(self.gather)
        self.card.cancelled.connect(self._cancel)
        self._show(of)
        self.list.setFocus()

    def gatherings(self) -> list[Gathering]:
        """Return what is ticked, as it would be kept."""
        ticked = {tick.key for tick in self.list.ticks() if tick.state == State.Checked}
        found: dict[str, Gathering] = {}
        for at, repeat in enumerate(self._found.same):
            if ("same", at) in ticked:
                found[repeat.text] = _gathering(repeat)
        for at, pair in enumerate(self._found.alike):
            if ("alike", at) in ticked:
                base = found.get(pair.kept.text) or _gathering(pair.kept)
                more = tuple(line.id for line in pair.other.lines)
                # What gives way to another is not an entry of its own as well.
                found.pop(pair.other.text, None)
                ids = tuple(dict.fromkeys((*base.criterion_ids, *more)))
                found[pair.kept.text] = Gathering(base.text, base.unit, ids, base.entry_id)
        return list(found.values())

    def gather(self) -> None:
        """Do what is ticked, beside the window."""
        wanted = self.gatherings()
        if not wanted or self._job is not None:
            return
        self.gather_button.setEnabled(False)
        self.list.setEnabled(False)
        number = sum(len(one.criterion_ids) for one in wanted)
        self.card.start("Gathering criteria", "Cancel leaves everything as it was.")

        def work(report: Report, stopped: Stopped) -> list[int]:
            if stopped():
                raise StoppedError
            return self._library.gather(wanted, report, stopped)

        self._job = jobs.run(
            work,
            self,
            done=lambda changed: self._done(changed, number),
            failed=self._failed,
            progress=self.card.report,
            cancelled=lambda: self._failed(None),
        )

    def done(self, result: int) -> None:
        """Close; what is still being done is stopped, and nothing of it stays."""
        if self._job is not None:
            self._job.cancel()
            return
        super().done(result)

    def _show(self, of: int | None) -> None:
        mine = [of is None or _is_of(repeat, of) for repeat in self._found.same]
        ticks = [
            Tick(
                ("same", at),
                repeat.text,
                _how(repeat),
                _SAME,
                State.Checked if mine[at] else State.Unchecked,
                f"{repeat.actions:,} actions" if repeat.actions != 1 else "1 action",
            )
            for at, repeat in enumerate(self._found.same)
        ]
        ticks += [
            Tick(
                ("alike", at),
                pair.other.text,
                f"would read “{pair.kept.text}”",
                _NEARLY,
                # Rounded up to 100 % it would say "the same", which it is not.
                count=f"{min(pair.likeness, 0.99):.0%} alike",
            )
            for at, pair in enumerate(self._found.alike)
        ]
        self.list.set_ticks(ticks)
        if of is not None and True in mine:
            self.list.go_to(("same", mine.index(True)))
        self._tell()

    def _preview(self, tick: object) -> None:
        key = tick.key if isinstance(tick, Tick) else None
        self.preview_label.setText(self._words_of(key))

    def _words_of(self, key: object) -> str:
        if not isinstance(key, tuple):
            return ""
        sort, at = key
        if sort == "alike":
            pair: Alike = self._found.alike[at]
            return f"Now: {pair.other.text}\nThen: {pair.kept.text}"
        return self._found.same[at].text

    def _tell(self) -> None:
        wanted = self.gatherings()
        number = sum(len(one.criterion_ids) for one in wanted)
        actions = {
            line.action_id
            for repeat in (
                *self._found.same,
                *(side for pair in self._found.alike for side in (pair.kept, pair.other)),
            )
            for line in repeat.lines
            if any(line.id in one.criterion_ids for one in wanted)
        } if len(wanted) <= 50 else set()  # fmt: skip
        where = f" in {len(actions)} actions" if actions else ""
        entries = "1 entry" if len(wanted) == 1 else f"{len(wanted):,} entries"
        self.say(
            "Gather repeated criteria?",
            f"{number:,} criteria{where} would point to {entries} of the library. Their targets, "
            "actuals and evidence stay with each action. One Undo takes it back."
            if number
            else "Tick what shall be kept once.",
        )
        self.gather_button.setText(f"Gather {number:,} criteria" if number else "Gather")
        self.gather_button.setEnabled(bool(number) and self._job is None)
        same = [tick for tick in self.list.ticks() if tick.group == _SAME]
        every = all(tick.state == State.Checked for tick in same)
        self.all_button.setVisible(bool(same))
        self.all_button.setText("Tick none" if every else f"Tick all {len(same)}")

    def _turn_all(self) -> None:
        same = [tick for tick in self.list.ticks() if tick.group == _SAME]
        on = not all(tick.state == State.Checked for tick in same)
        self.list.tick_all(_SAME, on=on)
        self._tell()

    def _done(self, changed: list[int], number: int) -> None:
        self._job = None
        self.card.finish()
        self.gathered.emit(changed, number)
        self.accept()

    def _failed(self, error: BaseException | None) -> None:
        self._job = None
        self.card.finish()
        self.list.setEnabled(True)
        self._tell()
        if error is not None:
            messages.show_failure(self, error)

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def showEvent(self, event: QShowEvent) -> None:
        """Open with room for a dozen criteria."""
        super().showEvent(event)
        room = self.screen().availableGeometry().height() - theme.px(_CAPTION)
        self.resize(self.width(), min(max(self.height(), theme.px(_HEIGHT)), room))


def _is_of(repeat: Repeat, action_id: int) -> bool:
    return any(line.action_id == action_id for line in repeat.lines)


def _gathering(repeat: Repeat) -> Gathering:
    return Gathering(
        repeat.text, repeat.unit, tuple(line.id for line in repeat.lines), repeat.entry_id
    )


def _how(repeat: Repeat) -> str:
    parts: list[str] = []
    if repeat.entry_id is not None:
        parts.append("In the library already")
    if repeat.variants:
        others = _listed(repeat.variants)
        parts.append(f"Also written {others}")
    return ". ".join(parts)


def _listed(texts: Sequence[str]) -> str:
    shown = ", ".join(f"“{text}”" for text in texts[:2])
    return f"{shown} and {len(texts) - 2} more" if len(texts) > 2 else shown
