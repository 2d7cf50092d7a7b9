"""Who needs which course: everybody, a department, a role, or a role in a department."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Need:
    """One line of who needs a course; without role and department it is everybody."""

    id: int
    course_id: int
    role_id: int | None = None
    department_id: int | None = None
    note: str = ""

    def concerns(self, department_id: int | None, role_id: int | None) -> bool:
        """Return whether somebody of a department and a role needs it."""
        return self.role_id in {None, role_id} and self.department_id in {None, department_id}

    @property
    def needs_no_role(self) -> bool:
        """Whether a whole department needs it, whatever its people do."""
        return self.role_id is None


class Required:
    """Which courses people need, each pair of department and role worked out once."""

    def __init__(self, needs: Iterable[Need]) -> None:
        self._needs = tuple(needs)
        self._known: dict[tuple[int | None, int | None], tuple[int, ...]] = {}

    def of(self, department_id: int | None, role_id: int | None) -> tuple[int, ...]:
        """Return the courses somebody needs, by number."""
        key = department_id, role_id
        found = self._known.get(key)
        if found is None:
            found = tuple(sorted({one.course_id for one in self._needs if one.concerns(*key)}))
            self._known[key] = found
        return found

    def of_whole(self, department_id: int) -> tuple[int, ...]:
        """Return the courses a department's people need whatever they do, by number."""
        return tuple(
            sorted(
                {
                    one.course_id
                    for one in self._needs
                    if one.needs_no_role and one.department_id in {None, department_id}
                }
            )
        )


def said(
    needs: Iterable[Need], departments: Mapping[int, str], roles: Mapping[int, str]
) -> list[str]:
    """Return who needs a course, a line each: "Everybody", "Housing", "Managers in Housing"."""
    found = []
    for one in needs:
        role = roles.get(one.role_id or 0, "")
        department = departments.get(one.department_id or 0, "")
        if one.role_id is None:
            found.append(department if one.department_id is not None else "Everybody")
        elif one.department_id is None:
            found.append(role)
        else:
            found.append(f"{role} in {department}")
    return found
