"""The register on real widgets."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from prevent_desk.documents.practice import fill_practice
from prevent_desk.documents.ui.dialogs import DocumentDialog, VersionDialog
from prevent_desk.documents.ui.page import RecordsPage
from prevent_desk.documents.ui.room import RecordsRoom
from prevent_desk.documents.ui.tab import DocumentsTab
from prevent_desk.logbook.model.query import Query
from prevent_desk.ui import messages
from tests.documents.conftest import TODAY, Desk
from tests.plan.page_room import DeskStandIn

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
CTRL = Qt.KeyboardModifier.ControlModifier


class _Shell(DeskStandIn):
    room: RecordsRoom

    def open_page(self, name: str, position: dict[str, Any] | None = None) -> None:
        super().open_page(name, position)
        self.room.go_to(position or {})


@pytest.fixture
def room(desk: Desk, qtbot: QtBot) -> RecordsRoom:
    shell = _Shell(desk.store)
    made = shell.room = RecordsRoom(desk.services, shell, desk.clock)
    shell.after_undo = made.reload
    # Before pytest-qt closes it: what it put off asks a store and widgets that are there.
    qtbot.addWidget(made, before_close_func=lambda room: room.flush())
    made.resize(1290, 626)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def tab_of(room: RecordsRoom) -> DocumentsTab:
    page = room.view()
    assert isinstance(page, RecordsPage)
    tab = page.tab()
    assert isinstance(tab, DocumentsTab)
    return tab


def keys(dialog: DocumentDialog | VersionDialog, *typed: str | Qt.Key) -> None:
    """Type into whatever has the keyboard."""
    for one in typed:
        widget = dialog.focusWidget()
        assert widget is not None
        if isinstance(one, str):
            QTest.keyClicks(widget, one)
        else:
            QTest.keyClick(widget, one)


def test_the_box_of_words_has_room_for_what_it_says(room: RecordsRoom) -> None:
    box = tab_of(room).filters.box
    margins = box.textMargins()
    room_for_words = box.width() - margins.left() - margins.right()
    assert box.fontMetrics().horizontalAdvance(box.placeholderText()) < room_for_words


def test_a_document_is_entered_by_keys_alone(desk: Desk, room: RecordsRoom, qtbot: QtBot) -> None:
    dialog = DocumentDialog(room.around)
    qtbot.addWidget(dialog)
    dialog.show()
    keys(dialog, "Prevent policy", Qt.Key.Key_Tab, "Pol", Qt.Key.Key_Tab, Qt.Key.Key_Tab)
    keys(dialog, Qt.Key.Key_Tab, "12 jun 2025", Qt.Key.Key_Tab, "The board", Qt.Key.Key_Tab)
    keys(dialog, "12 jun 2026")
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return, CTRL)
    one = desk.documents.one(dialog.made)
    assert (one.title, one.kind) == ("Prevent policy", "policy")
    assert one.in_force is not None
    assert (one.in_force.version, one.in_force.agreed_by) == ("1.0", "The board")
    assert str(one.review) == "2026-06-12"


def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_entered(
    desk: Desk, room: RecordsRoom, qtbot: QtBot
) -> None:
    dialog = DocumentDialog(room.around)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.first is not None
    dialog.first.review.setText("12 jun 2026")
    dialog.save()
    assert dialog.fields["title"].error()
    assert "agreed" in dialog.fields["review"].error()
    assert desk.documents.log.count(Query()) == 0


def test_a_draft_is_agreed_from_the_keyboard(desk: Desk, room: RecordsRoom, qtbot: QtBot) -> None:
    policy = desk.policy(agreed=None, review=None)
    one = desk.documents.one(policy)
    assert one.draft is not None
    dialog = VersionDialog(room.around, one, one.draft, agree=True)
    qtbot.addWidget(dialog)
    dialog.show()
    keys(dialog, "The board")
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return, CTRL)
    after = desk.documents.one(policy).in_force
    assert after is not None
    assert (after.agreed, after.agreed_by) == (TODAY, "The board")


def test_words_typed_before_a_lock_stand_in_the_dialog_again(
    room: RecordsRoom, qtbot: QtBot
) -> None:
    first = DocumentDialog(room.around)
    qtbot.addWidget(first)
    first.show()
    keys(first, "Half a tit")
    first.reject()
    again = DocumentDialog(room.around)
    qtbot.addWidget(again)
    assert again.title_edit.text() == "Half a tit"


def test_the_register_shows_how_each_document_stands(
    desk: Desk, room: RecordsRoom, qtbot: QtBot
) -> None:
    fill_practice(desk.store, desk.clock, desk.services.contacts)
    room.reload()
    tab = tab_of(room)
    assert tab.shown_count() == "5 documents"
    late = Query(chosen={"standing": frozenset({"late"})})
    room.go_to({"tab": "documents", "query": late.to_json()})
    qtbot.waitUntil(lambda: tab.current() is not None)
    current = tab.current()
    assert current is not None
    assert current.title == "Equality assessment of the Prevent policy"
    assert [one.title for one in tab.record_commands(current)] == [
        "New version",
        "Change document",
        "Withdraw document",
    ]


def test_a_search_hit_opens_its_document(desk: Desk, room: RecordsRoom, qtbot: QtBot) -> None:
    desk.policy("Strategy", kind="strategy")
    policy = desk.policy()
    room.go_to({"tab": "documents", "record": policy})
    tab = tab_of(room)
    qtbot.waitUntil(lambda: tab.current() is not None)
    current = tab.current()
    assert current is not None
    assert current.id == policy


def test_withdrawing_is_undone_from_the_toast(
    desk: Desk, room: RecordsRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(messages, "ask", lambda *_args, **_kinds: True)
    policy = desk.policy()
    room.reload()
    one = desk.documents.one(policy)
    tab = tab_of(room)
    next(c for c in tab.record_commands(one) if c.title == "Withdraw document").run()
    assert desk.documents.one(policy).ended == TODAY
    room.desk.undo()
    assert desk.documents.one(policy).ended is None
    QApplication.processEvents()
