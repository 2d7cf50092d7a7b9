"""The frame around the pages: palette, places, undo, settings, text size."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from prevent_desk.app.palette import Palette, Sources
from prevent_desk.app.settings_page import SettingsPage
from prevent_desk.contacts.model.people import NewOrganisation
from prevent_desk.core.errors import DeskError
from prevent_desk.store import audit, search
from prevent_desk.ui import messages, tab_order, theme
from prevent_desk.ui.page import Command
from prevent_desk.vault.model import Role
from prevent_desk.vault.service import unlock
from prevent_desk.vault.ui.secret_dialog import SecretDialog
from tests.app.conftest import Starting
from tests.app.program import ALT, CONTROL, Program
from tests.vault.desks import ANOTHER, DEPUTY, PASSPHRASE

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def program(start: Starting, folder: Path) -> Program:
    found = start(folder)
    found.unlock(PASSPHRASE)
    return found


def sources(program: Program) -> Sources:
    shell = program.shell
    return Sources(
        commands=lambda: [*shell.page().commands(), *shell.own_commands()],
        records=shell._searching.find,
        pages=shell._page_commands,
        recent=shell._searching.recent,
    )


def settings(program: Program) -> SettingsPage:
    program.key(Qt.Key.Key_Comma, CONTROL)
    page = program.shell.page()
    assert isinstance(page, SettingsPage)
    return page


def choose_role(dialog: SecretDialog, role: Role) -> None:
    dialog._roles.setCurrentIndex(dialog._roles.findData(role))


def entries(palette: Palette) -> list[str]:
    found = []
    model = palette.results.model()
    for row in range(model.rowCount()):
        entry = palette.results._list.entry(row)
        if entry is not None:
            found.append(f"{entry.group}: {entry.title}")
    return found


def test_the_palette_finds_records_by_the_start_of_any_word(program: Program, qtbot: QtBot) -> None:
    palette = Palette(sources(program), "", program.window)
    qtbot.addWidget(palette)
    qtbot.keyClicks(palette.box, "unive cambr")
    assert not [title for title in entries(palette) if title.startswith("Records")]
    palette.box.clear()
    qtbot.keyClicks(palette.box, "#commun gro")
    assert entries(palette)[0] == "Records: O1-01 Community Groups"
    assert all(title.startswith("Records") for title in entries(palette))


def test_a_reference_typed_finds_its_referral_before_what_speaks_of_it(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    hits = [
        search.Hit("panel_decision", 1, "Decision PD-2026-004: Offer support", ""),
        search.Hit("referral", 4, "PD-2026-004, Tomasz Wilk", ""),
        search.Hit("owed", 2, "Action 1: meet weekly", ""),
    ]
    monkeypatch.setattr(search, "find", lambda *_: hits)
    found = program.shell._searching.find("pd-2026-004")
    assert [record.kind for record in found] == ["Referral", "Decision of a panel", "Action"]


def test_the_whole_name_of_a_page_is_the_current_result_before_records_that_hold_it(
    program: Program, qtbot: QtBot
) -> None:
    palette = Palette(sources(program), "", program.window)
    qtbot.addWidget(palette)
    qtbot.keyClicks(palette.box, "referrals")
    assert entries(palette)[0].startswith("Records")
    qtbot.keyClick(palette.box, Qt.Key.Key_Return)
    assert program.shell.page().title == "Referrals"


def test_more_words_in_the_palette_make_the_best_of_them_the_current_one(
    program: Program, qtbot: QtBot
) -> None:
    """Enter ran what had been best for "take" when "take in" had been typed."""
    palette = Palette(sources(program), "", program.window)
    qtbot.addWidget(palette)
    ran: list[str] = []
    palette._commands = [
        Command("Take the referral out", lambda: ran.append("out"), words="print"),
        Command("Take in a form or e-mail", lambda: ran.append("in")),
        Command("Take the main file", lambda: ran.append("main")),
    ]
    qtbot.keyClicks(palette.box, "take")
    current = palette.results.current_entry()
    assert current is not None
    assert current.title == "Take the referral out"
    qtbot.keyClicks(palette.box, " in")
    titles = [title for title in entries(palette) if title.startswith("Commands")]
    assert titles[0] == "Commands: Take in a form or e-mail"
    qtbot.keyClick(palette.box, Qt.Key.Key_Return)
    assert ran == ["in"]


def test_the_heading_is_in_sight_where_the_palette_has_grown_again(
    program: Program, qtbot: QtBot
) -> None:
    """Words that find nothing left the list low; what came when they were gone stood scrolled."""
    palette = Palette(sources(program), "", program.window)
    qtbot.addWidget(palette)
    palette.show()
    qtbot.waitExposed(palette)
    qtbot.keyClicks(palette.box, "nothing has this name")
    assert not entries(palette)
    palette.box.clear()
    results = palette.results
    qtbot.waitUntil(lambda: results.viewport().height() > results._list.height_of(0))
    qtbot.waitUntil(lambda: results.visualRect(results.model().index(0, 0)).top() >= 0)


def test_enter_in_the_palette_goes_to_the_record_and_alt_left_comes_back(
    program: Program, qtbot: QtBot
) -> None:
    settings(program)
    palette = Palette(sources(program), "#O2-03", program.window)
    qtbot.addWidget(palette)
    qtbot.keyClick(palette.box, Qt.Key.Key_Return)
    assert program.shell.page().title == "Plan"
    current = program.plan.view.current_action()
    assert current is not None
    assert current.ref == "O2-03"
    program.key(Qt.Key.Key_Left, ALT)
    assert program.shell.page().title == "Settings"
    program.key(Qt.Key.Key_Right, ALT)
    assert program.shell.page().title == "Plan"
    recent = [record.title for record in program.shell._searching.recent()]
    assert recent[0].startswith("O2-03")


def test_a_greater_sign_offers_commands_only(program: Program, qtbot: QtBot) -> None:
    palette = Palette(sources(program), ">lock", program.window)
    qtbot.addWidget(palette)
    assert entries(palette)[0] == "Commands: Lock the desk"
    assert {title.split(":")[0] for title in entries(palette)} == {"Commands"}


def test_the_name_of_a_thing_does_not_offer_to_take_it_back(program: Program, qtbot: QtBot) -> None:
    program.key(Qt.Key.Key_1, ALT)
    undo = next(one.title for one in program.shell.own_commands() if one.title.startswith("Undo"))
    palette = Palette(sources(program), undo.removeprefix("Undo "), program.window)
    qtbot.addWidget(palette)
    assert f"Commands: {undo}" not in entries(palette)
    palette.box.clear()
    qtbot.keyClicks(palette.box, "undo")
    assert entries(palette)[0] == f"Commands: {undo}"


def test_a_record_that_is_gone_is_not_offered_again(program: Program) -> None:
    find = program.shell._searching.find("O2-03")
    find[0].go()
    assert program.shell._searching.recent()
    plan = program.plan
    sheet = plan.sheet()
    assert sheet is not None
    plan.acts.plans.remove_plan(sheet.head.id)
    assert program.shell._searching.recent() == []


def test_every_command_of_every_page_has_a_title_and_an_icon_that_is_shipped(
    program: Program,
) -> None:
    from prevent_desk.ui import icons

    shipped = set(icons.names())
    for name in ("Plan", "Settings"):
        program.shell.open_page(name)
        for command in [*program.shell.page().commands(), *program.shell.own_commands()]:
            assert command.title
            assert command.icon in shipped, command.title


def test_undo_is_named_in_menu_and_palette(program: Program) -> None:
    program.key(Qt.Key.Key_1, ALT)
    label = program.shell._store.undo_label()
    assert label
    assert program.shell._undo.undo.text() == f"Undo {label}"
    assert f"Undo {label}" in [command.title for command in program.shell.own_commands()]
    program.shell.show_history()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert any(label in action.text() for action in menu.actions())
    menu.close()
    program.key(Qt.Key.Key_Z, CONTROL)
    assert program.shell._store.undo_label() != label
    assert program.shell._toast.text() == f"Undone: {label}"


def test_f6_comes_from_the_rail_into_the_page(program: Program) -> None:
    program.shell._rail.focus("Plan")
    program.key(Qt.Key.Key_F6)
    assert program.plan.isAncestorOf(program.focus())


def test_text_grows_by_key_and_is_remembered_outside_the_vault(
    program: Program, qtbot: QtBot
) -> None:
    sizes: list[int] = []
    theme.changed.connect(lambda: sizes.append(theme.text_percent()))
    program.key(Qt.Key.Key_Plus, CONTROL)
    program.key(Qt.Key.Key_Plus, CONTROL)
    qtbot.waitUntil(lambda: theme.text_percent() == 130)
    # Pressed twice in a row, the window is laid out once.
    assert sizes == [130]
    assert program.kept.get("look/text") == "130"
    program.key(Qt.Key.Key_0, CONTROL)
    qtbot.waitUntil(lambda: theme.text_percent() == 100)


def test_new_is_offered_only_where_there_is_something_to_make(program: Program) -> None:
    assert not program.shell.top.new.isHidden()
    page = settings(program)
    page.go_to({"section": "Lock"})
    assert program.shell.top.new.isHidden()
    page.go_to({"section": "Keys"})
    assert not program.shell.top.new.isHidden()


def test_the_window_fits_the_smallest_screen_on_every_page(program: Program) -> None:
    for name in ("Plan", "Settings"):
        program.shell.open_page(name)
        hint = program.shell.minimumSizeHint()
        assert hint.width() <= 1280, name
        assert hint.height() <= 640, name


def nameless(program: Program) -> list[QAbstractButton]:
    return [
        button
        for button in program.shell.findChildren(QAbstractButton)
        if button.isVisible()
        and button.focusPolicy() != Qt.FocusPolicy.NoFocus
        and not (button.accessibleName() or button.text())
    ]


def test_no_button_of_the_shell_is_without_a_name(program: Program, qtbot: QtBot) -> None:
    for name in ("Plan", "Settings"):
        program.shell.open_page(name)
        # The inspector follows the cursor a moment later.
        qtbot.waitUntil(lambda: not nameless(program))


def test_a_key_is_added_changed_and_removed(
    program: Program, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = settings(program)
    section = page.keys
    dialog = SecretDialog("Desk", program.clock.today(), page)
    choose_role(dialog, Role.DEPUTY)
    dialog._label.setText("Deputy, summer")
    monkeypatch.setattr(dialog, "secret", lambda: ANOTHER)
    section.ask_secret = lambda _slot: dialog
    section.add()
    program.settle()
    labels = [slot.label for slot in program.shell._services.desk.slots()]
    assert labels == ["Officer", "Recovery sheet", "Deputy", "Deputy, summer"]
    slot = program.shell._services.desk.slots()[3]
    changed = SecretDialog("Desk", program.clock.today(), page, slot=slot)
    monkeypatch.setattr(changed, "secret", lambda: "plank outbound tidings kelp ferret")
    section.ask_secret = lambda _slot: changed
    section.change(slot)
    program.settle()
    monkeypatch.setattr(messages, "ask", lambda *_given, **_more: True)
    section.remove(program.shell._services.desk.slots()[3])
    program.settle()
    assert [slot.label for slot in program.shell._services.desk.slots()] == labels[:3]
    acts = [record.action for record in audit.records(program.shell._store, newest=10)]
    assert [act for act in acts if act.startswith("key")][:3] == [
        "key removed", "key changed", "key added",
    ]  # fmt: skip
    program.lock()
    desk = unlock(folder, Role.DEPUTY, DEPUTY, clock=program.clock)
    desk.close(backup=False)


def test_the_last_recovery_key_stays(
    program: Program, monkeypatch: pytest.MonkeyPatch, refusals: list[BaseException]
) -> None:
    page = settings(program)
    monkeypatch.setattr(messages, "ask", lambda *_given, **_more: True)
    page.keys.remove(program.shell._services.desk.slots()[1])
    program.settle()
    (told,) = refusals
    assert isinstance(told, DeskError)
    assert told.code == "PD-142"
    refusals.clear()


def test_the_key_dialog_wants_both_halves_of_a_recovery_key(program: Program, qtbot: QtBot) -> None:
    dialog = SecretDialog("Desk", program.clock.today(), program.window)
    qtbot.addWidget(dialog)
    choose_role(dialog, Role.RECOVERY)
    dialog.go_on()
    dialog.go_on()
    assert "on paper" in dialog.form.error_label.text()
    dialog.form.recovery_pane.form.sealed_check.setChecked(True)
    dialog.go_on()
    dialog.go_on()
    assert dialog.form.typed_pane.form.first_field.error()
    assert dialog.result() == 0


def test_backups_are_listed_looked_into_and_restored(
    program: Program, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = settings(program)
    page.go_to({"section": "Backups"})
    program.settle()
    section = page.backups
    before = section.model.record(0)
    section.back_up()
    program.settle()
    assert section.model.record(0).seq > before.seq
    section.look_into()
    program.settle()
    assert "actions 14" in section.form.facts_label.text()
    monkeypatch.setattr(
        "prevent_desk.vault.ui.backups_section.RestoreDialog.exec", lambda _self: True
    )
    section.restore()
    program.settle()
    restored = folder.with_name(f"{folder.name}-restored")
    assert (restored / "keyslots.json").is_file()
    section.check()
    program.settle()
    assert not section.form.report_card.isHidden()


def test_the_audit_trail_is_listed_whole_and_verified(program: Program) -> None:
    page = settings(program)
    page.go_to({"section": "Audit trail"})
    section = page.audit
    count = section.model.rowCount()
    assert count == audit.head(program.shell._store).seq
    assert section.model.record(0).seq == count
    assert section.model.record(count - 1).seq == 1
    section.verify()
    program.settle()
    assert "one unbroken chain" in section.form.verdict_banner.text()


def test_a_marking_above_what_the_desk_may_hold_is_refused(program: Program) -> None:
    page = settings(program)
    page.go_to({"section": "Markings"})
    page.marking.marking.setCurrentText("Top Secret")
    page.marking.take()
    assert page.marking.form.marking_field.error()
    page.marking.marking.setCurrentText("OFFICIAL - City internal")
    page.marking.take()
    assert program.shell.status.marking.text() == "OFFICIAL - City internal"
    assert program.shell.setting("desk/marking") == "OFFICIAL - City internal"


def test_the_idle_time_is_taken_at_once(program: Program) -> None:
    page = settings(program)
    page.go_to({"section": "Lock"})
    page.lock.minutes.setValue(2)
    assert program.window.watch is not None
    assert program.window.watch.minutes() == 2
    assert "2 min" in program.shell.status.lock.text()
    assert program.kept.get("lock/minutes") == "2"


def test_tab_goes_through_every_page_as_the_eye_does(program: Program) -> None:
    program.key(Qt.Key.Key_Comma, CONTROL)
    page = settings(program)
    for section in ("Keys", "Backups", "Audit trail", "Lock", "Markings", "Appearance"):
        page.go_to({"section": section})
        program.settle()
        # Places are known once the section has been laid out.
        QApplication.processEvents()
        order = tab_order.stops(page)
        assert len(order) > 1, section
        order[0].setFocus()
        for stop in order[1:]:
            program.key(Qt.Key.Key_Tab)
            assert program.focus() is stop, section
        program.key(Qt.Key.Key_Tab)
        assert program.shell.top.isAncestorOf(program.focus()), section


def test_tab_goes_round_the_whole_desk_and_back(program: Program) -> None:
    program.key(Qt.Key.Key_Comma, CONTROL)
    shell = program.shell
    start = program.focus()
    seen: list[QWidget] = []
    while not seen or program.focus() is not start:
        seen.append(program.focus())
        program.key(Qt.Key.Key_Tab)
        assert len(seen) < 60
    assert any(shell.top.isAncestorOf(one) for one in seen)
    assert any(shell._rail.isAncestorOf(one) for one in seen)
    for one in reversed(seen):
        program.key(Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
        assert program.focus() is one


def test_tab_goes_from_the_parts_of_the_settings_into_the_part_on_show(program: Program) -> None:
    page = settings(program)
    parts = page.form.sections_list
    parts.setCurrentRow(page._sections.index(page.lock))
    parts.setFocus()
    QTest.keyClick(parts, Qt.Key.Key_Tab)
    reached = program.window.focusWidget()
    assert page.lock.isAncestorOf(reached)
    QTest.keyClick(reached, Qt.Key.Key_Backtab)
    assert program.window.focusWidget() is parts


def test_f6_goes_from_pane_to_pane_of_a_page_and_shift_f6_back_and_to_the_rail(
    program: Program,
) -> None:
    page = settings(program)
    parts = page.form.sections_list
    parts.setCurrentRow(page._sections.index(page.lock))
    parts.setFocus()
    program.key(Qt.Key.Key_F6)
    assert page.lock.isAncestorOf(program.window.focusWidget())
    program.key(Qt.Key.Key_F6)
    assert program.window.focusWidget() is parts
    program.key(Qt.Key.Key_F6)
    program.key(Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert program.window.focusWidget() is parts
    program.key(Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert program.shell._rail.isAncestorOf(program.window.focusWidget())


def test_the_place_is_kept_while_one_works_so_that_a_crash_reopens_the_desk_there(
    program: Program,
) -> None:
    settings(program)
    assert program.shell._place_timer.isActive()
    program.shell._place_timer.timeout.emit()
    place = program.shell._services.settings.get("desk/position")
    assert place["page"] == "Settings"
    program.shell.leave()
    program.shell.page_changed()
    assert not program.shell._place_timer.isActive()


def test_a_page_come_back_to_is_read_anew_only_where_something_was_written_meanwhile(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    shell = program.shell
    shell.open_page("Records")
    records, read = shell.page(), []
    monkeypatch.setattr(records, "reload", lambda: read.append("records"))
    shell.open_page("Contacts")
    # Quiet things, such as where one is, change nothing that a page shows.
    shell.remember("contacts/tab", "people")
    shell.open_page("Records")
    assert not read
    shell.open_page("Contacts")
    shell._services.contacts.organisations.add(NewOrganisation("Harbour Trust", "voluntary"))
    assert not read
    shell.open_page("Records")
    assert read == ["records"]
    shell.open_page("Contacts")
    shell.undo()
    assert read == ["records"]
    shell.open_page("Records")
    assert read == ["records"] * 2
