"""A key added to an open desk, or given a new passphrase or recovery key."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QLineEdit, QStackedWidget, QWidget

from prevent_desk.ui import theme
from prevent_desk.ui.forms import Form, register
from prevent_desk.ui.widgets.dialog import Dialog
from prevent_desk.ui.widgets.editors import Combo
from prevent_desk.ui.widgets.form_field import FormField
from prevent_desk.ui.widgets.labels import Glyph, WrapLabel
from prevent_desk.vault.model import Role, SlotInfo
from prevent_desk.vault.ui.phrase_pane import PhrasePane
from prevent_desk.vault.ui.recovery_pane import RecoveryPane, TypedPane

register(PhrasePane, RecoveryPane, TypedPane)

WHO, PHRASE, RECOVERY, TYPED = range(4)
_WIDTH = 560


class _SecretForm(Form):
    """forms/vault/secret_dialog.ui."""

    ui = "vault/secret_dialog.ui"
    stack: QStackedWidget
    role_field: FormField
    name_field: FormField
    phrase_pane: PhrasePane
    recovery_pane: RecoveryPane
    typed_pane: TypedPane
    error_pane: QWidget
    error_glyph: Glyph
    error_label: WrapLabel


class SecretDialog(Dialog):
    """Asks whose key it is (when one is added), then for its secret; accepted once both are there.

    A passphrase is drawn and typed back, or typed twice; a recovery key is printed and partly typed
    back. Nothing is written: the caller does that with `role`, `label` and `secret`.
    """

    def __init__(
        self,
        desk_name: str,
        today: date,
        parent: QWidget | None = None,
        *,
        slot: SlotInfo | None = None,
    ) -> None:
        """Begin.

        Args:
            desk_name: As printed on a recovery sheet.
            today: As printed on a recovery sheet.
            parent: The page.
            slot: The key that is changed; None adds one.
        """
        title = self.tr("Add a key") if slot is None else self.tr("Change the key “{0}”")
        super().__init__(
            title if slot is None else title.format(slot.label),
            self.tr("It opens the whole desk by itself.")
            if slot is None
            else self.tr("The old one opens the desk no more; backups taken before keep it."),
            parent.window() if parent is not None else None,
            width=_WIDTH,
        )
        # What is typed here is secret: a lock must not keep it.
        self.setProperty("private", True)
        self._slot = slot
        holder = QWidget()
        self.form = form = _SecretForm(holder)
        self.body.addWidget(holder, 1)
        form.stack.setMinimumHeight(theme.px(250))
        form.error_glyph.show_icon("circle-alert", "red")
        self._roles = Combo()
        for role in (Role.DEPUTY, Role.RECOVERY, Role.COORDINATOR):
            self._roles.addItem(role.words, role)
        form.role_field.set_editor(self._roles)
        self._label = QLineEdit()
        self._label.setMaxLength(60)
        form.name_field.set_editor(self._label)
        form.recovery_pane.desk_name = desk_name
        form.recovery_pane.today = today
        self.add_cancel()
        self.next_button = self.add_verb(self.tr("&Next"), accepts=False)
        self.next_button.clicked.connect(self.go_on)
        self._show(WHO if slot is None else self._first())

    def role(self) -> Role:
        """Return whose key it is."""
        if self._slot is not None:
            return self._slot.role
        return Role(self._roles.currentData())

    def label(self) -> str:
        """Return the name on the key; empty for the role's own words."""
        return self._label.text().strip()

    def secret(self) -> str:
        """Return the passphrase, or the recovery key."""
        if self.role() is Role.RECOVERY:
            return self.form.recovery_pane.key
        return self.form.phrase_pane.secret()

    def go_on(self) -> None:
        """Go to the next step, or end when this was the last and is settled."""
        self._say("")
        form, step = self.form, self.form.stack.currentIndex()
        if step == WHO:
            self._show(self._first())
        elif step == PHRASE:
            if form.phrase_pane.is_settled():
                self.accept()
        elif step == RECOVERY:
            if form.recovery_pane.is_settled():
                self._show(TYPED)
            else:
                self._say(self.tr("Print or copy the key first, then tick that it is on paper."))
        elif form.typed_pane.is_settled(form.recovery_pane.key):
            self.accept()

    def _first(self) -> int:
        return RECOVERY if self.role() is Role.RECOVERY else PHRASE

    def _show(self, step: int) -> None:
        form = self.form
        form.stack.setCurrentIndex(step)
        last = step in {PHRASE, TYPED}
        done = self.tr("&Add the key") if self._slot is None else self.tr("&Change the key")
        self.next_button.setText(done if last else self.tr("&Next"))
        self._say("")
        first: tuple[QWidget, ...] = (
            self._roles,
            form.phrase_pane,
            form.recovery_pane,
            form.typed_pane,
        )
        first[step].setFocus()

    def _say(self, words: str) -> None:
        self.form.error_label.setText(words)
        self.form.error_pane.setVisible(bool(words))
