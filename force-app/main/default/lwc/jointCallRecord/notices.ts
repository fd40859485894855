/** What the page says of people who changed, and of a call that is closed. Pure. */
import LOCKED from '@salesforce/label/c.JointCall_Locked';
import LOCKED_CORRECT from '@salesforce/label/c.JointCall_Locked_Correct';
import NEW_OWNER_HELD from '@salesforce/label/c.JointCall_New_Owner_Held';
import NEW_OWNER_PLANNED from '@salesforce/label/c.JointCall_New_Owner_Planned';
import NO_PERMISSION from '@salesforce/label/c.JointCall_Debrief_No_Permission';
import OWNER_IS_MANAGER from '@salesforce/label/c.JointCall_Owner_Is_Manager';
import { fill } from 'c/jointCall';
import type { Detail } from 'c/jointCallDetail';

/** Each a sentence, in the order in which they matter. */
export function noticesOf(detail: Detail, canCorrect: boolean): string[] {
  return [...ofTheDeal(detail), ...ofTheManager(detail), ...ofTheLock(detail, canCorrect)];
}

function ofTheDeal({ status, owner, rep, stampedRep, manager }: Detail): string[] {
  const names = fill(status === 'Planned' ? NEW_OWNER_PLANNED : NEW_OWNER_HELD, owner.name, stampedRep.name);
  switch (status) {
    case 'Planned':
      return stampedRep.id && stampedRep.id !== owner.id ? [names] : [];
    case 'Held':
    case 'Debriefed':
      return rep.id !== owner.id ? [names] : [];
    case 'Cancelled':
      return owner.id === manager.id ? [fill(OWNER_IS_MANAGER, manager.name)] : [];
    default:
      return [];
  }
}

function ofTheManager({ status, role, may }: Detail): string[] {
  const isOver = status === 'Held' || status === 'Debriefed';
  return role === 'manager' && isOver && !may.debrief ? [NO_PERMISSION] : [];
}

function ofTheLock({ status }: Detail, canCorrect: boolean): string[] {
  if (status !== 'Debriefed') return [];
  return [canCorrect ? LOCKED_CORRECT : LOCKED];
}
