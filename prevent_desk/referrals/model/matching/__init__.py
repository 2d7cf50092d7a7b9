"""The matching of the re-referral guard: may two records be one human being, and why?

Pure: names, dates, phones and addresses come in, a result with its reasons goes out. Everything
stays in memory, and nothing typed is kept.
"""

from __future__ import annotations

from prevent_desk.core.birth import Born
from prevent_desk.referrals.model.matching.index import Index
from prevent_desk.referrals.model.matching.records import (
    Band,
    Known,
    Match,
    Reason,
    Result,
    Sought,
)

__all__ = ["Band", "Born", "Index", "Known", "Match", "Reason", "Result", "Sought"]
