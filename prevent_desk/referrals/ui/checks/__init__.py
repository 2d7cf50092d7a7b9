"""The tab “Checks”: agencies asked whether they know a person."""
