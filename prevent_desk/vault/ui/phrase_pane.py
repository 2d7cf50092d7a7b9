"""Where a passphrase is settled: five words drawn and typed back, or one of the user's own."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from prevent_desk.ui import jobs, theme
from prevent_desk.ui.forms import Form
from prevent_desk.ui.jobs import Report, Stopped
from prevent_desk.ui.widgets.button import Button
from prevent_desk.ui.widgets.form_field import FormField
from prevent_desk.ui.widgets.labels import WrapLabel
from prevent_desk.ui.widgets.passphrase_edit import PassphraseEdit
from prevent_desk.ui.widgets.segmented import Choice, Segmented
from prevent_desk.vault import passphrase
from prevent_desk.vault.facts import Strength

_JUDGE_MS = 200
_MADE, _OWN = "made", "own"


class _PhraseForm(Form):
    """forms/vault/phrase_pane.ui."""

    ui = "vault/phrase_pane.ui"
    phrase_choice: Segmented
    made_pane: QWidget
    phrase_label: WrapLabel
    another_button: Button
    phrase_field: FormField
    again_field: FormField
    strength_label: WrapLabel


class PhrasePane(QWidget):
    """Settles a passphrase; `is_settled` says what is still wrong beside the field."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.form = form = _PhraseForm(self)
        self.made = ""
        self.phrase_edit, self.again_edit = PassphraseEdit(), PassphraseEdit()
        self._judge = QTimer(self, singleShot=True, interval=_JUDGE_MS)
        self._judge.timeout.connect(self._ask_strength)
        form.phrase_choice.set_choices(
            [
                Choice(_MADE, self.tr("Five &words drawn for you")),
                Choice(_OWN, self.tr("One of your &own")),
            ]
        )
        form.phrase_choice.setAccessibleName(self.tr("Which passphrase"))
        form.phrase_choice.set_value(_MADE)
        form.phrase_field.set_editor(self.phrase_edit)
        form.phrase_field.add_beside(self.phrase_edit.caps_notice)
        form.again_field.set_editor(self.again_edit)
        form.phrase_choice.chosen.connect(self._kind_chosen)
        form.another_button.clicked.connect(self.draw_words)
        self.phrase_edit.edited.connect(lambda _text: self._judge.start())
        self.setFocusProxy(self.phrase_edit)
        self._show_kind()
        self.draw_words()

    def draw_words(self) -> None:
        """Draw five other words."""
        self.made = passphrase.generate()
        self.form.phrase_label.setText(self.made)
        self.phrase_edit.clear()

    def secret(self) -> str:
        """Return the passphrase as typed."""
        return self.phrase_edit.text()

    def is_settled(self) -> bool:
        """Tell whether it may be used; what is wrong is said beside its field."""
        form, typed = self.form, passphrase.normalise(self.phrase_edit.text())
        if form.phrase_choice.value() == _MADE:
            if typed == passphrase.normalise(self.made):
                return True
            form.phrase_field.set_error(
                self.tr("These are not the five words above, in their order.")
            )
            return False
        found = passphrase.strength(self.phrase_edit.text())
        if not found.ok:
            words = found.words or self.tr("Nothing is typed yet")
            form.strength_label.setText("")
            form.phrase_field.set_error(f"{words}. {found.hint}")
            return False
        if typed != passphrase.normalise(self.again_edit.text()):
            form.again_field.set_error(self.tr("The two are not the same. Type it once more."))
            return False
        return True

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
        form.again_field.clear_error()

    def _ask_strength(self) -> None:
        if self.form.phrase_choice.value() != _OWN:
            return
        asked = self.phrase_edit.text()

        def work(_report: Report, _stopped: Stopped) -> Strength:
            return passphrase.strength(asked)

        def show(found: Strength) -> None:
            # An answer to what has since been typed over says nothing.
            if asked == self.phrase_edit.text():
                self._show_strength(found)

        jobs.run(work, self, show)

    def _show_strength(self, found: Strength) -> None:
        words = ". ".join(part.rstrip(".") for part in (found.words, found.hint) if part)
        self.form.strength_label.setText(f"{words}." if words else "")
        theme.restyle(self.form.strength_label, tone="green" if found.ok else "amber")
