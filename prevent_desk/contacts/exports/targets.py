"""Which function of a child process makes which file of contacts: only the child loads it."""

from __future__ import annotations

from collections.abc import Mapping

from prevent_desk.contacts.model.directory import Form

TARGETS: Mapping[Form, str] = {
    Form.WORKBOOK: "prevent_desk.contacts.exports.book:write_in_child",
    Form.CSV: "prevent_desk.contacts.exports.commas:write_in_child",
    Form.CARDS: "prevent_desk.contacts.exports.cards:write_in_child",
}
"""The payload is (directory,); the answer is the file."""

MAP = "prevent_desk.contacts.exports.map_book:write_in_child"
"""The payload is (map,); the answer is the workbook of the coverage map."""
