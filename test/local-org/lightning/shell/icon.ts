import { text } from '../../metadata/xml.ts';
import type { Schema } from '../../schema/model.ts';

const STANDARD: Record<string, string> = {
  Account: 'account',
  Contact: 'contact',
  Opportunity: 'opportunity',
  OpportunityTeamMember: 'team_member',
  OpportunityContactRole: 'contact',
  Task: 'task',
  Event: 'event',
  EmailMessage: 'email',
  User: 'user',
  Lead: 'lead',
  Case: 'case',
};

/** The icon of an object's tab: `custom:custom63` from `<motif>Custom63: Chip</motif>`. */
export function iconOf(schema: Schema, object: string): string {
  const standard = STANDARD[object];
  if (standard) return `standard:${standard}`;
  const motif = /^Custom(\d+)/.exec(text(schema.component('CustomTab', object)?.xml, 'motif') ?? '');
  return motif ? `custom:custom${motif[1] ?? '1'}` : 'standard:record';
}
