"""Failures are told in words, dialogs ask with verbs, and nothing of a case gets out."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt, QTimer, QtMsgType, qInstallMessageHandler, qWarning
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from prevent_desk.core.errors import Damaged, Fault, Refused, Stopped
from prevent_desk.ui import faults, messages
from prevent_desk.ui.widgets.button import Button
from prevent_desk.ui.widgets.dialog import Dialog

SECRET = "Krystal Hallam, born 2004"


def when_asked(answer: Callable[[Dialog], None]) -> None:
    """Answer the next dialog as a person would, once it is open."""

    def look() -> None:
        shown = QApplication.activeModalWidget()
        assert isinstance(shown, Dialog)
        try:
            answer(shown)
        finally:
            shown.close()

    QTimer.singleShot(0, look)


def button(dialog: Dialog, words: str) -> Button:
    return next(found for found in dialog.findChildren(Button) if found.text() == words)


def words_on(dialog: QWidget) -> str:
    return "\n".join(label.text() for label in dialog.findChildren(QLabel))


@pytest.fixture
def page(desk_look: None, qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    return window


def test_a_question_is_answered_by_its_verb(page: QWidget) -> None:
    when_asked(lambda dialog: button(dialog, "Remove").click())
    assert messages.ask(page, "Remove this update?", "It can be undone.", "Remove")
    when_asked(lambda dialog: button(dialog, "Cancel").click())
    assert not messages.ask(page, "Remove this update?", "It can be undone.", "Remove")


def test_enter_presses_the_filled_button_and_esc_leaves_all_as_it_is(
    page: QWidget, qtbot: QtBot
) -> None:
    when_asked(lambda dialog: qtbot.keyClick(dialog, Qt.Key.Key_Return))
    assert messages.ask(page, "Not the same?", "", "Not the same")
    when_asked(lambda dialog: qtbot.keyClick(dialog, Qt.Key.Key_Escape))
    assert not messages.ask(page, "Not the same?", "", "Not the same")


def test_enter_never_presses_what_destroys(page: QWidget, qtbot: QtBot) -> None:
    when_asked(lambda dialog: qtbot.keyClick(dialog, Qt.Key.Key_Return))
    assert not messages.ask(page, "Remove the plan?", "", "Remove", destructive=True)


def test_what_destroys_most_wants_a_count_typed_back(page: QWidget, qtbot: QtBot) -> None:
    seen: list[bool] = []

    def answer(dialog: Dialog) -> None:
        verb, line = button(dialog, "Remove"), dialog.findChild(QLineEdit)
        seen.append(verb.isEnabled())
        qtbot.keyClicks(line, "13")
        seen.append(verb.isEnabled())
        line.clear()
        qtbot.keyClicks(line, "14")
        seen.append(verb.isEnabled())
        verb.click()

    when_asked(answer)
    assert messages.ask(
        page, "Remove the plan?", "It holds 14 actions.", "Remove", destructive=True, type_back="14"
    )
    assert seen == [False, False, True]


def test_one_of_several_ways_is_chosen(page: QWidget) -> None:
    ways = [("theirs", "Theirs"), ("mine", "Mine")]
    when_asked(lambda dialog: button(dialog, "Mine").click())
    assert messages.choose(page, "Which one?", "", ways) == "mine"
    when_asked(lambda dialog: dialog.reject())
    assert messages.choose(page, "Which one?", "", ways) == ""


def test_a_dialog_is_modal_to_its_window_only(page: QWidget) -> None:
    modality: list[Qt.WindowModality] = []
    when_asked(lambda dialog: modality.append(dialog.windowModality()))
    messages.ask(page, "Remove?", "", "Remove")
    assert modality == [Qt.WindowModality.WindowModal]


def test_a_long_consequence_is_shown_whole(page: QWidget) -> None:
    heights: list[tuple[int, int]] = []

    def answer(dialog: Dialog) -> None:
        label = next(x for x in dialog.findChildren(QLabel) if x.text().startswith("One"))
        heights.append((label.height(), label.heightForWidth(label.width())))

    when_asked(answer)
    messages.ask(page, "Go on?", "One of many words that need several lines. " * 8, "Go on")
    given, needed = heights[0]
    assert given >= needed > 60


def test_a_refusal_says_what_why_next_and_the_code_last(page: QWidget) -> None:
    error = Refused(
        "This is not a plan.", why="It has no rows.", next_step="Choose another.", code="PD-7"
    )
    shown: list[str] = []
    when_asked(lambda dialog: shown.append(words_on(dialog)))
    messages.show_failure(page, error)
    assert "This is not a plan." in shown[0]
    assert "It has no rows. Choose another." in shown[0]
    assert "PD-7" in shown[0]


@pytest.mark.parametrize(
    ("error", "title"),
    [
        (Refused("No."), "No."),
        (Damaged("It ends early."), "It ends early."),
        (Stopped(), "Stopped."),
        (Fault("row 7 of " + SECRET), "Something in Prevent Desk went wrong."),
        (KeyError(SECRET), "Something in Prevent Desk went wrong."),
    ],
)
def test_each_kind_of_failure_has_its_words(error: BaseException, title: str) -> None:
    assert messages.words_for(error).title == title


def test_the_crash_sheet_holds_no_case_data(page: QWidget) -> None:
    try:
        {}[SECRET]
    except KeyError as error:
        caught = error
    shown: list[str] = []

    def answer(dialog: Dialog) -> None:
        shown.append(words_on(dialog))
        button(dialog, "&Copy details").click()

    when_asked(answer)
    messages.show_failure(page, caught)
    assert "Hallam" not in shown[0]
    assert "KeyError test_messages.py:" in shown[0]
    assert "Hallam" not in QApplication.clipboard().text()
    assert QApplication.clipboard().text().startswith("PD-900 KeyError")


@pytest.fixture
def hooks(qapp: QApplication) -> Iterator[list[str]]:
    kept = sys.excepthook, threading.excepthook, sys.unraisablehook
    lines: list[str] = []
    handler = qInstallMessageHandler(None)
    faults.install(lines.append)
    yield lines
    sys.excepthook, threading.excepthook, sys.unraisablehook = kept
    qInstallMessageHandler(handler)


def test_what_nobody_caught_is_noted_without_its_words_and_told(
    hooks: list[str], page: QWidget, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    told: list[BaseException] = []
    monkeypatch.setattr(messages, "show_failure", lambda _parent, error: told.append(error))
    try:
        raise ValueError(SECRET)
    except ValueError as error:
        sys.excepthook(ValueError, error, error.__traceback__)
    qtbot.waitUntil(lambda: bool(told))
    assert len(hooks) == 1
    assert hooks[0].startswith("ValueError test_messages.py:")
    assert "Hallam" not in hooks[0]


def test_a_failure_in_a_thread_is_told_on_the_windows_thread(
    hooks: list[str], monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    told: list[threading.Thread] = []
    monkeypatch.setattr(
        messages, "show_failure", lambda _parent, _error: told.append(threading.current_thread())
    )

    def fail() -> None:
        raise ValueError(SECRET)

    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: bool(told))
    assert told == [threading.main_thread()]
    assert "Hallam" not in hooks[0]


def test_a_failure_while_an_object_goes_away_loses_its_words(
    hooks: list[str], capfd: pytest.CaptureFixture[str]
) -> None:
    class Going:
        def __del__(self) -> None:
            raise ValueError(SECRET)

    Going()
    assert [line.split(":")[0] for line in hooks] == ["ValueError test_messages.py"]
    assert capfd.readouterr() == ("", "")


def test_no_words_of_a_case_reach_a_windows_title(page: QWidget) -> None:
    titles: list[str] = []
    refused = Refused(f"“{SECRET}” is not one date.")
    for ask in (
        lambda: messages.show_failure(page, refused),
        lambda: messages.tell(page, SECRET),
        lambda: messages.ask(page, f"Remove {SECRET}?", "", "Remove"),
        lambda: messages.choose(page, f"Which {SECRET}?", "", [("one", "One")]),
    ):
        when_asked(lambda dialog: titles.append(dialog.windowTitle()))
        ask()
    assert titles == ["Prevent Desk"] * 4


def test_a_failure_while_one_is_shown_opens_no_second_sheet(
    hooks: list[str], monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    told: list[BaseException] = []

    def show(_parent: QWidget | None, error: BaseException) -> None:
        told.append(error)
        for _turn in range(3):
            faults.caught(ValueError, ValueError(), None)
            QApplication.processEvents()

    monkeypatch.setattr(messages, "show_failure", show)
    faults.caught(KeyError, KeyError(), None)
    qtbot.waitUntil(lambda: len(hooks) == 4)
    QApplication.processEvents()
    assert len(told) == 1


def test_qts_own_warnings_lose_their_words(hooks: list[str]) -> None:
    qWarning(SECRET)
    assert len(hooks) == 1
    assert "Hallam" not in hooks[0]
    assert QtMsgType.QtWarningMsg.name in hooks[0]


def test_the_unknown_failure_of_a_job_is_written_down_once_and_a_refusal_is_not(
    hooks: list[str], page: QWidget
) -> None:
    failure = ValueError(SECRET)
    for error in (failure, failure, Refused("The file has no plan in it.")):
        when_asked(lambda _dialog: None)
        messages.show_failure(page, error)
    # Beside it stands what Qt says of having no screen.
    assert [line for line in hooks if not line.startswith("Qt ")] == ["ValueError"]
