"""The register as a list, a calendar of reviews and a workbook read it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session, selectinload

from prevent_desk.contacts.model.records import Organisation
from prevent_desk.contacts.service import resolved
from prevent_desk.core.clock import Clock, local
from prevent_desk.core.dates import say_short
from prevent_desk.core.vocabulary import Vocabularies
from prevent_desk.documents.model.records import (
    REVIEW_SOON,
    Document,
    Standing,
    State,
    Version,
    standing,
)
from prevent_desk.documents.tables import DocumentTable, DocumentVersionTable
from prevent_desk.logbook.model.days import DayEntry
from prevent_desk.logbook.model.figures import Figure
from prevent_desk.logbook.model.nouns import Noun
from prevent_desk.logbook.model.period import By, Period, is_late
from prevent_desk.logbook.model.query import Query
from prevent_desk.logbook.model.sheet import SheetColumn
from prevent_desk.logbook.service.columns import scanned
from prevent_desk.logbook.service.table_log import (
    Condition,
    FilterOn,
    FilterWhere,
    Listed,
    Options,
    OrderBy,
    TableLog,
)
from prevent_desk.store.session import Store

DOCUMENTS = Noun("document", "documents")
STANDINGS = {
    Standing.LATE: "Review late",
    Standing.DRAFT: "Draft only",
    Standing.SOON: "Review due within 60 days",
    Standing.NO_REVIEW: "No review set",
    Standing.IN_FORCE: "In force",
    Standing.WITHDRAWN: "Withdrawn",
}
_COUNTED = {
    Standing.LATE: "late for review",
    Standing.DRAFT: "draft only",
    Standing.SOON: "due for review within 60 days",
    Standing.NO_REVIEW: "without a review set",
    Standing.IN_FORCE: "in force",
    Standing.WITHDRAWN: "withdrawn",
}
"""After any number of them."""
TONES = {
    Standing.LATE: "red",
    Standing.DRAFT: "grey",
    Standing.SOON: "amber",
    Standing.NO_REVIEW: "amber",
    Standing.IN_FORCE: "green",
    Standing.WITHDRAWN: "grey",
}


class DocumentLog(TableLog[Document]):
    """Every document, by the day its version in force is to be looked at again."""

    key, title, noun = "records/documents", "Register of documents", DOCUMENTS
    day_title = "Next review"

    def __init__(self, store: Store, clock: Clock, terms: Vocabularies) -> None:
        self._clock, self._terms = clock, terms
        super().__init__(store)

    def listed(self) -> Listed:
        """Return what the log is made of."""
        table = DocumentTable
        return Listed(
            table, table.review, table.at,
            searched=(table.title, table.owner, table.note),
            child_searched=(
                (DocumentVersionTable.version, DocumentVersionTable.document_id),
                (DocumentVersionTable.agreed_by, DocumentVersionTable.document_id),
                (DocumentVersionTable.changes, DocumentVersionTable.document_id),
            ),
            filters=(
                FilterOn("kind", "Kind", table.kind, self._kinds),
                FilterWhere("standing", "Standing", _standings, self._stands),
            ),
            orders=(
                OrderBy("title", "Title", func.lower(table.title)),
                OrderBy("kind", "Kind", table.kind),
                OrderBy("agreed", "Agreed", table.agreed),
            ),
            loads=(
                selectinload(table.versions).joinedload(DocumentVersionTable.file),
            ),
        )  # fmt: skip

    def records(self, session: Session, rows: Sequence[DocumentTable]) -> list[Document]:
        """Return rows as records, with the names their owners go by today."""
        owned = any(row.owner_id for row in rows)
        known = resolved.read(session).organisations if owned else {}
        return [
            Document(
                row.id, row.kind, row.title, row.owner_id,
                _owner(row, known),
                row.note, row.ended, row.at, row.by,
                tuple(_version(one) for one in row.versions),
            )
            for row in rows
        ]  # fmt: skip

    def sheet(self) -> Sequence[SheetColumn[Document]]:
        """Return the columns of its workbook."""
        kinds = self._terms["document_kind"]
        return (
            SheetColumn("Document", 42, lambda one: one.title),
            SheetColumn("Kind", 20, lambda one: kinds.label(one.kind)),
            SheetColumn("Whose", 24, lambda one: one.owner or "Ours"),
            SheetColumn("Version in force", 12, lambda one: _in_force(one, "version")),
            SheetColumn("Agreed", 13, lambda one: _in_force(one, "agreed")),
            SheetColumn("Agreed by", 30, lambda one: _in_force(one, "agreed_by")),
            SheetColumn("Next review", 13, lambda one: say_short(one.review) if one.review else ""),
            SheetColumn("Standing", 20, lambda one: STANDINGS[one.standing(self._clock.today())]),
            SheetColumn("Note", 40, lambda one: one.note),
        )

    def entry(self, record: Document) -> DayEntry:
        """Return a document on the day of its review."""
        today = self._clock.today()
        review, tone = record.review or today, TONES[record.standing(today)]
        return DayEntry(record.id, review, review, f"Review: {record.title}", "file-text", tone)

    def days(self, query: Query, first: date, last: date) -> list[DayEntry]:
        """Return the reviews of some days; by columns, for versions and owners do not matter."""
        table, today = DocumentTable, self._clock.today()
        review = scanned(table.review)
        asked: Any = select(table.id, table.title, table.review, table.ended, table.agreed)
        statement = self._where(asked, replace(query, first=None, last=None, late=False))
        statement = statement.where(review >= first, review <= last)
        with self._store.reading() as session:
            rows = session.execute(statement.order_by(table.review, table.id)).all()
        return [
            DayEntry(
                key, day, day, f"Review: {title}", "file-text",
                TONES[standing(ended, agreed is not None, day, today)],
            )
            for key, title, day, ended, agreed in rows
        ]  # fmt: skip

    def totals(self, query: Query) -> str:
        """Return how the documents of a query stand, the worst first."""
        counts = self.option_counts(query)["standing"]
        told = [
            f"{counts[code.value]:,} {_COUNTED[code]}"
            for code in Standing
            if counts.get(code.value)
        ]
        return " · ".join(told)

    def in_period(self, period: Period, by: By) -> Sequence[Figure]:
        """Return the documents agreed in a period, and those whose review is late today."""
        version = DocumentVersionTable
        asked = select(version.document_id, version.agreed, version.at).where(
            version.agreed.is_not(None)
        )
        with self._store.reading() as session:
            told = [
                (key, agreed, local(at).date())
                for key, agreed, at in session.execute(asked)
                if agreed is not None
            ]
        held = [
            (key, is_late(agreed, recorded, period, by))
            for key, agreed, recorded in told
            if period.holds(agreed if by is By.EVENT else recorded)
        ]
        agreed = tuple(sorted({key for key, _late in held}))
        came_late = tuple(sorted({key for key, late in held if late}))
        versions = Noun("version", "versions").counted(len(held))
        note = f"in {versions}" if len(held) > len(agreed) else ""
        late = Query(chosen={"standing": frozenset({Standing.LATE.value})})
        return (
            _figure(
                "documents_agreed", Noun("document agreed", "documents agreed"), agreed, came_late,
                note,
            ),
            _figure(
                "documents_late", Noun("review late today", "reviews late today"),
                tuple(self.ids(late)), of_today=True,
            ),
        )  # fmt: skip

    # Inside

    def _kinds(self) -> Options:
        return [(term.code, term.label) for term in self._terms["document_kind"].terms]

    def _stands(self, code: str) -> Condition:
        table, today = DocumentTable, self._clock.today()
        now = table.ended.is_(None)
        force = and_(now, table.agreed.is_not(None))
        found: dict[str, Condition] = {
            Standing.LATE: and_(force, table.review < today),
            Standing.DRAFT: and_(now, table.agreed.is_(None)),
            Standing.SOON: and_(force, table.review.between(today, today + REVIEW_SOON)),
            Standing.NO_REVIEW: and_(force, table.review.is_(None)),
            Standing.IN_FORCE: and_(force, table.review > today + REVIEW_SOON),
            Standing.WITHDRAWN: table.ended.is_not(None),
        }
        return found[code]


class DocumentFigures:
    """What documents come to in a period; satisfies `FigureSource`."""

    title = "Documents"

    def __init__(self, log: DocumentLog) -> None:
        self._log = log

    def figures(self, period: Period, by: By) -> Sequence[Figure]:
        """Return them."""
        return self._log.in_period(period, by)


def _owner(row: DocumentTable, known: Mapping[int, Organisation]) -> str:
    place = known.get(row.owner_id) if row.owner_id is not None else None
    return place.called if place is not None else row.owner


def _standings() -> Options:
    return [(code.value, words) for code, words in STANDINGS.items()]


def _figure(
    key: str,
    noun: Noun,
    ids: tuple[int, ...],
    late: tuple[int, ...] = (),
    note: str = "",
    *,
    of_today: bool = False,
) -> Figure:
    query = Query(ids=frozenset(ids))
    position: dict[str, Any] = {"tab": "documents", "query": query.to_json()}
    return Figure(key, noun, len(ids), ids, late, "Records", position, DOCUMENTS, note, of_today)


def _version(row: DocumentVersionTable) -> Version:
    file = row.file
    return Version(
        row.id, row.version, State(row.state), row.agreed, row.agreed_by, row.review, row.changes,
        row.file_id, file.name if file else "", file.size if file else 0, row.at, row.by,
    )  # fmt: skip


def _in_force(one: Document, part: str) -> str:
    now = one.in_force
    if now is None:
        return "draft only" if part == "version" else ""
    if part == "agreed":
        return say_short(now.agreed) if now.agreed else ""
    return str(getattr(now, part))
