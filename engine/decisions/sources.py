"""What the documents are called where a decision names its sources."""

from typing import Final

HELP_RUN: Final = 'Salesforce Help, "Orchestration Run"'
HELP_STAGES: Final = 'Salesforce Help, "Orchestration Stages"'
HELP_STEPS: Final = 'Salesforce Help, "Orchestration Steps"'
HELP_BACKGROUND: Final = 'Salesforce Help, "Flow Orchestration Background Steps"'
HELP_INTERACTIVE: Final = 'Salesforce Help, "Flow Orchestration Interactive Steps"'
HELP_EVALUATION: Final = 'Salesforce Help, "Evaluation Flows in Orchestrations"'
HELP_FLOWS: Final = 'Salesforce Help, "Flows in Orchestrations"'
HELP_ERRORS: Final = 'Salesforce Help, "Error Handling in Orchestrations"'
HELP_STAGE_ERRORS: Final = 'Salesforce Help, "Handle Stage Errors in Orchestrations"'
HELP_DEBUG: Final = 'Salesforce Help, "Debug an Orchestration"'
HELP_CONSIDERATIONS: Final = 'Salesforce Help, "Considerations for Orchestrations"'
HELP_VERSIONS: Final = 'Salesforce Help, "Orchestration Versioning"'
HELP_APPROVAL_STEPS: Final = "Salesforce Help on the steps of flow approval processes"
HELP_APPROVAL_ERRORS: Final = "Salesforce Help on error handling in flow approval processes"
PDF: Final = '"Automate Your Business Processes with Salesforce Flow" (PDF)'
PDF_TABLES: Final = f"{PDF}, tables as transcribed by a third party"
PDF_MATRICES: Final = (
    f"{PDF}, status tables of the Orchestration Details page as transcribed by a third party"
)
OBJECT_RUN: Final = "Object Reference, FlowOrchestrationInstance"
OBJECT_STAGE: Final = "Object Reference, FlowOrchestrationStageInstance"
OBJECT_STEP: Final = "Object Reference, FlowOrchestrationStepInstance"
OBJECT_ITEM: Final = "Object Reference, FlowOrchestrationWorkItem"
OBJECT_LOG: Final = "Object Reference, FlowOrchestrationLog"
METADATA: Final = "Metadata API Developer Guide, Flow"
CONNECT: Final = "Connect REST API, orchestration instance outputs"
EVENTS: Final = "Platform Events Developer Guide, FlowOrchestrationEvent"
RELEASE_NOTES: Final = "Winter '27 release notes, as transcribed by a third party"
APPROVAL_GUIDE: Final = '"Flow Approval Processes: Implementation Guide", as transcribed by a third party'
OBSERVED: Final = "observed by third parties in a developer org, on flow approval processes"
UNRELIABLE: Final = "a public collection of patterns that contradicts Salesforce Help elsewhere"
SILENCE: Final = "no document says so; it would be the plain alternative"
INFERRED: Final = "inferred; no document says so"
