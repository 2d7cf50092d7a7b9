"""Out to partners: the dialogs of sending, of reminders and of contacts."""
