"""Each widget of the kit: what it says to a screen reader, what its keys do, what it tells."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QColor, QImage, QPixmap, QWheelEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from prevent_desk.ui import theme
from prevent_desk.ui.undo import UndoActions
from prevent_desk.ui.widgets.banner import Banner
from prevent_desk.ui.widgets.button import Button, IconButton
from prevent_desk.ui.widgets.chip import Chip, ChipButton
from prevent_desk.ui.widgets.date_edit import DateEdit
from prevent_desk.ui.widgets.editors import Combo, ComboPicker, NumberBox, SearchBox, TextEdit
from prevent_desk.ui.widgets.empty_state import EmptyState
from prevent_desk.ui.widgets.form_field import FormField
from prevent_desk.ui.widgets.labels import ElidedLabel, IconLabel, KeyHint, WrapLabel
from prevent_desk.ui.widgets.passphrase_edit import PassphraseEdit
from prevent_desk.ui.widgets.plan_bar import Part, PlanBar, PlanLegend
from prevent_desk.ui.widgets.progress_card import ProgressCard
from prevent_desk.ui.widgets.rail import RailButton
from prevent_desk.ui.widgets.result_list import Entry, ResultList
from prevent_desk.ui.widgets.segmented import Choice, Segmented
from prevent_desk.ui.widgets.steps import Steps
from prevent_desk.ui.widgets.toast import STAY_MS, Toast

PARTS = (
    Part("behind", "Behind", 3, "red", "triangle-alert"),
    Part("ongoing", "Ongoing", 2, "blue", "contrast"),
    Part("at_risk", "At risk", 2, "amber", "alarm-clock"),
    Part("on_target", "On target", 1, "green", "circle-check"),
    Part("completed", "Completed", 0, "green", "check-check"),
    Part("", "Not set", 2, "grey", "circle-dashed"),
)
Show = Callable[..., QWidget]


@pytest.fixture
def show(desk_look: None, qtbot: QtBot) -> Show:
    """Show widgets one below the other in a window that is active."""

    kept: list[QWidget] = []

    def shown(*widgets: QWidget) -> QWidget:
        window = QWidget()
        # qtbot holds windows weakly, and a test may not need the window itself.
        kept.append(window)
        qtbot.addWidget(window)
        column = QVBoxLayout(window)
        for widget in widgets:
            column.addWidget(widget)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        return window

    return shown


def spoken(widget: QWidget) -> str:
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def picture(widget: QWidget) -> QImage:
    return widget.grab().toImage()


# Buttons and chips


def test_a_buttons_words_are_never_cut(show: Show) -> None:
    plain, with_icon = Button("Freeze version"), Button("Freeze version", "stamp")
    show(plain, with_icon)
    words = plain.fontMetrics().horizontalAdvance("Freeze version")
    assert plain.minimumSizeHint().width() >= words + 20
    assert with_icon.sizeHint().width() >= plain.sizeHint().width() + 16
    assert with_icon.sizeHint().height() == 30


def test_a_small_button_is_still_large_enough_to_hit(show: Show) -> None:
    small = Button("Back", small=True)
    show(small)
    assert 24 <= small.sizeHint().height() < 30


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_enter_presses_the_button_that_has_the_focus(show: Show, qtbot: QtBot, key: Qt.Key) -> None:
    button, other = Button("Make a new desk", kind="primary"), Button("Open a desk")
    show(button, other)
    button.setFocus()
    with qtbot.waitSignal(button.clicked), qtbot.assertNotEmitted(other.clicked):
        qtbot.keyClick(button, key)
    button.setEnabled(False)
    with qtbot.assertNotEmitted(button.clicked):
        qtbot.keyClick(button, key)


def test_an_icon_by_itself_has_a_name_and_says_its_key(show: Show) -> None:
    close = IconButton("x", "Close pane", shortcut="F4")
    show(close)
    assert spoken(close) == "Close pane"
    assert close.toolTip() == "Close pane (F4)"


def test_a_buttons_icon_takes_the_colour_of_its_state(show: Show) -> None:
    button = Button("", "panel-right", "primary")
    show(button)
    on = picture(button)
    button.setEnabled(False)
    assert picture(button) != on


@pytest.mark.parametrize("kind", ["", "primary", "danger", "link", "ghost"])
def test_focus_shows_on_every_kind_of_button(show: Show, qtbot: QtBot, kind: str) -> None:
    other, button = QLineEdit(), Button("Unlock", kind=kind)
    show(other, button)
    other.setFocus()
    before = picture(button)
    size = button.sizeHint()
    button.setFocus()
    qtbot.waitUntil(button.hasFocus)
    assert picture(button) != before
    assert button.sizeHint() == size


def test_a_chip_speaks_its_words(show: Show) -> None:
    chip = Chip("Behind", "triangle-alert", "red")
    show(chip)
    assert spoken(chip) == "Behind"
    chip.show_state("Ongoing", "contrast", "blue")
    assert spoken(chip) == "Ongoing"
    assert chip.sizeHint().height() == 22


@pytest.mark.parametrize("tone", ["red", "blue", "green", "amber", "grey", "accent", "marking"])
def test_every_tone_of_chip_is_drawn(show: Show, tone: str) -> None:
    chip = Chip("Word", "alarm-clock", tone)
    show(chip)
    image = picture(chip)
    seen = {image.pixel(x, 11) for x in range(image.width())}
    assert len(seen) > 2


def test_a_filter_chip_says_whether_it_filters(show: Show, qtbot: QtBot) -> None:
    chip = ChipButton("3 vacancies", "user-x", "amber", checkable=True)
    show(chip)
    assert spoken(chip) == "3 vacancies, filter off"
    chip.setFocus()
    qtbot.keyClick(chip, Qt.Key.Key_Space)
    assert chip.isChecked()
    assert spoken(chip) == "3 vacancies, filter on"


# Choices


def three() -> Segmented:
    return Segmented(
        [Choice("theirs", "&Theirs"), Choice("mine", "&Mine"), Choice("both", "&Both")], "Keep"
    )


def test_arrows_choose_in_a_segmented_control_and_tell(show: Show, qtbot: QtBot) -> None:
    segments = three()
    show(segments)
    told: list[str] = []
    segments.chosen.connect(told.append)
    segments.set_value("theirs")
    assert told == []
    first = segments._buttons()[0]
    first.setFocus()
    qtbot.waitUntil(first.hasFocus)
    qtbot.keyClick(first, Qt.Key.Key_Right)
    assert segments.value() == "mine"
    assert told == ["mine"]
    assert segments._buttons()[1].hasFocus()


def test_a_click_chooses_a_segment_and_tells_once(show: Show, qtbot: QtBot) -> None:
    segments = three()
    show(segments)
    told: list[str] = []
    segments.chosen.connect(told.append)
    for _click in range(2):
        qtbot.mouseClick(segments._buttons()[2], Qt.MouseButton.LeftButton)
    assert told == ["both"]


def test_nothing_may_be_chosen_in_a_segmented_control(show: Show) -> None:
    segments = three()
    show(segments)
    assert segments.value() == ""
    segments.set_value("mine")
    segments.set_value("")
    assert segments.value() == ""


def test_each_segment_says_of_what_it_is_a_choice(show: Show) -> None:
    segments = three()
    show(segments)
    assert [spoken(button) for button in segments._buttons()][1] == "Keep: Mine"
    role = QAccessible.queryAccessibleInterface(segments._buttons()[1]).role()
    assert role == QAccessible.Role.RadioButton or segments._buttons()[1].isCheckable()


def test_the_chosen_segment_can_be_told_apart_without_colour(show: Show) -> None:
    segments = three()
    show(segments)
    plain = picture(segments).convertToFormat(QImage.Format.Format_Grayscale8)
    segments.set_value("mine")
    chosen = picture(segments).convertToFormat(QImage.Format.Format_Grayscale8)
    box = segments._buttons()[1].geometry()
    edge = QPoint(box.left() + 1, box.center().y())
    lighter, darker = (QColor(image.pixel(edge)).lightness() for image in (plain, chosen))
    assert lighter - darker > 90


def test_a_filter_has_an_accent_border_while_it_filters(show: Show, qtbot: QtBot) -> None:
    picker = ComboPicker("Lead")
    picker.set_values([("p", "Probation"), ("h", "Health")])
    show(picker)
    assert picker.value() is None
    assert picker.accessibleName() == "Lead"
    quiet = picture(picker)
    picker.set_value("p")
    assert picker.value() == "p"
    assert picker.property("active") is True
    assert picture(picker) != quiet
    with qtbot.waitSignal(picker.picked) as told:
        qtbot.keyClick(picker, Qt.Key.Key_Delete)
    assert told.args == [None]
    assert picker.value() is None


def test_new_values_keep_the_filter_that_is_still_among_them(show: Show) -> None:
    picker = ComboPicker("Lead")
    show(picker)
    picker.set_values([("p", "Probation")])
    picker.set_value("p")
    picker.set_values([("h", "Health"), ("p", "Probation")])
    assert picker.value() == "p"
    picker.set_values([("h", "Health")])
    assert picker.value() is None
    assert not picker.property("active")


def turn_wheel(widget: QWidget) -> None:
    middle = QPointF(widget.rect().center())
    event = QWheelEvent(
        middle,
        widget.mapToGlobal(middle),
        QPoint(0, -120),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, event)


def test_the_wheel_changes_only_what_has_the_focus(show: Show, qtbot: QtBot) -> None:
    other, combo, number = QLineEdit(), Combo(), NumberBox()
    combo.addItems(["One", "Two", "Three"])
    number.setValue(5)
    show(other, combo, number)
    other.setFocus()
    turn_wheel(combo)
    turn_wheel(number)
    assert (combo.currentIndex(), number.value()) == (0, 5)
    combo.setFocus()
    qtbot.waitUntil(combo.hasFocus)
    turn_wheel(combo)
    assert combo.currentIndex() == 1


# Words


def test_tab_leaves_a_text_of_several_lines(show: Show, qtbot: QtBot) -> None:
    notes, other = TextEdit("Two\nlines"), QLineEdit()
    show(notes, other)
    notes.setFocus()
    qtbot.waitUntil(notes.hasFocus)
    with qtbot.waitSignal(notes.left):
        qtbot.keyClick(notes, Qt.Key.Key_Tab)
    assert other.hasFocus()
    assert notes.toPlainText() == "Two\nlines"


def test_ctrl_enter_ends_a_text(show: Show, qtbot: QtBot) -> None:
    notes = TextEdit()
    show(notes)
    with qtbot.waitSignal(notes.finished):
        qtbot.keyClick(notes, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert notes.toPlainText() == ""


def test_a_text_is_as_high_as_its_words_within_limits(show: Show) -> None:
    notes = TextEdit(lines=2, most_lines=5)
    show(notes)
    low = notes.height()
    notes.setPlainText("1\n2\n3\n4")
    assert notes.height() > low
    assert not notes.verticalScrollBar().isVisible()
    notes.setPlainText("\n".join("123456789"))
    tall = notes.height()
    assert tall == notes.height()
    assert tall < 2 * notes.fontMetrics().lineSpacing() * 5


def test_a_long_title_is_cut_with_dots_and_widens_nothing(show: Show) -> None:
    label = ElidedLabel("A title of very many words " * 20, "h1")
    window = show(label)
    assert window.minimumSizeHint().width() < 60
    window.resize(200, 60)
    assert label.toolTip() == label.text()
    window.resize(9000, 60)
    assert label.toolTip() == ""


def test_wrapped_words_ask_for_the_height_they_need(show: Show) -> None:
    label = WrapLabel("Several words that need more than one line in a narrow pane. " * 3)
    window = show(label)
    for width in (300, 600, 200):
        window.resize(width, 60)
        QApplication.processEvents()
        window.adjustSize()
        assert label.height() >= label.heightForWidth(label.width()) > 0


def test_a_search_box_empties_on_esc_and_then_leaves_esc_to_the_page(
    show: Show, qtbot: QtBot
) -> None:
    box = SearchBox("Search everything", "Ctrl K")

    class Page(QWidget):
        stepped_back = False

        def keyPressEvent(self, event: object) -> None:
            self.stepped_back = True

    page = Page()
    row = QHBoxLayout(page)
    row.addWidget(box)
    show(page)
    box.setFocus()
    qtbot.keyClicks(box, "behind")
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert box.text() == ""
    assert not page.stepped_back
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert page.stepped_back
    assert spoken(box) == "Search everything"


def test_a_key_hint_and_an_icon_label_speak(show: Show) -> None:
    hint, label = KeyHint("Ctrl K"), IconLabel("Saved 14:02", "check")
    show(hint, label)
    assert spoken(hint) == "Ctrl K"
    label.show_text("Saved 14:05")
    assert label.text() == "Saved 14:05"


# Fields


def test_a_field_names_and_describes_its_editor(show: Show) -> None:
    line = QLineEdit()
    field = FormField("&Reason", line, hint="One line is enough.")
    show(field)
    assert line.accessibleName() == "Reason"
    assert line.accessibleDescription() == "One line is enough."
    field.set_error("Write a reason.")
    assert line.accessibleDescription() == "One line is enough. Write a reason."
    assert line.property("invalid") is True


def test_an_error_goes_while_typing(show: Show, qtbot: QtBot) -> None:
    line = QLineEdit()
    field = FormField("Reason", line)
    show(field)
    field.set_error("Write a reason.")
    assert field.error()
    qtbot.keyClicks(line, "a")
    assert field.error() == ""
    assert line.property("invalid") is False


def test_the_alt_letter_of_a_label_reaches_its_editor(show: Show, qtbot: QtBot) -> None:
    other, line = QLineEdit(), QLineEdit()
    window = show(other, FormField("&Reason", line))
    other.setFocus()
    qtbot.keyClick(window, Qt.Key.Key_R, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(line.hasFocus)


def test_a_field_around_a_passphrase_marks_the_line_inside(show: Show, qtbot: QtBot) -> None:
    phrase = PassphraseEdit()
    field = FormField("Passphrase", phrase)
    show(field)
    field.set_error("That passphrase does not open the Officer key.")
    assert phrase.line.property("invalid") is True
    qtbot.keyClicks(phrase.line, "a")
    assert field.error() == ""


def today() -> date:
    return date(2025, 11, 25)


def test_a_date_is_read_on_enter_and_echoed_with_its_weekday(show: Show, qtbot: QtBot) -> None:
    edit = DateEdit(today)
    show(edit)
    qtbot.keyClicks(edit, "3 dec")
    with qtbot.waitSignal(edit.date_chosen) as told:
        qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert told.args == [date(2025, 12, 3)]
    assert edit.text() == "Wed 3 Dec 2025"
    assert edit.day() == date(2025, 12, 3)


def test_what_is_not_a_date_is_refused_and_stays_as_typed(show: Show, qtbot: QtBot) -> None:
    edit, other = DateEdit(today), QLineEdit()
    show(edit, other)
    edit.setFocus()
    qtbot.waitUntil(edit.hasFocus)
    qtbot.keyClicks(edit, "31 nov")
    with qtbot.waitSignal(edit.refused) as told:
        other.setFocus()
    assert "November has 30 days" in told.args[0] or "30 days" in told.args[0]
    assert edit.text() == "31 nov"
    assert edit.day() is None


def test_of_what_was_known_a_day_without_a_year_is_the_last_one_and_none_lies_ahead(
    show: Show, qtbot: QtBot
) -> None:
    edit = DateEdit(today, is_past=True)
    show(edit)
    qtbot.keyClicks(edit, "3 dec")
    assert edit.take()
    assert edit.day() == date(2024, 12, 3)
    edit.setText("3 dec 2025")
    with qtbot.waitSignal(edit.refused) as told:
        assert not edit.take()
    assert "still to come" in told.args[0]


def test_today_is_one_key_and_esc_brings_the_former_date_back(show: Show, qtbot: QtBot) -> None:
    edit = DateEdit(today)
    show(edit)
    qtbot.keyClick(edit, Qt.Key.Key_Semicolon, Qt.KeyboardModifier.ControlModifier)
    assert edit.day() == today()
    qtbot.keyClicks(edit, "xx")
    qtbot.keyClick(edit, Qt.Key.Key_Escape)
    assert edit.text() == "Tue 25 Nov 2025"


def test_a_passphrase_is_hidden_until_it_is_asked_to_show(show: Show, qtbot: QtBot) -> None:
    phrase = PassphraseEdit()
    show(phrase)
    qtbot.keyClicks(phrase.line, "correct horse")
    assert phrase.line.echoMode() == QLineEdit.EchoMode.Password
    assert spoken(phrase.eye) == "Show passphrase"
    qtbot.mouseClick(phrase.eye, Qt.MouseButton.LeftButton)
    assert phrase.line.echoMode() == QLineEdit.EchoMode.Normal
    assert spoken(phrase.eye) == "Hide passphrase"
    phrase.clear()
    assert phrase.line.echoMode() == QLineEdit.EchoMode.Password
    assert phrase.text() == ""


def test_caps_lock_is_noticed_from_what_the_keys_give(show: Show, qtbot: QtBot) -> None:
    phrase = PassphraseEdit()
    show(phrase, phrase.caps_notice)
    phrase.caps_notice.hide()
    # A capital without Shift: Caps Lock is on.
    qtbot.keyClick(phrase.line, "A")
    assert not phrase.caps_notice.isHidden()
    qtbot.keyClick(phrase.line, "a")
    assert phrase.caps_notice.isHidden()
    qtbot.keyClick(phrase.line, "A", Qt.KeyboardModifier.ShiftModifier)
    assert phrase.caps_notice.isHidden()


# The plan's bar


def test_a_plan_bar_says_its_counts(show: Show) -> None:
    bar = PlanBar(PARTS)
    show(bar)
    assert spoken(bar) == "3 behind, 2 ongoing, 2 at risk, 1 on target, 2 not set"


def test_the_parts_of_a_plan_bar_differ_without_colour(show: Show) -> None:
    bar = PlanBar(PARTS, height=20)
    bar.setFixedWidth(500)
    show(bar)
    image = picture(bar).convertToFormat(QImage.Format.Format_Grayscale8)

    def pattern(start: int) -> tuple[int, ...]:
        return tuple(
            QColor(image.pixel(x, y)).lightness()
            for y in range(4, 12)
            for x in range(start, start + 24)
        )

    # 50 px stand for each of ten actions: red from 0, blue 150, amber 250, green 350, rest 400.
    parts = [pattern(start) for start in (30, 170, 270, 355, 440)]
    assert len(set(parts)) == 5
    assert len(set(parts[3])) == 1
    assert all(len(set(part)) > 1 for part in parts[:3])


def test_one_of_very_many_can_still_be_seen_in_a_plan_bar(show: Show) -> None:
    bar = PlanBar([Part("b", "Behind", 1, "red"), Part("", "Not set", 5000)])
    bar.setFixedWidth(200)
    show(bar)
    assert QColor(picture(bar).pixel(0, 6)) != theme.colour("greybg")


def test_a_count_of_the_legend_can_be_pressed_by_key(show: Show, qtbot: QtBot) -> None:
    legend = PlanLegend(PARTS)
    show(legend)
    items = legend.findChildren(QWidget)
    assert [spoken(item) for item in items] == [
        "3 behind",
        "2 ongoing",
        "2 at risk",
        "1 on target",
        "2 not set",
    ]
    items[1].setFocus()
    with qtbot.waitSignal(legend.pressed) as told:
        qtbot.keyClick(items[1], Qt.Key.Key_Space)
    assert told.args == ["ongoing"]


# Long work


def test_work_that_is_soon_over_shows_no_card(show: Show) -> None:
    card = ProgressCard()
    show(card)
    card.start("Making the summary")
    assert card.isHidden()
    card.finish()
    card._wait.timeout.emit() if card._wait.isActive() else None
    assert card.isHidden()


def test_a_card_says_how_far_and_how_long_still(show: Show) -> None:
    card = ProgressCard()
    show(card)
    card.start("Making the summary")
    card.elapsed_ms = lambda: 500
    card.report(10, 120, "Page")
    assert card.accessibleDescription() == "Page 10 of 120"
    card.elapsed_ms = lambda: 33_000
    card.report(74, 120, "Page")
    assert card.accessibleDescription() == "Page 74 of 120 · about 20 s left"
    card.elapsed_ms = lambda: 600_000
    card.report(60, 120, "Page")
    assert card.accessibleDescription() == "Page 60 of 120 · about 10 min left"
    card.report(0, 0, "Reading the plan")
    assert card.accessibleDescription() == "Reading the plan"


def test_cancel_is_pressed_once(show: Show, qtbot: QtBot) -> None:
    card = ProgressCard()
    show(card)
    card.start("Making the summary")
    card.show()
    with qtbot.waitSignal(card.cancelled):
        qtbot.mouseClick(card.cancel_button, Qt.MouseButton.LeftButton)
    assert not card.cancel_button.isEnabled()
    card.start("Making it again")
    assert card.cancel_button.isEnabled()


def test_steps_say_which_is_being_done(show: Show) -> None:
    steps = Steps(["File", "Columns", "Check", "Import"])
    show(steps)
    steps.set_current(2)
    assert spoken(steps) == "Step 3 of 4: Check"


# Telling


@pytest.fixture
def desk(show: Show) -> tuple[Toast, QLineEdit]:
    page, line = QWidget(), QLineEdit()
    page.setMinimumSize(700, 300)
    window = show(page, line)
    line.setFocus()
    assert window.isActiveWindow()
    return Toast(page), line


def test_a_toast_does_not_take_the_focus(desk: tuple[Toast, QLineEdit]) -> None:
    toast, line = desk
    toast.tell("O2-01 changed from Ongoing to Behind", undo=True)
    assert toast.isVisible()
    assert line.hasFocus()
    assert toast._timer.interval() == STAY_MS == 10_000
    assert toast._timer.isActive()
    assert toast.height() == 42


def test_a_toast_says_all_its_words(desk: tuple[Toast, QLineEdit]) -> None:
    toast, _line = desk
    toast.tell("O2-01 changed from Ongoing to Behind", undo=True)
    words = toast._words
    assert words.width() >= words.fontMetrics().horizontalAdvance(words.text())


def test_f7_goes_to_the_toast_and_esc_back(desk: tuple[Toast, QLineEdit], qtbot: QtBot) -> None:
    toast, line = desk
    assert not toast.take_focus()
    toast.tell("23 rows imported", undo=True)
    assert toast.take_focus()
    # With the focus on it, it stays.
    assert not toast._timer.isActive()
    qtbot.keyClick(toast._undo, Qt.Key.Key_Escape)
    assert toast.isHidden()
    assert line.hasFocus()


def test_a_toast_goes_when_its_time_is_over(desk: tuple[Toast, QLineEdit], qtbot: QtBot) -> None:
    toast, _line = desk
    toast.tell("23 rows imported")
    with qtbot.waitSignal(toast.closed):
        toast._timer.timeout.emit()
    assert toast.isHidden()


def test_undo_on_a_toast_tells_and_closes(desk: tuple[Toast, QLineEdit], qtbot: QtBot) -> None:
    toast, _line = desk
    toast.tell("23 rows imported", undo=True)
    with qtbot.waitSignal(toast.undo_clicked):
        qtbot.mouseClick(toast._undo, Qt.MouseButton.LeftButton)
    assert toast.isHidden()
    toast.tell("Saved")
    assert toast._undo.isHidden()


def test_a_toast_stands_above_a_line_that_is_typed_into_all_the_time(
    desk: tuple[Toast, QLineEdit],
) -> None:
    toast, _line = desk
    page = toast.parentWidget()
    assert page is not None
    line = QLineEdit(page)
    line.show()
    toast.tell("Line kept", undo=True)
    low = toast.geometry()
    line.setGeometry(low.left() + 20, low.top() + 5, 200, low.height())
    line.setProperty("keepclear", True)
    toast.tell("Line kept", undo=True)
    assert toast.isVisible()
    assert not toast.geometry().intersects(line.geometry())
    line.hide()
    toast.tell("Line kept", undo=True)
    assert toast.geometry() == low


def test_a_toast_makes_way_for_a_field_to_be_typed_into(
    desk: tuple[Toast, QLineEdit],
) -> None:
    toast, line = desk
    page = toast.parentWidget()
    under, clear = QLineEdit(page), QLineEdit(page)
    under.setGeometry(0, page.height() - 40, 300, 30)
    clear.setGeometry(0, 0, 300, 30)
    under.show()
    clear.show()
    toast.tell("23 rows imported", undo=True)
    clear.setFocus()
    assert toast.isVisible()
    under.setFocus()
    assert toast.isHidden()
    assert under.hasFocus()
    line.setFocus()


def test_a_toast_keeps_its_place_in_the_corner(desk: tuple[Toast, QLineEdit]) -> None:
    toast, _line = desk
    toast.tell("23 rows imported")
    page = toast.parentWidget()
    page.resize(500, 600)
    assert toast.x() == 16
    assert toast.geometry().bottom() < page.height()
    assert page.height() - toast.geometry().bottom() < 20


def test_a_banner_says_its_sentence_and_goes_with_it(show: Show, qtbot: QtBot) -> None:
    banner = Banner("Backup of 23 Nov did not open.", "red", "Make a new one")
    show(banner)
    assert spoken(banner) == "Backup of 23 Nov did not open."
    with qtbot.waitSignal(banner.link_clicked):
        qtbot.mouseClick(banner._link, Qt.MouseButton.LeftButton)
    edge = QColor(picture(banner).pixel(2, banner.height() // 2))
    assert edge == theme.colour("redsolid")
    banner.show_text("")
    assert banner.isHidden()


def test_an_empty_view_offers_what_to_do(show: Show, qtbot: QtBot) -> None:
    empty = EmptyState("inbox", "No plan yet", "Start one.", first="New plan", second="Import")
    assert empty.focusProxy() is empty._first
    show(empty)
    with qtbot.waitSignal(empty.first_clicked):
        qtbot.mouseClick(empty._first, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(empty.second_clicked):
        qtbot.mouseClick(empty._second, Qt.MouseButton.LeftButton)
    empty.set_filtered("Nothing fits this filter", "Lead: Probation.")
    assert empty._second.isHidden()
    assert empty._first.text() == "Clear filters"


def test_a_module_says_how_many_things_need_you(show: Show) -> None:
    rail = RailButton("Plan", "layout-list", keys="Ctrl+1")
    show(rail)
    plain = picture(rail)
    rail.set_badge(3)
    assert spoken(rail) == "Plan, 3 need you"
    assert picture(rail) != plain
    assert rail.toolTip() == "Plan (Ctrl+1)"


# Results


def entries(*titles: str) -> list[Entry]:
    return [
        Entry(title, title.lower(), "Commands" if title < "M" else "Records") for title in titles
    ]


def test_results_are_moved_through_past_their_headings(show: Show) -> None:
    results = ResultList()
    show(results)
    results.set_entries(entries("Add", "Go", "Police", "Training"))
    assert results.count() == 4
    visited = []
    for _step in range(5):
        visited.append(results.current_entry().title)
        results.move_by(1)
    assert visited == ["Add", "Go", "Police", "Training", "Training"]
    results.move_by(-20)
    assert results.current_entry().title == "Add"


def test_late_results_leave_the_chosen_one_chosen(show: Show) -> None:
    results = ResultList()
    show(results)
    results.set_entries(entries("Add", "Police"))
    results.move_by(1)
    results.set_entries(entries("Add", "Go", "Open", "Police", "Training"))
    assert results.current_entry().title == "Police"
    results.set_entries(entries("Add"))
    assert results.current_entry().title == "Add"
    results.set_entries([])
    assert results.current_entry() is None
    assert not results.activate_current()


def test_a_result_is_chosen_by_key_and_by_click(show: Show, qtbot: QtBot) -> None:
    results = ResultList()
    show(results)
    results.set_entries(entries("Add", "Police"))
    with qtbot.waitSignal(results.activated_entry) as told:
        assert results.activate_current()
    assert told.args[0].payload == "add"
    spot = results.visualRect(results.model().index(3, 0)).center()
    with qtbot.waitSignal(results.activated_entry) as told:
        qtbot.mouseClick(results.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert told.args[0].payload == "police"


def test_undo_says_what_it_would_take_back(show: Show, qtbot: QtBot) -> None:
    owner = QWidget()
    show(owner)
    labels: dict[str, str | None] = {"undo": None, "redo": None}
    done: list[str] = []
    actions = UndoActions(
        owner,
        undo=lambda: done.append("undo"),
        redo=lambda: done.append("redo"),
        undo_label=lambda: labels["undo"],
        redo_label=lambda: labels["redo"],
    )
    assert not actions.undo.isEnabled()
    labels["undo"] = "progress of O2-01"
    actions.refresh()
    assert actions.undo.text() == "Undo progress of O2-01"
    assert actions.undo.isEnabled()
    assert not actions.redo.isEnabled()
    actions.undo.trigger()
    assert done == ["undo"]


def test_painted_widgets_are_sharp_on_a_dense_screen(show: Show) -> None:
    chip = Chip("Behind", "triangle-alert", "red")
    show(chip)
    dense = QPixmap(chip.size() * 2)
    dense.setDevicePixelRatio(2)
    dense.fill(Qt.GlobalColor.white)
    chip.render(dense)
    plain = picture(chip)
    assert dense.toImage().scaled(plain.size()) != plain
