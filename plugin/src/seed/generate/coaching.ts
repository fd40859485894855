import { addDays, workdayFrom, type Day } from './calendar.ts';
import { dutiesTaken } from './duties.ts';
import type { Coaching, Holder, JointCall } from './model.ts';
import type { Random } from './random.ts';
import { COACHING_FOCUS, COACHING_NOTES, REP_REPLIES } from './words.ts';

/**
 * The manager's own account and coaching, for most debriefed calls. Where a duty was taken, the two accounts differ in
 * nearly half: the manager remembers it as the rep's. What the rep wrote on the call stands beside it once it is shared.
 */
export function generateCoaching(call: JointCall, asOf: Day, random: Random): Coaching | undefined {
  if (call.Status__c !== 'Debriefed' || call.Debriefed_On__c === undefined) return undefined;
  const taken = dutiesTaken(call);
  const steppedIn = taken.agenda || taken.transition || taken.close;
  if (!random.chance(steppedIn ? 0.75 : 0.45)) return undefined;

  const remembers = (holder: Holder | undefined): Holder =>
    holder === 'Manager' && random.chance(0.35)
      ? 'Rep'
      : holder === 'Rep' && random.chance(0.03)
        ? 'Manager'
        : (holder ?? 'Rep');
  const transitions: Holder = taken.transition ? 'Manager' : 'Rep';
  const agenda = remembers(call.Agenda_Set_By__c);
  const led = remembers(transitions);
  const ask = remembers(call.Close_Asked_By__c);
  const ownsUp = [agenda, led, ask].includes('Manager');

  const shared = workdayFrom(addDays(call.Debriefed_On__c, random.between(0, 3)));
  const isShared = random.chance(0.78) && shared <= asOf;
  const acknowledged = workdayFrom(addDays(shared, random.between(0, 5)));
  const isAcknowledged = isShared && random.chance(0.8) && acknowledged <= asOf;
  const replies = isAcknowledged && random.chance(0.5);
  return {
    External_Id__c: `${call.External_Id__c}-c`,
    Joint_Call__c: call.External_Id__c,
    OwnerId: call.Manager__c,
    Account_Agenda_Set_By__c: agenda,
    Account_Transitions_Led_By__c: led,
    Account_Close_Asked_By__c: ask,
    ...(ownsUp
      ? {
          Account_Step_In_Reason__c: random.weighted([
            [call.Step_In_Reason__c ?? 'Agreed beforehand', 3],
            ['Rep struggled', 2],
          ]),
        }
      : {}),
    Coaching_Focus__c: random.pick(COACHING_FOCUS),
    Coaching_Note__c: random.pick(COACHING_NOTES),
    ...(isShared ? { Shared_On__c: shared } : {}),
    ...(replies ? { Rep_Reply__c: random.pick(REP_REPLIES) } : {}),
    ...(isAcknowledged ? { Rep_Acknowledged_On__c: acknowledged } : {}),
  };
}
