"""Why something is never reached: the conditions that are to blame, as few as possible."""
