"""Three panes side by side: their widths where the page is narrow first, as after a lock."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QSplitter, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from prevent_desk.ui import theme
from prevent_desk.ui.pane_widths import PaneWidths
from prevent_desk.ui.side_place import SidePlace


class _Remembering:
    """What a page remembers, of the shell."""

    def __init__(self, **kept: Any) -> None:
        self.kept = kept

    def setting(self, key: str, default: Any = None) -> Any:
        return self.kept.get(key, default)

    def remember(self, key: str, value: Any) -> None:
        self.kept[key] = value


class _Page(QWidget):
    def __init__(self, desk: Any) -> None:
        super().__init__()
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setChildrenCollapsible(False)
        self.left, self.middle, self.right = QWidget(), QWidget(), QWidget()
        for place, pane in enumerate((self.left, self.middle, self.right)):
            self.splitter.addWidget(pane)
            self.splitter.setStretchFactor(place, 1 if pane is self.middle else 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.splitter)
        self.place = SidePlace(
            self, self.splitter, self.middle, self.right, desk, kept_as="side", width_px=305
        )
        self.widths = PaneWidths(
            self.splitter, self.place, desk, kept_as="widths", left_px=226,
            least_px=((self.left, 190), (self.middle, 380)),
        )  # fmt: skip
        self.place.set_subject(on=True)


@pytest.mark.parametrize("kept", [{}, {"widths": [226, 757, 305]}])
def test_widths_stay_where_a_page_is_narrow_before_it_has_its_room(
    qtbot: QtBot, qapp: QApplication, kept: dict[str, Any]
) -> None:
    theme.install(qapp, scheme="light")
    page = _Page(_Remembering(**kept))
    qtbot.addWidget(page)
    page.resize(500, 600)
    page.show()
    qapp.processEvents()
    assert page.place.is_drawer()
    page.resize(1290, 600)
    qapp.processEvents()
    assert page.splitter.sizes()[0] == pytest.approx(226, abs=1)
    assert page.splitter.sizes()[-1] == pytest.approx(305, abs=1)
    page.resize(1000, 600)
    qapp.processEvents()
    page.resize(1290, 600)
    qapp.processEvents()
    assert page.splitter.sizes()[0] == pytest.approx(226, abs=1)


def test_what_is_dragged_is_remembered(qtbot: QtBot, qapp: QApplication) -> None:
    desk = _Remembering()
    page = _Page(desk)
    qtbot.addWidget(page)
    page.resize(1290, 600)
    page.show()
    qapp.processEvents()
    page.splitter.moveSplitter(260, 1)
    page.widths.remember()
    assert desk.kept["widths"][0] == pytest.approx(260, abs=1)
