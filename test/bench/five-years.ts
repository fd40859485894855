/** Five years of joint calls in a large company: 300 teams of ten, a director above them. Past the order of execution, which is measured elsewhere. */
import { query } from '../local-org/soql/query.ts';
import { openDeployedOrg, type DeployedOrg } from './deployed-org.ts';
import { jointCall } from './joint-calls.ts';

const TEAMS = 300;
const REPS_PER_TEAM = 10;
const CALLS_PER_DEAL = 10;
/** The month after the last one of the five years. */
const END = Date.UTC(2026, 11, 1);
const DAYS = 1826;
const BATCH = 20_000;

export interface FiveYears extends DeployedOrg {
  directorId: string;
  /** The day that the trends are asked on. */
  today: string;
}

export function openFiveYears(calls: number, log: (line: string) => void): FiveYears {
  const opened = openDeployedOrg();
  const { org, insert, loader } = opened;
  const profileId = query(org, loader, "SELECT Id FROM Profile WHERE Name = 'Standard User'").records[0]!['Id'];
  const [directorRole] = insert('UserRole', [{ Name: 'Director', DeveloperName: 'Bench_Director' }]);
  const managerRoles = insert(
    'UserRole',
    numbers(TEAMS).map((n) => ({
      Name: `Manager ${n}`,
      DeveloperName: `Bench_Manager_${n}`,
      ParentRoleId: directorRole,
    })),
  );
  const teamRoles = insert(
    'UserRole',
    numbers(TEAMS).map((n) => ({ Name: `Team ${n}`, DeveloperName: `Bench_Team_${n}`, ParentRoleId: managerRoles[n] })),
  );
  const person = (name: string, roleId: string | undefined, managerId?: string): Record<string, unknown> => ({
    Username: `${name}@five-years.example`,
    LastName: name,
    Alias: name.slice(0, 8),
    Email: `${name}@five-years.example`,
    ProfileId: profileId,
    UserRoleId: roleId,
    ManagerId: managerId,
    TimeZoneSidKey: 'Europe/Berlin',
    LocaleSidKey: 'en_US',
    EmailEncodingKey: 'UTF-8',
    LanguageLocaleKey: 'en_US',
  });
  const [directorId] = insert('User', [person('director', directorRole)]);
  const managerIds = insert(
    'User',
    numbers(TEAMS).map((n) => person(`manager${n}`, managerRoles[n], directorId)),
  );
  const repIds = insert(
    'User',
    numbers(TEAMS * REPS_PER_TEAM).map((n) => person(`rep${n}`, teamRoles[n % TEAMS], managerIds[n % TEAMS])),
  );
  const sets = org.store.readBy('PermissionSet', 'Name', ['Joint_Call_Manager', 'Joint_Call_Rep']);
  insert(
    'PermissionSetAssignment',
    sets.flatMap((set) =>
      [directorId, managerIds[0], repIds[0]].map((id) => ({ AssigneeId: id, PermissionSetId: set['Id'] })),
    ),
  );
  log(`${calls} joint calls of ${repIds.length} salespeople`);
  const [dealId] = insert('Opportunity', [
    { Name: 'Deal', StageName: 'Prospecting', CloseDate: '2027-03-31', Amount: 1000, OwnerId: repIds[0] },
  ]);
  const [likeDeal] = org.store.read('Opportunity', [dealId!]);
  const dealIds: string[] = [];
  inBatches(Math.ceil(calls / CALLS_PER_DEAL), (from, to) => {
    const rows = range(from, to).map((n) => ({
      ...likeDeal,
      Id: org.store.nextId('Opportunity'),
      Name: `Deal ${n}`,
      OwnerId: repIds[n % repIds.length]!,
    }));
    dealIds.push(...rows.map(({ Id }) => Id));
    org.store.transaction(() => org.store.insert('Opportunity', rows));
  });
  const [likeCall] = org.store.read(
    'Joint_Call__c',
    insert('Joint_Call__c', [jointCall(calls, [dealId!], managerIds[0]!)]),
  );
  inBatches(calls, (from, to) => {
    const rows = range(from, to).map((n) => {
      const deal = n % dealIds.length;
      const rep = deal % repIds.length;
      const date = new Date(END - (1 + ((n * 7919) % DAYS)) * 86_400_000).toISOString().slice(0, 10);
      const call = { ...jointCall(n, [dealIds[deal]!], managerIds[rep % TEAMS]!), Call_Date__c: date };
      const reason = (call as Record<string, unknown>)['Step_In_Reason__c'];
      const level = reason === undefined ? 'None' : reason === 'Deal at risk' ? 'Bail-out' : 'Partial';
      return {
        ...likeCall,
        ...call,
        Id: org.store.nextId('Joint_Call__c'),
        Name: `JC-${String(n).padStart(7, '0')}`,
        Sales_Rep__c: repIds[rep]!,
        Reps_Manager__c: managerIds[rep % TEAMS]!,
        Team__c: `Team ${rep % TEAMS}`,
        Call_Month__c: date.slice(0, 7),
        Takeover_Level__c: level,
        Told__c: 1,
        Takeover__c: level === 'Partial' ? 1 : 0,
        Bail_Out__c: level === 'Bail-out' ? 1 : 0,
      };
    });
    org.store.transaction(() => org.store.insert('Joint_Call__c', rows as never));
  });
  return { ...opened, directorId: directorId!, today: '2026-11-28' };
}

const numbers = (count: number): number[] => range(0, count);

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, index) => from + index);
}

function inBatches(count: number, work: (from: number, to: number) => void): void {
  for (let from = 0; from < count; from += BATCH) work(from, Math.min(count, from + BATCH));
}
