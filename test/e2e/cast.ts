/**
 * People with nothing but the app's own permission sets, so that a page shows what it shows to a customer's users.
 * The people of the conformance checks may edit every field, which only the rules are to refuse.
 */
import { randomUUID } from 'node:crypto';
import { loginAs } from '../conformance/login.ts';
import type { Session } from '../conformance/session.ts';

export type PermissionSet = 'Joint_Call_Rep' | 'Joint_Call_Manager' | 'Joint_Call_Admin';

export interface Person {
  name: string;
  sets: readonly PermissionSet[];
  /** Id of the line manager. */
  managerId?: string;
  profile?: 'Standard User' | 'System Administrator';
}

/** Makes a user of that name with those permission sets, and logs them in. */
export async function enter(setup: Session, { name, sets, managerId, profile = 'Standard User' }: Person) {
  const [firstName, lastName] = name.split(' ') as [string, string];
  const username = `${firstName}.${randomUUID().slice(0, 8)}@stage.example`.toLowerCase();
  const [found] = await setup.query<{ Id: string }>(`SELECT Id FROM Profile WHERE Name = '${profile}'`);
  const userId = await setup.create('User', {
    Username: username,
    FirstName: firstName,
    LastName: lastName,
    Alias: firstName.slice(0, 8),
    Email: username,
    ProfileId: found!.Id,
    TimeZoneSidKey: 'Europe/Berlin',
    LocaleSidKey: 'en_US',
    EmailEncodingKey: 'UTF-8',
    LanguageLocaleKey: 'en_US',
    ...(managerId && { ManagerId: managerId }),
  });
  for (const set of sets) {
    const [assigned] = await setup.query<{ Id: string }>(`SELECT Id FROM PermissionSet WHERE Name = '${set}'`);
    await setup.create('PermissionSetAssignment', { AssigneeId: userId, PermissionSetId: assigned!.Id });
  }
  return loginAs(setup, { Id: userId, Username: username });
}

export interface Cast {
  rep: Session;
  /** The rep's line manager, who joins the calls. */
  manager: Session;
  /** A salesperson of the same kind, with access to the deal. */
  peer: Session;
  /** A manager of the same kind, with access to the deal. */
  otherManager: Session;
  /** Holds Joint_Call_Admin: may correct what is debriefed, and has no access to coaching. */
  admin: Session;
}

export async function enterAll(setup: Session): Promise<Cast> {
  const manager = await enter(setup, { name: 'Mona Lehr', sets: ['Joint_Call_Manager'] });
  return {
    manager,
    rep: await enter(setup, { name: 'Rolf Berg', sets: ['Joint_Call_Rep'], managerId: manager.userId }),
    peer: await enter(setup, { name: 'Pia Kant', sets: ['Joint_Call_Rep'] }),
    otherManager: await enter(setup, { name: 'Otto Wahl', sets: ['Joint_Call_Manager'] }),
    admin: await enter(setup, { name: 'Ada Ruhe', sets: ['Joint_Call_Admin'] }),
  };
}

const DAY = 86_400_000;

/** An ISO date, so many days from today. */
export function day(offset = 0): string {
  return new Date(Date.now() + offset * DAY).toISOString().slice(0, 10);
}

export const CLEAN = {
  Introduced_By__c: 'Rep',
  Agenda_Set_By__c: 'Rep',
  Discovery_Opened_By__c: 'Rep',
  Solution_Opened_By__c: 'Rep',
  Close_Opened_By__c: 'Rep',
  Close_Asked_By__c: 'Rep',
};

export const PLAN = {
  Agenda__c: 'What they need\nOur offer\nThe next step',
  Planned_Minutes__c: 45,
  Opening_Plan__c: 'Rep',
  Ask_Questions__c: true,
  Ask_Note__c: 'The finance part, please',
};

/** A new deal of the rep, read by everybody else of the cast. */
export async function newDeal(setup: Session, { rep, ...others }: Cast, name: string): Promise<string> {
  const opportunityId = await rep.create('Opportunity', { Name: name, StageName: 'Prospecting', CloseDate: day() });
  for (const { userId } of Object.values(others)) {
    await setup.create('OpportunityShare', {
      OpportunityId: opportunityId,
      UserOrGroupId: userId,
      OpportunityAccessLevel: 'Read',
    });
  }
  return opportunityId;
}

/** A call on the deal: planned for later unless told otherwise. */
export async function newCall(
  { rep, manager }: Cast,
  opportunityId: string,
  different: Record<string, unknown> = {},
): Promise<string> {
  return rep.create('Joint_Call__c', {
    Opportunity__c: opportunityId,
    Manager__c: manager.userId,
    Call_Date__c: day(3),
    Status__c: 'Planned',
    ...PLAN,
    ...different,
  });
}

/** A call that was held yesterday, told by the rep: the manager asked for the business. */
export async function newHeldCall(cast: Cast, opportunityId: string, different: Record<string, unknown> = {}) {
  return newCall(cast, opportunityId, {
    Call_Date__c: day(-1),
    Status__c: 'Held',
    ...CLEAN,
    Close_Asked_By__c: 'Manager',
    Step_In_Reason__c: 'No reason',
    ...different,
  });
}

export const pageOfCall = (callId: string) => `/lightning/r/Joint_Call__c/${callId}/view`;
