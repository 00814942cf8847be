"""A definition made ready to run: names resolved, conditions compiled to functions, once."""
