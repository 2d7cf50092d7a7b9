"""Actions: who owes what by when, whichever meeting or record asked for it."""
