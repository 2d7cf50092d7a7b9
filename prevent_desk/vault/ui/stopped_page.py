"""What stops a desk from being opened: what happened, why, and what can be done about it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from prevent_desk.core.dates import say_short
from prevent_desk.core.errors import Damaged, DeskError
from prevent_desk.ui.forms import Form
from prevent_desk.ui.widgets.button import Button
from prevent_desk.ui.widgets.empty_state import EmptyState
from prevent_desk.vault import names
from prevent_desk.vault.files import Layout
from prevent_desk.vault.model import AlreadyOpen, DeskFolder, OlderThanKnown


class _StoppedForm(Form):
    """forms/vault/stopped_page.ui."""

    ui = "vault/stopped_page.ui"
    told_state: EmptyState
    again_button: Button
    other_button: Button
    new_button: Button


class StoppedPage(QWidget):
    """An error that stops a page, with the next step as its filled button.

    Signals:
        again_asked: Look at the folder again.
        restore_asked: A backup is to be restored.
        other_asked: Another desk is wanted.
        new_asked: A new desk is to be made.
        anyway_asked: A desk file that is not the newest is to be opened all the same.
    """

    again_asked = Signal()
    restore_asked = Signal()
    other_asked = Signal()
    new_asked = Signal()
    anyway_asked = Signal()

    def __init__(self, desk: DeskFolder, problem: DeskError, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.form = form = _StoppedForm(self)
        backup = names.newest_backup_day(Layout(desk.path).backups)
        form.told_state.show_text(
            problem.what,
            " ".join(part for part in (problem.why, _advice(problem)) if part),
            icon=_icon(problem),
            tone="red" if isinstance(problem, Damaged) else "text2",
        )
        self._wire(problem, backup)
        kept = self.tr("Nothing on the disk was changed.")
        code = self.tr("Details {0}").format(problem.code) if problem.code else ""
        form.told_state.set_note(f"{kept} {code}".strip())
        form.again_button.clicked.connect(self.again_asked)
        form.other_button.clicked.connect(self.other_asked)
        form.new_button.clicked.connect(self.new_asked)
        form.again_button.setVisible(not isinstance(problem, AlreadyOpen))
        form.new_button.setVisible(problem.code in {"PD-135", "PD-136"})

    def begin(self) -> None:
        """Put the focus on the next step."""
        first = self.form.told_state.findChild(Button)
        usable = first is not None and not first.isHidden()
        (first if first is not None and usable else self.form.other_button).setFocus()

    def _wire(self, problem: DeskError, backup: date | None) -> None:
        """Offer what helps in this case."""
        state = self.form.told_state
        restore = ""
        if backup is not None and (isinstance(problem, Damaged) or problem.code == "PD-101"):
            restore = self.tr("Restore backup of {0}…").format(say_short(backup))
        acts: list[tuple[str, str, Callable[[], object]]] = []
        if restore:
            acts.append((restore, "rotate-ccw", self.restore_asked.emit))
        if isinstance(problem, OlderThanKnown):
            acts.append((self.tr("Open it all the same"), "lock-open", self.anyway_asked.emit))
        if isinstance(problem, AlreadyOpen):
            acts.append((self.tr("Try again"), "refresh-cw", self.again_asked.emit))
        first, second = (*acts, ("", "", _nothing), ("", "", _nothing))[:2]
        state.set_buttons(first[0], first[1], second[0], second[1])
        state.first_clicked.connect(first[2])
        state.second_clicked.connect(second[2])


def _nothing() -> None:
    return


def _advice(problem: DeskError) -> str:
    """Return the next step where the words of the error know more than the buttons."""
    return (
        "" if isinstance(problem, Damaged) and "backup" in problem.next_step else problem.next_step
    )


def _icon(problem: DeskError) -> str:
    if isinstance(problem, AlreadyOpen):
        return "monitor"
    return "file-x" if isinstance(problem, Damaged) else "folder-open"
