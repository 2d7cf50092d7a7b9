"""A workbook under way: rows of texts with looks, heights that fit them, pages that print."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from xml.sax.saxutils import escape

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.formatting.rule import Rule
from openpyxl.packaging.custom import StringProperty
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter
from openpyxl.utils.indexed_list import IndexedList
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties

from prevent_desk.exports.workbook import arial, packing
from prevent_desk.exports.workbook.looks import FONT, RULE, SUPPORT, Look, Tint
from prevent_desk.exports.workbook.text import clean, escaped, looks_like_a_command

MOST_POINTS = 400.0
"""The tallest row made. Excel's limit is 409.5; what stands below is cut without a word."""

_LINE = 1.275
"""Points of a line for each point of the font: Excel gives Arial 10 a line of 12.75."""

_MOST_FURNITURE = 250
"""Characters of a page header or footer with its codes; Excel holds 255."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a cell's text that is set apart.

    Attributes:
        start: Where it begins.
        end: Where it ends.
        colour: Of its letters; empty leaves it.
    """

    start: int
    end: int
    bold: bool = True
    colour: str = ""


@dataclass(frozen=True, slots=True)
class Furniture:
    """What every printed page says; plain words, no codes.

    Attributes:
        marking: In the middle of header and footer.
        left: At the left of the header: what this is.
        right: At the right of the header; may be empty.
        below: At the left of the footer; the page number stands at the right.
    """

    marking: str
    left: str
    right: str = ""
    below: str = ""


class Book:
    """A workbook under way.

    Attributes:
        replaced: How many characters could not be written as they are.
    """

    def __init__(self) -> None:
        self._book = Workbook()
        self._book.remove(self._book.worksheets[0])
        self._sheets: list[Sheet] = []
        _set_normal_font(self._book)
        self.replaced = 0

    def sheet(self, name: str, widths: Sequence[float]) -> Sheet:
        """Add a sheet with columns of these widths, in characters."""
        self._sheets.append(Sheet(self, self._book.create_sheet(name), widths))
        return self._sheets[-1]

    def keep(self, property_name: str, constant_name: str, text: str) -> None:
        """Keep a text twice beside the cells: as a document property and as a named constant."""
        book: Any = self._book  # the stubs do not know custom properties
        book.custom_doc_props.append(StringProperty(name=property_name, value=text))
        book.defined_names[constant_name] = DefinedName(
            constant_name, attr_text=_quoted(text), hidden=True
        )

    def packed(self, title: str, made_at: datetime) -> bytes:
        """Return the bytes of the finished workbook."""
        rows = [sheet.finished() for sheet in self._sheets]
        return packing.packed(self._book, rows, self.clean(title), made_at)

    def clean(self, text: str) -> str:
        """Return a text as a cell holds it, counting what had to be replaced."""
        kept, replaced = clean(text)
        self.replaced += replaced
        return kept


class Sheet:
    """A sheet, written from the top down.

    Rows are written here and not by openpyxl, which takes a cell at a time through five layers:
    5,000 actions took four times as long, and only "<t>" can be written here, never a formula.

    Attributes:
        at: The row written last; 0 before the first.
    """

    def __init__(self, book: Book, sheet: Any, widths: Sequence[float]) -> None:  # noqa: ANN401
        self._book, self._sheet, self._widths = book, sheet, tuple(widths)
        self._letters = [get_column_letter(place) for place in range(1, len(self._widths) + 1)]
        self._styles: dict[tuple[Look, bool], int] = {}
        self._merged: list[str] = []
        self._rows: list[str] = []
        self.at = 0
        for letter, width in zip(self._letters, widths, strict=True):
            # Excel keeps widths with the five pixels of a column's edges counted in.
            sheet.column_dimensions[letter].width = round(width + 5 / 7, 4)
        sheet.sheet_view.showGridLines = False
        # openpyxl's own set of ranges compares each with all others (a minute for 5,000 rows).
        sheet.merged_cells = self._merged

    def row(
        self,
        texts: Sequence[str],
        looks: Look | Sequence[Look],
        *,
        marks: dict[int, Sequence[Mark]] | None = None,
        points: float | None = None,
        spans: Sequence[tuple[int, int]] = (),
    ) -> int:
        """Write the next row and return its number.

        Args:
            texts: From the first column on.
            looks: One for all, or one for each text.
            marks: Stretches set apart, by the place of their text.
            points: Its height; worked out from the texts where it is not given.
            spans: Columns (from, to) merged into one cell, counted from 0; the text is the first's.
        """
        each = [looks] * len(texts) if isinstance(looks, Look) else looks
        kept = [self._book.clean(text) if text else "" for text in texts]
        self.at += 1
        height = self._height(kept, each, spans) if points is None else points
        cells = []
        for place, (text, look) in enumerate(zip(kept, each, strict=True)):
            style = self._style(look, looks_like_a_command(text))
            head = f'<c r="{self._letters[place]}{self.at}" s="{style}"'
            if text:
                said = _marked(text, marks[place]) if marks and place in marks else _said(text)
                cells.append(f'{head} t="inlineStr"><is>{said}</is></c>')
            else:
                cells.append(f"{head}/>")
        # A height without customHeight: the row still grows when someone types more into it.
        self._rows.append(f'<row r="{self.at}" ht="{height}">{"".join(cells)}</row>')
        for first, last in spans:
            self._merged.append(f"{self._letters[first]}{self.at}:{self._letters[last]}{self.at}")
        return self.at

    def _height(
        self, texts: Sequence[str], looks: Sequence[Look], spans: Sequence[tuple[int, int]]
    ) -> float:
        upto = dict(spans)
        tallest = 0.0
        for place, (text, look) in enumerate(zip(texts, looks, strict=True)):
            if text:
                width = sum(self._widths[place : upto.get(place, place) + 1])
                count = arial.lines(text, arial.room(width, look.size), bold=look.bold)
                tallest = max(tallest, points_for(count, look.size))
        return min(MOST_POINTS, max(tallest, points_for(1, 10)))

    def finished(self) -> tuple[str, str]:
        """Return the range of the cells, and the rows as the file holds them."""
        return f"A1:{self._letters[-1]}{max(1, self.at)}", "".join(self._rows)

    def freeze(self, header: int, columns: int, last: int | None = None) -> None:
        """Keep the rows to the header and the first columns in view; filter by the header.

        Args:
            header: The header's row; printed again on every page.
            columns: How many columns stay.
            last: The last row that is filtered; None for the last one written.
        """
        sheet = self._sheet
        sheet.freeze_panes = f"{get_column_letter(columns + 1)}{header + 1}"
        end = get_column_letter(len(self._widths))
        sheet.auto_filter.ref = f"A{header}:{end}{max(header + 1, last or self.at)}"
        sheet.print_title_rows = f"{header}:{header}"

    def hide(self) -> None:
        """Keep the sheet out of sight, also out of the list of hidden sheets."""
        self._sheet.sheet_state = "veryHidden"

    def protect(self) -> None:
        """Lock every cell whose look does not open it; filtering and heights stay free.

        Without a password: it keeps fingers off, and whoever wants to can take it away. Sorting is
        allowed, yet neither Excel nor LibreOffice sorts a range that has a locked cell.
        """
        protection = self._sheet.protection
        protection.sheet = True
        # Of these, False means allowed (ECMA-376, 18.3.1.85).
        protection.autoFilter = protection.sort = False
        protection.formatRows = protection.formatColumns = False

    def choices(
        self,
        column: int,
        rows: tuple[int, int],
        words: Sequence[tuple[str, Tint]],
        *,
        asked: str,
        listed_at: str = "",
        title: str = "Not in this plan's key",
    ) -> None:
        """Offer words by a drop-down, and paint each in its colours wherever it stands.

        Args:
            column: From 0.
            rows: The first and the last.
            words: Each with its colours.
            asked: What is told of another word.
            listed_at: Where the words stand in the workbook ("'Key'!$A$2:$A$5"), for when they are
                too long for a list inside the rule, or hold a comma.
            title: Over what is told of another word.
        """
        letter = get_column_letter(column + 1)
        where = f"{letter}{rows[0]}:{letter}{rows[1]}"
        clean_words = [(escaped(self._book.clean(word)), tint) for word, tint in words]
        listed = ",".join(word for word, _ in clean_words)
        # A list inside the rule lasts through copies of the sheet; a comma or length forbids it.
        fits = len(listed) <= _MOST_FURNITURE and not any("," in word for word, _ in clean_words)
        source = _quoted(listed) if fits else listed_at
        if source:
            rule = DataValidation(type="list", formula1=source, allow_blank=True)
            rule.showErrorMessage, rule.errorStyle = True, "stop"
            rule.errorTitle, rule.error = title, self._book.clean(asked)[:220]
            rule.add(where)
            self._sheet.add_data_validation(rule)
        for word, tint in clean_words:
            style = DifferentialStyle(
                font=Font(bold=True, color=tint.text),
                fill=PatternFill("solid", bgColor=tint.fill, fgColor=tint.fill),
            )
            painted = Rule(type="cellIs", operator="equal", formula=[_quoted(word)], dxf=style)
            self._sheet.conditional_formatting.add(where, painted)

    def page(self, furniture: Furniture, *, large: bool = False) -> None:
        """Print it across, as wide as the page, with its marking on every page.

        Args:
            furniture: What every page says.
            large: On A3 instead of A4.
        """
        sheet, say = self._sheet, self._book.clean
        sheet.page_setup.orientation = "landscape"
        sheet.page_setup.paperSize = sheet.PAPERSIZE_A3 if large else sheet.PAPERSIZE_A4
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
        sheet.print_options.horizontalCentered = True
        margins = sheet.page_margins
        margins.left = margins.right = 0.4
        margins.top, margins.bottom, margins.header, margins.footer = 0.75, 0.65, 0.3, 0.3
        marking = _furniture(say(furniture.marking), bold=True)
        _fill(sheet.oddHeader, say(furniture.left), marking, _furniture(say(furniture.right)))
        _fill(sheet.oddFooter, say(furniture.below), marking, _furniture("") + "Page &P of &N")
        end = get_column_letter(len(self._widths))
        sheet.print_area = f"A1:{end}{max(1, self.at)}"

    def _style(self, look: Look, quoted: bool) -> int:
        key = (look, quoted)
        if key not in self._styles:
            model = Cell(self._sheet, 1, 1)
            model.font = Font(
                name=FONT, size=look.size, bold=look.bold, italic=look.italic, color=look.colour
            )
            if look.fill:
                model.fill = PatternFill("solid", fgColor=look.fill)
            model.alignment = Alignment(
                horizontal=look.across, vertical=look.down, wrap_text=look.wraps
            )
            if look.ruled:
                side = Side(style="thin", color=RULE)
                model.border = Border(left=side, right=side, top=side, bottom=side)
            if look.opens:
                model.protection = Protection(locked=False)
            model.number_format = "@"
            model.quotePrefix = quoted
            self._styles[key] = model.style_id
        return self._styles[key]


def points_for(count: int, size: float) -> float:
    """Return the height of a row of so many lines, in points."""
    return round(count * size * _LINE + 3, 2)


def lines_at_most(size: float) -> int:
    """Return how many lines the tallest row holds."""
    return int((MOST_POINTS - 3) / (size * _LINE))


def _said(text: str) -> str:
    # Blanks at the edges are kept only where the file asks for it.
    edge = ' xml:space="preserve"' if text[0].isspace() or text[-1].isspace() else ""
    return f"<t{edge}>{escape(escaped(text))}</t>"


def _marked(text: str, marks: Iterable[Mark]) -> str:
    parts: list[str] = []
    done = 0
    for mark in marks:
        if mark.start > done:
            parts.append(f"<r>{_kept(text[done : mark.start])}</r>")
        bold = "<b/>" if mark.bold else ""
        colour = f'<color rgb="FF{mark.colour}"/>' if mark.colour else ""
        font = f'<rPr>{bold}<sz val="10"/>{colour}<rFont val="{FONT}"/><family val="2"/></rPr>'
        parts.append(f"<r>{font}{_kept(text[mark.start : mark.end])}</r>")
        done = mark.end
    if done < len(text):
        parts.append(f"<r>{_kept(text[done:])}</r>")
    return "".join(parts)


def _kept(text: str) -> str:
    return f'<t xml:space="preserve">{escape(escaped(text))}</t>'


def _quoted(words: str) -> str:
    return '"' + words.replace('"', '""') + '"'


def _furniture(text: str, *, bold: bool = False) -> str:
    # The blank after the size keeps a text that begins with a digit from becoming part of it.
    doubled = re.sub(r"\s+", " ", text).replace("&", "&&")
    return f'&"{FONT},{"Bold" if bold else "Regular"}"&8&K{SUPPORT} {doubled}'


def _fill(item: Any, left: str, centre: str, right: str) -> None:  # noqa: ANN401 - openpyxl's
    room = _MOST_FURNITURE - len(centre) - len(right) - len(_furniture("")) - 6
    while len(left.replace("&", "&&")) > max(0, room):
        left = left[:-2].rstrip() + "…" if len(left) > 2 else ""
    item.left.text, item.center.text, item.right.text = _furniture(left), centre, right


def _set_normal_font(book: Any) -> None:  # noqa: ANN401 - openpyxl keeps it private
    # Columns are measured in digits of the "Normal" font; openpyxl's is Calibri 11, which not every
    # machine has.
    normal = Font(name=FONT, size=10, family=2, color="000000")
    book._fonts = IndexedList([normal])  # noqa: SLF001 - there is no public way
    book._named_styles["Normal"].font = normal  # noqa: SLF001 - likewise
