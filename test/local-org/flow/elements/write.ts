import { elements, text } from '../../metadata/xml.ts';
import type { SaveError, SaveResult } from '../../org.ts';
import type { Row, SObject, Value, XmlElement } from '../../schema/model.ts';
import { FlowProblem, isRecord, type FlowRecord, type FlowValue, type Interview, type Node } from '../model.ts';
import { convert, dataTypeOf, type Expression } from '../types.ts';
import type { ElementScope } from './element.ts';

/** What the elements that write records share. */

/** The element's `<object>`. */
export function objectOf(xml: XmlElement, { resources, title }: ElementScope): SObject {
  const name = text(xml, 'object') ?? '';
  const object = resources.schema.object(name);
  if (!object) throw new FlowProblem(title, `The object "${name}" doesn't exist.`);
  return object;
}

/** `<inputAssignments>`: the fields to set, from the interview. */
export function compileInputs(
  xml: XmlElement,
  object: SObject,
  { resources, title }: ElementScope,
): (interview: Interview) => Row {
  const inputs = elements(xml, 'inputAssignments').map((input) => {
    const name = text(input, 'field') ?? '';
    const field = object.field(name);
    if (!field) throw new FlowProblem(title, `The field "${name}" for the object "${object.name}" doesn't exist.`);
    if (field.formula !== undefined || field.summary || field.type === 'AutoNumber') {
      throw new FlowProblem(title, `The field "${field.name}" for the object "${object.name}" can't be written.`);
    }
    const value = input['value'];
    const expression = resources.value(typeof value === 'object' && !Array.isArray(value) ? value : undefined, title);
    const type = { kind: 'value', data: dataTypeOf(resources.schema, field) } as const;
    return { name: field.name, type, expression };
  });
  return (interview) => {
    const row: Row = {};
    for (const { name, type, expression } of inputs) {
      const value = expression ? convert(expression.get(interview), type, name) : null;
      row[name] = typeof value === 'object' ? null : value;
    }
    return row;
  };
}

/** `<inputReference>`: a record or a collection of records. */
export function recordsReference(
  xml: XmlElement,
  { resources, title }: ElementScope,
): { expression: Expression; object: SObject } | undefined {
  const reference = text(xml, 'inputReference');
  if (reference === undefined) return undefined;
  const expression = resources.reference(reference, title);
  const of = expression.type.kind === 'collection' ? expression.type.of : expression.type;
  if (of.kind !== 'record') throw new FlowProblem(title, `"${reference}" holds no records.`);
  return { expression, object: of.object };
}

export function recordsOf(value: FlowValue): FlowRecord[] {
  return (Array.isArray(value) ? value : [value]).filter(isRecord);
}

type Operation = 'insert' | 'update' | 'delete';

/**
 * Saves all interviews' records in one go, as Salesforce bulkifies data elements; an interview whose
 * records fail takes its fault path, or fails.
 */
export function saveAll(
  interviews: readonly Interview[],
  operation: Operation,
  object: string,
  units: Row[][],
  next: { following: Node | undefined; fault: Node | undefined; title: string },
  succeeded?: (interview: Interview, results: SaveResult[], at: number) => void,
): void {
  const { host } = interviews[0]!;
  const gone = new Set<Value>();
  for (const round of rounds(units)) {
    const wanted = round.map((at) =>
      units[at]!.filter((row) => operation !== 'delete' || !gone.has(row['Id'] ?? null)),
    );
    host.save(operation, object, wanted).forEach((saved, i) => {
      const at = round[i]!;
      const interview = interviews[at]!;
      const failed = saved.find(
        (result) => !result.success && result.errors.some((e) => e.statusCode !== 'ALL_OR_NONE_OPERATION_ROLLED_BACK'),
      );
      if (!failed) {
        if (operation === 'delete') for (const row of wanted[i]!) gone.add(row['Id'] ?? null);
        succeeded?.(interview, saved, at);
        interview.node = next.following;
        return;
      }
      const message = faultMessage(operation, wanted[i]!, failed.errors);
      if (next.fault) {
        interview.faultMessage = message;
        interview.node = next.fault;
      } else {
        interview.failure = [unhandledFault(interview, message)];
      }
    });
  }
}

/** Interviews that write the same record, such as their common parent, write it one after the other, in their order. */
function rounds(units: readonly (readonly Row[])[]): number[][] {
  const ordered: number[][] = [];
  const lastRound = new Map<Value, number>();
  units.forEach((unit, at) => {
    const ids = unit.flatMap((row) => row['Id'] ?? []);
    const round = ids.reduce<number>((after, id) => Math.max(after, (lastRound.get(id) ?? -1) + 1), 0);
    (ordered[round] ??= []).push(at);
    for (const id of ids) lastRound.set(id, round);
  });
  return ordered;
}

const ADVICE =
  'You can look up ExceptionCode values in the [SOAP API Developer Guide](https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/sforce_api_calls_concepts_core_data_objects.htm#).';

/** `$Flow.FaultMessage`, as Salesforce words it. */
function faultMessage(operation: Operation, rows: readonly Row[], errors: readonly SaveError[]): string {
  const said = errors.map((error) => `${error.statusCode}: ${error.message}`).join(', ');
  if (operation === 'insert') return `This error occurred when the flow tried to create records: ${said}. ${ADVICE}`;
  const ids = rows.map((row) => String(row['Id'])).join(', ');
  return `The flow tried to ${operation} these records: ${ids}. This error occurred: ${said}. ${ADVICE}`;
}

/** The error of a record whose flow failed with no fault path. */
export function unhandledFault(interview: Interview, message: string): SaveError {
  return {
    statusCode: 'CANNOT_EXECUTE_FLOW_TRIGGER',
    message: `We can't save this record because the “${interview.flow.label}” process failed. Give your Salesforce admin these details. ${message}`,
    fields: [],
  };
}
