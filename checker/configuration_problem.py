"""What can be wrong with a configuration, and where."""

from collections.abc import Iterable, Mapping

from ..grammar.light_dataclass import dataclass

KeyPath = tuple[str | int, ...]
"""The keys that lead to a value; the tables of an array count from 0: `("suppress", 0, "rule")`."""


@dataclass(frozen=True, slots=True)
class ConfigurationProblem:
    """Something wrong in a configuration. `line` is 1-based; None where it is not known."""

    path: str
    line: int | None
    message: str

    def __str__(self) -> str:
        """`stageproof.toml:3: …`."""
        return f"{self.path}:{self.line}: {self.message}" if self.line else f"{self.path}: {self.message}"


class ConfigurationError(ValueError):
    """A configuration that cannot be used. `problems` are all that is wrong with it; the text has one a
    line.
    """

    def __init__(self, problems: Iterable[ConfigurationProblem]) -> None:
        """Make it of at least one problem."""
        self.problems = tuple(sorted(problems, key=lambda problem: problem.line or 0))
        super().__init__("\n".join(str(problem) for problem in self.problems))


def line_of(lines: Mapping[KeyPath, int], path: KeyPath) -> int | None:
    """The line of a value, or of the nearest table around it."""
    while path:
        if path in lines:
            return lines[path]
        path = path[:-1]
    return None
