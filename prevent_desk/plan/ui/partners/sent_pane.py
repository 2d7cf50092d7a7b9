"""What a sending left behind: the files, and the passwords that are shown this once."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHeaderView, QTableView

from prevent_desk.plan.ui.partners.send_making import SentFile
from prevent_desk.ui import theme
from prevent_desk.ui.delegates import dress
from prevent_desk.ui.tables import Column, RowsModel


class SentTable(QTableView):
    """One line an agency; Ctrl+C copies the password of the line."""

    def show_files(self, files: Sequence[SentFile]) -> None:
        """Show what was saved; the columns of messages and passwords only where there are any."""
        columns = [
            Column[SentFile]("Agency", lambda one: one.agency.name),
            Column[SentFile]("Actions", lambda one: str(one.actions), "right"),
            Column[SentFile](
                "Workbook", lambda one: one.workbook, tooltip=lambda one: one.workbook
            ),
        ]
        if any(one.message for one in files):
            message = Column[SentFile]("Draft message", _draft, tooltip=lambda one: one.message)
            columns.append(message)
        if any(one.password for one in files):
            columns.append(
                Column("Password", lambda one: one.password, tooltip=lambda one: one.password)
            )
        self._rows = RowsModel(columns, files, self)
        self.setModel(self._rows)
        self.setAccessibleName("What was saved")
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        dress(self)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Fixed)
        self.setColumnWidth(1, theme.px(72))
        if any(one.password for one in files):
            # Never cut short: it is read out from here.
            header.setSectionResizeMode(len(columns) - 1, QHeaderView.ResizeMode.ResizeToContents)
        if files:
            self.selectRow(0)

    def copy_password(self) -> str:
        """Put the password of the chosen line on the clipboard; return whose it is."""
        row = self.currentIndex().row()
        if row < 0:
            return ""
        one = self._rows.record(row)
        if not one.password:
            return ""
        QGuiApplication.clipboard().setText(one.password)
        return one.agency.name

    def forget(self) -> None:
        """Show nothing any more, and hold no password."""
        self._rows.set_rows(())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy the password on Ctrl+C."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_password()
            return
        super().keyPressEvent(event)


def _draft(one: SentFile) -> str:
    if not one.message:
        return ""
    return f"To {one.agency.email}" if one.agency.email else "Address to be filled in"
