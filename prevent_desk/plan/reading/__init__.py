"""A delivery plan read from a file a person was given; no Qt, no database."""

from prevent_desk.plan.reading.file import read_plan_file

__all__ = ["read_plan_file"]
