"""A filled form of ours, as a PDF or a workbook: its bytes say which. Runs in a limited child."""

from __future__ import annotations

from prevent_desk.readers import form_pdf, form_workbook, handed
from prevent_desk.workers.child import Report

_STARTS_WITHIN = 1024


def is_pdf(data: bytes) -> bool:
    """Return whether bytes begin like a PDF; programs put something in front of it."""
    return b"%PDF-" in data[:_STARTS_WITHIN]


def in_child(payload: bytes, report: Report | None = None) -> bytes:
    """Return what `form_pdf.in_child` or `form_workbook.in_child` answers, as JSON."""
    data, _password = handed.unpack(payload)
    read = form_pdf.in_child if is_pdf(data) else form_workbook.in_child
    return read(payload, report)
