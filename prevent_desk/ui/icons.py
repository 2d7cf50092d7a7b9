"""Shipped icons in the colours of the theme.

Lucide outlines (resources/icons/LICENSE) are drawn in `currentColor`; the colour is put in before
they are rendered, and the picture is kept by name, size, colour and screen density.
"""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from prevent_desk import paths

_colours: dict[str, str] = {}
_pictures: dict[tuple[str, int, str, float], QPixmap] = {}


class NoSuchIcon(KeyError):
    """An icon is asked for that is not shipped; the message is its name."""


def set_colours(tokens: dict[str, str]) -> None:
    """Take the colours of a new theme and forget every picture made in the old ones."""
    _colours.clear()
    _colours.update(tokens)
    _pictures.clear()


def names() -> list[str]:
    """Return the names of all shipped icons."""
    return sorted(path.stem for path in (paths.resources() / "icons").glob("*.svg"))


@cache
def _source(name: str) -> str:
    try:
        return (paths.resources() / "icons" / f"{name}.svg").read_text("utf-8")
    except FileNotFoundError:
        raise NoSuchIcon(name) from None


def svg(name: str, ink: str, *, stroke: float = 2.0) -> bytes:
    """Return an icon's outlines in the colour of a token (or a colour value starting with "#")."""
    text = _source(name).replace("currentColor", _value(ink))
    if stroke != 2.0:
        text = text.replace('stroke-width="2"', f'stroke-width="{stroke}"')
    return text.encode()


def pixmap(name: str, size: int = 16, ink: str = "text2", dpr: float = 1.0) -> QPixmap:
    """Return an icon as a picture of `size` logical pixels; `dpr` as of the painted device.

    Raises:
        NoSuchIcon: It is not shipped.
    """
    key = (name, size, _value(ink), dpr)
    found = _pictures.get(key)
    if found is None:
        found = _pictures[key] = _render(name, size, ink, dpr)
    return found


def icon(name: str, ink: str = "text2", size: int = 16) -> QIcon:
    """Return an icon for a menu or an action, in the colours of this moment.

    Take it again after `theme.changed`. The kit's own widgets paint with `paint` and need not.
    """
    made = QIcon()
    for dpr in (1.0, 2.0):
        made.addPixmap(pixmap(name, size, ink, dpr))
        made.addPixmap(pixmap(name, size, "disabled", dpr), QIcon.Mode.Disabled)
    return made


def paint(
    painter: QPainter,
    name: str,
    x: float,
    y: float,
    size: int = 16,
    ink: str = "text2",
) -> None:
    """Draw an icon with its upper left corner at (x, y), sharp on whichever screen it is."""
    dpr = painter.device().devicePixelRatioF()
    painter.drawPixmap(QRectF(x, y, size, size), pixmap(name, size, ink, dpr), QRectF())


def _value(ink: str) -> str:
    return ink if ink.startswith("#") else _colours.get(ink, "#465162")


def _stroke(size: int) -> float:
    # Small icons need a heavier line to weigh the same as the text beside them.
    if size <= 14:
        return 2.3
    return 2.1 if size <= 18 else 1.9


def _render(name: str, size: int, ink: str, dpr: float) -> QPixmap:
    picture = QPixmap(round(size * dpr), round(size * dpr))
    picture.fill(Qt.GlobalColor.transparent)
    renderer = QSvgRenderer(QByteArray(svg(name, ink, stroke=_stroke(size))))
    painter = QPainter(picture)
    renderer.render(painter, QRectF(0, 0, picture.width(), picture.height()))
    painter.end()
    picture.setDevicePixelRatio(dpr)
    return picture
