"""An .xls workbook's bytes to grids of plain texts; runs in a limited child, after the guard.

By calamine, a parser in Rust that knows values and nothing that could act. It does not tell which
cells held formulas or which rows were hidden.
"""

from __future__ import annotations

from io import BytesIO

from python_calamine import CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from prevent_desk.readers import guard, refusals
from prevent_desk.readers.grid import Cell, FileKind, Grid, Merge, Workbook
from prevent_desk.readers.refusals import refusal
from prevent_desk.readers.values import as_cell

_MOST_SHEETS = 50
_NOT_TOLD = (
    "An .xls does not tell which words are bold, which rows are hidden and "
    "which cells are formulas."
)


def read(data: bytes) -> Workbook:
    """Return every sheet as texts; the guard has let it in.

    Raises:
        Refused: It cannot be read, is locked or too large; with a code of `refusals`.
    """
    try:
        return _read(CalamineWorkbook.from_filelike(BytesIO(data)))
    except PasswordError as error:
        raise refusal(refusals.OTHER_LOCK) from error
    except Exception as error:
        raise refusal(guard.code_of(error)) from error


def _read(book: CalamineWorkbook) -> Workbook:
    if len(book.sheets_metadata) > _MOST_SHEETS:
        raise refusal(refusals.TOO_LARGE)
    found = Workbook(kind=FileKind.OLD_WORKBOOK, notes=[_NOT_TOLD])
    count = 0
    for sheet in book.sheets_metadata:
        if sheet.typ in (SheetTypeEnum.MacroSheet, SheetTypeEnum.Vba):
            raise refusal(refusals.MACROS)
        if sheet.typ != SheetTypeEnum.WorkSheet:
            continue
        values = book.get_sheet_by_name(sheet.name)
        grid = Grid(sheet.name, hidden=sheet.visible != SheetVisibleEnum.Visible)
        # Its rows begin with the sheet's first, its columns with the first that holds something.
        _, left = values.start or (0, 0)
        for row, line in enumerate(values.iter_rows(), 1):
            cells: dict[int, Cell] = {}
            for column, value in enumerate(line, 1):
                cell = as_cell(value)
                if cell is not None:
                    cells[column + left] = cell
            if cells:
                grid.rows[row] = cells
                count += len(cells)
                if count > guard.MOST_CELLS:
                    raise refusal(refusals.TOO_LARGE)
        for (first, start), (last, end) in values.merged_cell_ranges or ():
            grid.merges.append(Merge(first + 1, start + 1, last + 1, end + 1))
        found.grids.append(grid)
    return found
