import { FlowProblem } from '../model.ts';
import type { Compile } from './element.ts';
import { compileFind } from './find.ts';
import { objectOf, recordsOf, recordsReference, saveAll } from './write.ts';

/** Delete Records: those in a variable, or whatever filters find. */
export const deleteRecords: Compile = (xml, scope) => {
  const { trigger, title, next } = scope;
  if (trigger === 'beforeSave') throw new FlowProblem(title, "A before-save flow can't delete records.");
  const connectors = { following: next('connector'), fault: next('faultConnector'), title };
  const input = recordsReference(xml, scope);
  if (input) {
    return {
      bulk(interviews) {
        const units = interviews.map((i) =>
          recordsOf(input.expression.get(i)).map((record) => ({ Id: record.row['Id'] ?? null })),
        );
        saveAll(interviews, 'delete', input.object.name, units, connectors);
      },
    };
  }
  const object = objectOf(xml, scope);
  const find = compileFind(xml, object, scope, undefined);
  return {
    bulk(interviews) {
      const units = find(interviews).map((rows) => rows.map((row) => ({ Id: row['Id'] ?? null })));
      saveAll(interviews, 'delete', object.name, units, connectors);
    },
  };
};
