"""The support plan written, approved and compared, by keyboard alone."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from prevent_desk.referrals.model.support import ASKS, Item
from prevent_desk.referrals.ui.support.difference_label import DifferenceLabel
from prevent_desk.referrals.ui.support.tab import SupportTab
from prevent_desk.ui import theme
from prevent_desk.ui.questionnaire import FormView
from tests.referrals.desks import Desk
from tests.referrals.support.rooms import (
    EyeRoom,
    approved_plan,
    press,
    tab_of,
    tab_to,
    wake,
    words_of,
    write,
)
from tests.referrals.tab_room import TabRoom

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def room(qtbot: QtBot, desk: Desk) -> TabRoom:
    made = desk.add(state="consent_pending")
    room = EyeRoom(desk, made, SupportTab)
    qtbot.addWidget(room, before_close_func=lambda _room: room.tab.flush())
    wake(qtbot, room)
    return room


def test_a_plan_is_begun_written_and_approved_by_keyboard_alone(room: TabRoom) -> None:
    tab = tab_of(room)
    tab.plan.focus_first()
    press(room, Qt.Key.Key_Return)
    for number, ask in enumerate(ASKS, 1):
        assert room.focusWidget().accessibleName() == f"{number}. {ask.label}"
        write(room, f"{ask.label} is settled")
        press(room, Qt.Key.Key_Tab)
    assert "4 of 4 the Act asks" in words_of(tab.plan)
    tab_to(room, "Approved by the panel…")
    press(room, Qt.Key.Key_Space)
    press(room, Qt.Key.Key_Tab)
    write(room, "The chair")
    press(room, Qt.Key.Key_Return, control=True)
    (plan,) = room.desk.services.supports.plans(room.episode_id)
    assert (plan.is_approved, plan.approved_by, plan.nature) == (
        True,
        "The chair",
        "Nature is settled",
    )
    assert "Panel of 25 Nov 2025, The chair" in words_of(tab.plan)
    assert tab.plan.form.new_button.isVisible()


def test_what_is_missing_is_named_and_approval_leads_to_it(room: TabRoom) -> None:
    tab = tab_of(room)
    tab.plan.begin()
    write(room, "The school asks")
    tab.plan.form.approve_button.click()
    assert "1 of 4 the Act asks" in words_of(tab.plan)
    assert "Still to say: the nature of the support" in words_of(tab.plan)
    assert room.focusWidget().accessibleName() == "2. Nature"
    assert not tab.plan.entry.isVisible()


def test_what_is_typed_is_kept_without_a_button_and_each_visit_is_one_undo(
    qtbot: QtBot, room: TabRoom
) -> None:
    tab = tab_of(room)
    tab.plan.begin()
    write(
        room,
        "The school asks his mother at home on the fourth of December, together with the mentor",
    )
    plan = room.desk.services.supports.current(room.episode_id)
    assert plan is not None
    assert plan.consent_how.startswith("The school asks")
    press(room, Qt.Key.Key_Tab)
    write(room, "Mentoring")
    press(room, Qt.Key.Key_Tab)
    room.shell.undo()
    view = tab.plan.view
    assert view is not None
    assert view.answer("nature") is None
    assert str(view.answer("consent_how")).endswith("together with the mentor")
    room.shell.undo()
    assert view.answer("consent_how") is None
    assert room.desk.store.undo_label() == "draft of PD-2025-001’s support plan"


def test_support_is_added_and_written_by_keyboard_alone(room: TabRoom) -> None:
    tab = tab_of(room)
    tab.plan.begin()
    tab_to(room, "Add support")
    press(room, Qt.Key.Key_Space)
    assert room.focusWidget().accessibleName() == "Type of support"
    write(room, "ment")
    press(room, Qt.Key.Key_Down)
    press(room, Qt.Key.Key_Return)
    press(room, Qt.Key.Key_Tab)
    write(room, "Northgate Mentoring")
    for name, words in (
        ("Goal", "A club"),
        ("Begins", "1 dec"),
        ("Sessions planned", "6"),
        ("Cost", "1,250"),
    ):
        tab_to(room, name)
        write(room, words)
    press(room, Qt.Key.Key_Tab)
    plan = room.desk.services.supports.current(room.episode_id)
    assert plan is not None
    (item,) = plan.items
    assert (item.provider, item.goal, item.planned, item.cost_pence) == (
        "Northgate Mentoring",
        "A club",
        6,
        125000,
    )
    assert item.starts is not None
    tab.plan.cards[0].done_button.click()
    assert "Sessions: planned 6, recorded 0" in words_of(tab.plan.cards[0])
    assert "Not said yet: need or factor, sign of success." in words_of(tab.plan.cards[0])


def test_an_amount_that_is_none_is_refused_in_words_and_kept_on_screen(room: TabRoom) -> None:
    tab = tab_of(room)
    tab.plan.begin()
    tab.plan.add_item()
    tab_to(room, "Cost")
    write(room, "a lot")
    press(room, Qt.Key.Key_Tab)
    tab.plan.cards[0].done_button.click()
    view = tab.plan.cards[0].view
    assert view is not None
    field = view.field("cost")
    assert field is not None
    assert field.error() == "“a lot” is no amount. Try “1,250” or “12.50”."
    assert view.answer("cost") == "a lot"


def test_an_approved_version_is_only_read_and_a_new_one_is_compared_with_it(
    room: TabRoom,
) -> None:
    approved_plan(room.desk, room.episode_id)
    room.reload()
    tab = tab_of(room)
    assert not tab.plan.findChildren(FormView)
    assert not tab.plan.form.add_button.isVisible()
    tab.plan.form.new_button.click()
    tab_to(room, "4. How and when")
    write(room, "Twice a week. ")
    press(room, Qt.Key.Key_Tab)
    tab.plan.form.compare_button.click()
    labels = tab.plan.changes_card.findChildren(DifferenceLabel)
    (changed,) = [label.accessibleName() for label in labels]
    assert changed == "Was: How and when is settled. Now: Twice a week. How and when is settled."
    assert "What changed from version 1 to version 2" in words_of(tab.plan.changes_card)


def test_an_older_version_is_looked_at_and_the_newest_is_gone_back_to(room: TabRoom) -> None:
    approved_plan(room.desk, room.episode_id)
    room.desk.services.supports.begin(room.episode_id)
    room.reload()
    tab = tab_of(room)
    combo = tab.plan.form.version_combo
    assert [combo.itemText(row) for row in range(combo.count())] == [
        "Version 2, draft",
        "Version 1, approved 20 Nov 2025",
    ]
    combo.setFocus()
    press(room, Qt.Key.Key_Down)
    assert tab.plan.plan is not None
    assert tab.plan.plan.number == 1
    room.reload()
    assert tab.plan.plan.number == 1


def test_a_draft_is_dropped_and_undo_brings_it_back(room: TabRoom) -> None:
    tab = tab_of(room)
    tab.plan.begin()
    tab.plan.discard()
    assert tab.plan.form.empty_state.isVisible()
    room.shell.undo()
    assert tab.plan.form.version_combo.currentText() == "Version 1, draft"


@pytest.mark.parametrize("percent", [100, 150])
def test_every_part_fits_a_narrow_record_at_any_text_size(room: TabRoom, percent: int) -> None:
    supports = room.desk.services.supports
    plan_id = supports.begin(room.episode_id)
    item = supports.write_item(plan_id, Item(kind="mentoring", provider="Northgate Mentoring"))
    room.desk.services.sessions.log(
        room.episode_id, item.lineage, room.desk.clock.today(), words="x"
    )
    theme.set_text_percent(percent)
    try:
        room.reload()
        tab = tab_of(room)
        for name, section in (
            ("plan", tab.plan),
            ("sessions", tab.sessions),
            ("reviews", tab.reviews),
            ("closing", tab.closing),
        ):
            tab.show_section(name)
            assert section.form.inside.minimumSizeHint().width() <= 600, name
        assert tab.minimumSizeHint().width() <= 600
    finally:
        theme.set_text_percent(100)


def test_a_cost_and_a_day_that_are_not_clear_yet_come_back_as_typed(
    desk: Desk, qtbot: QtBot, room: TabRoom
) -> None:
    """They cannot stand in the plan: they are kept as a draft until they are clear."""
    tab = tab_of(room)
    tab.plan.begin()
    tab.plan.add_item()
    (card,) = tab.plan.cards
    assert card.view is not None
    card.view.go_to("cost")
    write(room, "about forty a week")
    press(room, Qt.Key.Key_Tab)
    card.view.go_to("starts")
    write(room, "after Easter")
    press(room, Qt.Key.Key_Tab)
    tab.flush()
    again = EyeRoom(desk, room.episode_id, SupportTab)
    qtbot.addWidget(again)
    wake(qtbot, again)
    (card,) = tab_of(again).plan.cards
    assert "about forty a week" in card.gaps_label.text()
    card.unfold()
    assert card.view is not None
    assert card.view.answer("cost") == "about forty a week"
    assert card.view.answer("starts") == "after Easter"
    card.view.set_answer("cost", "40", tell=True)
    card.view.set_answer("starts", "2025-12-01", tell=True)
    tab_of(again).flush()
    card.fold()
    assert "Not clear yet" not in card.gaps_label.text()
    (plan,) = desk.services.supports.plans(room.episode_id)
    assert (plan.items[0].cost_pence, plan.items[0].starts) == (4000, date(2025, 12, 1))
    again.tab.flush()
