/** Which way a rate went since the months before, in words. */
import DOWN from '@salesforce/label/c.JointCall_Trends_Down';
import FEW from '@salesforce/label/c.JointCall_Trends_Direction_Few';
import SAME from '@salesforce/label/c.JointCall_Trends_No_Clear_Change';
import UP from '@salesforce/label/c.JointCall_Trends_Up';
import { fill } from 'c/jointCall';
import { differenceOf, type Rate } from 'c/jointCallFigures';
import { number, percent } from 'c/jointCallTrendsWords';

export interface Direction {
  text: string;
  /** Undefined where there is nothing to compare with. */
  icon?: 'utility:arrowup' | 'utility:arrowdown' | 'utility:forward';
}

/** Only what chance would not explain has a direction; undefined where there is no rate to speak of. */
export function direction(now: Rate, before: Rate, months: number): Direction | undefined {
  if (now.share === undefined) return undefined;
  const difference = differenceOf(now, before);
  if (!difference || before.share === undefined) return { text: fill(FEW, number(months)) };
  const since = [percent(before.share), number(months)];
  if (difference.low <= 0 && difference.high >= 0) return { text: fill(SAME, ...since), icon: 'utility:forward' };
  return difference.by > 0
    ? { text: fill(UP, ...since), icon: 'utility:arrowup' }
    : { text: fill(DOWN, ...since), icon: 'utility:arrowdown' };
}
