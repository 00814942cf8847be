"""Further cases of the rule."""

ORDER = """
orchestration Order {{
  start autolaunched -> First
  formula Text: text = "UPPER({{!Look.Outputs.owner}})"
  decision First {{
    outcome Known when Who = "Ann" -> Short
    otherwise -> Ask
  }}
  variable Who: text input
  stage Ask {{
    background Look calls Look_Up async
    background Beside calls Read_It async {beside}
    completes when Look is {ends}
    on error -> {fault}
    then Short
  }}
  stage Short {{
    interactive Read calls Read_It assigned to {assignee} {entry}
    {exit}
    then end
  }}
  flow Look_Up {{ type AutoLaunchedFlow  async  out owner: text }}
  flow Read_It {{ type Flow  in what: text {null} }}
}}
"""


def order(
    *,
    beside: str = "",
    ends: str = "Completed",
    fault: str = "Short",
    assignee: str = "queue Desk",
    entry: str = "",
    exit: str = "",
    null: str = "",
) -> str:
    """A stage that is skipped at times, and one that may read its output."""
    return ORDER.format(
        beside=beside, ends=ends, fault=fault, assignee=assignee, entry=entry, exit=exit, null=null
    )


STAGES = """
orchestration Order {{
  start when Order__c is created -> {first}
  decision Which {{ when $Record.Big__c = true -> Check  otherwise -> Ship }}
  stage Check {{ background Look calls Do  then Ship }}
  stage Ship {{
    background Send calls Do {send}
    completes when Send is Completed
    then Done
  }}
  decision Done {{ when {done} -> Last  otherwise -> end, intended }}
  stage Last {{ background Bye calls Do  then end }}
  flow Do {{ type AutoLaunchedFlow  async  in what: text }}
}}
"""


def stages(*, first: str = "Which", send: str = "", done: str = "Send is Completed") -> str:
    """A stage that is skipped at times, and others that may read its status."""
    return STAGES.format(first=first, send=send, done=done)


STATUS = r"a status is read of a stage that was not visited: Check\.Status by "
OWNER = "Look.Outputs.owner"
NOTE = r"On some path an output is read that does not exist there: Look\.Outputs\.owner by "
CASES = (
    (order(), None),
    (
        order(assignee=f"user {OWNER}"),
        r"In some run Read starts before Look has completed, .* assigned to null, so nobody is asked; .* \(assignee-unresolvable\), the run cannot be resumed",
    ),
    (order(entry=f"{{ input what = {OWNER} }}"), NOTE + r"an input of Read\. It is null then"),
    (
        order(entry=f"{{ input what = {OWNER} }}", null="not null"),
        r"In some run .* The input what must not be null\.",
    ),
    (
        order(beside=f"{{ input what = {OWNER} }}"),
        r"In every run Beside starts .* The input what is always null\.",
    ),
    (order(beside=f"starts when Look is Completed {{ input what = {OWNER} }}"), None),
    (order(beside=f'starts when {OWNER} = "a"'), None),
    (order(entry=f'starts when {OWNER} = "a"'), NOTE + "the entry condition of Read"),
    (order(entry=f'starts when {OWNER} = "a" or {OWNER} is null'), None),
    (order(exit=f'completes when {OWNER} = "a"'), NOTE + "the exit condition of Short"),
    (order(entry="{ input what = Look.Status }"), r"Look\.Status by an input of Read"),
    (order(beside="{ input what = Look.Status }"), None),
    (
        order(assignee="user Text"),
        r"In some run Read starts before Look has completed, so Text does not exist then",
    ),
    (
        order(entry=f"starts when flow Ready(what = {OWNER}) returns true"),
        NOTE + "the entry condition of Read",
    ),
    (stages(), None),
    (stages(done="Check is Completed"), None),
    (stages(done="not (Check is not Completed)"), None),
    (
        stages(done="Check is not Completed"),
        "On some path " + STATUS + 'outcome Done_Outcome_1 of Done. It is null then, so "is not" holds',
    ),
    (stages(done="not (Check is Completed)"), "On some path " + STATUS + "outcome"),
    (stages(first="Check", done="Check is not Completed"), None),
    (
        stages(done="Ship is Completed -> Last outcome Later when Check is not Completed"),
        None,
    ),
    (stages(done="Check is not Completed and Check is visited"), None),
    (stages(done="Check is not Completed or Check.Status is null"), None),
    (stages(done="Check is not Completed and Send is not Completed"), None),
    (stages(done="Check is not NotStarted"), None),
    (stages(send="starts when Check is not Error"), "On some path " + STATUS + "the entry condition of Send"),
    (
        stages(send="{ input what = Check.Status }"),
        "On some path " + STATUS + r"an input of Send\. It is null then\.$",
    ),
    (stages(first="Check", send="{ input what = Check.Status }"), None),
    (stages(first="Ship", send="{ input what = Check.Status }"), "In every run " + STATUS),
)
