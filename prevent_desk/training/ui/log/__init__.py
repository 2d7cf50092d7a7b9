"""The log of training sessions on the screen."""
