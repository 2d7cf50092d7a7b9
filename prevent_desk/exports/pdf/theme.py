"""How papers look: the light tokens of the design, sizes in points.

Papers stay light whatever the window does. Every tint has a pattern too, so that a bar reads in
greyscale; a word always stands beside it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

INK = "#171E29"
INK_2 = "#465162"
INK_3 = "#5A6575"
ACCENT = "#4F43A8"
ACCENT_INK = "#453A98"
LINE = "#DFE3E9"
LINE_2 = "#C9CFD8"
RULE = "#858D9B"
SUNKEN = "#F7F8FA"
SURFACE = "#FFFFFF"
DARK = "#232838"
ON_DARK = "#F5F6FA"

MM = 72 / 25.4
A4 = (210 * MM, 297 * MM)


class Pattern(Enum):
    """What fills a bar besides its colour."""

    PLAIN = "plain"
    HATCHED = "hatched"
    DOTTED = "dotted"
    BARRED = "barred"
    CROSSED = "crossed"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Tint:
    """A state's colours: `ink` for words on `soft`, `solid` for bars."""

    ink: str
    soft: str
    solid: str
    pattern: Pattern


TINTS: dict[str, Tint] = {
    "red": Tint("#A1181D", "#FCEBEA", "#C62F32", Pattern.HATCHED),
    "amber": Tint("#774800", "#FDF2DC", "#B97409", Pattern.BARRED),
    "green": Tint("#1A5C33", "#E6F4EA", "#2E8B52", Pattern.PLAIN),
    "blue": Tint("#134F94", "#E7F0FB", "#2A72C8", Pattern.DOTTED),
    "grey": Tint("#465162", "#EDF0F4", "#77818F", Pattern.CROSSED),
    "unset": Tint("#465162", "#EDF0F4", "#77818F", Pattern.EMPTY),
}
"""By the name of the theme's tone; "unset" is for what has none."""
