"""What can be said of an orchestration: rules, findings, and how they are reported."""
