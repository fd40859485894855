import type { Coaching, Detail, FollowUp } from 'c/jointCallDetail';

export const REP = { id: '005000000000001AAA', name: 'Rolf Berg' };
export const MANAGER = { id: '005000000000002AAA', name: 'Mona Lehr' };
export const COLLEAGUE = { id: '005000000000003AAA', name: 'Cleo Kant' };

/** A held call that the salesperson has told, seen by its manager. */
export function aDetail(different: Partial<Detail> = {}): Detail {
  return {
    id: 'a00000000000001AAA',
    name: 'JC-000001',
    date: '2026-11-20',
    status: 'Held',
    level: 'Partial',
    levelLabel: 'Partial',
    role: 'manager',
    rep: REP,
    manager: MANAGER,
    owner: REP,
    stampedRep: REP,
    opportunity: { id: '006000000000001AAA', name: 'Harbour cranes', accountId: '001000000000001AAA' },
    plan: {
      agenda: 'Needs\nOffer\nNext step',
      start: '2026-11-20T09:00:00.000Z',
      minutes: 45,
      channel: 'On site',
      opening: 'Rep',
      asks: { Climate: false, Questions: true, Presenting: false, Objections: false },
      askNote: 'The finance part, please',
    },
    duties: [
      { field: 'Introduced_By__c', holder: 'Rep' },
      { field: 'Agenda_Set_By__c', holder: 'Rep' },
      { field: 'Discovery_Opened_By__c', holder: 'Rep' },
      { field: 'Solution_Opened_By__c', holder: 'Rep' },
      { field: 'Close_Opened_By__c', holder: 'Not reached' },
      { field: 'Close_Asked_By__c', holder: 'Manager' },
    ],
    reason: 'No reason',
    reasonLabel: 'No reason',
    closeTypeLabel: '',
    outcomeLabel: '',
    nextStep: '',
    nextStepDate: undefined,
    responsivenessLabel: '',
    participation: '',
    participationLabel: '',
    helped: { Climate: false, Questions: false, Presenting: false, Objections: false },
    heldBack: false,
    debriefedOn: undefined,
    coachings: [],
    followUps: [],
    followUpsTotal: 0,
    choices: {
      Manager_Participation__c: [
        { label: 'Observed only', value: 'Observed only' },
        { label: 'Contributed', value: 'Contributed' },
      ],
      Step_In_Reason__c: [
        { label: 'Deal at risk', value: 'Deal at risk' },
        { label: 'No reason', value: 'No reason' },
      ],
      Channel__c: [
        { label: 'Phone', value: 'Phone' },
        { label: 'E-mail', value: 'E-mail' },
      ],
    },
    may: { debrief: true, coach: true, addFollowUp: true, handBack: true },
    ...different,
  };
}

/** Shared, not answered; the manager remembers the ask as the salesperson's. */
export function aCoaching(different: Partial<Coaching> = {}): Coaching {
  return {
    id: 'a02000000000001AAA',
    ownerId: MANAGER.id,
    account: { agenda: 'Rep', transitions: 'Rep', ask: 'Rep' },
    reason: '',
    reasonLabel: '',
    focus: 'Ask, then be silent',
    note: 'You had them.\nThen you went on talking.',
    sharedOn: '2026-11-21',
    acknowledgedOn: undefined,
    reply: '',
    ...different,
  };
}

export function aFollowUp(different: Partial<FollowUp> = {}): FollowUp {
  return {
    id: 'a01000000000001AAA',
    receivedOn: '2026-11-22',
    channel: 'Phone',
    contactName: 'Ida Stern',
    reached: MANAGER,
    routedTo: 'Manager',
    routedToLabel: 'Manager',
    subject: 'Asks for the offer',
    handedBackOn: undefined,
    ...different,
  };
}
