"""The log of training sessions: what is listed, filtered, added up and taken out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import Float, cast, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session, selectinload

from prevent_desk.contacts.service import resolved
from prevent_desk.contacts.service.resolved import Known
from prevent_desk.core.clock import Clock
from prevent_desk.core.dates import say_date, say_short
from prevent_desk.core.money import say_cost
from prevent_desk.logbook.model.counted import Count, How, Tally
from prevent_desk.logbook.model.days import DayEntry
from prevent_desk.logbook.model.nouns import PEOPLE, Noun
from prevent_desk.logbook.model.parties import Party
from prevent_desk.logbook.model.query import NONE, Query
from prevent_desk.logbook.model.sheet import SheetColumn
from prevent_desk.logbook.service.table_log import (
    Condition,
    FilterOn,
    FilterWhere,
    Listed,
    Options,
    OrderBy,
    TableLog,
)
from prevent_desk.readers import shipped
from prevent_desk.store.keys import filled
from prevent_desk.store.session import Store
from prevent_desk.training.model.feedback import LEAST_FOR_AVERAGE, OVERALL, say_average
from prevent_desk.training.model.sessions import (
    SESSION,
    STATE_WORDS,
    Mode,
    Presence,
    State,
    TrainingSession,
    say_minutes,
)
from prevent_desk.training.tables import (
    CourseTable,
    DepartmentTable,
    FacilitatorTable,
    SessionFeedbackTable,
    SessionFileTable,
    SessionPersonTable,
    TrainingSessionTable,
)

KEY = "training/sessions"
_HELD_SESSION = Noun("session held", "sessions held")
ENTRIES = Noun("entry", "entries")
"""What sums are made of: one entry may stand for several sessions."""
WAITING = "waiting"
"""The code of "planned, and its day has passed" in the filter by state."""
NAMED, HEADS = "named", "heads"
DEPARTMENT, ORGANISATION = "d", "o"
"""How the codes of the filter by whom begin: "d3", "o12"."""
ANY_BODY = "o"
"""The code of "any organisation", in the contacts or not."""
HELD = {"state": frozenset({State.HELD.value})}
_TONES = {State.PLANNED: "blue", State.HELD: "green", State.CANCELLED: "grey"}
_KNOWN_WORDS = ((How.COUNTED, "Counted"), (How.ESTIMATED, "Estimated"), (How.UNKNOWN, "Not known"))


class SessionLog(TableLog[TrainingSession]):
    """Sessions as a log; satisfies `LogSource`."""

    key, title, noun = KEY, "Training sessions", SESSION

    def __init__(self, store: Store, clock: Clock) -> None:
        self._clock = clock
        self._everybody: tuple[int, Known] | None = None
        super().__init__(store)

    def listed(self) -> Listed:
        """Return what the log is made of."""
        table = TrainingSessionTable
        return Listed(
            table,
            table.first,
            table.at,
            last_day=table.last,
            searched=(
                table.title, table.told, table.venue, table.materials, table.note,
            ),
            child_searched=((FacilitatorTable.told, FacilitatorTable.session_id),),
            filters=(
                FilterWhere("state", "State", _states, self._in_state),
                FilterOn("course", "Course", table.course_id, self._courses),
                FilterOn("audience", "Audience", table.audience, _audiences),
                FilterWhere("whose", "For whom", self._bodies, self._whose),
                FilterWhere("facilitator", "Trainer", self._givers, self._given_by),
                FilterWhere("attendance", "Attendance", _known, _known_by),
            ),
            orders=(
                OrderBy("attended", "Attended", table.attended),
                OrderBy("audience", "Audience", table.audience),
            ),
            loads=(selectinload(table.facilitators), selectinload(table.course)),
        )  # fmt: skip

    def record(self, row: TrainingSessionTable) -> TrainingSession:
        """Return a row as a record; several at once are read by `records`."""
        with self._store.reading() as session:
            return self.records(session, [row])[0]

    def records(
        self, session: Session, rows: Sequence[TrainingSessionTable]
    ) -> list[TrainingSession]:
        """Return rows as records, with the names of everybody as they are now."""
        ids = [row.id for row in rows]
        known, departments = self.everybody(session), _department_names(session)
        presences = _presences(session, ids)
        files = _hanging(session, SessionFileTable.session_id, ids)
        feedback = _hanging(session, SessionFeedbackTable.session_id, ids)
        scores = _scores(session, ids)
        audiences = shipped.vocabularies()["audience"]
        found = []
        for row in rows:
            there = presences.get(row.id, {})
            found.append(TrainingSession(
                row.id, row.first, row.last, row.starts, row.minutes, row.course_id,
                row.course.title if row.course is not None else "", row.title,
                Count.of(row.sessions, row.sessions_how), Mode(row.mode), row.venue,
                whose(row, known), row.department_id,
                departments.get(row.department_id or 0, ""), row.audience,
                audiences.label(row.audience) if row.audience else "", row.invited,
                Count.of(row.attended, row.attended_how), row.cost_pence, row.materials, row.note,
                tuple(giver(one, known) for one in row.facilitators), State(row.state),
                row.cancelled, row.at, row.by, there.get(Presence.ATTENDED, 0),
                there.get(Presence.BOOKED, 0), there.get(Presence.ABSENT, 0),
                files.get(row.id, 0), feedback.get(row.id, 0), scores.get(row.id),
            ))  # fmt: skip
        return found

    def sheet(self) -> Sequence[SheetColumn[TrainingSession]]:
        """Return the columns of its workbook."""
        column = SheetColumn[TrainingSession]
        return [
            column("First day", 14, lambda one: say_date(one.first)),
            column("Last day", 14, lambda one: "" if one.last == one.first else say_date(one.last)),
            column("Starts", 8, lambda one: one.starts),
            column("Session", 34, lambda one: one.called),
            column("Course", 30, lambda one: one.course),
            column("Sessions", 9, lambda one: one.sessions.words),
            column("For whom", 34, lambda one: one.for_whom),
            column("Audience", 22, lambda one: one.audience_words),
            column("Where", 24, lambda one: one.where),
            column("Trainers", 26, lambda one: ", ".join(g.words for g in one.facilitators)),
            column("Invited", 8, lambda one: "" if one.invited is None else f"{one.invited:,}"),
            column("Attended", 11, lambda one: one.attended.words),
            column("How known", 11, lambda one: one.attended.how.value),
            column("By name", 8, lambda one: f"{one.named:,}" if one.named else ""),
            column("Length", 10, lambda one: say_minutes(one.minutes)),
            column("Cost", 10, lambda one: say_cost(one.cost_pence)),
            column("Feedback forms", 9, lambda one: f"{one.feedback:,}" if one.feedback else ""),
            column("Overall", 9, lambda one: say_average(one.score)),
            column("State", 11, lambda one: STATE_WORDS[one.state]),
            column("Materials", 24, lambda one: one.materials),
            column("Note", 40, lambda one: "\n".join(t for t in (one.cancelled, one.note) if t)),
            column("Recorded", 14, lambda one: say_short(one.at.date())),
        ]  # fmt: skip

    def entry(self, record: TrainingSession) -> DayEntry:
        """Return a session as the calendar shows it."""
        # For whom first: of a day in the calendar only the first words are seen.
        words = ": ".join(part for part in (record.for_whom, record.called) if part)
        started = f"{record.starts} {words}" if record.starts else words
        tone = "amber" if record.waits(self._clock.today()) else _TONES[record.state]
        return DayEntry(record.id, record.first, record.last, started, "graduation-cap", tone)

    def matching(self, word: str) -> Sequence[Condition]:
        """Find a session by its course, its department, its organisation and its trainers too."""
        table = TrainingSessionTable
        courses = select(CourseTable.id).where(CourseTable.title.icontains(word, autoescape=True))
        places = select(DepartmentTable.id).where(
            DepartmentTable.name.icontains(word, autoescape=True)
        )
        known = self.everybody_now()
        typed = word.casefold()
        bodies = [
            number
            for number, one in known.organisations.items()
            if typed in one.name.casefold() or typed in one.short.casefold()
        ]
        givers = [n for n, one in known.contacts.items() if typed in one.name.casefold()]
        gave = select(FacilitatorTable.session_id).where(FacilitatorTable.contact_id.in_(givers))
        return [
            table.course_id.in_(courses),
            table.department_id.in_(places),
            *([table.organisation_id.in_(bodies)] if bodies else []),
            *([table.id.in_(gave)] if givers else []),
        ]

    def totals(self, query: Query) -> str:
        """Return what the held sessions of a query come to: sessions and people, each as known."""
        held = self.held(query)
        if held is None:
            return ""
        sessions, people = self.sessions(held), self.people(held)
        if not sessions.records:
            return ""
        return f"{sessions.words(_HELD_SESSION, ENTRIES)} with {people.words(PEOPLE, ENTRIES)}"

    # For figures and other services

    def held(self, query: Query) -> Query | None:
        """Return the query for those that were held; None where it asks for none of them."""
        asked = query.chosen.get("state", frozenset())
        if asked and State.HELD.value not in asked:
            return None
        return replace(query, chosen={**query.chosen, **HELD})

    def sessions(self, query: Query) -> Tally:
        """Return how many sessions a query's records stand for."""
        table = TrainingSessionTable
        return self.tally(query, table.sessions, table.sessions_how)

    def people(self, query: Query) -> Tally:
        """Return how many came to a query's sessions."""
        table = TrainingSessionTable
        return self.tally(query, table.attended, table.attended_how)

    def departments(self) -> dict[int, str]:
        """Return every department's name by its key."""
        with self._store.reading() as session:
            return _department_names(session)

    def everybody(self, session: Session) -> Known:
        """Return all organisations and contacts, read again only after something was written."""
        generation = self._store.generation
        if self._everybody is None or self._everybody[0] != generation:
            self._everybody = generation, resolved.read(session)
        return self._everybody[1]

    def everybody_now(self) -> Known:
        """Return all organisations and contacts; asked outside of any unit."""
        with self._store.reading() as session:
            return self.everybody(session)

    # Filters

    def _in_state(self, code: str) -> Condition:
        table = TrainingSessionTable
        if code == WAITING:
            return (table.state == State.PLANNED.value) & (table.last < self._clock.today())
        return table.state == code

    def _whose(self, code: str) -> Condition:
        """Return the condition of a department ("d3"), an organisation ("o12"), or neither."""
        own, column = TrainingSessionTable.department_id, TrainingSessionTable.organisation_id
        if code == NONE:
            return own.is_(None) & column.is_(None)
        if code == ANY_BODY:
            return column.is_not(None) | (TrainingSessionTable.told != "")
        kind, number = code[:1], code[1:]
        if not number.isdigit():
            return column == -1
        if kind == DEPARTMENT:
            return own == int(number)
        known = self.everybody_now()
        one = known.organisations.get(int(number))
        return column.in_(known.numbers_of(one.id) if one is not None else [int(number)])

    def _given_by(self, code: str) -> Condition:
        column, own = FacilitatorTable.contact_id, TrainingSessionTable.id
        if not code.isdigit():
            return own.not_in(select(FacilitatorTable.session_id))
        known = self.everybody_now()
        one = known.contacts.get(int(code))
        numbers = known.people_numbers(one.id) if one is not None else [int(code)]
        return own.in_(select(FacilitatorTable.session_id).where(column.in_(numbers)))

    def _courses(self) -> Options:
        with self._store.reading() as session:
            rows = session.execute(
                select(CourseTable.id, CourseTable.title).order_by(CourseTable.place)
            )
            return [*((str(row.id), row.title) for row in rows), (NONE, "No course")]

    def _bodies(self) -> Options:
        """Return own departments, then the organisations that ever had a session."""
        used = select(TrainingSessionTable.organisation_id).distinct()
        with self._store.reading() as session:
            known = self.everybody(session)
            numbers = [one for one in session.scalars(used) if one is not None]
        places = {known.organisations[one].id: known.organisations[one] for one in numbers}
        named = sorted(places.values(), key=lambda one: one.called.casefold())
        departments = self.departments()
        return [
            *((f"{DEPARTMENT}{key}", name) for key, name in departments.items()),
            (ANY_BODY, "Any organisation"),
            *((f"{ORGANISATION}{one.id}", one.called) for one in named),
            (NONE, "No department, no contact’s organisation"),
        ]

    def _givers(self) -> Options:
        used = select(FacilitatorTable.contact_id).distinct()
        with self._store.reading() as session:
            known = self.everybody(session)
            numbers = [one for one in session.scalars(used) if one is not None]
        people = {known.contacts[one].id: known.contacts[one] for one in numbers}
        named = sorted(people.values(), key=lambda one: one.name.casefold())
        return [*((str(one.id), one.name) for one in named), (NONE, "Nobody noted")]


def whose(row: TrainingSessionTable, known: Known) -> Party | None:
    """Return whose people they were, as they are called now; None where nothing is said."""
    place = known.organisations.get(row.organisation_id or 0)
    if place is not None:
        return Party(place.called, place.id)
    return Party(row.told) if row.told else None


def giver(row: FacilitatorTable, known: Known) -> Party:
    """Return who gave a session, as they are called now."""
    person = known.contacts.get(row.contact_id or 0)
    if person is not None:
        return Party(person.name, person.organisation_id, person.id)
    return Party(row.told)


def _states() -> Options:
    words = [(state.value, STATE_WORDS[state]) for state in State]
    return [*words[:1], (WAITING, "Planned, its day has passed"), *words[1:]]


def _audiences() -> Options:
    terms = shipped.vocabularies()["audience"].terms
    return [*((term.code, term.label) for term in terms), (NONE, "Not said")]


def _known() -> Options:
    hows = [(how.value, words) for how, words in _KNOWN_WORDS]
    return [*hows, (NAMED, "Some known by name"), (HEADS, "Heads only")]


def _known_by(code: str) -> Condition:
    own = TrainingSessionTable.id
    named = select(SessionPersonTable.session_id)
    if code == NAMED:
        return own.in_(named.where(SessionPersonTable.state == Presence.ATTENDED.value))
    if code == HEADS:
        return own.not_in(named)
    return TrainingSessionTable.attended_how == code


def _department_names(session: Session) -> dict[int, str]:
    rows = session.execute(
        select(DepartmentTable.id, DepartmentTable.name).order_by(DepartmentTable.name)
    )
    return {row.id: row.name for row in rows}


def _presences(session: Session, ids: Sequence[int]) -> dict[int, dict[str, int]]:
    table = SessionPersonTable
    rows = session.execute(
        select(table.session_id, table.state, func.count())
        .where(table.session_id.in_(filled(ids)))
        .group_by(table.session_id, table.state)
    )
    found: dict[int, dict[str, int]] = {}
    for session_id, state, number in rows:
        found.setdefault(session_id, {})[state] = number
    return found


OVERALL_ANSWER = cast(func.json_extract(SessionFeedbackTable.answers, f"$.{OVERALL}"), Float)
"""The answer to the question that scores a session, as a number; nothing where it is none."""


def _scores(session: Session, ids: Sequence[int]) -> dict[int, float]:
    """Return what the feedback says overall, by session; those with too few answers left out."""
    column = SessionFeedbackTable.session_id
    query = (
        select(column, func.avg(OVERALL_ANSWER))
        .where(column.in_(filled(ids)))
        .group_by(column)
        .having(func.count(OVERALL_ANSWER) >= LEAST_FOR_AVERAGE)
    )
    return dict(session.execute(query).all())


def _hanging(
    session: Session, column: InstrumentedAttribute[int], ids: Sequence[int]
) -> dict[int, int]:
    """Return how many rows hang on sessions, by session; those without any are left out."""
    query = select(column, func.count()).where(column.in_(filled(ids))).group_by(column)
    return dict(session.execute(query).all())
