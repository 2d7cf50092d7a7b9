"""What a person types into a cell, read as the plan keeps it, and printed again.

Read leniently, as cells come from keyboards and spreadsheets: several lines, bullets in front,
names parted by commas. What cannot be kept is refused with what would be.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from prevent_desk.core.errors import Refused
from prevent_desk.plan.model.legend import NOT_SET, Legend
from prevent_desk.plan.model.records import Field

MOST_CHARACTERS = 32_000
"""The longest text of a cell; an Excel cell holds 32,767 characters, and cuts in silence."""

MOST_OF_LINE = 400
"""The longest title or timescale: one line of a cell."""

MOST_OF_REF = 40
"""The longest reference."""

WORDS: dict[Field, str] = {
    Field.REF: "reference",
    Field.TITLE: "title",
    Field.TEXT: "action text",
    Field.LEADS: "lead",
    Field.CRITERIA: "success criteria",
    Field.TIMESCALE: "timescale",
    Field.START: "start date",
    Field.DUE: "due date",
    Field.RESOURCES: "resources",
    Field.PROGRESS: "progress",
    Field.REASON: "reason",
    Field.COMMENTS: "comments",
    Field.ACTUALS: "counted so far",
}
"""What each field is called in labels and messages."""

# An asterisk is no bullet here: the source plan begins criteria with it, as a mark of its own.
_BULLET = re.compile(r"^\s*(?:[•◦▪·●‣]\s*|[-–—]\s+)")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")


def tidy(text: str) -> str:
    """Return text with one kind of line end, without control characters, and no blank edges."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n")
    lines = (line.rstrip() for line in _CONTROL.sub("", text).split("\n"))
    return "\n".join(lines).strip()


def one_line(text: str) -> str:
    """Return text with every run of white space as one blank."""
    return " ".join(tidy(text).split())


def checked(field: Field, text: str) -> str:
    """Return a cell's text tidied.

    Raises:
        Refused: It is longer than a cell may be.
    """
    single = field in {Field.REF, Field.TITLE, Field.TIMESCALE}
    kept = one_line(text) if single else tidy(text)
    most = MOST_OF_REF if field is Field.REF else MOST_OF_LINE if single else MOST_CHARACTERS
    if len(kept) > most:
        raise Refused(
            f"That is {len(kept):,} characters; the {WORDS[field]} holds {most:,}.",
            next_step="Shorten it, or put the rest into an update.",
        )
    return kept


def lines(text: str) -> tuple[str, ...]:
    """Return the lines of a cell without bullets and without empty ones."""
    found = (_BULLET.sub("", line).strip() for line in tidy(text).split("\n"))
    return tuple(line for line in found if line)


def leads(text: str) -> tuple[str, ...]:
    """Return the agencies named in a cell: one a line, or parted by commas, semicolons or slashes.

    Each is kept once, in the order first named.
    """
    parts = (one_line(part) for line in lines(text) for part in re.split(r"[,;]|\s/\s", line))
    return tuple(dict.fromkeys(part for part in parts if part))


def say_leads(names: Iterable[str]) -> str:
    """Return agencies as a cell prints them: one a line."""
    return "\n".join(names)


def progress(legend: Legend, text: str) -> str | None:
    """Return the code a word, colour, key or first letter stands for; None for "Not set".

    Raises:
        Refused: It is not in this plan's key; the words name what is.
    """
    wanted = re.sub(r"\W+", " ", text.casefold()).strip()
    if wanted in {"", NOT_SET.casefold(), "none"}:
        return None
    for names in (_whole_names, _colours, _letters):
        codes = {code for code, name in names(legend) if name == wanted}
        if len(codes) == 1:
            return codes.pop()
    words = [stage.word for stage in legend]
    choice = " or ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
    raise Refused(f"“{one_line(text)}” is not in this plan's key.", next_step=f"Choose {choice}.")


def _whole_names(legend: Legend) -> Sequence[tuple[str, str]]:
    flat = [(stage.code, name) for stage in legend for name in (stage.word, stage.key, stage.code)]
    return [(code, re.sub(r"\W+", " ", name.casefold()).strip()) for code, name in flat]


def _colours(legend: Legend) -> Sequence[tuple[str, str]]:
    return [(stage.code, stage.colour_word.casefold()) for stage in legend if stage.colour_word]


def _letters(legend: Legend) -> Sequence[tuple[str, str]]:
    words = [(stage.code, stage.word[:1].casefold()) for stage in legend]
    colours = [(stage.code, stage.colour_word[:1].casefold()) for stage in legend]
    return words + colours


def title_of(text: str) -> str:
    """Return a short title for an action that came without one: its first line, cut at a word."""
    first = next(iter(lines(text)), "")
    first = re.split(r"(?<=[a-z)])\.\s", first)[0].rstrip(" .;,:")
    if len(first) <= 70:
        return first
    return first[:70].rsplit(" ", 1)[0].rstrip(" .;,:–-") + "…"
