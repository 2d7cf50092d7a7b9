"""Every log stands on this: what was counted, of which period, listed, searched, told."""
