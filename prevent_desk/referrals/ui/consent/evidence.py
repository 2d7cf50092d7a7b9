"""The file that shows consent: chosen, kept in the vault, shown without a file on disk."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from prevent_desk.core.errors import Refused
from prevent_desk.core.kept_file import MOST_BYTES, too_large
from prevent_desk.exports import preview
from prevent_desk.referrals.service.consents import Consents
from prevent_desk.ui import jobs, messages
from prevent_desk.ui.file_view import FileDialog
from prevent_desk.ui.jobs import Report, Stopped
from prevent_desk.ui.widgets.button import Button, IconButton
from prevent_desk.ui.widgets.labels import ElidedLabel


class EvidenceLine(QWidget):
    """A line under the questions: attach a file, or what is attached.

    Attributes:
        choose: Asks for a file; replaced in tests.

    Signals:
        changed: A file was attached or taken off; `file_id` has it.
    """

    changed = Signal()

    def __init__(self, consents: Consents, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._consents = consents
        self.file_id: int | None = None
        self.choose: Callable[[], Path | None] = self._ask
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        self.attach_button = Button("A&ttach the form or letter…", "file-plus", small=True)
        self.name_label = ElidedLabel("", "small")
        self.away_button = IconButton("x", "Take the file off", small=True)
        row.addWidget(self.attach_button)
        row.addWidget(self.name_label, 1)
        row.addWidget(self.away_button)
        self.attach_button.clicked.connect(self.attach)
        self.away_button.clicked.connect(lambda: self._took(None))
        self.show_file(None)

    def show_file(self, file_id: int | None) -> None:
        """Show a kept file, or none, without telling of it."""
        self.file_id = file_id
        name = self._consents.file_name(file_id) if file_id is not None else ""
        self.name_label.setText(name or "Kept in the vault; the original stays where it is.")
        self.away_button.setVisible(file_id is not None)

    def attach(self) -> None:
        """Ask for a file and keep it, beside the window."""
        path = self.choose()
        if path is None:
            return

        def work(_report: Report, _stopped: Stopped) -> int:
            return self._consents.keep_evidence(path.name, read(path))

        self.attach_button.setEnabled(False)
        jobs.run(work, self, done=self._took, failed=self._failed)

    def _took(self, file_id: int | None) -> None:
        self.attach_button.setEnabled(True)
        self.show_file(file_id)
        self.changed.emit()

    def _failed(self, error: BaseException) -> None:
        self.attach_button.setEnabled(True)
        messages.show_failure(self.window(), error)

    def _ask(self) -> Path | None:
        name, _ = QFileDialog.getOpenFileName(self, "The form or letter that shows consent")
        return Path(name) if name else None


def read(path: Path) -> bytes:
    """Return a file's bytes; never more of them than can be kept.

    Raises:
        Refused: It is too large, or cannot be read.
    """
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
            if len(content) > MOST_BYTES:
                raise too_large(path.name, path.stat().st_size)
            return content
    except OSError as error:
        raise Refused(
            f"“{path.name}” could not be read.",
            why=f"The system says: {error.strerror or error}.",
            next_step="Check that it is still there and not open elsewhere.",
        ) from error


def show(consents: Consents, file_id: int, owner: QObject) -> None:
    """Show a kept file inside the window; a copy is taken out from the tab of files."""
    if not isinstance(owner, QWidget):
        return
    name, content = consents.evidence(file_id)
    dialog = FileDialog(name, len(content), preview.drawn, owner)
    dialog.copy_button.hide()
    dialog.show_content(content)
    dialog.exec()
