"""The criteria library: criteria gathered, kept once, changed in one place, ticked per action.

A criterion that points to an entry has the entry's words. Words typed over it in a plan's cell are
that action's own again: `editing.write_criteria` lets go of the entry.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from prevent_desk.core.errors import Refused, Stopped
from prevent_desk.plan.model import cells
from prevent_desk.plan.model.library.entries import Gathering, LibraryEntry, Use
from prevent_desk.plan.model.library.repeats import Found, Line, find, same_words
from prevent_desk.plan.service import finding
from prevent_desk.plan.service.arranging import STEP
from prevent_desk.plan.tables import (
    ActionTable,
    ActivityTable,
    CriterionTable,
    EvidenceLinkTable,
    LibraryTable,
    ObjectiveTable,
    PlanTable,
)
from prevent_desk.store.session import Store

MOST_CHARACTERS = 2_000
"""The longest criterion that is kept once."""

_UNDO = "Undo brings it back."
_CHUNK = 500  # SQLite allows a limited number of parameters

Report = Callable[[int, int, str], None]
StopAsked = Callable[[], bool]


def _no_report(_done: int, _of: int, _what: str) -> None:
    return


def _never() -> bool:
    return False


class Library:
    """Everything that can be done with the criteria library; one act is one undo."""

    def __init__(self, store: Store) -> None:
        self._store = store

    # Read

    def entries(self) -> list[LibraryEntry]:
        """Return the library in its order."""
        with self._store.reading() as session:
            return _entries(session)

    def entry(self, entry_id: int) -> LibraryEntry | None:
        """Return one entry, or None if it is no longer there."""
        with self._store.reading() as session:
            return next((one for one in _entries(session) if one.id == entry_id), None)

    def uses(self, entry_id: int) -> list[Use]:
        """Return where an entry stands, newest plan first, in the plan's order."""
        query = (
            select(
                ActionTable.id,
                PlanTable.id,
                PlanTable.title,
                PlanTable.years,
                ActionTable.ref,
                ActionTable.title,
            )
            .join(ActivityTable, ActionTable.activity_id == ActivityTable.id)
            .join(ObjectiveTable, ActivityTable.objective_id == ObjectiveTable.id)
            .join(PlanTable, ObjectiveTable.plan_id == PlanTable.id)
            .where(
                ActionTable.id.in_(
                    select(CriterionTable.action_id).where(CriterionTable.library_id == entry_id)
                )
            )
            .order_by(PlanTable.years.desc(), PlanTable.id.desc(), *_PLAN_ORDER)
        )
        with self._store.reading() as session:
            return [
                Use(key, plan, title if years in title else f"{title} {years}".strip(), ref, words)
                for key, plan, title, years, ref, words in session.execute(query)
            ]

    def repeats(self, plan_id: int) -> Found:
        """Return what a plan says in several actions, and what it nearly says in several.

        Takes a third of a second at 5,000 actions: for a job.
        """
        with self._store.reading() as session:
            lines = _lines(session, plan_id)
            known = [(entry.id, entry.text) for entry in _entries(session)]
        return find(lines, known)

    def ticks(self, action_ids: Sequence[int]) -> dict[int, int]:
        """Return in how many of these actions each entry stands; those in none are left out."""
        found: dict[int, int] = {}
        with self._store.reading() as session:
            for some in _chunks(action_ids):
                query = (
                    select(
                        CriterionTable.library_id, func.count(CriterionTable.action_id.distinct())
                    )
                    .where(
                        CriterionTable.action_id.in_(some), CriterionTable.library_id.is_not(None)
                    )
                    .group_by(CriterionTable.library_id)
                )
                for entry, number in session.execute(query):
                    if entry is not None:
                        found[entry] = found.get(entry, 0) + number
        return found

    # Write

    def add(self, text: str, unit: str | None = None) -> int:
        """Put a criterion into the library and return its key.

        Raises:
            Refused: It has no words, or they are there already.
        """
        words = _checked(text)
        with self._store.writing("new criterion of the library") as session:
            _refuse_known(session, words)
            return _made(session, words, _unit(unit)).id

    def keep(self, criterion_id: int) -> int:
        """Put a criterion of an action into the library, or point it to the entry it repeats.

        Returns:
            The entry's key.
        """
        with self._store.writing("criterion put in the library") as session:
            criterion = finding.get(session, CriterionTable, criterion_id)
            words = _checked(criterion.text)
            entry = _same(session, words) or _made(session, words, criterion.unit)
            _point(session, [(criterion, entry)])
            return entry.id

    def gather(
        self,
        gatherings: Sequence[Gathering],
        report: Report = _no_report,
        stopped: StopAsked = _never,
    ) -> list[int]:
        """Keep repeated criteria once, as one act; all that repeat point to their entry.

        Targets, actuals and evidence stay with each action's criterion.

        Args:
            gatherings: What shall point to what.
            report: Told of criteria done, criteria in all, and the words for it.
            stopped: Asked before each few hundred.

        Returns:
            The actions whose words are others now: spellings that became the entry's.

        Raises:
            Stopped: It was cancelled; nothing was written.
        """
        number = sum(len(one.criterion_ids) for one in gatherings)
        if not number:
            return []
        with self._store.writing(f"gathering of {number} criteria") as session:
            joins: dict[int, LibraryTable] = {}
            for one in gatherings:
                entry = (
                    _get(session, one.entry_id)
                    if one.entry_id is not None
                    else _same(session, one.text)
                ) or _made(session, _checked(one.text), _unit(one.unit))
                joins.update(dict.fromkeys(one.criterion_ids, entry))
            keys, changed = list(joins), set[int]()
            for at in range(0, len(keys), _CHUNK):
                if stopped():
                    raise Stopped
                criteria = _criteria(session, keys[at : at + _CHUNK])
                changed |= _point(session, ((one, joins[one.id]) for one in criteria))
                session.flush()
                report(min(at + _CHUNK, number), number, "Gathering criteria")
            return sorted(changed)

    def edit(self, entry_id: int, text: str, unit: str | None) -> list[int]:
        """Change an entry's words or unit, and with it every criterion that points to it.

        A criterion with a unit of its own keeps it, and one with a target or an actual goes on
        being counted when the entry no longer is.

        Returns:
            The actions it stands in.

        Raises:
            Refused: It has no words, or another entry has the same.
        """
        words, counts = _checked(text), _unit(unit)
        with self._store.writing("criterion of the library") as session:
            entry = _get(session, entry_id)
            if same_words(words) != same_words(entry.text):
                _refuse_known(session, words)
            before, entry.text, entry.unit = entry.unit, words, counts
            pointing = _pointing(session, entry_id)
            for criterion in pointing:
                is_measured = criterion.target or criterion.actual
                if criterion.unit == before and not (counts is None and is_measured):
                    criterion.unit = counts
            _point(session, ((one, entry) for one in pointing))
            return sorted({criterion.action_id for criterion in pointing})

    def remove(self, entry_ids: Sequence[int]) -> None:
        """Take entries out of the library; their words stay in the actions, as their own."""
        if not entry_ids:
            return
        number = len(entry_ids)
        said = "a criterion" if number == 1 else f"{number} criteria"
        with self._store.writing(f"removal of {said} from the library") as session:
            for key in entry_ids:
                entry = _get(session, key)
                for criterion in _pointing(session, key):
                    criterion.library_id = None
                session.flush()
                session.delete(entry)

    def move(self, entry_id: int, step: int) -> bool:
        """Move an entry up (-1) or down (+1); False at the library's edge."""
        with self._store.writing("order of the library") as session:
            ordered = list(
                session.scalars(
                    select(LibraryTable).order_by(LibraryTable.position, LibraryTable.id)
                )
            )
            at = next((n for n, one in enumerate(ordered) if one.id == entry_id), None)
            if at is None or not 0 <= at + step < len(ordered):
                return False
            one, other = ordered[at], ordered[at + step]
            one.position, other.position = other.position, one.position
            return True

    def merge(self, kept_id: int, other_id: int) -> list[int]:
        """Let one entry stand for two: every criterion of the other gets the kept one's words.

        An action that has both keeps one criterion, with the evidence of both, unless both are
        counted with a target or an actual of their own.

        Returns:
            The actions whose criteria changed.
        """
        with self._store.writing("merging of two criteria of the library") as session:
            kept = _get(session, kept_id)
            other = _get(session, other_id)
            here = {one.action_id: one for one in _pointing(session, kept_id)}
            moving = _pointing(session, other_id)
            stays = []
            changed = {one.action_id for one in moving}
            for criterion in moving:
                twin = here.get(criterion.action_id)
                if twin is None or (_is_measured(twin) and _is_measured(criterion)):
                    stays.append(criterion)
                else:
                    _join(session, criterion, twin)
            _point(session, ((one, kept) for one in stays))
            _recache(session, changed)
            session.flush()
            session.delete(other)
            return sorted(changed)

    def set_ticks(
        self, action_ids: Sequence[int], ticked: Sequence[int], unticked: Sequence[int] = ()
    ) -> None:
        """Add entries to actions, and take entries out of them, as one act.

        An action that has the words already, as its own, points to the entry from now on. What is
        taken out goes with its target and actual; Undo brings them back with their evidence.
        """
        if not action_ids or not (ticked or unticked):
            return
        with self._store.reading() as session:
            label = _label(session, action_ids)
        with self._store.writing(label) as session:
            entries = [_get(session, key) for key in ticked]
            actions = finding.actions(session, action_ids)
            for action in actions.values():
                for criterion in [one for one in action.criteria if one.library_id in unticked]:
                    action.criteria.remove(criterion)
                for entry in entries:
                    _tick(action, entry)
                action.criteria_text = "\n".join(one.text for one in action.criteria)


_PLAN_ORDER = (
    ObjectiveTable.position,
    ObjectiveTable.id,
    ActivityTable.position,
    ActivityTable.id,
    ActionTable.position,
    ActionTable.id,
)


def _get(session: Session, entry_id: int) -> LibraryTable:
    entry = session.get(LibraryTable, entry_id)
    if entry is None:
        raise Refused("That criterion is no longer in the library.", next_step=_UNDO)
    return entry


def _entries(session: Session) -> list[LibraryEntry]:
    uses = (
        select(
            CriterionTable.library_id,
            func.count(CriterionTable.action_id.distinct()).label("actions"),
        )
        .where(CriterionTable.library_id.is_not(None))
        .group_by(CriterionTable.library_id)
        .subquery()
    )
    query = (
        select(LibraryTable.id, LibraryTable.text, LibraryTable.unit, uses.c.actions)
        .outerjoin(uses, uses.c.library_id == LibraryTable.id)
        .order_by(LibraryTable.position, LibraryTable.id)
    )
    return [
        LibraryEntry(key, text, unit, actions or 0)
        for key, text, unit, actions in session.execute(query)
    ]


def _lines(session: Session, plan_id: int) -> list[Line]:
    """Return a plan's criteria in its order; put in order here, as `finding.plan_rows` is."""
    order = {activity.id: at for at, activity in enumerate(finding.activities(session, plan_id))}
    query = (
        select(
            ActionTable.activity_id,
            ActionTable.position,
            CriterionTable.action_id,
            CriterionTable.position,
            CriterionTable.id,
            CriterionTable.text,
            CriterionTable.unit,
            CriterionTable.library_id,
        )
        .join(ActionTable, CriterionTable.action_id == ActionTable.id)
        .join(ActivityTable, ActionTable.activity_id == ActivityTable.id)
        .join(ObjectiveTable, ActivityTable.objective_id == ObjectiveTable.id)
        .where(ObjectiveTable.plan_id == plan_id)
    )
    found = sorted(
        session.connection().execute(query).all(), key=lambda row: (order[row[0]], *row[1:5])
    )
    return [
        Line(key, action, text, unit, library)
        for _, _, action, _, key, text, unit, library in found
    ]


def _made(session: Session, text: str, unit: str | None) -> LibraryTable:
    last = session.scalar(select(func.max(LibraryTable.position)))
    entry = LibraryTable(position=(last or 0.0) + STEP, text=text, unit=unit)
    session.add(entry)
    session.flush()
    return entry


def _same(session: Session, text: str) -> LibraryTable | None:
    """Return the entry that says the same."""
    wanted = same_words(text)
    rows = session.execute(select(LibraryTable.id, LibraryTable.text))
    key = next((key for key, words in rows if same_words(words) == wanted), None)
    return None if key is None else session.get(LibraryTable, key)


def _refuse_known(session: Session, text: str) -> None:
    if _same(session, text) is not None:
        raise Refused(
            "That criterion is in the library already.",
            next_step="Use the one that is there, or merge the two.",
        )


def _checked(text: str) -> str:
    words = cells.one_line(text)
    if not same_words(words):
        raise Refused("A criterion needs words.", next_step="Type what shall be reached.")
    if len(words) > MOST_CHARACTERS:
        raise Refused(
            f"That is {len(words):,} characters; a criterion holds {MOST_CHARACTERS:,}.",
            next_step="Shorten it, or make two criteria of it.",
        )
    # As a cell of the plan would read it, so that a line written there is the same line.
    return cells.lines(words)[0]


def _unit(unit: str | None) -> str | None:
    return None if unit is None else cells.one_line(unit)


def _criteria(session: Session, keys: Sequence[int]) -> list[CriterionTable]:
    """Return criteria by their keys; those gone are passed over."""
    return [
        row
        for some in _chunks(keys)
        for row in session.scalars(select(CriterionTable).where(CriterionTable.id.in_(some)))
    ]


def _pointing(session: Session, entry_id: int) -> list[CriterionTable]:
    query = select(CriterionTable).where(CriterionTable.library_id == entry_id)
    return list(session.scalars(query.order_by(CriterionTable.id)))


def _point(session: Session, joins: Iterable[tuple[CriterionTable, LibraryTable]]) -> set[int]:
    """Give criteria the words of entries; return the actions whose cells are others by it."""
    changed = set()
    for criterion, entry in joins:
        criterion.library_id = entry.id
        if criterion.text != entry.text:
            criterion.text = entry.text
            changed.add(criterion.action_id)
    _recache(session, changed)
    return changed


def _recache(session: Session, action_ids: Iterable[int]) -> None:
    """Renew the criteria column of actions; one query for many, not one for each."""
    keys = sorted(action_ids)
    actions = finding.actions(session, keys)
    texts: dict[int, list[str]] = {key: [] for key in keys}
    for some in _chunks(keys):
        query = (
            select(CriterionTable)
            .where(CriterionTable.action_id.in_(some))
            .order_by(CriterionTable.position, CriterionTable.id)
        )
        for criterion in session.scalars(query):
            texts[criterion.action_id].append(criterion.text)
    for key, lines in texts.items():
        actions[key].criteria_text = "\n".join(lines)


def _is_measured(criterion: CriterionTable) -> bool:
    return criterion.unit is not None and bool(criterion.target or criterion.actual)


def _join(session: Session, away: CriterionTable, kept: CriterionTable) -> None:
    """Hand a criterion's measure and evidence on to the one that stays, and take it out."""
    if away.unit is not None and not _is_measured(kept):
        kept.unit, kept.target, kept.actual = away.unit, away.target, away.actual
    links = select(EvidenceLinkTable).where(EvidenceLinkTable.criterion_id.in_((away.id, kept.id)))
    served = set()
    for link in sorted(session.scalars(links), key=lambda one: one.criterion_id != kept.id):
        if link.evidence_id in served:
            # It counts once, however often it was linked.
            session.delete(link)
        else:
            served.add(link.evidence_id)
            link.criterion_id = kept.id
    action = finding.get(session, ActionTable, away.action_id)
    action.criteria.remove(away)
    session.flush()


def _tick(action: ActionTable, entry: LibraryTable) -> None:
    if any(one.library_id == entry.id for one in action.criteria):
        return
    wanted = same_words(entry.text)
    for criterion in action.criteria:
        if criterion.library_id is None and same_words(criterion.text) == wanted:
            criterion.library_id, criterion.text = entry.id, entry.text
            return
    last = max((one.position for one in action.criteria), default=-1)
    action.criteria.append(
        CriterionTable(
            position=last + 1,
            text=entry.text,
            unit=entry.unit,
            target="",
            actual="",
            library_id=entry.id,
        )
    )


def _label(session: Session, action_ids: Sequence[int]) -> str:
    rows = finding.rows(session, action_ids)
    where = rows[0].ref if len(rows) == 1 and rows[0].ref else f"{len(rows)} actions"
    return f"success criteria of {where}"


def _chunks(keys: Sequence[int]) -> Iterable[Sequence[int]]:
    return (keys[at : at + _CHUNK] for at in range(0, len(keys), _CHUNK))
