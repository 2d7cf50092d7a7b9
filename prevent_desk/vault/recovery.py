"""The recovery key: 128 random bits a person can copy from paper, with two check characters."""

from __future__ import annotations


def generate() -> str:
    """Return a new recovery key: seven groups of four characters, a space between."""
    raise NotImplementedError


def normalise(text: str) -> str:
    """Return a key as typed from paper in its one form. Refused in words when it is not one."""
    raise NotImplementedError


def groups_to_type_back(count: int = 2) -> tuple[int, ...]:
    """Choose which groups a person types back, counted from 1, in order."""
    raise NotImplementedError


def group(key: str, number: int) -> str:
    """Return one group of a key, counted from 1."""
    raise NotImplementedError


def group_matches(key: str, number: int, typed: str) -> bool:
    """Tell whether what was typed is that group, whatever its case, O for 0, or I for 1."""
    raise NotImplementedError
