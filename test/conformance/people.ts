/**
 * The people of the checks: a rep, the rep's manager, a colleague who was given full access to the deal, an
 * admin, and one who may load data. Made with public APIs, and made once per org.
 */
import { appFields } from './app-fields.ts';
import { loginAs } from './login.ts';
import type { Session } from './session.ts';

export interface People {
  /** System Administrator without the permission to load data. */
  admin: Session;
  rep: Session;
  manager: Session;
  colleague: Session;
  loader: Session;
}

const OBJECTS = ['Joint_Call__c', 'Joint_Call_Follow_Up__c', 'Joint_Call_Coaching__c'];

/** Finds or makes the people, gives them their permission sets and logs them in. */
export async function people(admin: Session): Promise<People> {
  const [organization] = await admin.query<{ Id: string }>('SELECT Id FROM Organization');
  const domain = `${organization!.Id.toLowerCase()}.example`;
  const [standard] = await admin.query<{ Id: string }>("SELECT Id FROM Profile WHERE Name = 'Standard User'");
  const [system] = await admin.query<{ Id: string }>("SELECT Id FROM Profile WHERE Name = 'System Administrator'");

  const managers = await role(admin, 'Conformance Managers', null);
  const reps = await role(admin, 'Conformance Reps', managers);
  const others = await role(admin, 'Conformance Others', null);

  const manager = await user(admin, `manager@${domain}`, standard!.Id, { UserRoleId: managers });
  const rep = await user(admin, `rep@${domain}`, standard!.Id, { UserRoleId: reps, ManagerId: manager.Id });
  const colleague = await user(admin, `colleague@${domain}`, standard!.Id, { UserRoleId: others });
  const plainAdmin = await user(admin, `admin@${domain}`, system!.Id, {});
  const loader = await user(admin, `loader@${domain}`, system!.Id, {});

  const everything = await fullAccess(admin);
  for (const { Id } of [manager, rep, colleague, plainAdmin, loader]) await assign(admin, Id, everything);
  await assign(admin, rep.Id, await permissionSet(admin, 'Joint_Call_Rep'));
  await assign(admin, manager.Id, await permissionSet(admin, 'Joint_Call_Manager'));
  await assign(admin, loader.Id, await permissionSet(admin, 'Joint_Call_Data_Loader'));

  return {
    admin: await loginAs(admin, plainAdmin),
    rep: await loginAs(admin, rep),
    manager: await loginAs(admin, manager),
    colleague: await loginAs(admin, colleague),
    loader: await loginAs(admin, loader),
  };
}

/** Lets another user read and edit a deal, as a sharing button would. */
export async function shareDeal(owner: Session, opportunityId: string, userId: string): Promise<void> {
  await owner.create('OpportunityShare', {
    OpportunityId: opportunityId,
    UserOrGroupId: userId,
    OpportunityAccessLevel: 'Edit',
  });
}

/**
 * A permission set that lets its holder edit every field there is. With it a refusal can only come from a rule,
 * never from field-level security.
 */
async function fullAccess(admin: Session): Promise<string> {
  const name = 'Conformance_Full_Access';
  const found = await admin.query<{ Id: string }>(`SELECT Id FROM PermissionSet WHERE Name = '${name}'`);
  if (found[0]) return found[0].Id;
  const id = await admin.create('PermissionSet', { Name: name, Label: 'Conformance: full access' });
  for (const object of ['Account', 'Opportunity', 'Contact', ...OBJECTS]) {
    await admin.create('ObjectPermissions', {
      ParentId: id,
      SobjectType: object,
      PermissionsRead: true,
      PermissionsCreate: true,
      PermissionsEdit: true,
      PermissionsDelete: true,
      PermissionsViewAllRecords: false,
      PermissionsModifyAllRecords: false,
    });
  }
  for (const object of OBJECTS) {
    for (const { name: field, calculated } of appFields(object).filter(({ permissionable }) => permissionable)) {
      await admin.create('FieldPermissions', {
        ParentId: id,
        SobjectType: object,
        Field: `${object}.${field}`,
        PermissionsRead: true,
        PermissionsEdit: !calculated,
      });
    }
  }
  return id;
}

async function role(admin: Session, name: string, parent: string | null): Promise<string> {
  const found = await admin.query<{ Id: string }>(`SELECT Id FROM UserRole WHERE Name = '${name}'`);
  return found[0]?.Id ?? admin.create('UserRole', { Name: name, ParentRoleId: parent });
}

async function user(
  admin: Session,
  username: string,
  profileId: string,
  more: Record<string, string | null>,
): Promise<{ Id: string; Username: string }> {
  const found = await admin.query<{ Id: string }>(`SELECT Id FROM User WHERE Username = '${username}'`);
  const name = username.split('@')[0]!;
  const Id =
    found[0]?.Id ??
    (await admin.create('User', {
      Username: username,
      FirstName: 'Conformance',
      LastName: name[0]!.toUpperCase() + name.slice(1),
      Alias: name.slice(0, 8),
      Email: username,
      ProfileId: profileId,
      TimeZoneSidKey: 'Europe/Berlin',
      LocaleSidKey: 'en_US',
      EmailEncodingKey: 'UTF-8',
      LanguageLocaleKey: 'en_US',
      ...more,
    }));
  return { Id, Username: username };
}

async function permissionSet(admin: Session, name: string): Promise<string> {
  const [found] = await admin.query<{ Id: string }>(`SELECT Id FROM PermissionSet WHERE Name = '${name}'`);
  if (!found) throw new Error(`The org has no permission set ${name}. Deploy the app first: sf jointcall deploy`);
  return found.Id;
}

async function assign(admin: Session, userId: string, permissionSetId: string): Promise<void> {
  const found = await admin.query(
    `SELECT Id FROM PermissionSetAssignment WHERE AssigneeId = '${userId}' AND PermissionSetId = '${permissionSetId}'`,
  );
  if (!found.length) {
    await admin.create('PermissionSetAssignment', { AssigneeId: userId, PermissionSetId: permissionSetId });
  }
}
