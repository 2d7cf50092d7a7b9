"""Every way a file from outside can be refused, each in one sentence with what to do next.

The child that reads a file says only a code; the words are these. So nothing that stands in a
hostile file, and nothing that a parser says of it, is ever shown.
"""

from __future__ import annotations

from enum import Enum

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

_FORM_AGAIN = "Ask for the form again, or keep the file and type the answers in."
_FORM_WORDS: dict[str, tuple[str, str]] = {
    "PD-302": ("“{0}” is too large to be read as a form.", "Keep it as a file of the referral."),
    "PD-303": ("“{0}” is too large to be read as a form.", "Keep it as a file of the referral."),
    "PD-307": ("“{0}” is neither a PDF nor a Word document.", "Keep it as a file."),
    "PD-311": (
        "“{0}” is protected by a password.",
        "Open it with its password and save it without one, or ask for it unprotected.",
    ),
    "PD-312": ("“{0}” is damaged.", _FORM_AGAIN),
    "PD-313": ("“{0}” is too large to be read as a form.", "Keep it as a file of the referral."),
    "PD-317": ("“{0}” holds declarations that no form needs, and is not let in.", _FORM_AGAIN),
    "PD-361": (
        "“{0}” has no fields to read: it was printed, scanned or flattened.",
        "Ask for the file as it was saved, or keep it and type the answers in.",
    ),
    "PD-362": (
        "“{0}” is a form, but none that this desk sent out.",
        "Keep it as a file and type the answers in.",
    ),
    "PD-363": (
        "“{0}” is a form in a version that is not known here.",
        "It may be of a newer Prevent Desk; keep it as a file and type the answers in.",
    ),
}
_MAIL_WORDS: dict[str, tuple[str, str]] = {
    "PD-302": ("“{0}” is too large to be read as an e-mail.", "Keep it as a file."),
    "PD-303": ("“{0}” is too large to be read as an e-mail.", "Keep it as a file."),
    "PD-312": ("“{0}” is damaged.", "Save the message again from the mail program."),
    "PD-313": ("“{0}” is too large to be read as an e-mail.", "Keep it as a file."),
    "PD-364": (
        "“{0}” is no e-mail that can be read.",
        "In the mail program save the message as .eml, or paste its text.",
    ),
    "PD-366": (
        "“{0}” is in Outlook’s own format, which is not read here.",
        "In Outlook save the message as text or as .eml, or paste its words.",
    ),
    "PD-365": (
        "“{0}” has more parts than an e-mail needs, and is not let in.",
        "Paste its text, and save the attachments you need one by one.",
    ),
}
_CONTACTS_AGAIN = "Save it as CSV, Excel (.xlsx) or vCard, and choose it again."
_CONTACT_WORDS: dict[str, tuple[str, str]] = {
    "PD-302": ("“{0}” is too large to be read.", "Keep only the rows with contacts."),
    "PD-303": ("“{0}” is too large to be read.", "Keep only the rows with contacts."),
    "PD-307": ("“{0}” is no table and no vCard.", _CONTACTS_AGAIN),
    "PD-308": ("“{0}” is a document of an older Word.", _CONTACTS_AGAIN),
    "PD-309": ("“{0}” is an OpenDocument file, but no workbook.", _CONTACTS_AGAIN),
    "PD-310": ("“{0}” was saved by a program that is not known here.", _CONTACTS_AGAIN),
    "PD-313": ("“{0}” is too large to be read.", "Keep only the rows with contacts."),
    "PD-317": ("“{0}” holds declarations that no contacts need, and is not let in.", _AGAIN),
    "PD-367": (
        "“{0}” holds no contacts: there is no row below its headings.",
        "Choose a file with a row of headings such as Name, Organisation, E-mail.",
    ),
    "PD-368": (
        "“{0}” is not a whole CSV: a quotation mark is opened and never closed.",
        "Open it in Excel or LibreOffice, look at its last rows, and save it again.",
    ),
}
_LIST_AGAIN = "Save it as CSV or Excel (.xlsx), and choose it again."
_LIST_LESS = "Keep only the sheet with the list, or take it in in two parts."
_LIST_WORDS: dict[str, tuple[str, str]] = {
    "PD-302": ("“{0}” is too large to be read.", _LIST_LESS),
    "PD-303": ("“{0}” is too large to be read.", _LIST_LESS),
    "PD-307": ("“{0}” is no table.", _LIST_AGAIN),
    "PD-308": ("“{0}” is a document of an older Word.", _LIST_AGAIN),
    "PD-309": ("“{0}” is an OpenDocument file, but no workbook.", _LIST_AGAIN),
    "PD-310": ("“{0}” was saved by a program that is not known here.", _LIST_AGAIN),
    "PD-313": ("“{0}” is too large to be read.", _LIST_LESS),
    "PD-317": ("“{0}” holds declarations that no list needs, and is not let in.", _AGAIN),
    "PD-367": (
        "“{0}” holds no list: there is no row below its headings.",
        "Choose a file with a row of headings such as Staff number, Name, Department.",
    ),
    "PD-368": _CONTACT_WORDS["PD-368"],
}

_REPORT_AGAIN = "Ask for the form or the workbook that this desk sends out, or type it in."
_REPORT_WORDS: dict[str, tuple[str, str]] = {
    "PD-302": ("“{0}” is too large to be read.", "Keep only the rows with sightings."),
    "PD-303": ("“{0}” is too large to be read.", "Keep only the rows with sightings."),
    "PD-307": ("“{0}” is no form, no workbook and no e-mail.", _REPORT_AGAIN),
    "PD-308": ("“{0}” is a document of an older Word.", _REPORT_AGAIN),
    "PD-309": ("“{0}” is an OpenDocument file, but no workbook.", _REPORT_AGAIN),
    "PD-310": ("“{0}” was saved by a program that is not known here.", _REPORT_AGAIN),
    "PD-313": ("“{0}” is too large to be read.", "Keep only the rows with sightings."),
    "PD-317": ("“{0}” holds declarations that no report needs, and is not let in.", _REPORT_AGAIN),
    "PD-361": (
        "“{0}” has no fields to read: it was printed, scanned or flattened.",
        "Ask for the file as it was saved, or type it in.",
    ),
    "PD-362": ("“{0}” is a form, but not that of a sighting.", _REPORT_AGAIN),
    "PD-363": (
        "“{0}” is a form in a version that is not known here.",
        "It may be of a newer Prevent Desk; type it in.",
    ),
    "PD-367": (
        "“{0}” holds no sightings: there is no row below its headings.",
        "Choose a workbook with headings such as Day seen, What was seen, Street.",
    ),
    "PD-385": (
        "“{0}” holds no sightings: no row tells what was seen on which day.",
        "Choose a workbook with headings such as Day seen, What was seen, Street.",
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
NO_FIELDS, NOT_OUR_FORM, UNKNOWN_FORM = "PD-361", "PD-362", "PD-363"
NOT_A_MAIL, TOO_MANY_PARTS, OUTLOOK = "PD-364", "PD-365", "PD-366"
NO_CONTACTS, BROKEN_TABLE = "PD-367", "PD-368"
NO_SIGHTINGS = "PD-385"


class About(Enum):
    """What a file was hoped to be: the same failure is told in other words of each."""

    PLAN = "plan"
    FORM = "form"
    MAIL = "mail"
    CONTACTS = "contacts"
    SIGHTINGS = "sightings"
    LIST = "list"


_OWN: dict[About, dict[str, tuple[str, str]]] = {
    About.PLAN: {},
    About.FORM: _FORM_WORDS,
    About.MAIL: _MAIL_WORDS,
    About.CONTACTS: _CONTACT_WORDS,
    About.SIGHTINGS: _REPORT_WORDS,
    About.LIST: _LIST_WORDS,
}

CODES = frozenset().union(_WORDS, _FORM_WORDS, _MAIL_WORDS, _CONTACT_WORDS, _REPORT_WORDS)


def refusal(code: str, name: str = "This file", about: About = About.PLAN) -> Refused:
    """Return the refusal of a code; an unknown one counts as damage.

    Args:
        code: One of `CODES`.
        name: The file's name, as the person who chose it knows it.
        about: What it was hoped to be.
    """
    # The child knows codes only: those of forms and mails must come through it unchanged.
    words = {
        **_REPORT_WORDS,
        **_FORM_WORDS,
        **_MAIL_WORDS,
        **_CONTACT_WORDS,
        **_WORDS,
        **_OWN[about],
    }
    known = code if code in words else DAMAGED
    what, next_step = words[known]
    return Refused(what.format(name), next_step=next_step, code=known)


def as_refusal(error: DeskError, name: str, about: About = About.PLAN) -> Refused:
    """Return what is told of a failure in the child: its code's own words, or damage."""
    return refusal(error.code, name, about)
