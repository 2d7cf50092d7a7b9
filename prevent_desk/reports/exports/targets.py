"""Which function of a child process makes the workbook: only the child loads it."""

from __future__ import annotations

BOOK = "prevent_desk.reports.exports.book:write_in_child"
"""The payload is (sheet,); the answer is the workbook."""
