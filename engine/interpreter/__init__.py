"""The reference interpreter: a pure, total function from (program, configuration, event) to what comes of it."""
