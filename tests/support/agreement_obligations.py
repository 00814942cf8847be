"""What obligations have to say, given what is true of a definition: the words that people read, beside exploration."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from agreement_truth import Truth

from stageproof.checker.report import Obligation

REFUTED: Final = frozenset({"refuted"})
"""What is right too where errors may strike again and again at once: exploration follows three of them in a burst."""


def obligation_differences(truth: Truth, obligations: tuple[Obligation, ...]) -> Iterator[str]:
    """Each obligation whose verdict is not what exploration found, in words."""
    for one in obligations:
        wanted = _verdicts(truth, one.property, one.element.partition("/")[2])
        if wanted is not None and one.verdict not in wanted:
            yield f"{one.id}: {one.verdict} ({one.reason}), explored: {' or '.join(sorted(wanted))}"


def _verdicts(truth: Truth, claim: str, path: str) -> frozenset[str] | None:  # noqa: C901 - one case a claim
    """The verdicts that are right; None where exploration does not tell."""
    stage = path.partition("/")[0]
    match claim:
        case "reachable":
            return _exists(path in truth.starts or tuple(path.split("/")) in truth.outcomes)
        case "completes":
            return _exists(path in truth.completes)
        case "fault-path-reachable":
            return _exists(stage in truth.fault_paths)
        case "ends-completed":
            return _exists(any(end[0] == "Completed" for end in truth.ends))
        case "ends-canceled":
            return _exists(any(end[0] == "Canceled" for end in truth.ends))
        case "ends-error":
            return _exists(any(end[:2] == ("Error", "") for end in truth.ends))
        case "ends-error-resumable":
            return _exists(any(end[:2] == ("Error", "resumable") for end in truth.ends))
        case "never-waits-forever":
            if stage in truth.waits_for_ever:
                return frozenset({"refuted"})
            return frozenset({"assumed" if stage in truth.waits_for_help else "proved"})
        case "completes-after-steps":
            return _never(any(left == stage for left, _ in truth.completes_before))
        case "can-complete":
            if not any(end[0] == "Completed" for end in truth.ends):
                return frozenset({"refuted", "vacuous"})
            return _never(bool(truth.cannot_complete))
        case "always-ends":
            return _ends(bool(truth.endless)) | (REFUTED if truth.never_ends else frozenset())
        case "errors-end":
            return _ends(bool(truth.endless_with_errors)) | REFUTED
        case "fault-path-ends":
            if stage not in truth.fault_paths:
                return frozenset({"vacuous"})
            if stage in truth.fault_path_repeats:
                return frozenset({"assumed"}) | REFUTED
            return _ends(bool(truth.endless)) | REFUTED | frozenset({"proved"})
        case _:
            return None


def _exists(found: bool) -> frozenset[str]:
    return frozenset({"proved" if found else "refuted"})


def _never(found: bool) -> frozenset[str]:
    return frozenset({"refuted" if found else "proved"})


def _ends(goes_on: bool) -> frozenset[str]:
    return frozenset({"assumed" if goes_on else "proved"})
