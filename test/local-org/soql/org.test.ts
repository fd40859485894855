import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { deploy } from '../metadata/deploy.ts';
import { readSourceFolder } from '../metadata/read.ts';
import { openOrg } from '../open.ts';
import { query } from './query.ts';

test('every object of an org with an app answers for all of its fields, and counts what it gives', () => {
  const org = openOrg({ file: ':memory:' });
  const outcome = deploy(org, readSourceFolder(join(import.meta.dirname, '../fixtures/library-app')), {
    checkOnly: false,
    rollbackOnError: true,
  });
  assert.ok(outcome.success, JSON.stringify(outcome.components.filter((each) => !each.success)));
  const admin = org.access(org.adminUserId);
  for (const object of org.schema.objects) {
    const { records } = query(org, admin, `SELECT FIELDS(ALL) FROM ${object.name} LIMIT 200`);
    const { totalSize } = query(org, admin, `SELECT COUNT() FROM ${object.name} LIMIT 200`);
    assert.equal(records.length, totalSize, object.name);
  }
  for (const object of org.schema.objects) {
    for (const { reference } of object.fields) {
      if (reference?.relationshipName === undefined || !reference.to.some((name) => org.schema.object(name))) continue;
      const path = `${reference.relationshipName}.Id`;
      query(org, admin, `SELECT ${path} FROM ${object.name} ORDER BY ${path} LIMIT 1`, { system: true });
    }
  }
  const [organization] = query(
    org,
    admin,
    'SELECT Name, InstanceName, IsSandbox, TrialExpirationDate, NamespacePrefix, OrganizationType FROM Organization',
  ).records;
  assert.equal(organization?.['IsSandbox'], false);
  org.close();
});
