"""What the shared window can show: none of two hundred names, whatever was typed where."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]
import pytest
from PySide6.QtCore import QAbstractItemModel, QMarginsF, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QPageSize, QPdfWriter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget
from pytestqt.qtbot import QtBot

from prevent_desk.panels.model.board import Board, Owed, Point
from prevent_desk.panels.model.shared_words import names_of
from prevent_desk.panels.service.sharing import Sharing
from prevent_desk.panels.ui.desk.sharing import WARNING
from prevent_desk.panels.ui.shared.window import SharedWindow
from prevent_desk.ui import theme
from tests.panels.desk_room import DeskRoom
from tests.panels.desks import Desk, open_desk
from tests.panels.shared.planted import COUNT, plant

_ROLES = (
    Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.StatusTipRole,
    Qt.ItemDataRole.WhatsThisRole, Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.AccessibleDescriptionRole, Qt.ItemDataRole.EditRole,
    *(Qt.ItemDataRole(Qt.ItemDataRole.UserRole + more) for more in range(6)),
)  # fmt: skip


def texts_of(widget: QWidget) -> Iterator[str]:
    """Return every text of a widget and what is in it: properties, roles, the accessible tree."""
    for one in [widget, *widget.findChildren(QWidget)]:
        meta = one.metaObject()
        for place in range(meta.propertyCount()):
            value = meta.property(place).read(one)
            if isinstance(value, str):
                yield value
        for name in one.dynamicPropertyNames():
            # Some of Qt's own have no counterpart in Python, and no text.
            with suppress(RuntimeError):
                yield str(one.property(bytes(name.data()).decode()))
        if isinstance(one, QAbstractItemView) and one.model() is not None:
            yield from _texts_of_model(one.model())
    yield from _spoken(QAccessible.queryAccessibleInterface(widget))


def _texts_of_model(model: QAbstractItemModel) -> Iterator[str]:
    for row in range(model.rowCount()):
        index = model.index(row, 0)
        yield from (str(index.data(role)) for role in _ROLES)


def _spoken(face: QAccessibleInterface | None) -> Iterator[str]:
    if face is None:
        return
    for kind in (QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Value):
        yield face.text(kind)
    for place in range(face.childCount()):
        yield from _spoken(face.child(place))


def painted(window: SharedWindow, folder: Path) -> str:
    """Return the words the window paints, read back out of a PDF it was painted into."""
    path = folder / "shared.pdf"
    writer = QPdfWriter(str(path))
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A3))
    writer.setPageMargins(QMarginsF())
    writer.setResolution(96)
    window.render(writer)
    del writer
    document = pypdfium2.PdfDocument(path)
    try:
        return str(document[0].get_textpage().get_text_range())
    finally:
        document.close()


def held_by(names: list[str], texts: list[str]) -> set[str]:
    whole = "\n".join(texts).casefold()
    return {name for name in names if name.casefold() in whole}


@pytest.fixture(scope="module")
def planted(
    tmp_path_factory: pytest.TempPathFactory, qapp: QApplication, request: pytest.FixtureRequest
) -> Iterator[tuple[DeskRoom, list[str]]]:
    """The desk with the names in it, shown once for all tests that only look."""
    desk = open_desk(tmp_path_factory.mktemp("planted"))
    names = plant(desk)
    desk.begin()
    room = DeskRoom(desk, QtBot(request))
    yield room, names
    if room.view.shared.window is not None:
        room.view.shared.window.close()
    room.room.flush()
    room.room.close()
    room.room.deleteLater()
    QApplication.processEvents()
    desk.store.close()


def shared(room: DeskRoom) -> SharedWindow:
    if room.view.shared.window is None:
        room.hub.share_wanted.emit()
    room.settle()
    assert room.view.shared.window is not None
    return room.view.shared.window


def everything(room: DeskRoom, folder: Path, points: int = 10) -> list[str]:
    """Return all that is reachable in the shared window while points are taken up in turn."""
    window = shared(room)
    found: list[str] = []
    for item in list(room.hub.items())[:points]:
        room.desk.services.agenda.go_to(item.id)
        room.hub.read_agenda()
        QApplication.processEvents()
        found += [*texts_of(window), repr(window.board())]
    # What is painted is the board that was looked at above: once shows that nothing else is.
    return [*found, painted(window, folder)]


def test_none_of_two_hundred_planted_names_is_in_the_shared_window(
    planted: tuple[DeskRoom, list[str]], tmp_path: Path
) -> None:
    room, names = planted
    found = everything(room, tmp_path)
    told = " ".join(found)
    assert len(names) == COUNT
    assert "Case C" in told
    assert "City Police Prevent" in told
    assert held_by(names, found) == set()


def test_the_working_window_does_hold_them_so_the_search_can_find_a_name(
    planted: tuple[DeskRoom, list[str]],
) -> None:
    room, names = planted
    assert held_by(names, list(texts_of(room.view.right)))


def test_a_planted_fault_is_found(
    planted: tuple[DeskRoom, list[str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room, names = planted
    honest = Sharing.board

    def leaking(self: Sharing, meeting_id: int) -> Board:
        title = room.hub.items()[0].title
        board = honest(self, meeting_id)
        return replace(board, points=(Point(title), *board.points[1:]))

    monkeypatch.setattr(Sharing, "board", leaking)
    assert len(held_by(names, everything(room, tmp_path, 2))) == 1


def test_titles_of_windows_and_what_is_told_name_nobody(
    planted: tuple[DeskRoom, list[str]],
) -> None:
    room, names = planted
    shared(room)
    invites = room.desk.told.invites
    room.desk.services.room.leave(invites["police"])
    room.hub.room_changed.emit()
    room.settle()
    titles = [window.windowTitle() for window in QApplication.topLevelWidgets()]
    labels = [room.desk.store.undo_label() or ""]
    assert held_by(names, [*titles, *room.shell.said, *labels]) == set()
    assert "Prevent Desk – shared view" in titles


def test_the_window_reaches_no_object_that_has_a_road_to_the_store(
    planted: tuple[DeskRoom, list[str]],
) -> None:
    room, _names = planted
    window = shared(room)
    own = [type(value).__module__ for value in vars(window).values()]
    assert not [
        module
        for module in own
        if module.startswith("prevent_desk") and ".board" not in module and ".shared" not in module
    ]


def test_words_typed_for_sharing_are_shown_where_they_hold_no_name(
    live: Desk, qtbot: QtBot
) -> None:
    live.services.agenda.share_words(live.told.items[4], "Second hearing, plan agreed")
    room = DeskRoom(live, qtbot)
    assert shared(room).board().told == "Second hearing, plan agreed"


@pytest.mark.parametrize(
    ("words", "holds"),
    [
        ("Meet Kris on Monday", True),
        ("HALLAM family plan", True),
        ("Hallam's school", True),
        ("K. H. to be seen", True),
        ("k.h.", True),
        ("Háłlam", False),
        ("Hállam", True),
        ("Ask the school", False),
        ("Christmas plan", False),
        ("", False),
    ],
)
def test_a_name_is_found_however_it_is_typed(words: str, holds: bool) -> None:
    assert names_of(["Kris Hallam", "Al de Vries"]).held_by(words) is holds


def test_the_board_counts_agencies_and_says_the_quorum(live: Desk) -> None:
    services, told = live.services, live.told
    services.agenda.go_to(told.cases[0])
    services.agenda.go_to(told.cases[2])
    board = services.sharing.board(told.meeting)
    assert board.line == "New case · 8 of 9 agencies in the room · quorum met"
    assert [one.stand for one in board.points[2:6]] == ["done", "done", "now", "waiting"]
    services.room.leave(told.invites["police"])
    assert services.sharing.board(told.meeting).line.endswith(
        "7 of 9 agencies in the room · no quorum"
    )


def test_the_next_panel_is_the_soonest_that_is_planned(live: Desk) -> None:
    assert live.services.sharing.board(live.told.meeting).next_on is None


def test_an_owner_that_is_no_organisation_is_called_other(live: Desk) -> None:
    from prevent_desk.actions.model.records import NewAction, Owner, Source

    live.services.actions.make(
        NewAction(
            "x", Owner(told="Mrs Bright, link worker"), source=Source.PANEL,
            source_id=live.told.meeting, shared_words="Name a trusted adult",
        )
    )  # fmt: skip
    assert live.services.sharing.board(live.told.meeting).actions == (
        Owed(1, "Other", "Name a trusted adult"),
    )


def test_the_window_stays_light_on_a_dark_desk(qtbot: QtBot, qapp: QApplication) -> None:
    window = SharedWindow(lambda: datetime.fromisoformat("2025-11-26T10:42"))
    qtbot.addWidget(window)
    window.show_board(Board(called="Case C", told="New case"))
    theme.install(qapp, scheme="dark")
    try:
        picture = window.grab().toImage()
    finally:
        theme.install(qapp, scheme="light")
    corner = picture.pixelColor(picture.width() - 4, picture.height() // 2)
    assert corner.lightness() > 230


def test_it_goes_with_the_meeting_and_with_its_own_button(live: Desk, qtbot: QtBot) -> None:
    room = DeskRoom(live, qtbot)
    window = shared(room)
    assert room.view.shown_count() == WARNING
    with qtbot.waitSignal(room.hub.share_changed) as told:
        window.close()
    assert told.args == [False]
    assert room.view.shown_count() != WARNING
    shared(room)
    live.services.meetings.finish(live.told.meeting)
    room.hub.reload()
    room.settle()
    assert not room.view.shared.is_on()


def test_words_go_on_into_the_notes_when_it_opens_and_when_they_are_typed_at_it(
    live: Desk, qtbot: QtBot
) -> None:
    room = DeskRoom(live, qtbot)
    room.type("Half a")
    window = shared(room)
    assert window.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    QTest.keyClicks(window, " line")
    assert room.view.middle.entry.typed().words == "Half a line"
    window.close()


def test_it_is_not_opened_on_a_meeting_that_does_not_run(desk: Desk, qtbot: QtBot) -> None:
    room = DeskRoom(desk, qtbot)
    room.hub.share_wanted.emit()
    assert not room.view.shared.is_on()


def test_thirty_cases_and_forty_actions_are_painted_with_the_present_one_in_sight(
    qtbot: QtBot, live: Desk, tmp_path: Path
) -> None:
    window = SharedWindow(live.now)
    qtbot.addWidget(window)
    # Letters, for figures of one width are read back out of a PDF as signs of the font's own.
    letters = [f"{first}{second}" for first in "ABCDE" for second in "ABCDEFGH"]
    points = tuple(Point(f"Case {n}", "now" if n == "DD" else "waiting") for n in letters[:30])
    actions = tuple(Owed(n, f"Agency {told}", "words " * 12) for n, told in enumerate(letters))
    window.show_board(Board(points, "", "New case", 3, 4, True, actions, "OFFICIAL"))
    window.show()
    words = " ".join(painted(window, tmp_path).split())
    assert "Case DD" in words
    assert "Case AA" not in words
    assert "earlier" in words
    assert "Agency EH" in words
