"""The courses the program ships, with who is usually asked to take each (`resources/training`)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache

from prevent_desk import paths
from prevent_desk.core.errors import Fault
from prevent_desk.training.model.courses import NewCourse

EVERYBODY = "everybody"


@dataclass(frozen=True, slots=True)
class Shipped:
    """A course of the catalogue.

    Attributes:
        needs: The code of the course to be taken before it; or empty.
        needed_by: Titles of the roles that need it; `EVERYBODY` for all.
    """

    course: NewCourse
    needs: str
    needed_by: tuple[str, ...]


@cache
def shipped() -> tuple[Shipped, ...]:
    """Return the catalogue in its order."""
    return read((paths.resources() / "training" / "courses.toml").read_text("utf-8"))


def read(text: str) -> tuple[Shipped, ...]:
    """Read a catalogue.

    Raises:
        Fault: A course comes twice, or builds on one that does not come before it.
    """
    found: list[Shipped] = []
    known: set[str] = set()
    for one in tomllib.loads(text)["courses"]:
        code, needs = one["code"], one.get("needs", "")
        if code in known or (needs and needs not in known):
            raise Fault(f"The catalogue's course “{code}” stands wrong.")
        known.add(code)
        course = NewCourse(
            title=one["title"], short=one.get("short", ""), kind=one["kind"],
            audience=one["audience"], minutes=one.get("minutes"),
            refresh_months=one.get("refresh_months"), basis=one["basis"],
            note=one.get("note", ""), code=code,
        )  # fmt: skip
        found.append(Shipped(course, needs, tuple(one.get("needed_by", ()))))
    return tuple(found)
