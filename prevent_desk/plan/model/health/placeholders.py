"""Words that were put in to be replaced later: "xxx", "insert details", "TBC".

The 2015/16 plan has both: O2-01 "Hold xxx training workshops", O3-02 "Insert details."
"""

from __future__ import annotations

import re

_SIGNS = ("xx", "tbc", "tba", "tbd", "t.b.", "insert", "to be confirmed", "to be announced", "lorem")
"""One of these stands in every placeholder but the question mark. Looking for them is fifty times
as quick as the pattern, which is asked only where one is found."""

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
_ONLY_MARKS = re.compile(r"^[^\S\n]*([(\[]?\?+[)\]]?)[^\S\n]*$", re.MULTILINE)


def may_hold(text: str) -> bool:
    """Say quickly whether a text may hold a placeholder; `find` says whether it does."""
    low = text.lower()
    return "?" in low or any(sign in low for sign in _SIGNS)


def find(text: str) -> tuple[str, str] | None:
    """Return the first placeholder of a text as it is written, and its whole line.

    A question mark is one only where nothing else stands in its line.
    """
    found = _WORDS.search(text) or _ONLY_MARKS.search(text)
    if found is None:
        return None
    start = text.rfind("\n", 0, found.start()) + 1
    end = text.find("\n", found.end())
    line = text[start:] if end < 0 else text[start:end]
    return " ".join(found[1].split()), line.strip()
