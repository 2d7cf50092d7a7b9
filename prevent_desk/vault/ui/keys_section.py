"""The keys of an open desk: who can open it, and how that is changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from prevent_desk.core.dates import say_short
from prevent_desk.ui import jobs, messages
from prevent_desk.ui.forms import Form
from prevent_desk.ui.page import Command, Desk
from prevent_desk.ui.widgets.button import Button
from prevent_desk.ui.widgets.labels import Glyph, Rule, WrapLabel
from prevent_desk.vault.desk import OpenDesk
from prevent_desk.vault.model import Role, SlotInfo
from prevent_desk.vault.ui.secret_dialog import SecretDialog

_ICONS = {Role.COORDINATOR: "user", Role.DEPUTY: "users", Role.RECOVERY: "file-lock"}


class _KeysForm(Form):
    """forms/vault/keys_section.ui."""

    ui = "vault/keys_section.ui"
    keys_list: QWidget
    add_button: Button
    advice_label: WrapLabel


class KeysSection(QWidget):
    """Lists the keys; adds, changes and removes them, each at once and written down.

    Attributes:
        ask_secret: Opens the dialog for a new or changed key; replaced in tests.
    """

    title = "Keys"
    icon = "key-round"

    def __init__(self, opened: OpenDesk, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._opened, self._desk = opened, desk
        self.form = _KeysForm(self)
        self.ask_secret: Callable[[SlotInfo | None], SecretDialog | None] = self._ask
        layout = self.form.keys_list.layout()
        assert isinstance(layout, QVBoxLayout)  # noqa: S101 - as in the form
        self._rows = layout
        self.form.add_button.clicked.connect(self.add)
        self.refresh()

    def refresh(self) -> None:
        """Show the keys as they are now."""
        while (item := self._rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        slots = self._opened.slots()
        for place, slot in enumerate(slots):
            if place:
                self._rows.addWidget(Rule())
            self._rows.addWidget(self._row(slot))
        self.form.advice_label.setText(_advice(slots))

    def commands(self) -> Sequence[Command]:
        """Return what can be done here."""
        return [
            Command(self.tr("Add a key…"), self.add, "plus", words="slot deputy recovery"),
            *(
                Command(
                    self.tr("Change the key “{0}”…").format(slot.label),
                    partial(self.change, slot),
                    "key-round",
                    words="passphrase",
                )
                for slot in self._opened.slots()
            ),
        ]

    def add(self) -> None:
        """Let one more passphrase or recovery key open the desk."""
        dialog = self.ask_secret(None)
        if dialog is not None:
            role, label, secret = dialog.role(), dialog.label(), dialog.secret()
            self._do(
                lambda: self._opened.add_slot(role, label, secret),
                self.tr("Key added: {0}").format(label or role.words),
            )

    def change(self, slot: SlotInfo) -> None:
        """Give a key a new secret."""
        dialog = self.ask_secret(slot)
        if dialog is not None:
            secret = dialog.secret()
            self._do(
                lambda: self._opened.change_slot(slot.slot_id, secret),
                self.tr("Key changed: {0}").format(slot.label),
            )

    def remove(self, slot: SlotInfo) -> None:
        """Take a key away, after the question."""
        if messages.ask(
            self,
            self.tr("Remove the key “{0}”?").format(slot.label),
            self.tr("It opens the desk no more. Backups taken before still open with it."),
            self.tr("Remove the key"),
            destructive=True,
        ):
            self._do(
                lambda: self._opened.remove_slot(slot.slot_id),
                self.tr("Key removed: {0}").format(slot.label),
            )

    def _row(self, slot: SlotInfo) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(14, 9, 14, 9)
        line.setSpacing(12)
        line.addWidget(Glyph(_ICONS[slot.role], "text2", 18))
        words = QVBoxLayout()
        words.setSpacing(1)
        name, since = QLabel(slot.label), QLabel()
        name.setProperty("t", "h3")
        name.setTextFormat(Qt.TextFormat.PlainText)
        day = say_short(slot.created.astimezone().date())
        role = "" if slot.label == slot.role.words else f"{slot.role.words}  ·  "
        since.setText(self.tr("{0}set {1}").format(role, day))
        since.setProperty("t", "small")
        words.addWidget(name)
        words.addWidget(since)
        line.addLayout(words, 1)
        change, remove = (
            Button(self.tr("Change…"), small=True),
            Button(self.tr("Remove…"), "trash-2", "danger", small=True),
        )
        change.setAccessibleName(self.tr("Change the key {0}").format(slot.label))
        remove.setAccessibleName(self.tr("Remove the key {0}").format(slot.label))
        change.clicked.connect(partial(self.change, slot))
        remove.clicked.connect(partial(self.remove, slot))
        line.addWidget(change)
        line.addWidget(remove)
        return row

    def _ask(self, slot: SlotInfo | None) -> SecretDialog | None:
        name, today = self._opened.folder.name, self._opened.clock.today()
        dialog = SecretDialog(name, today, self, slot=slot)
        return dialog if dialog.exec() else None

    def _do(self, act: Callable[[], object], said: str) -> None:
        """Do something that takes a key derivation, beside the window."""
        self.setEnabled(False)

        def ended() -> None:
            self.setEnabled(True)
            self.refresh()

        def done(_answer: object) -> None:
            ended()
            self._desk.saved()
            self._desk.toast(said, icon="key-round")

        def failed(error: BaseException) -> None:
            ended()
            messages.show_failure(self, error)

        jobs.run(lambda _report, _stopped: act(), self, done, failed)


def _advice(slots: Sequence[SlotInfo]) -> str:
    """Return what is still missing, in a sentence."""
    roles = [slot.role for slot in slots]
    if Role.DEPUTY not in roles:
        return "No deputy has a key. Whoever covers for you needs one of their own."
    if roles.count(Role.RECOVERY) < 2:
        return "One recovery sheet. A second, kept elsewhere, survives a fire in the first safe."
    return ""
