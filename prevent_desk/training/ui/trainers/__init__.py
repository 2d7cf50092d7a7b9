"""Who gives training, on the screen."""
