"""What comes into the intake from outside: a pasted e-mail, files chosen or dropped."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QFileDialog

from prevent_desk.core.errors import DeskError
from prevent_desk.core.kept_file import MOST_BYTES, check_file, file_name, too_large
from prevent_desk.referrals.model.intake import Draft, DraftFile
from prevent_desk.referrals.ui.around import Around
from prevent_desk.referrals.ui.intake.mail_dialog import MailDialog
from prevent_desk.referrals.ui.receiving.pouring import Pouring
from prevent_desk.ui import messages

if TYPE_CHECKING:
    from prevent_desk.referrals.ui.intake.view import IntakeView


class TakingIn(QObject):
    """Brings words and files into the draft on show.

    Attributes:
        choose: Asks for files; replaced in tests.
    """

    def __init__(self, around: Around, view: IntakeView) -> None:
        super().__init__(view)
        self._around, self._view = around, view
        self.choose: Callable[[], list[Path]] = self._ask
        self.pouring = Pouring(
            around, view, draft=view.collect, show=self._show, keep=self.add_files
        )
        view.installEventFilter(self)

    def paste(self) -> None:
        """Take in the e-mail on the clipboard, after who and when were looked at."""
        text = QGuiApplication.clipboard().text()
        dialog = MailDialog(text, self._around.clock, self._view)
        if not dialog.exec():
            return
        cards = self._view.cards
        for key, answer in dialog.teller().items():
            cards.teller.put(key, answer)
        cards.concern.add_words(dialog.words())
        if received := dialog.received():
            cards.below.put("received_at", received)
        cards.concern.go_to("concern")
        cards.show_card("concern")

    def choose_files(self) -> None:
        """Ask for files; a filled form or an e-mail is poured into the draft, others are kept."""
        self.pouring.take(self.choose())

    def add_files(self, paths: Sequence[Path]) -> None:
        """Keep files with the draft; what cannot be kept is said in words."""
        kept: list[DraftFile] = []
        for path in paths:
            try:
                kept.append(self._keep(path))
            except DeskError as error:
                messages.show_failure(self._view.window(), error)
            except OSError:
                messages.tell(
                    self._view.window(),
                    f"“{file_name(path.name)}” cannot be read.",
                    "It may be open in another program, or no longer there.",
                )
        if kept:
            self._view.cards.concern.add_files(kept)
            self._view.cards.show_card("concern")

    def _show(self, draft: Draft) -> None:
        self._view.show_draft(draft)
        self._view.keep_now()

    def _keep(self, path: Path) -> DraftFile:
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise too_large(path.name, size)
        content = path.read_bytes()
        check_file(path.name, len(content))
        return self._around.services.intake.keep_file(file_name(path.name), content)

    def _ask(self) -> list[Path]:
        found, _ = QFileDialog.getOpenFileNames(self._view.window(), "Add files to the referral")
        return [Path(name) for name in found]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take files that are dropped anywhere on the view."""
        if isinstance(event, QDragEnterEvent) and event.mimeData().hasUrls():
            event.acceptProposedAction()
            return True
        if isinstance(event, QDropEvent) and event.type() == QEvent.Type.Drop:
            paths = [
                Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()
            ]
            event.acceptProposedAction()
            self.pouring.take([path for path in paths if path.is_file()])
            return True
        return False
