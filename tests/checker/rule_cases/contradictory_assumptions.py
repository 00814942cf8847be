"""Further cases of contradictory-assumptions."""

from typing import Final

ORDER: Final = """
orchestration Order {
  start when Order__c is updated -> Rank START
  stage Rank { background Set calls Set_Rank async  then end }
  stage Rest { background Look calls Look_Up async  then end }
  flow Set_Rank { type AutoLaunchedFlow  async  WRITES }
  flow Look_Up { type AutoLaunchedFlow  async }
  DECLARED
}
"""


def _case(*, start: str = "", writes: str = "", declared: str = "") -> str:
    return ORDER.replace("START", start).replace("WRITES", writes).replace("DECLARED", declared)


KIND: Final = 'field $Record.Kind__c: one of "X", "Y" not null'
NUMBER: Final = "writes $Record.Rank__c = $Record.Rank__c + 1"

RANK: Final = "field $Record.Rank__c: integer"

TWO: Final = """
orchestration Order {
  start when Order__c is updated -> FIRST
  stage Rank { background Set calls Set_Rank async  then end }
  stage More { background Raise calls Raise_Rank async  then end }
  flow Set_Rank { type AutoLaunchedFlow  async  writes $Record.Rank__c = $Record.Rank__c + 1 }
  flow Raise_Rank { type AutoLaunchedFlow  async  writes $Record.Rank__c = $Record.Rank__c + 2 }
  field $Record.Rank__c: integer 0..1, changed only by Set_Rank, Raise_Rank
}
"""
"""Two stages that add to a field, of which runs come to one."""

CASES: Final = (
    (TWO.replace("FIRST", "Rank"), r"^Set_Rank, which Set calls, sets .* \+ 1, and some run takes it past 1"),
    (
        TWO.replace("FIRST", "More"),
        r"^Raise_Rank, which Raise calls, sets .* \+ 2, and some run takes it past 1",
    ),
    (
        _case(writes='writes $Record.Kind__c = "Z"', declared=KIND),
        r'sets \$Record.Kind__c to "Z", but the field is',
    ),
    (_case(writes='writes Order__c.Kind__c = "Z"', declared=KIND), r'sets \$Record.Kind__c to "Z"'),
    (_case(writes='writes Other__c.Kind__c = "Z"', declared=KIND), None),
    (_case(writes='creates $Record.Kind__c = "Z"', declared=KIND), None),
    (_case(writes="writes $Record.Kind__c", declared=KIND), None),
    (_case(writes='writes $Record.Kind__c = "X"', declared=KIND), None),
    (
        _case(writes=NUMBER, declared="field $Record.Rank__c: integer 0..1, changed only by Set_Rank"),
        r"^Set_Rank, which Set calls, sets .* \+ 1, and some run takes it past 1, the greatest value",
    ),
    (
        _case(
            writes=NUMBER, start="{ where Rank__c < 1 }", declared=f"{RANK} 0..1, changed only by Set_Rank"
        ),
        None,
    ),
    (
        _case(writes=NUMBER, start="{ where Rank__c < 1 }", declared=f"{RANK} 0..1"),
        r"^Set_Rank, which Set calls, sets",
    ),
    (_case(writes=NUMBER, declared=f"{RANK} 0.., changed only by Set_Rank"), None),
    (
        _case(writes=NUMBER.replace("+ 1", "- 2"), declared=f"{RANK} 0.., changed only by Set_Rank"),
        r"sets .* - 2, and some run takes it past 0, the least value that is declared",
    ),
    (_case(writes="writes $Record.Rank__c = null", declared=f"{RANK} 0..1 not null"), r"to null, but"),
    (_case(writes="writes $Record.Rank__c = null", declared=f"{RANK} 0..1"), None),
    (
        _case(writes=f"{NUMBER} ensures $Record.Rank__c = $Record.Rank__c before + 2"),
        r"says that it writes .* \+ 1, and ensures .* before \+ 2: it cannot do both",
    ),
    (_case(writes=f"{NUMBER} ensures $Record.Rank__c = $Record.Rank__c before + 1"), None),
    (_case(writes=f"{NUMBER} ensures $Record.Rank__c > $Record.Rank__c before"), None),
    (_case(writes=f"{NUMBER} ensures $Record.Rank__c < $Record.Rank__c before"), r"it cannot do both"),
    (_case(writes=f"{NUMBER} ensures $Record.Rank__c = 4"), None),
    (_case(writes='writes $Record.Kind__c = "Z" ensures $Record.Kind__c = "Y"'), r"it cannot do both"),
    (_case(writes='writes $Record.Kind__c = null ensures $Record.Kind__c = "Y"'), r"it cannot do both"),
    (_case(writes='writes $Record.Kind__c ensures $Record.Kind__c = "Y"'), None),
    (_case(writes='writes $Record.Kind__c = "Z" ensures $Record.Kind__c <> "Y"'), None),
    (
        _case(writes=NUMBER, declared="field $Record.Rank__c: integer 0..1, changed only by Look_Up"),
        r"declared to be changed only by Look_Up, but Set_Rank, which Set calls, writes it",
    ),
    (
        _case(writes=NUMBER, declared="field $Record.Rank__c: integer 0..1, never changed"),
        r"declared never to change",
    ),
    (_case(writes=NUMBER, declared="field $Record.Rank__c: integer 0..1"), r"past 1, the greatest"),
    (_case(declared=f"{KIND}\n  {KIND}"), None),
    (_case(declared=f"{KIND}\n  {KIND}, never changed"), r"^The field \$Record.Kind__c is declared twice"),
    (
        _case(declared="parameter p: integer 0..1\n  parameter p: integer 3..4"),
        r"^The parameter p is declared twice",
    ),
    (_case(declared="flow Set_Rank { type Flow }"), r"^The contract of Set_Rank is declared twice"),
    (
        _case(start="{ where Rank__c > 5 }", declared="field $Record.Rank__c: integer 0..5"),
        r"^No run of Order can begin: .* Nothing is proved",
    ),
    (_case(start="{ where Rank__c > 4 }", declared="field $Record.Rank__c: integer 0..5"), None),
    (
        _case(start='{ formula "{!$Record.Rank__c} > 5 && {!$Record.Rank__c} < 3" }'),
        r"^No run of Order can begin: .* Nothing is proved",
    ),
    (
        _case(start='{ formula "UPPER({!$Record.Kind__c}) = \\"low\\"" }'),
        r"^No run of Order can begin: .* as far as samples of values show",
    ),
    (_case(start='{ formula "{!$Record.Rank__c} > 5 && {!$Record.Rank__c} < 9" }'), None),
)
