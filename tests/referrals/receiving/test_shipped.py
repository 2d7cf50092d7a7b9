"""The forms and lists that ship: every field of the national form, every list with its days."""

from __future__ import annotations

from datetime import date

import pytest

from prevent_desk.core.birth import Born
from prevent_desk.core.errors import Fault
from prevent_desk.core.questionnaire import Kind
from prevent_desk.referrals.service.forms import PAF, REFERRAL, SCREENING, VAF, Forms
from prevent_desk.referrals.tables import EpisodeTable, PersonTable, ReferrerTable

FORMS = Forms()
TODAY = date(2026, 11, 22)


def labels(code: str, on: date = TODAY) -> list[str]:
    return [term.label for term in FORMS.list_of(code).on(on)]


# Lists, by DOMAIN section 3


@pytest.mark.parametrize("day", [date(2016, 4, 1), date(2020, 3, 31)])
def test_until_2020_concerns_are_those_of_the_first_releases(day: date) -> None:
    assert set(labels("concern", day)) == {
        "Islamist", "Right-wing", "Mixed, unstable or unclear", "Other", "Unspecified",
    }  # fmt: skip


@pytest.mark.parametrize("day", [date(2020, 4, 1), date(2024, 3, 31)])
def test_from_2020_to_2024_concerns_have_ten_kinds(day: date) -> None:
    assert set(labels("concern", day)) == {
        "Islamist", "Extreme right-wing", "Conflicted", "High CT risk but no ideology present",
        "Incel", "No specific extremism issue", "School massacre",
        "Vulnerability present but no ideology or CT risk", "Other", "Unspecified",
    }  # fmt: skip


@pytest.mark.parametrize("day", [date(2024, 4, 1), TODAY])
def test_since_2024_concerns_are_those_of_the_joint_system(day: date) -> None:
    assert set(labels("concern", day)) == {
        "Extreme right-wing", "Islamist", "No ideology identified",
        "Fascination with extreme violence or mass casualty attacks (where no other ideology)",
        "Left-wing", "Conflicted or multiple ideologies", "Incel", "Other",
    }  # fmt: skip


def test_sectors_are_the_nine_of_the_releases() -> None:
    assert labels("sector") == [
        "Education", "Police", "Local authority", "Health", "HM Prison & Probation Service",
        "Community", "Friends and family", "Other", "Unspecified",
    ]  # fmt: skip


def test_every_source_in_the_city_belongs_to_a_sector() -> None:
    assert {term.group for term in FORMS.list_of("sub_source").terms} <= set(labels("sector"))
    wanted = {"Business or employer", "University", "Faith group", "GP or hospital", "Anonymous",
              "ACT line", "Social housing", "Voluntary sector"}  # fmt: skip
    assert wanted <= set(labels("sub_source"))


@pytest.mark.parametrize(
    ("code", "wanted"),
    [
        ("gender", {"Male", "Female", "Other", "Not specified"}),
        ("consent_outcome", {"Not yet asked", "Given", "Refused", "Withdrawn",
                             "Not able to contact", "Lapsed"}),
        ("city_link", {"Resident", "Rough sleeper", "Worker", "Pupil or student", "Visitor",
                       "Online only", "None"}),
        ("region", {"East Midlands", "Eastern", "London", "North East", "North West",
                    "South East", "South West", "Wales", "West Midlands"}),
        ("health_condition", {"Autism spectrum disorder", "ADHD", "Anxiety or depression",
                              "Psychosis or personality disorder",
                              "Learning disability or difficulty", "Trauma or PTSD",
                              "Other condition", "None recorded"}),
    ],
)  # fmt: skip
def test_each_list_holds_what_the_field_counts_by(code: str, wanted: set[str]) -> None:
    assert set(labels(code)) >= wanted


@pytest.mark.parametrize(
    ("code", "least"),
    [
        ("ethnicity", 6), ("outcome", 12), ("reason_not_progressed", 10), ("signposted_to", 13),
        ("support_type", 11), ("exit_reason", 10), ("medium", 6), ("relation", 12), ("agency", 15),
        ("known_reply", 2), ("police_force", 43), ("retention", 5), ("assessment_stage", 7),
    ],
)  # fmt: skip
def test_the_other_lists_are_there_whole(code: str, least: int) -> None:
    assert len(labels(code)) >= least


def test_home_areas_are_the_city_every_borough_and_every_police_area() -> None:
    terms = FORMS.list_of("home_area").terms
    assert len([term for term in terms if term.group == "London"]) == 33
    assert terms[0].label == "City of London"
    assert len([term for term in terms if "police area" in term.group]) == 41


def test_outcomes_go_beyond_yes_and_no() -> None:
    wanted = {"owned_by_school", "transferred_force", "transferred_council", "police_led",
              "signposted", "intelligence_only", "nfa"}  # fmt: skip
    assert wanted <= {term.code for term in FORMS.list_of("outcome").terms}


def test_every_code_of_every_list_can_be_told_by_its_label() -> None:
    for one in FORMS.vocabularies().values():
        for term in one.terms:
            found = one.code_of(term.label)
            assert found is not None
            assert one.label(found) == term.label, (one.code, term.code)


# Age bands


@pytest.mark.parametrize(
    ("age", "before", "now"),
    [
        (8, "under_15", "10_and_under"), (10, "under_15", "10_and_under"),
        (11, "under_15", "11_15"), (14, "under_15", "11_15"), (15, "15_20", "11_15"),
        (16, "15_20", "16_17"), (17, "15_20", "16_17"), (18, "15_20", "18_20"),
        (21, "21_30", "21_25"), (26, "21_30", "26_30"), (31, "31_40", "31_40"),
        (50, "41_50", "41_50"), (51, "over_50", "51_and_over"), (99, "over_50", "51_and_over"),
    ],
)  # fmt: skip
def test_the_age_band_is_that_of_the_day_of_the_referral(age: int, before: str, now: str) -> None:
    assert FORMS.age_band(Born(2023 - age, 3, 31), date(2023, 3, 31)) == before
    assert FORMS.age_band(Born(2023 - age, 4, 1), date(2023, 4, 1)) == now


def test_no_age_falls_between_two_bands() -> None:
    for day in (date(2023, 3, 31), TODAY):
        bands = [term for term in FORMS.list_of("age_band").on(day) if term.code != "not_known"]
        for age in range(121):
            assert sum(term.spans(age) for term in bands) == 1, (day, age)


def test_an_age_that_may_be_in_two_bands_is_not_guessed() -> None:
    assert FORMS.age_band(None, TODAY) == "not_known"
    assert FORMS.age_band(Born(2008), TODAY) == "not_known"  # 17 or 18
    assert FORMS.age_band(Born(2009), TODAY) == "16_17"
    assert FORMS.age_band(Born(2009, approximate=True), TODAY) == "16_17"
    assert FORMS.age_band(Born(2030), TODAY) == "not_known"


# Forms


def test_every_choice_of_every_form_has_its_list() -> None:
    for code in (REFERRAL, VAF, PAF, SCREENING):
        for version in FORMS.versions(code):
            form = FORMS.form(code, version)
            assert form.source
            for question in form.questions():
                if question.kind in {Kind.CHOICE, Kind.CHOICES}:
                    assert question.vocabulary in FORMS.vocabularies()
                assert "-" not in question.key, "a hyphen parts a field's name"


def test_the_referral_form_has_the_eleven_sections_and_keeps_the_referrer_apart() -> None:
    form = FORMS.form(REFERRAL)
    told = {section.key: section.about for section in form.sections}
    assert list(told) == [
        "individual", "concern", "needs", "other", "identified", "referrer", "contact", "dates",
        "safeguarding", "occupation", "desk",
    ]  # fmt: skip
    assert {key for key, about in told.items() if about == "referrer"} == {
        "identified", "referrer", "contact"
    }  # fmt: skip
    assert told["desk"] == "desk"


def test_the_referral_form_has_every_field_of_the_national_one() -> None:
    asked = {question.key for question in FORMS.form(REFERRAL).questions()}
    assert asked >= {
        "given_name", "family_name", "aliases", "birth", "gender", "address", "other_addresses",
        "nationality", "immigration", "language", "interpreter", "phones", "emails",
        "social_media", "household", "city_link", "home_area", "dependants",
        "concern", "concern_type", "known_how", "urgency", "complex_needs", "other_information",
        "anonymous", *(f"{who}_{what}" for who in ("identified", "referrer", "contact")
                       for what in ("name", "role", "organisation", "relation", "phone", "email")),
        "noticed", "referred", "conditions", "discussed_lead", "person_informed", "action_taken",
        "discussed_agencies", "under_18", "parents_informed",
        "occupation", "earlier_occupation", "school", "earlier_school", "safeguarding_lead",
        "received_by", "received_at", "medium", "priority", "previous_found", "feedback",
        "safe_contact", "promised", "responsible_area",
    }  # fmt: skip


def test_the_prompts_of_the_national_form_stand_with_its_free_texts() -> None:
    form = FORMS.form(REFERRAL)
    for key, least in (("concern", 9), ("complex_needs", 9), ("other_information", 2)):
        question = form.question(key)
        assert question is not None
        assert len(question.prompts) >= least


def test_what_an_answer_fills_is_there_to_be_filled() -> None:
    columns = {
        "person": {*PersonTable.__table__.columns.keys()},
        "episode": {*EpisodeTable.__table__.columns.keys()},
        "referrer": {*ReferrerTable.__table__.columns.keys(), "anonymous"},
    }
    for question in FORMS.form(REFERRAL).questions():
        if question.fills:
            record, _, column = question.fills.partition(".")
            assert column in columns[record], question.fills


def test_the_vaf_has_its_twenty_two_factors_in_three_dimensions_and_never_a_number() -> None:
    form = FORMS.form(VAF, "2012")
    factors = [q for q in form.questions() if q.kind is Kind.FACTOR]
    assert [q.key for q in factors] == [
        *(f"E{n:02}" for n in range(1, 14)),
        *(f"I{n:02}" for n in range(1, 7)),
        *(f"C{n:02}" for n in range(1, 4)),
    ]
    assert not [q for q in form.questions() if q.kind is Kind.NUMBER]
    assert {"summary", "management", "changed"} <= {q.key for q in form.questions()}


def test_the_paf_says_that_its_sections_are_ours() -> None:
    form = FORMS.form(PAF)
    assert "our own" in form.source
    assert {"formulation", "not_known", "changed", "recommendation"} <= {
        q.key for q in form.questions()
    }


def test_the_newest_version_is_given_unless_one_is_named() -> None:
    assert FORMS.form(VAF).version == FORMS.versions(VAF)[-1]
    with pytest.raises(Fault):
        FORMS.form(VAF, "1066")
    with pytest.raises(Fault):
        FORMS.list_of("colours")
