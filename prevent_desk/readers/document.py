"""A Word document's bytes to one grid of plain texts; runs in a limited child, after the guard.

Its tables and the paragraphs between them become rows, from the top down. python-docx opens the
package; the walk is ours, because `row.cells` says a merged text once for each of its columns.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.package import Package

from prevent_desk.readers import guard
from prevent_desk.readers.grid import Cell, FileKind, Grid, Merge, Workbook
from prevent_desk.readers.refusals import refusal
from prevent_desk.readers.word_numbers import Numbers
from prevent_desk.readers.word_tables import Table, TableCell, table_of
from prevent_desk.readers.word_text import LeftOut, W, blocks, inside, said

_MOST_TEXT = 200_000
_ACROSS = 4
"""A text across a whole table, or beside none, counts as merged over at least so many columns."""
_TOP_ROWS = 3
"""In these a cell may carry on one of the table above, cut there by a page."""

_Span = list[int]
"""Top, left, bottom and right of merged cells; the bottom moves while rows go by."""


def read(data: bytes) -> Workbook:
    """Return the document's tables and paragraphs as one grid; the guard has let it in.

    Raises:
        Refused: It cannot be read; with a code of `refusals`.
    """
    try:
        part: Any = Package.open(BytesIO(data)).main_document_part
        reading = _Reading(Numbers(_root(part, "NUMBERING"), _root(part, "STYLES")))
        reading.read(part.element.body)
        notes = [*_notes(reading.left_out), *_notes_of_parts(part)]
        return Workbook([reading.finished()], notes, FileKind.DOCUMENT)
    except Exception as error:
        # python-docx and lxml fail in many ways on a damaged file; none says more than this.
        raise refusal(guard.code_of(error)) from error


class _Reading:
    """The body from its first paragraph to its last."""

    def __init__(self, numbers: Numbers) -> None:
        self.left_out = LeftOut()
        self._grid = Grid("Document")
        self._numbers = numbers
        self._row = self._table = 0
        self._spans: list[_Span] = []
        # Merged cells that may go on in the next row, by column; and those of the table above.
        self._open: dict[int, _Span] = {}
        self._cut: dict[int, _Span] = {}

    def read(self, body: Any) -> None:  # noqa: ANN401 - an XML element
        """Take the body's blocks in their order."""
        for block in blocks(body):
            if block.tag == f"{W}tbl":
                self._take_table(table_of(block))
            else:
                self._take_paragraph(block)

    def finished(self) -> Grid:
        """Return all that was read."""
        self._grid.merges = [Merge(*span) for span in self._spans]
        return self._grid

    def _take_paragraph(self, paragraph: Any) -> None:  # noqa: ANN401 - an XML element
        cell = self._cell([paragraph], numbered=True)
        if cell is None:
            return
        self._row += 1
        self._grid.rows[self._row] = {1: cell}
        self._spans.append([self._row, 1, self._row, _ACROSS])
        where = f"below table {self._table}" if self._table else "above the first table"
        self._grid.places[self._row] = f"Paragraph {where}"

    def _take_table(self, table: Table) -> None:
        self._table += 1
        self._cut, self._open = self._open, {}
        for number, cells in enumerate(table.rows, 1):
            self._row += 1
            self._grid.places[self._row] = f"Table {self._table}, row {number}"
            self._grid.tables[self._row] = self._table
            above = {**(self._cut if number <= _TOP_ROWS else {}), **self._open}
            self._open = {}
            for cell in cells:
                self._take_cell(cell, table, above.get(cell.left))

    def _take_cell(self, cell: TableCell, table: Table, above: _Span | None) -> None:
        if cell.goes_on and above is not None:
            above[2] = self._row
            self._open[cell.left] = above
            # Word hides what stands in it; nothing is expected to.
            self._cell(_paragraphs(cell.element), numbered=False)
            return
        wide = cell.right - cell.left + 1
        whole = wide >= table.columns
        found = self._cell(_paragraphs(cell.element), numbered=whole or wide >= _ACROSS)
        if found is not None:
            self._put(cell.left, found)
        right = cell.left + max(wide, _ACROSS) - 1 if whole and table.columns > 1 else cell.right
        if cell.begins or right > cell.left:
            span = [self._row, cell.left, self._row, right]
            self._spans.append(span)
            if cell.begins:
                self._open[cell.left] = span

    def _put(self, column: int, cell: Cell) -> None:
        cells = self._grid.rows.setdefault(self._row, {})
        if column in cells:
            # A cell that is parted in this row only: its pieces stand in one column.
            cell = Cell(f"{cells[column].text}\n{cell.text}"[:_MOST_TEXT])
        cells[column] = cell

    def _cell(self, paragraphs: Sequence[Any], *, numbered: bool) -> Cell | None:
        """Return paragraphs as one cell, a line each; None where they say nothing."""
        lines: list[str] = []
        stretches: list[tuple[str, bool]] = []
        for paragraph in paragraphs:
            number = self._numbers.before(paragraph)
            words = said(paragraph, self.left_out)
            lines.append(f"{number if numbered and words.text.strip() else ''}{words.text}")
            stretches += [*words.runs, ("\n", False)]
        text = "\n".join(lines).strip()
        return Cell(text[:_MOST_TEXT], bold=_bold(stretches)) if text else None


def _paragraphs(cell: Any) -> list[Any]:  # noqa: ANN401 - an XML element
    """Return a cell's paragraphs, those of tables inside it as well."""
    found: list[Any] = []
    for block in blocks(cell):
        if block.tag == f"{W}p":
            found.append(block)
        else:
            for row in inside(block, "tr"):
                for below in inside(row, "tc"):
                    found += _paragraphs(below)
    return found


def _bold(stretches: Sequence[tuple[str, bool]]) -> str:
    """Return the first stretch in bold, where only a part is; Word cuts stretches as it likes."""
    joined: list[list[object]] = []
    for text, bold in stretches:
        if joined and (joined[-1][1] == bold or not text.strip(" ")):
            joined[-1][0] = f"{joined[-1][0]}{text}"
        else:
            joined.append([text, bold])
    bolds = [str(text).strip() for text, bold in joined if bold and str(text).strip()]
    plain = any(not bold and str(text).strip() for text, bold in joined)
    return bolds[0] if bolds and plain else ""


def _root(part: Any, kind: str) -> Any:  # noqa: ANN401 - a part of the package, an XML element
    wanted = getattr(RELATIONSHIP_TYPE, kind)
    return next((getattr(each, "element", None) for each in _parts(part, wanted)), None)


def _parts(part: Any, kind: str) -> Iterator[Any]:  # noqa: ANN401 - parts of the package
    for relation in part.rels.values():
        if relation.reltype == kind and not relation.is_external:
            yield relation.target_part


def _notes(left_out: LeftOut) -> Iterator[str]:
    if left_out.tracked:
        yield "The document has tracked changes; it was read as if all of them were accepted."
    if left_out.boxes:
        boxes = "1 text box was" if left_out.boxes == 1 else f"{left_out.boxes} text boxes were"
        yield f"{boxes} not read."
    if left_out.hidden:
        yield "Words that are set as hidden were not read."
    if left_out.footnotes:
        yield "Footnotes were not read."


def _notes_of_parts(part: Any) -> Iterator[str]:  # noqa: ANN401 - a part of the package
    kinds = (RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER)
    if any(_says_something(each) for kind in kinds for each in _parts(part, kind)):
        yield "Headers and footers of the pages were not read."
    if any(_says_something(each) for each in _parts(part, RELATIONSHIP_TYPE.COMMENTS)):
        yield "Comments beside the text were not read."


def _says_something(part: Any) -> bool:  # noqa: ANN401 - a part of the package
    element = getattr(part, "element", None)
    return element is not None and any((text.text or "").strip() for text in element.iter(f"{W}t"))
