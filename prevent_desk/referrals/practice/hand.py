"""A hand that works the services at set moments of the past, so that every guard is kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from prevent_desk.core.clock import Clock, SetClock, local
from prevent_desk.core.questionnaire import Answer
from prevent_desk.core.working_days import WorkingDays
from prevent_desk.referrals.model.checks import NOT_KNOWN, Asking, Reply
from prevent_desk.referrals.model.intake import About
from prevent_desk.referrals.model.moves import Told
from prevent_desk.referrals.model.people import LinkKind
from prevent_desk.referrals.model.states import State
from prevent_desk.referrals.model.timeline import Kind, NewEntry
from prevent_desk.referrals.service import ReferralServices, build
from prevent_desk.store.session import Store

_DAYS_TO_REPLY = 5
_POLICE = "City of London Police, Prevent team"


class Hand:
    """Does what the officer did, on the days she did it.

    Attributes:
        services: Over a clock that this hand sets.
        shown: The reference of the case that has most to show; empty until it is there.
    """

    def __init__(self, store: Store, clock: Clock) -> None:
        self._now = clock.now()
        self._clock = SetClock(self._now)
        self.services: ReferralServices = build(store, self._clock)
        self._closed = WorkingDays()
        self.shown = ""

    def at(self, days_ago: int, hour: int = 10, minute: int = 0) -> datetime:
        """Go to a moment so many days ago, on a working day, and return it in local time."""
        day = local(self._now).date() - timedelta(days=days_ago)
        while days_ago and not self._closed.is_worked(day):
            day -= timedelta(days=1)
        moment = datetime.combine(day, time(hour, minute), tzinfo=self._now.astimezone().tzinfo)
        self._clock.moment = min(moment, self._now)
        return local(self._clock.now())

    @property
    def today(self) -> date:
        """The day it is at."""
        return self._clock.today()

    def born(self, age: int, day: int, month: int) -> date:
        """Return the birthday of somebody who is that old today, whatever day the desk is made."""
        today = local(self._now).date()
        return date(today.year - age - ((today.month, today.day) < (month, day)), month, day)

    def working_day(self, count: int) -> date:
        """Return the day so many working days after its own."""
        return self._closed.after(self.today, count)

    def record(
        self,
        person: Mapping[str, Answer],
        answers: Mapping[str, Answer],
        *,
        others: Sequence[Mapping[str, Answer]] = (),
        about: About = About.PERSON,
        danger: str = "no",
        next_steps: Mapping[str, str] | None = None,
        advised: Mapping[str, Answer] | None = None,
    ) -> int:
        """Record a referral as a caller told it, or a call for advice."""
        intake, now = self.services.intake, local(self._clock.now())
        draft = replace(
            intake.begin(),
            started=now,
            about=about,
            people=(dict(person), *(dict(one) for one in others)),
            answers=dict(answers),
            danger=danger,
            danger_at=now,
            next_steps=dict(next_steps or {}),
            advice=advised is not None,
            advised=dict(advised or {}),
        )
        return intake.record(draft)

    def move(self, episode: int, now: State, reason: str, **details: Answer) -> None:
        """Take a step that lacks nothing."""
        on = local(self._clock.now())
        self.services.moves.take(episode, now, Told(on, reason, details))

    def pass_on(self, episode: int, reference: str = "", **more: Answer) -> None:
        """Pass it to the police, which is always first."""
        self.move(
            episode,
            State.PASSED_TO_POLICE,
            "Every referral goes to the police first.",
            to_whom=_POLICE,
            how="National form by secure mail",
            reference=reference,
            **more,
        )

    def same(self, episode: int, earlier: int, reasons: Sequence[str]) -> None:
        """Say that two referrals are about one human being."""
        a, b = self.subject(episode), self.subject(earlier)
        self.services.people.link(a, b, LinkKind.SAME, "", reasons)

    def relative(self, episode: int, earlier: int, relation: str, reasons: Sequence[str]) -> None:
        """Say that the people of two referrals are related."""
        a, b = self.subject(episode), self.subject(earlier)
        kind = LinkKind.RELATIVE
        self.services.people.link(a, b, kind, "", reasons, relation)

    def ask(self, episode: int, agencies: Sequence[str]) -> list[int]:
        """Ask agencies whether they know the person."""
        checks = self.services.checks
        due = self.working_day(_DAYS_TO_REPLY)
        asking = Asking(tuple(agencies), self.today, due, checks.question())
        return checks.ask(episode, asking)

    def reply(self, check: int, known: str = NOT_KNOWN, words: str = "", by: str = "") -> None:
        """Take in what an agency answered."""
        self.services.checks.reply(check, Reply(known, self.today, by, words))

    def write(self, episode: int, kind: Kind, body: str, with_whom: str = "") -> None:
        """Write a line into the chronology."""
        on = local(self._clock.now())
        self.services.timeline.add(episode, NewEntry(kind, on, body, with_whom=with_whom))

    def no_support(self, episode: int, words: str, to: str = "") -> None:
        """Answer the question of health and social care, where no support is given."""
        answer = "yes" if to else "no"
        self.services.closings.answer_no_support(episode, answer, to, words, self.today)

    def subject(self, episode: int) -> int:
        """Return the key of the person a referral is about."""
        return self.services.episodes.episode(episode).subjects[0].id
