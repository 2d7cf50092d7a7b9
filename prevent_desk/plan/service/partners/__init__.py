"""Workbooks to partners: whom to write to, what is sent, and the register of it."""

from __future__ import annotations

from prevent_desk.plan.service.partners.agencies import Agencies
from prevent_desk.plan.service.partners.register import Register
from prevent_desk.plan.service.partners.sending import Sending

__all__ = ["Agencies", "Register", "Sending"]
