"""What the checker of certificates says, on systems that look like those of definitions."""

from dataclasses import replace

import pytest
from staged_systems import COMPLETED, ERROR, staged_certificate, staged_system

from stageproof.checker.certificates.certificate import Certificate
from stageproof.checker.certificates.check import check
from stageproof.checker.certificates.claims import FairRank, RankedChoice, Reached, Run, Taken, Unreached
from stageproof.checker.certificates.obligation import INVARIANT, Kind
from stageproof.checker.certificates.sets import EVERYTHING, NOTHING, Place
from stageproof.checker.certificates.solving import Budget
from stageproof.checker.certificates.verdicts import Checked, Fails, Undecided
from stageproof.checker.encoding.guard import TRUE
from stageproof.checker.encoding.system import Duty, Edge, Label, Map, System

SYSTEM = staged_system(3, 4)
CERTIFICATE = staged_certificate(3, 4)


def kinds(checked: Checked) -> set[Kind]:
    assert not checked.problems
    return {one.obligation.kind for one in checked.unmet}


def fair(claim: object) -> FairRank:
    assert isinstance(claim, FairRank)
    return claim


def choice(claim: object) -> RankedChoice:
    assert isinstance(claim, RankedChoice)
    return claim


FAIR = fair(CERTIFICATE.claims[0])
CHOICE = choice(CERTIFICATE.claims[1])


def with_claim(claim: FairRank | RankedChoice) -> Certificate:
    return replace(CERTIFICATE, claims=(claim,))


def test_a_certificate_by_measures_is_accepted() -> None:
    checked = check(SYSTEM, CERTIFICATE)
    assert checked.is_accepted
    assert all(checked.is_proved(number) for number in range(3))
    assert checked.solver.startswith("z3 ")


def test_equal_stages_are_asked_about_once() -> None:
    few, many = (
        check(staged_system(stages, 4), staged_certificate(stages, 4)).distinct for stages in (3, 30)
    )
    assert few == many > 0


def test_a_claim_that_does_not_exist_is_not_proved() -> None:
    assert not check(SYSTEM, CERTIFICATE).is_proved(3)


def test_a_failure_says_where_and_by_which_move() -> None:
    sets = list(CERTIFICATE.invariant)
    sets[2] = sets[-2]  # behind a stage every step would have to be Completed
    checked = check(SYSTEM, replace(CERTIFICATE, invariant=tuple(sets)))
    assert not checked.is_accepted
    assert not checked.is_proved(2), "no claim stands without the invariant"
    obligation, verdict = checked.unmet[0]
    assert (obligation.claim, obligation.kind) == (INVARIANT, Kind.KEEPS)
    assert isinstance(verdict, Fails)
    assert verdict.location == "stage 0 rests"
    assert verdict.edge == "complete Step_0 (edge 1, to exits of stage 0)"
    assert ("status of step 0", "In Progress") in verdict.before
    assert len(verdict.before) == 4


def test_a_failure_says_what_the_move_changes() -> None:
    sets = list(CERTIFICATE.invariant)
    sets[1] = NOTHING
    _, verdict = check(SYSTEM, replace(CERTIFICATE, invariant=tuple(sets))).unmet[0]
    assert isinstance(verdict, Fails)
    assert verdict.location == "enter stage 0"
    assert verdict.edge.startswith("enter Stage_0")


def test_a_step_that_starts_again_is_no_progress() -> None:
    again = Edge(1, 1, Label("again"), Duty.RESULT, TRUE, (Map(0, (1 << 1,) * 4),))
    system = replace(SYSTEM, edges=(*SYSTEM.edges, again))
    assert kinds(check(system, CERTIFICATE)) == {Kind.RANK}
    optional = replace(SYSTEM, edges=(*SYSTEM.edges, again._replace(duty=Duty.OPTIONAL)))
    assert check(optional, CERTIFICATE).is_accepted, "what happens finitely often needs no rank"


def test_heights_the_wrong_way_are_rejected() -> None:
    upside_down = tuple(
        tuple(measure._replace(heights=measure.heights[::-1]) for measure in part) for part in FAIR.measures
    )
    assert kinds(check(SYSTEM, with_claim(replace(FAIR, measures=upside_down)))) == {Kind.RANK}


def test_places_the_wrong_way_are_rejected() -> None:
    places = tuple(-place for place in FAIR.places)
    assert kinds(check(SYSTEM, with_claim(replace(FAIR, places=places)))) == {Kind.RANK}


def test_an_end_that_is_no_goal_is_where_a_run_stops() -> None:
    claim = replace(FAIR, goals=FAIR.goals[:1])
    assert kinds(check(SYSTEM, with_claim(claim))) == {Kind.RANK}
    ranks = list(FAIR.ranks)
    ranks[-1] = (FAIR.ranks[0][0],)
    assert kinds(check(SYSTEM, with_claim(replace(claim, ranks=tuple(ranks))))) == {Kind.GOES_ON}
    waiting = replace(claim, ranks=tuple(ranks), waiting=(FAIR.goals[1],))
    assert check(SYSTEM, with_claim(waiting)).is_accepted


def test_a_start_without_a_rank_is_rejected() -> None:
    ranks = ((), *FAIR.ranks[1:])
    assert kinds(check(SYSTEM, with_claim(replace(FAIR, ranks=ranks)))) == {Kind.STARTS}


def test_able_states_need_a_layer() -> None:
    able = (Place(1, EVERYTHING),)
    assert kinds(check(SYSTEM, with_claim(replace(CHOICE, able=able)))) == {Kind.ABLE}


def test_layers_in_the_wrong_order_are_rejected() -> None:
    assert Kind.CLOSER in kinds(check(SYSTEM, with_claim(replace(CHOICE, layers=CHOICE.layers[::-1]))))


def test_an_unreached_state_that_is_reached_is_rejected() -> None:
    claim = Unreached(Place(1, EVERYTHING))
    assert kinds(check(SYSTEM, replace(CERTIFICATE, claims=(claim,)))) == {Kind.UNREACHED}


START = Run((0, 0, 0, 0), (Taken(0, ((0, 1), (1, 1), (2, 1), (3, 1))),))


@pytest.mark.parametrize(
    ("run", "is_run"),
    [
        (START, True),
        (replace(START, moves=(*START.moves, Taken(1, ((0, COMPLETED),)))), True),
        (replace(START, moves=(*START.moves, Taken(1, ((0, ERROR),)))), False),
        (replace(START, moves=(*START.moves, Taken(1, ()))), False),
        (replace(START, moves=(*START.moves, Taken(1, ((0, COMPLETED), (1, COMPLETED))))), False),
        (replace(START, moves=(Taken(1, ((0, COMPLETED),)),)), False),
        (replace(START, moves=START.moves * 2), False),
    ],
)
def test_a_run_is_looked_up_move_by_move(run: Run, is_run: bool) -> None:
    end = SYSTEM.edges[run.moves[-1].edge].target
    certificate = replace(CERTIFICATE, claims=(Reached(Place(end, EVERYTHING), run),))
    assert check(SYSTEM, certificate).is_proved(0) == is_run


def test_a_run_has_to_end_in_the_states_it_is_for() -> None:
    certificate = replace(
        CERTIFICATE, claims=(Reached(Place(1, NOTHING), START), Reached(Place(2, 1), START))
    )
    assert not any(map(check(SYSTEM, certificate).is_proved, range(2)))


def test_without_a_budget_a_question_is_undecided_and_nothing_is_accepted() -> None:
    checked = check(SYSTEM, CERTIFICATE, Budget(steps=1))
    assert not checked.is_accepted
    assert any(isinstance(one.verdict, Undecided) for one in checked.unmet)


@pytest.mark.parametrize(
    ("certificate", "problem"),
    [
        (replace(CERTIFICATE, invariant=(1,)), "the invariant has 1 sets for 11 locations"),
        (replace(CERTIFICATE, nodes=((9, (0, 1)),)), "node 2 looks at variable 9, which does not exist"),
        (replace(CERTIFICATE, nodes=((0, (0, 1)),)), "node 2 has 2 children for 4 values"),
        (
            replace(CERTIFICATE, nodes=((0, (0, 1, 2, 0)),)),
            "node 2 has the child 2, which is no earlier node",
        ),
        (
            replace(CERTIFICATE, nodes=((0, (0, 1, 0, 0)), (0, (2, 1, 1, 1)))),
            "node 3 has the child 2, which looks at no later variable",
        ),
        (
            with_claim(replace(FAIR, duties=(Duty.RESULT,))),
            "claim 0: results and the engine have to be among the duties",
        ),
        (
            with_claim(replace(FAIR, ranks=((FAIR.ranks[0][0],) * 2, *FAIR.ranks[1:]))),
            "claim 0: the ranks of location 0 do not ascend",
        ),
        (
            with_claim(replace(FAIR, waiting=(Place(0, 1),))),
            "claim 0: location enter stage 0 cannot wait: it does not rest",
        ),
        (
            with_claim(replace(CHOICE, duties=(Duty.RESULT,))),
            "claim 0: edge 34 of layer 0 has none of the duties of the claim",
        ),
        (
            with_claim(replace(CHOICE, goals=CHOICE.goals * 2)),
            "claim 0: a goal is given twice for a location",
        ),
        (with_claim(replace(FAIR, measures=())), "claim 0: a location is in a part that does not exist"),
    ],
)
def test_the_wrong_shape_is_said_and_nothing_is_proved(certificate: Certificate, problem: str) -> None:
    checked = check(SYSTEM, certificate)
    assert problem in checked.problems
    assert not checked.is_accepted
    assert not checked.is_proved(0)


@pytest.mark.parametrize(
    ("system", "problem"),
    [
        (replace(SYSTEM, initial=11), "the initial location 11 does not exist"),
        (
            replace(SYSTEM, edges=(SYSTEM.edges[0]._replace(target=11),)),
            "edge 0 leads from or to a location that does not exist",
        ),
        (
            replace(SYSTEM, edges=(SYSTEM.edges[0]._replace(updates=(Map(0, (1,)),)),)),
            "an update of edge 0 has 1 images for 4 values",
        ),
        (
            replace(SYSTEM, edges=(SYSTEM.edges[0]._replace(updates=(Map(0, (16, 1, 1, 1)),)),)),
            "an update of edge 0 gives a value that variable 0 does not have",
        ),
    ],
)
def test_a_system_of_the_wrong_shape_is_said_so(system: System, problem: str) -> None:
    assert problem in check(system, CERTIFICATE).problems


def test_all_questions_together_are_bounded_and_the_rest_is_undecided() -> None:
    checked = check(SYSTEM, CERTIFICATE, Budget(all_steps=1))
    assert not checked.is_accepted
    assert {type(one.verdict).__name__ for one in checked.unmet} == {"Undecided"}
    assert "the budget of the certificate is spent" in {
        one.verdict.reason for one in checked.unmet if isinstance(one.verdict, Undecided)
    }
    assert not check(SYSTEM, CERTIFICATE, Budget(milliseconds=0)).is_accepted
