/** What of a plan the org's rules let somebody say, so that the form offers nothing that they would refuse. Pure. */
import type { PlanNode } from './entry';

export interface Rights {
  /** The day, and how one meets. */
  day: boolean;
  channel: boolean;
  /** Who joins. */
  manager: boolean;
  /** The time, the agenda, and where the manager is to help. */
  rest: boolean;
}

interface People {
  me: string;
  ownerId: string | undefined;
  lineManagerId: string | undefined;
}

/**
 * The rules are `Who_May_Add_A_Call`, `Who_May_Change_The_Plan`, `Manager_Is_Chosen_While_Planned`, and
 * `Start_Is_On_The_Day`: a start stays on its day, and only the owner changes it.
 */
export function rightsOf({ me, ownerId, lineManagerId }: People, plan: PlanNode | undefined): Rights {
  const isOwner = me === ownerId;
  const changes = isOwner || !plan || plan.Manager__c.value === me;
  return {
    day: changes && (isOwner || !plan?.Planned_Start__c.value),
    channel: changes,
    manager: isOwner || me === lineManagerId,
    rest: isOwner,
  };
}
