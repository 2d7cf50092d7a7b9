"""The entry line: kind, speaker and words of what is being said now."""
