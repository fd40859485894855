/** As much of the base components' calendar data as the browser can put into the viewer's own words. */
interface Calendars {
  gregorian?: { months?: Names<'1'>; days?: Names<'sun'> };
  [calendar: string]: unknown;
}

type Names<First extends string> = Record<
  'format' | 'stand-alone',
  Record<string, Record<First | (string & {}), string>>
>;

const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

/** The calendars with the names of months and days of the Gregorian one in the viewer's locale, for date pickers. */
export function localCalendars(calendars: Calendars, locale: string): Calendars {
  const month = (width: 'long' | 'short' | 'narrow') =>
    names(12, (index) => [String(index + 1), new Date(Date.UTC(2006, index, 1))], locale, { month: width });
  const day = (width: 'long' | 'short' | 'narrow') =>
    names(7, (index) => [DAYS[index] ?? '', new Date(Date.UTC(2006, 0, index + 1))], locale, { weekday: width });
  const months = { abbreviated: month('short'), narrow: month('narrow'), wide: month('long') };
  const days = { abbreviated: day('short'), narrow: day('narrow'), short: day('short'), wide: day('long') };
  return {
    ...calendars,
    gregorian: {
      ...calendars.gregorian,
      months: { format: months, 'stand-alone': months },
      days: { format: days, 'stand-alone': days },
    },
  };
}

function names(
  count: number,
  at: (index: number) => [string, Date],
  locale: string,
  width: Intl.DateTimeFormatOptions,
): Record<string, string> {
  const format = new Intl.DateTimeFormat(locale, { ...width, timeZone: 'UTC', calendar: 'gregory' });
  return Object.fromEntries(
    Array.from({ length: count }, (_, index) => {
      const [key, date] = at(index);
      return [key, format.format(date)];
    }),
  );
}
