"""The one style sheet, written for a set of tokens and a size of text.

`resources/styles/desk.qss` is a style sheet with two additions: `@name` is a token's colour, and a
number ending in `tx` is a size that grows with the text. The few pictures a style sheet can only
take as files (ticks and chevrons) are handed to Qt in memory, in the colours of the theme.
"""

from __future__ import annotations

import re
import struct
from functools import cache
from zlib import crc32

from PySide6.QtCore import QResource

from prevent_desk import paths
from prevent_desk.ui import icons

_PICTURES = {
    "check": ("check", "onaccent", 3.2),
    "check-off": ("check", "disabled", 3.2),
    "some": ("minus", "onaccent", 3.2),
    "down": ("chevron-down", "text2", 2.0),
    "down-off": ("chevron-down", "disabled", 2.0),
    "up": ("chevron-up", "text2", 2.0),
    "right": ("chevron-right", "text2", 2.0),
    "left": ("chevron-left", "text2", 2.0),
    "menu-check": ("check", "accenttext", 2.4),
}
_DOT = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><circle cx="8" cy="8" r="3.6"'
    ' fill="ink"/></svg>'
)
_registered: dict[str, bytes] = {}


@cache
def _template() -> str:
    text = (paths.resources() / "styles" / "desk.qss").read_text("utf-8")
    return re.sub(r"/\*.*?\*/\s*", "", text, flags=re.DOTALL)


def build(tokens: dict[str, str], text_percent: int) -> str:
    """Return the style sheet; KeyError where it names a token that does not exist."""
    root = _pictures(tokens)

    def put(match: re.Match[str]) -> str:
        if match[1]:
            return root if match[1] == "pictures" else tokens[match[1]]
        return f"{round(int(match[2]) * text_percent / 100)}px"

    return re.sub(r"@(\w+)|(\d+)tx\b", put, _template())


def _pictures(tokens: dict[str, str]) -> str:
    """Register the pictures of a theme and return the folder they are found under."""
    drawn = {
        f"{name}.svg": icons.svg(source, ink, stroke=stroke)
        for name, (source, ink, stroke) in _PICTURES.items()
    }
    drawn |= {
        "dot.svg": _DOT.replace("ink", tokens["onaccent"]).encode(),
        "dot-off.svg": _DOT.replace("ink", tokens["disabled"]).encode(),
    }
    blob = _resource(drawn)
    # Qt keeps pictures by path: a theme's folder must never hold another theme's colours.
    root = f"/kit/{crc32(blob):x}"
    if root not in _registered:
        # Qt reads from these bytes for as long as the process lives.
        _registered[root] = blob
        QResource.registerResourceData(blob, root)
    return f":{root}"


def _resource(files: dict[str, bytes]) -> bytes:
    """Return files as Qt's binary resource format, version 1 (written by `rcc`, read by QResource).

    A header, a tree of one folder whose entries are ordered by the hash of their names, the
    contents, the names; every number big-endian.
    """
    entries = sorted(files.items(), key=lambda item: _name_hash(item[0]))
    tree = struct.pack(">IHII", 0, 2, len(entries), 1)
    names = struct.pack(">HI", 0, 0)
    contents = b""
    for name, content in entries:
        tree += struct.pack(">IHHHI", len(names), 0, 0, 1, len(contents))
        names += struct.pack(">HI", len(name), _name_hash(name)) + name.encode("utf-16-be")
        contents += struct.pack(">I", len(content)) + content
    start = 20
    places = (start, start + len(tree), start + len(tree) + len(contents))
    return b"qres" + struct.pack(">IIII", 1, *places) + tree + contents + names


def _name_hash(name: str) -> int:
    value = 0
    for letter in name:
        value = (value << 4) + ord(letter)
        value ^= (value & 0xF0000000) >> 23
        value &= 0x0FFFFFFF
    return value
