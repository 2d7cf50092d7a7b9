"""Takes returns in: whose each file is and what it would do, before anything is written."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from prevent_desk.community.model.profile import Campaign
from prevent_desk.community.model.profile_answers import in_words
from prevent_desk.community.model.profile_returns import (
    WORDS,
    Doing,
    Return,
    ReturnLine,
    Sorting,
)
from prevent_desk.community.reading.profile_returns import read_locked, read_returns
from prevent_desk.community.ui.around import Around
from prevent_desk.core.marking import LIMIT
from prevent_desk.logbook.model.nouns import Noun
from prevent_desk.readers import shipped
from prevent_desk.ui import jobs, messages, theme
from prevent_desk.ui.jobs import Job, Report, Stopped
from prevent_desk.ui.tables import Column
from prevent_desk.ui.tick_table import TickModel, TickTable
from prevent_desk.ui.widgets.dialog import Dialog
from prevent_desk.ui.widgets.editors import Combo
from prevent_desk.ui.widgets.file_password import FilePasswordField
from prevent_desk.ui.widgets.form_field import FormField
from prevent_desk.ui.widgets.labels import WrapLabel
from prevent_desk.ui.widgets.progress_card import ProgressCard

_WIDTH, _HEIGHT, _CAPTION = 900, 600, 60
_APART = "In a process of its own that may do nothing else."
_FORMS = Noun("form", "forms")

_Read = tuple[list[Return], Sorting]
"""What was read: the files, and the desk they are told apart by."""


class ReturnsDialog(Dialog):
    """Reads files in a limited child; nothing is written before the last button.

    Reading, and taking in, are done beside the window; Cancel stops either, and nothing is kept.

    Attributes:
        lines: What each return would do.
        taken: How many were taken in.
    """

    def __init__(self, around: Around, campaign: Campaign, paths: Sequence[Path]) -> None:
        super().__init__(
            "Take returns in",
            f"Nothing is in the desk until you take it in. {LIMIT}",
            around.owner.window(),
            width=_WIDTH,
        )
        # A password may be typed here, and shown: a lock must not keep it.
        self.setProperty("private", True)
        self._around, self._campaign, self._paths = around, campaign, list(paths)
        self.lines: list[ReturnLine] = []
        self.taken = 0
        self._files: list[Return] = []
        self._sorting: Sorting | None = None
        self._whose: dict[int, int] = {}
        self._job: Job[Any] | None = None
        self.progress = ProgressCard()
        self.table = TickTable()
        self.model: TickModel[ReturnLine] = TickModel(_COLUMNS, self)
        self.table.set_up(self.model, "What each return would do")
        self.whose_box = Combo()
        self.whose_field = FormField("&Whose it is", self.whose_box)
        self.words = WrapLabel("", "support")
        self.password_field = FilePasswordField()
        self.pages = QStackedWidget()
        self._lay_out()
        self.add_cancel()
        self.take_button = self.add_verb("Take in", accepts=False)
        self.take_button.setEnabled(False)
        self.take_button.clicked.connect(self.take_in)
        self.model.ticked.connect(self._say)
        self.table.selectionModel().currentRowChanged.connect(lambda *_rows: self._show_row())
        self.whose_box.activated.connect(lambda _row: self._say_whose())
        self.password_field.opened.connect(self.unlock)
        self.progress.cancelled.connect(self._cancel)
        self._read()

    def unlock(self, password: str) -> None:
        """Read the files under a password once more, with what was typed."""
        if self._job is not None:
            return
        files, today = self._files, self._around.clock.today()
        returns, campaign = self._around.services.profile_returns, self._campaign.id

        def work(report: Report, stopped: Stopped) -> _Read:
            opened = read_locked(files, password, today, report=report, stopped=stopped)
            return opened, returns.sorting(campaign, opened)

        self.take_button.setEnabled(False)
        self.pages.setCurrentWidget(self._waiting)
        self.progress.start("Opening the forms", _APART)
        self._job = jobs.run(
            work, self, done=self._was_opened, failed=self._not_opened,
            progress=self.progress.report, cancelled=self._show_lines,
        )  # fmt: skip

    def take_in(self) -> None:
        """Take in the returns that are ticked, in one act."""
        returns, chosen = (
            self._around.services.profile_returns, [one for one in self.model.chosen() if one.can],
        )  # fmt: skip
        if self._job is not None or not chosen:
            return

        def work(report: Report, stopped: Stopped) -> int:
            return returns.take(chosen, report=report, stopped=stopped)

        self.take_button.setEnabled(False)
        self.pages.setCurrentWidget(self._waiting)
        self.progress.start("Taking in", "All of them or none; one Undo takes them back.")
        self._job = jobs.run(
            work, self, done=self._was_taken, failed=self._not_taken,
            progress=self.progress.report, cancelled=self._show_lines,
        )  # fmt: skip

    # Inside

    def _lay_out(self) -> None:
        reading, preview = QWidget(), QWidget()
        waiting = QVBoxLayout(reading)
        waiting.addWidget(self.progress)
        waiting.addStretch(1)
        column = QVBoxLayout(preview)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.table, 1)
        column.addWidget(self.words)
        column.addWidget(self.whose_field)
        column.addWidget(self.password_field)
        self._waiting, self._preview = reading, preview
        for page in (reading, preview):
            self.pages.addWidget(page)
        self.body.addWidget(self.pages, 1)

    def _read(self) -> None:
        paths, today = self._paths, self._around.clock.today()
        returns, campaign = self._around.services.profile_returns, self._campaign.id
        self.progress.start("Reading", _APART)

        def work(report: Report, stopped: Stopped) -> _Read:
            files = read_returns(paths, today, report=report, stopped=stopped)
            return files, returns.sorting(campaign, files)

        self._job = jobs.run(
            work, self, done=self._was_read, failed=self._failed, progress=self.progress.report
        )

    def _was_read(self, read: _Read) -> None:
        self._files, self._sorting = read
        self.whose_box.clear()
        self.whose_box.addItem("Nobody chosen", 0)
        for one in self._sorting.asked:
            self.whose_box.addItem(one.name, one.id)
        self._judge()
        self._show_lines()
        first = next((at for at, line in enumerate(self.lines) if not line.can), 0)
        self.table.setCurrentIndex(self.model.index(first, 0))
        self.table.setFocus()
        self._show_locked()
        if all(line.doing is Doing.LOCKED for line in self.lines):
            self.password_field.setFocus()

    def _was_opened(self, read: _Read) -> None:
        """Show what opened; what was ticked stays so, whatever was not."""
        were = self._locked()
        self._files, self._sorting = read
        self._judge()
        self._show_lines()
        self.table.setFocus()
        self._show_locked(were)

    def _not_opened(self, error: BaseException) -> None:
        messages.show_failure(self, error)
        self._show_lines()

    def _locked(self) -> int:
        return sum(one.locked for one in self._files)

    def _show_locked(self, were: int = 0) -> None:
        still = self._locked()
        self.password_field.show_locked(still, were, _FORMS.counted(still))

    def _failed(self, error: BaseException) -> None:
        self._job = None
        self.progress.finish()
        messages.show_failure(self, error)
        self.reject()

    def _was_taken(self, count: int) -> None:
        self._job = None
        self.taken = count
        self.accept()

    def _not_taken(self, error: BaseException) -> None:
        messages.show_failure(self, error)
        returns = self._around.services.profile_returns
        # Somebody changed since it was read: told anew, with what was said by hand.
        self._sorting = returns.sorting(self._campaign.id, self._files)
        self._judge()
        self._show_lines()

    def _show_lines(self) -> None:
        self._job = None
        self.progress.finish()
        self.pages.setCurrentWidget(self._preview)
        self._say()

    def _judge(self) -> None:
        row = self.table.currentIndex().row()
        if self._sorting is None:
            return
        ticked = {id(line) for line in self.model.chosen()}
        before = [(line, id(line) in ticked) for line in self.lines]
        self.lines = self._sorting.lines(self._whose)
        chosen = {
            id(line)
            for place, line in enumerate(self.lines)
            if _is_ticked(line, *(before[place] if place < len(before) else (None, False)))
        }
        self.model.show_records(self.lines, lambda line: id(line) in chosen)
        if row >= 0:
            self.table.setCurrentIndex(self.model.index(row, 0))
        self._say()
        self._show_row()

    def _say_whose(self) -> None:
        row = self.table.currentIndex().row()
        if row >= 0:
            self._whose[row] = int(self.whose_box.currentData())
            self._judge()

    def _show_row(self) -> None:
        row = self.table.currentIndex().row()
        line = self.lines[row] if 0 <= row < len(self.lines) else None
        self.words.setText(_told(line) if line is not None else "")
        can_choose = line is not None and not line.file.problem and line.doing is not Doing.SAME
        self.whose_field.setVisible(can_choose)
        if line is not None:
            key = line.stakeholder.id if line.stakeholder is not None else 0
            self.whose_box.setCurrentIndex(max(0, self.whose_box.findData(key)))

    def _say(self) -> None:
        count = sum(line.can for line in self.model.chosen())
        self.take_button.setText(f"Take {count} in" if count else "Take in")
        self.take_button.setEnabled(count > 0)

    def _cancel(self) -> None:
        """Stop taking in or opening, where it is under way; else the reading and all of this."""
        if self._job is not None and self.lines:
            self._job.cancel()
        else:
            self.reject()

    # Qt

    def done(self, result: int) -> None:
        """Let go of what is being read: a closed dialog wants nothing of it."""
        if self._job is not None:
            self._job.forget()
            self._job = None
        super().done(result)

    def showEvent(self, event: QShowEvent) -> None:
        """Open with room for a dozen files."""
        super().showEvent(event)
        room = self.screen().availableGeometry().height() - theme.px(_CAPTION)
        self.resize(self.width(), min(theme.px(_HEIGHT), room))


def _is_ticked(line: ReturnLine, before: ReturnLine | None, was_ticked: bool) -> bool:
    """Return whether a line is ticked: as it was, where it does what it did; else by itself."""
    if before is not None and (line.doing, line.stakeholder, line.why) == (
        before.doing, before.stakeholder, before.why,
    ):  # fmt: skip
        return was_ticked
    return line.doing is Doing.NEW or (line.can and not line.why)


def _told(line: ReturnLine) -> str:
    """Return what a line says in full: why, what was not taken as typed, and its first answers."""
    told = [line.why, *line.file.notes]
    form = shipped.questionnaires().get(line.file.form)
    if form is not None:
        lists = shipped.vocabularies()
        answers = [
            f"{question.text} {words}"
            for question in form.questions()
            if (words := in_words(question, line.file.answers.get(question.key), lists))
        ]
        told.append(f"{len(answers)} answers. " + " · ".join(answers[3:6]))
    return "\n".join(part for part in told if part)


def _whose_words(line: ReturnLine) -> str:
    return line.stakeholder.name if line.stakeholder is not None else "–"


_COLUMNS: list[Column[ReturnLine]] = [
    Column("File", lambda line: line.file.name, tooltip=lambda line: line.file.name),
    Column("What it does", lambda line: WORDS[line.doing]),
    Column("Whose", _whose_words, tooltip=_whose_words),
]
