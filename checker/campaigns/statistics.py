"""What runs that were seen say of those that were not."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import NamedTuple

from .outcome import Campaign

RULE_OF_THREE = 3


class Estimates(NamedTuple):
    """What is estimated; None where nothing can be said."""

    failure_bound: Fraction | None
    unseen_share: Fraction | None


def estimates(campaign: Campaign) -> Estimates:
    """What a campaign's random runs say of others. Nothing where they were drawn in several ways: then they are no sample of
    anything.
    """
    tally = campaign.tally
    if not campaign.is_one_sample:
        return Estimates(None, None)
    bound = None if campaign.failures else failure_bound(tally.runs)
    return Estimates(bound, unseen_share(tally.features, tally.events))


def failure_bound(runs: int) -> Fraction | None:
    """Without a failure in so many runs: the most that the share of failing runs is, with 95 % confidence, of runs drawn as
    these were (Hanley and Lippman-Hand, 1983). None where there was no run.
    """
    return Fraction(RULE_OF_THREE, runs) if runs else None


def unseen_share(features: Mapping[str, int], events: int) -> Fraction | None:
    """The share of moments that are estimated to show something not seen yet (Good and Turing): features seen once, by the
    moments. None where there was none.
    """
    return Fraction(sum(count == 1 for count in features.values()), events) if events else None
