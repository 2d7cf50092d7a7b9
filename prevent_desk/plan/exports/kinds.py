"""What a plan can be taken out as, and which function of a child process makes it."""

from __future__ import annotations

from enum import Enum

from prevent_desk.exports.pdf.made import Made


class Kind(Enum):
    """A kind of file.

    Attributes:
        words: As the file's name and the audit trail say it.
        suffix: Of the file's name.
        target: The function that makes it, as `workers.child` finds it; its payload is
            (contents, paper).
    """

    SUMMARY = ("plan summary", ".pdf", "prevent_desk.plan.exports.summary:write_in_child")
    ACTION_PLAN = (
        "action plan",
        ".xlsx",
        "prevent_desk.plan.exports.action_plan:write_in_child",
    )
    CHANGES = (
        "changes since a version",
        ".pdf",
        "prevent_desk.plan.exports.changes_paper:write_in_child",
    )

    def __init__(self, words: str, suffix: str, target: str) -> None:
        self.words = words
        self.suffix = suffix
        self.target = target

    @property
    def is_paper(self) -> bool:
        """It has pages: a PDF, made with warnings; else it is a workbook."""
        return self.suffix == ".pdf"

    def read(self, answer: bytes) -> Made:
        """Return what the child's answer holds: the file, and for a PDF its warnings."""
        return Made.unpacked(answer) if self.is_paper else Made(answer)


AS_SHOWN = "prevent_desk.plan.exports.as_shown:write_in_child"
"""Makes the pages for the printer, by name so that reportlab loads in the child alone; its payload
is (plan, paper), its answer is read by `Made.unpacked`."""
