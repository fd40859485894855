import type { Schema, SObject } from '../schema/model.ts';

/** `Account` → `AccountShare`, `Book__c` → `Book__Share`, where the schema has it: objects with a closed sharing model. */
export function shareObjectOf(schema: Schema, object: string): SObject | undefined {
  const name = object.endsWith('__c') ? `${object.slice(0, -3)}__Share` : `${object}Share`;
  const found = schema.object(name);
  return found?.kind === 'share' ? found : undefined;
}

/** The object that a share object opens: `Book__Share` → `Book__c`. */
export function sharedObject(schema: Schema, share: string): string | undefined {
  const name = share.endsWith('__Share') ? `${share.slice(0, -'__Share'.length)}__c` : share.replace(/Share$/, '');
  return schema.object(name)?.name;
}

/** The fields of a share object that say which record is opened and how far. */
export function shareFields(object: string): { parent: string; level: string } {
  return object.endsWith('__c')
    ? { parent: 'ParentId', level: 'AccessLevel' }
    : { parent: `${object}Id`, level: `${object}AccessLevel` };
}
