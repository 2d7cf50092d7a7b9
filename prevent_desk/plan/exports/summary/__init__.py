"""The summary of a plan that a board is given, as an accessible PDF."""

from __future__ import annotations

from prevent_desk.plan.exports.summary.paper import write, write_in_child, write_with_warnings

__all__ = ["write", "write_in_child", "write_with_warnings"]
