"""How the desk looks now: light, dark or contrast theme, and how large its text is.

Painters ask `colour` and `font` each time they paint and keep nothing, so that a change of theme
needs no more than a repaint. `changed` is emitted after style sheet, palette and icons are new.
"""

from __future__ import annotations

import os
from enum import StrEnum

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from prevent_desk.ui import fonts, icons, style_sheet, tokens

TEXT_PERCENTS = (100, 115, 130, 150, 200)
"""The sizes of text that Settings, Ctrl + and Ctrl - go through."""

ROLES: dict[str, tuple[int, int]] = {
    "display": (24, 600),
    "number": (22, 600),
    "h1": (18, 600),
    "h2": (15, 600),
    "h3": (13, 600),
    "body": (13, 400),
    "button": (13, 500),
    "small": (12, 400),
    "strong": (12, 600),
    "medium": (12, 500),
    "meta": (12, 400),
    "overline": (11, 600),
    "rail": (11, 500),
}
"""Size in px at 100 % and weight of each role of text (DESIGN section 2)."""


_STYLE = "Fusion"
_STYLE_VARIABLE = "QT_STYLE_OVERRIDE"


class Scheme(StrEnum):
    """Which of the themes is wanted."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class _Look(QObject):
    """What is chosen now; one for the process, as there is one QApplication."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.tokens: dict[str, str] = tokens.LIGHT
        self.scheme = Scheme.SYSTEM
        self.percent = 100
        self.contrast = False
        self.is_installed = False
        self.colours: dict[str, QColor] = {}
        self.fonts: dict[str, QFont] = {}

    def system_changed(self) -> None:
        """Follow the system to its other scheme or to a contrast theme."""
        _rebuild()


_look = _Look()
changed = _look.changed
"""Signal: the theme or the size of the text is new, everything has to be painted again."""


def prepare() -> None:
    """Name the style before the application is made; changing it afterwards costs 8 ms."""
    os.environ[_STYLE_VARIABLE] = _STYLE


def give_face(app: QApplication) -> None:
    """Give the application its typeface, before any widget is made.

    A widget made earlier keeps the system's family: the style sheet names sizes and weights only.
    """
    fonts.load()
    app.setFont(font("body"))


def install(
    app: QApplication, *, scheme: Scheme | str = Scheme.SYSTEM, text_percent: int = 100
) -> None:
    """Give the application fonts, palette and style sheet; follow the system from now on."""
    _look.scheme = Scheme(scheme)
    _look.percent = _nearest(text_percent)
    fonts.load()
    if os.environ.get(_STYLE_VARIABLE) != _STYLE:
        app.setStyle(_STYLE)
    hints = app.styleHints()
    if not _look.is_installed:
        _look.is_installed = True
        hints.colorSchemeChanged.connect(_look.system_changed)
        hints.accessibility().contrastPreferenceChanged.connect(_look.system_changed)
    _rebuild()


def set_scheme(scheme: Scheme | str) -> None:
    """Force light or dark, or follow the system again."""
    if Scheme(scheme) != _look.scheme:
        _look.scheme = Scheme(scheme)
        _rebuild()


def scheme() -> Scheme:
    """Return which theme is wanted."""
    return _look.scheme


def is_contrast() -> bool:
    """Whether a contrast theme of the system decides the colours; chips are then outlined."""
    return _look.contrast


def set_text_percent(percent: int) -> None:
    """Make all text larger or smaller; `percent` is held to one of `TEXT_PERCENTS`."""
    if _nearest(percent) != _look.percent:
        _look.percent = _nearest(percent)
        _rebuild()


def text_percent() -> int:
    """Return how large text is: one of `TEXT_PERCENTS`."""
    return _look.percent


def next_percent(percent: int, steps: int) -> int:
    """Return the size `steps` up or down from a percentage; 100 for no steps."""
    if steps == 0:
        return 100
    place = TEXT_PERCENTS.index(_nearest(percent)) + steps
    return TEXT_PERCENTS[max(0, min(place, len(TEXT_PERCENTS) - 1))]


def colour(name: str) -> QColor:
    """Return a token's colour in the theme of this moment; KeyError for an unknown name."""
    found = _look.colours.get(name)
    if found is None:
        found = _look.colours[name] = QColor(_look.tokens[name])
    return found


def px(size: float) -> int:
    """Return a size in logical pixels that follows the text (heights of rows, icons)."""
    return round(size * _look.percent / 100)


def font(role: str = "body") -> QFont:
    """Return the font of a role, with figures of one width; KeyError for an unknown role."""
    found = _look.fonts.get(role)
    if found is None:
        size, weight = ROLES[role]
        found = _look.fonts[role] = fonts.make(px(size), weight)
    return found


def metrics(role: str = "body") -> QFontMetrics:
    """Return the measures of a role's font."""
    return QFontMetrics(font(role))


def restyle(widget: QWidget, **properties: object) -> None:
    """Set properties the style sheet reads (`k`, `t`, `tone`, ...) and show their effect."""
    for name, value in properties.items():
        widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.updateGeometry()
    widget.update()


def _nearest(percent: int) -> int:
    return min(TEXT_PERCENTS, key=lambda known: abs(known - percent))


def _rebuild() -> None:
    app = QApplication.instance()
    if not isinstance(app, QApplication) or not _look.is_installed:
        return
    _look.contrast = _wants_contrast(app)
    if _look.contrast:
        # An empty palette takes ours away, so that the system's own colours can be read.
        app.setPalette(QPalette())
        _look.tokens = tokens.from_contrast_theme(app.palette())
    elif _look.scheme == Scheme.SYSTEM:
        dark = app.styleHints().colorScheme() == Qt.ColorScheme.Dark
        _look.tokens = tokens.DARK if dark else tokens.LIGHT
    else:
        _look.tokens = tokens.DARK if _look.scheme == Scheme.DARK else tokens.LIGHT
    _look.colours.clear()
    _look.fonts.clear()
    icons.set_colours(_look.tokens)
    app.setFont(font("body"))
    app.setPalette(_palette(_look.tokens))
    sheet = style_sheet.build(_look.tokens, _look.percent)
    # Setting it dresses every widget there is, also where nothing of it is new.
    if _look.contrast or sheet != app.styleSheet():
        app.setStyleSheet(sheet)
    for window in app.topLevelWidgets():
        window.update()
    _look.changed.emit()


def _wants_contrast(app: QApplication) -> bool:
    # PySide6 ties the second object to the life of the first's wrapper: both are kept by name.
    hints = app.styleHints()
    accessibility = hints.accessibility()
    wanted = accessibility.contrastPreference()
    return wanted == Qt.ContrastPreference.HighContrast


def _palette(names: dict[str, str]) -> QPalette:
    palette = QPalette()
    role, group = QPalette.ColorRole, QPalette.ColorGroup
    for target, name in (
        (role.Window, "canvas"),
        (role.WindowText, "text"),
        (role.Base, "surface"),
        (role.AlternateBase, "sunken"),
        (role.Text, "text"),
        (role.Button, "surface"),
        (role.ButtonText, "text"),
        (role.ToolTipBase, "toast"),
        (role.ToolTipText, "ontoast"),
        (role.PlaceholderText, "text3"),
        (role.Highlight, "accent"),
        (role.HighlightedText, "onaccent"),
        (role.Accent, "accent"),
        (role.Link, "accenttext"),
        (role.LinkVisited, "accenttext"),
        (role.BrightText, "red"),
        (role.Light, "surface"),
        (role.Midlight, "line"),
        (role.Mid, "line2"),
        (role.Dark, "ctl"),
        (role.Shadow, "ctl"),
    ):
        palette.setColor(target, QColor(names[name]))
    for target in (role.WindowText, role.Text, role.ButtonText, role.PlaceholderText):
        palette.setColor(group.Disabled, target, QColor(names["disabled"]))
    return palette
