"""What an e-mail address of a partner may be: one plain address, or none."""

from __future__ import annotations

import re

from prevent_desk.core.errors import Refused
from prevent_desk.plan.model import cells

# One plain address: no names, lists, comments or quotes, so nothing in it ends a header line.
_ADDRESS = re.compile(
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    r"@[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)+"
)
_LONGEST_ADDRESS = 254  # RFC 5321


def address(text: str) -> str:
    """Return an e-mail address without blanks at its edges; empty for none.

    Raises:
        Refused: It is not one plain address.
    """
    plain = text.strip()
    if plain and (not _ADDRESS.fullmatch(plain) or len(plain) > _LONGEST_ADDRESS):
        raise Refused(
            f"“{cells.one_line(plain)[:60]}” is not an e-mail address.",
            next_step="Type one address, such as seat@council.example.",
        )
    return plain
