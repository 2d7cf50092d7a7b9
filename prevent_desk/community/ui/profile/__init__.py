"""The tab of the local profile (CTLP): who is asked, what came back, days, themes."""
