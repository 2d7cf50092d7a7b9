"""The colours of the desk by name: light, dark, and one made from a contrast theme's own palette.

The names are the contract: the style sheet, painters and delegates all read the same dictionary.
Source: DESIGN section 2, where each value and its computed contrast stand.
"""

from __future__ import annotations

from PySide6.QtGui import QColor, QPalette

_PAIRS = """
canvas       #F3F4F7 #13161C
surface      #FFFFFF #1B1F27
sunken       #F7F8FA #171B22
raised       #FFFFFF #232833
hover        #F1F2F6 #232833
sel          #E9E6F8 #2E2B50
onsel        #171E29 #E9ECF2
onsel2       #465162 #B7BFCB
onsel3       #5A6575 #98A2B1
group        #E8EBF0 #262C36
line         #DFE3E9 #2F3642
line2        #C9CFD8 #414A58
ctl          #858D9B #7B8594
text         #171E29 #E9ECF2
text2        #465162 #B7BFCB
text3        #5A6575 #98A2B1
accent       #4F43A8 #A79FF5
accenthover  #40368C #BDB7FA
onaccent     #FFFFFF #17133D
accentsoft   #EEECF9 #2A2848
accenttext   #453A98 #BDB7FA
focus        #4F43A8 #BDB7FA
rail         #232838 #0E1116
railtext     #C8CDDA #AEB6C3
railhover    #2D3347 #1A1F29
railsel      #3A3F58 #2A2848
onrailsel    #FFFFFF #FFFFFF
railaccent   #B6AEFF #A79FF5
badge        #F2C061 #E3B04B
onbadge      #33240A #2B1E06
toast        #232838 #343B49
ontoast      #F5F6FA #F5F6FA
toastlink    #C9C3FF #C9C3FF
red          #A1181D #FFACA8
redbg        #FCEBEA #42201F
redsolid     #C62F32 #EE716C
blue         #134F94 #A2CBFF
bluebg       #E7F0FB #1B304C
bluesolid    #2A72C8 #5C9FEC
green        #1A5C33 #93DEAC
greenbg      #E6F4EA #173526
greensolid   #2E8B52 #4DB377
amber        #774800 #F2C76E
amberbg      #FDF2DC #3B2D12
ambersolid   #B97409 #D79A30
grey         #465162 #B7BFCB
greybg       #EDF0F4 #2A313B
greysolid    #77818F #8993A1
disabled     #8A93A1 #6B7482
disabledbg   #F1F2F5 #20252E
"""


def _column(index: int) -> dict[str, str]:
    rows = (line.split() for line in _PAIRS.strip().splitlines())
    return {row[0]: row[index] for row in rows}


LIGHT = _column(1)
DARK = _column(2)
TONES = ("red", "blue", "green", "amber", "grey")
"""The tones a chip, banner or bar can have; each has a text, `bg` and `solid` token."""


def from_contrast_theme(system: QPalette) -> dict[str, str]:
    """Return tokens that use nothing but the colours a contrast theme has chosen.

    Chips lose their fill and gain an outline, every line is as strong as the text.
    """
    role = QPalette.ColorRole
    window = system.color(role.Window).name()
    text = system.color(role.WindowText).name()
    chosen, on_chosen = (
        system.color(role.Highlight).name(),
        system.color(role.HighlightedText).name(),
    )
    link = system.color(role.Link).name()
    tokens = dict.fromkeys(LIGHT, text)
    for name in LIGHT:
        if name.endswith("bg") or name in _GROUNDS:
            tokens[name] = window
        elif name in {"sel", "accent", "accenthover", "railsel", "badge"}:
            tokens[name] = chosen
        elif name in {"onsel", "onsel2", "onsel3", "onaccent", "onrailsel", "onbadge"}:
            tokens[name] = on_chosen
        elif name in {"accenttext", "toastlink", "railaccent"}:
            tokens[name] = link
    tokens["disabled"] = system.color(QPalette.ColorGroup.Disabled, role.WindowText).name()
    return tokens


_GROUNDS = frozenset(
    [
        "canvas",
        "surface",
        "sunken",
        "raised",
        "hover",
        "group",
        "accentsoft",
        "rail",
        "railhover",
        "toast",
    ]
)


def contrast(first: str, second: str) -> float:
    """Return the contrast ratio of two colours by the formula of WCAG 2: 1 to 21."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    value = QColor(colour)
    parts = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (value.redF(), value.greenF(), value.blueF())
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
