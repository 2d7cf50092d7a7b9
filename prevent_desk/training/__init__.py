"""Training: courses, sessions, people, who is current, product copies."""
