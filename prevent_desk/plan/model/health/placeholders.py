"""Words that were put in to be replaced later: "xxx", "insert details", "TBC".

The 2015/16 plan has both: O2-01 "Hold xxx training workshops", O3-02 "Insert details."
"""

from __future__ import annotations

import re

_WORDS = re.compile(
    r"""(?<!\w)(
      x{3,} | xx(?:[/.-]xx)+(?:xx)?
    | tb[cad] | t\.b\.[cad]\.?
    | to \s+ be \s+ (?:confirmed|announced)
    | insert \s+ (?:the\s+)? (?:details?|dates?|names?|numbers?|figures?|text|leads?|here)
    | lorem (?:\s+ipsum)?
    )(?!\w)""",
    re.IGNORECASE | re.VERBOSE,
)
_ROUND_MARKS = "?()[] \t"


def find(text: str) -> tuple[str, str] | None:
    """Return the first placeholder of a text as it is written, and its whole line.

    A question mark is one only where nothing else stands in its line.
    """
    found = _WORDS.search(text) if _may_hold(text.lower()) else None
    if found is not None:
        start = text.rfind("\n", 0, found.start()) + 1
        end = text.find("\n", found.end())
        line = text[start:] if end < 0 else text[start:end]
        return " ".join(found[1].split()), line.strip()
    if "?" in text:
        for line in text.split("\n"):
            if "?" in line and not line.strip(_ROUND_MARKS):
                return line.strip(), line.strip()
    return None


def _may_hold(low: str) -> bool:
    """Say whether the pattern can match: to look for one of these is fifty times as quick."""
    return (
        "xx" in low
        or "tb" in low
        or "t.b" in low
        or "insert" in low
        or "lorem" in low
        or "confirmed" in low
        or "announced" in low
    )
