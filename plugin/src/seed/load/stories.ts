import type { Client } from '../../org/client.ts';
import type { Story } from '../generate/model.ts';
import type { Loader } from './loader.ts';

/** Stories held in memory at a time. */
const BATCH = 2000;

/**
 * Loads joint calls, then their follow-ups, then their coaching. All three have external ids of ours, by which they are
 * upserted. `seen` is told of each story once, in order.
 */
export async function loadStories(
  client: Client,
  loader: Loader,
  seed: number,
  stories: Iterable<Story>,
  seen: (story: Story) => void,
): Promise<void> {
  await recognise(client, loader, 'Joint_Call__c', 'External_Id__c', seed);
  await recognise(client, loader, 'Joint_Call_Follow_Up__c', 'Source_Key__c', seed);
  await recognise(client, loader, 'Joint_Call_Coaching__c', 'External_Id__c', seed);
  for (const batch of inBatches(stories)) {
    batch.forEach(seen);
    await loader.load({
      object: 'Joint_Call__c',
      externalId: 'External_Id__c',
      rows: batch.map(({ call }) => ({ key: call.External_Id__c, ...call })),
      lookups: ['Opportunity__c', 'Manager__c', 'Sales_Rep__c'],
    });
    await loader.load({
      object: 'Joint_Call_Follow_Up__c',
      externalId: 'Source_Key__c',
      rows: batch.flatMap(({ followUps }) =>
        followUps.map((followUp) => ({ key: followUp.Source_Key__c, ...followUp })),
      ),
      lookups: ['Joint_Call__c', 'Contact__c', 'Contacted__c'],
    });
    await loader.load({
      object: 'Joint_Call_Coaching__c',
      externalId: 'External_Id__c',
      rows: batch.flatMap(({ coaching }) => (coaching ? [{ key: coaching.External_Id__c, ...coaching }] : [])),
      lookups: ['Joint_Call__c', 'OwnerId'],
    });
  }
}

async function recognise(client: Client, loader: Loader, object: string, field: string, seed: number): Promise<void> {
  const rows = await client.query<{ Id: string } & Record<string, string>>(
    `SELECT Id, ${field} FROM ${object} WHERE ${field} LIKE 'seed${seed}-%'`,
  );
  for (const row of rows) loader.ids.set(row[field] as string, row.Id);
}

function* inBatches(stories: Iterable<Story>): Generator<Story[]> {
  let batch: Story[] = [];
  for (const story of stories) {
    batch.push(story);
    if (batch.length === BATCH) {
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}
