/** Stamps are the org's: whatever is written into them by hand, on whatever way, does not survive the save. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { People } from '../people.ts';
import { openTarget, type Target } from '../target.ts';
import { WRITE_PATHS } from '../write-paths.ts';
import { baseOf, clearScene, type FieldValue, makeScene, newKey, otherValues, type Scene } from './records.ts';
import { fieldSet } from './rules.ts';

let target: Target;
let people: People;
let scene: Scene;

before(async () => {
  target = await openTarget();
  people = target.people;
  scene = await makeScene(people);
});
after(async () => {
  await clearScene(people, scene);
  await target.close();
});

const STAMPED = [
  { object: 'Joint_Call__c', key: 'External_Id__c', record: 'held' },
  { object: 'Joint_Call_Follow_Up__c', key: 'Source_Key__c', record: 'followUp' },
] as const;

for (const path of WRITE_PATHS) {
  describe(`stamps on ${path.name}`, () => {
    for (const { object, key, record } of STAMPED) {
      if (path.operations.includes('update')) {
        test(`${object}: an update changes none of them`, async () => {
          const fields = fieldSet(object, 'Stamped');
          const { id, externalId } = scene[record];
          const before = await stampsOf(object, `Id = '${id}'`, fields);
          const value = await otherValues(people.admin, object, {
            rep: people.rep.userId,
            manager: people.manager.userId,
          });
          for (const who of ['rep', 'manager', 'admin', 'colleague'] as const) {
            for (const field of fields) {
              const written = { [field]: value(field, before[field] ?? null) };
              await path.write(people[who], {
                object,
                id,
                fields: written,
                externalId: { field: key, value: externalId },
              });
            }
          }
          assert.deepEqual(await stampsOf(object, `Id = '${id}'`, fields), before);
        });
      }
      if (path.operations.includes('insert')) {
        test(`${object}: an insert stamps its own values`, async () => {
          const fields = fieldSet(object, 'Stamped');
          const base = {
            ...(object === 'Joint_Call__c'
              ? baseOf(object, scene, people.manager.userId)
              : { Joint_Call__c: scene.held.id, Received_On__c: baseDate(), Contacted__c: people.rep.userId }),
          };
          const clean = await inserted(base);
          const value = await otherValues(people.admin, object, {
            rep: people.rep.userId,
            manager: people.manager.userId,
          });
          for (const field of fields) {
            const forged = await inserted({ ...base, [field]: value(field, clean[field] ?? null) });
            // A field that nobody can be given to edit refuses the whole record.
            if (Object.keys(forged).length) assert.equal(forged[field], clean[field], field);
          }

          async function inserted(given: Record<string, FieldValue>): Promise<Record<string, FieldValue>> {
            const value = newKey();
            const withKey = path.byExternalId ? {} : { [key]: value };
            await path.write(people.rep, {
              object,
              fields: { ...given, ...withKey },
              externalId: { field: key, value },
            });
            return stampsOf(object, `${key} = '${value}'`, fields);
          }
        });
      }
    }
  });
}

const baseDate = () => new Date().toISOString().slice(0, 10);

/** The stamps as the admin reads them (`My_Part__c` tells of its reader); empty where there is no such record. */
async function stampsOf(object: string, where: string, fields: string[]): Promise<Record<string, FieldValue>> {
  const [row] = await people.admin.query<Record<string, FieldValue>>(
    `SELECT ${fields.join()} FROM ${object} WHERE ${where}`,
  );
  return Object.fromEntries(Object.entries(row ?? {}).filter(([name]) => name !== 'attributes'));
}
