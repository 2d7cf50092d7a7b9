"""Which functions of a child process make papers of panels: only the child loads them."""

from __future__ import annotations

PACK = "prevent_desk.panels.exports.pack_pdf:write_in_child"
"""The payload is (pack,); `exports.pdf.made.Made.unpacked` reads the answer."""

MINUTES_PDF = "prevent_desk.referrals.exports.paper_pdf:write_in_child"
"""The payload is (paper,); `Made.unpacked` reads the answer. Minutes print like any paper."""

MINUTES_WORD = "prevent_desk.panels.exports.minutes_word:write_in_child"
"""The payload is (paper, template); `Made.unpacked` reads the answer."""

TEMPLATE = "prevent_desk.panels.exports.template_trial:in_child"
"""The payload is the file's bytes; the answer its tags as JSON. For a limited child."""

DECISIONS = "prevent_desk.panels.exports.register_book:write_in_child"
"""The payload is (book,); the answer is the workbook."""
