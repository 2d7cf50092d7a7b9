"""The register of the practice desk: a policy in force, one to be looked at, a draft."""

from __future__ import annotations

from datetime import date, timedelta

from prevent_desk.contacts.service import ContactServices
from prevent_desk.core.clock import Clock
from prevent_desk.documents.model.records import NewDocument, NewVersion
from prevent_desk.documents.service.register import Documents
from prevent_desk.readers import shipped
from prevent_desk.store.session import Store

_BOARD = "Safer City Partnership board"
_COMMITTEE = "Community committee"


def fill_practice(store: Store, clock: Clock, contacts: ContactServices) -> None:
    """Fill an empty register; days are before today."""
    documents = Documents(store, clock, shipped.vocabularies())
    today = clock.today()
    police = contacts.organisations.for_agency("police_prevent")
    policy = documents.add(
        NewDocument("policy", "Prevent policy and guidance"),
        _agreed("1.0", today - timedelta(days=800), today - timedelta(days=70), _COMMITTEE),
    )
    documents.add_version(
        policy,
        _agreed(
            "2.0", today - timedelta(days=345), today + timedelta(days=20), _COMMITTEE,
            "The three objectives of 2023; who tells the referrer; virtual panels.",
        ),
    )  # fmt: skip
    documents.add_version(
        policy, NewVersion("2.1", changes="Susceptible instead of vulnerable throughout.")
    )
    documents.add(
        NewDocument("equality", "Equality assessment of the Prevent policy"),
        _agreed("1.0", today - timedelta(days=345), today - timedelta(days=12), _COMMITTEE),
    )
    documents.add(
        NewDocument("terms", "Channel panel: terms of reference"),
        _agreed("1.2", today - timedelta(days=200), today + timedelta(days=165), _BOARD),
    )
    documents.add(
        NewDocument("protocol", "Memorandum with the regional team", police.id if police else None),
        NewVersion("0.3", changes="Their comments of last week taken in."),
    )
    documents.add(
        NewDocument("strategy", "Prevent strategy", note="Goes to the board with the plan."),
        _agreed("2024 to 2027", today - timedelta(days=420), None, _BOARD),
    )


def _agreed(
    version: str, on: date, review: date | None, where: str, changes: str = ""
) -> NewVersion:
    return NewVersion(version, on, where, review, changes)
