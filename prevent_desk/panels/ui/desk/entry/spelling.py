"""Spelling at the desk: which words are right here, and where that is kept."""

from __future__ import annotations

from PySide6.QtWidgets import QPlainTextEdit

from prevent_desk.panels.ui.desk.hub import Hub
from prevent_desk.ui import spelling
from prevent_desk.ui.spelling import SpellingUnderline

ON = "desk/spelling"
OWN = "desk/spelling_words"


def attach(editor: QPlainTextEdit, hub: Hub) -> SpellingUnderline:
    """Check an editor's words; the desk's own words and its choice to check hold in it."""
    desk, dictionary = hub.around.desk, spelling.dictionary()
    dictionary.switch(on=bool(desk.setting(ON, True)))
    dictionary.take_own(desk.setting(OWN, []))
    found = SpellingUnderline(editor, dictionary)

    def add(word: str) -> None:
        words = sorted({*desk.setting(OWN, []), word.replace("’", "'").lower()})
        desk.remember(OWN, words)
        dictionary.take_own(words)

    def switch() -> None:
        toggle(hub)

    found.add_word, found.switch = add, switch
    return found


def toggle(hub: Hub) -> None:
    """Check spelling, or check it no more; the desk remembers."""
    dictionary = spelling.dictionary()
    dictionary.switch(on=not dictionary.is_on)
    hub.around.desk.remember(ON, dictionary.is_on)


def take_names(hub: Hub) -> None:
    """Take the people and agencies of the room, and those of the case, as right."""
    if hub.meeting_id is None:
        return
    services, names = hub.around.services, []
    for one in services.room.attendees(hub.meeting_id):
        names += [one.agency, one.name, one.stands_for]
    item = hub.item()
    if item is not None and item.episode_id is not None:
        episode = services.referrals.episodes.episode(item.episode_id)
        for person in episode.subjects:
            names += [person.given, person.family]
    spelling.dictionary().take_names(names)
