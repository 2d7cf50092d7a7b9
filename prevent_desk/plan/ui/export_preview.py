"""The first rows of a workbook as it will be."""

from __future__ import annotations

from PySide6.QtWidgets import QTableView, QVBoxLayout, QWidget

from prevent_desk.core.dates import say_short
from prevent_desk.plan.model.legend import NOT_SET
from prevent_desk.plan.model.records import ActionDetail, PlanContents
from prevent_desk.ui import theme
from prevent_desk.ui.tables import Column, RowsModel
from prevent_desk.ui.widgets.labels import WrapLabel

_MOST_ROWS = 30


class SheetView(QWidget):
    """What a workbook will hold: its facts, and its first rows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facts = WrapLabel("", "body")
        self.table = QTableView()
        self.table.setWordWrap(True)
        self.table.verticalHeader().hide()
        self.table.setSelectionMode(QTableView.SelectionMode.NoSelection)
        self.table.setAccessibleName("First rows of the workbook")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self._facts)
        layout.addWidget(self.table, 1)

    def show_plan(self, contents: PlanContents, size: int) -> None:
        """Show what will be written; `size` in bytes."""
        count = len(contents.actions)
        shown = contents.actions[:_MOST_ROWS]
        more = f", the first {len(shown)} of them below" if count > len(shown) else ""
        self._facts.setText(
            f"A workbook of {_kilobytes(size)}: {count:,} {'action' if count == 1 else 'actions'}"
            f"{more}. One sheet holds the plan, one its legend and notes."
        )
        model = RowsModel(_columns(contents), shown, self)
        old = self.table.model()
        self.table.setModel(model)
        if old is not None:
            old.deleteLater()
        for column, wide in enumerate((210, 90, 260, 90, 90, 90, 220)):
            self.table.setColumnWidth(column, theme.px(wide))
        self.table.verticalHeader().setDefaultSectionSize(theme.px(64))

    def facts(self) -> str:
        """Return the sentence above the rows."""
        return self._facts.text()


def _columns(contents: PlanContents) -> list[Column[ActionDetail]]:
    def progress(action: ActionDetail) -> str:
        stage = contents.head.stage(action.row.progress)
        return stage.word if stage else NOT_SET

    def timescale(action: ActionDetail) -> str:
        due = f"Due {say_short(action.row.due)}" if action.row.due else ""
        return "\n".join(part for part in (action.row.timescale, due) if part)

    return [
        Column("Action", lambda action: f"{action.row.ref} {action.row.title}".strip()),
        Column("Lead", lambda action: "\n".join(action.row.leads)),
        Column("Success criteria", lambda action: "\n".join(action.row.criteria)),
        Column("Timescale", timescale),
        Column("Resources", lambda action: action.row.resources),
        Column("Progress", progress),
        Column("Comments / progress", lambda action: action.row.comments),
    ]


def _kilobytes(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB" if size >= 1_000_000 else f"{max(1, size // 1000)} kB"
