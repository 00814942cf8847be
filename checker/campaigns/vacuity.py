"""What a campaign did not put to the test: properties whose premise never held, kinds of errors that never struck."""

from __future__ import annotations

from typing import NamedTuple

from ...engine.error_kinds import ErrorKind
from ...grammar.property import Property
from ..coverage.coverable import Measure
from ..coverage.coverage import Reason
from ..random_runs.features import Feature, parts_of
from ..random_runs.property_watch import premise_names
from .outcome import Campaign


class NeverStruck(NamedTuple):
    """A kind of error that could strike the definition and never did, and why."""

    kind: ErrorKind
    reason: Reason


def is_untested(campaign: Campaign, claim: Property) -> bool:
    """Whether something that a property supposes never held, so that no run could have broken it."""
    return claim.kind != "reachable" and not campaign.premises.issuperset(premise_names(claim))


def is_reached(campaign: Campaign, claim: Property) -> bool:
    """Whether some run got to what a property says that some run gets to."""
    return claim.kind == "reachable" and claim.title in campaign.premises


def never_struck(campaign: Campaign) -> tuple[NeverStruck, ...]:
    """The kinds of errors of which none struck, in the order of the kinds; those that nothing in the definition can have are
    not among them.
    """
    reasons = {
        _kind(missed.feature): missed.reason
        for measured in campaign.coverage
        if measured.measure is Measure.ERRORS
        for missed in reversed(measured.missed)
    }
    struck = {_kind(word) for word in campaign.covered if parts_of(word)[0] is Feature.ERROR}
    return tuple(NeverStruck(kind, reasons[kind]) for kind in ErrorKind if kind in reasons.keys() - struck)


def _kind(word: str) -> ErrorKind:
    return ErrorKind(word.rpartition("=")[2])
