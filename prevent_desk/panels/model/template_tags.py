"""What may stand between double braces in the Word template of minutes."""

from __future__ import annotations

BODY = "minutes"
"""The tag that becomes all sections; it stands in a paragraph of its own."""

TAGS = {
    BODY: "everything the minutes say",
    "marking": "the marking; it must stand at the head or the foot of the pages",
    "title": "“Minutes of the panel of Wed 26 Nov 2025”",
    "kind": "“Channel panel”",
    "status": "that it is a draft, or approved and sealed",
    "notice": "that people are invented, in a practice desk; else nothing",
    "export": "the number of the export",
    "date": "the day the paper speaks of",
}
"""What may stand between braces, and what it becomes."""
