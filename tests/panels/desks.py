"""What tests of panels ask of a desk again and again: nine agencies, five cases, a meeting.

Rows are written as the services leave them; tests of a service write by that service.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from prevent_desk.actions.service import Actions
from prevent_desk.contacts import service as contact_service
from prevent_desk.contacts.model.people import NewContact, NewOrganisation
from prevent_desk.contacts.model.records import SeatKind
from prevent_desk.core.clock import Clock, SetClock, local
from prevent_desk.panels import service as panel_service
from prevent_desk.panels.model.records import LineKind
from prevent_desk.panels.service import PanelServices
from prevent_desk.panels.tables import (
    InviteTable,
    ItemTable,
    LineTable,
    LineVersionTable,
    MeetingTable,
    PresenceTable,
    SpanTable,
)
from prevent_desk.referrals import service as referral_service
from prevent_desk.store.session import Store
from tests import ready
from tests.referrals import desks as referral_desks

NOW = datetime(2025, 11, 26, 10, 42, tzinfo=UTC)
"""A Wednesday morning, the moment of picture 06."""

AGENCIES: tuple[tuple[str, str, str, str, str, str, str, str], ...] = (
    # key, name, short, sector, agency, statute, lead, deputy
    ("cst", "City of London Corporation, Community Safety Team", "Corporation CST",
     "local_government", "", "council", "A. Marsh", "P. Lowe"),
    ("police", "City of London Police, Prevent team", "City Police Prevent",
     "police", "police_prevent", "police", "DS R. Cole", "DC M. Iqbal"),
    ("children", "Children's social care", "Children’s Social Care",
     "local_government", "childrens_social_care", "", "D. Quist", "P. Ndlovu"),
    ("adults", "Adult social care", "Adult Social Care",
     "local_government", "adult_social_care", "", "M. Reid", "B. Oram"),
    ("barts", "Barts Health NHS Trust", "Barts Health",
     "health", "nhs_trust", "", "Dr L. Shah", "N. Pell"),
    ("education", "Education and early help", "Education",
     "education", "early_help", "", "J. Whitlock", "S. Dace"),
    ("probation", "Probation Service", "Probation",
     "criminal_justice", "probation", "", "F. Varga", "G. Teale"),
    ("school", "City school", "City school",
     "education", "school", "", "H. Bright", ""),
    ("hackney", "London Borough of Hackney", "Hackney",
     "local_government", "home_authority", "", "T. Adeyemi", ""),
)  # fmt: skip
GUESTS = frozenset({"school", "hackney"})
AWAY = frozenset({"probation"})
DEPUTIES = frozenset({"children"})

CASES = (
    ("Dana", "Orrin", "review"), ("Lee", "Tarrant", "new"), ("Kris", "Hallam", "new"),
    ("Noor", "Selby", "new"), ("Ash", "Whitcombe", "consent"),
)  # fmt: skip


@dataclass
class Filling:
    """Keys of what the desk was filled with.

    Attributes:
        organisations, contacts: By the key of their agency; `deputies` as well.
        episodes: Of the five cases, A to E.
        meeting: The planned meeting; 0 where none was asked for.
        items: Of its agenda, in its order.
        invites: By the key of their agency.
    """

    organisations: dict[str, int] = field(default_factory=dict)
    contacts: dict[str, int] = field(default_factory=dict)
    deputies: dict[str, int] = field(default_factory=dict)
    episodes: list[int] = field(default_factory=list)
    meeting: int = 0
    items: list[int] = field(default_factory=list)
    invites: dict[str, int] = field(default_factory=dict)

    @property
    def cases(self) -> list[int]:
        """The five cases' points of the agenda."""
        return self.items[2:7]


@dataclass
class Desk:
    """An open store with the services of panels over it, and what it is filled with."""

    store: Store
    services: PanelServices
    clock: SetClock
    told: Filling

    def pass_time(self, **spans: float) -> None:
        """Let time go by: `pass_time(minutes=3)`."""
        self.clock.move(timedelta(**spans))

    def now(self) -> datetime:
        """Return this moment as the clock on the wall shows it."""
        return local(self.clock.now())

    def set_meeting(self, **columns: Any) -> None:
        """Write columns of the meeting: `set_meeting(state="live")`."""
        with self.store.writing(None) as session:
            row = session.get_one(MeetingTable, self.told.meeting)
            for name, value in columns.items():
                setattr(row, name, value)

    def begin(self, item: int = 4) -> None:
        """Let the meeting run since ten o'clock, at a point of its agenda, with all there."""
        began = self.now().replace(hour=10, minute=0, second=0, microsecond=0)
        self.set_meeting(state="live", began=began)
        with self.store.writing(None) as session:
            for place, item_id in enumerate(self.told.items):
                row = session.get_one(ItemTable, item_id)
                row.state = "done" if place < item else "now" if place == item else "waiting"
            at = self.told.items[item]
            session.add(
                SpanTable(
                    meeting_id=self.told.meeting, item_id=at, ended=None,
                    began=self.now() - timedelta(minutes=12),
                )
            )  # fmt: skip
            for key, invite_id in self.told.invites.items():
                if key not in AWAY:
                    session.add(
                        PresenceTable(
                            meeting_id=self.told.meeting, invite_id=invite_id, came=began,
                            went=None, why="",
                        )
                    )  # fmt: skip


def open_desk(folder: Path, *, meeting: bool = True, clock: SetClock | None = None) -> Desk:
    """Open a copy of the filled desk; the caller closes its store."""
    clock = clock or SetClock(NOW)
    fill = with_meeting if meeting else without_meeting
    store, told = ready.store(folder, clock, fill, actor="Officer")
    return Desk(store, build(store, clock), clock, told)


def write_many(desk: Desk, count: int, item: int = 4) -> None:
    """Write so many lines of notes at once under a point, of up to 40 words each."""
    kinds = [kind.value for kind in LineKind if kind is not LineKind.ACTION]
    speakers, now = list(desk.told.invites.values()), desk.now()
    with desk.store.writing(None) as session:
        for number in range(count):
            words = f"Line {number}. " + "Words " * (number % 40)
            line = LineTable(
                meeting_id=desk.told.meeting, item_id=desk.told.items[item],
                kind=kinds[number % len(kinds)], said=now, at=now, by="Officer",
                speaker_id=speakers[number % len(speakers)], speaker="", words=words.strip(),
                owed_id=None, struck="",
            )  # fmt: skip
            line.versions.append(
                LineVersionTable(at=now, by="Officer", kind=line.kind, speaker="", words=words)
            )
            session.add(line)


def build(store: Store, clock: Clock) -> PanelServices:
    """Build the services of panels, and those they stand on, over an open store."""
    contacts = contact_service.build(store, clock)
    actions = Actions(store, clock, contacts)
    return panel_service.build(
        store, clock, contacts, actions, referral_service.build(store, clock)
    )


def without_meeting(store: Store, clock: Clock) -> Filling:
    """Fill in nine agencies with lead and deputy, and five cases before a panel."""
    assert isinstance(clock, SetClock)
    told = Filling()
    contacts = contact_service.build(store, clock)
    for key, name, short, sector, agency, statute, lead, deputy in AGENCIES:
        new = NewOrganisation(
            name, sector, short=short, agency=agency, statute=statute,
            is_on_panel=key not in GUESTS, domains=(f"{key}.example",),
            areas=("hackney",) if key == "hackney" else (),
        )  # fmt: skip
        organisation = told.organisations[key] = contacts.organisations.add(new)
        for person, kind, kept in (
            (lead, SeatKind.PANEL_LEAD, told.contacts),
            (deputy, SeatKind.PANEL_DEPUTY, told.deputies),
        ):
            if not person:
                continue
            mail = person.split()[-1].lower()
            kept[key] = contacts.people.add(
                NewContact(
                    person, organisation, family=person.split()[-1],
                    emails=(f"{mail}@{key}.example",), role="Panel member",
                )
            )  # fmt: skip
            contacts.seats.fill(organisation, kind, kept[key], date(2025, 3, 3))
    cases = referral_desks.Desk(store, referral_service.build(store, clock), clock)
    for number, (given, family, _purpose) in enumerate(CASES):
        told.episodes.append(
            cases.add(
                given, family, state="panel_scheduled", home_area="hackney",
                received=datetime.combine(date(2025, 10, 6 + number), time(9, 30)),
                person={"born_told": "14/05/2008", "born": date(2008, 5, 14)},
            )
        )  # fmt: skip
    store.close_history()
    return told


def with_meeting(store: Store, clock: Clock) -> Filling:
    """Fill in a planned meeting as well: ten points, everybody asked."""
    told = without_meeting(store, clock)
    with store.writing(None) as session:
        starts = datetime.combine(NOW.date(), time(10))
        meeting = MeetingTable(
            series_id=None, title="Channel Panel", starts=starts,
            ends=starts + timedelta(hours=2), mode="virtual", venue="",
            link="https://meet.example/panel", marking="OFFICIAL-SENSITIVE", chair="A. Marsh",
            note_taker="", state="planned", called=None, began=None, finished=None,
            read_out=None, cancelled="", left_open="", rule={}, place={}, next_on=None,
            uid="panel-1@prevent-desk.example", sequence=0, note="", at=starts,
        )  # fmt: skip
        points: list[tuple[str, str, str, int | None, str]] = [
            ("opening", "Opening and confidentiality", "", None, ""),
            ("actions", "Actions from 12 Nov", "", None, ""),
            *(("case", "", "ABCDE"[n], told.episodes[n], CASES[n][2]) for n in range(len(CASES))),
            ("exit_reviews", "Exit reviews due", "", None, ""),
            ("other", "Any other business", "", None, ""),
            ("close", "Close, next date", "", None, ""),
        ]
        for place, (kind, title, letter, episode_id, purpose) in enumerate(points, 1):
            meeting.items.append(
                ItemTable(
                    place=place, kind=kind, title=title, letter=letter, episode_id=episode_id,
                    purpose=purpose, state="waiting", planned=None, shared_words="", note="",
                )
            )  # fmt: skip
        session.add(meeting)
        session.flush()
        told.meeting = meeting.id
        told.items = [row.id for row in meeting.items]
        for key, name, _short, _sector, _agency, _statute, lead, deputy in AGENCIES:
            session.add(_invite(told, key, name, lead, deputy))
        session.flush()
        rows = session.query(InviteTable).order_by(InviteTable.id)
        told.invites = dict(
            zip((key for key, *_rest in AGENCIES), (row.id for row in rows), strict=True)
        )
    return told


def _invite(told: Filling, key: str, _name: str, lead: str, deputy: str) -> InviteTable:
    short = next(one[2] for one in AGENCIES if one[0] == key)
    came = deputy if key in DEPUTIES else lead
    letters = [part[0] for part in came.replace("DS ", "").replace("Dr ", "").split()]
    role = "chair" if key == "cst" else "deputy" if key in DEPUTIES else "lead"
    return InviteTable(
        meeting_id=told.meeting, organisation_id=told.organisations[key],
        contact_id=(told.deputies if key in DEPUTIES else told.contacts)[key],
        agency=short, name=came, initials="".join(letters), email=f"{key}@{key}.example",
        role="guest" if key in GUESTS else role, item_id=told.cases[2] if key in GUESTS else None,
        stands_for=lead if key in DEPUTIES else "", asked=None,
        answer="apology" if key in AWAY else "", answered=None, words="", told=None,
    )  # fmt: skip
