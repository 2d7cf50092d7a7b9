"""A case in which somebody typed who the referrer is into every place that takes words."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import inspect

from prevent_desk.referrals import tables
from prevent_desk.store import attachments
from prevent_desk.store.base import Base
from tests.referrals.desks import Desk

SIGNS = ("Owusu", "07700", "900123", "ama@", "example.org", "Brick Lane")
REFERRER = {
    "is_anonymous": True,
    "name": "Mrs Ama Owusu",
    "organisation": "Brick Lane Boxing Club",
    "role": "his trainer",
    "phone": "07700 900123",
    "email": "ama@example.org",
    "safe_way": "Text Ama Owusu after six",
    "promised": "Ama Owusu hears from us",
    "answers": {"identified_name": "Ama Owusu", "anonymous": "yes"},
}
TYPED = "Mrs Owusu of Brick Lane Boxing Club (07700 900123, ama@example.org) said so."

_WHEN = datetime(2025, 11, 20, 9, 30, tzinfo=UTC).replace(tzinfo=None)
_CODES: dict[str, dict[str, Any]] = {
    "episode_check": {"known": "known", "withdrawn": ""},
    "episode_assessment": {
        "form": "VAF",
        "form_version": "2012",
        "stage": "initial",
        "answers": {"E01": {"state": "present", "evidence": TYPED, "source": TYPED}},
        "carried": [],
    },
    "episode_factor_response": {"factor": "E01", "item": ""},
    "episode_consent": {
        "method": "in_person",
        "given_by": "self",
        "capacity": "yes",
        "outcome": "refused",
        "corrects": None,
    },
    "support_item": {"kind": "housing", "factors": "E01", "position": 1, "lineage": "a"},
    "support_session": {"item": "a", "outcome": "held", "corrects": None},
    "episode_review": {"kind": "review", "result": "continue", "corrects": None},
    "episode_no_support": {"answer": "yes", "referred_to": "housing"},
    "episode_closing": {"exit_reason": "", "retention": "", "exceptions": {}},
    "episode_move": {
        "was": "received",
        "now": "screening",
        "details": {"agency": TYPED, "reference": TYPED},
    },
    "episode_entry": {"kind": "call", "is_referrers": False, "adds_to": None},
    "episode_file": {"kind": "other", "is_referrers": False},
    "episode_clock_stop": {"clock": "police_first_assessment"},
    "episode_person": {"role": "sibling"},
}
"""What is no free text: codes, and links between rows. A column that is not here holds `TYPED`."""

_LEFT_OUT = {"episode", "referrer", "person", "person_link"}


def crowded(desk: Desk) -> int:
    """Make such a case and return its key."""
    episode_id = desk.add(
        "Kris",
        "Hallam",
        person={"born": date(2008, 5, 12), "note": TYPED},
        referrer=REFERRER,
        answers={"concern": TYPED, "other_information": TYPED, "promised": TYPED},
        handed_over=TYPED,
        pattern=TYPED,
        police_ref=TYPED,
        pcmt=TYPED,
    )
    file_id = attachments.keep(desk.store, "letter of Ama Owusu.txt", TYPED.encode(), TYPED)
    keys = {
        "episode_id": episode_id,
        "person_id": desk.person_of(episode_id),
        "file_id": file_id,
    }
    for mapper in sorted(Base.registry.mappers, key=lambda one: _depth(one.local_table)):
        table = mapper.local_table
        assert isinstance(table, sa.Table)
        if mapper.class_.__module__.startswith(tables.__name__) and table.name not in _LEFT_OUT:
            with desk.store.writing(None) as session:
                row = mapper.class_(**_columns(table, keys))
                session.add(row)
                session.flush()
                keys[_key_of(table.name)] = row.id
    with desk.store.writing(None) as session:
        hidden = dict(_columns(Base.metadata.tables["episode_entry"], keys), is_referrers=True)
        session.add(tables.EntryTable(**hidden))
    return episode_id


def free_texts() -> set[str]:
    """Return every place that takes words, as "table.column"."""
    return {
        f"{table.name}.{column.name}"
        for mapper in Base.registry.mappers
        if mapper.class_.__module__.startswith(tables.__name__)
        for table in [inspect(mapper.class_).local_table]
        if table.name not in _LEFT_OUT
        for column in table.columns
        if isinstance(column.type, sa.String) and column.name not in _CODES.get(table.name, {})
    }


def _columns(table: sa.Table, keys: dict[str, int]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for column in table.columns:
        if column.name != "id":
            found[column.name] = _value(column, keys)
    return found | _CODES.get(table.name, {})


def _value(column: sa.Column[Any], keys: dict[str, int]) -> Any:
    if column.name in keys:
        return keys[column.name]
    if isinstance(column.type, sa.DateTime):
        return _WHEN
    if isinstance(column.type, sa.Date):
        return _WHEN.date()
    if isinstance(column.type, sa.JSON):
        return {}
    if isinstance(column.type, sa.Boolean):
        return False
    if isinstance(column.type, sa.Integer):
        return 1
    return TYPED


def _depth(table: Any) -> int:
    names = {key.column.table.name for key in table.foreign_keys}
    return int(bool(names & {"support_plan", "episode_check", "episode_assessment"}))


def _key_of(name: str) -> str:
    return {
        "support_plan": "plan_id",
        "episode_check": "check_id",
        "episode_assessment": "assessment_id",
    }.get(name, f"{name}_id")
