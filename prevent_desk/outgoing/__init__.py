"""What is taken out of the desk, whatever feature it belongs to: seen first, numbered, marked.

This room stands on both kits, `ui` and `exports`, which do not know one another.
"""
