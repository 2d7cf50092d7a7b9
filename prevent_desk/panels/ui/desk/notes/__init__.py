"""The live notes: lines one under another, changed where they stand."""
