import type { Mistake } from './model.ts';

const AFTER_SAVE = 'flows/Plot_After_Save.flow-meta.xml';
const PLAN = 'flows/Plan_Delivery.flow-meta.xml';

/** The way back from the one element of the loop over prices to the loop. */
const BACK = '<targetReference>Each_Price</targetReference>\n        </connector>\n    </assignments>';
const NO_NULLS = '        <assignNullValuesIfNoRecordsFound>false</assignNullValuesIfNoRecordsFound>\n';
const AFTER_READING =
  '        <connector>\n            <targetReference>Each_Price</targetReference>\n        </connector>\n';
const WHERE_READING_FAILS =
  '        <faultConnector>\n            <targetReference>Mail_The_Keeper</targetReference>\n        </faultConnector>\n';

/** In flows that deploy, and fail, or harm, when they run. */
export const IN_FLOW_RUNS: readonly Mistake[] = [
  {
    what: 'records that are saved one by one in a loop',
    project: 'harvest',
    file: AFTER_SAVE,
    change: [
      '<targetReference>Add_Up</targetReference>\n        </nextValueConnector>\n        <noMoreValuesConnector>\n            <targetReference>Update_Farm<',
      '<targetReference>Update_Farm</targetReference>\n        </nextValueConnector>\n        <noMoreValuesConnector>\n            <targetReference>Add_Up<',
    ],
    rule: 'flow-scanner/dml-statement-in-loop',
    at: '<name>Update_Farm<',
    message: /Update_Farm: changes data in a loop\. Collect the records, and save them once/,
    // The action of its fault path is in the loop then, too.
    also: 1,
  },
  {
    what: 'records that are read one by one in a loop',
    project: 'harvest',
    file: AFTER_SAVE,
    change: [BACK, BACK.replace('Each_Price', 'Read_Prices')],
    rule: 'flow-scanner/soql-query-in-loop',
    at: '<name>Read_Prices<',
    message: /Read_Prices: reads records in a loop\. Read them once before the loop/,
    also: 1,
  },
  {
    what: 'an action that is called one by one in a loop',
    project: 'harvest',
    file: AFTER_SAVE,
    change: [BACK, BACK.replace('Each_Price', 'Mail_The_Keeper')],
    rule: 'flow-scanner/action-calls-in-loop',
    at: '<name>Mail_The_Keeper<',
    message: /Mail_The_Keeper: calls an action in a loop\. Collect what it needs/,
  },
  {
    what: 'the Id of a record of one org',
    project: 'harvest',
    file: AFTER_SAVE,
    change: ['<stringValue>Test<', '<stringValue>m005g00000AbCdEAAV<'],
    rule: 'flow-scanner/hardcoded-id',
    at: '<name>Read_Prices<',
    message: /has an Id written into it.* Look the record up by name/,
  },
  {
    what: 'the address of one org',
    project: 'harvest',
    file: AFTER_SAVE,
    change: ['<text>{!$Record.Name}', '<text>https://harvest.lightning.force.com/{!$Record.Id}'],
    rule: 'flow-scanner/hardcoded-url',
    at: '<name>Body<',
    message: /has an address of an org written into it\. Use \$Api/,
  },
  {
    what: 'a change of data without a fault path',
    project: 'harvest',
    file: PLAN,
    change: [
      '        <faultConnector>\n            <targetReference>Sorry</targetReference>\n        </faultConnector>\n        <inputAssignments>\n            <field>Plot__c',
      '        <inputAssignments>\n            <field>Plot__c',
    ],
    rule: 'flow-scanner/missing-fault-path',
    at: '<name>Save_Delivery<',
    message: /has no fault path\. Say what is to happen where it fails/,
    also: 1,
  },
  {
    what: 'a reading that may find nothing, and nobody asks',
    project: 'harvest',
    file: AFTER_SAVE,
    change: [NO_NULLS + AFTER_READING + WHERE_READING_FAILS, NO_NULLS.replace('false', 'true') + AFTER_READING],
    rule: 'flow-scanner/missing-null-handler',
    at: '<name>Read_Prices<',
    message: /may find nothing, and what follows does not ask\. Decide/,
    also: 1,
  },
  {
    what: 'all fields of the records, where two are needed',
    project: 'harvest',
    file: AFTER_SAVE,
    change: ['        <queriedFields>Id</queriedFields>\n        <queriedFields>Per_Ton__c</queriedFields>\n', ''],
    rule: 'flow-scanner/get-record-all-fields',
    at: '<name>Read_Prices<',
    message: /reads all fields of the records\. Name the fields/,
  },
  {
    what: 'a variable that nothing uses',
    project: 'harvest',
    file: AFTER_SAVE,
    change: [
      '    <variables>\n        <name>Sum',
      '    <variables>\n        <name>Total</name>\n        <dataType>String</dataType>\n        <isCollection>false</isCollection>\n        <isInput>false</isInput>\n        <isOutput>false</isOutput>\n    </variables>\n    <variables>\n        <name>Sum',
    ],
    rule: 'flow-scanner/unused-variable',
    at: '<name>Total<',
    message: /Total: is used nowhere\. Remove it/,
  },
  {
    what: 'a flow that passes over sharing',
    project: 'harvest',
    file: AFTER_SAVE,
    change: ['    <status>', '    <runInMode>SystemModeWithoutSharing</runInMode>\n    <status>'],
    rule: 'flow-scanner/unsafe-running-context',
    at: '<runInMode>',
    message: /Plot_After_Save: runs in system mode without sharing\. Let it run in the mode of its user/,
  },
  {
    what: 'a flow that does not say what it is for',
    project: 'harvest',
    file: AFTER_SAVE,
    change: ['    <description>What follows from a change of a plot.</description>\n', ''],
    rule: 'flow-scanner/flow-description',
    message: /Plot_After_Save: has no description\. Say what the flow is for/,
  },
  {
    what: 'a flow that starts itself again',
    project: 'harvest',
    file: AFTER_SAVE,
    change: [
      '<filterLogic>and</filterLogic>\n        <filters>\n            <field>Id</field>\n            <operator>EqualTo</operator>\n            <value>\n                <elementReference>$Record.Farm__c</elementReference>\n            </value>\n        </filters>\n        <inputAssignments>\n            <field>AnnualRevenue</field>\n            <value>\n                <elementReference>Sum</elementReference>\n            </value>\n        </inputAssignments>\n        <object>Account</object>',
      '<inputAssignments>\n            <field>Hectares__c</field>\n            <value>\n                <elementReference>Sum</elementReference>\n            </value>\n        </inputAssignments>\n        <inputReference>$Record</inputReference>',
    ],
    rule: 'flow-scanner/recursive-after-update',
    at: '<name>Update_Farm<',
    message: /updates the record that started the flow.* Do it in a flow before the save/,
  },
  {
    what: 'a screen to go back from, after the data was saved',
    project: 'harvest',
    file: PLAN,
    change: ['<allowBack>false<', '<allowBack>true<'],
    rule: 'flow-scanner/duplicate-dml-operation',
    at: '<name>Sorry<',
    message: /changes data again when the user goes back\. Do not let them go back/,
  },
];
