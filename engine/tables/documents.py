"""The documents that rows stand in, by title, and the copies they were read from."""

from typing import Final

RUN: Final = "Orchestration Run"
STAGES: Final = "Orchestration Stages"
STEPS: Final = "Orchestration Steps"
DEBUG: Final = "Debug an Orchestration"
BACKGROUND: Final = "Flow Orchestration Background Steps"
INTERACTIVE: Final = "Flow Orchestration Interactive Steps"
EVALUATION: Final = "Evaluation Flows in Orchestrations"
ERRORS: Final = "Error Handling in Orchestrations"
CONSIDERATIONS: Final = "Considerations for Orchestrations"
WORK_ITEMS: Final = "Flow Orchestration Work Items"
ASSIGN: Final = "Create a Step to Interact with Users"
APPROVAL_ERRORS: Final = "Error Handling in Flow Approval Processes"
APPROVAL_GUIDE: Final = "Flow Approval Processes: Implementation Guide"
PDF: Final = "Automate Your Business Processes with Salesforce Flow (PDF)"
PDF_DETAILS: Final = "Orchestration Details (PDF)"
RELEASE_NOTES: Final = "Winter '27 release notes"
OBJECT_RUN: Final = "Object Reference: FlowOrchestrationInstance"
OBJECT_STAGE: Final = "Object Reference: FlowOrchestrationStageInstance"
OBJECT_STEP: Final = "Object Reference: FlowOrchestrationStepInstance"
OBJECT_ITEM: Final = "Object Reference: FlowOrchestrationWorkItem"
OBJECT_LOG: Final = "Object Reference: FlowOrchestrationLog"
FIELDS: Final = "Salesforce Field Reference Guide"
METADATA: Final = "Metadata API: Flow"

ORDER: Final = (
    RUN,
    STAGES,
    STEPS,
    BACKGROUND,
    INTERACTIVE,
    EVALUATION,
    ERRORS,
    CONSIDERATIONS,
    DEBUG,
    WORK_ITEMS,
    ASSIGN,
    APPROVAL_ERRORS,
    APPROVAL_GUIDE,
    PDF_DETAILS,
    PDF,
    OBJECT_RUN,
    OBJECT_STAGE,
    OBJECT_STEP,
    OBJECT_ITEM,
    OBJECT_LOG,
    FIELDS,
    METADATA,
    RELEASE_NOTES,
)
"""The documents with rows: the two pages that are held whole first."""

IN_HELP: Final = "Salesforce Help, current edition, stored copy"
IN_HELP_EXCERPT: Final = "Salesforce Help, current edition, stored excerpt"
IN_APPROVAL_HELP: Final = "Salesforce Help on flow approval processes, current edition, stored excerpt"
IN_REFERENCE: Final = "API reference, version 67.0 (Summer '26)"
IN_PDF_TABLES: Final = 'the PDF, tables as transcribed by a third party ("Spring \'26")'
IN_PDF_TEXT: Final = "the PDF, text without tables (about Summer '24 to Winter '25)"
IN_GUIDE: Final = "Salesforce Help on flow approval processes, as transcribed by a third party"
IN_RELEASE_NOTES: Final = "Winter '27 release notes, as transcribed by a third party"
IN_NONE: Final = "no copy: our conclusion from the other rows"
