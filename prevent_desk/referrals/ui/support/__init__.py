"""The tab "Support": the plan, its sessions, reviews and exit, and what closing asks."""
