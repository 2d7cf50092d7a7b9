"""The digest as a paper: what it says once, printed as a tagged PDF or written for Word."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from prevent_desk.community.model.digest import DigestWish, Gathered, title, told
from prevent_desk.core.vocabulary import Vocabularies
from prevent_desk.referrals.exports.kinds import TARGETS
from prevent_desk.referrals.model.papers.content import Paper
from prevent_desk.referrals.model.papers.wanted import Format

PAPERS = TARGETS
"""Which function of a child prints it; its payload is (paper,), `Made.unpacked` its answer."""


@dataclass(frozen=True, slots=True)
class Imprint:
    """What stands around a digest."""

    marking: str
    export_id: str
    current_to: date
    made_at: datetime
    practice: bool


def paper(
    wish: DigestWish,
    gathered: Gathered,
    lists: Vocabularies,
    imprint: Imprint,
    pictures: Mapping[int, bytes] | None = None,
) -> tuple[Paper, tuple[str, ...]]:
    """Return the digest ready to be printed, and sentences about what was left out.

    Args:
        wish: What it is to tell.
        gathered: What it is made of.
        lists: Words for codes.
        imprint: What stands around it.
        pictures: The chosen photos as they go out, by their file.
    """
    blocks, left_out = told(wish, gathered, lists, pictures)
    name = title(wish)
    notice = "Practice desk: everything is invented" if imprint.practice else ""
    return (
        Paper(
            "Digest for partners", name, wish.period.words, imprint.marking, name,
            imprint.export_id, imprint.current_to, imprint.made_at, notice, blocks,
        ),
        left_out,
    )  # fmt: skip


__all__ = ["PAPERS", "Format", "Imprint", "paper"]
