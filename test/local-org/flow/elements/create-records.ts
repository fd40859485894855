import { flag, text } from '../../metadata/xml.ts';
import type { Row } from '../../schema/model.ts';
import { FlowProblem, type FlowRecord } from '../model.ts';
import type { Compile } from './element.ts';
import { compileInputs, objectOf, recordsOf, recordsReference, saveAll } from './write.ts';

/** Create Records: one from values, one from a record variable, or all of a collection. */
export const createRecords: Compile = (xml, scope) => {
  const { resources, trigger, title, node, next } = scope;
  if (trigger === 'beforeSave') throw new FlowProblem(title, "A before-save flow can't create records.");
  if (flag(xml, 'doesUpsert')) throw new FlowProblem(title, "Creating or updating in one element isn't supported.");
  const connectors = { following: next('connector'), fault: next('faultConnector'), title };

  const input = recordsReference(xml, scope);
  if (input) {
    return {
      bulk(interviews) {
        const records = interviews.map((i) => recordsOf(input.expression.get(i)));
        saveAll(
          interviews,
          'insert',
          input.object.name,
          records.map((list) => list.map(fieldsOf)),
          connectors,
          (_, results, at) => {
            results.forEach((result, index) => {
              records[at]![index]!.row['Id'] = result.id;
            });
          },
        );
      },
    };
  }

  const object = objectOf(xml, scope);
  const values = compileInputs(xml, object, scope);
  const reference = text(xml, 'assignRecordIdToReference');
  const target = reference === undefined ? undefined : resources.target(reference, title);
  const automatic = flag(xml, 'storeOutputAutomatically');
  return {
    bulk(interviews) {
      saveAll(
        interviews,
        'insert',
        object.name,
        interviews.map((i) => [values(i)]),
        connectors,
        (interview, results) => {
          const id = results[0]!.id;
          target?.set(interview, id);
          if (automatic) interview.variables.set(node.name, id);
        },
      );
    },
  };
};

/** What the flow gave the record; a record that it got or created before loses nothing but its Id. */
function fieldsOf(record: FlowRecord): Row {
  const row: Row = {};
  for (const name of record.assigned) if (name !== 'Id') row[name] = record.row[name] ?? null;
  return row;
}
