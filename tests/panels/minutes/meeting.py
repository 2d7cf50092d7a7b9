"""A panel that was held: five cases with what was said, decided and asked for, as the desk left it.

A is a review that goes on, B put off unheard, C adopted by majority with a dissent, D not adopted,
E deferred.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from prevent_desk.actions.model.records import NewAction, Owner, Source
from prevent_desk.core.clock import Clock, SetClock
from prevent_desk.exports.pdf.made import Made
from prevent_desk.panels.exports import sealing
from prevent_desk.panels.model.records import LineKind
from prevent_desk.panels.model.sealing import Approval
from prevent_desk.panels.tables import ItemTable, SpanTable
from prevent_desk.referrals.tables import EpisodeTable, MoveTable
from prevent_desk.store.session import Store
from tests import ready
from tests.panels.desks import NOW, Desk, Filling, build, with_meeting

DAY = date(2025, 11, 26)
PRIVATE = "Xylograph: the mother seemed frightened of her brother"
"""Words of the officer's private note; in no minutes, however made."""

_I, _C, _D, _X, _R = (
    LineKind.INFORMATION, LineKind.CONCERN, LineKind.DECISION, LineKind.DISSENT, LineKind.RISK,
)  # fmt: skip
LINES: tuple[tuple[int, LineKind, str, str], ...] = (
    # case, kind, agency or what stands before the words, words
    (0, _I, "police", "No police contact since the last review."),
    (0, _D, "", "Support goes on as planned."),
    (2, _I, "school", "Attendance fell from 96% to 71% since September."),
    (2, _I, "children", "Known to Early Help in 2022, closed."),
    (2, _I, "school", "Protective: an aunt he trusts sees him weekly."),
    (2, _C, "police", "Manifesto shared in a closed group of 9."),
    (2, _R, "barts", "Risk to self: sleep and mood, waiting list since June."),
    (2, _X, "barts", "Would defer until a mental-health view is in."),
    (2, _D, "", "Offer support, subject to consent of a parent."),
    (3, _I, "education", "No concern in either school."),
    (4, _I, "Letter of the GP", "Nothing of note."),
)
DECISIONS: dict[int, dict[str, Any]] = {
    0: {
        "code": "continue", "words": "Support goes on", "how": "unanimous",
        "rationale": "Sessions are kept and the school sees him settle.",
        "consent": "Holds; he was asked on 20 November.", "change": "Two factors are weaker.",
        "plan_changes": "A second mentor session a month.", "next_review": date(2026, 2, 25),
    },
    2: {
        "code": "adopt", "words": "Offer support, subject to consent of a parent",
        "how": "majority", "votes_for": 6, "votes_against": 1,
        "rationale": "Isolation and the manifesto are new; support may turn it.",
        "consent": "Not asked yet.", "asker": "D. Quist, children’s social care",
        "asked_how": "At a home visit by 4 December.", "plan_changes": "Version 1 to be written.",
        "risk": "No sign of planning.", "next_review": date(2026, 1, 14),
        "teller": "DS R. Cole", "told_what": "that it was heard",
    },
    3: {
        "code": "not_adopt", "words": "No link to radicalisation", "how": "unanimous",
        "rationale": "Nothing known to any agency; the remark was a joke.",
        "health_asked": "no", "teller": "nobody", "told_what": "Asked not to be told.",
    },
    4: {
        "code": "defer", "words": "Wait for a mental-health view", "how": "unanimous",
        "rationale": "Health cannot be judged without it.", "needed": "A view of CAMHS.",
        "consent": "Asked, no answer yet.", "next_review": date(2025, 12, 17),
        "teller": "A. Marsh", "told_what": "that it is put off",
    },
}  # fmt: skip


def at(hour: int, minute: int = 0) -> datetime:
    """Return a moment of that morning, local time."""
    return datetime.combine(DAY, time(hour, minute))


def open_held(folder: Path) -> Desk:
    """Open a copy of a desk where the meeting was held; the caller closes its store."""
    clock = SetClock(NOW)
    store, told = ready.store(folder, clock, was_held, actor="Officer")
    return Desk(store, build(store, clock), clock, told)


def was_held(store: Store, clock: Clock) -> Filling:
    """Fill in the agencies, the cases and the meeting, and hold it."""
    told = with_meeting(store, clock)
    assert isinstance(clock, SetClock)
    hold(Desk(store, build(store, clock), clock, told))
    return told


def hold(desk: Desk, *, finish: bool = True) -> None:
    """Play the meeting: notes, decisions, actions; finished where that is asked for."""
    told, services = desk.told, desk.services
    begin(desk)
    for case, kind, speaker, words in LINES:
        speaker_id = told.invites.get(speaker)
        services.lines.add(
            told.cases[case], kind, words, speaker_id=speaker_id,
            speaker="" if speaker_id else speaker or "Panel",
        )  # fmt: skip
    services.lines.keep_private(told.meeting, told.cases[2], PRIVATE)
    for case, parts in DECISIONS.items():
        services.decisions.set(told.cases[case], **parts)
    for words, agency, due, case in (
        ("Name one trusted adult and meet weekly", "school", date(2025, 12, 3), 2),
        ("Ask CAMHS for a view on sleep", "barts", date(2025, 12, 10), 2),
        ("Chase the mentor’s report", "cst", None, 0),
    ):
        services.actions.make(
            NewAction(
                words, Owner(told.organisations[agency], "panel_lead"), due,
                source=Source.PANEL, source_id=told.meeting, source_words="Panel 26 Nov 2025",
                case_ref=ref(desk, case),
            )
        )  # fmt: skip
    if finish:
        desk.set_meeting(
            state="held", finished=at(10, 40), note_taker="S. Hale",
            read_out=at(10, 1), next_on=datetime.combine(date(2025, 12, 17), time(10)),
        )  # fmt: skip


def begin(desk: Desk) -> None:
    """Let the meeting run from ten o'clock, six minutes a case; B is put off unheard."""
    desk.begin(item=9)
    with desk.store.writing(None) as session:
        for place, item_id in enumerate(desk.told.cases):
            row = session.get_one(ItemTable, item_id)
            row.state = "deferred" if place == 1 else "done"
            if place == 1:
                continue
            began = at(10, 2 + 6 * place)
            session.add(
                SpanTable(
                    meeting_id=desk.told.meeting, item_id=item_id, began=began,
                    ended=began.replace(minute=began.minute + 6),
                )
            )  # fmt: skip
        review = session.get_one(EpisodeTable, desk.told.episodes[0])
        review.state, review.state_on = "adopted", date(2025, 10, 20)
        then = datetime.combine(review.state_on, time(9))
        review.moves.append(
            MoveTable(
                was="panel_scheduled", now="adopted", on=then, at=then, by="Officer", reason="",
                details={}, exception="",
            )
        )  # fmt: skip


def made_here(target: str, payload: tuple[Any, ...], **_job: Any) -> bytes:
    """Make a paper in this process: what a child makes, without the second it takes to start."""
    module, _, function = target.partition(":")
    made: bytes = getattr(importlib.import_module(module), function)(payload)
    return made


def blank(_target: str, _payload: tuple[Any, ...], **_job: Any) -> bytes:
    """Make no paper, where a test is about the words alone."""
    return Made(b"no paper", ()).packed()


def seal(desk: Desk, *, make: Callable[..., bytes] = blank) -> None:
    """Have the minutes approved and sealed."""
    approval = Approval(desk.clock.today(), "A. Marsh", "by e-mail")
    sealing.seal(desk.services, desk.told.meeting, approval, practice=False, make=make)


def ref(desk: Desk, case: int) -> str:
    """Return the reference of a case: 0 is A."""
    return desk.services.referrals.episodes.episode(desk.told.episodes[case]).ref
