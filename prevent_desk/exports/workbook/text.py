"""What a text must be to stand in a cell as itself: never a formula, never cut, never refused.

Found by trial (openpyxl 3.1.5, LibreOffice 7.4): "=1+1" becomes a formula by plain assignment;
40,000 characters are cut to 32,767 without a word; a control character or a lone surrogate fails
the save; "_x000D_" typed by a person comes back as a line end.
"""

from __future__ import annotations

import re

from prevent_desk.core.errors import Refused

MOST_CHARACTERS = 32_767
"""What one cell of Excel holds."""

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"

# Controls, halves of surrogate pairs, the two non-characters, and marks that turn the direction
# of what follows: the last can make a cell read otherwise than it is.
_BAD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff\u202a-\u202e\u2066-\u2069]")
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_COMMAND = frozenset("=+-@\t")


def clean(text: str) -> tuple[str, int]:
    """Return a text that Excel can hold, and how many characters had to be replaced.

    Raises:
        Refused: It is longer than a cell holds.
    """
    if len(text) > MOST_CHARACTERS:
        raise Refused(
            f"A text of {len(text):,} characters does not fit into a cell of Excel, "
            f"which holds {MOST_CHARACTERS:,}.",
            why=f"It begins “{text[:40]}…”.",
            next_step="Shorten it.",
            code="PD-321",
        )
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _BAD.subn(REPLACEMENT, text)


def escaped(text: str) -> str:
    """Return a clean text as the file writes it, so that "_x000D_" stays those seven characters."""
    return _LOOKS_ESCAPED.sub("_x005F_", text) if "_x" in text else text


def looks_like_a_command(text: str) -> bool:
    """Whether Excel might take the text for a formula when someone edits its cell."""
    return text[:1] in _COMMAND if text else False
