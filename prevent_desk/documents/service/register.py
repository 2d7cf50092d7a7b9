"""The register of documents: entered, given versions, agreed, withdrawn; each act one Undo."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import UTC, date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from prevent_desk.contacts.model.history import Happening
from prevent_desk.core.clock import Clock
from prevent_desk.core.errors import Refused
from prevent_desk.core.marking import refuse_above
from prevent_desk.core.vocabulary import Vocabularies
from prevent_desk.documents.model.records import Document, NewDocument, NewVersion, State
from prevent_desk.documents.service.log import DocumentLog
from prevent_desk.documents.tables import DocumentTable, DocumentVersionTable
from prevent_desk.store import attachments, audit
from prevent_desk.store.session import Store

PAGE = "Records"


class Documents:
    """Keeps documents and their versions.

    Attributes:
        log: Lists them.
    """

    def __init__(self, store: Store, clock: Clock, terms: Vocabularies) -> None:
        self._store, self._clock, self._terms = store, clock, terms
        self.log = DocumentLog(store, clock, terms)

    # Reading

    def one(self, document_id: int) -> Document:
        """Return a document with its versions.

        Raises:
            Refused: It is no longer there.
        """
        found = self.log.one(document_id)
        if found is None:
            raise _gone("document")
        return found

    def file(self, version_id: int) -> tuple[str, bytes] | None:
        """Return a version's file: its name and bytes; None where none is kept."""
        with self._store.reading() as session:
            row = session.get(DocumentVersionTable, version_id)
            if row is None or row.file is None:
                return None
            content = attachments.content(session, row.file.id)
            return (row.file.name, content) if content is not None else None

    def happenings(self, organisation_id: int) -> Sequence[Happening]:
        """Return what was agreed with an organisation whose documents these are."""
        query = (
            select(DocumentTable, DocumentVersionTable)
            .join(DocumentVersionTable, DocumentVersionTable.document_id == DocumentTable.id)
            .where(
                DocumentTable.owner_id == organisation_id, DocumentVersionTable.agreed.is_not(None)
            )
        )
        with self._store.reading() as session:
            return [
                Happening(
                    version.agreed,
                    f"{row.title} {version.version} agreed".replace("  ", " "),
                    "file-text",
                    PAGE,
                    {"tab": "documents", "record": row.id},
                )
                for row, version in session.execute(query)
                if version.agreed is not None
            ]

    # Acting

    def add(self, new: NewDocument, first: NewVersion | None = None) -> int:
        """Enter a document, with its first version where there is one; return its number.

        Raises:
            Refused: It has no title or kind, or the version's days are wrong.
        """
        _refuse_nameless(new)
        if first is not None:
            refuse_above((first.file_name,))
        file_id = self._kept(first)
        with self._store.writing(f"new document ({self._kind(new.kind)})") as session:
            row = DocumentTable(
                kind=new.kind, title=new.title.strip(), owner_id=new.owner_id,
                owner=new.owner.strip(), note=new.note.strip(), agreed=None, review=None,
                ended=None, at=self._now(), by=self._store.actor,
            )  # fmt: skip
            session.add(row)
            session.flush()
            if first is not None:
                self._add(row, first, file_id)
            return row.id

    def change(self, document_id: int, new: NewDocument) -> None:
        """Change what a document is called and whose it is.

        Raises:
            Refused: It would have no title or kind, or it is no longer there.
        """
        _refuse_nameless(new)
        with self._writing("change of", document_id) as session:
            row = _row(session, document_id)
            row.kind, row.title = new.kind, new.title.strip()
            row.owner_id, row.owner, row.note = new.owner_id, new.owner.strip(), new.note.strip()

    def withdraw(self, document_id: int, on: date | None = None) -> None:
        """Say that a document is no longer in force from a day on; it stays in the register."""
        with self._writing("withdrawal of", document_id) as session:
            _row(session, document_id).ended = on or self._clock.today()

    def restore(self, document_id: int) -> None:
        """Say that a withdrawn document is in force after all."""
        with self._writing("return of", document_id) as session:
            _row(session, document_id).ended = None

    def add_version(self, document_id: int, new: NewVersion) -> int:
        """Enter a further version, a draft or agreed; return its number.

        Raises:
            Refused: Its days are wrong, there is one of that number, or the document is gone.
        """
        refuse_above((new.file_name,))
        file_id = self._kept(new)
        with self._writing("new version of", document_id) as session:
            row = _row(session, document_id)
            version = self._add(row, new, file_id)
            session.flush()
            return version.id

    def change_version(self, version_id: int, new: NewVersion) -> None:
        """Change a version: agree a draft, mend a day; without a file it keeps the one it has.

        Raises:
            Refused: Its days are wrong, there is another of that number, or it is gone.
        """
        with self._store.reading() as session:
            document_id = _version(session, version_id).document_id
        refuse_above((new.file_name,))
        file_id = self._kept(new)
        with self._writing("version of", document_id) as session:
            version, row = _version(session, version_id), _row(session, document_id)
            self._refuse_wrong(row, new, version)
            if version.agreed is None and new.agreed is not None:
                # From now on it counts as agreed: that is the day a report of late entries asks of.
                version.at, version.by = self._now(), self._store.actor
            version.version, version.state = new.version.strip(), _state(new)
            version.agreed, version.agreed_by = new.agreed, new.agreed_by.strip()
            version.review, version.changes = new.review, new.changes.strip()
            version.file_id = file_id if file_id is not None else version.file_id
            _settle(row)

    def remove_version(self, version_id: int) -> None:
        """Take a version entered by mistake out of the register."""
        with self._store.reading() as session:
            document_id = _version(session, version_id).document_id
        with self._writing("removal of a version of", document_id) as session:
            row = _row(session, document_id)
            row.versions.remove(_version(session, version_id))
            _settle(row)

    def note_taken_out(self, version_id: int) -> None:
        """Note in the audit trail that a copy of a version's file was taken out."""
        with self._store.writing(None) as session:
            audit.note(session, "copied out", "document", version_id, {})

    # Inside

    def _add(
        self, row: DocumentTable, new: NewVersion, file_id: int | None
    ) -> DocumentVersionTable:
        self._refuse_wrong(row, new, None)
        version = DocumentVersionTable(
            version=new.version.strip(), state=_state(new), agreed=new.agreed,
            agreed_by=new.agreed_by.strip(), review=new.review, file_id=file_id,
            changes=new.changes.strip(), at=self._now(), by=self._store.actor,
        )  # fmt: skip
        row.versions.append(version)
        _settle(row)
        return version

    def _refuse_wrong(
        self, row: DocumentTable, new: NewVersion, own: DocumentVersionTable | None
    ) -> None:
        refuse_above((new.changes, new.agreed_by, new.file_name))
        if new.agreed is not None and new.agreed > self._clock.today():
            raise Refused(
                "It cannot have been agreed on a day that lies ahead.",
                next_step="Enter it as a draft until it is agreed.",
            )
        if new.agreed is not None and new.review is not None and new.review < new.agreed:
            raise Refused(
                "The review lies before the day it was agreed.", next_step="Choose a later day."
            )
        if new.review is not None and new.agreed is None:
            raise Refused(
                "A draft has no review.", next_step="Say when it was agreed, or leave review empty."
            )
        number = new.version.strip().casefold()
        if number and any(
            one is not own and one.version.casefold() == number for one in row.versions
        ):
            raise Refused(
                f"There is a version {new.version.strip()} of it already.",
                next_step="Give this one another number, or change that one.",
            )

    def _kept(self, new: NewVersion | None) -> int | None:
        if new is None or not new.content:
            return None
        return attachments.keep(self._store, new.file_name, new.content)

    def _writing(self, act: str, document_id: int) -> AbstractContextManager[Session]:
        """Begin an act on a document; its title may name somebody, so the label does not say it."""
        with self._store.reading() as session:
            kind = _row(session, document_id).kind
        return self._store.writing(f"{act} document {document_id} ({self._kind(kind)})")

    def _kind(self, code: str) -> str:
        return self._terms["document_kind"].label(code).lower()

    def _now(self) -> datetime:
        return self._clock.now().astimezone(UTC).replace(tzinfo=None)


def as_new(document: Document) -> NewDocument:
    """Return what a document was entered as, for a form to change."""
    owner = document.owner if document.owner_id is None else ""
    return NewDocument(document.kind, document.title, document.owner_id, owner, document.note)


def next_draft(document: Document) -> NewVersion:
    """Return the version a form begins with: the number after the one in force."""
    now = document.in_force
    new = NewVersion("1.0")
    return replace(new, version=_after(now.version)) if now is not None else new


def _after(version: str) -> str:
    """Return the number after one: "2.1" to "2.2", "3" to "4"; what has no number begins anew."""
    head, dot, tail = version.rpartition(".")
    if tail.isdecimal():
        return f"{head}{dot}{int(tail) + 1}"
    return ""


def _state(new: NewVersion) -> str:
    return (State.AGREED if new.agreed is not None else State.DRAFT).value


def _settle(row: DocumentTable) -> None:
    """Keep the days of the version in force with the document."""
    agreed = [one for one in row.versions if one.agreed is not None]
    newest = max(agreed, key=lambda one: (one.agreed, one.id or 0), default=None)
    row.agreed = newest.agreed if newest is not None else None
    row.review = newest.review if newest is not None else None


def _refuse_nameless(new: NewDocument) -> None:
    refuse_above((new.title, new.note))
    if not new.title.strip():
        raise Refused("The document has no title.", next_step="Type what it is called.")
    if not new.kind:
        raise Refused("Its kind is not said.", next_step="Choose what kind of document it is.")


def _row(session: Session, document_id: int) -> DocumentTable:
    row = session.get(DocumentTable, document_id)
    if row is None:
        raise _gone("document")
    return row


def _version(session: Session, version_id: int) -> DocumentVersionTable:
    row = session.get(DocumentVersionTable, version_id)
    if row is None:
        raise _gone("version")
    return row


def _gone(what: str) -> Refused:
    return Refused(f"That {what} is no longer there.", next_step="Undo may bring it back.")
