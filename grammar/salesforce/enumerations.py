"""The values that enumerations of the Metadata API have, and simple tags that need no table of their own.

Source: Metadata API, Flow: FlowVersionStatus, FlowRunInMode, InvocableActionType (those of steps),
FlowElementSubtype (those of steps), FlowStageStepAssigneeType, FlowTriggerType, FlowRecordTriggerType,
FlowScheduledPathType, FlowScheduledPathOffsetUnit, FlowScheduledPathTimeSource, FlowStartFrequency, FlowDataType.
`createWorkItem` and `flow` are those of the pilot (API 52).
"""

from typing import Final

STATUSES: Final = ("Active", "Draft", "Obsolete", "InvalidDraft")
RUN_MODES: Final = ("DefaultMode", "SystemModeWithSharing", "SystemModeWithoutSharing")
STEP_TYPES: Final = ("stepBackground", "stepInteractive", "stepMuleSoft", "stepApproval", "createWorkItem")
STEP_SUBTYPES: Final = (
    "BackgroundStep",
    "InteractiveStep",
    "ApprovalStep",
    "MuleSoftStep",
    "AgxBackgroundStep",
    "AgxInteractiveStep",
    "ManagedContentRoleInteractiveStep",
    "ManagedContentVariantSetLockBackgroundStep",
    "ManagedContentVariantSetReadyBackgroundStep",
    "ManagedContentVariantAutoPublishBackgroundStep",
    "ManagedContentVariantAutoUnpublishBackgroundStep",
)
ASSIGNEE_TYPES: Final = ("User", "Group", "Queue", "Resource", "Invalid")
EVALUATION_TYPES: Final = ("evaluationFlow", "flow")
TRIGGER_TYPES: Final = (
    "None",
    "Scheduled",
    "RecordBeforeSave",
    "RecordBeforeDelete",
    "RecordAfterSave",
    "PlatformEvent",
    "EventDrivenJourney",
    "Segment",
    "DataCloudDataChange",
    "FormSubmissionEvent",
    "Capability",
    "AutomationEvent",
    "ExternalSystemChange",
    "DataGraphDataChange",
    "Activation",
    "AdminAutomationEvent",
)
RECORD_TRIGGER_TYPES: Final = ("Create", "Update", "CreateAndUpdate", "Delete", "None")
PATH_TYPES: Final = ("AsyncAfterCommit", "ApprovalRecall")
OFFSET_UNITS: Final = ("Months", "Days", "Hours", "Minutes")
TIME_SOURCES: Final = ("RecordField", "RecordTriggerEvent")
FREQUENCIES: Final = ("OnActivate", "Once", "Hourly", "Daily", "Weekly", "Weekdays", "Monthly", "Yearly")
DATA_TYPES: Final = (
    "String",
    "Number",
    "Currency",
    "Boolean",
    "Date",
    "DateTime",
    "Time",
    "Picklist",
    "Multipicklist",
    "SObject",
    "Apex",
)

ROOT_SETTINGS: Final = (
    "areMetricsLoggedToDataCloud",
    "fullName",
    "interviewLabel",
    "isAdditionalPermissionRequiredToRun",
    "isOverridable",
    "isTemplate",
    "migratedFromWorkflowRuleName",
    "overriddenFlow",
    "sourceTemplate",
    "startElementReference",
    "timeZoneSidKey",
    "triggerOrder",
)
START_SETTINGS: Final = (
    "conditionLogic",
    "dataGraph",
    "description",
    "elementSubtype",
    "entryType",
    "eventName",
    "eventType",
    "flowRunAsUser",
    "form",
    "isAsync",
    "label",
    "name",
    "objectContainer",
    "publishSegment",
    "segment",
    "triggerOrder",
)
SCHEDULE_SETTINGS: Final = (
    "dayOfMonthToRun",
    "endDate",
    "endTime",
    "frequencyNumber",
    "startDate",
    "startTime",
)
PATH_SETTINGS: Final = ("maxBatchSize", "offsetNumber", "recordField")
