"""Two hundred names nobody has, planted wherever the desk takes words about a meeting."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import product

from sqlalchemy import select

from prevent_desk.actions.model.records import NewAction, Owner, Source
from prevent_desk.contacts.model.people import NewContact
from prevent_desk.panels.tables import (
    DecisionTable,
    InviteTable,
    ItemTable,
    LineTable,
    MeetingTable,
    PrivateNoteTable,
)
from prevent_desk.referrals.tables import (
    EpisodePersonTable,
    EpisodeTable,
    PersonTable,
    ReferrerTable,
)
from tests.panels.desks import Desk

COUNT = 200


def names() -> list[str]:
    """Return the names: each a word that stands nowhere else."""
    syllables = product(
        ("Zar", "Vel", "Quo", "Nyx", "Bru"), ("ond", "ixa", "umb", "eth"), "aeiouydkst"
    )
    made = ["".join(parts) for parts in syllables]
    assert len(set(made)) >= COUNT
    return made[:COUNT]


def plant(desk: Desk) -> list[str]:
    """Write all the names into the desk and return them; each is there at least once."""
    given = iter(names())
    _people(desk, given)
    _contacts(desk, given)
    _meeting(desk, given)
    for name in given:
        _line(desk, name)
    return names()


def _people(desk: Desk, given: Iterator[str]) -> None:
    with desk.store.writing(None) as session:
        for episode_id in desk.told.episodes:
            episode = session.get_one(EpisodeTable, episode_id)
            subject = episode.people[0].person
            subject.given, subject.family = next(given), next(given)
            subject.aliases = next(given)
            episode.names = f"{subject.given} {subject.family}"
            for role in ("parent", "sibling"):
                columns = {
                    column.key: getattr(subject, column.key)
                    for column in PersonTable.__table__.columns
                    if column.key != "id"
                }
                other = PersonTable(**columns | {"given": next(given), "family": next(given)})
                session.add(other)
                session.flush()
                episode.people.append(EpisodePersonTable(person=other, role=role, note=""))
            query = select(ReferrerTable).where(ReferrerTable.episode_id == episode_id)
            referrer = session.scalars(query).one()
            referrer.name = f"{next(given)} {next(given)}"
            referrer.told = f"Told {next(given)}"


def _contacts(desk: Desk, given: Iterator[str]) -> None:
    people = desk.services.contacts.people
    for key in desk.told.organisations.values():
        for _ in range(3):
            people.add(NewContact(f"{next(given)} {next(given)}", key))
    with desk.store.writing(None) as session:
        for invite_id in desk.told.invites.values():
            row = session.get_one(InviteTable, invite_id)
            row.name, row.stands_for = next(given), next(given)
            row.words = f"{next(given)} is ill"


def _meeting(desk: Desk, given: Iterator[str]) -> None:
    told, known = desk.told, names()
    with desk.store.writing(None) as session:
        meeting = session.get_one(MeetingTable, told.meeting)
        meeting.chair, meeting.note_taker = next(given), next(given)
        meeting.venue, meeting.note = f"Room of {next(given)}", f"Ask {next(given)}"
        meeting.title = f"Panel on {next(given)}"
        for place, item_id in enumerate(told.items):
            item = session.get_one(ItemTable, item_id)
            item.title = f"About {next(given)}"
            item.note = f"For {next(given)}"
            # As somebody in a hurry types into the one field everybody reads.
            item.shared_words = f"Talk with {known[place * 10 % 50 + place % 9]}"
            session.add(
                PrivateNoteTable(
                    meeting_id=told.meeting, item_id=item_id, words=next(given), at=meeting.at,
                    by="Officer",
                )
            )  # fmt: skip
    _decisions(desk, given)
    people = names()
    for number, owner in enumerate(("police", "school", "")):
        # Names the desk knows, in lower case and with an ending, as fast typing leaves them.
        words = f"meet {people[number * 8].lower()}'s mother"
        whose = Owner(told.organisations[owner], "panel_lead") if owner else Owner(told=next(given))
        new = NewAction(
            f"Ring {next(given)}", whose, date(2025, 12, 3), source=Source.PANEL,
            source_id=told.meeting, case_ref="PD-2025-003", shared_words=words,
        )  # fmt: skip
        desk.services.actions.make(new)


def _decisions(desk: Desk, given: Iterator[str]) -> None:
    for case in desk.told.cases[:2]:
        desk.services.decisions.set(
            case, code="adopt", words=next(given), rationale=next(given), asker=next(given),
            teller=next(given),
        )  # fmt: skip
    with desk.store.reading() as session:
        assert session.scalars(select(DecisionTable)).all()


def _line(desk: Desk, name: str) -> None:
    with desk.store.writing(None) as session:
        session.add(
            LineTable(
                meeting_id=desk.told.meeting, item_id=desk.told.cases[2], kind="information",
                said=desk.now(), at=desk.now(), by="Officer", speaker_id=None, speaker="Panel",
                words=f"{name} was seen", owed_id=None, struck="", versions=[],
            )
        )  # fmt: skip
