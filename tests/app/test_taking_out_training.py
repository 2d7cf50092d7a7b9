"""The statement of who is trained is taken out by a command, whole or of one department."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from prevent_desk.app.command_line import _parser
from prevent_desk.app.services import Services, build
from prevent_desk.app.taking_out_training import StatementOrder, take_out_statement
from prevent_desk.core.clock import SetClock
from prevent_desk.core.errors import Refused
from prevent_desk.store import audit
from prevent_desk.training.model.courses import NewCourse
from prevent_desk.training.model.departments import NewDepartment
from prevent_desk.training.model.people import NewLearner
from prevent_desk.vault.model import Role
from prevent_desk.vault.service import unlock
from tests import ready
from tests.app.conftest import desk_with_three_keys
from tests.app.program import NOW
from tests.vault.desks import PASSPHRASE


@pytest.fixture(scope="module")
def services(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    """A desk with two departments, two people who need a course, and one who did it."""
    place = tmp_path_factory.mktemp("statement") / "Desk"
    ready.folder(desk_with_three_keys, place)
    desk = unlock(place, Role.COORDINATOR, PASSPHRASE, clock=SetClock(NOW))
    made = build(desk, desk.clock)
    training = made.training
    course = training.courses.add(NewCourse("Awareness", refresh_months=24))
    training.needs.add(course)
    for name in ("Housing", "Libraries"):
        department = training.departments.add(NewDepartment(name))
        number = training.people.add(NewLearner(f"Ada {name}", department_id=department))
        if name == "Housing":
            training.completions.add(number, course, NOW.date() - timedelta(days=30))
    yield made
    desk.close(backup=False)


def rows(path: Path) -> list[list[str]]:
    sheet = load_workbook(path).active
    assert sheet is not None
    found = [[str(cell) for cell in row if cell is not None]
             for row in sheet.iter_rows(values_only=True)]  # fmt: skip
    return [row for row in found if len(row) > 5]


def test_the_workbook_has_each_department_and_the_trail_knows_of_it(
    services: Services, tmp_path: Path
) -> None:
    to = tmp_path / "statement.xlsx"
    assert take_out_statement(services, StatementOrder(to)) == []
    assert [row[:4] for row in rows(to)[1:]] == [
        ["All departments", "Awareness", "2", "1"],
        ["Housing", "Awareness", "1", "1"],
        ["Libraries", "Awareness", "1", "0"],
    ]
    assert audit.records(services.desk.store)[0].action == "exported"


def test_one_department_of_a_day_past_is_a_pdf_that_names_nobody(
    services: Services, tmp_path: Path
) -> None:
    to = tmp_path / "statement.pdf"
    day = NOW.date() - timedelta(days=60)
    take_out_statement(services, StatementOrder(to, day.isoformat(), ("housing",), "OFFICIAL"))
    told = "\n".join(page.extract_text() for page in PdfReader(to).pages)
    assert "Housing" in told
    assert "Libraries" not in told
    assert "Ada" not in told


@pytest.mark.parametrize(
    ("order", "words"),
    [
        (StatementOrder(Path("a.txt")), "does not end in"),
        (StatementOrder(Path("a.pdf"), departments=("Parks",)), "no department “Parks”"),
        (StatementOrder(Path("a.pdf"), as_of="31/2/2025"), "February 2025"),
    ],
)
def test_what_cannot_be_is_refused_in_words(
    services: Services, order: StatementOrder, words: str
) -> None:
    with pytest.raises(Refused, match=words):
        take_out_statement(services, order)


def test_the_command_says_what_it_wants() -> None:
    given = _parser().parse_args(
        ["export", "training-statement", "--to", "s.pdf", "--department", "Housing",
         "--department", "Youth", "--vault", "Desk"]
    )  # fmt: skip
    assert (given.to, given.department, given.as_of) == (Path("s.pdf"), ["Housing", "Youth"], "")
