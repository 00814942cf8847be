"""Mutants of the prover that nothing can tell from the original, with the reason. Keyed by the mutant's key."""

from __future__ import annotations

from typing import Final

_ROUND: Final = (
    "one round more in which every condition is as it was: the same places to rest, after more moves"
)
_ORDER: Final = "only the order of the work on a fixpoint, which is the same in any order"
_LIVE: Final = "less is forgotten, or later: more states that no guard and no question tells apart"
_TWICE: Final = "a location may be on the list twice: the second time nothing that is known of it is new"
_WORKLIST: Final = "the same fixpoint: only what is looked at, and how often"
_EITHER_WAY: Final = "what is remembered of two sets is found again by them in one order or the other"

EQUIVALENT: Final[dict[str, str]] = {
    "diagrams.diagrams.Diagrams.union: negates `left < right`": _EITHER_WAY,
    "diagrams.diagrams.Diagrams.intersection: negates `left < right`": _EITHER_WAY,
    "diagrams.diagrams.Diagrams.meets: negates `left < right`": _EITHER_WAY,
    "diagrams.images.Relation.__init__: drops `forgotten |= 1 << level`": (
        "the way through every node in place of the short cut around levels that are forgotten: the same set"
    ),
    "encoding.stages.Stages._onward: False -> True": _ROUND,
    "fixpoint.round_trips.Circling._shrink: drops `waiting.add(other)`": _TWICE,
    "fixpoint.round_trips.Circling._shrink: drops `diagrams.look_at_work()`": (
        "the clock and the count of results are looked at where nodes are made, too: only later"
    ),
    "fixpoint.lasso.lasso_behind: negates `not model.system.locations[place].rests`": (
        "a circle is turned so that it begins with an event: only where it is looked for first"
    ),
    "fixpoint.bundles.all_turns: negates `not found`": "the events of a bundle one by one: the same fixpoint, later",
    "fixpoint.bundles.all_turns.turns: drops `done.update(dict.fromkeys(bundle.edges, states))`": (
        "the events of a bundle once more, one by one: nothing that they lead to is new"
    ),
    "fixpoint.bundles._closed: drops `closed[value] |= closed[other]`": (
        "fewer turns at once: the way back makes the source grow, and it is looked at again"
    ),
    "encoding.events.Events._look: False -> True": _ROUND,
    "encoding.data.atoms.Atoms.assignee: True -> False": (
        "an assignee is asked for itself: only whether judging it is an error is looked at, whatever the right side"
    ),
    "encoding.data.atoms._is_worked_out: False -> True": (
        "an assignee that is read as it is is no error anywhere: its value is followed, and nothing is asked of it"
    ),
    "encoding.data.atoms.Atoms.formula: True -> False": "a formula is asked for itself: nobody looks at its right side",
    "encoding.data.cutting.cutting: drops `domains.setdefault(key, Domain(base=''))`": (
        "whatever a condition looks at has a place in the program already, which says its domain"
    ),
    "encoding.liveness._live: True -> False": _WORKLIST,
    "encoding.liveness._live: True -> False (2)": _WORKLIST,
    "encoding.liveness._forgetting: drops `before |= 1 << update.variable`": _LIVE,
    "encoding.readings.readings: False -> True": "the status of the run is kept though nobody reads it",
    "encoding.routing.Routing.follow: negates `place.recalling` (2)": (
        "only the word for a move that leads to the same end; whoever looks at one looks at both"
    ),
    "fixpoint.certain.certain: intersection -> union": _WORKLIST,
    "proofs.certified.renumbering.sets_of: drops `yield from (place.states for place in claim.goals)`": (
        "they are everything, which is in every certificate"
    ),
    "fixpoint.reach._closure: drops `diagrams.look_at_work()`": "whether there is time left is looked at elsewhere too",
    "proofs.obligations._of_too_large: False -> True": (
        "a run to what more runs reach than there are is not kept: the one that was walked is told, or none"
    ),
    "fixpoint.reach._closure: negates `is_forward` (2)": _ORDER,
    "fixpoint.reach._closure: True -> False (3)": _TWICE,
    "fixpoint.reach._closure: negates `is_forward` (3)": _ORDER,
    "fixpoint.reach._closure: drops `waiting.sort()`": _ORDER,
    "fixpoint.reach._closure: negates `order[target] < order[place] or target == place`": _ORDER,
    "fixpoint.reach._closure: True -> False": _TWICE,
    "fixpoint.reach._closure: True -> False (2)": _TWICE,
    "proofs.laps._Stage._leaving: True -> False": _ORDER,
    "proofs.laps._Stage._leaving: drops `waiting |= before`": _TWICE,
    "fixpoint.endless.turns_in_circles: intersection -> union": (
        "turns that cannot be taken are looked at too, and lead to no state"
    ),
    "proofs.analysis.Analysis.forget: forward -> backward": "giving any value is the same both ways",
    "proofs.verdicts._Claims._starts: STRIKE -> OPTIONAL": "a step that fails to start can start as well",
    "encoding.data.solving.cells.Cells.all: True -> False": (
        "z3 keeps what it makes up for a model: every value was read from it before, and what is null is compared with nothing"
    ),
    "encoding.data.solving.terms.Language.found: True -> False": (
        "z3 makes up `false` where a model leaves open whether a value is null; what is left open is no `true` either"
    ),
    "encoding.round_trips._by_element: drops `found += (statuses.outcome(decision.index) for decision in b`": (
        "outcomes come behind statuses all the same, by their numbers: they are given out in this order, before all others"
    ),
    "encoding.round_trips._lies_in: False -> True": (
        "rests and ends: the engine alone leads from none of them, so that no circle of its moves has them"
    ),
    "proofs.own.liberal.independent: negates `(claim.kind in SAFETY) is is_safety`": (
        "properties about moments and those about ends are asked apart in the other order"
    ),
    "proofs.own.liberal._Liberal._choice: negates `number >> place & 1`": (
        "each outcome has another value of the bits, the complement; the default has what is left"
    ),
    "proofs.own.liberal._open_condition: True -> False": "the condition is left open: nobody looks at what it says",
    "proofs.own.monitors._Monitor._watched: all_of -> any_of (3)": (
        "one way more, on which a violation is forgotten or the first is taken to have been: what is violated on the other is"
    ),
    "proofs.heeded.Heeded.makes_no_difference: forward -> backward": "giving any value is the same both ways",
    "proofs.ranges.ranges_passed: False -> True": (
        "no definition is known in which only a stopped step passes a bound: a flow that fails may have written before"
    ),
    **dict.fromkeys(
        (
            "proofs.why.rows.rows_leading_to: True -> False",
            "proofs.why.rows.rows_leading_to: True -> False (2)",
            "proofs.why.rows.rows_leading_to: negates `leads[row.element]`",
        ),
        "where these are too few, or the wrong ones, all conditions are asked for: only what it costs",
    ),
}
