import { z } from 'zod';

const rawFollowUp = z.object({
  Joint_Call__c: z.string(),
  Contacted__c: z.string().nullable(),
  Received_On__c: z.string(),
  Handed_Back_On__c: z.string().nullable(),
});
export type RawFollowUp = z.infer<typeof rawFollowUp>;

const text = z.string().nullable();
const rawCall = z.object({
  Id: z.string(),
  Call_Date__c: z.string(),
  Status__c: z.string(),
  Manager__c: z.string(),
  Sales_Rep__c: z.string(),
  Team__c: text,
  Stage_At_Call__c: text,
  Amount_At_Call__c: z.number().nullable(),
  Agenda_Set_By__c: text,
  Discovery_Opened_By__c: text,
  Solution_Opened_By__c: text,
  Close_Opened_By__c: text,
  Close_Asked_By__c: text,
  Introduced_By__c: text,
  Step_In_Reason__c: text,
  Client_Responsiveness__c: text,
  Manager_Participation__c: text,
  Manager_Held_Back__c: z.boolean(),
  Debriefed_On__c: text,
  Opportunity__c: z.string(),
  Opportunity__r: z.object({ IsClosed: z.boolean(), IsWon: z.boolean() }),
});
export type RawCall = z.infer<typeof rawCall> & { followUps: RawFollowUp[] };

/** Records that a query gives to the holder of a token; all of them must fit on one page. */
export async function recordsOf(url: string, accessToken: string, soql: string): Promise<Record<string, unknown>[]> {
  const response = await fetch(`${url}/services/data/v66.0/query?q=${encodeURIComponent(soql)}`, {
    headers: { authorization: `Bearer ${accessToken}` },
  });
  return z
    .object({ done: z.literal(true), records: z.array(z.record(z.string(), z.unknown())) })
    .parse(await response.json()).records;
}

/** All joint calls that the holder of a token can read, as people recorded them, with their follow-ups. */
export async function rawCalls(url: string, accessToken: string): Promise<RawCall[]> {
  const fields = [
    ...Object.keys(rawCall.shape).filter((name) => name !== 'Opportunity__r'),
    'Opportunity__r.IsClosed',
    'Opportunity__r.IsWon',
  ];
  const calls = z
    .array(rawCall)
    .parse(await recordsOf(url, accessToken, `SELECT ${fields.join(', ')} FROM Joint_Call__c`));
  const followUps = z
    .array(rawFollowUp)
    .parse(
      await recordsOf(
        url,
        accessToken,
        `SELECT ${Object.keys(rawFollowUp.shape).join(', ')} FROM Joint_Call_Follow_Up__c`,
      ),
    );
  return calls.map((call) => ({ ...call, followUps: followUps.filter((each) => each.Joint_Call__c === call.Id) }));
}
