"""A system and its certificate as JSON text, so that anybody can check it apart, with this checker or another.

The text is one object. `system` has `variables` (a name and words for the values), `locations`, `edges`, and the
`guards` and lists of `updates` that edges name by number. A guard is `{"variable", "values"}` (it has one of them),
`{"all": [guards]}`, `{"any": [guards]}` or `{"not": guard}`. An update has a `variable` and `images`, for each value of
that variable, or of `source` where there is one, the list of the values it may get. `comparisons` have the fields of
`Comparison` in `encoding/system.py`. `certificate` has the `nodes` of its sets (see `sets.py`), the `invariant` and the
`claims`, with the fields of `claims.py` and `certificate.py`, where what they mean and what they prove is said. All
values, locations, edges, nodes and claims are numbers, counted from 0. Fractions are texts (`"-1"`, `"1/2"`).
"""

from __future__ import annotations

import json
from typing import Final

from ..encoding.system import System
from .certificate import Certificate
from .exchange_claims import claim_json, read_claim
from .exchange_system import read_system, system_json
from .fields import ExchangeError, Field
from .sets import Node

FORMAT: Final = "stageproof certificate"
VERSION: Final = 1


def to_json(system: System, certificate: Certificate) -> str:
    """The text; the same for the same system and certificate."""
    parts: dict[str, object] = {
        "nodes": [[variable, list(children)] for variable, children in certificate.nodes],
        "invariant": list(certificate.invariant),
        "claims": [claim_json(claim) for claim in certificate.claims],
    }
    document = {"format": FORMAT, "version": VERSION, "system": system_json(system), "certificate": parts}
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")) + "\n"


def from_json(text: str) -> tuple[System, Certificate]:
    """What was written. Raises `ExchangeError` for anything else.

    Only the form is looked at here; numbers of things that do not exist are found when the certificate is checked.
    """
    try:
        document: object = json.loads(text)
    except RecursionError:
        raise ExchangeError("the text is nested too deeply for a certificate") from None
    except ValueError as error:
        raise ExchangeError(f"the text is no JSON: {error}; expected an object with a certificate") from None
    whole = Field(document, "$")
    kind, version = whole.get("format"), whole.get("version")
    if kind.text() != FORMAT:
        raise kind.error(f"{FORMAT!r}")
    if version.number() != VERSION:
        raise version.error(f"version {VERSION}, the only one that this Stageproof reads")
    parts = whole.get("certificate")
    certificate = Certificate(
        parts.get("nodes").each(_node),
        parts.get("invariant").numbers(),
        parts.get("claims").each(read_claim),
    )
    return read_system(whole.get("system")), certificate


def _node(field: Field) -> Node:
    variable, children = field.pair()
    return variable.number(), children.numbers()
