"""Which functions of a child process make papers of referrals: only the child loads them."""

from __future__ import annotations

from prevent_desk.referrals.model.papers.wanted import Format

TARGETS = {
    Format.PDF: "prevent_desk.referrals.exports.paper_pdf:write_in_child",
    Format.WORD: "prevent_desk.referrals.exports.paper_word:write_in_child",
}
"""The payload is (paper,); `exports.pdf.made.Made.unpacked` reads the answer."""

REGISTER = "prevent_desk.referrals.exports.register:write_in_child"
"""The payload is (register,); the answer is the workbook."""
