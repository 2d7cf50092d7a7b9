"""A hand at LibreOffice: opens workbooks, sorts, filters, types and saves, as a partner would.

Run by a Python that knows `uno`; orders come as JSON on stdin, answers go as JSON to stdout.
"""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import uno  # type: ignore[import-not-found]
from com.sun.star.beans import PropertyValue  # type: ignore[import-not-found]
from com.sun.star.table import TableSortField  # type: ignore[import-not-found]
from com.sun.star.uno import Exception as OfficeError  # type: ignore[import-not-found]

HEADER = 3  # the row of the headings, from 0
FILTERS = {"xlsx": "Calc MS Excel 2007 XML", "ods": "calc8"}


def prop(name: str, value: object) -> Any:
    made = PropertyValue()
    made.Name, made.Value = name, value
    return made


def url(path: str) -> Any:
    return uno.systemPathToFileUrl(str(path))


class Hand:
    def __init__(self, soffice: str, profile: str) -> None:
        pipe = f"hand{time.monotonic_ns()}"
        self.process = subprocess.Popen(
            [soffice, f"-env:UserInstallation={Path(profile).as_uri()}", "--headless",
             "--norestore", f"--accept=pipe,name={pipe};urp;"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        local = uno.getComponentContext()
        resolver = local.ServiceManager.createInstanceWithContext(
            "com.sun.star.bridge.UnoUrlResolver", local
        )
        until = time.monotonic() + 60
        context: Any = None
        while context is None:
            try:
                context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            except OfficeError:
                if time.monotonic() > until:
                    raise
                time.sleep(0.1)
        self.desktop = context.ServiceManager.createInstanceWithContext(
            "com.sun.star.frame.Desktop", context
        )

    def close(self) -> None:
        with contextlib.suppress(OfficeError):
            self.desktop.terminate()
        self.process.wait(30)

    def open(self, order: dict[str, Any]) -> Any:
        props = [prop("Hidden", True)]
        if order.get("password"):
            props.append(prop("Password", order["password"]))
        try:
            return self.desktop.loadComponentFromURL(url(order["file"]), "_blank", 0, tuple(props))
        except OfficeError:
            return None

    def work(self, order: dict[str, Any]) -> dict[str, Any]:
        book = self.open(order)
        if book is None:
            return {"opened": False}
        answer: dict[str, Any] = {"opened": True}
        sheet = book.Sheets.getByIndex(0)
        answer["protected"] = sheet.isProtected()
        if order.get("unprotect"):
            sheet.unprotect("")
        cursor = sheet.createCursor()
        cursor.gotoEndOfUsedArea(False)
        last_column = cursor.RangeAddress.EndColumn
        answer["headings"] = [
            sheet.getCellByPosition(at, HEADER).String for at in range(last_column + 1)
        ]
        for act in order.get("acts", []):
            answer.setdefault("acts", []).append(getattr(self, "do_" + act["do"])(book, sheet, act))
        answer["column"] = [
            sheet.getCellByPosition(0, row).String
            for row in range(HEADER + 1, HEADER + 1 + order.get("rows", 0))
        ]
        answer["height"] = [
            sheet.Rows.getByIndex(row).Height
            for row in range(HEADER + 1, HEADER + 1 + order.get("rows", 0))
        ]
        for path in order.get("save", []):
            kind = FILTERS[path.rsplit(".", 1)[1]]
            book.storeToURL(url(path), (prop("FilterName", kind),))
        if order.get("print"):
            book.storeToURL(url(order["print"]), (prop("FilterName", "calc_pdf_Export"),))
        book.close(True)
        return answer

    def do_sort(self, _book: Any, sheet: Any, act: dict[str, Any]) -> bool:
        first, last = act["columns"]
        area = sheet.getCellRangeByPosition(first, HEADER + 1, last, HEADER + act["rows"])
        field = TableSortField()
        field.Field, field.IsAscending = act["by"] - first, act.get("ascending", False)
        area.sort((prop("SortFields", uno.Any("[]com.sun.star.table.TableSortField", (field,))),))
        return True

    def do_filter(self, book: Any, sheet: Any, act: dict[str, Any]) -> bool:
        ranges = book.DatabaseRanges
        for name in ranges.ElementNames:
            found = ranges.getByName(name)
            if found.AutoFilter:
                found.AutoFilter = False
        area = sheet.getCellRangeByPosition(0, HEADER, act["last"], HEADER + act["rows"])
        wanted = area.createFilterDescriptor(True)
        wanted.ContainsHeader = True
        field = uno.createUnoStruct("com.sun.star.sheet.TableFilterField")
        field.Field, field.IsNumeric = act["by"], False
        field.StringValue, field.Operator = (
            act["text"],
            uno.Enum("com.sun.star.sheet.FilterOperator", "EQUAL"),
        )
        wanted.FilterFields = (field,)
        area.filter(wanted)
        return True

    def do_copy(self, book: Any, sheet: Any, act: dict[str, Any]) -> bool:
        """Copy the sheet into a workbook of its own and save that."""
        hidden = (prop("Hidden", True),)
        other = self.desktop.loadComponentFromURL("private:factory/scalc", "_blank", 0, hidden)
        other.Sheets.importSheet(book, sheet.Name, 0)
        for path in act["save"]:
            kind = FILTERS[path.rsplit(".", 1)[1]]
            other.storeToURL(url(path), (prop("FilterName", kind),))
        other.close(True)
        return True

    def do_type(self, _book: Any, sheet: Any, act: dict[str, Any]) -> bool:
        cell = sheet.getCellByPosition(act["column"], act["row"])
        before = cell.String
        # Unlike `cell.String`, this asks whether the cell is locked, as typing does.
        place = (act["column"], act["row"], act["column"], act["row"])
        with contextlib.suppress(OfficeError):
            sheet.getCellRangeByPosition(*place).setDataArray(((act["text"],),))
        return bool(cell.String != before)


def main() -> None:
    asked = json.load(sys.stdin)
    hand = Hand(asked["soffice"], asked["profile"])
    try:
        answers = [hand.work(order) for order in asked["orders"]]
    finally:
        hand.close()
    json.dump(answers, sys.stdout)


main()
