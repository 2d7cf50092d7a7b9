"""What a period comes to for the business product: lent, come back, reached, reviewed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime

from prevent_desk.logbook.model.counted import Tally
from prevent_desk.logbook.model.figures import Figure
from prevent_desk.logbook.model.nouns import Noun
from prevent_desk.logbook.model.period import By, Period, is_late
from prevent_desk.logbook.model.query import Query
from prevent_desk.training.model.copies import COPY, REPORT, LineKind, Loan
from prevent_desk.training.service.copies import PAGE, TAB, Copies

Happened = tuple[Loan, date, date]
"""A loan, the day something became of it, and the day that was recorded."""


class CopyFigures:
    """Counts the business product over any period; satisfies `FigureSource`."""

    title = "Business product"

    def __init__(self, copies: Copies) -> None:
        self._copies = copies

    def figures(self, period: Period, by: By) -> Sequence[Figure]:
        """Return what a period comes to; the same keys each time."""
        loans = self._copies.loans()
        lent = [(one, one.out, _day(one.at)) for one in loans]
        went = _within(lent, period, by)
        trained = {(one.trainer_id, one.trainer.casefold()) for one, _on, _at in went
                   if one.trainer}  # fmt: skip
        last = period.last
        held = [one for one in lent if _is_out(one[0], last)]
        return [
            _figure("lent", Noun("copy lent", "copies lent"), went, period, by, _again(went)),
            _figure("trained", Noun("facilitator trained", "facilitators trained"),
                    [one for one in went if one[0].trainer], period, by, value=len(trained)),
            self._reached(loans, period, by),
            self._lines("reviewed", Noun("trial reviewed", "trials reviewed"),
                        LineKind.REVIEWED, loans, period, by),
            self._lines("back", Noun("copy come back", "copies come back"), LineKind.BACK, loans,
                        period, by),
            _figure("held", Noun("copy out at its end", "copies out at its end"), held, Period(),
                    By.EVENT),
        ]  # fmt: skip

    def _reached(self, loans: Iterable[Loan], period: Period, by: By) -> Figure:
        told = [
            (loan, line)
            for loan in loans
            for line in loan.lines
            if line.kind is LineKind.REACHED
            and period.holds(line.on if by is By.EVENT else _day(line.at))
        ]
        happened = [(loan, line.on, _day(line.at)) for loan, line in told]
        return _figure(
            "reached", Noun("person reached", "people reached"), happened, period, by,
            value=Tally.of(line.count for _loan, line in told),
        )  # fmt: skip

    def _lines(
        self, key: str, noun: Noun, kind: LineKind, loans: Iterable[Loan], period: Period, by: By
    ) -> Figure:
        happened = [
            (loan, line.on, _day(line.at))
            for loan in loans
            for line in loan.lines
            if line.kind is kind
        ]
        return _figure(key, noun, _within(happened, period, by), period, by)


def _within(happened: Iterable[Happened], period: Period, by: By) -> list[Happened]:
    return [one for one in happened if period.holds(one[1] if by is By.EVENT else one[2])]


def _is_out(loan: Loan, on: date | None) -> bool:
    if on is None:
        return loan.is_open
    return loan.out <= on and (loan.back is None or loan.back > on) and not loan.is_gone


def _again(went: Sequence[Happened]) -> str:
    different = len({loan.copy_id for loan, _on, _at in went})
    return "" if different == len(went) else f"{COPY.counted(different)}, some more than once"


def _figure(
    key: str,
    noun: Noun,
    happened: Sequence[Happened],
    period: Period,
    by: By,
    note: str = "",
    value: int | Tally | None = None,
) -> Figure:
    ids = tuple(dict.fromkeys(loan.copy_id for loan, _on, _at in happened))
    late = {loan.copy_id for loan, on, at in happened if is_late(on, at, period, by)}
    query = Query(ids=frozenset(ids))
    return Figure(
        key, noun, len(happened) if value is None else value, ids, tuple(sorted(late)), PAGE,
        {"tab": TAB, "query": query.to_json()}, REPORT if key == "reached" else COPY, note,
    )  # fmt: skip


def _day(at: datetime | None) -> date:
    """Return the day of a moment as the store keeps it (UTC), on the clocks here."""
    return at.replace(tzinfo=UTC).astimezone().date() if at is not None else date.max
