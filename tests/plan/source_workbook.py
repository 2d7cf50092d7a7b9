"""The source plan as the council's own workbook would hold it: merged, unevenly named."""

from __future__ import annotations

import io
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from prevent_desk.plan.model.draft import DraftAction
from prevent_desk.plan.source import source_plan

PROGRESS = "Progress Red – behind Blue – ongoing Green – on target"
HEADERS = (
    ("ACTION", "LEAD", "SUCCESS CRITERIA", "TIME", "RESOURCES", PROGRESS, "COMMENTS/ PROGRESS"),
    ("ACTION", "L E A D", "SUCCESS CRITERIA", "T I M E", "RESOURCES", PROGRESS,
     "COMMENTS/ PROGRESS"),
    ("ACTION", "LEAD", "SUCCESS CRITERIA", "TIMESCALE", "RESOURCES", PROGRESS,
     "COMMENTS/ PROGRESS"),
)  # fmt: skip


def source_like() -> bytes:
    """Return a workbook laid out like the printed plan of 2015/16, page by page."""
    plan = source_plan()
    book = Workbook()
    sheet: Any = book.active
    sheet.title = "Plan"

    def across(text: str) -> int:
        sheet.append([text])
        sheet.merge_cells(
            start_row=sheet.max_row, end_row=sheet.max_row, start_column=1, end_column=7
        )
        return int(sheet.max_row)

    sheet.append(["Appendix 3"])
    across("City of London Prevent Delivery Plan 2015/2016")
    sheet.append(["V1.6/5/15"])
    across("\n".join(plan.preamble))
    for number, text in enumerate(plan.strategic_objectives, 1):
        sheet.append([number, text])
        row = sheet.max_row
        sheet.merge_cells(start_row=row, end_row=row, start_column=2, end_column=7)
    sheet.append([" "])
    for place, objective in enumerate(plan.objectives):
        if place == 1:
            across(f"{objective.heading}\n{objective.text}")
        else:
            across(objective.heading)
            across(objective.text)
        if objective.introduction:
            across(objective.introduction)
        activity = objective.activities[0]
        if activity.heading:
            across(f"{activity.number}) {activity.heading}")
        sheet.append(HEADERS[place])
        first = sheet.max_row + 1
        for number, action in enumerate(activity.actions):
            sheet.append(_cells(action, first=number == 0 or place > 0))
        if place == 0:
            sheet.merge_cells(start_row=first, end_row=sheet.max_row, start_column=2, end_column=2)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _cells(action: DraftAction, *, first: bool) -> list[Any]:
    at = action.text.find(action.title)
    end = at + len(action.title)
    bold = TextBlock(InlineFont(b=True), action.title)
    text = CellRichText(action.text[:at], bold, action.text[end:]) if at > 0 else action.text
    spaced = " ".join(action.timescale) if action.timescale.startswith("2") else action.timescale
    return [
        text,
        "\n".join(action.leads) if first else None,
        "\n".join(action.criteria),
        spaced,
        "\n".join(action.resources),
        None,
        action.comments,
    ]
