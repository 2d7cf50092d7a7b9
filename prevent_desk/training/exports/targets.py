"""Which functions of a child process make papers of training: only the child loads them."""

from __future__ import annotations

PAPER_PDF = "prevent_desk.referrals.exports.paper_pdf:write_in_child"
"""The payload is (paper,); `exports.pdf.made.Made.unpacked` reads the answer."""

PAPER_WORD = "prevent_desk.referrals.exports.paper_word:write_in_child"
"""The payload is (paper,); `Made.unpacked` reads the answer."""

SHEET = "prevent_desk.logbook.exports.book:write_in_child"
"""The payload is (sheet,); the answer is the workbook."""
