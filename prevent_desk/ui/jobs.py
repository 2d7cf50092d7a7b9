"""Work that takes longer than a blink, done beside the window.

The one place that starts threads. `work(report, stopped)` is given two plain callables and knows
nothing of Qt; its answer comes back on the window's own thread, and only while the owner still
exists.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from itertools import count
from typing import Any, Generic, TypeVar, cast

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal, Slot

from prevent_desk.core.errors import Stopped as StoppedError

Result = TypeVar("Result")
Report = Callable[[int, int, str], None]
"""Tell how far work is: steps done, steps in all (0: not known), what is being done."""
Stopped = Callable[[], bool]
"""Ask whether the user pressed Cancel."""
Work = Callable[[Report, Stopped], Result]


class Job(Generic[Result]):
    """One piece of work under way; ask it to stop, or whether it still runs."""

    def __init__(
        self,
        number: int,
        done: Callable[[Result], object] | None,
        failed: Callable[[BaseException], object] | None,
        progress: Callable[[int, int, str], object] | None,
        cancelled: Callable[[], object] | None,
    ) -> None:
        self._number = number
        self._done, self._failed = done, failed
        self._progress, self._cancelled = progress, cancelled
        self._stop = False
        self._unheard = False

    @property
    def is_running(self) -> bool:
        """Whether its end has not been told yet."""
        return self._number in _running

    def cancel(self) -> None:
        """Ask it to stop; `cancelled` is called once it has, and nothing it made is kept."""
        self._stop = True

    def stopped(self) -> bool:
        """Whether it was asked to stop; given to the work as its second argument."""
        return self._stop

    def forget(self) -> None:
        """Ask it to stop and hear no more of it; used when the owner goes away."""
        self._stop = True
        _running.pop(self._number, None)

    def _report(self, done: int, of: int, what: str) -> None:
        # Called on the work's thread, perhaps thousands of times: the window hears the newest only.
        self._latest = (done, of, what)
        if not self._unheard:
            self._unheard = True
            _post().reported.emit(self._number)

    def _heard(self) -> None:
        self._unheard = False
        if self._progress is not None and not self._stop:
            self._progress(*self._latest)

    def _ended(self, answer: Result | None, error: BaseException | None) -> None:
        if isinstance(error, StoppedError) or (error is None and self._stop):
            if self._cancelled is not None:
                self._cancelled()
        elif error is None:
            if self._done is not None:
                self._done(cast("Result", answer))
        elif self._failed is not None:
            self._failed(error)
        else:
            sys.excepthook(type(error), error, error.__traceback__)


def run(
    work: Work[Result],
    owner: QObject,
    done: Callable[[Result], object] | None = None,
    failed: Callable[[BaseException], object] | None = None,
    progress: Callable[[int, int, str], object] | None = None,
    cancelled: Callable[[], object] | None = None,
) -> Job[Result]:
    """Start work in a thread; all callbacks come on the window's thread while `owner` lives.

    Args:
        work: Called with `report(done, of, what)` and `stopped()`; raises `core.errors.Stopped`
            when asked
            to stop. An answer given after Cancel is thrown away.
        owner: When it is destroyed the work is asked to stop and no callback comes.
        done: Called with the answer.
        failed: Called with the exception; without it the exception goes to `sys.excepthook`,
            which tells the user (`faults`).
        progress: Called with the newest report, at most once each turn of the event loop.
        cancelled: Called when the work has stopped because it was asked to.
    """
    job: Job[Result] = Job(next(_numbers), done, failed, progress, cancelled)
    _running[job._number] = job  # noqa: SLF001 - this module's own class
    owner.destroyed.connect(job.forget)
    _post()
    _collector.rest()
    QThreadPool.globalInstance().start(_Runner(job, work))
    return job


def running() -> int:
    """Return how many pieces of work are under way."""
    return len(_running)


def stop_all(wait_ms: int = 5000) -> bool:
    """Ask all work to stop and wait for it; False when some did not stop in time."""
    for job in list(_running.values()):
        job.forget()
    return QThreadPool.globalInstance().waitForDone(wait_ms)


class _Collector:
    """Lets Python's collector rest while work runs beside the window.

    It collects on whatever thread happens to allocate. A closed dialog that is part of a cycle
    would then be destroyed on a work's thread, and Qt crashes of it.
    """

    def __init__(self) -> None:
        self._works = 0
        self._was_on = True

    def rest(self) -> None:
        """Rest until this work, and every other, has ended."""
        if not self._works:
            self._was_on = gc.isenabled()
            gc.disable()
        self._works += 1

    def work_on(self) -> None:
        """Collect again, if this was the last work."""
        self._works -= 1
        if not self._works and self._was_on:
            gc.enable()


_collector = _Collector()
_numbers = count(1)
_running: dict[int, Job[Any]] = {}


class _Post(QObject):
    """Carries words from the threads to the window; lives as long as the process.

    Work never touches its owner: a signal sent to an object that is being destroyed may crash Qt.
    """

    reported = Signal(int)
    ended = Signal(int, object, object)

    @Slot(int)
    def tell_progress(self, number: int) -> None:
        """Hand on the newest report of a job that is still wanted."""
        job = _running.get(number)
        if job is not None:
            job._heard()  # noqa: SLF001 - this module's own class

    @Slot(int, object, object)
    def tell_end(self, number: int, answer: object, error: object) -> None:
        """Hand on an answer or a failure to an owner that still lives."""
        _collector.work_on()
        job = _running.pop(number, None)
        if job is not None:
            job._ended(answer, error if isinstance(error, BaseException) else None)  # noqa: SLF001


_posts: list[_Post] = []


def _post() -> _Post:
    # Made on first use, by `run` and so on the window's thread, where its slots are to be called.
    if not _posts:
        post = _Post()
        post.reported.connect(post.tell_progress, Qt.ConnectionType.QueuedConnection)
        post.ended.connect(post.tell_end, Qt.ConnectionType.QueuedConnection)
        _posts.append(post)
    return _posts[0]


class _Runner(QRunnable):
    """Runs one job on a thread of the pool."""

    def __init__(self, job: Job[Result], work: Work[Result]) -> None:
        super().__init__()
        self._job, self._work = job, work

    def run(self) -> None:
        """Do the work and post its answer or its failure."""
        job = self._job
        try:
            answer = self._work(job._report, job.stopped)  # noqa: SLF001 - this module's own class
        except BaseException as error:  # noqa: BLE001 - carried to the window, told there
            _post().ended.emit(job._number, None, error)  # noqa: SLF001
        else:
            _post().ended.emit(job._number, answer, None)  # noqa: SLF001
