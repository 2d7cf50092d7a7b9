"""Every icon that is shipped is wanted and can be drawn; every icon that is named is shipped."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray
from PySide6.QtGui import QColor, QImage
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

import prevent_desk
from prevent_desk import paths
from prevent_desk.ui import icons, theme, tokens

PACKAGE = Path(prevent_desk.__file__).parent
SHIPPED = frozenset(icons.names())
# A name of an icon made of one word may be any word, so only names in these places are looked at.
CALLS = {"pixmap": 0, "icon": 0, "paint": 1, "svg": 0, "Glyph": 0, "IconButton": 0, "show_icon": 0}
SECOND = {"Button": 1, "Chip": 1, "ChipButton": 1, "IconLabel": 1, "RailButton": 1, "Choice": 2}
KEYWORDS = {"icon", "icon_name", "first_icon", "second_icon"}


def _words(node: ast.expr) -> list[str]:
    """Return the words an expression can be: a text, or either arm of a choice."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value] if node.value else []
    if isinstance(node, ast.IfExp):
        return _words(node.body) + _words(node.orelse)
    return []


def named_icons(source: str) -> set[str]:
    """Return the icons a module names where an icon's name is wanted."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        called = node.func
        name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
        place = CALLS.get(name, SECOND.get(name))
        # `icons.paint(...)`, but not a widget's own `paint(...)`.
        ours = name in SECOND or name in {"Glyph", "IconButton", "show_icon"}
        if isinstance(called, ast.Attribute) and isinstance(called.value, ast.Name):
            ours = ours or called.value.id == "icons"
        if ours and place is not None and len(node.args) > place:
            found.update(_words(node.args[place]))
        for keyword in node.keywords:
            if keyword.arg in KEYWORDS:
                found.update(_words(keyword.value))
    return found


def test_every_named_icon_is_shipped() -> None:
    missing = {
        (path.relative_to(PACKAGE).as_posix(), name)
        for path in PACKAGE.rglob("*.py")
        for name in named_icons(path.read_text("utf-8")) - SHIPPED
    }
    assert not missing


def test_every_shipped_icon_is_named_somewhere() -> None:
    sources = [*PACKAGE.rglob("*.py"), *paths.forms().rglob("*.ui")]
    words = set(re.findall(r"[\w-]+", "\n".join(path.read_text("utf-8") for path in sources)))
    assert not SHIPPED - words


def test_the_search_for_named_icons_finds_one_that_is_not_there() -> None:
    source = 'Button("Save", "no-such-icon")\nicons.paint(p, "check" if late else "nor-this", 0, 0)'
    assert named_icons(source) - SHIPPED == {"no-such-icon", "nor-this"}


def test_every_icon_named_on_a_form_is_shipped() -> None:
    named = {
        (path.name, name)
        for path in paths.forms().rglob("*.ui")
        for name in re.findall(
            r'<property name="icon_name"[^>]*>\s*<string[^>]*>([^<]+)<', path.read_text("utf-8")
        )
    }
    assert {name for _path, name in named} <= SHIPPED


@pytest.mark.parametrize("name", sorted(SHIPPED))
def test_every_shipped_icon_is_drawn(qapp: QApplication, name: str) -> None:
    icons.set_colours(tokens.LIGHT)
    renderer = QSvgRenderer(QByteArray(icons.svg(name, "red", stroke=2.1)))
    assert renderer.isValid()
    image = icons.pixmap(name, 16, "red", 1.5).toImage()
    assert image.width() == 24
    assert image.devicePixelRatio() == 1.5
    assert _inked(image) > 8


def _inked(image: QImage) -> int:
    return sum(
        image.pixelColor(x, y).alpha() > 60
        for x in range(image.width())
        for y in range(image.height())
    )


def test_an_icon_has_the_colour_of_its_token(qapp: QApplication) -> None:
    icons.set_colours(tokens.DARK)
    image = icons.pixmap("panel-right", 32, "green").toImage()
    seen = {
        image.pixelColor(x, 16).name() for x in range(32) if image.pixelColor(x, 16).alpha() == 255
    }
    assert seen == {QColor(tokens.DARK["green"]).name()}


def test_pictures_are_kept_by_name_size_colour_and_density(qapp: QApplication) -> None:
    icons.set_colours(tokens.LIGHT)
    first = icons.pixmap("alarm-clock", 16, "red", 1.0)
    assert icons.pixmap("alarm-clock", 16, "red", 1.0) is first
    others = [
        icons.pixmap("alarm-clock", 16, "blue", 1.0),
        icons.pixmap("alarm-clock", 20, "red", 1.0),
        icons.pixmap("alarm-clock", 16, "red", 2.0),
        icons.pixmap("check", 16, "red", 1.0),
    ]
    assert all(other is not first for other in others)


def test_an_icon_that_is_not_shipped_is_named_in_the_failure(qapp: QApplication) -> None:
    with pytest.raises(icons.NoSuchIcon, match="no-such-icon"):
        icons.pixmap("no-such-icon")


def test_a_menus_icon_is_greyed_where_its_action_is_off(qapp: QApplication) -> None:
    theme.install(qapp, scheme="light")
    from PySide6.QtGui import QIcon

    icon = icons.icon("panel-right", "red")
    on = icon.pixmap(16, 16, QIcon.Mode.Normal).toImage()
    off = icon.pixmap(16, 16, QIcon.Mode.Disabled).toImage()
    assert on != off
