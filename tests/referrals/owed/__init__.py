"""The tab of actions."""
