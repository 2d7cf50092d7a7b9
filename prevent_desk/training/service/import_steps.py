"""What both imports share: in parts that may be the last, told of; refused when stale."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from prevent_desk.core.errors import Refused, Stopped
from prevent_desk.store import audit
from prevent_desk.store.session import Store
from prevent_desk.training.model.people import Learner
from prevent_desk.training.service import people as people_rows
from prevent_desk.training.tables import LearnerTable

_AT_ONCE = 500

Report = Callable[[int, int, str], None]
StopAsked = Callable[[], bool]
Item = TypeVar("Item")
Asked = TypeVar("Asked")
Found = TypeVar("Found")


def no_report(_done: int, _of: int, _what: str) -> None:
    """Tell nobody."""


def never() -> bool:
    """Return that nobody asked to stop."""
    return False


@dataclass(frozen=True, slots=True)
class Taken:
    """What an import did: how many of each.

    Attributes:
        listed: People who stand on the list, as was noted with them.
    """

    added: int = 0
    changed: int = 0
    left: int = 0
    listed: int = 0
    departments: int = 0
    roles: int = 0


class Line(Protocol):
    """A row of a preview."""

    @property
    def key(self) -> Hashable:
        """What tells it from the others."""
        ...


class LastPreview(Generic[Asked, Found]):
    """The preview made last, for as long as nothing was written since."""

    def __init__(self, store: Store, preview: Callable[[Asked], Found]) -> None:
        self._store, self._preview = store, preview
        self._last: tuple[Asked, int, Found] | None = None

    def of(self, asked: Asked) -> Found:
        """Return the preview of what is asked."""
        last, generation = self._last, self._store.generation
        if last is not None and last[0] is asked and last[1] == generation:
            return last[2]
        found = self._preview(asked)
        # With what it was before: what was written meanwhile makes it stale.
        self._last = asked, generation, found
        return found


class Steps:
    """Goes through rows in parts: each is written, told of, and may be the last."""

    def __init__(self, session: Session, of: int, report: Report, stopped: StopAsked) -> None:
        self._session, self._of = session, of
        self._report, self._stopped = report, stopped
        self._done = 0

    def of(self, items: Sequence[Item]) -> Iterator[Sequence[Item]]:
        """Yield items in parts.

        Raises:
            Stopped: It was cancelled.
        """
        for at in range(0, len(items), _AT_ONCE):
            if self._stopped():
                raise Stopped
            self._report(self._done, self._of, "Writing rows")
            part = items[at : at + _AT_ONCE]
            yield part
            self._session.flush()
            self._done += len(part)

    def finish(self) -> None:
        """Say that the last part begins, which cannot be stopped.

        Raises:
            Stopped: It was cancelled just before.
        """
        if self._stopped():
            raise Stopped
        self._report(self._of, self._of, "Keeping them for search and Undo")


def merged(store: Store, everybody: Collection[Learner]) -> list[tuple[str, Learner]]:
    """Return the numbers of rows that were merged, with whom they stand for."""
    by_id = {one.id: one for one in everybody}
    query = select(LearnerTable.id, LearnerTable.staff_no).where(
        LearnerTable.merged_into_id.is_not(None), LearnerTable.staff_no != ""
    )
    with store.reading() as session:
        heads = people_rows.heads_of(session)
        rows = session.execute(query).all()
    found = ((number, by_id.get(heads.get(one, one))) for one, number in rows)
    return [(number, head) for number, head in found if head is not None]


def refuse_stale(chosen: Sequence[Line], now: Sequence[Line]) -> None:
    """Refuse where a row would no longer do what was shown.

    Raises:
        Refused: One would not.
    """
    fresh: Mapping[Hashable, Line] = {line.key: line for line in now}
    # The very lines that were shown need no comparing.
    if any((other := fresh.get(line.key)) is not line and other != line for line in chosen):
        raise stale()


def stale() -> Refused:
    """Return the refusal of what is no longer as the preview said."""
    return Refused(
        "Something it speaks of was changed since the preview.",
        next_step="Look at the preview again.",
    )


def note(session: Session, what: str, taken: Taken) -> None:
    """Note in the audit trail what was taken in."""
    detail = {
        "new": taken.added, "changed": taken.changed, "left": taken.left,
        "departments": taken.departments, "roles": taken.roles,
    }  # fmt: skip
    audit.note(session, "imported", what, "", {k: v for k, v in detail.items() if v})
