"""Tables over records show, sort and speak what columns declare; long lists load what is seen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractItemModel, QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QTableView
from pytestqt.qtbot import QtBot

from prevent_desk.ui import theme
from prevent_desk.ui.delegates import dress
from prevent_desk.ui.tables import RECORD_ROLE, Column, PagedModel, RowsModel
from prevent_desk.ui.tick_table import TickModel, TickTable


@dataclass(frozen=True, slots=True)
class Seat:
    agency: str
    people: int


COLUMNS = (
    Column[Seat]("Agency", lambda seat: seat.agency, spoken=lambda seat: f"Agency {seat.agency}"),
    Column[Seat]("People", lambda seat: str(seat.people), "right", lambda seat: seat.people),
)
SEATS = [Seat("Police", 12), Seat("Housing", 9), Seat("Education", 100)]


def shown(model: QAbstractItemModel, column: int = 0) -> list[str]:
    return [model.index(row, column).data() for row in range(model.rowCount())]


def test_a_table_keeps_the_rules_of_models(qtbot: QtBot) -> None:
    model = RowsModel(COLUMNS, SEATS)
    fatal = QAbstractItemModelTester.FailureReportingMode.Fatal
    tester = QAbstractItemModelTester(model, fatal)
    model.set_rows(SEATS[:1])
    model.set_rows(SEATS)
    model.sort(1)
    assert tester.model() is model


def test_a_cell_shows_and_speaks_its_column() -> None:
    model = RowsModel(COLUMNS, SEATS)
    assert shown(model) == ["Police", "Housing", "Education"]
    assert model.headerData(1, Qt.Orientation.Horizontal) == "People"
    role = Qt.ItemDataRole
    assert model.index(0, 0).data(role.AccessibleTextRole) == "Agency Police"
    assert model.index(0, 1).data(role.AccessibleTextRole) == "People, 12"
    right = Qt.AlignmentFlag.AlignRight
    assert model.index(0, 1).data(role.TextAlignmentRole) & right == right
    assert model.index(2, 0).data(RECORD_ROLE) is SEATS[2]


def test_numbers_sort_as_numbers_and_the_chosen_row_goes_with_them() -> None:
    model = RowsModel(COLUMNS, SEATS)
    chosen = QPersistentModelIndex(model.index(2, 0))
    model.sort(1, Qt.SortOrder.AscendingOrder)
    assert shown(model, 1) == ["9", "12", "100"]
    model.sort(1, Qt.SortOrder.DescendingOrder)
    assert shown(model, 1) == ["100", "12", "9"]
    assert chosen.data() == "Education"


def test_a_row_is_found_by_its_record() -> None:
    model = RowsModel(COLUMNS, SEATS)
    assert model.row_of(lambda seat: seat.people == 9) == 1
    assert model.row_of(lambda seat: seat.people == 7) == -1


class Archive:
    """A list of seats that counts what is asked of it."""

    def __init__(self, count: int) -> None:
        self.count = count
        self.asked: list[int] = []

    def load(self, offset: int, limit: int) -> Sequence[Seat]:
        self.asked.append(offset)
        return [Seat(f"Seat {n}", n) for n in range(offset, min(offset + limit, self.count))]


def test_a_long_list_loads_only_what_is_looked_at() -> None:
    archive = Archive(50_000)
    model = PagedModel(COLUMNS, archive.load, archive.count)
    assert model.rowCount() == 50_000
    assert archive.asked == []
    assert model.index(49_999, 0).data() == "Seat 49999"
    assert model.index(49_950, 1).data() == "49950"
    assert archive.asked == [49_900]


def test_a_long_list_forgets_pages_that_were_not_looked_at_for_long() -> None:
    archive = Archive(50_000)
    model = PagedModel(COLUMNS, archive.load, archive.count)
    for page in range(PagedModel.KEPT + 5):
        model.index(page * PagedModel.PAGE, 0).data()
        model.index(0, 0).data()
    assert len(model._pages) == PagedModel.KEPT
    archive.asked.clear()
    model.index(0, 0).data()
    assert archive.asked == []
    model.index(PagedModel.PAGE, 0).data()
    assert archive.asked == [PagedModel.PAGE]


def test_a_long_list_keeps_the_rules_of_models(qtbot: QtBot) -> None:
    archive = Archive(350)
    model = PagedModel(COLUMNS)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show_list(archive.load, archive.count)
    assert shown(model)[-1] == "Seat 349"
    assert tester.model() is model


def test_a_dressed_tables_rows_grow_with_the_text(desk_look: None, qtbot: QtBot) -> None:
    table = QTableView()
    qtbot.addWidget(table)
    table.setModel(RowsModel(COLUMNS, SEATS, table))
    dress(table)
    assert table.rowHeight(0) == 32
    theme.set_text_percent(150)
    assert table.rowHeight(0) == 48
    table.show()
    table.selectRow(1)
    image = table.grab().toImage()
    rect = table.visualRect(table.model().index(1, 0))
    corner = table.viewport().mapTo(table, rect.topLeft())
    bar = image.pixelColor(corner.x() + 1, corner.y() + rect.height() // 2)
    assert bar == theme.colour("accent")


def test_a_table_of_ticks_cuts_no_address_while_another_column_stands_half_empty(
    qtbot: QtBot,
) -> None:
    model: TickModel[tuple[str, str]] = TickModel(
        [Column("Person", lambda row: row[0]), Column("E-mail", lambda row: row[1])]
    )
    table = TickTable()
    qtbot.addWidget(table)
    table.set_up(model, "Receivers")
    model.show_records([("K. Barrow", "k.barrow@cityoflondon.example")], lambda _row: True)
    table.resize(380, 120)
    table.show()

    assert table.columnWidth(0) >= table.sizeHintForColumn(0)
    assert table.columnWidth(1) >= table.sizeHintForColumn(1)


def test_a_table_of_ticks_cuts_no_reference_for_a_long_reason_beside_it(qtbot: QtBot) -> None:
    model: TickModel[tuple[str, str]] = TickModel(
        [Column("Case", lambda row: row[0]), Column("Why", lambda row: row[1])]
    )
    table = TickTable()
    qtbot.addWidget(table)
    table.set_up(model, "Cases", is_first_whole=True)
    why = "No reply yet from housing, probation, the school and the trust; " * 3
    model.show_records([("PD-2026-004  ·  A.B.", why)], lambda _row: True)
    table.resize(420, 120)
    table.show()

    assert table.columnWidth(0) >= table._wanted(0)
