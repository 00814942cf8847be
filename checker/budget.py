"""What is raised where a question is too large."""


class BudgetSpentError(Exception):
    """More work was needed than allowed; says which limit was met. `levels` are those with the most nodes, widest first."""

    def __init__(self, reason: str, levels: tuple[int, ...] = ()) -> None:
        """Say why."""
        super().__init__(reason)
        self.levels = levels
