"""Frozen versions of a plan: how one is kept, what its stamp is, how two of them differ."""
