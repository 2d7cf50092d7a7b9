"""List, record and earlier contacts together: opened, gone through and left by keyboard alone."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from prevent_desk.referrals.model.checks import Asking
from prevent_desk.referrals.model.people import LinkKind
from prevent_desk.referrals.ui.intake.view import IntakeView
from prevent_desk.referrals.ui.support.plan_section import PlanSection
from prevent_desk.store import audit
from prevent_desk.ui import jobs, theme
from tests.referrals.desks import Desk
from tests.referrals.record.rooms import PAGE, SMALL_PAGE, Window, focused, press

Key = Qt.Key


def viewed(desk: Desk) -> list[str]:
    return [one.object_id for one in audit.records(desk.store) if one.action == "viewed"]


@pytest.fixture
def kris(desk: Desk) -> int:
    return desk.add(
        person={"born": date(2008, 5, 12), "postcode": "E8 1AA"},
        home_area="hackney",
        source="school",
        received=datetime.fromisoformat("2025-11-18T09:31"),
    )


def test_a_desk_without_referrals_says_how_to_begin(desk: Desk, qtbot: QtBot) -> None:
    window = Window(desk, qtbot)
    assert window.record.empty.isVisible()
    assert window.room.crumbs()[-1].title == "Referrals"
    assert not window.view.place.is_shown()


def test_the_head_tells_who_how_often_and_the_line_of_facts(
    desk: Desk, kris: int, qtbot: QtBot
) -> None:
    window = Window(desk, qtbot)
    window.open(kris)
    form = window.record.head.form
    assert form.title_label.text() == "Kris Hallam"
    assert not form.times_chip.isVisible()
    assert form.facts_label.text() == (
        "PD-2025-001 · Received · 17 years, born 12 May 2008 · lives in Hackney"
        " · referred by school or nursery, 18 Nov"
    )
    assert window.room.crumbs()[-1].title == "PD-2025-001"


def test_a_referrer_who_asked_not_to_be_named_is_said_to_be_so_and_not_who(
    desk: Desk, qtbot: QtBot
) -> None:
    made = desk.add(source="faith_group", referrer={"name": "Ama Owusu", "is_anonymous": True})
    window = Window(desk, qtbot)
    window.open(made)
    said = window.record.head.form.facts_label.text()
    assert "referred by faith group, not to be named" in said
    assert "Owusu" not in said


def test_opening_is_logged_once_and_the_status_bar_says_so(
    desk: Desk, kris: int, qtbot: QtBot
) -> None:
    other = desk.add("Amira", "Khalid")
    window = Window(desk, qtbot)
    assert "Viewing is logged" not in window.room.shown_count()
    for one in (kris, other, kris):
        window.open(one)
    assert viewed(desk) == [str(other), str(kris)]
    assert "Viewing is logged" in window.room.shown_count()


def test_no_name_stands_in_the_windows_title(desk: Desk, kris: int, qtbot: QtBot) -> None:
    window = Window(desk, qtbot)
    window.open(kris)
    assert "Hallam" not in window.windowTitle()


def test_going_through_the_list_opens_where_one_stops(desk: Desk, qtbot: QtBot) -> None:
    made = [desk.add("Person", f"Number{number}") for number in range(6)]
    window = Window(desk, qtbot)
    window.open(made[-1])
    window.view.list.widget().setFocus()
    for _ in range(3):
        press(Key.Key_Down)
    wanted = window.view.list.chosen()
    qtbot.waitUntil(lambda: getattr(window.record.episode(), "id", None) == wanted)
    qtbot.waitUntil(lambda: len(viewed(desk)) == 2)
    assert viewed(desk)[0] == str(wanted)


def test_f6_goes_through_the_panes_and_round_again(desk: Desk, kris: int, qtbot: QtBot) -> None:
    window = Window(desk, qtbot)
    window.open(kris)
    panes = (window.view.list.widget(), window.record, window.view.side.widget())
    panes[0].setFocus()
    for pane in (panes[1], panes[2], panes[0]):
        press(Key.Key_F6)
        assert pane.isAncestorOf(focused())
    for pane in (panes[2], panes[1], panes[0]):
        press(Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
        assert pane.isAncestorOf(focused())


def test_f4_hides_earlier_contacts_and_remembers_it(desk: Desk, kris: int, qtbot: QtBot) -> None:
    window = Window(desk, qtbot)
    window.open(kris)
    assert window.view.place.is_shown()
    assert not window.record.head.form.side_button.isVisible()
    window.view.list.widget().setFocus()
    press(Key.Key_F4)
    assert not window.view.place.is_shown()
    assert window.record.head.form.side_button.isVisible()
    again = Window(desk, qtbot)
    again.open(kris)
    assert not again.view.place.is_shown()


def test_in_a_narrow_window_earlier_contacts_are_a_drawer_that_esc_closes(
    desk: Desk, kris: int, qtbot: QtBot
) -> None:
    window = Window(desk, qtbot, SMALL_PAGE)
    window.open(kris)
    assert window.view.place.is_drawer()
    assert not window.view.place.is_shown()
    window.view.list.widget().setFocus()
    press(Key.Key_F4)
    pane = window.view.side.widget()
    assert pane.isVisible()
    assert pane.geometry().right() == window.record.rect().right()
    pane.setFocus()
    press(Key.Key_Escape)
    assert not pane.isVisible()
    assert window.record.has_focus()
    window.resize(*PAGE)
    assert window.view.place.is_shown()
    assert pane.parentWidget() is not window.record


def test_tabs_go_by_arrows_and_the_place_comes_back(desk: Desk, kris: int, qtbot: QtBot) -> None:
    window = Window(desk, qtbot)
    window.open(kris)
    window.record.bar.focus_tab()
    press(Key.Key_Right)
    second = window.record.tab()
    assert second != "timeline"
    place = window.room.position()
    press(Key.Key_Home)
    assert window.record.tab() == "timeline"
    window.room.go_to(place)
    assert window.record.tab() == second


def test_badges_count_after_the_first_picture(desk: Desk, kris: int, qtbot: QtBot) -> None:
    window = Window(desk, qtbot)
    window.open(kris)
    tabs = window.record.bar._tabs
    qtbot.waitUntil(lambda: len(window.record._tabs) == len(tabs))
    assert tabs["timeline"].count == 1
    assert window.record.bar._tabs["timeline"].accessibleName() == "Timeline, 1"


def test_the_timelines_badge_counts_what_was_added_on_another_tab(
    desk: Desk, kris: int, qtbot: QtBot
) -> None:
    window = Window(desk, qtbot)
    window.open(kris)
    tabs = window.record.bar._tabs
    qtbot.waitUntil(lambda: tabs["timeline"].count == 1)
    window.room.go_to({"view": "desk", "episode": kris, "tab": "checks"})
    desk.services.checks.ask(kris, Asking(("nhs",), desk.clock.today(), None, "Known?"))
    window.room.reload()
    qtbot.waitUntil(lambda: tabs["timeline"].count == 2)


def test_nothing_is_read_for_later_once_nobody_looks(desk: Desk, kris: int, qtbot: QtBot) -> None:
    """The desk may be closing: a tab made just then would ask a store that is shut."""
    window = Window(desk, qtbot)
    window.open(kris)
    tabs = window.record.bar._tabs
    window.room.hide()
    made = len(window.record._tabs)
    window.record._make_next()
    window.record._show_rest()
    assert len(window.record._tabs) == made
    window.room.show()
    qtbot.waitUntil(lambda: len(window.record._tabs) == len(tabs))


def test_a_position_of_what_is_gone_is_passed_over(desk: Desk, kris: int, qtbot: QtBot) -> None:
    window = Window(desk, qtbot)
    window.open(kris)
    window.room.go_to({"episode": 999, "tab": "nothing"})
    assert window.record.episode() is None
    window.room.go_to({"episode": kris, "tab": "nothing"})
    assert window.record.episode() is not None


def test_ctrl_n_is_an_entry_in_a_record_and_a_referral_without_one(
    desk: Desk, kris: int, qtbot: QtBot
) -> None:
    window = Window(desk, qtbot)
    assert window.room.primary_new() == window.view._new
    window.open(kris)
    act = window.room.primary_new()
    assert act is not None
    act()
    assert window.timeline.quick.edit.hasFocus()


def test_a_new_referral_of_the_same_person_leaves_the_old_one_as_it_is(
    desk: Desk, kris: int, qtbot: QtBot
) -> None:
    window = Window(desk, qtbot)
    window.open(kris)
    before = desk.services.episodes.episode(kris)
    (again,) = [one for one in window.room.commands() if one.title.startswith("New referral of")]
    again.run()
    view = window.room.view()
    assert isinstance(view, IntakeView)
    draft = view.draft()
    assert (draft.people[0]["given_name"], draft.people[0]["birth"]) == ("Kris", "12/05/2008")
    assert "postcode" not in draft.people[0]
    (linked,) = draft.links
    assert linked.decision.person_id == desk.person_of(kris)
    assert linked.decision.kind is LinkKind.SAME
    assert desk.services.episodes.episode(kris) == before


@pytest.mark.parametrize("percent", [100, 150])
def test_the_page_fits_the_smallest_window(
    desk: Desk, kris: int, qtbot: QtBot, percent: int
) -> None:
    window = Window(desk, qtbot, SMALL_PAGE)
    window.open(kris)
    qtbot.waitUntil(lambda: len(window.record._tabs) == len(window.record._kinds))
    theme.set_text_percent(percent)
    hint = window.room.minimumSizeHint()
    theme.set_text_percent(100)
    assert hint.width() <= SMALL_PAGE[0]
    assert hint.height() <= SMALL_PAGE[1]


def test_the_pane_has_its_width_again_after_it_was_a_drawer(
    desk: Desk, kris: int, qtbot: QtBot
) -> None:
    window = Window(desk, qtbot, SMALL_PAGE)
    window.open(kris)
    window.resize(*PAGE)
    assert window.view.place.is_shown()
    # Once the splitter has its own width.
    qtbot.waitUntil(lambda: 280 <= window.view.side.widget().width() <= 340)


def test_tab_stays_in_the_record_while_something_stands_beside_it(
    desk: Desk, kris: int, qtbot: QtBot
) -> None:
    """Written in the plan, Tab, written on: the words must not go to a button of another pane."""
    for number in range(4):
        desk.add("Chris", f"Hallem{'' if number else 's'}", person={"born": date(2008, 5, 12)})
    window = Window(desk, qtbot)
    window.open(kris)
    window.room.go_to({"view": "desk", "episode": kris, "tab": "support"})
    section = window.record.findChild(PlanSection)
    assert isinstance(section, PlanSection)
    section.begin()
    qtbot.waitUntil(lambda: jobs.running() == 0)
    fields = [focused()]
    for _ in range(3):
        press(Key.Key_Tab)
        fields.append(focused())
    assert [field.accessibleName()[:2] for field in fields] == ["1.", "2.", "3.", "4."]
    stops = len(window.room.findChildren(QWidget))
    seen = set()
    for _ in range(stops):
        press(Key.Key_Tab)
        seen.add(focused())
        if focused() is fields[0]:
            break
    # And round: every pane is reached.
    assert any(window.view.list.widget().isAncestorOf(one) for one in seen)
    assert any(window.view.side.widget().isAncestorOf(one) for one in seen)
