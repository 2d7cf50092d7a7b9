"""Evidence kept, linked and counted: files in the vault, notes, and records of the desk.

A file's bytes are kept by `store.attachments`, and stay when a piece is removed: Undo, today or
next month, brings the piece back to them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session

from prevent_desk.core.errors import Refused
from prevent_desk.core.kept_file import KeptFile, check_file, file_name
from prevent_desk.plan.model import cells
from prevent_desk.plan.model.library.evidence import (
    Fact,
    Link,
    Piece,
    Sort,
    Target,
)
from prevent_desk.plan.service import finding
from prevent_desk.plan.service.evidence_kinds import RecordKinds
from prevent_desk.plan.tables import (
    ActionTable,
    CriterionTable,
    EvidenceLinkTable,
    EvidenceTable,
)
from prevent_desk.store import attachments, audit
from prevent_desk.store.attachments import FileTable
from prevent_desk.store.session import Store

MOST_NUMBER = 999_999_999
_MOST_OF_TITLE = 200
_MOST_OFFERED = 200
_CHUNK = 500


class Evidence:
    """Everything that can be done with evidence; one act is one undo.

    Attributes:
        kinds: Which records of the desk can be evidence; a room registers its own.
    """

    def __init__(self, store: Store, kinds: RecordKinds) -> None:
        self._store = store
        self.kinds = kinds

    # Read

    def of_action(self, action_id: int) -> list[Piece]:
        """Return what serves an action or one of its criteria, newest first."""
        query = (
            select(EvidenceLinkTable.evidence_id)
            .outerjoin(CriterionTable, CriterionTable.id == EvidenceLinkTable.criterion_id)
            .where(
                EvidenceLinkTable.action_id == action_id,
                # What served a criterion that is gone serves nothing until Undo brings it back.
                EvidenceLinkTable.criterion_id.is_(None) | (CriterionTable.action_id == action_id),
            )
        )
        with self._store.reading() as session:
            return self._pieces(session, list(dict.fromkeys(session.scalars(query))))

    def all(self) -> list[Piece]:
        """Return every piece of evidence, newest first."""
        with self._store.reading() as session:
            return self._pieces(session, list(session.scalars(select(EvidenceTable.id))))

    def piece(self, evidence_id: int) -> Piece | None:
        """Return one piece, or None if it is no longer there."""
        with self._store.reading() as session:
            return next(iter(self._pieces(session, [evidence_id])), None)

    def count(self) -> int:
        """Return how many pieces there are."""
        with self._store.reading() as session:
            return session.scalar(select(func.count(EvidenceTable.id))) or 0

    def content(self, file_id: int) -> bytes:
        """Return a file's bytes.

        Raises:
            Refused: It is no longer there.
        """
        with self._store.reading() as session:
            found = attachments.content(session, file_id)
        if found is None:
            raise Refused("That file is no longer in the desk.", next_step="Undo brings it back.")
        return found

    def offered(self, action_id: int, most: int = _MOST_OFFERED) -> list[tuple[str, list[Fact]]]:
        """Return the records that may be evidence for an action, by the words for their kind."""
        with self._store.reading() as session:
            return [
                (kind.words, list(kind.offered(session, action_id, most)))
                for kind in self.kinds.all()
            ]

    # Write

    def add_file(
        self,
        name: str,
        content: bytes,
        targets: Sequence[Target] = (),
        number: int | None = None,
        *,
        group: str = "",
    ) -> int:
        """Keep a file as evidence and return the piece's key.

        The same bytes again are the same piece, linked to these targets too, unless they count
        another number. Files of one group, dropped together, are one undo.

        Raises:
            Refused: It is larger than 20 MB, or empty.
        """
        check_file(name, len(content))
        _check_number(number)
        kept = file_name(name)
        file_id = attachments.keep(self._store, kept, content)
        with self._store.writing(self._label("evidence", targets), group=group) as session:
            piece = _same_file(session, file_id, number)
            if piece is None:
                piece = _new_piece(session, title=kept, number=number, file_id=file_id)
            _serve(session, piece, targets)
            return piece.id

    def add_note(
        self,
        title: str,
        note: str,
        on: date | None,
        targets: Sequence[Target] = (),
        number: int | None = None,
    ) -> int:
        """Keep a note as evidence and return the piece's key.

        Args:
            title: In a line; the note's first words where empty.
            note: What was seen or done.
            on: The day it speaks of.
            targets: What it serves.
            number: What it counts towards measures.

        Raises:
            Refused: It has no words.
        """
        _check_number(number)
        text = cells.tidy(note)
        heading = _title(title or cells.title_of(text))
        with self._store.writing(self._label("evidence", targets)) as session:
            piece = _new_piece(session, title=heading, note=text, on=on, number=number)
            _serve(session, piece, targets)
            return piece.id

    def link_record(self, record: str, targets: Sequence[Target], number: int | None = None) -> int:
        """Link a record of the desk, named "kind:id", and return the piece's key.

        Raises:
            Refused: There is no such record.
        """
        _check_number(number)
        with self._store.writing(self._label("evidence", targets)) as session:
            fact = self.kinds.facts(session, [record]).get(record)
            if fact is None:
                raise Refused("That record is no longer there.", next_step="Undo brings it back.")
            query = select(EvidenceTable).where(EvidenceTable.record == record)
            known = [one for one in session.scalars(query) if number in {None, one.number}]
            piece = known[0] if known else _new_piece(
                session, title=fact.title, on=fact.on, number=number, record=record
            )  # fmt: skip
            _serve(session, piece, targets)
            return piece.id

    def link(self, evidence_id: int, targets: Sequence[Target]) -> None:
        """Let a piece serve further actions or criteria; what it serves already stays as it is."""
        with self._store.writing(self._label("link of evidence", targets)) as session:
            _serve(session, _get(session, evidence_id), targets)

    def unlink(self, link_id: int) -> None:
        """Let a piece no longer serve there.

        A file or note stays in the list of evidence; a record, which is kept elsewhere, goes from
        it with its last link.
        """
        with self._store.writing("unlinking of evidence") as session:
            link = session.get(EvidenceLinkTable, link_id)
            if link is None:
                raise Refused("That link is no longer there.", next_step="Undo brings it back.")
            piece = _get(session, link.evidence_id)
            piece.links.remove(link)
            if piece.record and not piece.links:
                session.delete(piece)

    def edit(
        self, evidence_id: int, title: str, note: str, on: date | None, number: int | None
    ) -> None:
        """Change what is said of a piece, its day, and what it counts.

        Raises:
            Refused: It has no title.
        """
        _check_number(number)
        heading = _title(title)
        with self._store.writing(f"evidence “{_short(heading)}”") as session:
            piece = _get(session, evidence_id)
            piece.title, piece.note, piece.on, piece.number = heading, cells.tidy(note), on, number

    def remove(self, evidence_id: int) -> None:
        """Take a piece out of the desk with all its links."""
        with self._store.writing("removal of evidence") as session:
            session.delete(_get(session, evidence_id))

    def note_taken_out(self, evidence_id: int) -> None:
        """Note in the audit trail that a copy of a file left the desk; never its name or place."""
        with self._store.writing(None) as session:
            piece = _get(session, evidence_id)
            file = session.get(FileTable, piece.file_id) if piece.file_id is not None else None
            detail = {"sha256": file.sha256, "size": file.size} if file else {}
            audit.note(session, "evidence copied out", "evidence", evidence_id, detail)

    # Inside

    def _label(self, what: str, targets: Sequence[Target]) -> str:
        keys = list(dict.fromkeys(target.action_id for target in targets))
        if not keys:
            return what
        with self._store.reading() as session:
            rows = finding.rows(session, keys)
        one = rows[0].ref or "an action" if len(rows) == 1 else f"{len(keys)} actions"
        return f"{what} of {one}"

    def _pieces(self, session: Session, keys: Sequence[int]) -> list[Piece]:
        rows = [
            row
            for some in _chunks(keys)
            for row in session.execute(_PIECES.where(EvidenceTable.id.in_(some)))
        ]
        links = _links(session, keys)
        files = _files(session, {row.file_id for row in rows if row.file_id is not None})
        facts = self.kinds.facts(session, {row.record for row in rows if row.record})
        rows.sort(key=lambda row: (row.on is not None, row.on or date.min, row.id), reverse=True)
        return [
            _piece(row, files.get(row.file_id or 0), facts.get(row.record), tuple(links[row.id]))
            for row in rows
        ]


# Columns, not mapped rows: half the time at 5,000 pieces.
_PIECES = select(
    EvidenceTable.id,
    EvidenceTable.title,
    EvidenceTable.note,
    EvidenceTable.on,
    EvidenceTable.number,
    EvidenceTable.record,
    EvidenceTable.file_id,
)


def _piece(
    row: Row[int, str, str, date | None, int | None, str, int | None],
    file: KeptFile | None,
    fact: Fact | None,
    links: tuple[Link, ...],
) -> Piece:
    sort = Sort.RECORD if row.record else Sort.FILE if row.file_id is not None else Sort.NOTE
    number = fact.number if row.number is None and fact else row.number
    return Piece(
        row.id,
        sort,
        fact.title if fact else row.title,
        row.note,
        fact.on if fact else row.on,
        number,
        row.number,
        file,
        row.record,
        fact,
        links,
    )


def _links(session: Session, keys: Sequence[int]) -> dict[int, list[Link]]:
    """Return where pieces serve, by piece; links whose action or criterion is gone left out."""
    found: dict[int, list[Link]] = {key: [] for key in keys}
    for some in _chunks(keys):
        query = (
            select(
                EvidenceLinkTable.evidence_id,
                EvidenceLinkTable.id,
                EvidenceLinkTable.action_id,
                EvidenceLinkTable.criterion_id,
                ActionTable.ref,
                ActionTable.title,
                CriterionTable.text,
            )
            .join(ActionTable, ActionTable.id == EvidenceLinkTable.action_id)
            .outerjoin(
                CriterionTable,
                (CriterionTable.id == EvidenceLinkTable.criterion_id)
                & (CriterionTable.action_id == EvidenceLinkTable.action_id),
            )
            .where(EvidenceLinkTable.evidence_id.in_(some))
            .order_by(EvidenceLinkTable.id)
        )
        for piece, key, action, criterion, ref, title, words in session.execute(query):
            if criterion is None or words is not None:
                found[piece].append(Link(key, action, criterion, ref, title, words or ""))
    return found


def _files(session: Session, keys: Iterable[int]) -> dict[int, KeptFile]:
    columns = (FileTable.id, FileTable.name, FileTable.size, FileTable.sha256, FileTable.at)
    found = {}
    for some in _chunks(sorted(keys)):
        for row in session.execute(select(*columns).where(FileTable.id.in_(some))):
            key, name, size, digest, at = row
            found[key] = KeptFile(key, name, size, digest, at.replace(tzinfo=UTC))
    return found


def _get(session: Session, evidence_id: int) -> EvidenceTable:
    piece = session.get(EvidenceTable, evidence_id)
    if piece is None:
        raise Refused("That evidence is no longer there.", next_step="Undo brings it back.")
    return piece


def _new_piece(
    session: Session,
    *,
    title: str,
    note: str = "",
    on: date | None = None,
    number: int | None = None,
    record: str = "",
    file_id: int | None = None,
) -> EvidenceTable:
    piece = EvidenceTable(
        title=title, note=note, on=on, number=number, record=record, file_id=file_id
    )
    session.add(piece)
    session.flush()
    return piece


def _same_file(session: Session, file_id: int, number: int | None) -> EvidenceTable | None:
    query = select(EvidenceTable).where(EvidenceTable.file_id == file_id)
    return next((one for one in session.scalars(query) if number in {None, one.number}), None)


def _serve(session: Session, piece: EvidenceTable, targets: Sequence[Target]) -> None:
    there = {(link.action_id, link.criterion_id) for link in piece.links}
    for target in targets:
        finding.get(session, ActionTable, target.action_id)
        if target.criterion_id is not None:
            criterion = finding.get(session, CriterionTable, target.criterion_id)
            if criterion.action_id != target.action_id:
                raise Refused("That criterion is in another action.")
        place = (target.action_id, target.criterion_id)
        if place not in there:
            there.add(place)
            piece.links.append(
                EvidenceLinkTable(action_id=target.action_id, criterion_id=target.criterion_id)
            )


def _title(text: str) -> str:
    title = cells.one_line(text)
    if not title:
        raise Refused("Evidence needs a title.", next_step="Say in a few words what it shows.")
    return title if len(title) <= _MOST_OF_TITLE else f"{title[: _MOST_OF_TITLE - 1]}…"


def _short(title: str) -> str:
    return title if len(title) <= 40 else f"{title[:38]}…"


def _check_number(number: int | None) -> None:
    if number is not None and not 0 <= number <= MOST_NUMBER:
        raise Refused(
            "What evidence counts is a whole number, 0 or more.", next_step="Type it in digits."
        )


def _chunks(keys: Sequence[int]) -> Iterable[Sequence[int]]:
    return (keys[at : at + _CHUNK] for at in range(0, len(keys), _CHUNK))
