/** Records as a load brings them: deals, a manager, and held calls with each duty told, some with a takeover. */
const DUTIES = [
  'Agenda_Set_By__c',
  'Discovery_Opened_By__c',
  'Solution_Opened_By__c',
  'Close_Opened_By__c',
  'Close_Asked_By__c',
];

export function deals(count: number): Record<string, unknown>[] {
  return Array.from({ length: count }, (_, index) => ({
    Name: `Deal ${index}`,
    StageName: 'Prospecting',
    CloseDate: '2027-03-31',
    Amount: 1000 + index,
  }));
}

/** The manager who joins. */
export function manager(profileId: string): Record<string, unknown> {
  return {
    Username: 'manager@bench.example',
    LastName: 'Manager',
    Alias: 'manager',
    Email: 'manager@bench.example',
    ProfileId: profileId,
    TimeZoneSidKey: 'Europe/Berlin',
    LocaleSidKey: 'en_US',
    EmailEncodingKey: 'UTF-8',
    LanguageLocaleKey: 'en_US',
  };
}

/** Call number `index`, on one of the deals. */
export function jointCall(index: number, dealIds: readonly string[], managerId: string): Record<string, unknown> {
  const isTakeover = index % 5 === 0;
  const duties = DUTIES.map((duty, place) => [duty, isTakeover && place === index % DUTIES.length ? 'Manager' : 'Rep']);
  return {
    Opportunity__c: dealIds[index % dealIds.length],
    Manager__c: managerId,
    Call_Date__c: `2026-${String(1 + (index % 10)).padStart(2, '0')}-${String(1 + (index % 28)).padStart(2, '0')}`,
    Meeting_Channel__c: 'Video',
    Status__c: 'Held',
    Agenda__c: 'Where we stand; the offer; next steps',
    Agenda_Confirmed__c: true,
    ...Object.fromEntries(duties),
    ...(isTakeover && { Step_In_Reason__c: index % 10 === 0 ? 'Deal at risk' : 'Rep struggled' }),
    Manager_Participation__c: 'Contributed',
    External_Id__c: `bench-${index}`,
  };
}
