"""Definitions that the tests of pictures share."""

from typing import Final

from stageproof.grammar.language.parse import parse
from stageproof.grammar.model import Orchestration
from stageproof.grammar.source import Source

EVERYTHING: Final = """\
approval Quote_Release {
  label "Freigabe — 見積承認 & <b>prüfen</b>"
  api 67
  status Draft
  start when Quote is updated -> Prepare { path recall -> Undo }
  stage Prepare {
    background Load calls Load_Quote async
    background Merge calls Merge_Quote starts when Load is Completed
    mulesoft Sync calls Sync_Quote starts when flow Ready returns true
    on error -> Repair
    then Review
  }
  stage Review {
    label "審査"
    approval Manager calls Ask assigned to user $Record.Owner:User.Manager.Username
    approval Legal calls Ask assigned to group Legal
      starts when Manager.Outputs.decision = "Approve" and $Record.Discount__c > 20
    completes when Manager is Completed or Legal is Completed or $Record.A__c = "x \\"y\\" <z>" or $Record.B__c is null
    on error -> Repair
    then Decide
  }
  decision Decide {
    outcome Approved when Manager.Outputs.decision = "Approve" -> Publish
    outcome Rework label "Send back & <again>" when Manager.Outputs.decision = "Rework" -> go to Prepare
    otherwise "Rejected" -> end, intended
  }
  stage Publish { background Send calls Publish_Quote  on error -> Review  then end }
  stage Repair { background Notify calls Notify_Admin  on error -> Last_Resort  then go to Review }
  stage Last_Resort { interactive Page calls Page_Form assigned to queue IT  then end }
  stage Undo { background Undo_All calls Undo_Quote  then end }
  stage Forgotten { then Nowhere }
}
"""


def definition(text: str = EVERYTHING) -> Orchestration:
    """The orchestration in a text of the language."""
    result = parse(Source("test.orch", text))
    assert result.orchestration is not None, result.diagnostics
    assert not result.diagnostics
    return result.orchestration
