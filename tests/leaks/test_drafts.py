"""Words that are kept while they are typed, in the fields where that is easily forgotten."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from prevent_desk.core.errors import Refused
from prevent_desk.plan.ui.columns import BY_KEY
from prevent_desk.plan.ui.page import PlanPage
from prevent_desk.ui import messages
from tests.plan.page_room import page_over, store_with_the_plan

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def page(tmp_path: Path, qtbot: QtBot) -> Iterator[PlanPage]:
    store = store_with_the_plan(tmp_path)
    made, _, _ = page_over(store)
    qtbot.addWidget(made, before_close_func=PlanPage.flush)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    yield made
    store.close()


def open_row(page: PlanPage, row: int) -> int:
    sheet = page.sheet()
    assert sheet is not None
    page.view.go_to_action(sheet.rows[row].id, BY_KEY["comments"])
    page.inspector.show_now(page.view.chosen_actions(), sheet.head)
    return sheet.rows[row].id


def test_an_update_that_is_being_mended_outlives_a_change_of_row(page: PlanPage) -> None:
    updates = page.inspector.updates
    action = open_row(page, 0)
    QTest.keyClicks(updates.text_edit, "Forum met")
    updates.add_button.click()
    updates._edit(page.acts.plans.detail(action).updates[-1])
    QTest.keyClicks(updates.text_edit, " twice, and will meet")
    open_row(page, 1)
    assert updates.text_edit.toPlainText() == ""
    open_row(page, 0)
    assert updates.text_edit.toPlainText() == "Forum met twice, and will meet"
    updates.add_button.click()
    assert page.acts.plans.detail(action).updates[-1].text == "Forum met twice, and will meet"
    open_row(page, 1)
    open_row(page, 0)
    assert updates.text_edit.toPlainText() == ""


def test_a_mended_update_that_is_given_up_leaves_the_new_one_alone(page: PlanPage) -> None:
    updates = page.inspector.updates
    action = open_row(page, 0)
    QTest.keyClicks(updates.text_edit, "Forum met")
    updates.add_button.click()
    QTest.keyClicks(updates.text_edit, "Half a new one")
    updates._edit(page.acts.plans.detail(action).updates[-1])
    QTest.keyClicks(updates.text_edit, " never")
    updates.cancel_button.click()
    assert updates.text_edit.toPlainText() == "Half a new one"
    assert page.acts.plans.detail(action).updates[-1].text == "Forum met"


def test_a_page_pasted_into_a_cell_is_kept_at_once(page: PlanPage) -> None:
    open_row(page, 0)
    page.editing.begin("")
    box = page.editing.editor()
    assert box is not None
    box.box.insertPlainText("A page. " * 50)
    assert [text for text, _ in page.editing._desk.drafts().values()] == ["A page. " * 50]
    page.editing.give_up()


@pytest.mark.parametrize("field", ["resources", "update"])
def test_refused_words_stay_where_they_were_typed(
    page: PlanPage, monkeypatch: pytest.MonkeyPatch, field: str
) -> None:
    told: list[BaseException] = []
    monkeypatch.setattr(messages, "show_failure", lambda _parent, error: told.append(error))

    def refuse(*_given: object, **_more: object) -> None:
        raise Refused("Not saved.")

    with monkeypatch.context() as disk:
        disk.setattr(page.acts.plans, "set_field", refuse)
        disk.setattr(page.acts.plans, "add_update", refuse)
        action = open_row(page, 0)
        pane = page.inspector
        edit = pane.updates.text_edit if field == "update" else pane.resources.edit
        edit.setPlainText("Words that must not go")
        send = pane.updates.add_button.click if field == "update" else pane.resources.commit
        send()
        assert len(told) == 1
        assert edit.toPlainText() == "Words that must not go"
    send()
    assert len(told) == 1
    detail = page.acts.plans.detail(action)
    assert "Words that must not go" in {*(u.text for u in detail.updates), detail.row.resources}
