"""Find and replace over the plan on show: opens the dialog and writes what was chosen there."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from prevent_desk.core.errors import Refused
from prevent_desk.plan.model.spreadsheet.judging import Judged, Write
from prevent_desk.plan.ui.acts import Acts
from prevent_desk.plan.ui.columns import BY_KEY, COLUMNS
from prevent_desk.plan.ui.grid_view import GridView
from prevent_desk.plan.ui.showing import Showing
from prevent_desk.plan.ui.spreadsheet.offers import Offers, cells_said
from prevent_desk.plan.ui.spreadsheet.replace_dialog import Grounds, ReplaceDialog
from prevent_desk.ui import messages

KEYS = "Ctrl+Shift+F"
"""Ctrl+H, Excel's own, opens the desk's history of changes."""


class Replacing:
    """Opens find and replace and does what it was told."""

    def __init__(
        self, view: GridView, showing: Showing, acts: Acts, offers: Offers, owner: QWidget
    ) -> None:
        self._view, self._showing, self._acts = view, showing, acts
        self._offers, self._owner = offers, owner
        self._sought = ""

    def open(self) -> None:
        """Ask for words and other words, and replace the places that stay ticked."""
        grounds = self._grounds()
        if grounds is None:
            return
        dialog = ReplaceDialog(grounds, self._offers.judge, self._sought, self._owner)
        wants = dialog.exec()
        self._view.setFocus()
        self._sought = dialog.find_edit.text()
        if dialog.go_to is not None:
            action, key = dialog.go_to
            if self._showing.reveal(action):
                self._view.go_to_action(action, BY_KEY[key])
        elif wants:
            self._write(dialog.accepted_cells(), dialog.places())
        dialog.deleteLater()

    def _grounds(self) -> Grounds | None:
        sheet, view = self._showing.sheet, self._view
        if sheet is None:
            return None
        shown = [
            action
            for row in range(len(view.model_.lines))
            if (action := view.model_.action(row)) is not None
        ]
        return Grounds(
            sheet.head,
            shown,
            view.chosen_actions() if view.many else (),
            sheet.rows,
            [COLUMNS[number].key for number in view.shown_columns()],
            [COLUMNS[number].key for number in view.choice.columns()],
        )

    def _write(self, judged: list[Judged], places: int) -> None:
        cells: list[Write] = []
        for one in judged:
            cells.extend(one.wanted.writes())
        number = cells_said(len(judged))
        said = f"{'1 place' if places == 1 else f'{places:,} places'} in {number} replaced"
        try:
            self._acts.write_block(f"replacement in {number}", cells, said)
        except Refused as refused:
            messages.show_failure(self._owner, refused)
