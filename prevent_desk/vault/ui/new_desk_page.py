"""The assistant that makes a desk: where, with which passphrase, and a recovery key on paper."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent, Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from prevent_desk import paths
from prevent_desk.core.errors import DeskError
from prevent_desk.ui.forms import Form, register
from prevent_desk.ui.widgets.button import Button
from prevent_desk.ui.widgets.form_field import FormField
from prevent_desk.ui.widgets.labels import Glyph, WrapLabel
from prevent_desk.ui.widgets.steps import Steps
from prevent_desk.vault import place
from prevent_desk.vault.look import holds_a_desk
from prevent_desk.vault.ui.folder_edit import ChooseFolder, FolderEdit
from prevent_desk.vault.ui.gate import Gate
from prevent_desk.vault.ui.phrase_pane import PhrasePane
from prevent_desk.vault.ui.recovery_pane import RecoveryPane, TypedPane

register(PhrasePane, RecoveryPane, TypedPane)

PLACE, PHRASE, RECOVERY, TYPED = range(4)


class _NewDeskForm(Form):
    """forms/vault/new_desk_page.ui."""

    ui = "vault/new_desk_page.ui"
    steps: Steps
    stack: QStackedWidget
    folder_field: FormField
    phrase_pane: PhrasePane
    recovery_pane: RecoveryPane
    typed_pane: TypedPane
    error_pane: QWidget
    error_glyph: Glyph
    error_label: WrapLabel
    cancel_button: Button
    back_button: Button
    next_button: Button


class NewDeskPage(QWidget):
    """Four steps; nothing is on the disk before the last is done.

    Signals:
        left: It was cancelled.
    """

    left = Signal()

    def __init__(
        self, gate: Gate, choose_folder: ChooseFolder, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._gate = gate
        self.form = form = _NewDeskForm(self)
        form.steps.set_steps(
            [self.tr("Place"), self.tr("Passphrase"), self.tr("Recovery key"), self.tr("Check")]
        )
        form.error_glyph.show_icon("circle-alert", "red")
        self.folder_edit = FolderEdit(choose_folder, self.tr("Where the desk's folder goes"))
        self.folder_edit.set_folder(free_name(paths.documents() / "Prevent-Desk"))
        self.folder_edit.name_in = lambda parent: free_name(parent / "Prevent-Desk")
        form.folder_field.set_editor(self.folder_edit)
        form.recovery_pane.today = gate.today()
        form.cancel_button.clicked.connect(self.left)
        form.back_button.clicked.connect(self.back)
        form.next_button.clicked.connect(self.next)
        self._show(PLACE)

    def begin(self) -> None:
        """Put the cursor into the first field."""
        self.folder_edit.line.setFocus()
        self.folder_edit.line.selectAll()

    def step(self) -> int:
        """Return which step is on show."""
        return self.form.stack.currentIndex()

    def back(self) -> None:
        """Go one step back; what was typed stays."""
        self._show(max(PLACE, self.step() - 1))

    def next(self) -> None:
        """Go on if this step is done; make the desk after the last."""
        if not self.form.next_button.isEnabled():
            return
        self._say("")
        checks = (
            self._place_done,
            self.form.phrase_pane.is_settled,
            self._recovery_done,
            lambda: self.form.typed_pane.is_settled(self.form.recovery_pane.key),
        )
        if not checks[self.step()]():
            return
        if self.step() == TYPED:
            self._make()
        else:
            self._show(self.step() + 1)

    def _show(self, step: int) -> None:
        form = self.form
        form.stack.setCurrentIndex(step)
        form.steps.set_current(step)
        form.back_button.setVisible(step > PLACE)
        form.next_button.setText(self.tr("&Make the desk") if step == TYPED else self.tr("&Next"))
        self._say("")
        first: tuple[QWidget, ...] = (
            self.folder_edit,
            form.phrase_pane,
            form.recovery_pane,
            form.typed_pane,
        )
        first[step].setFocus()

    def _place_done(self) -> bool:
        wrong = self._wrong_place()
        self.form.folder_field.set_error(wrong)
        return not wrong

    def _wrong_place(self) -> str:
        folder = self.folder_edit.folder()
        if folder is None:
            return self.tr("Name the folder with its whole path.")
        try:
            if holds_a_desk(folder):
                return self.tr("There already is a desk in this folder. Open it, or name another.")
            if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
                return self.tr("This folder is not empty. A desk keeps its own: name a new one.")
            place.refuse_unfit(folder)
        except DeskError as error:
            return error.sentence()
        except OSError:
            return self.tr("This folder cannot be read. Name another.")
        self.form.recovery_pane.desk_name = folder.name
        return ""

    def _recovery_done(self) -> bool:
        if self.form.recovery_pane.is_settled():
            return True
        self._say(self.tr("Print or copy the key first, then tick that you have it on paper."))
        return False

    def _make(self) -> None:
        folder = self.folder_edit.folder()
        if folder is not None:
            self._set_busy(busy=True)
            self._gate.create(
                folder,
                self.form.phrase_pane.secret(),
                self.form.recovery_pane.key,
                lambda: None,
                self._failed,
            )

    def _failed(self, error: BaseException) -> None:
        self._set_busy(busy=False)
        if isinstance(error, DeskError):
            self._say(error.sentence())
        else:
            from prevent_desk.ui import messages

            messages.show_failure(self, error)

    def _say(self, words: str) -> None:
        self.form.error_label.setText(words)
        self.form.error_pane.setVisible(bool(words))

    def _set_busy(self, *, busy: bool) -> None:
        form = self.form
        for part in (form.stack, form.back_button, form.cancel_button, form.next_button):
            part.setEnabled(not busy)
        form.next_button.setText(self.tr("Making…") if busy else self.tr("&Make the desk"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on with Enter; leave with Esc from the first step, else go back."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.next()
        elif event.key() == Qt.Key.Key_Escape and self.form.cancel_button.isEnabled():
            if self.step() == PLACE:
                self.left.emit()
            else:
                self.back()
        else:
            super().keyPressEvent(event)


def free_name(wanted: Path) -> Path:
    """Return a path that is not taken: "Prevent-Desk", else "Prevent-Desk-2" and so on."""
    found, count = wanted, 1
    while found.exists():
        count += 1
        found = wanted.with_name(f"{wanted.name}-{count}")
    return found
