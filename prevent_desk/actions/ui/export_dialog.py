"""Takes the actions on show out as a workbook."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from prevent_desk.actions.exports.targets import BOOK
from prevent_desk.actions.model.register import ActionRegister
from prevent_desk.actions.model.standing import Standing, owed_by
from prevent_desk.actions.ui.around import Around
from prevent_desk.core.dates import say_short
from prevent_desk.outgoing.dialog import TakeOutDialog
from prevent_desk.outgoing.records import Prepared
from prevent_desk.outgoing.sheet_view import SheetView
from prevent_desk.ui.jobs import Report, Stopped, Work
from prevent_desk.ui.tables import Column
from prevent_desk.workers import child


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the fields ask for; equal wishes make equal files."""

    marking: str
    shared_only: bool


class ExportDialog(TakeOutDialog):
    """Takes actions out, protected unless that is turned off."""

    def __init__(
        self,
        around: Around,
        rows: Sequence[Standing],
        shown: str,
        parent: QWidget | None = None,
        *,
        make: Callable[..., bytes] = child.run,
    ) -> None:
        """Begin with the words typed for sharing.

        Args:
            around: Services, shell and clock.
            rows: What is on show.
            shown: What it is filtered by, in words; empty for all.
            parent: The page.
            make: Makes the file; replaced in tests.
        """
        super().__init__(
            "Take actions out",
            "What is on show, as a workbook.",
            around.desk,
            around.clock,
            parent or around.owner,
            may_protect=True,
        )
        self._around, self._rows, self._shown, self._make = around, tuple(rows), shown, make
        form = self.build_frame()
        self.words_check = QCheckBox("&Words as minuted, which may name people")
        column = QVBoxLayout(form.own_pane)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.words_check)
        self.words_check.toggled.connect(self.changed)
        self.sheet = SheetView("First lines of the actions")
        form.preview_stack.addWidget(self.sheet)
        self.begin()

    def wanted(self) -> Wanted:
        """Return what the fields ask for."""
        return Wanted(self.marking(), not self.words_check.isChecked())

    def kind_words(self) -> str:
        """Return what the file is called."""
        return "actions"

    def suffix(self) -> str:
        """Return the end of the file's name."""
        return ".xlsx"

    def work(self) -> Work[Prepared]:
        """Return the work of making the workbook."""
        wanted, make = self.wanted(), self._make
        register = ActionRegister(
            self._rows, self._shown, wanted.shared_only, wanted.marking, self._id,
            self._clock.today(), self._clock.now(), self._desk.is_practice(),
        )  # fmt: skip

        def work(report: Report, stopped: Stopped) -> Prepared:
            data = make(BOOK, (register,), report=report, stopped=stopped)
            return Prepared(wanted, data, (), 0, register)

        return work

    def note_saved(self, prepared: Prepared) -> None:
        """Note in the audit trail that actions were taken out."""
        self._around.actions.note_export(self._id, self.wanted().marking, len(self._rows))

    def show_contents(self, prepared: Prepared) -> QWidget:
        """Show its first lines."""
        shared = self.wanted().shared_only
        count = len(self._rows)
        self.sheet.show_rows(
            f"{count:,} action{'' if count == 1 else 's'}", _columns(shared=shared), self._rows
        )
        return self.sheet


def _columns(*, shared: bool) -> list[Column[Standing]]:
    def words(one: Standing) -> str:
        return (one.action.shared_words or "See the minutes") if shared else one.action.words

    return [
        Column("Number", lambda one: str(one.action.number), "right"),
        Column("What is to be done", words),
        Column("Owner", lambda one: owed_by(one.action) or "Nobody yet"),
        Column("Due", lambda one: say_short(one.action.due) if one.action.due else "No day set"),
        Column("Standing", lambda one: one.said),
        Column("By", lambda one: one.action.source_words),
    ]
