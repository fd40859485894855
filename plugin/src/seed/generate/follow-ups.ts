import { addDays, daysBetween, workdayFrom, type Day } from './calendar.ts';
import { takeoverLevel } from './duties.ts';
import { REACHES_MANAGER, tendency, type Habit } from './habits.ts';
import type { Deal, FollowUp, JointCall } from './model.ts';
import type { Random } from './random.ts';
import { FOLLOW_UP_SUBJECTS } from './words.ts';

/**
 * The customer's calls and messages in the three weeks after a call. The more of the meeting the manager took, the more of
 * them reach the manager; and some managers hand back what reached them.
 */
export function generateFollowUps(call: JointCall, deal: Deal, habit: Habit, asOf: Day, random: Random): FollowUp[] {
  const level = takeoverLevel(call);
  if (level === undefined) return [];
  const { handsBack } = tendency(habit, 1 - daysBetween(call.Call_Date__c, asOf) / 365);

  const followUps: FollowUp[] = [];
  const count = random.weighted([
    [0, 3],
    [1, 4],
    [2, 3],
    [3, 1],
  ]);
  for (let n = 1; n <= count; n++) {
    const received = workdayFrom(addDays(call.Call_Date__c, random.between(1, 21)));
    const toManager = random.chance(REACHES_MANAGER[level]);
    const elsewhere = deal.director !== undefined && deal.director !== call.Manager__c && random.chance(0.03);
    const handedBack = workdayFrom(addDays(received, random.between(0, 3)));
    const isHandedBack = toManager && random.chance(handsBack) && handedBack <= asOf;
    const followUp: FollowUp = {
      Source_Key__c: `${call.External_Id__c}-f${n}`,
      Joint_Call__c: call.External_Id__c,
      Received_On__c: received,
      Channel__c: random.weighted([
        ['Phone', 5],
        ['E-mail', 5],
        ['Message', 2],
        ['In person', 1],
      ]),
      ...(deal.contacts.length === 0 ? {} : { Contact__c: random.pick(deal.contacts) }),
      Contacted__c: elsewhere ? (deal.director as string) : toManager ? call.Manager__c : deal.rep,
      Subject__c: random.pick(FOLLOW_UP_SUBJECTS),
      ...(isHandedBack && !elsewhere ? { Handed_Back_On__c: handedBack } : {}),
    };
    if (received <= asOf) followUps.push(followUp);
  }
  return followUps;
}
