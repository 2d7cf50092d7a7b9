"""The coverage matrix: 10,000 people, 12 courses, 60 departments; beside it the half of them.

The baseline of the same run is the whole reading of the same people and completions by plain SQL,
grouped in the database: what a report writer would do first.
"""

from __future__ import annotations

import random
import secrets
import tempfile
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path

from sqlalchemy import func, insert, select

from prevent_desk.actions.service import Actions
from prevent_desk.app import schema
from prevent_desk.contacts import service as contacts
from prevent_desk.core.clock import SetClock
from prevent_desk.store.engine import create_store
from prevent_desk.store.session import Store
from prevent_desk.training import service
from prevent_desk.training.model.courses import NewCourse
from prevent_desk.training.model.coverage import Scope, Standing
from prevent_desk.training.model.departments import NewDepartment
from prevent_desk.training.service import TrainingServices
from prevent_desk.training.tables import CompletionTable, LearnerTable
from tests.benchmarks.figures import Figure, side_by_side

PEOPLE, COURSES, DEPARTMENTS = 10_000, 12, 60
_TODAY = date(2025, 11, 25)


def measure() -> list[Figure]:
    """Measure both desks in turn."""
    schema.know_all_tables()
    with tempfile.TemporaryDirectory() as place:
        whole = _desk(Path(place) / "whole.pdv", PEOPLE)
        half = _desk(Path(place) / "half.pdv", PEOPLE // 2)
        all_of_them, of_half = side_by_side(whole.coverage.matrix, half.coverage.matrix, rounds=7)
        _, plain = side_by_side(lambda: None, partial(_by_sql, whole.store), rounds=3)
        listed, _ = side_by_side(partial(_open_list, whole), lambda: None, rounds=3)
        figures = [
            Figure("training", "matrix of 10,000 people, 12 courses", all_of_them, "the target",
                   0, 300),
            Figure("training", "the same for 10,000", all_of_them, "for 5,000", of_half, 2.4),
            Figure("training", "the same", all_of_them, "grouped by plain SQL", plain, 1.0),
            Figure("training", "the open list of one cell of 60 x 12", listed, "the matrix",
                   all_of_them, 1.0),
        ]  # fmt: skip
        for desk in (whole, half):
            desk.store.close()
    return figures


def _desk(path: Path, people: int) -> TrainingServices:
    clock = SetClock(datetime(2025, 11, 25, 14, tzinfo=UTC))
    store = create_store(path, secrets.token_bytes(32), "desk-of-benchmarks", clock, "coordinator")
    known = contacts.build(store, clock)
    training = service.build(store, clock, known, Actions(store, clock, known))
    chance = random.Random(5)
    courses = [
        training.courses.add(NewCourse(f"Course {n}", refresh_months=chance.choice([12, 24, 36])))
        for n in range(COURSES)
    ]
    departments = [
        training.departments.add(NewDepartment(f"Department {n}")) for n in range(DEPARTMENTS)
    ]
    roles = [training.roles.add(f"Role {n}") for n in range(8)]
    for place, course in enumerate(courses):
        if place < 3:
            training.needs.add(course)
        else:
            training.needs.add(course, chance.choice(roles))
            training.needs.add(course, department_id=chance.choice(departments))
    _fill(store, people, courses, departments, roles, chance)
    store.close_history()
    return training


def _fill(
    store: Store,
    people: int,
    courses: list[int],
    departments: list[int],
    roles: list[int],
    chance: random.Random,
) -> None:
    at = datetime(2025, 11, 1, 9)  # noqa: DTZ001 - as the store keeps moments
    with store.writing(None) as session:
        session.execute(
            insert(LearnerTable),
            [
                {
                    "id": n, "staff_no": f"S{n:06}", "name": f"Given{n % 97} Family{n}",
                    "given": f"Given{n % 97}", "family": f"Family{n}",
                    "email": f"person{n}@council.example", "note": "", "source": "list",
                    "department_id": departments[n % len(departments)],
                    "role_id": chance.choice(roles), "listed": _TODAY - timedelta(days=22),
                    "started": _TODAY - timedelta(days=chance.randrange(4000)), "at": at,
                }
                for n in range(1, people + 1)
            ],
        )  # fmt: skip
        session.execute(
            insert(CompletionTable),
            [
                {
                    "learner_id": n, "course_id": course, "how": "certificate",
                    "on": _TODAY - timedelta(days=chance.randrange(1500)), "certificate": "",
                    "source": "", "note": "", "at": at, "by": "Officer",
                }
                for n in range(1, people + 1)
                for course in chance.sample(courses, 6)
            ],
        )  # fmt: skip


def _by_sql(store: Store) -> None:
    """Read the newest day of everybody's courses, grouped by the database."""
    query = (
        select(
            LearnerTable.department_id, CompletionTable.course_id, CompletionTable.learner_id,
            func.max(CompletionTable.on),
        )
        .join(LearnerTable, LearnerTable.id == CompletionTable.learner_id)
        .group_by(CompletionTable.course_id, CompletionTable.learner_id)
    )  # fmt: skip
    with store.reading() as session:
        session.execute(query).all()


def _open_list(training: TrainingServices) -> None:
    department = training.departments.all()[3].id
    course = training.courses.all()[0].id
    scope = Scope(frozenset({department}), frozenset({course}))
    training.coverage.held(None, scope, [Standing.LAPSED, Standing.UNKNOWN, Standing.DUE])
