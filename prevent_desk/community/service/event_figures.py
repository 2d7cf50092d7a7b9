"""What engagement and enquiries come to in a period, each number with the records behind it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import reduce

from sqlalchemy import select
from sqlalchemy.orm import Session

from prevent_desk.community.model.enquiries import ENQUIRIES, Stage
from prevent_desk.community.model.events import EVENTS, ICONS, NOUNS, OTHER_ICON, State, span_words
from prevent_desk.community.service import enquiries, events
from prevent_desk.community.service.enquiry_log import EnquiryLog
from prevent_desk.community.service.event_log import DAYS, REACHED, Come, EventLog
from prevent_desk.community.tables import EventTable
from prevent_desk.core.vocabulary import Vocabulary
from prevent_desk.logbook.model.counted import Count, Tally
from prevent_desk.logbook.model.figures import Figure
from prevent_desk.logbook.model.nouns import PEOPLE, Noun
from prevent_desk.logbook.model.period import By, Period
from prevent_desk.logbook.model.query import Query
from prevent_desk.logbook.service.plan_links import RecordFact
from prevent_desk.logbook.service.table_log import FigureOf, within
from prevent_desk.readers import shipped
from prevent_desk.store.keys import filled

_REACH_OF = {
    "stall": Noun("person reached at stalls", "people reached at stalls"),
    "campaign": Noun("contact of campaigns", "contacts of campaigns"),
}
_PARTNERS = Noun("organisation met", "organisations met")
_ENTRIES = Noun("entry", "entries")
_NOTHING = Tally()
_STAGES = {
    Stage.ADVICE: Noun("enquiry wanting advice", "enquiries wanting advice"),
    Stage.DECISION: Noun("enquiry awaiting a decision", "enquiries awaiting a decision"),
}


class EngagementFigures:
    """Counts held events by kind, whom they reached, and how many organisations were met."""

    title = "Engagement"

    def __init__(self, log: EventLog) -> None:
        self._log = log

    def figures(self, period: Period, by: By) -> Sequence[Figure]:
        """Return each kind, then people reached and organisations met; the same keys each time."""
        held = within(period, by, {"state": frozenset({State.HELD.value})})
        # Three statements for all kinds: one for each kind would read ten years ten times.
        come = {one.kind: one for one in self._log.comes_to(held)}
        ids = self._log.ids_by_kind(held)
        late = self._log.ids_by_kind(replace(held, late=True))
        every, too_late = _all(ids), _all(late)
        found = [
            _figure(
                kind, noun, come[kind].times if kind in come else _NOTHING,
                held.choosing("kind", frozenset({kind})), ids.get(kind, ()), late.get(kind, ()),
                _made_up(come.get(kind)),
            )
            for kind, noun in NOUNS.items()
        ]  # fmt: skip
        found += [
            _figure(
                f"{kind} reach", noun, come[kind].reach if kind in come else _NOTHING,
                held.choosing("kind", frozenset({kind})), ids.get(kind, ()), late.get(kind, ()),
            )
            for kind, noun in _REACH_OF.items()
        ]  # fmt: skip
        reach = reduce(Tally.__add__, (one.reach for one in come.values()), _NOTHING)
        found.append(_figure("reach", REACHED, reach, held, every, too_late))
        met = self._log.partners_met(held)
        with_partners = tuple(sorted({one for keys in met.values() for one in keys}))
        position = {"tab": events.TAB, "query": Query(ids=frozenset(with_partners)).to_json()}
        found.append(
            Figure(
                "partners", _PARTNERS, len(met), with_partners,
                tuple(one for one in too_late if one in set(with_partners)), events.PAGE, position,
                EVENTS,
            )
        )  # fmt: skip
        return found


class EnquiryFigures:
    """Counts enquiries asked, by what became of them."""

    title = "Enquiries"

    def __init__(self, log: EnquiryLog) -> None:
        self._log = log

    def figures(self, period: Period, by: By) -> Sequence[Figure]:
        """Return all that were asked, each decision, and what waits."""
        wanted = [FigureOf("enquiries", ENQUIRIES)]
        for term in shipped.vocabularies()["enquiry_decision"].terms:
            label = f": {term.label[0].lower()}{term.label[1:]}"
            noun = Noun(f"{ENQUIRIES.one}{label}", f"{ENQUIRIES.many}{label}")
            wanted.append(FigureOf(term.code, noun, {"decision": frozenset({term.code})}))
        for stage, noun in _STAGES.items():
            wanted.append(FigureOf(stage.value, noun, {"stage": frozenset({stage.value})}))
        page, tab = enquiries.PAGE, enquiries.TAB
        return self._log.figures(within(period, by), wanted, page=page, tab=tab)


class EventFacts:
    """Lets engagement be evidence of criteria of the plan."""

    key, words, icon = events.KIND, "Engagement", "users"

    def facts(self, session: Session, ids: Sequence[int]) -> Mapping[int, RecordFact]:
        """Return what events say of themselves; planned and cancelled ones count nothing."""
        kinds = shipped.vocabularies()["event_kind"]
        query = select(EventTable).where(EventTable.id.in_(filled(ids)))
        return {row.id: _fact(row, kinds) for row in session.scalars(query)}

    def newest(self, session: Session, most: int) -> Sequence[int]:
        """Return the keys of the newest events."""
        table = EventTable
        query = select(table.id).order_by(table.first.desc(), table.id.desc()).limit(most)
        return list(session.scalars(query))


def _fact(row: EventTable, kinds: Vocabulary) -> RecordFact:
    held = row.state == State.HELD.value
    reach = Count.of(row.reach, row.reach_how)
    told = (
        kinds.label(row.kind), span_words(row.first, row.last), row.venue,
        reach.said(PEOPLE) if held and reach.number is not None else "",
        "" if held else row.state,
    )  # fmt: skip
    return RecordFact(
        row.title, ", ".join(part for part in told if part), row.first,
        row.times if held else 0, row.reach if held else 0, ICONS.get(row.kind, OTHER_ICON),
        events.PAGE, {"tab": events.TAB, "event": row.id},
    )  # fmt: skip


def _figure(
    key: str,
    noun: Noun,
    value: Tally,
    query: Query,
    ids: Sequence[int],
    late: Sequence[int],
    note: str = "",
) -> Figure:
    position = {"tab": events.TAB, "query": query.to_json()}
    return Figure(
        key, noun, value, tuple(ids), tuple(late), events.PAGE, position, EVENTS, note
    )  # fmt: skip


def _made_up(come: Come | None) -> str:
    """Return what a number of stalls is made up of, where it says more: "15 entries, 34 days"."""
    if come is None:
        return ""
    entries = _ENTRIES.counted(come.times.records)
    parts = [entries if come.times.records != come.times.total else ""]
    parts += [DAYS.counted(come.days) if come.days > come.times.total else ""]
    return ", ".join(part for part in parts if part)


def _all(ids: Mapping[str, Sequence[int]]) -> list[int]:
    return [one for keys in ids.values() for one in keys]
