"""What the minutes say of one case, by its reference: the list of the domain notes, 2.6."""

from __future__ import annotations

import re
from collections.abc import Sequence

from prevent_desk.actions.model.records import Action
from prevent_desk.core.dates import say_short
from prevent_desk.panels.model import deciding
from prevent_desk.panels.model.agenda import PURPOSES
from prevent_desk.panels.model.deciding import ADOPT, NOBODY, NOT_ADOPT, CaseFacts
from prevent_desk.panels.model.finish_checks import ACTION, DECISION, ROOM
from prevent_desk.panels.model.gathered import Gathered
from prevent_desk.panels.model.minutes import NOT_RECORDED, Gap, Section
from prevent_desk.panels.model.records import Decision, Item, ItemState, LineKind, NoteLine
from prevent_desk.panels.model.spoken import Spoken
from prevent_desk.referrals.model.papers.content import Block, Facts, Grid, Heading, Words

_NOTED = {LineKind.CONCERN: "Concern", LineKind.RISK: "Risk"}
_BEGINS = re.compile(
    r"(susceptibility|vulnerability|risk to self|risk to others|risk|protective(?: factors?)?"
    r"|needs?)\s*[:–]\s*.+",
    re.IGNORECASE | re.DOTALL,
)
"""How a line says by its first words which part of the picture it is: "Protective: …"."""

_UNHEARD = {
    ItemState.DROPPED: "Taken off the agenda; not talked about.",
    ItemState.DEFERRED: "Put off to another panel; not talked about.",
}
"""All that is said of a case nothing was said, decided or timed of. A case may also be put off, or
taken off, after it was talked about: then what was said stands in the minutes."""


def section(told: Gathered, item: Item, spoken: Spoken) -> Section:
    """Return what is said of a case."""
    key = f"item:{item.id}"
    spoken.section, spoken.item_id = key, item.id
    heading = f"{item.called} · {item.ref}"
    decision = told.decisions.get(item.id) or Decision(item.id, item.ref, item.episode_id)
    actions = [one for one in told.actions if one.case_ref == item.ref]
    unheard = not told.spans.get(item.id) and not told.standing(item)
    if item.state in _UNHEARD and unheard and not deciding.is_begun(decision):
        short: list[Block] = [Words(_UNHEARD[item.state])]
        if actions:
            short += [Heading(3, "Actions"), actions_grid(actions, spoken)]
        gaps = tuple(gap for one in actions for gap in action_gaps(one, item.id))
        return Section(key, heading, tuple(short), item.id, gaps)
    blocks: list[Block] = [Facts(_about(told, item))]
    blocks += [Heading(3, "Information shared"), _information(told, item, spoken)]
    noted = _noted(told, item, spoken)
    if noted is not None:
        blocks += [Heading(3, "Concern, risk, protective factors and needs"), noted]
    blocks += [Heading(3, "Decision"), Facts(_decided(told, item, decision, spoken))]
    blocks += [Heading(3, "Actions")]
    blocks.append(actions_grid(actions, spoken) if actions else Words("None."))
    gaps = (*gaps_of(told, item, decision), *(g for a in actions for g in action_gaps(a, item.id)))
    return Section(key, heading, tuple(blocks), item.id, gaps)


def gaps_of(told: Gathered, item: Item, decision: Decision) -> list[Gap]:
    """Return what the minutes of a case lack; a case put off unheard lacks nothing."""
    if item.state is ItemState.DEFERRED and not deciding.is_begun(decision):
        return []
    facts = told.facts.get(item.id, CaseFacts(item.purpose))
    found = [
        Gap(item.id, f"{DECISION}:{part}", f"{words[:1].upper()}{words[1:]}")
        for part, words in deciding.lacks(decision, facts)
    ]
    if decision.votes_against and not told.standing(item, LineKind.DISSENT):
        found.append(Gap(item.id, "notes", "Who dissented, and why, is not noted"))
    if not told.there_for(item):
        found.append(Gap(item.id, ROOM, "Nobody is recorded as present for it"))
    return found


def action_gaps(action: Action, item_id: int | None) -> list[Gap]:
    """Return what an action lacks."""
    place = f"{ACTION}:{action.id}"
    found = []
    if not action.owner.is_known:
        found.append(Gap(item_id, place, f"Action {action.number} has no owner"))
    if action.due is None:
        found.append(Gap(item_id, place, f"Action {action.number} has no date"))
    return found


def actions_grid(actions: Sequence[Action], spoken: Spoken) -> Grid:
    """Return actions as a table."""
    rows = tuple(
        (
            str(one.number),
            spoken(one.words),
            owner_words(one, spoken) or NOT_RECORDED,
            say_short(one.due) if one.due else NOT_RECORDED,
        )
        for one in actions
    )
    return Grid(("No.", "Action", "Owner", "Due"), rows, (0.6, 5.0, 2.4, 1.4))


def owner_words(action: Action, spoken: Spoken) -> str:
    """Return who owes an action: "Barts Health (Dr L. Shah)"; empty where nobody does."""
    owner = action.owner
    name = spoken(owner.name or owner.told)
    return f"{name} ({owner.contact})" if owner.contact and owner.contact != name else name


def said_lines(told: Gathered, item: Item, spoken: Spoken) -> list[str]:
    """Return the lines of a point that is no case: "City Police: No change since October."."""
    return [_with_speaker(line, spoken) for line in told.standing(item)]


def _with_speaker(line: NoteLine, spoken: Spoken) -> str:
    speaker = spoken(line.speaker)
    return f"{speaker}: {spoken(line.words)}" if speaker else spoken(line.words)


def _about(told: Gathered, item: Item) -> tuple[tuple[str, str], ...]:
    spans = told.spans.get(item.id, ())
    times = ", ".join(
        f"{span.began:%H:%M}–{span.ended:%H:%M}" if span.ended else f"from {span.began:%H:%M}"
        for span in spans
    )
    there = [one.agency for one in told.there_for(item)]
    rows = [
        ("Why it came", PURPOSES.get(item.purpose, item.purpose)),
        ("Talked about", times),
        ("Present for it", ", ".join(dict.fromkeys(there)) or NOT_RECORDED),
        ("Quorum", _quorum(told, item)),
        ("Deferred", "Yes" if item.state is ItemState.DEFERRED else ""),
        ("Taken off the agenda", "Yes" if item.state is ItemState.DROPPED else ""),
    ]
    return tuple(row for row in rows if row[1])


def _quorum(told: Gathered, item: Item) -> str:
    verdict = told.verdicts.get(item.id)
    if verdict is None or not told.spans.get(item.id):
        return ""
    return f"{'Met' if verdict.met else 'Not met'}: {verdict.words}"


def _information(told: Gathered, item: Item, spoken: Spoken) -> Block:
    """Return what each agency told, in the order in which they first spoke."""
    of: dict[str, list[str]] = {}
    for line in told.standing(item, LineKind.INFORMATION):
        if _BEGINS.fullmatch(line.words.strip()):
            continue
        of.setdefault(spoken(line.speaker) or "Panel", []).append(spoken(line.words))
    if not of:
        return Words("None was shared.")
    rows = tuple((agency, "\n".join(said)) for agency, said in of.items())
    return Grid(("Agency", "Information"), rows, (2.2, 7.0))


def _noted(told: Gathered, item: Item, spoken: Spoken) -> Block | None:
    rows = []
    for line in told.standing(item, LineKind.CONCERN, LineKind.RISK, LineKind.INFORMATION):
        begins = _BEGINS.fullmatch(line.words.strip())
        if begins is None and line.kind is LineKind.INFORMATION:
            continue
        named = begins[1].capitalize() if begins else _NOTED[line.kind]
        rows.append((named, spoken(line.words), spoken(line.speaker)))
    if not rows:
        return None
    return Grid(("What", "As noted", "Said by"), tuple(rows), (1.8, 5.4, 2.0))


def _decided(
    told: Gathered, item: Item, decision: Decision, spoken: Spoken
) -> tuple[tuple[str, str], ...]:
    code, words = decision.code, spoken(decision.words)
    label = told.label(deciding.codes(item.purpose)[0], code)
    facts = told.facts.get(item.id, CaseFacts(item.purpose))
    wanted = deciding.asked(decision, facts)
    assessed = told.assessments.get(item.id, "")

    def said(part: str, words: str) -> str:
        return words or (NOT_RECORDED if part in wanted else "")

    rows = [
        ("Assessment used", assessed),
        ("What changed since the last", spoken(decision.change)),
        ("Risk, the police’s update", spoken(decision.risk)),
        ("Pattern of referrals", spoken(decision.pattern)),
        ("Decision", ". ".join(part for part in (label, words) if part) or NOT_RECORDED),
        ("Also decided", _also(told, item, decision, spoken)),
        ("How it was decided", _how(told, decision)),
        ("Rationale", spoken(decision.rationale) or NOT_RECORDED),
        ("Dissent", _dissent(told, item, decision, spoken)),
        ("What is awaited", spoken(decision.needed)),
        ("Consent", said("consent", spoken(decision.consent))),
        ("Who asks for consent", said("asker", _asker(decision, spoken))),
        ("Health or social care", said("health_asked", _health(decision, spoken))),
        ("Support plan", spoken(decision.plan_changes)),
        ("Next review", said("next_review", _next(decision))),
        ("Referrer", said("teller", _teller(decision, spoken))),
    ]
    return tuple(row for row in rows if row[1])


def _also(told: Gathered, item: Item, decision: Decision, spoken: Spoken) -> str:
    """Return the lines of decisions that the decision's own words do not say already."""
    words = decision.words.casefold()
    return "\n".join(
        _with_speaker(line, spoken)
        for line in told.standing(item, LineKind.DECISION)
        if line.id != decision.line_id and line.words.strip().casefold() not in words
    )


def _how(told: Gathered, decision: Decision) -> str:
    if not decision.how:
        return NOT_RECORDED
    said = told.label("how_decided", decision.how)
    if decision.how == deciding.UNANIMOUS or decision.votes_for is None:
        return said
    return f"{said}: {decision.votes_for} for, {decision.votes_against or 0} against"


def _dissent(told: Gathered, item: Item, decision: Decision, spoken: Spoken) -> str:
    lines = [_with_speaker(line, spoken) for line in told.standing(item, LineKind.DISSENT)]
    if lines:
        return "\n".join(lines)
    return NOT_RECORDED if decision.votes_against else "None" if decision.how else ""


def _asker(decision: Decision, spoken: Spoken) -> str:
    if decision.code != ADOPT:
        return ""
    return ": ".join(part for part in (spoken(decision.asker), spoken(decision.asked_how)) if part)


def _health(decision: Decision, spoken: Spoken) -> str:
    if decision.code != NOT_ADOPT or not decision.health_asked:
        return ""
    said = "A referral was considered" if decision.health_asked == "yes" else "Not considered"
    outcome = spoken(decision.health_outcome)
    return f"{said}: {outcome}" if outcome else said


def _next(decision: Decision) -> str:
    return say_short(decision.next_review) if decision.next_review else ""


def _teller(decision: Decision, spoken: Spoken) -> str:
    teller, what = spoken(decision.teller), spoken(decision.told_what)
    if teller.casefold() == NOBODY:
        teller = "nobody"
    return f"Is told by {teller}" + (f": {what}" if what else "") if teller else ""
