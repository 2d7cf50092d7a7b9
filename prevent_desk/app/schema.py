"""Every feature's tables: what a store writes and indexes are the classes imported by then."""

from __future__ import annotations

from sqlalchemy import MetaData

from prevent_desk.actions import tables as action_tables
from prevent_desk.community import tables as community_tables
from prevent_desk.contacts import tables as contact_tables
from prevent_desk.documents import tables as document_tables
from prevent_desk.panels import tables as panel_tables
from prevent_desk.plan import tables as plan_tables
from prevent_desk.referrals import tables as referral_tables
from prevent_desk.store import attachments
from prevent_desk.store import tables as store_tables
from prevent_desk.store.base import Base
from prevent_desk.training import tables as training_tables

TABLES = (
    plan_tables,
    panel_tables,
    training_tables,
    community_tables,
    document_tables,
    referral_tables,
    action_tables,
    contact_tables,
    attachments,
    store_tables,
)
"""The modules, one for each feature; a new feature's tables are entered here."""


def know_all_tables() -> MetaData:
    """Return the metadata with every feature's tables in it; called before a store is opened."""
    return Base.metadata
