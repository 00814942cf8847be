"""From a path of the transition system to a run of the interpreter."""
