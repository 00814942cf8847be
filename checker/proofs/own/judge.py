"""Deciding the author's own properties, for every run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, cached_property
from typing import Final, NamedTuple

from ....engine.program.program import Program
from ....engine.scenarios.wording import said
from ....grammar.condition import Condition
from ....grammar.contract import FlowContract
from ....grammar.property import Negation, Property, Statement
from ...diagrams.diagrams import EMPTY
from ...encoding.building import MOST_LOCATIONS
from ...encoding.encode import Encoding, encode
from ...encoding.places import Judging
from ...encoding.system import RESULTS, Duty, Map
from ...fixpoint.lasso import lasso
from ...fixpoint.shortest import Shortest
from ..analysis import ERRORS, Analysis
from ..countdown import CountedLoops, counted_loops
from ..evidence import MOST_EVENTS
from ..parameters import good_values
from .judging import judging
from .monitors import OWING, monitored
from .statements import guard_of, subjects
from .suspended import sees_suspended
from .undisturbed import shortest_undisturbed, undisturbed
from .verdict import OwnVerdict

TOO_LONG: Final = f"a loop goes on without it, but no run of {MOST_EVENTS} events or less shows that"
SAFETY = ("always", "never", "reachable")
Found = tuple[int, int]
"""A location, and states there."""


class _Owing(NamedTuple):
    """Where something is still owed as a run ends, as it waits for ever, as errors keep it going round, and as results alone
    do. No circle takes an edge of `paying`, no circle of errors one of `rework`.
    """

    ended: list[Found]
    stuck: list[Found]
    going: list[Found]
    laps: list[Found]
    paying: frozenset[int]
    rework: frozenset[int]


def judge_all(
    program: Program,
    contracts: Mapping[str, FlowContract] | None = None,
    limit: int = 2_000_000,
    relaxed: Sequence[Condition] = (),
    *,
    wide: bool = False,
    shows: bool = True,
    most: int = MOST_LOCATIONS,
) -> tuple[OwnVerdict, ...]:
    """A verdict for each property of a definition, in their order. `relaxed`: conditions that may hold or not, as it happens;
    `wide`: so may those that regions of values do not decide. `shows`: with runs; without them a loop is *undecided* and
    never *refuted*.

    Raises `BudgetSpentError` where more than `limit` diagram nodes are needed, `TooLargeError` where more than `most` locations.
    """
    if not program.orchestration.properties:
        return ()

    @cache
    def made(*, suspended: bool) -> Encoding:
        return judging(
            encode(
                program, contracts, claims=True, suspended=suspended, relaxed=relaxed, wide=wide, most=most
            )
        )

    claims = program.orchestration.properties
    safety = any(sees_suspended(claim, program) for claim in claims if claim.kind in SAFETY)
    shared: Analysis | None = None
    found: list[OwnVerdict] = []
    for claim in claims:
        if claim.kind in SAFETY:
            shared = shared or Analysis(made(suspended=safety), limit)
            found.append(_Judge(shared, claim, shows=shows).judge_safety())
        else:
            watching, variable = monitored(made(suspended=sees_suspended(claim, program)), claim)
            found.append(_Judge(Analysis(watching, limit), claim, variable, shows=shows).judge_ending())
    return tuple(found)


class _Judge:
    def __init__(self, analysis: Analysis, claim: Property, memory: int = -1, *, shows: bool = True) -> None:
        self.analysis = analysis
        self.shows = shows
        self.claim = claim
        self.memory = memory
        self.diagrams = analysis.model.diagrams

    def moments(self, statement: Statement) -> Iterator[Found]:
        """The moments in which a statement holds, reached or not."""
        space = self.analysis.encoding.space
        for number, place in self.analysis.locations():
            if isinstance(place, Judging):
                states = self.analysis.model.set_of(guard_of(statement, space, place.happened))
                if states != EMPTY:
                    yield number, states

    def where(self, statement: Statement) -> Iterator[Found]:
        """The reached moments in which a statement holds."""
        for number, found in self.moments(statement):
            states = self.diagrams.intersection(found, self.analysis.reached[number])
            if states != EMPTY:
                yield number, states

    def is_ever(self, statement: Statement) -> bool:
        return next(self.where(statement), None) is not None

    def judge_safety(self) -> OwnVerdict:
        statement = self.claim.statement
        if self.claim.kind == "reachable":
            found = list(self.where(statement))
            if found:
                return self._verdict("proved", found, "some run gets there")
            return self._without_run("refuted", self.moments(statement), "no run gets there")
        wrong = statement if self.claim.kind == "never" else Negation(part=statement, span=statement.span)
        found = list(self.where(wrong))
        if found:
            return self._verdict("refuted", found)
        return self._about_nothing(subjects(self.claim)) or self._without_run("proved", self.moments(wrong))

    def _about_nothing(self, statements: tuple[Statement, ...]) -> OwnVerdict | None:
        """Vacuous, where one of some statements never holds in any run."""
        empty = next((statement for statement in statements if not self.is_ever(statement)), None)
        if empty is None:
            return None
        return self._without_run("vacuous", self.moments(empty), f"{said(empty)} never holds at all")

    def _without_run(self, verdict: str, never: Iterable[Found], reason: str = "") -> OwnVerdict:
        return OwnVerdict(self.claim, verdict, self.analysis, reason=reason, never=tuple(never))

    def judge_ending(self) -> OwnVerdict:
        """Leads to, eventually, before, exactly once: by the memory beside the run."""
        kind = self.claim.kind
        violated = self.diagrams.literal(self.memory, 0b100)
        everywhere = [(number, violated) for number, _ in self.analysis.locations()]
        wrong = self._within(dict(enumerate(self.analysis.reached)), violated)
        if wrong:
            if kind == "before":
                return self._verdict("refuted", wrong, "the second comes without the first")
            return self._verdict(
                "refuted", wrong, "it happens again", self._everywhere(self._owing(0b001), wrong)
            )
        if kind == "before":
            assert self.claim.second is not None  # noqa: S101  # the grammar says so
            return self._about_nothing((self.claim.second,)) or self._without_run("proved", everywhere)
        vacuous = self._about_nothing((self.claim.statement,)) if kind == "leads-to" else None
        if vacuous is not None:
            return vacuous
        verdict = self._never_comes(1 << OWING[kind])
        if verdict.verdict != "proved":
            return verdict
        verdict = replace(verdict, never=tuple(everywhere))
        second = self.claim.second
        if second is not None and self._is_always(second):
            return replace(verdict, trivial=f"{said(second)} holds at every moment, whatever came before")
        return verdict

    def _is_always(self, statement: Statement) -> bool:
        return not self.is_ever(Negation(part=statement, span=statement.span))

    def _never_comes(self, owing: int) -> OwnVerdict:
        """Whether something owed can stay so for ever: at an end, at rest, or going round."""
        analysis = self.analysis
        literal = self.diagrams.literal(self.memory, owing)
        owed = self._owing(owing)
        violations = self._everywhere(owed)
        if owed.ended:
            return self._verdict(
                "refuted", owed.ended, "the run ends without it", violations, self._shortest_alone
            )
        if owed.stuck:
            return self._verdict(
                "refuted", owed.stuck, "the run waits for ever without it", violations, self._shortest_alone
            )
        counted = self._counted(literal) if owed.going or owed.laps else None
        for place, states in owed.going if counted is None and self.shows else ():
            found = lasso(
                analysis.model,
                self._shortest_alone,
                place,
                states,
                frozenset({Duty.OPTIONAL}),
                owed.rework | owed.paying,
                MOST_EVENTS,
            )
            if found is not None:
                verdict = self._verdict("refuted", owed.going, "the run goes round for ever without it")
                return OwnVerdict(
                    self.claim,
                    "refuted",
                    analysis,
                    found.path,
                    found.loop,
                    verdict.reason,
                    verdict.good_values,
                )
        if owed.going and counted is None:
            return self._verdict("undecided", [], TOO_LONG)
        waits = self._alone(analysis.waiting, literal)
        if waits:
            return self._verdict(
                "assumed", [], "a run may wait for the world before it: a record change, an event"
            )
        if owed.laps and counted is None:
            return self._verdict("assumed", [], "people or flows leave every rework loop in the end")
        reason = "" if counted is None else counted.told
        return replace(self._verdict("proved", [], reason), owing=literal, counted=counted)

    def _counted(self, literal: int) -> CountedLoops | None:
        """The loops that may go on while it is owed, where each of them is counted down."""
        within = [self.diagrams.intersection(states, literal) for states in self.analysis.reached]
        return counted_loops(self.analysis, ERRORS, within)

    def _owing(self, owing: int) -> _Owing:
        analysis = self.analysis
        literal = self.diagrams.literal(self.memory, owing)
        ends = {
            place: analysis.reached[place] for place, at in enumerate(analysis.system.locations) if at.end
        }
        paying = self._paying(owing)
        laps = [
            self.diagrams.intersection(states, literal)
            for states in analysis.turning(RESULTS, without=paying)
        ]
        rework = analysis.rework_among(laps, paying)
        turning = analysis.turning(ERRORS, without=rework | paying)
        return _Owing(
            self._alone(ends, literal),
            self._alone(analysis.stuck, literal),
            self._alone(dict(enumerate(turning)), literal),
            self._alone(dict(enumerate(laps)), literal),
            paying,
            rework,
        )

    def _paying(self, owing: int) -> frozenset[int]:
        """The edges behind which it is no longer owed."""
        return frozenset(
            number
            for number, edge in enumerate(self.analysis.system.edges)
            for update in edge.updates
            if update.variable == self.memory and isinstance(update, Map) and update.images[0] != owing
        )

    def _everywhere(self, owed: _Owing, others: Sequence[Found] = ()) -> list[Found]:
        return [*others, *owed.ended, *owed.stuck, *owed.going]

    def _within(self, states: Mapping[int, int], literal: int) -> list[Found]:
        both = ((place, self.diagrams.intersection(found, literal)) for place, found in states.items())
        return [(place, found) for place, found in both if found != EMPTY]

    def _alone(self, states: Mapping[int, int], literal: int) -> list[Found]:
        """Those of the states that a run comes to without interference, with something owed."""
        meet = self.diagrams.intersection
        return self._within(
            {place: meet(found, self._undisturbed[place]) for place, found in states.items()}, literal
        )

    @cached_property
    def _undisturbed(self) -> list[int]:
        return undisturbed(self.analysis)

    @cached_property
    def _shortest_alone(self) -> Shortest:
        return shortest_undisturbed(self.analysis)

    def _verdict(
        self,
        verdict: str,
        found: list[Found],
        reason: str = "",
        violations: list[Found] | None = None,
        shortest: Shortest | None = None,
    ) -> OwnVerdict:
        """`violations`: everywhere it is violated, where `found` is only a part of that. `shortest`: only such runs show it."""
        if not self.shows:
            return OwnVerdict(self.claim, verdict, self.analysis, reason=reason)
        path = (shortest or self.analysis.shortest).path_to_any(found, MOST_EVENTS)
        good = (
            good_values(self.analysis, found if violations is None else violations)
            if verdict == "refuted" and self.claim.kind != "reachable"
            else ""
        )
        return OwnVerdict(self.claim, verdict, self.analysis, path, None, reason, good)
