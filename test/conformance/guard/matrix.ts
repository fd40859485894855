/** Walks guarded fields × one write path × people, and tells every cell in which the guard did not hold. */
import type { People } from '../people.ts';
import type { Attempt, Verdict, WritePath } from '../write-paths.ts';
import { fieldsOf, type GuardedSet } from './guarded.ts';
import { baseOf, type FieldValue, type GuardRecord, newKey, otherValues, type Scene } from './records.ts';
import type { Rule } from './rules.ts';

export interface Matrix {
  people: People;
  scene: Scene & { debriefed: GuardRecord };
}

/** The cells of one path and one set. `only` narrows it to the fields of one rule. */
export async function breaches(matrix: Matrix, path: WritePath, guarded: GuardedSet, only?: Rule): Promise<string[]> {
  const { people, scene } = matrix;
  const value = await otherValues(people.admin, guarded.object, {
    rep: people.rep.userId,
    manager: people.manager.userId,
  });
  const found: string[] = [];
  for (const { field, rule } of fieldsOf(guarded).filter((each) => !only || each.rule.name === only.name)) {
    const cell = `${path.name}: ${guarded.object}.${field}`;
    if (path.operations.includes('update') && guarded.operations.includes('update')) {
      for (const name of guarded.records) {
        const record = scene[name];
        if (path.byExternalId && field === guarded.externalIdField) continue;
        const key = { field: guarded.externalIdField, value: String(await read(record, guarded.externalIdField)) };
        const change: Attempt = {
          object: record.object,
          id: record.id,
          externalId: key,
          fields: { [field]: value(field, await read(record, field)) },
        };
        for (const who of guarded.others) {
          const before = await read(record, field);
          const verdict = await path.write(people[who], change);
          const kept = (await read(record, field)) === before;
          if (!isRefused(verdict, rule) || !kept)
            found.push(told(`${cell} of ${name}, update by ${who}`, verdict, kept));
        }
        for (const who of [guarded.holder, 'loader'] as const) {
          if (!who) continue;
          const wanted = value(field, await read(record, field));
          const verdict = await path.write(people[who], { ...change, fields: { [field]: wanted } });
          const written = sameValue(await read(record, field), wanted);
          if (!verdict.ok || !written) found.push(told(`${cell} of ${name}, update by ${who}`, verdict, written));
        }
      }
    }
    if (path.operations.includes('insert') && guarded.operations.includes('insert')) {
      for (const who of guarded.others) {
        const attempt = newRecord(guarded, field, value(field, null));
        const verdict = await path.write(people[who], attempt);
        const isThere = await exists(attempt);
        if (!isRefused(verdict, rule) || isThere) found.push(told(`${cell}, insert by ${who}`, verdict, !isThere));
      }
      for (const who of [guarded.holder, 'loader'] as const) {
        if (!who) continue;
        const attempt = newRecord(guarded, field, value(field, null));
        const verdict = await path.write(people[who], attempt);
        if (!verdict.ok || !(await exists(attempt))) found.push(told(`${cell}, insert by ${who}`, verdict, false));
      }
    }
  }
  return found;

  function newRecord({ object, externalIdField }: GuardedSet, field: string, touched: FieldValue): Attempt {
    const key = newKey();
    const base = baseOf(object, scene, people.manager.userId);
    const withKey = path.byExternalId ? {} : { [externalIdField]: key };
    return {
      object,
      fields: { ...base, ...withKey, [field]: touched },
      externalId: { field: externalIdField, value: key },
    };
  }

  async function read({ object, id }: GuardRecord, field: string): Promise<FieldValue> {
    const [row] = await people.loader.query<Record<string, FieldValue>>(
      `SELECT ${field} FROM ${object} WHERE Id = '${id}'`,
    );
    return row![field] ?? null;
  }

  async function exists({ object, externalId }: Attempt): Promise<boolean> {
    const rows = await people.loader.query(
      `SELECT Id FROM ${object} WHERE ${externalId.field} = '${externalId.value}'`,
    );
    return rows.length > 0;
  }
}

function isRefused({ ok, errors }: Verdict, rule: Rule): boolean {
  return (
    !ok && errors.some(({ code, message }) => code === 'FIELD_CUSTOM_VALIDATION_EXCEPTION' && message === rule.message)
  );
}

function sameValue(read: FieldValue, wanted: FieldValue): boolean {
  if (typeof read === 'string' && typeof wanted === 'string' && /^\d{4}-\d\d-\d\dT/.test(wanted)) {
    return Date.parse(read) === Date.parse(wanted);
  }
  return read === wanted;
}

function told(cell: string, { ok, errors }: Verdict, held: boolean): string {
  return `${cell}: ${ok ? 'accepted' : 'refused'}, row ${held ? 'as expected' : 'NOT as expected'} ${JSON.stringify(errors)}`;
}
