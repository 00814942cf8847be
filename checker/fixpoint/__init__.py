"""Fixpoints over a transition system: what can be reached, from where an end can be, what can go on for ever."""
