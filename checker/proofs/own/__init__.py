"""The author's own properties: always, never, eventually, reachable, leads to, before, exactly once."""
