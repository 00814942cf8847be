"""The `.orch` language: grammar, parser with recovery, formatter and printer."""
