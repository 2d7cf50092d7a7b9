"""Pages to a printer: the very pages of the preview, drawn by the system's own driver."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtWidgets import QWidget

from prevent_desk.exports import preview

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

_DPI = 300
"""Fine enough that letters of 7.5 points have clean edges; a page is 8.7 million pixels."""


def print_pages(parent: QWidget, pdf: bytes, landscape: bool) -> int:
    """Ask which printer and which pages, and print them.

    Returns:
        How many pages were sent; 0 when it was cancelled or there is no printer.
    """
    # Loaded on demand: it is no part of a start.

    # Loaded on demand: it is no part of a start.
    from PySide6.QtPrintSupport import QPrintDialog

    printer = new_printer(landscape=landscape)
    pages = preview.page_count(pdf)
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle("Print the plan")
    dialog.setMinMax(1, pages)
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange, True)
    if not dialog.exec():
        return 0
    first, last = 1, pages
    if dialog.printRange() is QPrintDialog.PrintRange.PageRange:
        first, last = max(1, dialog.fromPage()), min(pages, dialog.toPage() or pages)
    return draw_pages(printer, pdf, range(first, last + 1))


def new_printer(*, landscape: bool) -> QPrinter:
    """Return the default printer, set for these pages."""
    from PySide6.QtPrintSupport import QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    # The system keeps a list of what was printed: its name tells nothing.
    printer.setDocName("Delivery plan")
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    way = QPageLayout.Orientation.Landscape if landscape else QPageLayout.Orientation.Portrait
    printer.setPageOrientation(way)
    # The pages have margins of their own.
    printer.setFullPage(True)
    return printer


def draw_pages(printer: QPrinter, pdf: bytes, numbers: range) -> int:
    """Draw pages one after the other; returns how many, 0 where the printer takes nothing."""
    painter = QPainter()
    if not len(numbers) or not painter.begin(printer):
        return 0
    for place, number in enumerate(numbers):
        if place and not printer.newPage():
            painter.end()
            return place
        page = preview.page_picture(pdf, number, _DPI)
        image = QImage(
            page.rgb, page.width, page.height, page.width * 3, QImage.Format.Format_RGB888
        )
        paper = QRectF(0, 0, printer.width(), printer.height())
        painter.drawImage(paper, image)
    painter.end()
    return len(numbers)
