"""One piece of work done beside its caller, who goes on and asks for the answer later.

For work that holds no interpreter lock (hashing, the database's own code): Python beside Python
gains nothing. Work of a window is a job (`ui.jobs`).
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Generic, TypeVar, cast

Result = TypeVar("Result")


class Beside(Generic[Result]):
    """Work that has begun."""

    def __init__(self, work: Callable[[], Result]) -> None:
        self._result: Result | None = None
        self._error: BaseException | None = None
        self._thread = threading.Thread(target=self._run, args=(work,), daemon=True)
        self._thread.start()

    def answer(self) -> Result:
        """Wait for the work and return what it returned; asked again, the same.

        Raises:
            BaseException: Whatever the work raised.
        """
        self._thread.join()
        if self._error is not None:
            raise self._error
        return cast("Result", self._result)

    def _run(self, work: Callable[[], Result]) -> None:
        try:
            self._result = work()
        except BaseException as error:  # noqa: BLE001 - it is raised again by `answer`
            self._error = error
