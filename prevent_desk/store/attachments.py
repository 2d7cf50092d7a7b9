"""Files kept inside the vault: the bytes of each once, however many records hold it.

The bytes never touch the disk in plain. They are written in a quiet unit before the act that keeps
them, for the record that Undo keeps of an act would hold them a second time; and they stay when the
last record that held them is removed, for Undo, today or next month, brings it back to them.
"""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime

from sqlalchemy import LargeBinary, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from prevent_desk.store.base import Base
from prevent_desk.store.session import Store


class FileTable(Base):
    """A file kept inside the vault.

    Attributes:
        size: Bytes.
        words: Its text as far as it could be read, for search.
    """

    __tablename__ = "kept_file"
    __table_args__ = ({"info": {"words": "files"}},)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(index=True)
    at: Mapped[datetime]
    words: Mapped[str] = mapped_column(deferred=True)
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)


def keep(store: Store, name: str, content: bytes, words: str = "") -> int:
    """Keep a file and return its key; bytes that are kept already are not kept again."""
    digest = fingerprint(content)
    with store.writing(None) as session:
        known = session.scalar(select(FileTable.id).where(FileTable.sha256 == digest))
        if known is not None:
            return known
        row = FileTable(
            name=name,
            size=len(content),
            sha256=digest,
            at=store.clock.now().astimezone(UTC).replace(tzinfo=None),
            words=words,
            content=content,
        )
        session.add(row)
        session.flush()
        return row.id


def fingerprint(content: bytes) -> str:
    """Return what a file is known by: the SHA-256 of its bytes, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def content(session: Session, file_id: int) -> bytes | None:
    """Return a file's bytes; None where it is no longer there."""
    return session.scalar(select(FileTable.content).where(FileTable.id == file_id))
