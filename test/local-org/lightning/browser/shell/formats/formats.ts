import { session } from 'shell/session';

export { localCalendars } from './calendar';

/** A day and hour of one digit each, whose parts can be told apart. */
const SAMPLE = new Date(Date.UTC(2006, 0, 2, 15, 4, 5));

/**
 * The `@salesforce/i18n` modules for the viewer's language, locale, time zone and currency, from what the browser
 * knows of them; Salesforce has its own tables of the same.
 * https://developer.salesforce.com/docs/platform/lwc/guide/create-i18n.html
 */
export const formats: Readonly<Record<string, string | number>> = {
  ...formatsOf(session),
  dir: document.documentElement.dir,
};

interface Settings {
  /** BCP 47: `de`, `en-US`. */
  language: string;
  locale: string;
  timeZone: string;
  currency: string;
}

export function formatsOf({ language, locale, timeZone, currency }: Settings): Record<string, string | number> {
  const short = datePattern(locale, 'short');
  const medium = datePattern(locale, 'medium');
  const long = datePattern(locale, 'long');
  const shortTime = timePattern(locale, 'short');
  const mediumTime = timePattern(locale, 'medium');
  const parts = new Map(
    new Intl.NumberFormat(locale, { style: 'currency', currency, currencyDisplay: 'narrowSymbol' })
      .formatToParts(-12_345.6)
      .map(({ type, value }) => [type, value]),
  );
  const sign = (type: 'minusSign' | 'plusSign' | 'percentSign', number: Intl.NumberFormat, value: number): string =>
    number.formatToParts(value).find((part) => part.type === type)?.value ?? '';
  return {
    lang: language,
    locale,
    timeZone,
    currency,
    firstDayOfWeek: firstDayOfWeek(locale),
    'dateTime.shortDateFormat': short,
    'dateTime.mediumDateFormat': medium,
    'dateTime.longDateFormat': long,
    'dateTime.shortTimeFormat': shortTime,
    'dateTime.mediumTimeFormat': mediumTime,
    'dateTime.shortDateTimeFormat': `${short} ${shortTime}`,
    'dateTime.mediumDateTimeFormat': `${medium} ${mediumTime}`,
    'dateTime.longDateTimeFormat': `${long} ${mediumTime}`,
    'number.decimalSeparator': parts.get('decimal') ?? '.',
    'number.groupingSeparator': parts.get('group') ?? ',',
    'number.currencySymbol': parts.get('currency') ?? currency,
    'number.minusSign': sign('minusSign', new Intl.NumberFormat(locale), -1) || '-',
    'number.plusSign': sign('plusSign', new Intl.NumberFormat(locale, { signDisplay: 'always' }), 1) || '+',
    'number.percentSign': sign('percentSign', new Intl.NumberFormat(locale, { style: 'percent' }), 1) || '%',
  };
}

/** 1 is Sunday, as in Salesforce's module; the browser counts from Monday. */
function firstDayOfWeek(locale: string): number {
  const known = new Intl.Locale(locale) as Intl.Locale & {
    getWeekInfo?(): { firstDay: number };
    weekInfo?: { firstDay: number };
  };
  return (((known.getWeekInfo?.() ?? known.weekInfo)?.firstDay ?? 7) % 7) + 1;
}

/** Letters of a pattern as Unicode's LDML has them, by what the browser wrote; the year always whole, as Salesforce writes it. */
function datePattern(locale: string, dateStyle: 'short' | 'medium' | 'long'): string {
  return patternOf(
    new Intl.DateTimeFormat(locale, { dateStyle, timeZone: 'UTC', calendar: 'gregory', numberingSystem: 'latn' }),
  );
}

function timePattern(locale: string, timeStyle: 'short' | 'medium'): string {
  return patternOf(new Intl.DateTimeFormat(locale, { timeStyle, timeZone: 'UTC', numberingSystem: 'latn' }));
}

function patternOf(format: Intl.DateTimeFormat): string {
  const twelve = format.resolvedOptions().hour12 === true;
  const letters: Partial<Record<Intl.DateTimeFormatPartTypes, (value: string) => string>> = {
    day: (value) => 'd'.repeat(value.length),
    month: (value) => (/^\d+$/.test(value) ? 'M'.repeat(value.length) : isShortMonth(format, value) ? 'MMM' : 'MMMM'),
    year: () => 'yyyy',
    hour: (value) => (twelve ? 'h' : 'H').repeat(value.length > 1 && !twelve ? 2 : 1),
    minute: () => 'mm',
    second: () => 'ss',
    dayPeriod: () => 'a',
    literal: (value) => quoted(value.replace(/[\u202f\u00a0]/g, ' ')),
  };
  return format
    .formatToParts(SAMPLE)
    .map(({ type, value }) => letters[type]?.(value) ?? '')
    .join('')
    .trim();
}

function isShortMonth(format: Intl.DateTimeFormat, month: string): boolean {
  const { locale } = format.resolvedOptions();
  const long = new Intl.DateTimeFormat(locale, { month: 'long', day: 'numeric', timeZone: 'UTC' }).formatToParts(
    SAMPLE,
  );
  return long.find(({ type }) => type === 'month')?.value !== month;
}

/** Letters that are no part of a pattern stand in quotes. */
function quoted(literal: string): string {
  return literal.replace(/[\p{L}]+/gu, (word) => `'${word}'`);
}
