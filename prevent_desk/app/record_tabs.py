"""The tabs of a referral's record that other rooms bring; referrals do not know them."""

from __future__ import annotations

from prevent_desk.app.services import Services
from prevent_desk.panels.ui.record import tab as panels
from prevent_desk.referrals.ui.around import TabKind
from prevent_desk.referrals.ui.owed import tab as owed


def record_tabs(services: Services) -> tuple[TabKind, ...]:
    """Return them, in their order."""
    return (panels.kind(services.panels), owed.kind(services.actions, services.contacts))
