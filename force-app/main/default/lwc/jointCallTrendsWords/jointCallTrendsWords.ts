/** How rates, numbers and dates are put in the reader's own language. */
import LOCALE from '@salesforce/i18n/locale';
import DAYS from '@salesforce/label/c.JointCall_Trends_Days';
import OF from '@salesforce/label/c.JointCall_Trends_Of';
import RATE from '@salesforce/label/c.JointCall_Trends_Rate';
import TOO_FEW from '@salesforce/label/c.JointCall_Trends_Too_Few';
import { fill } from 'c/jointCall';
import type { Rate } from 'c/jointCallFigures';

export function number(value: number, digits = 0): string {
  return new Intl.NumberFormat(LOCALE, { maximumFractionDigits: digits }).format(value);
}

/** A share from 0 to 1, in whole per cents. */
export function percent(share: number): string {
  return new Intl.NumberFormat(LOCALE, { style: 'percent', maximumFractionDigits: 0 }).format(share);
}

/** Money has no currency sign here: the sums of an org with several currencies are in none that a reader would expect. */
export function amount(value: number): string {
  return new Intl.NumberFormat(LOCALE, { notation: 'compact', maximumFractionDigits: 1 }).format(value);
}

/** Such as `12 of 50`. */
export function counts({ count, of }: Rate): string {
  return fill(OF, number(count), number(of));
}

/** Such as `24% (12 of 50)`; where too little was counted for a rate, the counts and that. */
export function rate(told: Rate): string {
  return told.share === undefined ? fill(TOO_FEW, counts(told)) : fill(RATE, percent(told.share), counts(told));
}

export function days(value: number): string {
  return fill(DAYS, number(value, 1));
}

/** A month such as `2026-11`. */
export function month(value: string): string {
  return date(`${value}-01`, { month: 'short', year: 'numeric' });
}

/** An ISO day. */
export function day(value: string): string {
  return date(value, { day: 'numeric', month: 'short', year: 'numeric' });
}

function date(value: string, format: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(LOCALE, { ...format, timeZone: 'UTC' }).format(new Date(`${value}T00:00:00Z`));
}
