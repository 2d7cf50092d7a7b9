"""Words typed into an open dialog when the desk locks: kept in the vault, shown again afterwards.

Pages bring their own drafts back to where they were typed. A dialog is gone with the process, so
its words are offered for copying.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from prevent_desk.store.drafts import Drafts
from prevent_desk.ui import clipboard
from prevent_desk.ui.widgets.button import Button
from prevent_desk.ui.widgets.dialog import Dialog
from prevent_desk.ui.widgets.labels import WrapLabel

PREFIX = "desk/dialog/"
PRIVATE = "private"
"""Property of dialogs whose words are secrets and are never kept."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What stood in one field of a dialog."""

    dialog: str
    field: str
    text: str


def typed_now() -> list[Kept]:
    """Return what a person has typed into the dialogs that are open."""
    return [
        Kept(window.windowTitle().replace("/", "-"), field.replace("/", "-"), text)
        for window in QApplication.topLevelWidgets()
        if isinstance(window, QDialog) and window.isVisible() and not window.property(PRIVATE)
        for field, text in _typed_into(window)
    ]


def keep(drafts: Drafts, found: Sequence[Kept]) -> None:
    """Keep words in the vault, in place of those kept before."""
    forget(drafts)
    for number, kept in enumerate(found):
        drafts.keep(f"{PREFIX}{number}/{kept.dialog}/{kept.field}", kept.text)


def all_kept(drafts: Drafts) -> list[Kept]:
    """Return the words kept at the last lock."""
    found = []
    for key, draft in drafts.all().items():
        if key.startswith(PREFIX):
            _number, dialog, field = key.removeprefix(PREFIX).split("/", 2)
            found.append(Kept(dialog, field, draft.text))
    return found


def forget(drafts: Drafts) -> None:
    """Forget them."""
    for key in drafts.all():
        if key.startswith(PREFIX):
            drafts.keep(key, "")


class KeptDialog(Dialog):
    """Shows words that were being typed when the desk locked; accepted: they may be forgotten."""

    def __init__(self, found: Sequence[Kept], parent: QWidget | None) -> None:
        super().__init__(
            self.tr("Words from an open window"),
            self.tr("They were being typed when the desk locked. Copy what you still need."),
            parent,
        )
        for kept in found:
            where = f"{kept.dialog}: {kept.field}" if kept.field else kept.dialog
            self.body.addWidget(WrapLabel(where, "h3"))
            self.body.addWidget(WrapLabel(kept.text, "body"))
        copy = Button(self.tr("&Copy all"), "copy", small=True)
        text = "\n\n".join(kept.text for kept in found)
        copy.clicked.connect(lambda: clipboard.put_text(text))
        self.add_beside(copy)
        self.add_cancel(self.tr("Keep for later"))
        self.add_verb(self.tr("&Forget them"))


def _typed_into(window: QDialog) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for line in window.findChildren(QLineEdit):
        hidden = line.echoMode() != QLineEdit.EchoMode.Normal
        if line.isModified() and not hidden and not line.isReadOnly() and line.text().strip():
            found.append((line.accessibleName(), line.text()))
    fields: list[QPlainTextEdit | QTextEdit] = [
        *window.findChildren(QPlainTextEdit),
        *window.findChildren(QTextEdit),
    ]
    for field in fields:
        typed = field.document().isUndoAvailable()
        if typed and not field.isReadOnly() and field.toPlainText().strip():
            found.append((field.accessibleName(), field.toPlainText()))
    return found
