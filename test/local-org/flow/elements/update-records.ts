import { elements, text } from '../../metadata/xml.ts';
import type { Row } from '../../schema/model.ts';
import { FlowProblem, type FlowRecord } from '../model.ts';
import type { Compile } from './element.ts';
import { compileFind } from './find.ts';
import { compileInputs, objectOf, recordsOf, recordsReference, saveAll } from './write.ts';

/** Update Records: the triggering record, a record variable or collection, or whatever filters find. */
export const updateRecords: Compile = (xml, scope) => {
  const { resources, trigger, title, next } = scope;
  const following = next('connector');
  const connectors = { following, fault: next('faultConnector'), title };

  if (text(xml, 'inputReference') !== undefined && elements(xml, 'filters').length > 0) {
    throw new FlowProblem(title, "Conditions on the records of a variable aren't supported.");
  }
  if (text(xml, 'inputReference')?.trim() === '$Record') {
    const values = compileInputs(xml, resources.object, scope);
    if (trigger === 'beforeSave') {
      return {
        run(interview) {
          Object.assign(interview.record.row, values(interview));
          return following;
        },
      };
    }
    return {
      bulk(interviews) {
        const units = interviews.map((i) => [{ ...changesOf(i.record), ...values(i), Id: i.record.row['Id'] ?? null }]);
        saveAll(interviews, 'update', resources.object.name, units, connectors, (interview, _, at) => {
          Object.assign(interview.record.row, units[at]![0]);
        });
      },
    };
  }

  if (trigger === 'beforeSave')
    throw new FlowProblem(title, 'A before-save flow can update only the record that triggers it ($Record).');
  const input = recordsReference(xml, scope);
  if (input) {
    return {
      bulk(interviews) {
        const units = interviews.map((i) => recordsOf(input.expression.get(i)).map(changesOf));
        saveAll(interviews, 'update', input.object.name, units, connectors);
      },
    };
  }
  const object = objectOf(xml, scope);
  const values = compileInputs(xml, object, scope);
  const find = compileFind(xml, object, scope, undefined);
  return {
    bulk(interviews) {
      const units = find(interviews).map((rows, at) => {
        const changes = values(interviews[at]!);
        return rows.map((row): Row => ({ ...changes, Id: row['Id'] ?? null }));
      });
      saveAll(interviews, 'update', object.name, units, connectors);
    },
  };
};

/** The record's Id and what the flow assigned to it. */
function changesOf(record: FlowRecord): Row {
  const row: Row = { Id: record.row['Id'] ?? null };
  for (const name of record.assigned) row[name] = record.row[name] ?? null;
  return row;
}
