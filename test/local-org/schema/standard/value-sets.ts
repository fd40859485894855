import { elements } from '../../metadata/xml.ts';
import { picklistValue } from '../field.ts';
import type { Component, SObject } from '../model.ts';
import { sobject } from './define.ts';

/** Which picklists of standard objects a StandardValueSet fills. */
export const STANDARD_VALUE_SETS: Record<string, string[]> = {
  AccountOwnership: ['Account.Ownership'],
  AccountRating: ['Account.Rating', 'Lead.Rating'],
  AccountType: ['Account.Type'],
  CampaignStatus: ['Campaign.Status'],
  CampaignType: ['Campaign.Type'],
  CaseOrigin: ['Case.Origin'],
  CasePriority: ['Case.Priority'],
  CaseReason: ['Case.Reason'],
  CaseStatus: ['Case.Status'],
  CaseType: ['Case.Type'],
  ContactRole: ['OpportunityContactRole.Role'],
  EventSubject: ['Event.Subject'],
  EventType: ['Event.Type'],
  Industry: ['Account.Industry', 'Lead.Industry'],
  LeadSource: ['Account.AccountSource', 'Contact.LeadSource', 'Lead.LeadSource', 'Opportunity.LeadSource'],
  LeadStatus: ['Lead.Status'],
  OpportunityStage: ['Opportunity.StageName'],
  OpportunityType: ['Opportunity.Type'],
  SalesTeamRole: ['OpportunityTeamMember.TeamMemberRole'],
  Salutation: ['Contact.Salutation', 'Lead.Salutation'],
  TaskPriority: ['Task.Priority'],
  TaskStatus: ['Task.Status'],
  TaskSubject: ['Task.Subject'],
  TaskType: ['Task.Type'],
};

/** The standard objects with the picklist values that an org has deployed in place of the usual ones. */
export function withStandardValues(objects: readonly SObject[], sets: readonly Component[]): SObject[] {
  const values = new Map(
    sets.flatMap((set) =>
      (STANDARD_VALUE_SETS[set.fullName] ?? []).map(
        (name) => [name, elements(set.xml, 'standardValue').map(picklistValue)] as const,
      ),
    ),
  );
  return objects.map((object) => {
    if (!object.fields.some((each) => values.has(`${object.name}.${each.name}`))) return object;
    return sobject({
      ...object,
      fields: object.fields.map((each) => ({
        ...each,
        picklist: values.get(`${object.name}.${each.name}`) ?? each.picklist,
      })),
    });
  });
}
