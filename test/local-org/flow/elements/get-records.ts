import { elements, flag, text, texts } from '../../metadata/xml.ts';
import type { Row } from '../../schema/model.ts';
import { FlowProblem, type FlowRecord } from '../model.ts';
import type { Compile } from './element.ts';
import { compileFind } from './find.ts';
import { objectOf } from './write.ts';

/** Get Records: the first record or all, kept under the element's own name or in variables. */
export const getRecords: Compile = (xml, scope) => {
  const { resources, title, node, next } = scope;
  if (elements(xml, 'relatedRecords').length > 0)
    throw new FlowProblem(title, "Getting related records isn't supported.");
  const object = objectOf(xml, scope);
  const queried = texts(xml, 'queriedFields');
  for (const name of queried) {
    if (!object.field(name))
      throw new FlowProblem(title, `The field "${name}" for the object "${object.name}" doesn't exist.`);
  }
  const automatic = flag(xml, 'storeOutputAutomatically');
  const reference = text(xml, 'outputReference');
  const target = reference === undefined ? undefined : resources.target(reference, title);
  const assignments = elements(xml, 'outputAssignments').map((item) => {
    const name = text(item, 'field') ?? '';
    const field = object.field(name);
    if (!field) throw new FlowProblem(title, `The field "${name}" for the object "${object.name}" doesn't exist.`);
    return { field: field.name, target: resources.target(text(item, 'assignToReference') ?? '', title) };
  });
  const first =
    automatic || target === undefined
      ? flag(xml, 'getFirstRecordOnly') || assignments.length > 0
      : target.type.kind === 'record';
  const blankIfNone = flag(xml, 'assignNullValuesIfNoRecordsFound');
  const limit = first ? 1 : limitOf(xml, title);
  const find = compileFind(xml, object, scope, limit);
  const following = next('connector');
  const record = (row: Row): FlowRecord => ({ object: object.name, row: { ...row }, assigned: new Set() });

  return {
    bulk(interviews) {
      find(interviews).forEach((rows, at) => {
        const interview = interviews[at]!;
        const output = first ? (rows[0] ? record(rows[0]) : null) : rows.map(record);
        if (automatic) interview.variables.set(node.name, output);
        if (rows.length > 0 || blankIfNone) {
          target?.set(interview, output);
          for (const { field, target: to } of assignments) to.set(interview, rows[0]?.[field] ?? null);
        }
        interview.node = following;
      });
    },
  };
};

function limitOf(xml: Parameters<Compile>[0], title: string): number | undefined {
  const limit = xml['limit'];
  if (limit === undefined) return undefined;
  const number = typeof limit === 'object' && !Array.isArray(limit) ? text(limit, 'numberValue') : undefined;
  if (number === undefined) throw new FlowProblem(title, "A limit that is no number isn't supported.");
  return Number(number);
}
