"""Words as they stood at earlier minutes of the meeting: one of them may be put back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from prevent_desk.panels.model.records import Item
from prevent_desk.panels.service.half_typed import Snapshot
from prevent_desk.ui import theme
from prevent_desk.ui.widgets.dialog import Dialog
from prevent_desk.ui.widgets.labels import WrapLabel

_WORDS = Qt.ItemDataRole.UserRole


class KeptEarlier(Dialog):
    """Shows when words stood where, the newest first."""

    def __init__(
        self, snapshots: Sequence[Snapshot], items: Sequence[Item], parent: QWidget | None = None
    ) -> None:
        super().__init__(
            "Words kept earlier",
            "Once a minute what is being typed is kept for a day. What stands in the line now can "
            "be brought back with Ctrl+Z.",
            parent,
            width=560,
        )
        called = {one.id: one.called for one in items}
        self.list = QListWidget()
        self.list.setAccessibleName("Words kept earlier")
        self.list.setMinimumHeight(theme.px(180))
        self.list.setWordWrap(True)
        for one in snapshots:
            where = "own note" if one.place.startswith("private") else called.get(one.item_id, "")
            words = f"{one.at:%H:%M}  {where}:  {one.words}" if where else one.words
            item = QListWidgetItem(words, self.list)
            item.setData(_WORDS, one.words)
        self.list.itemActivated.connect(lambda _item: self.accept())
        self.body.addWidget(self.list)
        self.list.setVisible(bool(snapshots))
        if not snapshots:
            self.body.addWidget(WrapLabel("Nothing was kept yet at this meeting.", "support"))
        self.list.setCurrentRow(0)
        self.add_cancel()
        put = self.add_verb("Put these words into the line")
        put.setEnabled(bool(snapshots))
        (self.list if snapshots else self).setFocus()

    def words(self) -> str:
        """Return the words chosen."""
        chosen = self.list.selectedItems()
        return str(chosen[0].data(_WORDS)) if chosen else ""
