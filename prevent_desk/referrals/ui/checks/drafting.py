"""Drafts of messages to agencies: made and saved together, or none is there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from prevent_desk.exports import files, mail
from prevent_desk.referrals.model.check_messages import Message
from prevent_desk.ui.jobs import Report, Stopped, Work


def saving(
    folder: Path, messages: Sequence[tuple[str, Message]], note: Callable[[], object]
) -> Work[list[Path]]:
    """Return the work of saving drafts and noting what they are for; for `ui.jobs`.

    Args:
        folder: Where they go; it has to be there.
        messages: The name of each file without its ending, and the message.
        note: Writes in the record what was asked. Where that is refused the drafts are taken away.
    """

    def work(report: Report, stopped: Stopped) -> list[Path]:
        report(0, 0, "Saving the drafts")
        drafts = [
            (f"{name}.eml", mail.draft(None, one.subject, one.text)) for name, one in messages
        ]
        saved = files.save_all(folder, drafts, stopped)
        try:
            note()
        except BaseException:
            files.remove(saved)
            raise
        return saved

    return work


def file_name(kind: str, ref: str, agency: str) -> str:
    """Return a draft's name: kind, reference, agency; never a person's."""
    words = files.suggested_name(f"{kind} {ref} {agency}", "", "")
    return words[:_LONGEST].rstrip("-")


_LONGEST = 90


def open_folder(folder: Path) -> None:
    """Show a folder in the system's own way."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
