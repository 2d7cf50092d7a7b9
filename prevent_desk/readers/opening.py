"""Any file from outside to one plain shape; runs in a limited child (`asking.ask` starts it).

What kind a file is, its bytes say, never its name. A parser is imported only by who needs it: a
child reads one file and ends.
"""

from __future__ import annotations

from prevent_desk.readers import guard, handed
from prevent_desk.readers.grid import FileKind, Workbook


def read(payload: bytes) -> Workbook:
    """Return what a file holds, as texts in their places.

    Args:
        payload: What `asking.ask` hands to a child's function: a file's bytes, or those and a
            password (`handed`).

    Raises:
        Refused: It is none that can be read, or none that may be; with a code of `refusals`.
    """
    data, password = handed.unpack(payload)
    locked = guard.is_locked(data)
    if locked:
        from prevent_desk.readers import unlocking

        data = unlocking.unlocked(data, password)
    found = _read(data)
    found.locked = locked
    return found


def _read(data: bytes) -> Workbook:
    kind = guard.check(data)
    if kind is FileKind.OPEN_WORKBOOK:
        from prevent_desk.readers import open_workbook

        return open_workbook.read(data)
    if kind is FileKind.OLD_WORKBOOK:
        from prevent_desk.readers import old_workbook

        return old_workbook.read(data)
    if kind is FileKind.DOCUMENT:
        from prevent_desk.readers import document

        return document.read(data)
    from prevent_desk.readers import workbook

    return workbook.read(data)
