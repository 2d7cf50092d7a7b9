"""The recovery key on paper: drawn straight to the printer, never to a file of ours."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QPagedPaintDevice, QPainter
from PySide6.QtWidgets import QWidget

from prevent_desk.core.dates import say_short

PrintSheet = Callable[[QWidget, str, str, date], bool]
"""Prints a sheet: (parent, key, name of the desk, today) to whether it was sent to a printer."""

_ADVICE = (
    "This key opens the desk when its passphrase is forgotten or its officer is away.",
    "Whoever has this sheet and the desk's folder can read everything in it.",
    "Put it into an envelope, seal it, sign across the flap, and keep it in the office's safe.",
    "Two people should be present when it is opened. Afterwards make a new key and a new sheet.",
)
_HOW = (
    "To use it: start Prevent Desk, choose the desk's folder, choose “Use the sealed recovery",
    "sheet”, and type the seven groups. Capitals do not matter; O counts as 0, I and L as 1.",
)


def print_sheet(parent: QWidget, key: str, desk: str, today: date) -> bool:
    """Ask which printer and print two sheets; False when it was cancelled or there is none."""
    # Loaded on demand: the unlock screen does not print.
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName("Recovery sheet")
    printer.setCopyCount(2)
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle("Print the recovery sheet")
    if not dialog.exec():
        return False
    return draw_sheet(printer, key, desk, today)


def draw_sheet(device: QPagedPaintDevice, key: str, desk: str, today: date) -> bool:
    """Draw one sheet on a page; False when the device takes nothing."""
    painter = QPainter()
    if not painter.begin(device):
        return False
    dots = device.logicalDpiX() / 25.4
    face = QFont(["Inter", "Segoe UI", "Noto Sans"])
    # Contextual forms would give digits beside capitals another glyph than the screen shows.
    face.setFeature(QFont.Tag("calt"), 0)

    def line(text: str, top_mm: float, size_pt: float, *, bold: bool = False) -> None:
        face.setPointSizeF(size_pt)
        face.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        painter.setFont(face)
        room = QRectF(0, top_mm * dots, 170 * dots, 12 * dots)
        painter.drawText(room, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop), text)

    line("OFFICIAL-SENSITIVE – sealed recovery sheet", 0, 11, bold=True)
    line("Prevent Desk", 14, 22, bold=True)
    line(f"Desk: {desk}", 27, 12)
    line(f"Made: {say_short(today)}", 34, 12)
    _draw_groups(painter, key, dots, face)
    for place, words in enumerate(_ADVICE):
        line(f"•  {words}", 100 + 8 * place, 10)
    for place, words in enumerate(_HOW):
        line(words, 140 + 6 * place, 10)
    line("Sealed by: ______________________    Second key-holder: ______________________", 168, 10)
    painter.end()
    return True


def _draw_groups(painter: QPainter, key: str, dots: float, face: QFont) -> None:
    for place, group in enumerate(key.split()):
        left = place % 4 * 42 * dots
        top = (48 + place // 4 * 22) * dots
        box = QRectF(left, top, 38 * dots, 18 * dots)
        painter.drawRect(box)
        face.setPointSizeF(8)
        face.setWeight(QFont.Weight.Normal)
        painter.setFont(face)
        painter.drawText(
            box.adjusted(dots, dots, 0, 0), int(Qt.AlignmentFlag.AlignLeft), str(place + 1)
        )
        face.setPointSizeF(20)
        face.setWeight(QFont.Weight.DemiBold)
        painter.setFont(face)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), group)
