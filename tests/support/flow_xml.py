"""Definitions in Salesforce XML, written here, for tests of the reader and the writer."""

from stageproof.grammar.model import Orchestration
from stageproof.grammar.salesforce.read import ReadResult, read
from stageproof.grammar.source import Source

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<Flow xmlns="http://soap.sforce.com/2006/04/metadata">\n'
NIL_HEAD = HEAD.replace('">\n', '" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\n')
RICH = (
    NIL_HEAD
    + """\
    <apiVersion>67.0</apiVersion>
    <areMetricsLoggedToDataCloud>false</areMetricsLoggedToDataCloud>
    <constants>
        <name>Limit</name>
        <dataType>Number</dataType>
        <value>
            <numberValue>20.50</numberValue>
        </value>
    </constants>
    <decisions>
        <description>who &amp; why &quot;now&quot; isn&apos;t &lt;clear&gt;</description>
        <name>Decide</name>
        <label>Decide</label>
        <locationX>0</locationX>
        <locationY>0</locationY>
        <defaultConnector>
            <isGoTo>true</isGoTo>
            <targetReference>Prepare</targetReference>
        </defaultConnector>
        <defaultConnectorLabel>Otherwise</defaultConnectorLabel>
        <rules>
            <name>Big</name>
            <conditionLogic>1 AND (2 OR 3)</conditionLogic>
            <conditions>
                <leftValueReference>$Record.Amount__c</leftValueReference>
                <operator>GreaterThan</operator>
                <rightValue>
                    <elementReference>Limit</elementReference>
                </rightValue>
            </conditions>
            <conditions>
                <leftValueReference>$Record.Day__c</leftValueReference>
                <operator>LessThan</operator>
                <rightValue>
                    <dateValue>2026-01-31</dateValue>
                </rightValue>
            </conditions>
            <conditions>
                <leftValueReference>$Record.Owner:User.Username</leftValueReference>
                <operator>IsNull</operator>
                <rightValue>
                    <booleanValue>false</booleanValue>
                </rightValue>
            </conditions>
            <connector>
                <targetReference>Provision</targetReference>
            </connector>
            <doesRequireRecordChangedToMeetCriteria>true</doesRequireRecordChangedToMeetCriteria>
            <label>Big</label>
        </rules>
        <rules>
            <name>Done</name>
            <conditionLogic>or</conditionLogic>
            <conditions>
                <leftValueReference>Prepare.Status</leftValueReference>
                <operator>EqualTo</operator>
                <rightValue>
                    <stringValue>Completed</stringValue>
                </rightValue>
            </conditions>
            <conditions>
                <leftValueReference>$Record.At__c</leftValueReference>
                <operator>EqualTo</operator>
                <rightValue>
                    <dateTimeValue>2026-01-31T09:30:00.000Z</dateTimeValue>
                </rightValue>
            </conditions>
            <label>Done</label>
        </rules>
    </decisions>
    <environments>Default</environments>
    <formulas>
        <name>Twice</name>
        <dataType>Number</dataType>
        <expression>{!Limit} * 2 &gt; {!Form.Outputs.count}</expression>
        <scale>2</scale>
    </formulas>
    <interviewLabel>Order {!$Flow.CurrentDateTime}</interviewLabel>
    <label>Order</label>
    <orchestratedStages>
        <name>Prepare</name>
        <label>Prepare</label>
        <locationX>176</locationX>
        <locationY>-8</locationY>
        <connector>
            <targetReference>Decide</targetReference>
        </connector>
        <exitActionInputParameters>
            <name>all</name>
            <value>
                <booleanValue>true</booleanValue>
            </value>
        </exitActionInputParameters>
        <exitActionName>Ready</exitActionName>
        <exitActionType>evaluationFlow</exitActionType>
        <exitConditionLogic>and</exitConditionLogic>
        <faultConnector>
            <targetReference>Provision</targetReference>
        </faultConnector>
        <stageSteps>
            <name>Form</name>
            <actionName>Form_Flow</actionName>
            <actionType>stepInteractive</actionType>
            <assignees>
                <assignee>
                    <stringValue>a@example.com</stringValue>
                </assignee>
                <assigneeType>User</assigneeType>
            </assignees>
            <canAssigneeEdit>false</canAssigneeEdit>
            <debugSimulateStep>false</debugSimulateStep>
            <entryConditionLogic>and</entryConditionLogic>
            <exitConditionLogic>and</exitConditionLogic>
            <inputParameters>
                <name>ActionInput__RecordId</name>
                <value>
                    <elementReference>$Record.Id</elementReference>
                </value>
            </inputParameters>
            <inputParameters>
                <name>greeting</name>
                <value>
                    <stringValue>Dear {!$Record.Name},
it&apos;s {!Limit}</stringValue>
                </value>
            </inputParameters>
            <inputParameters>
                <name>empty</name>
            </inputParameters>
            <label>Form</label>
            <outputConfigParams>
                <name>count</name>
                <value xsi:nil="true"/>
            </outputConfigParams>
            <outputParameters>
                <assignToReference>Answer</assignToReference>
                <name>answer</name>
            </outputParameters>
            <requiresAsyncProcessing>false</requiresAsyncProcessing>
            <runAsUser>false</runAsUser>
            <shouldLock>true</shouldLock>
            <stepSubtype>InteractiveStep</stepSubtype>
        </stageSteps>
        <stageSteps>
            <description>after the form</description>
            <name>Store</name>
            <actionName>Store_Flow</actionName>
            <actionType>stepBackground</actionType>
            <canAssigneeEdit>false</canAssigneeEdit>
            <debugSimulateStep>false</debugSimulateStep>
            <entryActionInputParameters>
                <name>count</name>
                <value>
                    <formulaDataType>Number</formulaDataType>
                    <formulaExpression>{!Limit} + 1</formulaExpression>
                </value>
            </entryActionInputParameters>
            <entryActionName>May_Store</entryActionName>
            <entryActionType>evaluationFlow</entryActionType>
            <entryConditionLogic>and</entryConditionLogic>
            <entryConditions>
                <conditionType>EntryCondition</conditionType>
                <leftValueReference>Form.Status</leftValueReference>
                <operator>EqualTo</operator>
                <rightValue>
                    <stringValue>Completed</stringValue>
                </rightValue>
            </entryConditions>
            <entryConditions>
                <conditionType>EntryCondition</conditionType>
                <leftValueReference>Form.Outputs.count</leftValueReference>
                <operator>GreaterThan</operator>
                <rightValue>
                    <numberValue>3.0</numberValue>
                </rightValue>
            </entryConditions>
            <exitConditionLogic>and</exitConditionLogic>
            <label>Store</label>
            <requiresAsyncProcessing>true</requiresAsyncProcessing>
            <runAsUser>false</runAsUser>
            <shouldLock>false</shouldLock>
            <stepSubtype>BackgroundStep</stepSubtype>
        </stageSteps>
    </orchestratedStages>
    <orchestratedStages>
        <name>Provision</name>
        <label>Provision</label>
        <locationX>0</locationX>
        <locationY>0</locationY>
        <exitConditionLogic>or</exitConditionLogic>
        <exitConditions>
            <conditionType>ExitCondition</conditionType>
            <leftValueReference>Laptop.Status</leftValueReference>
            <operator>EqualTo</operator>
            <rightValue>
                <stringValue>Completed</stringValue>
            </rightValue>
        </exitConditions>
        <exitConditions>
            <conditionType>ExitCondition</conditionType>
            <leftValueReference>Limit</leftValueReference>
            <operator>EqualTo</operator>
        </exitConditions>
        <runAsUser>false</runAsUser>
        <stageSteps>
            <name>Laptop</name>
            <actionName>Order_Laptop</actionName>
            <actionType>stepBackground</actionType>
            <canAssigneeEdit>false</canAssigneeEdit>
            <debugSimulateStep>false</debugSimulateStep>
            <entryConditionLogic>and</entryConditionLogic>
            <exitConditionLogic>and</exitConditionLogic>
            <label>Laptop</label>
            <requiresAsyncProcessing>false</requiresAsyncProcessing>
            <runAsUser>false</runAsUser>
            <shouldLock>false</shouldLock>
        </stageSteps>
    </orchestratedStages>
    <processMetadataValues>
        <name>BuilderType</name>
        <value>
            <stringValue>LightningFlowBuilder</stringValue>
        </value>
    </processMetadataValues>
    <processType>Orchestrator</processType>
    <start>
        <locationX>50</locationX>
        <locationY>0</locationY>
        <connector>
            <targetReference>Prepare</targetReference>
        </connector>
        <doesRequireRecordChangedToMeetCriteria>false</doesRequireRecordChangedToMeetCriteria>
        <filterLogic>and</filterLogic>
        <filters>
            <field>Status__c</field>
            <operator>EqualTo</operator>
            <value>
                <stringValue>New</stringValue>
            </value>
        </filters>
        <flowRunAsUser>TriggeringUser</flowRunAsUser>
        <object>Order__c</object>
        <recordTriggerType>CreateAndUpdate</recordTriggerType>
        <schedule>
            <frequency>Daily</frequency>
            <startDate>2026-01-31</startDate>
            <startTime>09:30:00.000Z</startTime>
        </schedule>
        <scheduledPaths>
            <connector>
                <targetReference>Provision</targetReference>
            </connector>
            <pathType>ApprovalRecall</pathType>
        </scheduledPaths>
        <scheduledPaths>
            <name>Later</name>
            <label>Later</label>
            <maxBatchSize>200</maxBatchSize>
            <offsetNumber>3</offsetNumber>
            <offsetUnit>Days</offsetUnit>
            <timeSource>RecordTriggerEvent</timeSource>
        </scheduledPaths>
        <triggerType>RecordAfterSave</triggerType>
    </start>
    <status>Active</status>
    <textTemplates>
        <name>Mail</name>
        <isViewedAsPlainText>true</isViewedAsPlainText>
        <text>Hello {!$User.FirstName}</text>
    </textTemplates>
    <timeZoneSidKey>Europe/Berlin</timeZoneSidKey>
    <variables>
        <name>Answer</name>
        <dataType>String</dataType>
        <isCollection>false</isCollection>
        <isInput>true</isInput>
        <isOutput>false</isOutput>
    </variables>
    <variables>
        <name>Orders</name>
        <dataType>SObject</dataType>
        <isCollection>true</isCollection>
        <isInput>false</isInput>
        <isOutput>false</isOutput>
        <objectType>Order__c</objectType>
        <scale>2</scale>
    </variables>
</Flow>
"""
)
"""Nearly every tag that the model knows, in Salesforce's own form."""


def result(text: str, path: str = "flows/Order.flow-meta.xml", *, forms: bool = False) -> ReadResult:
    """What the reader says of a text."""
    return read(Source(path, text), "Order", forms=forms)


def orchestration(text: str, *, forms: bool = False) -> Orchestration:
    """The definition in a text."""
    found = result(text, forms=forms).orchestration
    assert found is not None
    return found


def minimal(body: str = "", *, head: str = HEAD, api: str = "67.0") -> str:
    """A definition that holds little more than `body`."""
    return (
        f"{head}    <apiVersion>{api}</apiVersion>\n{body}    <processType>Orchestrator</processType>\n"
        "    <status>Active</status>\n</Flow>\n"
    )


def stage(body: str = "", *, name: str = "Check", step: str = "") -> str:
    """A stage with tags after its exit logic, or in its one step."""
    steps = (
        "        <stageSteps>\n            <name>Look</name>\n            <actionName>Look_Up</actionName>\n"
        f"            <actionType>stepBackground</actionType>\n{step}        </stageSteps>\n"
        if step
        else ""
    )
    return (
        f"    <orchestratedStages>\n        <name>{name}</name>\n        <label>{name}</label>\n"
        f"        <locationX>0</locationX>\n        <locationY>0</locationY>\n{body}{steps}"
        "    </orchestratedStages>\n"
    )
