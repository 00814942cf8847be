"""A loop that counts the difference of two open numbers down, or does not, in many ways."""

from __future__ import annotations

from typing import Final

LOOP: Final = """
orchestration Payment {{
  start when Order__c is created -> Charge
  {parameter}
  field $Record.Attempts__c: integer 0.. {null}, changed only by Pay_Card
  field $Record.Limit__c: integer 0.. not null, {limit}
  flow Pay_Card {{ type AutoLaunchedFlow  {how}  writes $Record.Attempts__c = $Record.Attempts__c {count} }}
  flow Call_Bank {{ type AutoLaunchedFlow  async  {more} }}
  stage Charge {{
    background Pay calls {fails} async
    on error -> {to}
    then end
  }}
  stage Ask {{
    background Bank calls Pay_Card {how}
    then Again
  }}
  decision Again {{
    {again}
  }}
  {beside}
}}
"""
PLAIN: Final = {
    "parameter": "",
    "null": "not null",
    "limit": "never changed",
    "how": "async",
    "count": "+ 1",
    "more": "",
    "fails": "Call_Bank",
    "to": "Ask",
    "again": "when $Record.Attempts__c < $Record.Limit__c -> go to Charge otherwise -> end, intended",
    "beside": "",
}
UNTIL: Final = "when $Record.Attempts__c {sign} $Record.Limit__c -> end otherwise -> go to Charge"
PROVED: Final[dict[str, dict[str, str]]] = {
    "counted up to a field": {},
    "by two, and once more": {
        "count": "+ 2",
        "again": PLAIN["again"].replace("<", "<="),
    },
    "left when the limit is reached": {"again": UNTIL.format(sign=">=")},
    "up to a parameter": {
        "parameter": "parameter most: integer 0.. not null",
        "again": PLAIN["again"].replace("$Record.Limit__c", "most"),
    },
    "counted where it may be null": {"null": ""},
    "left when a parameter is reached": {
        "parameter": "parameter most: integer 0.. not null",
        "again": UNTIL.format(sign=">=").replace("$Record.Limit__c", "most"),
    },
}
OPEN: Final[dict[str, dict[str, str]]] = {
    "not counted": {"count": "+ 0"},
    "counted down": {"count": "+ -1"},
    "the limit may change": {
        "limit": "changed only by Call_Bank",
        "more": "writes $Record.Limit__c = $Record.Limit__c + 1",
    },
    "left when the limit is passed, or not counted for null": {"null": "", "again": UNTIL.format(sign=">=")},
    "left when a parameter is reached that may be null": {
        "parameter": "parameter most: integer 0..",
        "again": UNTIL.format(sign=">=").replace("$Record.Limit__c", "most"),
    },
    "counted by nothing but what fails": {
        "fails": "Pay_Card",
        "to": "Other",
        "beside": "stage Other { background Wait calls Call_Bank async  then Again }",
    },
    "counted on one of two ways": {
        "to": "Which",
        "beside": (
            'decision Which { when $Record.Kind__c = "A" -> Ask otherwise -> Other }\n'
            "  stage Other { background Wait calls Call_Bank async  then Again }"
        ),
    },
    "never asked on one of two ways": {
        "to": "Which",
        "beside": (
            'decision Which { when $Record.Kind__c = "A" -> Ask otherwise -> Other }\n'
            "  stage Other { background More calls Pay_Card async  then Charge }"
        ),
    },
}
