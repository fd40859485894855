/** SOQL over 100,000 joint calls, beside the same question in SQL on the same file. */
import { DatabaseSync } from 'node:sqlite';
import { query } from '../local-org/soql/query.ts';
import { openDeployedOrg } from './deployed-org.ts';
import { deals, jointCall } from './joint-calls.ts';
import { type Bench, beside, duration, median } from './measure.ts';

const ROWS = 100_000;
const DEALS = 2000;
const REPETITIONS = 7;

const QUESTIONS = [
  {
    name: 'aggregate SOQL over 100,000 rows; peer: the same SQL by raw node:sqlite',
    soql: "SELECT Call_Month__c, COUNT(Id) calls, SUM(Takeover__c) takeovers FROM Joint_Call__c WHERE Status__c = 'Held' GROUP BY Call_Month__c",
    sql: `SELECT Call_Month__c, COUNT(Id), SUM(Takeover__c) FROM Joint_Call__c WHERE IsDeleted = 0 AND Status__c = 'Held' GROUP BY Call_Month__c`,
  },
  {
    name: 'filtered SOQL over 100,000 rows, 2,000 found; peer: the same SQL by raw node:sqlite',
    soql: "SELECT Id, Name, Call_Date__c, Opportunity__r.Name FROM Joint_Call__c WHERE Takeover_Level__c = 'Partial' AND Call_Date__c >= 2026-06-01 ORDER BY Call_Date__c DESC LIMIT 2000",
    sql: `SELECT c.Id, c.Name, c.Call_Date__c, o.Name FROM Joint_Call__c c LEFT JOIN Opportunity o ON o.Id = c.Opportunity__c
          WHERE c.IsDeleted = 0 AND c.Takeover_Level__c = 'Partial' AND c.Call_Date__c >= '2026-06-01' ORDER BY c.Call_Date__c DESC LIMIT 2000`,
  },
];

export const queries: Bench = async (log) => {
  const { org, loader, managerId, insert, file, close } = openDeployedOrg();
  try {
    const dealIds = insert('Opportunity', deals(DEALS));
    log(`${ROWS} joint calls to ask for`);
    // Past the order of execution, which is measured elsewhere.
    const [like] = org.store.read('Joint_Call__c', insert('Joint_Call__c', [jointCall(0, dealIds, managerId)]));
    const rows = Array.from({ length: ROWS }, (_, index) => {
      const call = jointCall(index + 1, dealIds, managerId);
      const level =
        call['Step_In_Reason__c'] === undefined
          ? 'None'
          : call['Step_In_Reason__c'] === 'Deal at risk'
            ? 'Bail-out'
            : 'Partial';
      return {
        ...like,
        ...call,
        Id: org.store.nextId('Joint_Call__c'),
        Name: `JC-${String(index).padStart(6, '0')}`,
        Call_Month__c: String(call['Call_Date__c']).slice(0, 7),
        Takeover_Level__c: level,
        Takeover__c: level === 'Partial' ? 1 : 0,
      };
    });
    org.store.transaction(() => org.store.insert('Joint_Call__c', rows));
    const raw = new DatabaseSync(file, { readOnly: true });
    const measured = [];
    for (const { name, soql, sql } of QUESTIONS) {
      const { length } = query(org, loader, soql, {}).records;
      const statement = raw.prepare(sql);
      if (statement.all().length !== length) throw new Error(`${soql} and its SQL find different rows`);
      const ours = await median(REPETITIONS, () => duration(() => query(org, loader, soql, {})));
      measured.push(beside(name, 'ms', ours, await median(REPETITIONS, () => duration(() => statement.all()))));
    }
    raw.close();
    return measured;
  } finally {
    close();
  }
};
