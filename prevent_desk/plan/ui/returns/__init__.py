"""What came back from partners, beside what was sent: the Returns view."""
