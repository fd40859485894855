import type { Org, UserAccess } from '../org.ts';

/** On whose behalf a user sees records. */
export interface Principals {
  /** The user and everybody below in the role hierarchy. */
  users: string[];
  /** Those, and the groups and queues that any of them is in. */
  usersAndGroups: string[];
}

const known = new WeakMap<UserAccess, Principals>();

/**
 * A user has the access of everybody below in the role hierarchy, and of the groups they are in,
 * unless a group says that it does not include bosses.
 * Worked out once for each access: writes to roles, users and groups end it (see ACCESS_OBJECTS).
 */
export function principalsOf(org: Org, access: UserAccess): Principals {
  let principals = known.get(access);
  if (!principals) known.set(access, (principals = findPrincipals(org, access)));
  return principals;
}

function findPrincipals(org: Org, access: UserAccess): Principals {
  const roles = new RoleTree(org);
  const role = access.user['UserRoleId'];
  const below = typeof role === 'string' ? [...roles.below(role)].flatMap((r) => roles.users(r)) : [];
  const users = [...new Set([access.userId, ...below])];
  const own = new Set([access.userId]);
  const all = new Set(users);

  const groups: string[] = [];
  const membership = new Membership(org, roles);
  for (const group of membership.groups()) {
    const members = membership.members(group.id);
    if (group.includesBosses ? members.some((id) => all.has(id)) : members.some((id) => own.has(id)))
      groups.push(group.id);
  }
  return { users, usersAndGroups: [...users, ...groups] };
}

class RoleTree {
  readonly #children = new Map<string, string[]>();
  readonly #users = new Map<string, string[]>();
  readonly allUsers: string[] = [];

  constructor(org: Org) {
    for (const [id, parent] of org.store.values('SELECT Id, ParentRoleId FROM UserRole WHERE IsDeleted = 0', [])) {
      if (typeof parent === 'string') push(this.#children, parent, String(id));
    }
    for (const [id, role] of org.store.values('SELECT Id, UserRoleId FROM User WHERE IsDeleted = 0', [])) {
      this.allUsers.push(String(id));
      if (typeof role === 'string') push(this.#users, role, String(id));
    }
  }

  users(role: string): string[] {
    return this.#users.get(role) ?? [];
  }

  /** Roles under this one, not itself; a circle ends where it began. */
  below(role: string): Set<string> {
    const found = new Set<string>();
    const waiting = [role];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      for (const child of this.#children.get(next) ?? []) {
        if (found.has(child) || child === role) continue;
        found.add(child);
        waiting.push(child);
      }
    }
    return found;
  }
}

class Membership {
  readonly #org: Org;
  readonly #roles: RoleTree;
  readonly #listed = new Map<string, string[]>();
  readonly #implied = new Map<string, { type: string; related: string }>();

  constructor(org: Org, roles: RoleTree) {
    this.#org = org;
    this.#roles = roles;
    for (const [group, member] of org.store.values(
      'SELECT GroupId, UserOrGroupId FROM GroupMember WHERE IsDeleted = 0',
      [],
    )) {
      push(this.#listed, String(group), String(member));
    }
  }

  groups(): { id: string; includesBosses: boolean }[] {
    const rows = this.#org.store.values(
      'SELECT Id, Type, RelatedId, DoesIncludeBosses FROM "Group" WHERE IsDeleted = 0',
      [],
    );
    return rows.map(([id, type, related, bosses]) => {
      if (typeof related === 'string' || type === 'Organization')
        this.#implied.set(String(id), { type: String(type), related: String(related) });
      return { id: String(id), includesBosses: bosses === 1 };
    });
  }

  /** Users in a group, through groups in groups and roles. */
  members(group: string, seen = new Set<string>()): string[] {
    if (seen.has(group)) return [];
    seen.add(group);
    const listed = (this.#listed.get(group) ?? []).flatMap((id) =>
      id.startsWith('00G') ? this.members(id, seen) : [id],
    );
    const implied = this.#implied.get(group);
    if (!implied) return listed;
    switch (implied.type) {
      case 'Organization':
        return this.#roles.allUsers;
      case 'Role':
        return [...listed, ...this.#roles.users(implied.related)];
      case 'RoleAndSubordinates':
      case 'RoleAndSubordinatesInternal':
        return [
          ...listed,
          ...[implied.related, ...this.#roles.below(implied.related)].flatMap((role) => this.#roles.users(role)),
        ];
      default:
        return listed;
    }
  }
}

function push(map: Map<string, string[]>, key: string, value: string): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
