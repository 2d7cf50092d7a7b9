"""How cells look: a handful of styles, the same in every workbook, printed well in grey."""

from __future__ import annotations

from dataclasses import dataclass

FONT = "Arial"
"""Named in every font: where it is left out, LibreOffice falls to a serif face."""

INK, SUPPORT, QUIET = "171E29", "465162", "5A6575"
DARK, WHITE, ACCENT = "232838", "FFFFFF", "453A98"
TINT, PALE, RULE = "E9E6F8", "F3F4F7", "C9CFD8"


@dataclass(frozen=True, slots=True)
class Look:
    """One way a cell can look.

    Attributes:
        size: Of its font, in points.
        colour: Of its text; six hex digits, as all colours here.
        fill: Behind it; empty for none.
        across: "left", "center" or "right".
        down: "top" or "center".
        ruled: With thin lines around it.
        opens: It may be typed into where its sheet is protected.
    """

    size: float = 10
    bold: bool = False
    italic: bool = False
    colour: str = INK
    fill: str = ""
    across: str = "left"
    down: str = "top"
    ruled: bool = False
    wraps: bool = True
    opens: bool = False


@dataclass(frozen=True, slots=True)
class Tint:
    """A text colour and the fill behind it, as a status is painted; contrast at least 6.8 to 1."""

    text: str
    fill: str


TINTS = {
    "red": Tint("A1181D", "FCEBEA"),
    "blue": Tint("134F94", "E7F0FB"),
    "green": Tint("1A5C33", "E6F4EA"),
    "amber": Tint("774800", "FDF2DC"),
    "grey": Tint("465162", "EDF0F4"),
}
"""By the names of the theme's tones."""

TITLE = Look(size=16, bold=True, down="center")
SUBTITLE = Look(colour=SUPPORT, down="center")
SECTION = Look(size=12, bold=True, colour=ACCENT, down="center")
HEADER = Look(bold=True, colour=WHITE, fill=DARK, down="center", ruled=True)
HEADING = Look(size=12, bold=True, fill=TINT, down="center", ruled=True)
SUBHEADING = Look(bold=True, fill=PALE, down="center", ruled=True)
LEAD_IN = Look(fill=PALE, ruled=True)
LABEL = Look(size=8, colour=QUIET, down="center")
LABEL_RULED = Look(size=8, colour=QUIET, ruled=True)
CELL = Look(ruled=True)
STRONG = Look(bold=True, ruled=True)
STATUS = Look(bold=True, across="center", ruled=True)
ONE_LINE = Look(wraps=False)
