"""The business product on the practice desk: 24 numbered kits, whom they are with, what came of it.

All businesses and people are invented. Days are counted back from today, so that the same trials
are due, running and reviewed on any day.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from prevent_desk.core.clock import Clock
from prevent_desk.logbook.model.counted import parse_count
from prevent_desk.store.session import Store
from prevent_desk.training.model.copies import FORM, LineKind, usual_review
from prevent_desk.training.tables import CopyTable, LoanLineTable, LoanTable

_KITS, _NEWER = 24, 13
"""How many there are, and the first of the newer version."""


@dataclass(frozen=True, slots=True)
class _Loan:
    """A loan, days before today.

    Attributes:
        reached: Reports: days ago, number as told ("~40"), words.
        reviewed, recalled, back: Days ago; None for not.
        chased: Days ago that the holder was last reminded.
    """

    number: int
    holder: str
    trainer: str
    ago: int
    reached: tuple[tuple[int, str, str], ...] = ()
    reviewed: int | None = None
    recalled: int | None = None
    back: int | None = None
    chased: int | None = None


_LOANS = (
    _Loan(1, "Broadgate Facilities", "K. Amadi", 420, ((330, "34", "Reception and post room"),
          (250, "~25", "Night security")), reviewed=230),
    _Loan(2, "Lime Street Insurance Group", "J. Farrow", 400, ((290, "48", "Three briefings"),),
          reviewed=210, recalled=30, chased=30),
    _Loan(3, "Fenchurch Brokers", "S. Ola", 390, ((300, "8", "The whole office"),), reviewed=205,
          back=190),
    _Loan(4, "Aldersgate Hotels", "P. Quill", 365, ((200, "~60", "Housekeeping, in four groups"),),
          reviewed=170),
    _Loan(5, "Cornhill Legal", "", 350),
    _Loan(6, "Bishopsgate Recruitment", "D. Mbeki", 240, ((150, "22", "New starters"),), chased=40),
    _Loan(7, "Tower Hill Travel", "R. Lund", 220, (), chased=20),
    _Loan(8, "Moorgate Cleaning Services", "A. Pires", 195, ((60, "~110", "Two depots"),)),
    _Loan(9, "Queenhithe Catering", "L. Sato", 182, ((90, "15", "Kitchen and front of house"),)),
    _Loan(10, "Leadenhall Retail", "M. Iyer", 165, ((70, "19", "Shop floor"),)),
    _Loan(13, "Guildhall Events", "C. Brandt", 150, ((21, "~40", "Stewards before the season"),)),
    _Loan(14, "St Paul’s Parking", "T. Owusu", 110),
    _Loan(15, "Cheapside Banking Hall", "H. Vance", 75, ((14, "27", "Cashiers"),)),
    _Loan(16, "Billingsgate Logistics", "N. Petrov", 48),
    _Loan(17, "Wood Street Security", "G. Adeyemi", 20, ((3, "9", "First briefing"),)),
    _Loan(3, "Castle Baynard Coworking", "Y. Marsh", 9),
)  # fmt: skip


def fill_practice(store: Store, clock: Clock) -> None:
    """Enter the kits and their loans, in one unit."""
    today = clock.today()
    with store.writing(None) as session:
        kits = {number: _kit(number, today) for number in range(1, _KITS + 1)}
        for one in _LOANS:
            kits[one.number].loans.append(_loan(one, today, store.actor))
        kits[11].ended, kits[11].end_reason = today - timedelta(days=120), "Lost"
        kits[12].note = "Handbook only; the stick is with the supplier."
        session.add_all(kits.values())


def _kit(number: int, today: date) -> CopyTable:
    is_newer = number >= _NEWER
    return CopyTable(
        number=number, kind="USB kit", version="2.0" if is_newer else "1.2", note="", ended=None,
        end_reason="", at=_at(today, 160 if is_newer else 430), loans=[],
    )  # fmt: skip


def _loan(one: _Loan, today: date, by: str) -> LoanTable:
    out = today - timedelta(days=one.ago)
    lines = [
        _line(LineKind.REACHED, today, ago, words, by, said) for ago, said, words in one.reached
    ]
    if one.chased is not None:
        lines.append(_line(LineKind.CHASED, today, one.chased, "Draft of a message made", by))
    if one.recalled is not None:
        lines.append(_line(LineKind.RECALLED, today, one.recalled, "A newer version is out", by))
    answers: dict[str, Any] = {}
    if one.reviewed is not None:
        lines.append(_line(LineKind.REVIEWED, today, one.reviewed, "", by))
        answers = {
            "used": "yes", "sessions": str(len(one.reached)), "parts": ["films", "discussion"],
            "useful": "useful", "ready": "yes", "keep": "newer" if one.recalled else "keep",
        }  # fmt: skip
    if one.back is not None:
        lines.append(_line(LineKind.BACK, today, one.back, "Whole", by))
    return LoanTable(
        organisation_id=None, contact_id=None, holder=one.holder, trainer_id=None,
        trainer=one.trainer, version="2.0" if one.number >= _NEWER else "1.2", out=out,
        review=usual_review(out), reviewed=_day(today, one.reviewed),
        form=FORM if answers else "", form_version="1" if answers else "", answers=answers,
        recalled=_day(today, one.recalled), back=_day(today, one.back),
        back_note="Whole" if one.back is not None else "", note="", at=_at(today, one.ago), by=by,
        lines=lines,
    )  # fmt: skip


def _line(
    kind: LineKind, today: date, ago: int, words: str, by: str, said: str = "?"
) -> LoanLineTable:
    count = parse_count(said)
    return LoanLineTable(
        kind=kind.value, on=today - timedelta(days=ago), reached=count.number,
        reached_how=count.how.value, words=words, at=_at(today, ago), by=by,
    )  # fmt: skip


def _day(today: date, ago: int | None) -> date | None:
    return None if ago is None else today - timedelta(days=ago)


def _at(today: date, ago: int) -> datetime:
    """Return the moment something of so many days ago was written down."""
    day = today - timedelta(days=ago)
    return datetime.combine(day, time(15, 30), UTC).replace(tzinfo=None)
