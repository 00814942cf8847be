"""SNAKES on one net, in a process of its own: `python peer_snakes.py NET.pnml` prints one line of JSON.

It only builds the graph of all markings; what can be reached from where would have to be asked of that.
"""

import json
import sys
import time
from pathlib import Path

from snakes.nets import MultiArc, PetriNet, Place, StateGraph, Transition, Value

from stageproof.checker.nets.net import Arc
from stageproof.checker.nets.pnml import read_pnml
from stageproof.grammar.source import Source

read = read_pnml(Source(sys.argv[1], Path(sys.argv[1]).read_text(encoding="utf-8"))).net
if read is None:
    sys.exit("the net cannot be read")
begin = time.perf_counter()
net = PetriNet("net")
for place in read.places:
    net.add_place(Place(place.name, [1] * place.tokens))


def annotation(arc: Arc) -> object:
    one = Value(1)
    return one if arc.weight == 1 else MultiArc([one] * arc.weight)


for transition in read.transitions:
    net.add_transition(Transition(transition.name))
    for arc in transition.takes:
        net.add_input(read.places[arc.place].name, transition.name, annotation(arc))
    for arc in transition.gives:
        net.add_output(read.places[arc.place].name, transition.name, annotation(arc))
graph = StateGraph(net)
graph.build()
seconds = time.perf_counter() - begin
sys.stdout.write(json.dumps({"seconds": seconds, "said": f"{len(graph):,} markings"}) + "\n")
