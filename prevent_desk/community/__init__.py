"""Community: engagement, sightings, the local profile (CTLP), venue and speaker enquiries."""
