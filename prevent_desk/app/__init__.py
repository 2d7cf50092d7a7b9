"""The program: start, shell, commands."""
