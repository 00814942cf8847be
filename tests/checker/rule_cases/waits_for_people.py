"""Further cases of waits-for-people."""

from typing import Final

ONE: Final = """
orchestration Contract {
  start when Contract is created -> Review
  stage Review {
    interactive Legal calls Look assigned to queue Legal
    %s
    then Sign
  }
  stage Sign { background Post calls Post_It async  then end }
  flow Look { type Flow  out fine: boolean }
  flow Post_It { type AutoLaunchedFlow  async }
  flow Is_Late { type EvaluationFlow  out isOrchestrationConditionMet: boolean }
}
"""

CASES: Final = (
    (ONE % "", r"^If nobody acts on Legal, the run waits in stage Review for ever"),
    (
        ONE % "background Deadline calls Post_It async",
        r"^If nobody acts on Legal, the run waits in stage Review",
    ),
    (ONE % 'completes when Legal is Completed or $Record.Status = "Late"', None),
    (ONE % "completes when flow Is_Late returns true", None),
    (ONE % "completes when Legal is Completed or $Record.Status is null", None),
    (
        ONE.replace("then end", "on error -> Mend  then end").replace(
            "stage Sign",
            "stage Mend { interactive By_Hand calls Look assigned to queue Legal  then end }\n  stage Sign",
        )
        % "",
        r"^If nobody acts on By_Hand and Legal, the run waits in 2 stages \(Mend and Review\)",
    ),
)
