"""What checks, assessments, consent, support and deadlines add to the line of time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, datetime

from sqlalchemy import select

from prevent_desk.core.clock import local
from prevent_desk.core.dates import say_short
from prevent_desk.referrals.model.closure import Step
from prevent_desk.referrals.model.timeline import Kind, Line, Tag
from prevent_desk.referrals.service.timeline_sources import Reading, day_of
from prevent_desk.referrals.tables import (
    AssessmentTable,
    CheckChaseTable,
    CheckTable,
    ClockStopTable,
    ClosingTable,
    ConsentTable,
    NoSupportTable,
    ReferrerTable,
    ReviewTable,
    SessionTable,
    SupportPlanTable,
)


def checks(reading: Reading) -> Iterator[Line]:
    """Yield the days on which agencies were asked, and the days on which they replied."""
    query = select(CheckTable).where(CheckTable.episode_id.in_(reading.ids)).order_by(CheckTable.id)
    of: dict[int, list[CheckTable]] = defaultdict(list)
    for row in reading.session.scalars(query):
        of[row.episode_id].append(row)
    for episode_id, rows in of.items():
        for day in sorted({row.asked_on for row in rows}):
            yield _asked(reading, episode_id, day, [row for row in rows if row.asked_on == day])
        for day in sorted({row.replied_on for row in rows if row.replied_on}):
            yield _replied(reading, episode_id, day, rows)
        for row in rows:
            if row.withdrawn_on is not None:
                title = f"Question withdrawn: {reading.label('agency', row.agency)}"
                yield _day_line(
                    reading, f"withdrawn:{row.id}", Kind.CHECK, episode_id, row.withdrawn_on, title,
                    row.withdrawn, "checks",
                )  # fmt: skip
    query_chased = (
        select(CheckChaseTable, CheckTable)
        .join(CheckTable, CheckTable.id == CheckChaseTable.check_id)
        .where(CheckTable.episode_id.in_(reading.ids))
    )
    for chase, row in reading.session.execute(query_chased):
        agency = reading.label("agency", row.agency)
        yield _day_line(
            reading, f"chase:{chase.id}", Kind.CHECK, row.episode_id, chase.on,
            f"Reminded: {agency}", "\n".join(part for part in (chase.how, chase.note) if part),
            "checks",
        )  # fmt: skip


def _asked(reading: Reading, episode_id: int, day: date, rows: Sequence[CheckTable]) -> Line:
    names = [reading.label("agency", row.agency) for row in rows]
    title = f"Asked {names[0]}" if len(rows) == 1 else f"Asked {len(rows)} agencies"
    due = sorted({row.due for row in rows if row.due})
    told = [", ".join(names) + "." if len(rows) > 1 else ""]
    told.append(f"Replies by {say_short(due[0])}." if due else "")
    told += dict.fromkeys(row.asked for row in rows if row.asked)
    words = "\n".join(part for part in told if part)
    key = f"asked:{rows[0].id}"
    named = f"{title}: “known to your service?”"
    return _day_line(reading, key, Kind.CHECK, episode_id, day, named, words, "checks")


def _replied(reading: Reading, episode_id: int, day: date, rows: Sequence[CheckTable]) -> Line:
    by_then = [row for row in rows if row.replied_on and row.replied_on <= day]
    of_day = [row for row in by_then if row.replied_on == day]
    tags = tuple(
        Tag(f"{reading.label('agency', row.agency)}: {_KNOWN[row.known == 'known']}",
            "blue" if row.known == "known" else "grey",
            "check" if row.known == "known" else "minus")
        for row in of_day
    )  # fmt: skip
    told = [f"{reading.label('agency', row.agency)}: {row.words}" for row in of_day if row.words]
    asked = [row for row in rows if row.asked_on <= day and not row.withdrawn]
    who = of_day[0].replied_by or reading.label("agency", of_day[0].agency)
    return Line(
        f"replied:{of_day[0].id}",
        Kind.REPLY,
        episode_id,
        reading.refs[episode_id],
        day_of(day),
        day_of(day),
        who if len(of_day) == 1 else f"{len(of_day)} agencies",
        f"“Known to your service?” – {len(by_then)} of {len(asked)} replies",
        "\n".join(told),
        has_time=False,
        tags=tags,
        tab="checks",
    )


_KNOWN = ("not known", "known")


def assessments(reading: Reading) -> Iterator[Line]:
    """Yield finished assessments; a draft is nobody's assessment yet."""
    query = select(AssessmentTable).where(
        AssessmentTable.episode_id.in_(reading.ids), AssessmentTable.finished.is_not(None)
    )
    for row in reading.session.scalars(query):
        at = local(row.finished or row.made)
        stage = reading.label("assessment_stage", row.stage).lower()
        yield Line(
            f"assessment:{row.id}",
            Kind.ASSESSMENT,
            row.episode_id,
            reading.refs[row.episode_id],
            day_of(row.on, at),
            at,
            reading.who(row.author),
            f"Assessment finished: {row.form}, {stage}",
            has_time=row.on == at.date(),
            tab="assessment",
        )
        for one in row.addenda:
            added = local(one.at)
            yield Line(
                f"assessment_addendum:{one.id}",
                Kind.ASSESSMENT,
                row.episode_id,
                reading.refs[row.episode_id],
                added,
                added,
                reading.who(one.by),
                f"Added to the assessment: {row.form}, {stage}",
                one.words,
                tab="assessment",
            )


def consents(reading: Reading) -> Iterator[Line]:
    """Yield consent sought and what came of it."""
    query = select(ConsentTable).where(ConsentTable.episode_id.in_(reading.ids))
    rows = list(reading.session.scalars(query))
    replaced = {row.corrects for row in rows if row.corrects}
    for row in rows:
        at = local(row.at)
        day = row.on or row.asked_on or at.date()
        giver = reading.label("consent_giver", row.given_by).lower() if row.given_by else ""
        told = [
            f"Asked by {row.sought_by}." if row.sought_by else "",
            f"By {giver}." if giver else "",
            row.scope,
            row.reason,
            f"The child’s view: {row.child_view}" if row.child_view else "",
            f"Next attempt {say_short(row.next_attempt)}." if row.next_attempt else "",
        ]
        outcome = reading.label("consent_outcome", row.outcome)
        yield Line(
            f"consent:{row.id}",
            Kind.CONSENT,
            row.episode_id,
            reading.refs[row.episode_id],
            day_of(day, at),
            at,
            reading.who(row.by),
            f"Consent: {outcome[:1].lower()}{outcome[1:]}",
            "\n".join(part for part in told if part),
            has_time=False,
            tags=_corrected(row.id in replaced, row.corrects),
            tab="consent",
        )


def plans(reading: Reading) -> Iterator[Line]:
    """Yield versions of the support plan, and when the panel approved them."""
    query = select(SupportPlanTable).where(SupportPlanTable.episode_id.in_(reading.ids))
    for row in reading.session.scalars(query):
        at = local(row.at)
        yield Line(
            f"plan:{row.id}", Kind.PLAN, row.episode_id, reading.refs[row.episode_id], at, at,
            reading.who(row.by), f"Support plan, version {row.number}",
            "\n".join(part for part in (row.nature, row.note) if part), tab="support",
        )  # fmt: skip
        if row.approved_on:
            yield _day_line(
                reading, f"plan:{row.id}:approved", Kind.PLAN, row.episode_id, row.approved_on,
                f"Support plan, version {row.number}, approved", "", "support",
                who=reading.who(row.approved_by or row.by),
            )  # fmt: skip


def sessions(reading: Reading) -> Iterator[Line]:
    """Yield sessions that were held or failed."""
    query = select(SessionTable).where(SessionTable.episode_id.in_(reading.ids))
    rows = list(reading.session.scalars(query))
    replaced = {row.corrects for row in rows if row.corrects}
    for row in rows:
        at = local(row.at)
        told = row.words if row.written_up else f"Not written up yet. {row.words}".strip()
        yield Line(
            f"session:{row.id}", Kind.SESSION, row.episode_id, reading.refs[row.episode_id],
            day_of(row.on, at), at, row.provider or reading.who(row.by),
            _SESSIONS.get(row.outcome, row.outcome), told, has_time=False,
            tags=_corrected(row.id in replaced, row.corrects), tab="support",
        )  # fmt: skip


def reviews(reading: Reading) -> Iterator[Line]:
    """Yield reviews that were held; those to come are deadlines."""
    query = select(ReviewTable).where(ReviewTable.episode_id.in_(reading.ids))
    rows = list(reading.session.scalars(query))
    replaced = {row.corrects for row in rows if row.corrects}
    for row in rows:
        if row.held is None:
            continue
        at = local(row.at)
        told = [
            "" if row.written_up else "Held, not written up yet.",
            f"Present: {row.present}" if row.present else "",
            row.words,
        ]
        yield Line(
            f"review:{row.id}", Kind.REVIEW, row.episode_id, reading.refs[row.episode_id],
            day_of(row.held, at), at, reading.who(row.by), _REVIEWS.get(row.kind, "Review held"),
            "\n".join(part for part in told if part), has_time=False,
            tags=_corrected(row.id in replaced, row.corrects), tab="support",
        )  # fmt: skip


def stops(reading: Reading) -> Iterator[Line]:
    """Yield deadlines stopped and started again."""
    query = select(ClockStopTable).where(ClockStopTable.episode_id.in_(reading.ids))
    for row in reading.session.scalars(query):
        clock = row.clock.partition(":")[0].replace("_", " ")
        yield _day_line(
            reading, f"stop:{row.id}", Kind.CLOCK, row.episode_id, row.since,
            f"Deadline stopped: {clock}", row.reason, who=reading.who(row.by),
        )  # fmt: skip
        if row.until:
            yield _day_line(
                reading, f"stop:{row.id}:ended", Kind.CLOCK, row.episode_id, row.until,
                f"Deadline runs again: {clock}", "", who=reading.who(row.by),
            )  # fmt: skip


def no_support(reading: Reading) -> Iterator[Line]:
    """Yield whether health or social care was asked where no support was given."""
    query = select(NoSupportTable).where(NoSupportTable.episode_id.in_(reading.ids))
    for row in reading.session.scalars(query):
        at = local(row.at)
        to = reading.label("signposted_to", row.referred_to) if row.referred_to else ""
        title = f"Health or social care considered: {'referred' if row.answer == 'yes' else 'no'}"
        yield Line(
            f"no_support:{row.id}", Kind.NO_SUPPORT, row.episode_id, reading.refs[row.episode_id],
            day_of(row.on, at), at, reading.who(row.by), title,
            "\n".join(part for part in (to, row.outcome) if part), has_time=False, tab="support",
        )  # fmt: skip


def exceptions(reading: Reading) -> Iterator[Line]:
    """Yield the lines of the closing checklist that were passed over, with the reason for it."""
    query = select(ClosingTable).where(ClosingTable.episode_id.in_(reading.ids))
    for row in reading.session.scalars(query):
        for key, told in row.exceptions.items():
            at = local(datetime.fromisoformat(told["at"]))
            yield Line(
                f"passed:{row.id}:{key}", Kind.MOVE, row.episode_id,
                reading.refs[row.episode_id], at, at, reading.who(told["by"]),
                f"Closing: “{Step(key).words}” passed over", tab="support",
                exception=told["reason"],
            )  # fmt: skip


def referrers_told(reading: Reading) -> Iterator[Line]:
    """Yield when the referrer was told of the outcome; it says that they were told, never who."""
    query = select(ReferrerTable.id, ReferrerTable.episode_id, ReferrerTable.told_on).where(
        ReferrerTable.episode_id.in_(reading.ids), ReferrerTable.told_on.is_not(None)
    )
    for row_id, episode_id, day in reading.session.execute(query):
        if day is None:
            continue
        yield _day_line(
            reading, f"told:{row_id}", Kind.REFERRER_TOLD, episode_id, day,
            "The referrer was told of the outcome", "", "referral",
        )  # fmt: skip


_SESSIONS = {
    "held": "Session held",
    "not_attended": "Session: the person did not come",
    "cancelled": "Session cancelled",
}
_REVIEWS = {
    "review": "Review of support held",
    "exit": "Exit review held",
    "6m": "Review 6 months after exit held",
    "12m": "Review 12 months after exit held",
}


def _corrected(replaced: bool, corrects: int | None) -> tuple[Tag, ...]:
    if replaced:
        return (Tag("Corrected later", "grey", "file-pen"),)
    return (Tag("Corrects an earlier record", "grey", "file-pen"),) if corrects else ()


def _day_line(
    reading: Reading,
    key: str,
    kind: Kind,
    episode_id: int,
    day: date,
    title: str,
    body: str = "",
    tab: str = "",
    *,
    who: str = "",
) -> Line:
    on = day_of(day)
    ref = reading.refs[episode_id]
    return Line(key, kind, episode_id, ref, on, on, who, title, body, has_time=False, tab=tab)
