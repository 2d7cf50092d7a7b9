"""What the list of people can be filtered by: the keys and codes screens and service share."""

from __future__ import annotations

from prevent_desk.training.model.coverage import Standing

DEPARTMENT, ROLE, TRAINED, STATE = "department", "role", "trained", "state"
LEFT, DOUBLE, UNPLACED = "left", "double", "unplaced"
ANY = 0
"""Instead of a course: any that somebody needs."""


def code(course_id: int, standing: Standing) -> str:
    """Return how the filter of training names a standing with a course."""
    return f"{course_id}:{standing.value}"


def read_code(text: str) -> tuple[int, Standing] | None:
    """Return course and standing of a code; None where it is none."""
    number, _, standing = text.partition(":")
    if not number.isdigit() or standing not in set(Standing):
        return None
    return int(number), Standing(standing)
