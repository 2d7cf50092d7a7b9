"""The screens of community."""
