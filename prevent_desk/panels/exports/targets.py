"""Which functions of a child process make papers of panels: only the child loads them."""

from __future__ import annotations

PACK = "prevent_desk.panels.exports.pack_pdf:write_in_child"
"""The payload is (pack,); `exports.pdf.made.Made.unpacked` reads the answer."""
