from __future__ import annotations

import subprocess
import sys

import pytest

PROBE = """
import ctypes, resource
from prevent_desk.vault.hardening import harden
harden()
assert resource.getrlimit(resource.RLIMIT_CORE) == (0, 0)
assert ctypes.CDLL(None).prctl(3, 0, 0, 0, 0) == 0  # PR_GET_DUMPABLE
"""


@pytest.mark.skipif(sys.platform != "linux", reason="asks Linux whether it took it")
def test_a_hardened_process_leaves_no_core_and_cannot_be_read() -> None:
    done = subprocess.run([sys.executable, "-c", PROBE], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
