"""The register of referrals as a workbook: one sheet of lines, one that says what it counts."""

from __future__ import annotations

from prevent_desk.core.dates import say_date, say_short
from prevent_desk.exports.workbook import looks
from prevent_desk.exports.workbook.book import Book, Furniture
from prevent_desk.referrals.model.papers.register import Register, RegisterRow
from prevent_desk.workers.child import Report

TITLE = "Register of referrals"
_COLUMNS = (
    ("Reference", 14),
    ("Received", 13),
    ("Recorded", 13),
    ("Sector", 16),
    ("Source", 18),
    ("Concern", 26),
    ("Age band", 11),
    ("Gender", 11),
    ("Link to the City", 16),
    ("Home area", 18),
    ("Responsible area", 18),
    ("State", 20),
    ("Since", 13),
    ("Outcome", 22),
    ("Referral number", 10),
)
_NAMES = ("About", 26)


def write(register: Register, report: Report | None = None) -> bytes:
    """Return the workbook's bytes; equal registers give equal bytes."""
    book = Book()
    furniture = Furniture(
        marking=register.marking,
        left=TITLE,
        right="Practice desk: all people are invented" if register.practice else "",
        below=f"Data current to {say_date(register.current_to)} · {register.export_id}",
    )
    _say_rows(book, register, furniture, report)
    _say_counts(book, register, furniture)
    return book.packed(TITLE, register.made_at)


def write_in_child(payload: tuple[Register], report: Report | None = None) -> bytes:
    """The work of a child process (see `workers.child`): the workbook's bytes as they are."""
    return write(*payload, report)


def _say_rows(book: Book, register: Register, furniture: Furniture, report: Report | None) -> None:
    columns = list(_COLUMNS)
    if register.with_names:
        columns.insert(1, _NAMES)
    sheet = book.sheet("Register", [width for _, width in columns])
    last = len(columns) - 1
    sheet.row([TITLE, *[""] * last], looks.TITLE, spans=[(0, last)])
    facts = " · ".join((register.marking, _period(register), f"{len(register.rows):,} referrals"))
    sheet.row([facts, *[""] * last], looks.SUBTITLE, spans=[(0, last)])
    header = sheet.row([name for name, _ in columns], looks.HEADER)
    for number, row in enumerate(register.rows, 1):
        sheet.row(_texts(row, with_names=register.with_names), looks.CELL)
        if report is not None:
            report(number, len(register.rows), "Referral")
    sheet.freeze(header, 2 if register.with_names else 1)
    sheet.page(furniture, large=True)


def _texts(row: RegisterRow, *, with_names: bool) -> list[str]:
    texts = [
        row.ref,
        say_short(row.received),
        say_short(row.recorded),
        row.sector,
        row.source,
        row.concern,
        row.age,
        row.gender,
        row.city_link,
        row.home_area,
        row.responsible_area,
        row.state.words,
        say_short(row.state_on),
        row.outcome,
        str(row.times),
    ]
    if with_names:
        texts.insert(1, row.names)
    return texts


def _say_counts(book: Book, register: Register, furniture: Furniture) -> None:
    sheet = book.sheet("Counts", (34, 14, 60))
    sheet.row(["Three counts, never added", "", ""], looks.TITLE, spans=[(0, 2)])
    sheet.row([_period(register), "", ""], looks.SUBTITLE, spans=[(0, 2)])
    sheet.row(["Count", "Referrals", "What is counted"], looks.HEADER)
    counts = register.counts
    for name, count, words in (
        ("Received", len(counts.received), "Every referral that came in, whoever is responsible"),
        ("City-based", len(counts.city_based), "Of them, those with the City as responsible area"),
        (
            "Transferred",
            len(counts.transferred),
            "Of them, those passed to another council or force",
        ),
        ("Calls for advice", len(counts.advice), "Kept beside referrals; not among those received"),
    ):
        sheet.row([name, f"{count:,}", words], looks.CELL)
    sheet.page(furniture)


def _period(register: Register) -> str:
    if register.since and register.until:
        return f"Received {say_short(register.since)} to {say_short(register.until)}"
    if register.since:
        return f"Received from {say_short(register.since)} on"
    if register.until:
        return f"Received up to {say_short(register.until)}"
    return "All referrals"
