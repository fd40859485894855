import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildApp } from '../../scripts/build/app.ts';
import { deploy } from '../local-org/metadata/deploy.ts';
import { readSourceFolder, type PackageContent } from '../local-org/metadata/read.ts';
import { openOrg, type OpenOrg } from '../local-org/open.ts';
import type { SaveResult } from '../local-org/org.ts';
import { save } from '../local-org/save/save.ts';
import type { Row } from '../local-org/schema/model.ts';

/** The app as it deploys: its source, built anew, so that no stale build is tested. */
export function readApp(): PackageContent {
  const folder = mkdtempSync(join(tmpdir(), 'app-'));
  try {
    buildApp(fileURLToPath(new URL('../../force-app/main/default', import.meta.url)), join(folder, 'app'));
    return readSourceFolder(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const OBJECTS = ['Joint_Call__c', 'Joint_Call_Follow_Up__c', 'Joint_Call_Coaching__c'];

/** The day it is in these tests. */
export const TODAY = '2026-11-24';

/**
 * Who is who. `rep` owns the deals; `manager` joins; `boss` is the rep's line manager and not on the
 * calls; `peer` is a salesperson of another team. `colleague`, `admin` and `loader` may edit every
 * record, and `colleague` every field, stamped ones included: only the rules stand in the way.
 */
export type Person = 'rep' | 'manager' | 'boss' | 'peer' | 'colleague' | 'admin' | 'loader';

const PEOPLE: Record<Person, { role?: string; profile: string; sets: string[] }> = {
  rep: { role: 'Rep_East', profile: 'Standard User', sets: ['Joint_Call_Rep'] },
  manager: { role: 'Manager_East', profile: 'Standard User', sets: ['Joint_Call_Rep', 'Joint_Call_Manager'] },
  boss: { role: 'Manager_East', profile: 'Standard User', sets: ['Joint_Call_Rep', 'Joint_Call_Manager'] },
  peer: { role: 'Rep_West', profile: 'Standard User', sets: ['Joint_Call_Rep'] },
  colleague: { profile: 'System Administrator', sets: ['Joint_Call_Rep', 'Joint_Call_Manager'] },
  admin: { profile: 'System Administrator', sets: ['Joint_Call_Rep', 'Joint_Call_Manager', 'Joint_Call_Admin'] },
  loader: { profile: 'System Administrator', sets: ['Joint_Call_Data_Loader'] },
};

/** A duty record in which the salesperson ran the whole call. */
export const RAN_BY_REP = {
  Agenda_Set_By__c: 'Rep',
  Discovery_Opened_By__c: 'Rep',
  Solution_Opened_By__c: 'Rep',
  Close_Opened_By__c: 'Rep',
  Close_Asked_By__c: 'Rep',
};

export interface SalesOrg {
  org: OpenOrg;
  users: Record<Person, string>;
  insert(person: Person, object: string, record: Record<string, unknown>): SaveResult;
  update(person: Person, object: string, id: string, changes: Record<string, unknown>): SaveResult;
  remove(person: Person, object: string, id: string): SaveResult;
  /** The row as it is stored, whoever may read it. */
  row(object: string, id: string): Row;
  rows(object: string, field: string, value: string): Row[];
  /** A new opportunity of the rep. */
  deal(fields?: Record<string, unknown>): string;
  /** A call of the rep's with the manager on a new deal, planned for today unless said otherwise. */
  call(fields?: Record<string, unknown>, by?: Person): string;
  held(fields?: Record<string, unknown>): string;
  debriefed(fields?: Record<string, unknown>): string;
}

/** Opens an org in memory, deploys the app into it (as changed by `change`) and hires the people. */
export function openSalesOrg(change: (content: PackageContent) => PackageContent = (content) => content): SalesOrg {
  const org = openOrg({ file: ':memory:', now: () => new Date(`${TODAY}T12:00:00.000Z`) });
  const outcome = deploy(org, change(readApp()), { checkOnly: false, rollbackOnError: true });
  assert.deepEqual(
    outcome.components.filter((each) => !each.success).map(({ fullName, problem }) => ({ fullName, problem })),
    [],
  );
  const users = hire(org);

  const write = (
    person: Person,
    request: { object: string; operation: 'insert' | 'update' | 'delete'; record: Record<string, unknown> },
  ): SaveResult => {
    const { object, operation, record } = request;
    const [result] = save(org, org.access(users[person]), { object, operation, records: [record], allOrNone: false });
    assert.ok(result);
    return result;
  };

  const sales: SalesOrg = {
    org,
    users,
    insert: (person, object, record) => write(person, { object, operation: 'insert', record }),
    update: (person, object, id, changes) =>
      write(person, { object, operation: 'update', record: { Id: id, ...changes } }),
    remove: (person, object, id) => write(person, { object, operation: 'delete', record: { Id: id } }),
    row(object, id) {
      const [row] = org.store.read(object, [id]);
      assert.ok(row, `${object} ${id} exists`);
      return row;
    },
    rows: (object, field, value) => org.store.readBy(object, field, [value]),
    deal: (fields = {}) =>
      done(
        sales.insert('rep', 'Opportunity', {
          Name: 'Deal',
          StageName: 'Prospecting',
          CloseDate: '2027-01-31',
          Amount: 50_000,
          ...fields,
        }),
      ),
    call: (fields = {}, by = 'rep') =>
      done(
        sales.insert(by, 'Joint_Call__c', {
          Opportunity__c: fields['Opportunity__c'] ?? sales.deal(),
          Manager__c: users.manager,
          Call_Date__c: TODAY,
          ...fields,
        }),
      ),
    held: (fields = {}) => sales.call({ Status__c: 'Held', ...RAN_BY_REP, ...fields }),
    debriefed(fields = {}) {
      const id = sales.held(fields);
      done(sales.update('manager', 'Joint_Call__c', id, { Status__c: 'Debriefed' }));
      return id;
    },
  };
  return sales;
}

/** The id of what was saved; fails the test with the errors where it was not. */
export function done(result: SaveResult): string {
  assert.deepEqual(result.errors, []);
  assert.ok(result.id);
  return result.id;
}

/** The messages of a refused save, each checked to come from a validation rule. */
export function refusals(result: SaveResult): string[] {
  assert.equal(result.success, false, 'the save is refused');
  for (const error of result.errors) assert.equal(error.statusCode, 'FIELD_CUSTOM_VALIDATION_EXCEPTION', error.message);
  return result.errors.map((error) => error.message);
}

/** The message of a rule, as deployed. */
export function messageOf(org: OpenOrg, object: string, rule: string): string {
  const found = org.schema.object(object)?.validationRules.find((each) => each.name === rule);
  assert.ok(found, `${object} has the rule ${rule}`);
  return found.message;
}

function hire(org: OpenOrg): Record<Person, string> {
  const admin = org.access(org.adminUserId);
  const add = (object: string, records: Record<string, unknown>[]): string[] =>
    save(org, admin, { object, operation: 'insert', records, allOrNone: true }).map(done);
  const named = (object: string, field: string, value: string): string => {
    const [row] = org.store.readBy(object, field, [value]);
    assert.ok(row, `${object} ${value} exists`);
    return String(row['Id']);
  };

  const [head] = add('UserRole', [{ Name: 'Head of Sales', DeveloperName: 'Head_Of_Sales' }]);
  const [east] = add('UserRole', [{ Name: 'Manager East', DeveloperName: 'Manager_East', ParentRoleId: head }]);
  add('UserRole', [
    { Name: 'Rep East', DeveloperName: 'Rep_East', ParentRoleId: east },
    { Name: 'Rep West', DeveloperName: 'Rep_West', ParentRoleId: head },
  ]);

  const users = {} as Record<Person, string>;
  for (const [person, { role, profile, sets }] of Object.entries(PEOPLE) as [Person, (typeof PEOPLE)[Person]][]) {
    const [id] = add('User', [
      {
        Username: `${person}@sales.example`,
        LastName: person,
        Alias: person.slice(0, 8),
        Email: `${person}@sales.example`,
        ProfileId: named('Profile', 'Name', profile),
        ...(role === undefined ? {} : { UserRoleId: named('UserRole', 'DeveloperName', role) }),
        TimeZoneSidKey: 'GMT',
        LocaleSidKey: 'en_US',
        EmailEncodingKey: 'UTF-8',
        LanguageLocaleKey: 'en_US',
      },
    ]);
    users[person] = id!;
    add(
      'PermissionSetAssignment',
      sets.map((set) => ({ AssigneeId: id, PermissionSetId: named('PermissionSet', 'Name', set) })),
    );
  }
  const [everyField] = add('PermissionSet', [{ Name: 'Every_Field', Label: 'Every Field' }]);
  add(
    'ObjectPermissions',
    // Each after what it hangs on: a detail cannot be read without its master.
    ['Account', 'Opportunity', ...OBJECTS].map((object) => ({
      ParentId: everyField,
      SobjectType: object,
      PermissionsRead: true,
      PermissionsCreate: true,
      PermissionsEdit: true,
    })),
  );
  add(
    'FieldPermissions',
    OBJECTS.flatMap((object) =>
      org.schema
        .object(object)!
        .fields.filter((field) => field.custom && field.updateable && !field.required && field.type !== 'MasterDetail')
        .map((field) => ({
          ParentId: everyField,
          SobjectType: object,
          Field: `${object}.${field.name}`,
          PermissionsRead: true,
          PermissionsEdit: true,
        })),
    ),
  );
  add('PermissionSetAssignment', [{ AssigneeId: users.colleague, PermissionSetId: everyField }]);
  assert.deepEqual(
    save(org, admin, {
      object: 'User',
      operation: 'update',
      records: [{ Id: users.rep, ManagerId: users.boss }],
      allOrNone: true,
    })[0]?.errors,
    [],
  );
  return users;
}
