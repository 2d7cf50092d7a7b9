"""What only Windows tells the program: its session was locked, it goes to sleep, who captures it.

Written from its documentation and read by `mypy --platform win32`; not yet run on Windows.
"""

from __future__ import annotations

import sys

if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes
    from typing import Final

    _WM_QUERYENDSESSION: Final = 0x0011
    _WM_POWERBROADCAST: Final = 0x0218
    _WM_WTSSESSION_CHANGE: Final = 0x02B1
    _SUSPENDS: Final = 4
    # Console or remote session disconnected, logged off, locked.
    _LEAVES: Final = frozenset({2, 4, 6, 7})
    _EXCLUDE_FROM_CAPTURE: Final = 0x11
    _BLACK_IN_CAPTURE: Final = 0x01
    _CAPTURED: Final = 0x00

    class _LastInput(ctypes.Structure):
        _fields_ = (("size", wintypes.UINT), ("tick", wintypes.DWORD))

    def watch_session(window: int) -> None:
        """Ask to be told when this session is locked, left or disconnected."""
        ctypes.windll.wtsapi32.WTSRegisterSessionNotification(wintypes.HWND(window), 0)

    def asks_to_lock(message: int) -> bool:
        """Tell whether a native message means that the user leaves the machine."""
        told = wintypes.MSG.from_address(message)
        if told.message == _WM_WTSSESSION_CHANGE:
            return int(told.wParam) in _LEAVES
        if told.message == _WM_POWERBROADCAST:
            return int(told.wParam) == _SUSPENDS
        return bool(told.message == _WM_QUERYENDSESSION)

    def leave_out_of_capture(window: int, *, leave_out: bool) -> None:
        """Keep a window out of shared screens and screenshots; black where that is not known.

        Microsoft gives no guarantee; a camera still sees it (SECURITY, section 2).
        """
        user = ctypes.windll.user32
        handle = wintypes.HWND(window)
        if not leave_out:
            user.SetWindowDisplayAffinity(handle, _CAPTURED)
        elif not user.SetWindowDisplayAffinity(handle, _EXCLUDE_FROM_CAPTURE):
            user.SetWindowDisplayAffinity(handle, _BLACK_IN_CAPTURE)

    def idle_ms() -> int:
        """Return how long nobody has touched the machine, in any program."""
        last = _LastInput()
        last.size = ctypes.sizeof(last)
        if not ctypes.windll.user32.GetLastInputInfo(ctypes.byref(last)):
            return 0
        # Both tick counts wrap after 49 days; their difference does not care.
        return int((ctypes.windll.kernel32.GetTickCount() - last.tick) & 0xFFFFFFFF)
