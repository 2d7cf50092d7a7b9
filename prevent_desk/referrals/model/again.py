"""What a new referral of somebody already known begins with: who they are, and nothing else.

Where they live and how they are reached is told anew by whoever calls now; what was told then stays
in the earlier referral.
"""

from __future__ import annotations

from prevent_desk.core.questionnaire import Answer, Questionnaire, tidy
from prevent_desk.referrals.model.records import Person


def answers_again(form: Questionnaire, person: Person) -> dict[str, Answer]:
    """Return the form's answers that say who a person is, by question key."""
    known: dict[str, Answer] = {
        "person.given": person.given,
        "person.family": person.family,
        "person.label": person.label,
        "person.aliases": "; ".join(person.aliases),
        "person.born": _born(person),
        "person.gender": person.gender,
        "person.ethnicity": person.ethnicity,
    }
    return tidy(
        {
            question.key: known[question.fills]
            for question in form.questions()
            if question.fills in known
        }
    )


def _born(person: Person) -> str:
    if person.born is not None and not person.is_approximate:
        return f"{person.born:%d/%m/%Y}"
    return person.born_told or (str(person.born_year) if person.born_year else "")
