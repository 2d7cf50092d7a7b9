"""The history of consent as rows: newest first, what was corrected still on show."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from prevent_desk.core.clock import local
from prevent_desk.core.dates import say_short
from prevent_desk.core.vocabulary import Vocabularies
from prevent_desk.referrals.model.consent import Consent, Outcome, giver_words, looks
from prevent_desk.referrals.model.corrected import replaced, standing
from prevent_desk.referrals.ui.record_row import Act, Shown


def rows(
    history: Sequence[Consent],
    lists: Vocabularies,
    who: Callable[[str], str],
    *,
    name: str = "",
    correct: Callable[[Consent], object],
    evidence: Callable[[Consent], object],
) -> list[Shown]:
    """Return the history of one person as rows.

    Args:
        history: In the order of recording.
        lists: For the words of codes.
        who: How a doer is named: "you".
        name: The person's, where the referral is about several.
        correct: Corrects a row.
        evidence: Shows the file kept with it.
    """
    gone = replaced(history)
    corrected_on = {one.corrects: one.at for one in history if one.corrects is not None}
    counted = standing(history)
    places = {one.id: place for place, one in enumerate(counted)}
    ordered = sorted(history, key=lambda one: (one.day, places.get(one.id, -1), one.id))
    found = []
    for one in reversed(ordered):
        word, icon, tone = looks(one.told.outcome)
        acts = []
        if one.file_id is not None:
            acts.append(Act(one.file_name, lambda one=one: evidence(one), "file"))  # type: ignore[misc]
        if one.id not in gone:
            acts.append(Act("Correct…", lambda one=one: correct(one)))  # type: ignore[misc]
        note = ""
        if one.id in gone:
            corrected = local(corrected_on[one.id]).date()
            note = f"Corrected on {say_short(corrected)}; it no longer counts."
        elif one.corrects is not None:
            note = "Stands in place of an earlier line, which is kept."
        found.append(
            Shown(
                _title(one, name),
                word,
                icon,
                "grey" if one.id in gone else tone,
                f"{say_short(one.day)} · {who(one.by)}",
                _lines(one, lists),
                acts,
                note,
            )
        )
    return found


def _title(one: Consent, name: str) -> str:
    told = one.told
    match told.outcome:
        case Outcome.WAITING:
            words = f"Asked{f' by {told.sought_by}' if told.sought_by else ''}"
        case Outcome.NOT_ASKED:
            words = "Not asked yet"
        case _:
            giver = giver_words(told)
            words = giver[:1].upper() + giver[1:] if giver else looks(told.outcome)[0]
    return f"{name}: {words[:1].lower()}{words[1:]}" if name else words


def _lines(one: Consent, lists: Vocabularies) -> list[tuple[str, str]]:
    told = one.told
    asked = ""
    if told.outcome is not Outcome.WAITING and (told.sought_by or told.asked_on):
        by = f"by {told.sought_by}" if told.sought_by else ""
        day = f"on {say_short(told.asked_on)}" if told.asked_on else ""
        asked = " ".join(part for part in (by, day) if part)
    sharing = {"yes": "the referrer may be told", "no": "the referrer may not be told"}
    pairs = [
        ("Asked", asked),
        ("How", _label(lists, "consent_method", told.method)),
        ("Name", told.giver),
        ("Capacity", _label(lists, "capacity", told.capacity)),
        ("For", told.scope),
        ("Sharing", sharing.get(told.sharing, "")),
        ("The child’s view", told.child_view),
        ("Reason", told.reason),
        ("Worry about safety", {"yes": "yes", "no": "no"}.get(told.safeguarding, "")),
        ("Children’s social care told", say_short(told.care_told) if told.care_told else ""),
        ("Next", _label(lists, "consent_next", told.what_next)),
        ("Next attempt", say_short(told.next_attempt) if told.next_attempt else ""),
    ]
    return [(heading, words) for heading, words in pairs if words]


def _label(lists: Vocabularies, vocabulary: str, code: str) -> str:
    found = lists.get(vocabulary)
    return found.label(code) if code and found is not None else code
