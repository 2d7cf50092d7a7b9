"""The tab “Assessment”: filling one in, reading, comparing, answering what was found."""
