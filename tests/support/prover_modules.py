"""The modules of the prover whose rules are changed, and the ordinary tests that their mutants are held against."""

from __future__ import annotations

from typing import Final

RULES: Final = "checker/test_rule_examples.py"
VALUES: Final = (
    "checker/encoding",
    "checker/values/test_atoms.py",
    "checker/values/test_blank.py",
    "checker/values/test_classes.py",
    "checker/values/test_cutting.py",
    "checker/values/test_deciding.py",
    "checker/values/test_linear.py",
    "checker/values/test_points.py",
    "checker/values/test_sorts.py",
    "checker/values/test_space.py",
    "checker/values/test_wide.py",
    "checker/proofs/test_nulls.py",
    "checker/proofs/test_sampled.py",
)
"""Tests of what conditions and called flows do with values."""
CORE: Final = (
    *VALUES,
    "checker/proofs/test_never_left.py",
    "checker/fixpoint",
    "checker/proofs/test_alike_stages.py",
    "checker/proofs/test_own_properties.py",
    "checker/random_runs/test_property_watch.py",
    "checker/proofs/test_trivial_properties.py",
    "checker/proofs/test_assumptions.py",
    "checker/proofs/test_bounded.py",
    "checker/proofs/test_certified.py",
    "checker/proofs/test_certified_claims.py",
    "checker/proofs/test_certified_ends.py",
    "checker/proofs/test_countdown.py",
    "checker/proofs/test_counters.py",
    "checker/proofs/test_deciding_places.py",
    "checker/proofs/test_explained.py",
    "checker/proofs/test_fault_endings.py",
    "checker/proofs/test_forced.py",
    "checker/proofs/test_inaction.py",
    "checker/proofs/test_laps.py",
    "checker/proofs/test_nested_fault_paths.py",
    "checker/proofs/test_obligations_told.py",
    "checker/proofs/test_outcomes.py",
    "checker/proofs/test_pivotal_conditions.py",
    "checker/proofs/test_reachable_elements.py",
    "checker/proofs/test_shortest.py",
    "checker/proofs/test_standing.py",
    "checker/proofs/test_why_not.py",
    "checker/all_runs",
    "checker/test_rule_examples.py",
)
"""Tests of values, of the points of control, and of verdicts worked out by hand: quick ones."""
STATES: Final = (
    "checker/fixpoint",
    "checker/proofs/test_certified.py",
    "checker/proofs/test_evidence.py",
    "checker/proofs/test_shortest.py",
    "checker/proofs/test_where_runs_go_on.py",
)
"""Tests of what is reached, and how."""
DIAGRAMS: Final = (
    *STATES,
    "checker/diagrams",
    "checker/nets",
    "checker/encoding",
    "checker/values/test_space.py",
)
"""Tests of sets of states."""
VERDICTS: Final = tuple(file for file in CORE if (file not in VALUES or "proofs" in file) and file != RULES)
"""Tests of verdicts."""

TESTS: Final[dict[str, tuple[str, ...]]] = {
    **dict.fromkeys(
        (
            "encoding.alike",
            "encoding.building",
            "encoding.comparisons",
            "encoding.encode",
            "encoding.events",
            "encoding.failing",
            "encoding.guard",
            "encoding.liveness",
            "encoding.news",
            "encoding.places",
            "encoding.readings",
            "encoding.round_trips",
            "encoding.routing",
            "encoding.stages",
            "encoding.statuses",
            "encoding.world",
        ),
        CORE,
    ),
    **dict.fromkeys(
        (
            "encoding.data.atoms",
            "encoding.data.changes",
            "encoding.data.classes",
            "encoding.data.clusters",
            "encoding.data.comparing",
            "encoding.data.cutting",
            "encoding.data.meaning",
            "encoding.data.operands",
            "encoding.data.partition",
            "encoding.data.points",
            "encoding.data.questions",
            "encoding.data.sorts",
            "encoding.data.space",
            "encoding.data.words",
        ),
        VALUES,
    ),
    **dict.fromkeys(
        (
            "fixpoint.certain",
            "fixpoint.components",
            "fixpoint.endless",
            "fixpoint.lasso",
            "fixpoint.model",
            "fixpoint.onward",
            "fixpoint.paths",
            "fixpoint.reach",
            "fixpoint.shortest",
        ),
        STATES,
    ),
    "fixpoint.round_trips": ("checker/encoding", "checker/fixpoint/test_circling.py"),
    "encoding.ordering": ("checker/encoding/test_ordering.py",),
    "fixpoint.bundles": ("checker/fixpoint/test_bundles.py",),
    "fixpoint.shortening": ("checker/fixpoint/test_shortening.py",),
    "fixpoint.projection": ("checker/fixpoint/test_projection.py",),
    **dict.fromkeys(
        (
            "encoding.system",
            "proofs.analysis",
            "proofs.verdicts",
            "proofs.certified.certification",
            "proofs.certified.collect",
            "proofs.certified.completion",
            "proofs.certified.forced",
            "proofs.certified.progress",
            "proofs.certified.runs",
        ),
        VERDICTS,
    ),
    **dict.fromkeys(("diagrams.diagrams", "diagrams.guards", "diagrams.images"), DIAGRAMS),
    "diagrams.translation": ("checker/proofs/test_loosening.py", "checker/proofs/test_loose.py"),
    **dict.fromkeys(
        (
            "proofs.counters",
            "proofs.decisions",
            "proofs.fault_endings",
            "proofs.given",
            "proofs.inaction",
            "proofs.laps",
            "proofs.nulls",
            "proofs.outcomes",
            "proofs.own.verdicts",
            "proofs.parameters",
            "proofs.parts",
            "proofs.reachability",
            "proofs.rework_laps",
            "proofs.standing",
            "proofs.widening",
        ),
        (*VERDICTS, RULES),
    ),
    "encoding.data.solving.cells": ("checker/values/test_solver_cells.py",),
    "encoding.data.solving.deciding": ("checker/values/test_solver_classes.py",),
    "encoding.data.solving.features": ("checker/values/test_solver_features.py",),
    "encoding.data.solving.functions": ("checker/values/test_solver_functions.py",),
    "encoding.data.solving.linear": ("checker/values/test_linear.py",),
    "encoding.data.solving.operators": ("checker/values/test_solver_operators.py",),
    "encoding.data.solving.rounding": ("checker/values/test_solver_rounding.py",),
    "encoding.data.solving.settling": ("checker/values/test_solver_settling.py",),
    "encoding.data.solving.terms": ("checker/values/test_solver_terms.py",),
    "encoding.data.solving.translation": ("checker/values/test_solver_reading.py",),
    **dict.fromkeys(
        ("proofs.own.loose", "proofs.own.loose_moments"),
        ("checker/proofs/test_loose_kinds.py", "checker/proofs/test_loose_properties.py"),
    ),
    **dict.fromkeys(
        ("proofs.own.loose_ends", "proofs.own.loose_ranks"),
        ("checker/proofs/test_loose_ranks.py", "checker/proofs/test_loose_kinds.py"),
    ),
    **dict.fromkeys(
        ("proofs.countdown", "proofs.own.judge"),
        (*VERDICTS, RULES, "checker/proofs/test_counted_properties.py"),
    ),
    "proofs.own.statements": (*VERDICTS, RULES, "checker/proofs/test_spoken_of.py"),
    "proofs.own.undisturbed": (
        *VERDICTS,
        "checker/proofs/test_certified_properties.py",
    ),
    **dict.fromkeys(
        ("proofs.certified.ending", "proofs.certified.ranking"),
        (*VERDICTS, "checker/proofs/test_certified_properties.py"),
    ),
    "proofs.obligations": ("checker/proofs/test_loose.py", *VERDICTS, RULES),
    "proofs.certified.properties": (
        "checker/proofs/test_certified_properties.py",
        "checker/proofs/test_counted_properties.py",
    ),
    "proofs.certified.safety": (
        "checker/proofs/test_certified_claims.py",
        "checker/proofs/test_certified.py",
    ),
    "proofs.certified.renumbering": (
        "checker/proofs/test_certified.py",
        "checker/proofs/test_certified_claims.py",
        "checker/proofs/test_countdown.py",
    ),
    "proofs.certified.checked_certificate": (
        "checker/proofs/test_certified.py",
        "checker/proofs/test_certified_properties.py",
        "checker/certificates/test_certificate_export.py",
    ),
    "proofs.certified.everything": (
        "checker/proofs/test_certified_properties.py",
        "checker/proofs/test_certified.py",
    ),
    **dict.fromkeys(
        ("proofs.own.judging", "proofs.own.monitors"),
        (
            "checker/proofs/test_own_properties.py",
            "checker/proofs/test_counted_properties.py",
            "checker/random_runs/test_property_watch.py",
            "checker/proofs/test_trivial_properties.py",
        ),
    ),
    "proofs.own.suspended": (
        "checker/proofs/test_sees_suspended.py",
        "checker/random_runs/test_property_watch.py",
        "checker/proofs/test_own_properties.py",
    ),
    "proofs.own.liberal": ("checker/proofs/test_trivial_properties.py",),
    "proofs.unreached": (
        "checker/proofs/test_unreached.py",
        "checker/proofs/test_reachable_elements.py",
        "checker/proofs/test_why_not.py",
        RULES,
    ),
    "fixpoint.walks": ("checker/fixpoint/test_walks.py",),
    "proofs.asked": ("checker/proofs/test_asked.py", "checker/proofs/test_loose.py"),
    "proofs.round_trips": ("checker/encoding/test_round_trips.py",),
    "proofs.evidence": (
        "checker/proofs/test_evidence.py",
        "checker/proofs/test_approving.py",
        *VERDICTS,
        RULES,
    ),
    "encoding.data.left_open": (
        *VALUES,
        "checker/encoding/test_open_conditions.py",
        "checker/values/test_wide.py",
        "checker/proofs/test_changes.py",
        "checker/proofs/test_relaxed.py",
    ),
    "proofs.why.changes": ("checker/proofs/test_changes.py", "checker/proofs/test_why_not.py"),
    "proofs.why.relaxed": ("checker/proofs/test_relaxed.py", "checker/proofs/test_why_not.py"),
    "proofs.loose": (
        "checker/proofs/test_loosening.py",
        "checker/proofs/test_loose.py",
        "checker/proofs/test_loose_ranks.py",
    ),
    "proofs.shown": ("checker/proofs/test_loose.py",),
    "proofs.decided": (
        "checker/proofs/test_decided.py",
        "checker/proofs/test_certified.py",
        "checker/proofs/test_loose.py",
    ),
    "proofs.prove": ("checker/proofs/test_decided.py", "checker/proofs/test_bounded.py", RULES),
    "proofs.onward": ("checker/proofs/test_approving.py", "checker/proofs/test_cut_off.py"),
    "proofs.judged": (
        "checker/proofs/test_judged.py",
        "checker/proofs/test_not_there.py",
        "checker/proofs/test_why_not.py",
        RULES,
    ),
    "proofs.not_visited": ("checker/proofs/test_not_there.py", RULES),
    "proofs.explained": ("checker/proofs/test_explained.py", RULES),
    "proofs.ranges": ("checker/proofs/test_ranges_passed.py", RULES),
    **dict.fromkeys(
        ("proofs.why.cores", "proofs.why.missing_writes", "proofs.why.rows", "proofs.why.why_not"),
        (
            "checker/proofs/test_why_not.py",
            "checker/proofs/test_reasons.py",
            "checker/proofs/test_changes.py",
            "checker/proofs/test_reachable_elements.py",
            RULES,
        ),
    ),
    "proofs.examples": (*VERDICTS, RULES),
    "proofs.own.advice": ("checker/proofs/test_own_advice.py", RULES),
    "proofs.approving": ("checker/proofs/test_approving.py", RULES),
    "proofs.cut_off": ("checker/proofs/test_cut_off.py", "checker/proofs/test_certified_claims.py", RULES),
    "proofs.fault_paths": ("checker/proofs/test_fault_table.py", RULES),
    "proofs.fault_table": ("checker/proofs/test_fault_table.py", "checker/test_fault_table_text.py", RULES),
    "proofs.heeded": ("checker/proofs/test_heeded.py", RULES),
    "proofs.not_there": ("checker/proofs/test_not_there.py", RULES),
    "proofs.results_read": ("checker/proofs/test_not_there.py", RULES),
    "proofs.together": ("checker/proofs/test_not_there.py", RULES),
    "proofs.united": ("checker/proofs/test_not_there.py", "checker/proofs/test_cut_off.py", RULES),
    "proofs.overlooked": ("checker/proofs/test_overlooked.py", RULES),
    "proofs.one_loop": ("checker/proofs/test_one_loop.py", RULES),
    "proofs.resuming": ("checker/proofs/test_resuming.py", RULES),
}
"""By module of `stageproof.checker`; a name of a folder stands for all its tests."""

LATER: Final[dict[str, tuple[str, ...]]] = {}
"""Modules whose mutants have not all been looked at: some are known to survive. `make prover-mutants` changes them only where
`--only` names them, and prints what it left out. A module moves up once each of its mutants is killed or explained.
"""
EVERY: Final = TESTS | LATER
NO_RULES: Final = {"proofs.certified.collection"}
"""Modules that say nothing of runs: when memory is given back."""
