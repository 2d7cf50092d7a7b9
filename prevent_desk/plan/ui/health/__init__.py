"""Plan health on screen: the chip, the inspector's section, the list of all hints.

watch < opening, looks < aside, section, hint_list, checks_dialog < view
"""
