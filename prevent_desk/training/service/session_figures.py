"""What training comes to in a period, and what a session says of itself as evidence.

What is counted is what reports to the partnership print (domain notes, 7.2): sessions in all, whose
people they were, heads by kind of audience, people trained in each course.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from prevent_desk.core.money import say_cost
from prevent_desk.logbook.model.counted import Count, Tally
from prevent_desk.logbook.model.figures import Figure
from prevent_desk.logbook.model.nouns import PEOPLE, Noun
from prevent_desk.logbook.model.period import By, Period
from prevent_desk.logbook.model.query import Query
from prevent_desk.logbook.service.plan_links import RecordFact
from prevent_desk.logbook.service.table_log import within
from prevent_desk.store.keys import filled
from prevent_desk.training.model.feedback import say_average
from prevent_desk.training.model.sessions import SESSION, State
from prevent_desk.training.service.session_counts import CountedLog, Group
from prevent_desk.training.service.sessions import KIND, PAGE, TAB
from prevent_desk.training.service.sessions_log import ANY_BODY, DEPARTMENT, ENTRIES, HELD, NAMED
from prevent_desk.training.tables import CourseTable, TrainingSessionTable

_PENCE_OF_A_POUND = 100
_TRAINED = Noun("person trained", "people trained")


class SessionFigures:
    """Counts training sessions of any period; satisfies `FigureSource`."""

    title = "Training"

    def __init__(self, log: CountedLog) -> None:
        self._log = log

    def figures(self, period: Period, by: By) -> Sequence[Figure]:
        """Return sessions, people and bodies, then people of each course and each audience.

        A course or audience stands there where it ever had a session, so that periods compare.
        """
        return _Count(self._log, period, by).all()


class _Count:
    """One period, read once."""

    def __init__(self, log: CountedLog, period: Period, by: By) -> None:
        self._log = log
        self._held_query = within(period, by, HELD)
        planned = {"state": frozenset({State.PLANNED.value})}
        self._planned_query = within(period, by, planned)
        self._held = log.groups(self._held_query)
        self._late = frozenset(key for one in self._held if one.late for key in one.ids)

    def all(self) -> list[Figure]:
        """Return the figures, in the order they are read."""
        held = self._held_query
        planned = Noun("planned session", "planned sessions")
        return [
            self._sessions("sessions", SESSION, held, self._held),
            self._people("people", _TRAINED, held, self._held),
            self._named(),
            self._bodies(),
            *self._own_departments(),
            *self._by_course(),
            *self._by_audience(),
            self._forms(),
            self._spent(),
            self._sessions(
                "planned", planned, self._planned_query, self._log.groups(self._planned_query)
            ),
        ]

    # One figure each

    def _named(self) -> Figure:
        chosen = self._held_query.choosing("attendance", frozenset({NAMED}))
        people = self._log.attended_by_name(self._held_query)
        different = len({learner for there in people.values() for learner in there})
        noun = Noun("person known by name", "people known by name")
        return self._figure("named", noun, different, chosen, people)

    def _bodies(self) -> Figure:
        bodies = self._log.bodies(self._held_query)
        ids = [key for keys in bodies.values() for key in keys]
        noun = Noun("organisation", "organisations")
        chosen = self._held_query.choosing("whose", frozenset({ANY_BODY}))
        return self._figure("bodies", noun, len(bodies), chosen, ids)

    def _own_departments(self) -> list[Figure]:
        of = [one for one in self._held if one.is_own]
        own = frozenset(f"{DEPARTMENT}{key}" for key in self._log.departments())
        query = self._held_query.choosing("whose", own or frozenset({f"{DEPARTMENT}0"}))
        sessions = Noun("session for own departments", "sessions for own departments")
        people = Noun("person of own departments", "people of own departments")
        return [
            self._sessions("departments sessions", sessions, query, of),
            self._people("departments people", people, query, of),
        ]

    def _by_course(self) -> list[Figure]:
        found = []
        for code, words in self._log.used_courses():
            query = self._held_query.choosing("course", frozenset({code}))
            of = [one for one in self._held if str(one.course_id) == code]
            found += [
                self._sessions(f"course {code} sessions", _about(SESSION, words), query, of),
                self._people(f"course {code} people", _about(_TRAINED, words), query, of),
            ]
        return found

    def _by_audience(self) -> list[Figure]:
        found = []
        for code, words in self._log.used_audiences():
            query = self._held_query.choosing("audience", frozenset({code}))
            of = [one for one in self._held if one.audience == code]
            found.append(self._people(f"audience {code}", _about(PEOPLE, words), query, of))
        return found

    def _forms(self) -> Figure:
        forms = self._log.feedback_on(self._held_query)
        noun, only = Noun("feedback form", "feedback forms"), Query(ids=frozenset(forms))
        said = say_average(self._log.score(self._held_query)) if forms else ""
        note = f"{said} overall" if said else ""
        return self._figure("feedback", noun, sum(forms.values()), only, forms, note)

    def _spent(self) -> Figure:
        spent = self._log.spent(self._held_query)
        every = sum(len(one.ids) for one in self._held)
        without = ENTRIES.counted(every - len(spent.ids))
        note = f"{say_cost(spent.pence)}; {without} without a cost" if spent.ids else ""
        pounds = round(spent.pence / _PENCE_OF_A_POUND)
        noun, only = Noun("pound spent", "pounds spent"), Query(ids=frozenset(spent.ids))
        return self._figure("cost", noun, pounds, only, spent.ids, note)

    # Inside

    def _sessions(self, key: str, noun: Noun, query: Query, of: Sequence[Group]) -> Figure:
        value = sum((one.sessions for one in of), Tally())
        return self._tallied(key, noun, value, query, of)

    def _people(self, key: str, noun: Noun, query: Query, of: Sequence[Group]) -> Figure:
        value = sum((one.people for one in of), Tally())
        return self._tallied(key, noun, value, query, of)

    def _tallied(
        self, key: str, noun: Noun, value: Tally, query: Query, of: Sequence[Group]
    ) -> Figure:
        ids = tuple(number for one in of for number in one.ids)
        late = tuple(number for one in of if one.late for number in one.ids)
        position = {"tab": TAB, "query": query.to_json()}
        return Figure(key, noun, value, ids, late, PAGE, position, ENTRIES)

    def _figure(
        self, key: str, noun: Noun, value: int, query: Query, ids: Iterable[int], note: str = ""
    ) -> Figure:
        counted = tuple(ids)
        late = tuple(number for number in counted if number in self._late)
        position = {"tab": TAB, "query": query.to_json()}
        return Figure(key, noun, value, counted, late, PAGE, position, ENTRIES, note)


class SessionFacts:
    """Sessions as evidence of the plan; satisfies `RecordFacts`."""

    key = KIND
    words = "Training sessions"
    icon = "graduation-cap"

    def facts(self, session: Session, ids: Sequence[int]) -> Mapping[int, RecordFact]:
        """Return what sessions say of themselves; one that was not held counts nothing."""
        table = TrainingSessionTable
        rows = session.execute(
            select(table, CourseTable.title)
            .outerjoin(CourseTable, CourseTable.id == table.course_id)
            .where(table.id.in_(filled(ids)))
        )
        return {row.id: _fact(row, title or "") for row, title in rows}

    def newest(self, session: Session, most: int) -> Sequence[int]:
        """Return the newest sessions that were not cancelled."""
        table = TrainingSessionTable
        query = (
            select(table.id)
            .where(table.state != State.CANCELLED.value)
            .order_by(table.first.desc(), table.id.desc())
            .limit(most)
        )
        return list(session.scalars(query))


def _fact(row: TrainingSessionTable, course: str) -> RecordFact:
    held = row.state == State.HELD.value
    told = Count.of(row.attended, row.attended_how).said(PEOPLE) if held else "not held"
    detail = ", ".join(part for part in (row.told, told) if part)
    return RecordFact(
        row.title or course or "Training session", detail, row.first,
        row.sessions if held else None, row.attended if held else None, SessionFacts.icon, PAGE,
        {"tab": TAB, "record": row.id},
    )  # fmt: skip


def _about(noun: Noun, words: str) -> Noun:
    return Noun(f"{noun.one}, {words}", f"{noun.many}, {words}")
