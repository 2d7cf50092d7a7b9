"""A paper as what it says, whatever file it becomes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; 2 is a section, 3 a part of it."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Words:
    """Paragraphs, one a line."""

    text: str
    is_support: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """Names and what they are, in two columns."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table; `shares` are the widths of its columns beside one another."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    shares: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A photo, as a JPEG that says nothing but the picture.

    Attributes:
        alt: What it shows, for someone who does not see it.
    """

    content: bytes
    alt: str


@dataclass(frozen=True, slots=True)
class NewPage:
    """What follows begins a page of its own: the next letter of many."""


Block = Heading | Words | Facts | Grid | NewPage
"""What words make; minutes are made and kept of nothing else."""

Part = Block | Picture
"""What papers are made of."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper, ready to be printed.

    Attributes:
        overline: What kind of paper it is, over the title.
        title: Never a person's name: it is read in the file's properties.
        subtitle: Under the title.
        running: At the head of every page; no name either.
        notice: Beside the marking on every page, for a practice desk.
        current_to: The day it speaks of.
    """

    overline: str
    title: str
    subtitle: str
    marking: str
    running: str
    export_id: str
    current_to: date
    made_at: datetime
    notice: str = ""
    blocks: tuple[Part, ...] = ()


def changed(paper: Paper, change: Callable[[str], str]) -> Paper:
    """Return a paper with every text of its body, and its subtitle, changed by a function."""
    return replace(
        paper,
        subtitle=change(paper.subtitle),
        blocks=tuple(_changed(block, change) for block in paper.blocks),
    )


def _changed(block: Part, change: Callable[[str], str]) -> Part:
    if isinstance(block, NewPage):
        return block
    if isinstance(block, Picture):
        return replace(block, alt=change(block.alt))
    if isinstance(block, Heading):
        return Heading(block.level, change(block.text))
    if isinstance(block, Words):
        return Words(change(block.text), block.is_support)
    if isinstance(block, Facts):
        return Facts(tuple((name, change(fact)) for name, fact in block.rows))
    return Grid(
        block.headings,
        tuple(tuple(change(cell) for cell in row) for row in block.rows),
        block.shares,
    )
