"""Actions as a workbook: a line for each, with owner, day and what closed it."""

from __future__ import annotations

from prevent_desk.actions.model.records import State
from prevent_desk.actions.model.register import ActionRegister
from prevent_desk.actions.model.standing import Standing, aged, owed_by
from prevent_desk.core.dates import say_date, say_short
from prevent_desk.exports.workbook import looks
from prevent_desk.exports.workbook.book import Book, Furniture
from prevent_desk.workers.child import Report

TITLE = "Actions"
COLUMNS = (
    ("Number", 9),
    ("What is to be done", 46),
    ("Owner", 24),
    ("Contact", 20),
    ("Due", 14),
    ("Standing", 20),
    ("Asked for", 14),
    ("Age", 10),
    ("By", 22),
    ("Case", 14),
    ("Carried on", 10),
    ("Reminded", 14),
    ("Outcome", 34),
)


def write(register: ActionRegister, report: Report | None = None) -> bytes:
    """Return the workbook's bytes; equal registers give equal bytes."""
    book = Book()
    sheet = book.sheet(TITLE, [width for _, width in COLUMNS])
    last = len(COLUMNS) - 1
    sheet.row([TITLE, *[""] * last], looks.TITLE, spans=[(0, last)])
    count = len(register.rows)
    facts = [register.marking, f"{count:,} action{'' if count == 1 else 's'}"]
    facts += [register.shown] if register.shown else []
    sheet.row([" · ".join(facts), *[""] * last], looks.SUBTITLE, spans=[(0, last)])
    header = sheet.row([name for name, _ in COLUMNS], looks.HEADER)
    for number, one in enumerate(register.rows, 1):
        sheet.row(_texts(one, shared_only=register.shared_only), looks.CELL)
        if report is not None:
            report(number, count, "Action")
    sheet.freeze(header, 1)
    furniture = Furniture(
        marking=register.marking,
        left=TITLE,
        right="Practice desk: all people are invented" if register.practice else "",
        below=f"Data current to {say_date(register.current_to)} · {register.export_id}",
    )
    sheet.page(furniture, large=True)
    return book.packed(TITLE, register.made_at)


def write_in_child(payload: tuple[ActionRegister], report: Report | None = None) -> bytes:
    """The work of a child process (see `workers.child`): the workbook's bytes as they are."""
    return write(*payload, report)


def _texts(one: Standing, *, shared_only: bool) -> list[str]:
    action = one.action
    words = (action.shared_words or "See the minutes") if shared_only else action.words
    outcome = "" if shared_only and action.state is not State.OPEN else action.outcome
    return [
        str(action.number),
        words,
        owed_by(action) or "Nobody yet",
        action.owner.contact,
        say_short(action.due) if action.due else "No day set",
        one.said,
        say_short(action.made),
        aged(one.age),
        action.source_words,
        action.case_ref,
        str(action.carried) if action.carried else "",
        say_short(action.chased) if action.chased else "",
        outcome,
    ]
