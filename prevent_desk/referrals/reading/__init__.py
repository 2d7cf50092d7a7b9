"""Reading what comes in from outside; each parser runs in a limited child."""
