"""The tab of people to be trained."""
