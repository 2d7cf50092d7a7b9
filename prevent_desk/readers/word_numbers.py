"""The numbers that Word writes in front of paragraphs by itself: "1.", "2)", "a)".

They are in no text of the file, and yet a reader sees them: "1) Workshops" as a heading, "1." to
"3." before a plan's aims. Bullets are no words and give nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from prevent_desk.readers.word_text import W

_LEVELS = 9
_DEEPEST_STYLE = 20
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


@dataclass(slots=True)
class _Level:
    form: str = "bullet"
    words: str = ""
    start: int = 1


@dataclass(slots=True)
class _List:
    """A list as it is numbered: which counts it shares, and how each level is written."""

    counts: str
    levels: dict[int, _Level] = field(default_factory=dict)


class Numbers:
    """Counts along while the paragraphs go by, from the first to the last."""

    def __init__(self, numbering: Any, styles: Any) -> None:  # noqa: ANN401 - XML elements or None
        self._lists = _lists(numbering) if numbering is not None else {}
        self._of_style = _styles(styles) if styles is not None else {}
        self._counts: dict[str, dict[int, int]] = {}

    def before(self, paragraph: Any) -> str:  # noqa: ANN401 - an XML element
        """Return what stands before this paragraph, the next one of the document: "1) " or ""."""
        number, level = self._place(paragraph)
        known = self._lists.get(number)
        here = known.levels.get(level) if known else None
        if known is None or here is None or here.form == "bullet":
            return ""
        counts = self._counts.setdefault(known.counts, {})
        counts[level] = counts.get(level, here.start - 1) + 1
        for deeper in [each for each in counts if each > level]:
            del counts[deeper]
        words = here.words
        for other in range(_LEVELS):
            form = known.levels.get(other, _Level()).form
            words = words.replace(f"%{other + 1}", _written(counts.get(other, 1), form))
        return f"{words} " if words.strip() else ""

    def _place(self, paragraph: Any) -> tuple[str, int]:  # noqa: ANN401 - an XML element
        settings = paragraph.find(f"{W}pPr")
        if settings is None:
            return "", 0
        own = settings.find(f"{W}numPr")
        style = settings.find(f"{W}pStyle")
        number, level = self._of_style.get(_val(style), ("", 0))
        if own is not None:
            number = _val(own.find(f"{W}numId")) or number
            level = _whole(_val(own.find(f"{W}ilvl")), level)
        return number, level


def _lists(numbering: Any) -> dict[str, _List]:  # noqa: ANN401 - an XML element
    abstract = {
        each.get(f"{W}abstractNumId"): {
            _whole(level.get(f"{W}ilvl"), 0): _level(level) for level in each.iter(f"{W}lvl")
        }
        for each in numbering.iterchildren(f"{W}abstractNum")
    }
    found = {}
    for each in numbering.iterchildren(f"{W}num"):
        number = each.get(f"{W}numId", "")
        of = _val(each.find(f"{W}abstractNumId"))
        # A list that begins anew counts for itself; the others of its kind count on together.
        anew = next(each.iter(f"{W}startOverride"), None) is not None
        found[number] = _List(f"list {number}" if anew else f"kind {of}", abstract.get(of, {}))
    return found


def _level(level: Any) -> _Level:  # noqa: ANN401 - an XML element
    return _Level(
        _val(level.find(f"{W}numFmt")) or "decimal",
        _val(level.find(f"{W}lvlText")),
        _whole(_val(level.find(f"{W}start")), 1),
    )


def _styles(styles: Any) -> dict[str, tuple[str, int]]:  # noqa: ANN401 - an XML element
    """Return for each style that numbers its paragraphs the list and level."""
    known = {each.get(f"{W}styleId", ""): each for each in styles.iterchildren(f"{W}style")}
    found = {}
    for name, first in known.items():
        style = first
        for _ in range(_DEEPEST_STYLE):
            own = style.find(f"{W}pPr/{W}numPr")
            if own is not None:
                level = _whole(_val(own.find(f"{W}ilvl")), 0)
                found[name] = _val(own.find(f"{W}numId")), level
                break
            below = known.get(_val(style.find(f"{W}basedOn")))
            if below is None:
                break
            style = below
    return found


def _written(number: int, form: str) -> str:
    if form in {"lowerLetter", "upperLetter"} and 1 <= number <= 26:
        letter = chr(ord("a") + number - 1)
        return letter if form == "lowerLetter" else letter.upper()
    if form in {"lowerRoman", "upperRoman"} and 0 < number < 4000:
        said = ""
        for value, sign in _ROMAN:
            times, number = divmod(number, value)
            said += sign * times
        return said if form == "lowerRoman" else said.upper()
    return str(number)


def _val(element: Any) -> str:  # noqa: ANN401 - an XML element or None
    return str(element.get(f"{W}val", "")) if element is not None else ""


def _whole(said: str | None, otherwise: int) -> int:
    return int(said) if said and said.isdecimal() and len(said) < 6 else otherwise
