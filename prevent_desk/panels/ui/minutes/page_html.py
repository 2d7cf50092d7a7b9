"""Minutes as rich text for the reading pane: what is missing, and names, marked in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

from prevent_desk.panels.model.minutes import NOT_RECORDED, Gap, Section
from prevent_desk.referrals.model.papers.content import Block, Facts, Heading, NewPage, Words

GAP, ITEM, TEXT = "gap", "item", "text"
"""What links lead to: "gap:3" the third gap of all, "item:5" a point at the desk."""


@dataclass(frozen=True, slots=True)
class Look:
    """The colours and sizes of the moment.

    Attributes:
        colour: Token to "#rrggbb".
        px: Size at 100 % to pixels.
    """

    colour: Callable[[str], str]
    px: Callable[[float], int]


def page(
    title: str,
    status: str,
    sections: Sequence[Section],
    names: Sequence[str],
    link: str,
    look: Look,
) -> str:
    """Return the whole page.

    Args:
        title: The heading.
        status: The line under it.
        sections: What the minutes say.
        names: Words to be marked as names; none in sealed minutes.
        link: The words of a link to a section's point; empty for none.
        look: How it looks now.
    """
    parts = [
        f"<p style='{_style(look, 20, 'text', bold=True)}margin:2px 0'>{escape(title)}</p>",
        f"<p style='{_style(look, 12, 'text2')}margin:0 0 10px 0'>{escape(status)}</p>",
    ]
    writer = _Writer(names, link, look)
    number = 0
    for section in sections:
        parts.append(writer.section(section, number))
        number += len(section.gaps)
    return "".join(parts)


class _Writer:
    """Writes blocks; paragraphs throughout, for Qt makes what stands in headings larger again."""

    def __init__(self, names: Sequence[str], link: str, look: Look) -> None:
        self._look, self._link = look, link
        found = sorted({name for name in names if name}, key=len, reverse=True)
        words = "|".join(re.escape(escape(name)) for name in found)
        self._names = re.compile(rf"(?<!\w)(?:{words})(?!\w)") if words else None

    def section(self, section: Section, first_gap: int) -> str:
        """Return a section, with what it lacks above its words."""
        look = self._look
        link = ""
        if section.item_id is not None and self._link:
            link = (
                f"&nbsp; <a href='{ITEM}:{section.item_id}' style='{_style(look, 12, 'accenttext')}"
                f"text-decoration:none'>{escape(self._link)}</a>"
            )
        head = (
            f"<p style='{_style(look, 15, 'text', bold=True)}margin:18px 0 4px 0'>"
            f"{escape(section.title)}{link}</p>"
        )
        gaps = "".join(self._gap(gap, number) for number, gap in enumerate(section.gaps, first_gap))
        return head + gaps + "".join(self._block(block) for block in section.blocks)

    def _gap(self, gap: Gap, number: int) -> str:
        look = self._look
        ink = look.colour("amber")
        return (
            f"<table width='100%' cellspacing='0' cellpadding='5' style='margin:2px 0'>"
            f"<tr><td bgcolor='{look.colour('amberbg')}' style='color:{ink}'>"
            f"{escape(gap.words)}. &nbsp;<a href='{GAP}:{number}' "
            f"style='color:{ink};font-weight:600'>Go to its place</a></td></tr></table>"
        )

    def _block(self, block: Block) -> str:
        look = self._look
        if isinstance(block, Heading):
            return (
                f"<p style='{_style(look, 13, 'text', bold=True)}margin:10px 0 3px 0'>"
                f"{escape(block.text)}</p>"
            )
        if isinstance(block, Words):
            ink = "text2" if block.is_support else "text"
            return "".join(
                f"<p style='{_style(look, 13, ink)}margin:2px 0'>{self._said(line)}</p>"
                for line in block.text.splitlines()
            )
        if isinstance(block, Facts):
            return self._table((), block.rows, (2.6, 7.0))
        if isinstance(block, NewPage):
            return "<hr>"
        return self._table(block.headings, block.rows, block.shares)

    def _table(
        self,
        headings: Sequence[str],
        rows: Sequence[Sequence[str]],
        shares: Sequence[float],
    ) -> str:
        look, line = self._look, self._look.colour("line")
        widths = [round(100 * share / sum(shares)) for share in shares]
        cell = f"border-bottom:1px solid {line};padding:4px 8px 4px 0;"
        told = ""
        if headings:
            told += "<tr>" + "".join(
                f"<th align='left' valign='top' width='{width}%' "
                f"style='{cell}{_style(look, 12, 'text2', bold=True)}'>{escape(name)}</th>"
                for name, width in zip(headings, widths, strict=True)
            ) + "</tr>"  # fmt: skip
        for row in rows:
            told += "<tr>"
            for place, (text, width) in enumerate(zip(row, widths, strict=True)):
                strong = not headings and place == 0
                ink = "amber" if text == NOT_RECORDED else "text2" if strong else "text"
                style = cell + _style(look, 13, ink, bold=strong)
                told += f"<td valign='top' width='{width}%' style='{style}'>{self._said(text)}</td>"
            told += "</tr>"
        return (
            "<table width='100%' cellspacing='0' style='border-collapse:collapse;margin:2px 0'>"
            f"{told}</table>"
        )

    def _said(self, text: str) -> str:
        said = escape(text)
        if self._names is not None:
            ground, ink = self._look.colour("redbg"), self._look.colour("red")
            said = self._names.sub(
                lambda match: f"<span style='background:{ground};color:{ink}'>{match[0]}</span>",
                said,
            )
        return said.replace("\n", "<br>")


def _style(look: Look, size: float, ink: str, *, bold: bool = False) -> str:
    weight = "font-weight:600;" if bold else ""
    return f"font-size:{look.px(size)}px;color:{look.colour(ink)};{weight}"
