"""What `contradictory-assumptions` has to find of fields that leave their declared range, from the explored runs; and random
small definitions in which called flows count.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from random import Random

from judged_moments import Judging, definition_of

from stageproof.engine.events import Complete
from stageproof.engine.values import shown


def passed_bounds(found: Judging) -> Iterator[tuple[str, frozenset[str]]]:
    """Field and bound that some run passes because a called flow adds to the field, and the steps that take it there."""
    assert found.graph is not None
    configurations = found.graph.configurations
    for field in definition_of(found).fields:
        if field.field not in found.program.fields:
            continue
        slot = found.program.fields.index(field.field)
        for bound, sign in ((field.domain.high, 1), (field.domain.low, -1)):
            taking: set[str] = set()
            for node in range(len(found.graph)) if bound is not None else ():
                for edge in found.graph.edges(node):
                    before, after = configurations[node].world[slot], configurations[edge.target].world[slot]
                    assert bound is not None
                    if not isinstance(after, Fraction) or (after - bound) * sign <= 0:
                        continue
                    if isinstance(before, Fraction) and (before - bound) * sign <= 0:
                        event = edge.transition.event
                        taking.add(event.step if isinstance(event, Complete) else "")
            if taking and bound is not None:
                yield f"{field.field} past {shown(bound)}", frozenset(taking)


def counting_definition(seed: int, number: int) -> str:
    """The definition with this number: stages whose steps count a field of the record, and decisions that look at it."""
    random = Random(f"ranges/{seed}/{number}")
    field = "$Record.Rank__c"
    flows = {"Up": "+ 1", "Up_More": "+ 2", "Down": "- 1"}
    used: dict[str, None] = {}
    lines: list[str] = []
    stages = ("First", "Second", "Third")
    for place, stage in enumerate(stages):
        lines.append(f"  stage {stage} {{")
        for letter in "AB"[: random.choice((1, 1, 2))]:
            flow = random.choice((*flows, "Look"))
            used[flow] = None
            entry = f" starts when {field} {random.choice(('<', '>', '<='))} {random.choice((0, 1, 2))}"
            lines.append(f"    background {stage}_{letter} calls {flow}{random.choice((entry, '', ''))}")
        if random.random() < 0.3:
            lines.append(f"    completes when {stage}_A is {random.choice(('Completed', 'not InProgress'))}")
        following = random.choice(("Choose", *stages[place + 1 : place + 2], "end"))
        lines += [f"    then {following}", "  }"]
    words = random.choice(("<", ">", ">=")), random.choice((0, 1, 2, 3))
    lines += ["  decision Choose {", f"    when {field} {words[0]} {words[1]} -> {random.choice(stages[1:])}"]
    lines += [f"    otherwise -> {random.choice(('end', 'Third'))}", "  }"]
    writing = [flow for flow in used if flow in flows]
    lines += (
        f"  flow {flow} {{ type AutoLaunchedFlow  async  {f'writes {field} = {field} {flows[flow]}' if flow in flows else ''} }}"
        for flow in used
    )
    changed = f", changed only by {', '.join(writing)}" if writing else ""
    domain = random.choice(("0..2", "1..3", "0..1", "0..3"))
    lines.append(f"  field {field}: integer {domain}{random.choice((changed, changed, ''))}")
    where = random.choice(("", "", f" {{ where Rank__c {random.choice(('<', '>'))} 1 }}"))
    head = f"orchestration Drawn {{\n  start when Case is updated -> First{where}"
    return "\n".join([head, *lines, "}", ""])
