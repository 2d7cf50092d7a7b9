"""Whatever is told to the whole form is kept as a draft, recorded, and reads back the same."""

from __future__ import annotations

import random
from dataclasses import replace

from prevent_desk.core.answers import about
from prevent_desk.core.questionnaire import Answer
from prevent_desk.referrals.model import intake
from prevent_desk.referrals.model.intake import INDIVIDUAL, About
from prevent_desk.referrals.service.forms import REFERRAL
from prevent_desk.store import search
from tests.referrals.desks import Desk
from tests.ui.questionnaire.any_answers import any_answers

SECRET = "zqreferrer"


def test_any_answers_are_recorded_as_told_and_who_told_stays_apart(
    desk: Desk, campaign: int
) -> None:
    chance = random.Random("any intake")
    forms, service = desk.services.forms, desk.services.intake
    form, lists = forms.form(REFERRAL), forms.vocabularies()
    individual = next(one for one in form.sections if one.key == INDIVIDUAL)
    keys = {question.key for question in individual.questions}
    for turn in range(12 * campaign):
        told = any_answers(form, lists, chance)
        told["identified_name"] = f"{SECRET}{turn}"
        person = {key: answer for key, answer in told.items() if key in keys}
        rest = {key: answer for key, answer in told.items() if key not in keys}
        draft = replace(
            service.begin(),
            about=chance.choice(list(About)),
            people=(person,),
            answers=rest,
            danger=chance.choice(("yes", "no", "not_known")),
        )
        service.keep(draft)
        kept = service.draft(draft.key)
        assert kept is not None
        assert intake.from_json(kept.key, intake.to_json(kept)) == kept
        made = service.record(kept)
        episode = desk.services.episodes.episode(made)
        who = desk.services.episodes.referrer(made)
        read: dict[str, Answer] = {**episode.answers, **(who.answers or {})}
        assert read == told
        assert not about(form, episode.answers, "referrer")
        assert SECRET not in repr(episode)
        with desk.store.reading() as session:
            assert not search.find(session, f"{SECRET}{turn}")
    assert desk.services.episodes.count() == 12 * campaign
    assert service.drafts() == []
