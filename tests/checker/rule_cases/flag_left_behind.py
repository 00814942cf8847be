"""Further cases of the rule."""

FLAG = """
{kind} Order {{
  start when Order__c is updated -> Check {{
    where Status__c = "New"
    only when changed to meet
    path recall -> Undo
  }}
  stage Check {{
    background Mark calls Set_Busy {{ input value = true }}
    then Finish
  }}
  stage Finish {{ background Unmark calls Clear_Busy }}
  stage Undo {{ background Restore calls {undo} }}
  flow Set_Busy {{ type AutoLaunchedFlow  in value: boolean  writes {set} }}
  flow Clear_Busy {{ type AutoLaunchedFlow  writes {clear} }}
  flow Other {{ type AutoLaunchedFlow  {other} }}
}}
"""


def flag(
    set: str = "$Record.Busy__c = true",
    clear: str = "Order__c.Busy__c = false",
    undo: str = "Clear_Busy",
    other: str = "sync",
    kind: str = "approval",
) -> str:
    """A definition in which Mark sets a flag and Unmark clears it."""
    return FLAG.format(kind=kind, set=set, clear=clear, undo=undo, other=other)


CASES = (
    (flag(), "Busy__c is set by Mark and cleared by Unmark and Restore. When the run is canceled in between"),
    (flag(undo="Other"), "cleared by Unmark. When the run is canceled or recalled in between"),
    (flag(undo="Other", kind="orchestration"), "When the run is canceled in between"),
    (flag(set="$Record.Busy__c = value"), "Busy__c is set by Mark"),
    (flag(set="$Record.Idle__c = true"), None),
    (flag(set='$Record.Busy__c = "true"'), None),
    (flag(clear='$Record.Busy__c = "false"'), None),
    (flag(other="writes Order__c.Busy__c = false"), None),
    (flag(other="writes Order__c.Busy__c = true"), "Busy__c is set by Mark"),
    (flag(other="writes Order__c.Idle__c = false"), "Busy__c is set by Mark"),
)
