"""Every way a file from outside can be refused, each in one sentence with what to do next.

The child that reads a file says only a code; the words are these. So nothing that stands in a
hostile file, and nothing that a parser says of it, is ever shown.
"""

from __future__ import annotations

from prevent_desk.core.errors import DeskError, Refused

_XLSX = "Open it in Excel or LibreOffice and save it as “Excel Workbook (.xlsx)”."
_DOCX = "Open it in Word or LibreOffice and save it as “Word Document (.docx)”."
_AGAIN = "Ask for it again, or open it yourself and save it under a new name."
_LESS = "Keep only the sheet or the table with the plan."

_WORDS: dict[str, tuple[str, str]] = {
    "PD-301": ("“{0}” takes too long to read, so it was stopped.", _AGAIN),
    "PD-302": ("“{0}” is too large to be read.", _LESS),
    "PD-303": ("“{0}” is too large to be read.", _LESS),
    "PD-306": ("“{0}” cannot be opened.", "Check that it is there and that you may read it."),
    "PD-307": ("“{0}” is neither a workbook nor a Word document.", _XLSX),
    "PD-308": ("“{0}” is a document of an older Word.", _DOCX),
    "PD-309": ("“{0}” is an OpenDocument file, but no workbook.", _DOCX),
    "PD-310": ("“{0}” was saved by a program that is not known here.", _XLSX),
    "PD-311": ("“{0}” is protected by a password.", "Type the password that came with it."),
    "PD-312": ("“{0}” is damaged.", _AGAIN),
    "PD-313": ("“{0}” is too large to be read.", _LESS),
    "PD-314": (
        "“{0}” holds macros, which are not let in.",
        "Save it as a workbook (.xlsx) or document (.docx) without macros.",
    ),
    "PD-315": (
        "“{0}” holds other files inside it, which are not let in.",
        "Take them out and save it again.",
    ),
    "PD-316": (
        "“{0}” draws on other workbooks, which is not let in.",
        "In Excel choose Data, Edit Links, Break Link, and save it again.",
    ),
    "PD-317": ("“{0}” holds declarations that no plan needs, and is not let in.", _AGAIN),
    "PD-318": (
        "“{0}” holds no delivery plan: no row names an action beside its lead or its time.",
        "Choose a file with a heading row such as ACTION, LEAD, SUCCESS CRITERIA, TIMESCALE.",
    ),
    "PD-319": (
        "“{0}” does not open with this password.",
        "Type it again; capital and small letters are not the same.",
    ),
    "PD-320": (
        "“{0}” is locked in a way that is not known here.",
        "Open it with its password, and save it without one as .xlsx or .docx.",
    ),
}

CANNOT_OPEN, NOT_A_WORKBOOK, WORD, OPEN_DOCUMENT, OLD_PROGRAM = (
    "PD-306", "PD-307", "PD-308", "PD-309", "PD-310",
)  # fmt: skip
PASSWORD, DAMAGED, TOO_LARGE, MACROS, EMBEDDED = (
    "PD-311", "PD-312", "PD-313", "PD-314", "PD-315",
)  # fmt: skip
LINKS, DECLARATIONS, NOT_A_PLAN = "PD-316", "PD-317", "PD-318"
WRONG_PASSWORD, OTHER_LOCK = "PD-319", "PD-320"

CODES = frozenset(_WORDS)


def refusal(code: str, name: str = "This file") -> Refused:
    """Return the refusal of a code; an unknown one counts as damage.

    Args:
        code: One of `CODES`.
        name: The file's name, as the person who chose it knows it.
    """
    known = code if code in _WORDS else DAMAGED
    what, next_step = _WORDS[known]
    return Refused(what.format(name), next_step=next_step, code=known)


def as_refusal(error: DeskError, name: str) -> Refused:
    """Return what is told of a failure in the child: its code's own words, or damage."""
    return refusal(error.code, name)
