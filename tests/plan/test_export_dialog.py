"""The dialog that takes a plan out: what is on show is what is saved, and nothing else is."""

from __future__ import annotations

import importlib
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from prevent_desk.core.clock import SetClock
from prevent_desk.core.errors import Refused, Stopped
from prevent_desk.exports.pdf.check import check
from prevent_desk.plan.exports.kinds import Kind
from prevent_desk.plan.model.records import PlanContents
from prevent_desk.plan.service import Plans as RealPlans
from prevent_desk.plan.ui.export_dialog import ExportDialog
from prevent_desk.store import audit
from prevent_desk.ui import jobs, messages, theme
from prevent_desk.workers import child
from tests.exports.reading import page_text, structure_text
from tests.plan.page_room import new_store
from tests.plan.page_room import source_plan as source_draft
from tests.plan.summary_sample import action, plan, source_plan

# The offscreen platform says so of every dialog with a minimum size.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support propagateSizeHints")

CLOCK = SetClock(datetime(2015, 11, 25, 14, 2, tzinfo=UTC))


class Plans:
    """The plan's service as the dialog asks for it, over records."""

    def __init__(self, contents: PlanContents) -> None:
        self._contents = contents
        self.noted: list[tuple[Any, ...]] = []

    def contents(self, plan_id: int, lead: str | None = None) -> PlanContents:
        actions = self._contents.actions
        if lead is not None:
            actions = tuple(each for each in actions if lead in each.row.leads)
        return replace(self._contents, actions=actions)

    def agencies(self, plan_id: int | None = None) -> list[str]:
        names = {lead for each in self._contents.actions for lead in each.row.leads}
        return sorted(names, key=str.casefold)

    def note_export(
        self, plan_id: int, kind: str, export_id: str, *, lead: str | None, marking: str
    ) -> None:
        self.noted.append((plan_id, kind, export_id, lead, marking))


class Desk:
    """The shell's part: settings and toasts."""

    def __init__(self) -> None:
        self.settings: dict[str, Any] = {}
        self.toasts: list[str] = []

    def setting(self, name: str, default: Any = None) -> Any:
        return self.settings.get(name, default)

    def remember(self, name: str, value: Any) -> None:
        self.settings[name] = value

    def is_practice(self) -> bool:
        return True

    def toast(self, text: str, **_: Any) -> None:
        self.toasts.append(text)


def make_here(target: str, payload: Any, *, report: Any, stopped: Any) -> bytes:
    """Do a child's work in this process: what it does is tested with the child itself."""
    module, function = target.split(":")
    return getattr(importlib.import_module(module), function)(payload, report)


class Waiting:
    """Makes nothing until it is stopped."""

    def __init__(self) -> None:
        self.begun = threading.Event()

    def __call__(self, target: str, payload: Any, *, report: Any, stopped: Any) -> bytes:
        report(3, 10, "Row")
        self.begun.set()
        pause = threading.Event()
        while not stopped():
            pause.wait(0.002)
        raise Stopped


@pytest.fixture(autouse=True)
def look(qapp: QApplication) -> Iterator[None]:
    theme.install(qapp, scheme="light")
    yield
    assert jobs.stop_all()


@pytest.fixture
def opened(qtbot: QtBot, tmp_path: Path) -> Callable[..., ExportDialog]:
    def open_dialog(
        contents: PlanContents | None = None, desk: Desk | None = None, **given: Any
    ) -> ExportDialog:
        desk = desk or Desk()
        desk.settings.setdefault("export/folder", str(tmp_path))
        given.setdefault("make", make_here)
        dialog = ExportDialog(Plans(contents or source_plan()), 1, desk, CLOCK, **given)
        dialog.desk, dialog.plans = desk, dialog._plans
        dialog.opened_files = []
        dialog.open_file = dialog.opened_files.append
        qtbot.addWidget(dialog)
        dialog.show()
        return dialog

    return open_dialog


def until_made(qtbot: QtBot, dialog: ExportDialog) -> None:
    qtbot.waitUntil(lambda: dialog._prepared is not None and jobs.running() == 0, timeout=60_000)


def test_the_preview_shows_the_real_pages_and_saving_writes_these_very_bytes(
    opened: Callable[..., ExportDialog], qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = opened()
    until_made(qtbot, dialog)
    assert not dialog.pages.picture().isNull()
    assert dialog.form.page_label.text().startswith("Page 1 of ")
    shown = dialog._prepared.data
    dialog.save_button.click()
    qtbot.waitUntil(lambda: dialog.saved is not None)
    assert dialog.saved == tmp_path / "plan-summary-PD-E-0001.pdf"
    assert dialog.saved.read_bytes() == shown
    assert check(shown).problems == []
    assert "Practice desk" in page_text(shown)
    assert [path.name for path in tmp_path.iterdir()] == [dialog.saved.name]


def test_what_was_saved_is_noted_and_the_next_export_has_the_next_number(
    opened: Callable[..., ExportDialog], qtbot: QtBot, tmp_path: Path
) -> None:
    desk = Desk()
    dialog = opened(desk=desk)
    dialog.save()
    qtbot.waitUntil(lambda: dialog.saved is not None)
    assert dialog.plans.noted == [(1, "plan summary", "PD-E-0001", None, "OFFICIAL-SENSITIVE")]
    assert desk.toasts == ["Saved plan-summary-PD-E-0001.pdf"]
    again = opened(desk=desk)
    assert again.path().name == "plan-summary-PD-E-0002.pdf"
    assert again._folder == tmp_path


def test_nothing_is_noted_or_written_when_the_dialog_is_only_closed(
    opened: Callable[..., ExportDialog], qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = opened()
    until_made(qtbot, dialog)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert list(tmp_path.iterdir()) == []
    assert dialog.plans.noted == []
    assert dialog.desk.settings.keys() == {"export/folder"}


def test_open_after_saving_opens_that_file(
    opened: Callable[..., ExportDialog], qtbot: QtBot
) -> None:
    dialog = opened()
    assert dialog.open_button.isHidden()
    dialog.save()
    qtbot.waitUntil(lambda: dialog.saved is not None)
    dialog.open_button.click()
    assert dialog.opened_files == [dialog.saved]
    assert dialog.cancel_button.text() == "Close"


def test_choices_make_another_paper(opened: Callable[..., ExportDialog], qtbot: QtBot) -> None:
    contents = plan(action(1, leads=("Housing",)), action(2, leads=("Police",)))
    dialog = opened(contents)
    until_made(qtbot, dialog)
    dialog.lead_combo.set_value("Police")
    dialog.lead_combo.picked.emit("Police")
    dialog.fields.table_check.setChecked(True)
    dialog.since_edit.set_day(date(2015, 9, 1))
    dialog.marking_combo.setCurrentText("OFFICIAL")
    dialog.save()
    qtbot.waitUntil(lambda: dialog.saved is not None)
    said = structure_text(dialog.saved.read_bytes())
    assert "The actions that Police leads" in said
    assert "What has changed since Tue 1 Sep 2015" in said
    assert "Text of 2" in said
    assert "Text of 1" not in said
    assert "Marking OFFICIAL " in said
    assert dialog.plans.noted == [(1, "plan summary", "PD-E-0001", "Police", "OFFICIAL")]


def test_all_is_not_offered_as_an_agency(opened: Callable[..., ExportDialog]) -> None:
    dialog = opened(plan(action(1, leads=("ALL", "Housing"))))
    offered = [dialog.lead_combo.itemText(row) for row in range(dialog.lead_combo.count())]
    assert offered == ["All actions", "Housing"]


def test_cancel_while_it_is_made_leaves_nothing_and_says_so(
    opened: Callable[..., ExportDialog], qtbot: QtBot, tmp_path: Path
) -> None:
    waiting = Waiting()
    dialog = opened(make=waiting)
    dialog.save()
    assert not dialog.save_button.isEnabled()
    qtbot.waitUntil(waiting.begun.is_set)
    dialog.form.progress_card.cancel_button.click()
    qtbot.waitUntil(lambda: dialog.form.told_banner.text() != "")
    assert dialog.form.told_banner.text() == "Stopped. Nothing was written."
    assert dialog.save_button.isEnabled()
    assert list(tmp_path.iterdir()) == []
    assert dialog.plans.noted == []
    dialog._make = make_here
    dialog.form.told_banner.link_clicked.emit()
    until_made(qtbot, dialog)


def test_closing_while_it_is_made_stops_it(
    opened: Callable[..., ExportDialog], qtbot: QtBot, tmp_path: Path
) -> None:
    waiting = Waiting()
    dialog = opened(make=waiting)
    qtbot.waitUntil(waiting.begun.is_set)
    dialog.reject()
    assert jobs.running() == 0
    assert list(tmp_path.iterdir()) == []


def test_a_failure_is_told_once_in_its_own_words(
    opened: Callable[..., ExportDialog], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[BaseException] = []
    monkeypatch.setattr(messages, "show_failure", lambda parent, error: told.append(error))

    def refuses(*_: Any, **__: Any) -> bytes:
        raise Refused("The plan cannot be made.", next_step="Try a shorter one.")

    dialog = opened(make=refuses)
    qtbot.waitUntil(lambda: told != [])
    assert [error.sentence() for error in told] == ["The plan cannot be made. Try a shorter one."]
    assert dialog.form.told_banner.text() == "The plan cannot be made."
    assert dialog.saved is None


def test_a_folder_that_is_gone_is_refused_and_can_be_chosen_again(
    opened: Callable[..., ExportDialog],
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told: list[BaseException] = []
    monkeypatch.setattr(messages, "show_failure", lambda parent, error: told.append(error))
    gone = tmp_path / "stick"
    gone.mkdir()
    dialog = opened(desk=_desk_with_folder(gone))
    until_made(qtbot, dialog)
    gone.rmdir()
    dialog.save()
    qtbot.waitUntil(lambda: told != [])
    assert "There is no folder" in str(getattr(told[0], "why", ""))
    assert dialog.plans.noted == []
    dialog.choose_folder = lambda start: str(tmp_path)
    dialog.folder_button.click()
    dialog.save()
    qtbot.waitUntil(lambda: dialog.saved is not None)
    assert dialog.saved.parent == tmp_path


def test_a_file_of_that_name_is_replaced_only_when_asked(
    opened: Callable[..., ExportDialog],
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    older = tmp_path / "board.pdf"
    older.write_bytes(b"older")
    dialog = opened()
    until_made(qtbot, dialog)
    dialog.name_edit.setText("board")
    monkeypatch.setattr(messages, "ask", lambda *_, **__: False)
    dialog.save()
    assert older.read_bytes() == b"older"
    monkeypatch.setattr(messages, "ask", lambda *_, **__: True)
    dialog.save()
    qtbot.waitUntil(lambda: dialog.saved is not None)
    assert older.read_bytes() != b"older"


@pytest.mark.parametrize(
    ("marking", "words"),
    [("", "The file needs a marking."), ("Top secret", "nothing above OFFICIAL-SENSITIVE")],
)
def test_a_marking_this_desk_may_not_give_is_refused(
    opened: Callable[..., ExportDialog], qtbot: QtBot, tmp_path: Path, marking: str, words: str
) -> None:
    dialog = opened()
    until_made(qtbot, dialog)
    dialog.marking_combo.setCurrentText(marking)
    dialog.save()
    assert words in dialog.form.marking_field.error()
    assert list(tmp_path.iterdir()) == []


def test_a_date_that_is_none_is_refused_in_words(
    opened: Callable[..., ExportDialog], qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = opened()
    until_made(qtbot, dialog)
    dialog.since_edit.setText("31 nov")
    dialog.save()
    assert "November" in dialog.fields.since_field.error()
    assert list(tmp_path.iterdir()) == []


def test_what_cannot_be_printed_is_told_before_saving(
    opened: Callable[..., ExportDialog], qtbot: QtBot
) -> None:
    dialog = opened(plan(action(7, title="王 and 李", progress="behind")))
    until_made(qtbot, dialog)
    told = dialog.form.warning_banner.text()
    assert "U+738B" in told
    assert "1 more is listed on the first page." in told


def test_pages_are_turned_by_buttons_and_keys(
    opened: Callable[..., ExportDialog], qtbot: QtBot
) -> None:
    dialog = opened()
    until_made(qtbot, dialog)
    assert not dialog.form.previous_button.isEnabled()
    dialog.form.next_button.click()
    qtbot.waitUntil(lambda: dialog.form.page_label.text().startswith("Page 2 "))
    qtbot.keyClick(dialog.pages, Qt.Key.Key_Home)
    qtbot.waitUntil(lambda: dialog.form.page_label.text().startswith("Page 1 "))
    qtbot.keyClick(dialog.pages, Qt.Key.Key_End)
    qtbot.waitUntil(lambda: not dialog.form.next_button.isEnabled())


def test_the_workbook_shows_its_facts_and_first_rows(
    opened: Callable[..., ExportDialog], qtbot: QtBot
) -> None:
    dialog = opened(kind=Kind.ACTION_PLAN, make=lambda *_, **__: b"PK" + bytes(20_000))
    until_made(qtbot, dialog)
    assert "14 actions" in dialog.sheet.facts()
    assert "20 kB" in dialog.sheet.facts()
    assert dialog.sheet.table.model().rowCount() == 14
    assert dialog.fields.since_field.isHidden()
    assert dialog.fields.table_check.isHidden()
    assert dialog.path().name == "action-plan-PD-E-0001.xlsx"


def test_it_fits_a_small_screen(opened: Callable[..., ExportDialog], qtbot: QtBot) -> None:
    dialog = opened()
    until_made(qtbot, dialog)
    assert dialog.width() <= 1280
    assert dialog.height() <= 640


def _desk_with_folder(folder: Path) -> Desk:
    desk = Desk()
    desk.settings["export/folder"] = str(folder)
    return desk


def test_a_real_child_process_makes_the_same_paper(
    opened: Callable[..., ExportDialog], qtbot: QtBot
) -> None:
    here = opened()
    until_made(qtbot, here)
    there = opened(make=child.run)
    until_made(qtbot, there)
    assert there._prepared.data == here._prepared.data


def test_a_real_child_process_is_ended_by_cancel(
    opened: Callable[..., ExportDialog], qtbot: QtBot, tmp_path: Path
) -> None:
    many = plan(*(action(number, progress="behind") for number in range(3000)))
    dialog = opened(many, make=child.run)
    dialog.form.progress_card.cancel_button.click()
    qtbot.waitUntil(lambda: dialog.form.told_banner.text() == "Stopped. Nothing was written.")
    assert jobs.stop_all()
    assert list(tmp_path.iterdir()) == []


def test_large_text_leaves_the_buttons_on_a_small_laptops_screen(
    opened: Callable[..., ExportDialog], qapp: QApplication
) -> None:
    theme.install(qapp, scheme="light", text_percent=150)
    dialog = opened()
    dialog.form.pages_bar.show()
    dialog.form.warning_banner.show_text("Two letters of this plan cannot be printed.", "amber")
    dialog.form.told_banner.show_text("Saved a file with a rather long name.", "green")
    dialog.show()
    # What is left of 768 lines beside the bar of the system and the window's own title.
    assert dialog.minimumSizeHint().height() <= 660
    theme.install(qapp, scheme="light")


def test_the_audit_trail_of_a_real_desk_holds_the_export(qtbot: QtBot, tmp_path: Path) -> None:
    store = new_store(tmp_path)
    plans = RealPlans(store, CLOCK)
    plan_id = plans.import_plan(source_draft(), None)
    desk = Desk()
    desk.settings["export/folder"] = str(tmp_path)
    dialog = ExportDialog(plans, plan_id, desk, CLOCK, make=make_here)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.save()
    qtbot.waitUntil(lambda: dialog.saved is not None)
    newest = audit.records(store, newest=1)[0]
    assert (newest.action, newest.object_id) == ("plan exported", str(plan_id))
    assert dict(newest.detail or {}) == {
        "kind": "plan summary",
        "export": "PD-E-0001",
        "lead": None,
        "marking": "OFFICIAL-SENSITIVE",
    }
    assert audit.verify(store).problems == ()
    assert "14 actions under 3 objectives" in structure_text(dialog.saved.read_bytes())
    store.close()
