"""The glyph of each kind of hint."""

from __future__ import annotations

from prevent_desk.plan.model.health.hints import Kind

GLYPHS: dict[Kind, str] = {
    Kind.LEAD: "user-x",
    Kind.CONTACT: "mail",
    Kind.DATE: "calendar-x",
    Kind.TARGET: "pencil-ruler",
    Kind.PLACEHOLDER: "type",
    Kind.EXPECTED: "scale",
    Kind.STALE: "history",
    Kind.OBJECTIVE: "target",
    Kind.REPEAT: "copy",
}

BULB = "lightbulb"
