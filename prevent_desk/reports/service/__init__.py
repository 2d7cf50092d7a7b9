"""What can be done with reports."""

from __future__ import annotations

from prevent_desk.reports.service.figures import Reports

__all__ = ["Reports"]
