"""Hypothesis strategies of definitions, runs, events and logs; `stageproof.strategies` has the public names."""
