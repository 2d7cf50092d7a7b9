"""What may be said of an exception without saying anything of a case."""

from __future__ import annotations


def where(error: BaseException) -> str:
    """Return an exception's kind and place, "KeyError grid.py:120": no message, no values.

    The message of a driver or a parser may quote what is in the file (SECURITY 3.9).
    """
    place = error.__traceback__
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    if place is None:
        return type(error).__name__
    name = place.tb_frame.f_code.co_filename.replace("\\", "/").rsplit("/", 1)[-1]
    return f"{type(error).__name__} {name}:{place.tb_lineno}"
