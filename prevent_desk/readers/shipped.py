"""The lists and forms the program ships (`resources`), each read once."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from prevent_desk import paths
from prevent_desk.core import questionnaire, vocabulary
from prevent_desk.core.errors import Fault
from prevent_desk.core.questionnaire import Questionnaire
from prevent_desk.core.vocabulary import Vocabularies, Vocabulary


@cache
def questionnaires() -> Mapping[tuple[str, str], Questionnaire]:
    """Return every form by its code and version."""
    forms: dict[tuple[str, str], Questionnaire] = {}
    for path in sorted((paths.resources() / "questionnaires").glob("*.toml")):
        form = questionnaire.read(path.read_text("utf-8"))
        forms[form.code, form.version] = form
    return MappingProxyType(forms)


@cache
def vocabularies() -> Vocabularies:
    """Return every list by its code.

    Raises:
        Fault: Two files have a list of the same code.
    """
    lists: dict[str, Vocabulary] = {}
    for path in sorted((paths.resources() / "vocabularies").glob("*.toml")):
        for code, one in vocabulary.read(path.read_text("utf-8")).items():
            if code in lists:
                raise Fault(f"The list “{code}” is there twice.")
            lists[code] = one
    return MappingProxyType(lists)
