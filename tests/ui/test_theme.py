"""Colours can be told apart, follow the theme, and grow with the text."""

from __future__ import annotations

import re
import sys

import pytest
from PySide6.QtGui import QColor, QImage, QPainter, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from prevent_desk import paths
from prevent_desk.ui import fonts, icons, style_sheet, theme, tokens
from prevent_desk.ui.widgets.chip import Chip

TEXTS = [
    *((ink, ground) for ink in ("text", "text2", "text3") for ground in ("surface", "canvas")),
    *((ink, ground) for ink in ("text", "text2", "text3") for ground in ("sunken", "raised")),
    *((ink, "hover") for ink in ("text", "text2", "text3")),
    *((ink, "sel") for ink in ("onsel", "onsel2", "onsel3", "text3")),
    ("text", "group"),
    ("text2", "group"),
    ("onaccent", "accent"),
    ("onaccent", "accenthover"),
    ("accenttext", "surface"),
    ("accenttext", "canvas"),
    ("accenttext", "accentsoft"),
    ("railtext", "rail"),
    ("railtext", "railhover"),
    ("onrailsel", "railsel"),
    ("onbadge", "badge"),
    ("ontoast", "toast"),
    ("toastlink", "toast"),
    *((tone, f"{tone}bg") for tone in tokens.TONES),
    *((tone, "surface") for tone in tokens.TONES),
    *((tone, "canvas") for tone in tokens.TONES),
    # Links and words stand on banners too.
    *(("accenttext", f"{tone}bg") for tone in ("red", "blue", "amber", "green")),
    *(("text", f"{tone}bg") for tone in tokens.TONES),
]
GRAPHICS = [
    ("ctl", "surface"),
    ("ctl", "canvas"),
    ("focus", "surface"),
    ("focus", "canvas"),
    ("focus", "sel"),
    ("accent", "surface"),
    ("accent", "sel"),
    ("railaccent", "rail"),
    *((f"{tone}solid", "surface") for tone in tokens.TONES),
]


@pytest.mark.parametrize("names", [tokens.LIGHT, tokens.DARK], ids=["light", "dark"])
def test_every_text_can_be_read(names: dict[str, str]) -> None:
    poor = {
        (ink, ground): round(tokens.contrast(names[ink], names[ground]), 2)
        for ink, ground in TEXTS
        if tokens.contrast(names[ink], names[ground]) < 4.5
    }
    assert not poor


@pytest.mark.parametrize("names", [tokens.LIGHT, tokens.DARK], ids=["light", "dark"])
def test_every_control_and_bar_can_be_seen(names: dict[str, str]) -> None:
    poor = {
        (ink, ground): round(tokens.contrast(names[ink], names[ground]), 2)
        for ink, ground in GRAPHICS
        if tokens.contrast(names[ink], names[ground]) < 2.995
    }
    assert not poor


def test_the_contrast_formula_gives_the_known_ratios() -> None:
    assert tokens.contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert tokens.contrast("#FFFFFF", "#FFFFFF") == 1
    # As printed in DESIGN section 2.
    assert tokens.contrast("#171E29", "#FFFFFF") == pytest.approx(16.7, abs=0.05)
    assert tokens.contrast("#B97409", "#FFFFFF") == pytest.approx(3.8, abs=0.05)


def test_light_and_dark_name_the_same_tokens_with_whole_colours() -> None:
    assert tokens.LIGHT.keys() == tokens.DARK.keys()
    for value in (*tokens.LIGHT.values(), *tokens.DARK.values()):
        assert re.fullmatch("#[0-9A-F]{6}", value)


def test_a_contrast_theme_uses_nothing_but_the_systems_colours() -> None:
    role = QPalette.ColorRole
    system = QPalette()
    chosen = {
        role.Window: "#000000",
        role.WindowText: "#ffffff",
        role.Highlight: "#1aebff",
        role.HighlightedText: "#000001",
        role.Link: "#ffff00",
    }
    for part, value in chosen.items():
        system.setColor(part, QColor(value))
    system.setColor(QPalette.ColorGroup.Disabled, role.WindowText, QColor("#3ff23f"))
    made = tokens.from_contrast_theme(system)
    assert made.keys() == tokens.LIGHT.keys()
    assert set(made.values()) <= {*chosen.values(), "#3ff23f"}
    assert made["sel"] == "#1aebff"
    assert made["onsel"] == "#000001"
    assert made["redbg"] == "#000000"
    assert all(tokens.contrast(made[ink], made[ground]) >= 4.5 for ink, ground in TEXTS[:6])


def test_a_call_that_returns_nothing_keeps_its_reference_of_none(qapp: QApplication) -> None:
    # PySide6 6.12.0 on Python 3.11 loses one each time, until the process aborts (DESIGN 0.1).
    image = QImage(4, 4, QImage.Format.Format_ARGB32)
    painter = QPainter(image)
    colour = QColor("red")
    painter.setPen(colour)
    before = sys.getrefcount(None)
    for _call in range(1000):
        painter.setPen(colour)
    after = sys.getrefcount(None)
    painter.end()
    assert abs(after - before) < 100


def test_the_style_sheet_names_only_tokens_that_exist_and_leaves_no_gap(
    qapp: QApplication,
) -> None:
    icons.set_colours(tokens.LIGHT)
    for percent in theme.TEXT_PERCENTS:
        sheet = style_sheet.build(tokens.LIGHT, percent)
        assert "@" not in sheet
        assert not re.search(r"\dtx\b", sheet)
        assert sheet.count("{") == sheet.count("}")
    assert "font-size: 26px" in style_sheet.build(tokens.LIGHT, 200)


def test_the_style_sheets_pictures_can_be_opened(qapp: QApplication) -> None:
    from PySide6.QtCore import QFile

    icons.set_colours(tokens.DARK)
    sheet = style_sheet.build(tokens.DARK, 100)
    named = set(re.findall(r"url\((:[^)]+)\)", sheet))
    assert len(named) >= 8
    for path in named:
        assert QFile.exists(path), path


def test_the_shipped_typeface_is_used(desk_look: None, qtbot: QtBot) -> None:
    assert fonts.load()
    label = QLabel("0123")
    qtbot.addWidget(label)
    assert label.fontInfo().family().startswith("Inter")
    # Figures of one width.
    widths = {theme.metrics("body").horizontalAdvance(figure) for figure in "0123456789"}
    assert len(widths) == 1


def test_a_change_of_theme_repaints_what_is_on_screen(desk_look: None, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.setProperty("pane", "surface")
    chip = Chip("Behind", "triangle-alert", "red", parent=window)
    chip.move(10, 10)
    window.resize(160, 50)
    window.show()
    light = window.grab().toImage()
    with qtbot.waitSignal(theme.changed):
        theme.set_scheme("dark")
    dark = window.grab().toImage()
    assert light.pixelColor(150, 45) == QColor(tokens.LIGHT["surface"])
    assert dark.pixelColor(150, 45) == QColor(tokens.DARK["surface"])
    assert light.pixelColor(30, 13) == QColor(tokens.LIGHT["redbg"])
    assert dark.pixelColor(30, 13) == QColor(tokens.DARK["redbg"])


def test_a_change_of_theme_forgets_the_icons_of_the_old_one(desk_look: None) -> None:
    light = icons.pixmap("alarm-clock", 16, "text").toImage()
    theme.set_scheme("dark")
    assert icons.pixmap("alarm-clock", 16, "text").toImage() != light


def test_a_contrast_theme_of_the_system_goes_before_the_desks_own(
    desk_look: None, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    chip = Chip("Behind", "triangle-alert", "red")
    qtbot.addWidget(chip)
    monkeypatch.setattr(theme, "_wants_contrast", lambda _app: True)
    with qtbot.waitSignal(theme.changed):
        theme._look.system_changed()
    assert theme.is_contrast()
    window = QApplication.palette().color(QPalette.ColorRole.Window)
    assert theme.colour("redbg") == theme.colour("surface") == window
    # The chip is outlined, not filled.
    image = chip.grab().toImage()
    assert image.pixelColor(image.width() // 2, 0) != window
    monkeypatch.undo()
    theme._look.system_changed()
    assert not theme.is_contrast()
    assert theme.colour("surface") == QColor(tokens.LIGHT["surface"])


def test_larger_text_makes_controls_higher_and_the_words_wider(
    desk_look: None, qtbot: QtBot
) -> None:
    button = QPushButton("Unlock")
    qtbot.addWidget(button)
    button.ensurePolished()
    before = button.sizeHint()
    theme.set_text_percent(150)
    button.ensurePolished()
    after = button.sizeHint()
    assert after.height() == round(28 * 1.5) + 2
    assert after.width() > before.width() * 1.2
    assert theme.font("h1").pixelSize() == 27


def test_steps_of_text_stop_at_both_ends(desk_look: None) -> None:
    assert [theme.next_percent(size, 1) for size in theme.TEXT_PERCENTS] == [
        115, 130, 150, 200, 200,
    ]  # fmt: skip
    assert theme.next_percent(150, 0) == 100
    assert theme.next_percent(100, -1) == 100


@pytest.mark.parametrize("kind", ["", "primary", "danger", "ghost", "link"])
def test_focus_moves_nothing(desk_look: None, qtbot: QtBot, kind: str) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    button = QPushButton("Unlock", window)
    button.setProperty("k", kind)
    window.show()
    button.ensurePolished()
    before = button.sizeHint()
    button.setFocus()
    qtbot.waitUntil(button.hasFocus)
    assert button.sizeHint() == before


def test_the_style_sheet_stays_small() -> None:
    # It is parsed before the unlock screen is painted.
    text = (paths.resources() / "styles" / "desk.qss").read_text("utf-8")
    assert len(text) < 20_000
