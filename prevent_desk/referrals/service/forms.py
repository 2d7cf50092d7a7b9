"""Which forms and lists there are: those the program ships, read once.

Their files are `resources/questionnaires/` and `resources/vocabularies/`. An answer set names the
code and version it was given under, so every version that ever shipped stays readable.
"""

from __future__ import annotations

from datetime import date

from prevent_desk.core.birth import Born
from prevent_desk.core.errors import Fault
from prevent_desk.core.questionnaire import Questionnaire
from prevent_desk.core.vocabulary import Vocabularies, Vocabulary
from prevent_desk.readers import shipped

REFERRAL, VAF, PAF, SCREENING = "referral", "VAF", "PAF", "pre-screening"
"""Codes of the forms that ship."""

NOT_KNOWN = "not_known"


class Forms:
    """The forms and lists of the program."""

    def form(self, code: str, version: str | None = None) -> Questionnaire:
        """Return a form.

        Args:
            code: One of those above.
            version: None for the newest.

        Raises:
            Fault: There is no such form, or no such version of it.
        """
        versions = self.versions(code)
        wanted = versions[-1:] if version is None else [v for v in versions if v == version]
        if not wanted:
            raise Fault(f"There is no form {code} {version or ''}".strip() + ".")
        return shipped.questionnaires()[code, wanted[0]]

    def versions(self, code: str) -> list[str]:
        """Return the versions of a form, oldest first."""
        return sorted(version for known, version in shipped.questionnaires() if known == code)

    def knows(self, code: str, version: str) -> bool:
        """Return whether a form ships in this version."""
        return (code, version) in shipped.questionnaires()

    def vocabularies(self) -> Vocabularies:
        """Return every list by its code."""
        return shipped.vocabularies()

    def list_of(self, code: str) -> Vocabulary:
        """Return one list.

        Raises:
            Fault: There is no such list.
        """
        found = shipped.vocabularies().get(code)
        if found is None:
            raise Fault(f"There is no list “{code}”.")
        return found

    def age_band(self, born: Born | None, on: date) -> str:
        """Return the band a person falls into on a day, by the bands of that day.

        Args:
            born: None where nothing was told.
            on: The day of the referral.

        Returns:
            A code of the list "age_band"; "not_known" where the age is not known, or where an age
            told roughly might fall into two bands.
        """
        if born is None or not (ages := born.ages(on)):
            return NOT_KNOWN
        bands = self.list_of("age_band").on(on)
        found = {term.code for age in ages for term in bands if term.spans(age)}
        return found.pop() if len(found) == 1 else NOT_KNOWN
