"""The tab "Consent": where it stands in words, what has to be asked, and the history."""
