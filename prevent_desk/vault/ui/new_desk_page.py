"""The assistant that makes a desk: where, with which passphrase, and a recovery key on paper."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeyEvent, Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QStackedWidget, QWidget

from prevent_desk import paths
from prevent_desk.core.errors import DeskError
from prevent_desk.ui.forms import Form, register
from prevent_desk.ui.widgets.button import Button
from prevent_desk.ui.widgets.form_field import FormField
from prevent_desk.ui.widgets.labels import Glyph, WrapLabel
from prevent_desk.ui.widgets.passphrase_edit import PassphraseEdit
from prevent_desk.ui.widgets.segmented import Choice, Segmented
from prevent_desk.ui.widgets.steps import Steps
from prevent_desk.vault import passphrase, place, recovery
from prevent_desk.vault.look import holds_a_desk
from prevent_desk.vault.model import Strength
from prevent_desk.vault.ui.gate import Gate
from prevent_desk.vault.ui.key_groups import KeyGroups
from prevent_desk.vault.ui.recovery_sheet import PrintSheet, print_sheet

register(KeyGroups)

PLACE, PHRASE, RECOVERY, TYPED = range(4)
_JUDGE_MS = 200
_MADE, _OWN = "made", "own"


class _NewDeskForm(Form):
    """forms/vault/new_desk_page.ui."""

    ui = "vault/new_desk_page.ui"
    steps: Steps
    stack: QStackedWidget
    folder_field: FormField
    phrase_choice: Segmented
    made_pane: QWidget
    phrase_label: WrapLabel
    another_button: Button
    phrase_field: FormField
    again_field: FormField
    strength_label: WrapLabel
    recovery_groups: KeyGroups
    print_button: Button
    printed_label: WrapLabel
    sealed_check: QCheckBox
    first_group_field: FormField
    second_group_field: FormField
    error_pane: QWidget
    error_glyph: Glyph
    error_label: WrapLabel
    cancel_button: Button
    back_button: Button
    next_button: Button


class NewDeskPage(QWidget):
    """Four steps; nothing is on the disk before the last is done.

    Attributes:
        print_sheet: Prints the recovery key; replaced in tests.

    Signals:
        left: It was cancelled.
    """

    left = Signal()

    def __init__(
        self,
        gate: Gate,
        choose_folder: Callable[[QWidget, str, str], str],
        today: date,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._gate, self._choose, self._today = gate, choose_folder, today
        self.print_sheet: PrintSheet = print_sheet
        self.made_phrase = ""
        self.key = ""
        self._groups = recovery.groups_to_type_back(2)
        self._strength = Strength(False, "", "", 0)
        self.form = form = _NewDeskForm(self)
        self._judge = QTimer(self, singleShot=True, interval=_JUDGE_MS)
        self._judge.timeout.connect(self._ask_strength)
        form.steps.set_steps(
            [self.tr("Place"), self.tr("Passphrase"), self.tr("Recovery key"), self.tr("Check")]
        )
        form.error_glyph.show_icon("circle-alert", "red")
        self._build_place()
        self._build_phrase()
        self._build_recovery()
        form.cancel_button.clicked.connect(self.left)
        form.back_button.clicked.connect(self.back)
        form.next_button.clicked.connect(self.next)
        self._show(PLACE)
        gate.generate_passphrase(self._take_phrase, self._failed)
        gate.generate_recovery_key(self._take_key, self._failed)

    def begin(self) -> None:
        """Put the cursor into the first field."""
        self.folder_edit.setFocus()
        self.folder_edit.selectAll()

    def step(self) -> int:
        """Return which step is on show."""
        return self.form.stack.currentIndex()

    def back(self) -> None:
        """Go one step back; what was typed stays."""
        self._show(max(PLACE, self.step() - 1))

    def next(self) -> None:
        """Go on if this step is done; make the desk after the last."""
        checks = (self._place_done, self._phrase_done, self._recovery_done, self._typed_done)
        self._say("")
        if not self.form.next_button.isEnabled() or not checks[self.step()]():
            return
        if self.step() == TYPED:
            self._make()
        else:
            self._show(self.step() + 1)

    def folder(self) -> Path:
        """Return where the desk will be."""
        return Path(self.folder_edit.text().strip()).expanduser()

    # Building

    def _build_place(self) -> None:
        self.folder_edit = QLineEdit(str(_free_place(paths.documents())))
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        choose = Button(self.tr("C&hoose…"), "folder-open")
        choose.clicked.connect(self._choose_place)
        row.addWidget(self.folder_edit, 1)
        row.addWidget(choose)
        holder.setFocusProxy(self.folder_edit)
        self.form.folder_field.set_editor(holder)

    def _build_phrase(self) -> None:
        form = self.form
        form.phrase_choice.set_choices(
            [
                Choice(_MADE, self.tr("Five &words drawn for you")),
                Choice(_OWN, self.tr("One of your &own")),
            ]
        )
        form.phrase_choice.setAccessibleName(self.tr("Which passphrase"))
        form.phrase_choice.set_value(_MADE)
        form.phrase_choice.chosen.connect(self._kind_chosen)
        self.phrase_edit, self.again_edit = PassphraseEdit(), PassphraseEdit()
        form.phrase_field.set_editor(self.phrase_edit)
        form.phrase_field.add_beside(self.phrase_edit.caps_notice)
        form.again_field.set_editor(self.again_edit)
        self.phrase_edit.edited.connect(lambda _text: self._judge.start())
        form.another_button.clicked.connect(
            lambda: self._gate.generate_passphrase(self._take_phrase, self._failed)
        )
        self._show_kind()

    def _build_recovery(self) -> None:
        form = self.form
        form.print_button.clicked.connect(self._print)
        form.print_button.setEnabled(False)
        self.group_edits = (QLineEdit(), QLineEdit())
        for number, edit, field in zip(
            self._groups,
            self.group_edits,
            (form.first_group_field, form.second_group_field),
            strict=True,
        ):
            edit.setMaxLength(8)
            field.setProperty("label", self.tr("Group {0}").format(number))
            field.set_editor(edit)

    # Steps

    def _show(self, step: int) -> None:
        form = self.form
        form.stack.setCurrentIndex(step)
        form.steps.set_current(step)
        form.back_button.setVisible(step > PLACE)
        form.next_button.setText(self.tr("&Make the desk") if step == TYPED else self.tr("&Next"))
        self._say("")
        first = (self.folder_edit, self.phrase_edit, form.print_button, self.group_edits[0])[step]
        first.setFocus()

    def _place_done(self) -> bool:
        folder = self.folder()
        try:
            if not self.folder_edit.text().strip() or not folder.is_absolute():
                self.form.folder_field.set_error(self.tr("Name the folder with its whole path."))
                return False
            if holds_a_desk(folder):
                self.form.folder_field.set_error(
                    self.tr("There already is a desk in this folder. Open it, or name another.")
                )
                return False
            if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
                self.form.folder_field.set_error(
                    self.tr("This folder is not empty. A desk keeps its own: name a new one.")
                )
                return False
            place.refuse_unfit(folder)
        except DeskError as error:
            self.form.folder_field.set_error(error.sentence())
            return False
        except OSError:
            self.form.folder_field.set_error(self.tr("This folder cannot be read. Name another."))
            return False
        return True

    def _phrase_done(self) -> bool:
        form, typed = self.form, passphrase.normalise(self.phrase_edit.text())
        if form.phrase_choice.value() == _MADE:
            if typed != passphrase.normalise(self.made_phrase):
                form.phrase_field.set_error(
                    self.tr("These are not the five words above, in their order.")
                )
                return False
            return True
        self._strength = passphrase.strength(self.phrase_edit.text())
        if not self._strength.ok:
            words = self._strength.words or self.tr("Nothing is typed yet")
            form.phrase_field.set_error(f"{words}. {self._strength.hint}")
            return False
        if typed != passphrase.normalise(self.again_edit.text()):
            form.again_field.set_error(self.tr("The two are not the same. Type it once more."))
            return False
        return True

    def _recovery_done(self) -> bool:
        if not self.form.sealed_check.isChecked():
            self._say(self.tr("Print or copy the key first, then tick that you have it on paper."))
            return False
        return True

    def _typed_done(self) -> bool:
        fields = (self.form.first_group_field, self.form.second_group_field)
        right = True
        for number, edit, field in zip(self._groups, self.group_edits, fields, strict=True):
            if not recovery.group_matches(self.key, number, edit.text()):
                field.set_error(self.tr("Not as on the sheet: look at group {0}.").format(number))
                if right:
                    edit.setFocus()
                right = False
        return right

    def _make(self) -> None:
        self._set_busy(busy=True)
        self._gate.create(
            self.folder(), self.phrase_edit.text(), self.key, lambda: None, self._failed
        )

    # Following

    def _kind_chosen(self, _value: str) -> None:
        self.phrase_edit.clear()
        self.again_edit.clear()
        self._show_kind()
        self.phrase_edit.setFocus()

    def _show_kind(self) -> None:
        form = self.form
        made = form.phrase_choice.value() == _MADE
        form.made_pane.setVisible(made)
        form.again_field.setVisible(not made)
        form.strength_label.setVisible(not made)
        form.strength_label.setText("")
        form.phrase_field.setProperty(
            "label", self.tr("&Type the five words") if made else self.tr("&Passphrase")
        )
        form.phrase_field.setProperty(
            "hint", "" if made else self.tr("At least 16 characters, or four unrelated words.")
        )
        form.phrase_field.clear_error()

    def _ask_strength(self) -> None:
        if self.form.phrase_choice.value() == _OWN:
            self._gate.strength(self.phrase_edit.text(), self._show_strength)

    def _show_strength(self, found: Strength) -> None:
        self._strength = found
        self.form.strength_label.setText(f"{found.words}. {found.hint}".strip(". "))
        self.form.strength_label.setProperty("tone", "green" if found.ok else "amber")
        style = self.form.strength_label.style()
        style.unpolish(self.form.strength_label)
        style.polish(self.form.strength_label)

    def _take_phrase(self, words: str) -> None:
        self.made_phrase = words
        self.form.phrase_label.setText(words)

    def _take_key(self, key: str) -> None:
        self.key = key
        self.form.recovery_groups.show_key(key)
        self.form.print_button.setEnabled(True)

    def _choose_place(self) -> None:
        chosen = self._choose(
            self, self.tr("Where the desk's folder goes"), str(self.folder().parent)
        )
        if chosen:
            self.folder_edit.setText(str(_free_place(Path(chosen))))
            self.form.folder_field.clear_error()

    def _print(self) -> None:
        sent = self.print_sheet(self, self.key, self.folder().name, self._today)
        self.form.printed_label.setText(
            self.tr("Sent to the printer. Compare it with the screen before you seal it.")
            if sent
            else self.tr("Not printed. You can copy the seven groups by hand.")
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


def _free_place(parent: Path) -> Path:
    """Return a name that is not taken: "Prevent-Desk", else "Prevent-Desk-2" and so on."""
    found, count = parent / "Prevent-Desk", 1
    while found.exists():
        count += 1
        found = parent / f"Prevent-Desk-{count}"
    return found
