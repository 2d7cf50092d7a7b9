"""What answers the factors an assessment found: support, or the reason why there is none.

Functions for use inside another service's unit of work; screens ask `Assessments`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC

from sqlalchemy import select
from sqlalchemy.orm import Session

from prevent_desk.referrals.model.assessments.records import FoundFactor, factors, found
from prevent_desk.referrals.service.forms import Forms
from prevent_desk.referrals.tables import (
    AssessmentTable,
    FactorResponseTable,
    SupportItemTable,
    SupportPlanTable,
)


@dataclass(frozen=True, slots=True)
class Item:
    """A piece of support as a factor's answer names it.

    Attributes:
        lineage: The same in every version of the plan.
        words: "Theological mentoring: identity and belonging".
        factors: Keys of the factors it names itself.
    """

    lineage: str
    words: str
    factors: tuple[str, ...]


def found_factors(session: Session, episode_id: int, forms: Forms) -> list[FoundFactor]:
    """Return the factors that the newest finished assessment with factors found.

    A factor is answered by every item of the newest support plan that names it or was given as its
    answer; else by the reason given last. An item taken out of the plan answers nothing any more.
    """
    newest = _newest(session, episode_id, forms)
    if newest is None:
        return []
    here = {item.lineage: item for item in items(session, episode_id)}
    told = _responses(session, episode_id)
    answered = []
    for one in found(forms.form(newest.form, newest.form_version), newest.answers):
        key = one.factor.key
        response = told.get(key)
        given = response.item if response is not None else ""
        names = [
            item.words for item in here.values() if key in item.factors or item.lineage == given
        ]
        if names or response is None:
            answered.append(replace(one, items=tuple(names)))
            continue
        said_on = response.at.replace(tzinfo=UTC).astimezone().date()
        answered.append(replace(one, reason=response.reason, said_on=said_on))
    return answered


def unanswered(session: Session, episode_id: int, forms: Forms) -> list[FoundFactor]:
    """Return the found factors that neither support nor a reason answers."""
    return [one for one in found_factors(session, episode_id, forms) if not one.is_answered]


def items(session: Session, episode_id: int) -> list[Item]:
    """Return what the newest support plan holds, in its order."""
    plans = select(SupportPlanTable.id).where(SupportPlanTable.episode_id == episode_id)
    newest = session.scalar(plans.order_by(SupportPlanTable.number.desc()).limit(1))
    if newest is None:
        return []
    rows = select(SupportItemTable).where(SupportItemTable.plan_id == newest)
    kinds = Forms().list_of("support_type")
    found_items = []
    for row in session.scalars(rows.order_by(SupportItemTable.position, SupportItemTable.id)):
        kind = kinds.label(row.kind)
        words = ": ".join(part for part in (kind, row.need or row.goal) if part)
        found_items.append(Item(row.lineage, words or row.provider, tuple(row.factors.split())))
    return found_items


def _newest(session: Session, episode_id: int, forms: Forms) -> AssessmentTable | None:
    query = select(AssessmentTable).where(
        AssessmentTable.episode_id == episode_id, AssessmentTable.finished.is_not(None)
    )
    rows = session.scalars(query.order_by(AssessmentTable.on.desc(), AssessmentTable.id.desc()))
    for row in rows:
        if any(factors(forms.form(row.form, row.form_version))):
            return row
    return None


def _responses(session: Session, episode_id: int) -> Mapping[str, FactorResponseTable]:
    """Return the newest answer of each factor."""
    query = select(FactorResponseTable).where(FactorResponseTable.episode_id == episode_id)
    return {row.factor: row for row in session.scalars(query.order_by(FactorResponseTable.id))}
