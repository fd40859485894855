import type { Org, UserAccess } from '../org.ts';
import type { Row, SObject } from '../schema/model.ts';
import { standardObjects } from '../schema/standard/all.ts';
import { shareObject } from '../schema/standard/share.ts';
import { schemaOf } from '../store/schema.fixture.ts';
import { openStore } from '../store/sqlite.ts';
import { buildAccess } from './access.ts';

/** An org in memory with the standard objects and those given, and rows put straight into the store. */
export interface TestOrg extends Org {
  /** Puts rows into the store and gives their Ids. */
  put(object: string, ...rows: Row[]): string[];
  /** A user with a profile that may do everything named here. */
  user(options?: { role?: string; objects?: string[]; fields?: string[]; system?: string[]; row?: Row }): string;
}

export function testOrg(objects: SObject[], options: { now?: Date } = {}): TestOrg {
  const shares = objects
    .filter((o) => o.sharingModel === 'Private' || o.sharingModel === 'Read')
    .map((o, i) => shareObject(o, `z0${i}`));
  const replaced = new Set(objects.map((o) => o.name));
  const schema = schemaOf([...standardObjects.filter((o) => !replaced.has(o.name)), ...objects, ...shares]);
  const store = openStore(':memory:');
  store.applySchema(schema);

  let cached = new Map<string, UserAccess>();
  const derived = new Map<string, unknown>();
  const org: TestOrg = {
    store,
    schema,
    now: () => options.now ?? new Date('2026-11-24T10:00:00Z'),
    access(userId) {
      const access = cached.get(userId) ?? buildAccess(org, userId);
      cached.set(userId, access);
      return access;
    },
    accessChanged() {
      cached = new Map();
    },
    derived<T>(key: string, build: (s: typeof schema) => T): T {
      if (!derived.has(key)) derived.set(key, build(schema));
      return derived.get(key) as T;
    },
    inLanguage: () => org,
    queue: { add: () => undefined, drain: () => Promise.resolve() },
    put(object, ...rows) {
      const withIds = rows.map((row) => ({ Id: store.nextId(object), ...row }));
      store.insert(object, withIds);
      org.accessChanged();
      return withIds.map((row) => String(row['Id']));
    },
    user({ role, objects: readable = [], fields = [], system = [], row = {} } = {}) {
      const [profile = ''] = org.put('Profile', { Name: 'Profile' });
      const [set = ''] = org.put('PermissionSet', {
        ProfileId: profile,
        IsOwnedByProfile: true,
        ...Object.fromEntries(system.map((name) => [`Permissions${name}`, true])),
      });
      for (const object of readable) {
        org.put('ObjectPermissions', {
          ParentId: set,
          SobjectType: object,
          PermissionsRead: true,
          PermissionsCreate: true,
          PermissionsEdit: true,
          PermissionsDelete: true,
        });
      }
      for (const field of fields)
        org.put('FieldPermissions', {
          ParentId: set,
          SobjectType: field.split('.')[0] ?? null,
          Field: field,
          PermissionsRead: true,
          PermissionsEdit: true,
        });
      const [user = ''] = org.put('User', {
        ProfileId: profile,
        UserRoleId: role ?? null,
        IsActive: true,
        TimeZoneSidKey: 'GMT',
        ...row,
      });
      return user;
    },
  };
  return org;
}
