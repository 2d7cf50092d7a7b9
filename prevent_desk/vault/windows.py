"""Everything of the vault that only Windows knows; on other systems the module is empty.

Written from its documentation and read by `mypy --platform win32`; not yet run on Windows.
"""

from __future__ import annotations

import sys

if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes
    from pathlib import Path
    from typing import Final

    _DRIVE_REMOVABLE: Final = 2
    _DRIVE_REMOTE: Final = 4
    _NO_ERROR_BOXES: Final = 0x0001 | 0x0002 | 0x8000
    _ATTRIBUTES_OF_PLACEHOLDERS: Final = 0x1000 | 0x40000 | 0x400000
    _NOT_FOUND: Final = 0xFFFFFFFF
    _SDDL_REVISION: Final = 1
    _DACL: Final = 4

    class _MemoryStatus(ctypes.Structure):
        _fields_ = (
            ("length", wintypes.DWORD),
            ("load", wintypes.DWORD),
            ("total", ctypes.c_ulonglong),
            ("free", ctypes.c_ulonglong),
            ("page_total", ctypes.c_ulonglong),
            ("page_free", ctypes.c_ulonglong),
            ("virtual_total", ctypes.c_ulonglong),
            ("virtual_free", ctypes.c_ulonglong),
            ("extended_free", ctypes.c_ulonglong),
        )

    def machine_memory() -> int:
        """Return the bytes of the machine's memory, or 0 where it does not say."""
        status = _MemoryStatus()
        status.length = ctypes.sizeof(status)
        if not ctypes.windll.kernel32.GlobalMemoryStatusEx(ctypes.byref(status)):
            return 0
        return int(status.total)

    def is_remote(folder: Path) -> bool:
        """Tell whether a folder is on another machine: a UNC path, or a mapped drive."""
        text = str(folder.resolve())
        return text.startswith("\\\\") or _drive_type(folder) == _DRIVE_REMOTE

    def is_removable(folder: Path) -> bool:
        """Tell whether a folder is on a stick or card."""
        return _drive_type(folder) == _DRIVE_REMOVABLE

    def is_placeholder(folder: Path) -> bool:
        """Tell whether a cloud service holds the folder's content until it is asked for."""
        attributes = ctypes.windll.kernel32.GetFileAttributesW(str(folder)) & 0xFFFFFFFF
        return attributes != _NOT_FOUND and bool(attributes & _ATTRIBUTES_OF_PLACEHOLDERS)

    def harden() -> None:
        """Keep this process's memory from other programs of the same user, and from crash dumps."""
        kernel, security = ctypes.windll.kernel32, ctypes.windll.advapi32
        kernel.SetErrorMode(_NO_ERROR_BOXES)
        kernel.SetDllDirectoryW("")
        ctypes.windll.wer.WerAddExcludedApplication(Path(sys.executable).name, False)
        # Owner: may end and watch the process, not read its memory; system: everything.
        descriptor = ctypes.c_void_p()
        made = security.ConvertStringSecurityDescriptorToSecurityDescriptorW(
            "D:(A;;0x101001;;;OW)(A;;0x1FFFFF;;;SY)",
            _SDDL_REVISION,
            ctypes.byref(descriptor),
            None,
        )
        if not made:
            return
        kernel.GetCurrentProcess.restype = wintypes.HANDLE
        process = wintypes.HANDLE(kernel.GetCurrentProcess())
        security.SetKernelObjectSecurity(process, _DACL, descriptor)
        kernel.LocalFree(descriptor)

    def _drive_type(folder: Path) -> int:
        return int(ctypes.windll.kernel32.GetDriveTypeW(f"{folder.resolve().drive}\\"))
