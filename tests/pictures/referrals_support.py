"""Consent, support plan, sessions, reviews and closing, in the record they stand in."""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from prevent_desk.app import schema
from prevent_desk.core.clock import SetClock
from prevent_desk.referrals import service
from prevent_desk.referrals.model.closure import Step
from prevent_desk.referrals.model.consent import Outcome, Told
from prevent_desk.referrals.model.reviews import Kind
from prevent_desk.referrals.model.sessions import Result
from prevent_desk.referrals.model.support import Item
from prevent_desk.referrals.ui.consent.tab import ConsentTab
from prevent_desk.referrals.ui.desk_view import DeskView
from prevent_desk.referrals.ui.room import ReferralRoom
from prevent_desk.referrals.ui.support.tab import SupportTab
from prevent_desk.store.engine import create_store
from prevent_desk.ui import theme
from tests.pictures.camera import Camera
from tests.plan.page_room import DeskStandIn
from tests.referrals.desks import Desk

_NOW = datetime(2025, 11, 25, 14, 2, tzinfo=UTC)
_GIVEN = Told(
    Outcome.GIVEN, date(2025, 11, 20), "School safeguarding lead", date(2025, 11, 18),
    "in_person", "parent", "", "mother",
    scope="Mentoring and help to stay in school, for three months", sharing="yes",
)  # fmt: skip


class _Shell(DeskStandIn):
    """A shell that shows one room only."""

    room: ReferralRoom

    def open_page(self, name: str, position: dict[str, Any] | None = None) -> None:
        super().open_page(name, position)
        self.room.go_to(position or {})


class _Album:
    """The room, and how a record is shown in it at a tab."""

    def __init__(self, camera: Camera, place: Path) -> None:
        schema.know_all_tables()
        clock = SetClock(_NOW)
        key = secrets.token_bytes(32)
        store = create_store(place / "support.pdv", key, "desk-of-support", clock, "coordinator")
        self.desk = Desk(store, service.build(store, clock), clock)
        self.camera = camera
        shell = _Shell(store)
        self.room = shell.room = ReferralRoom(self.desk.services, shell, clock)
        self.room.resize(1290, 626)
        self.room.show()

    def open(self, episode: int, tab: str) -> Any:
        """Show a record at a tab, as the list would, and return the tab."""
        self.room.go_to({"view": "desk", "episode": episode, "tab": tab})
        self.room.reload()
        self.camera.settle()
        view = self.room.view()
        assert isinstance(view, DeskView)
        return view.record.tab_widget(tab.partition("/")[0])

    def take(self, name: str, episode: int, tab: str) -> Any:
        """Take a record at a tab, and return the tab."""
        shown = self.open(episode, tab)
        self.camera.take(f"24_{name}", self.room)
        return shown


def support_screens(camera: Camera, place: Path) -> None:
    """Take all of them over a desk of their own."""
    album = _Album(camera, place)
    _consent(album)
    _plan(album)
    _sessions(album)
    _closing(album)
    album.room.flush()
    album.room.deleteLater()
    camera.settle()
    album.desk.store.close()


def _consent(album: _Album) -> None:
    desk = album.desk
    consents = desk.services.consents
    kris = desk.add(person={"born": date(2008, 5, 12)}, state="consent_pending")
    person = desk.person_of(kris)
    album.take("consent_empty", kris, "consent")
    asked = replace(_GIVEN, outcome=Outcome.WAITING, on=None, scope="", sharing="")
    consents.record(kris, person, replace(asked, next_attempt=date(2025, 11, 24)))
    tab = album.take("consent_asked", kris, "consent")
    assert isinstance(tab, ConsentTab)
    tab.open_entry(person, "given")
    album.camera.take("24_consent_recording", album.room)
    tab.entry.finish()
    consents.record(kris, person, _GIVEN)
    album.take("consent_given", kris, "consent")
    theme.set_text_percent(150)
    album.take("consent_given_text150", kris, "consent")
    theme.set_text_percent(100)
    withdrawn = Told(
        Outcome.WITHDRAWN, date(2025, 11, 24), given_by="parent", relationship="mother",
        reason="She feels watched by the school.", safeguarding="yes", what_next="panel",
    )  # fmt: skip
    consents.record(kris, person, withdrawn)
    album.take("consent_withdrawn", kris, "consent")
    daniel = desk.add(
        "Daniel", "Osei-Boateng", person={"born": date(2007, 12, 18)}, state="adopted"
    )
    told = replace(_GIVEN, on=date(2025, 9, 20), asked_on=None, child_view="Glad of the help.")
    consents.record(daniel, desk.person_of(daniel), told)
    album.take("consent_turning_18", daniel, "consent")


def _plan(album: _Album) -> None:
    desk = album.desk
    supports = desk.services.supports
    amira = desk.add("Amira", "Khalid", person={"born": date(1999, 3, 2)}, state="consent_pending")
    album.take("plan_empty", amira, "support/plan")
    plan_id = supports.begin(amira)
    supports.write(plan_id, "consent_how", "The housing officer asks her at home on 4 December.")
    supports.write(plan_id, "nature", "Mentoring on belonging; help to find work.")
    album.take("plan_two_of_four", amira, "support/plan")
    supports.write(plan_id, "persons", "Northgate Mentoring; the City careers desk.")
    supports.write(plan_id, "how_when", "Weekly, one hour, at the library, for three months.")
    mentor = Item(
        kind="mentoring", need="A need for identity, meaning and belonging",
        goal="Finds friends outside the group", sign="Speaks of them by herself",
        provider="Northgate Mentoring", contact="Lead mentor", starts=date(2025, 9, 1),
        ends=date(2025, 12, 1), planned=6, cost_pence=90000,
    )  # fmt: skip
    supports.write_item(plan_id, mentor)
    supports.write_item(plan_id, Item(kind="housing", need="Overcrowded", provider="Housing"))
    supports.approve(plan_id, date(2025, 9, 3), "The chair")
    second = supports.begin(amira)
    first_item, housing = supports.plans(amira)[0].items
    supports.write(second, "how_when", "Twice a week, at the library and online, for six months.")
    supports.write_item(second, replace(first_item, planned=12, goal="Finds and keeps friends"))
    supports.remove_item(second, housing.id or 0)
    supports.write_item(second, Item(kind="employment", provider="City careers desk"))
    supports.approve(second, date(2025, 11, 20), "The chair")
    tab = album.open(amira, "support/plan")
    assert isinstance(tab, SupportTab)
    tab.plan.toggle_comparison()
    album.camera.take("24_plan_compared", album.room)
    tab.plan.begin()
    tab.plan.cards[0].unfold()
    album.camera.settle()
    tab.plan.form.scroll_area.ensureWidgetVisible(tab.plan.cards[0], 0, 400)
    album.camera.take("24_plan_piece", album.room)
    tab.plan.discard()
    theme.set_text_percent(150)
    album.take("plan_text150", amira, "support/plan")
    theme.set_text_percent(100)


def _sessions(album: _Album) -> None:
    desk = album.desk
    services = desk.services
    received = datetime(2025, 8, 1, 9)  # noqa: DTZ001 - local time, as rows keep it
    tomasz = desk.add(
        "Tomasz", "Wilk", person={"born": date(1988, 4, 1)}, state="adopted", received=received,
        referrer={"name": "Ama Owusu"},
    )  # fmt: skip
    plan_id = services.supports.begin(tomasz)
    mentor = services.supports.write_item(
        plan_id, Item(kind="mentoring", provider="Northgate", planned=6)
    )
    work = services.supports.write_item(plan_id, Item(kind="employment", provider="Careers desk"))
    log = services.sessions.log
    log(tomasz, mentor.lineage, date(2025, 9, 8), words="He came early and spoke of his uncle.")
    log(tomasz, mentor.lineage, date(2025, 9, 15), Result.NOT_ATTENDED)
    log(tomasz, mentor.lineage, date(2025, 9, 22), Result.NOT_ATTENDED, "He was ill.")
    log(tomasz, work.lineage, date(2025, 10, 15))
    review = services.reviews.plan(tomasz, Kind.REVIEW, date(2025, 11, 20))
    album.take("sessions", tomasz, "support/sessions")
    theme.set_text_percent(150)
    album.take("sessions_text150", tomasz, "support/sessions")
    theme.set_text_percent(100)
    services.reviews.hold(tomasz, review, Kind.REVIEW, date(2025, 11, 21), "Chair, provider")
    album.take("reviews", tomasz, "support/reviews")


def _closing(album: _Album) -> None:
    desk, closings = album.desk, album.desk.services.closings
    tomasz = desk.services.episodes.find("PD-2025-004")
    assert tomasz is not None
    album.take("closing_gaps", tomasz, "support/closing")
    theme.set_text_percent(150)
    album.take("closing_gaps_text150", tomasz, "support/closing")
    theme.set_text_percent(100)
    (review,) = desk.services.reviews.of(tomasz)
    desk.services.reviews.write_up(
        review.id, "Chair, provider", "He works and has friends.", "exit", None
    )
    closings.write(tomasz, "exit_reason", "concern_reduced")
    closings.write(tomasz, "reasons", "The concern is much reduced: he works and has friends.")
    closings.write(tomasz, "onward", "His GP sees him every month.")
    closings.tell_referrer(tomasz, date(2025, 11, 24), "Told that help was given.")
    album.take("closing_settled", tomasz, "support/closing")
    jordan = desk.add("Jordan", "Pryce", state="panel_decision", referrer={"name": "Self"})
    closings.pass_over(jordan, Step.REFERRER, "They asked not to be called again.")
    tab = album.open(jordan, "support/closing")
    assert isinstance(tab, SupportTab)
    tab.closing.open_entry("no_support")
    album.camera.take("24_closing_no_support", album.room)
    tab.closing.entry.finish()
