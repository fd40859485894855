/**
 * A flow that writes guarded fields as somebody saves an opportunity: flows run in system context, yet the rules
 * that they meet still ask for `$User`. The opportunity's Next Step carries the command:
 * `update.Agenda__c|<record id>|<value>` or `insert.Agenda__c|<external id>|<value>`.
 */
import { deploy } from '../metadata.ts';
import type { Session } from '../session.ts';
import type { Attempt, Verdict, WritePath } from '../write-paths.ts';
import { fieldsOf, type GuardedSet } from './guarded.ts';
import type { Matrix } from './matrix.ts';
import { baseOf, type FieldValue } from './records.ts';

const FLOW = 'Conformance_Writer';

/** Deploys the flow for one set, in place of an earlier one, and returns it as a way to write. */
export async function flowWriter(setup: Session, { people, scene }: Matrix, guarded: GuardedSet): Promise<WritePath> {
  const { body } = await people.admin.call({ method: 'GET', path: `sobjects/${guarded.object}/describe` });
  const types = new Map((body as { fields: { name: string; type: string }[] }).fields.map((f) => [f.name, f.type]));
  const base = baseOf(guarded.object, scene, people.manager.userId);
  await deploy(setup, { Flow: [FLOW] }, { [`flows/${FLOW}.flow`]: flowXml(guarded, base, types) });
  return {
    name: `flow for ${guarded.set}`,
    routes: [],
    operations: ['insert', 'update'],
    write: async (session, attempt) => {
      const { status, body: answer } = await session.call({
        method: 'PATCH',
        path: `sobjects/Opportunity/${scene.opportunityId}`,
        body: { NextStep: commandOf(attempt) },
      });
      return status === 204 ? { ok: true, errors: [] } : { ok: false, errors: flowErrors(answer) };
    },
  };
}

/** Takes the flow away again, where it is there. */
export async function removeFlowWriter(setup: Session): Promise<void> {
  await deploy(setup, {}, {}, { Flow: [FLOW] });
}

function commandOf({ id, fields, externalId }: Attempt): string {
  // The field that is tried stands last, behind what a new record needs anyway.
  const [name, value] = Object.entries(fields).at(-1)!;
  return `${id ? 'update' : 'insert'}.${name}|${id ?? externalId.value}|${String(value)}`;
}

/**
 * The rule speaks inside the flow's own failure: "This error occurred: FIELD_CUSTOM_VALIDATION_EXCEPTION: …".
 * https://help.salesforce.com/s/articleView?id=platform.flow_troubleshoot_fault.htm
 */
function flowErrors(answer: unknown): Verdict['errors'] {
  return (answer as { errorCode: string; message: string }[]).flatMap(({ errorCode, message }) => {
    const rules = [
      ...message.matchAll(/([A-Z_]+_EXCEPTION): ([\s\S]*?)(?=, [A-Z_]+_EXCEPTION: |\. You can look up|$)/g),
    ];
    return errorCode === 'CANNOT_EXECUTE_FLOW_TRIGGER' && rules.length
      ? rules.map(([, code, told]) => ({ code: code!, message: withFullStop(told!) }))
      : [{ code: errorCode, message }];
  });
}

function withFullStop(message: string): string {
  return /[.!?]$/.test(message) ? message : `${message}.`;
}

function flowXml(guarded: GuardedSet, base: Record<string, FieldValue>, types: ReadonlyMap<string, string>): string {
  const commands = fieldsOf(guarded).flatMap(({ field }) =>
    guarded.operations.map((operation) => ({ operation, field, name: `${operation}_${field.replace('__c', '')}` })),
  );
  const assigned = (field: string, value: string) =>
    `<inputAssignments><field>${field}</field><value>${value}</value></inputAssignments>`;
  const reference = (name: string) => `<elementReference>${name}</elementReference>`;
  const baseValues = Object.entries(base).map(([field, value]) =>
    assigned(
      field,
      field === 'Call_Date__c' ? reference('$Flow.CurrentDate') : `<stringValue>${String(value)}</stringValue>`,
    ),
  );
  const valueOf = (field: string) =>
    reference({ boolean: 'AsBoolean', date: 'AsDate', datetime: 'AsDateTime' }[types.get(field)!] ?? 'AsText');
  const place = '<locationX>0</locationX><locationY>0</locationY>';
  const creates = commands
    .filter(({ operation }) => operation === 'insert')
    .map(
      ({ field, name }) =>
        `<recordCreates><name>${name}</name><label>${name}</label>${place}${baseValues.join('')}${assigned(guarded.externalIdField, reference('Key'))}${assigned(field, valueOf(field))}<object>${guarded.object}</object></recordCreates>`,
    );
  const updates = commands
    .filter(({ operation }) => operation === 'update')
    .map(
      ({ field, name }) =>
        `<recordUpdates><name>${name}</name><label>${name}</label>${place}<filterLogic>and</filterLogic><filters><field>Id</field><operator>EqualTo</operator><value>${reference('Key')}</value></filters>${assigned(field, valueOf(field))}<object>${guarded.object}</object></recordUpdates>`,
    );
  const rules = commands.map(
    ({ operation, field, name }) =>
      `<rules><name>is_${name}</name><conditionLogic>and</conditionLogic><conditions><leftValueReference>Command</leftValueReference><operator>EqualTo</operator><rightValue><stringValue>${operation}.${field}</stringValue></rightValue></conditions><connector><targetReference>${name}</targetReference></connector><label>${name}</label></rules>`,
  );
  const formula = (name: string, type: string, expression: string) =>
    `<formulas><name>${name}</name><dataType>${type}</dataType><expression>${expression}</expression></formulas>`;
  const step = '{!$Record.NextStep}';
  return `<?xml version="1.0" encoding="UTF-8"?>
<Flow xmlns="http://soap.sforce.com/2006/04/metadata">
  <apiVersion>66.0</apiVersion>
  <decisions><name>Which</name><label>Which</label>${place}<defaultConnectorLabel>None</defaultConnectorLabel>${rules.join('')}</decisions>
  <environments>Default</environments>
  ${formula('AsBoolean', 'Boolean', '{!AsText} = "true"')}
  ${formula('AsDate', 'Date', 'DATEVALUE({!AsText})')}
  ${formula('AsDateTime', 'DateTime', 'DATETIMEVALUE(SUBSTITUTE(LEFT({!AsText}, 19), "T", " "))')}
  ${formula('AsText', 'String', 'MID({!Rest}, FIND("|", {!Rest}) + 1, 255)')}
  ${formula('Command', 'String', `LEFT(${step}, FIND("|", ${step}) - 1)`)}
  ${formula('Key', 'String', 'LEFT({!Rest}, FIND("|", {!Rest}) - 1)')}
  ${formula('Rest', 'String', `MID(${step}, FIND("|", ${step}) + 1, 255)`)}
  <interviewLabel>${FLOW} {!$Flow.CurrentDateTime}</interviewLabel>
  <label>Conformance writer</label>
  <processType>AutoLaunchedFlow</processType>
  ${creates.join('')}${updates.join('')}
  <start>${place}<connector><targetReference>Which</targetReference></connector><filterLogic>and</filterLogic><filters><field>NextStep</field><operator>IsNull</operator><value><booleanValue>false</booleanValue></value></filters><object>Opportunity</object><recordTriggerType>Update</recordTriggerType><triggerType>RecordAfterSave</triggerType></start>
  <status>Active</status>
</Flow>`;
}
