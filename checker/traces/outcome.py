"""What there is to show of one run: a played scenario, or a run that nobody asked anything of."""

from ...engine.history import Run
from ...engine.program.program import Program
from ...engine.scenarios.played import Played, PlayedStep, Verdict
from ...engine.scenarios.shortest import shortest_way
from ...grammar.light_dataclass import dataclass
from ...grammar.source import Source
from .event_words import event_words
from .trace import Block, trace_of


@dataclass(frozen=True, slots=True)
class Outcome:
    """A run with its title. `source`: the file that the scenario stands in, None where it stands in none.

    `played` None: the run is no scenario's; `remark` says then where it came from.
    """

    title: str
    program: Program
    run: Run
    source: Source | None = None
    played: Played | None = None
    remark: str = ""

    @classmethod
    def of(cls, played: Played, source: Source | None) -> "Outcome":
        """What there is to show of a scenario."""
        return cls(played.scenario.title, played.program, played.run, source, played)

    @property
    def is_good(self) -> bool:
        """True where everything expected was met, or nothing was expected."""
        return self.played is None or self.played.verdict is Verdict.MET

    def blocks(self) -> tuple[Block, ...]:
        """The run, event by event."""
        return trace_of(self.program, self.run)

    def way_to(self, step: PlayedStep) -> tuple[str, ...]:
        """The fewest of the scenario's events after which the same is unmet."""
        played = self.played
        return tuple(map(event_words, shortest_way(self.program, played, step))) if played else ()
