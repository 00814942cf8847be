"""A definition as a list of tests with names: its scenarios, its properties, its random runs, and the runs that are kept."""
