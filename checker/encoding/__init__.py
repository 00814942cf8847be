"""The symbolic encoding: a definition as a transition system over finitely many values, exported as data."""
