"""The audit trail of an open desk: who did what, newest first, and whether it is whole."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHeaderView, QLabel, QTableView, QWidget

from prevent_desk.core.dates import say_short
from prevent_desk.store import audit
from prevent_desk.store.audit import AuditRecord, Verdict
from prevent_desk.ui import jobs, messages, theme
from prevent_desk.ui.delegates import dress
from prevent_desk.ui.forms import Form
from prevent_desk.ui.page import Command, Desk
from prevent_desk.ui.tables import Column, PagedModel
from prevent_desk.ui.widgets.banner import Banner
from prevent_desk.ui.widgets.button import Button
from prevent_desk.vault.desk import OpenDesk


class _AuditForm(Form):
    """forms/vault/audit_section.ui."""

    ui = "vault/audit_section.ui"
    verify_button: Button
    count_label: QLabel
    verdict_banner: Banner
    audit_table: QTableView


class AuditSection(QWidget):
    """Lists the records page by page, and verifies the chain beside the window."""

    title = "Audit trail"
    icon = "list-checks"

    def __init__(self, opened: OpenDesk, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._opened, self._desk = opened, desk
        self.form = form = _AuditForm(self)
        self._newest = 0
        self.model = PagedModel[AuditRecord](_COLUMNS, self._load, 0, self)
        form.audit_table.setModel(self.model)
        form.audit_table.setAccessibleName(self.tr("Audit trail, newest first"))
        form.audit_table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        dress(form.audit_table)
        form.verdict_banner.hide()
        form.verify_button.clicked.connect(self.verify)
        theme.changed.connect(self._size)
        self._size()

    def refresh(self) -> None:
        """Show the records there are now, from the newest."""
        # Records are numbered without gaps and never removed, so their numbers are their places.
        self._newest = audit.head(self._opened.store).seq
        self.model.show_list(self._load, self._newest)
        self.form.count_label.setText(self.tr("{0} records").format(f"{self._newest:,}"))

    def commands(self) -> Sequence[Command]:
        """Return what can be done here."""
        return [Command(self.tr("Verify the audit trail"), self.verify, "shield-check")]

    def verify(self) -> None:
        """Check every record and say what was found."""
        self.form.verify_button.setEnabled(False)
        store = self._opened.store
        jobs.run(lambda _report, _stopped: audit.verify(store), self, self._say, self._failed)

    def _load(self, offset: int, limit: int) -> Sequence[AuditRecord]:
        return audit.records(self._opened.store, newest=limit, before=self._newest - offset + 1)

    def _say(self, verdict: Verdict) -> None:
        self.form.verify_button.setEnabled(True)
        if verdict.problems:
            self.form.verdict_banner.show_text(" ".join(verdict.problems[:3]), "red")
        else:
            words = self.tr("{0} records in one unbroken chain. Its newest seal: {1}")
            said = words.format(f"{verdict.records:,}", verdict.head.fingerprint)
            self.form.verdict_banner.show_text(said, "green", icon="shield-check")
        self.refresh()

    def _failed(self, error: BaseException) -> None:
        self.form.verify_button.setEnabled(True)
        messages.show_failure(self, error)

    def _size(self) -> None:
        header = self.form.audit_table.horizontalHeader()
        for column, width in enumerate((70, 180, 110)):
            header.resizeSection(column, theme.px(width))
        header.setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)


def _when(record: AuditRecord) -> str:
    at = record.at.astimezone()
    return f"{say_short(at.date())}, {at:%H:%M:%S}"


def _what(record: AuditRecord) -> str:
    """Return the act in words: "changed: progress of O2-01", "backup taken, own folder"."""
    if record.label:
        return f"{record.action}: {record.label}"
    detail = record.detail or {}
    told = ", ".join(str(value) for value in detail.values() if value not in (None, ""))
    return f"{record.action}, {told}" if told else record.action


_COLUMNS: list[Column[AuditRecord]] = [
    Column("No.", lambda record: f"{record.seq:,}", "right", lambda record: record.seq),
    Column("When", _when, sort_key=lambda record: record.at),
    Column("Key", lambda record: record.actor),
    Column("What was done", _what, tooltip=_what),
]
