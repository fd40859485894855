import {
  addMonths,
  calendarDate,
  checkedInstant,
  DAY,
  dayIn,
  dayOf,
  dayOfYear,
  isoWeek,
  parseDate,
  parseDateTime,
  parseTime,
  weekday,
} from '../date.ts';
import { FormulaRuntimeError } from '../error.ts';
import { argument, illegalType, propagating, requireCount, wrongType } from '../expression.ts';
import type { Call, Compiler, Evaluate, Expression, FunctionDefinition } from '../expression.ts';
import { fromDouble, toCount, toNumber } from '../number.ts';
import type { FormulaType, Numeric } from '../types.ts';

/** NOW, TODAY, TIMENOW: of the moment, and for TODAY of the user's time zone. */
function moment(type: FormulaType, read: (compiler: Compiler, context: unknown) => number): FunctionDefinition {
  return {
    compile(call) {
      requireCount(call, 0);
      return { type, evaluate: (context) => read(call.compiler, context) };
    },
  };
}

function userDay({ scope }: Compiler, context: unknown, instant: number): number {
  return dayIn(scope.timeZone?.(context) ?? 'GMT', instant);
}

/** A function of one argument whose meaning depends on the argument's type. */
function byType(
  returns: FormulaType | 'same',
  readers: Partial<Record<FormulaType, (compiler: Compiler, value: never, context: unknown) => number>>,
): FunctionDefinition {
  return {
    compile(call) {
      requireCount(call, 1);
      const [value] = call.args as [Expression];
      const types = Object.keys(readers) as FormulaType[];
      const evaluate = accepted(call, value, types);
      const read = readers[value.type === 'Id' ? 'Text' : value.type] as
        ((compiler: Compiler, value: unknown, context: unknown) => number) | undefined;
      return {
        type: returns === 'same' ? value.type : returns,
        evaluate: (context) => {
          const operand = evaluate(context);
          return operand === null || operand === '' || !read ? null : read(call.compiler, operand, context);
        },
      };
    },
  };
}

function accepted(call: Call, value: Expression, types: readonly FormulaType[]): Evaluate {
  const plain = value.type !== 'Picklist' && value.type !== 'MultiselectPicklist' && value.type !== 'Null';
  const text = value.type === 'Id' && types.includes('Text');
  if (plain && !text && !types.includes(value.type)) illegalType(call.compiler, call.name, value.node);
  return argument(call.compiler, call.name, value, types);
}

const ADDMONTHS: FunctionDefinition = {
  compile(call) {
    requireCount(call, 2);
    const [start, count] = call.args as [Expression, Expression];
    const from = accepted(call, start, ['Date', 'DateTime']);
    const months = argument(call.compiler, call.name, count, 'Number');
    const instant = start.type === 'DateTime';
    return {
      type: start.type,
      evaluate: (context) => {
        const value = from(context) as number | null;
        if (value === null) return null;
        const added = months(context) as Numeric | null;
        if (added === null) return value;
        if (!instant) return addMonths(value, toCount(added));
        const day = Math.floor(value / DAY);
        return addMonths(day, toCount(added)) * DAY + value - day * DAY;
      },
    };
  },
};

/** `HH:MM:SS` of seconds or of two times, `D:HH:MM:SS` of two date-times or where asked for. */
const FORMATDURATION: FunctionDefinition = {
  compile(call) {
    requireCount(call, 1, 2);
    const { compiler, name } = call;
    const [first, second] = call.args as [Expression, Expression | undefined];
    if (!second || first.type === 'Number' || first.type === 'Null') {
      const seconds = argument(compiler, name, first, 'Number');
      const withDays: Evaluate = second ? argument(compiler, name, second, 'Boolean') : () => false;
      return {
        type: 'Text',
        evaluate: (context) => {
          const value = seconds(context) as Numeric | null;
          return value === null ? null : duration(toNumber(value), withDays(context) === true);
        },
      };
    }
    if (first.type !== 'DateTime' && first.type !== 'Time')
      wrongType(compiler, name, ['Number', 'Time', 'DateTime'], first);
    const from = argument(compiler, name, first, first.type);
    const to = argument(compiler, name, second, first.type);
    return {
      type: 'Text',
      evaluate: (context) => {
        const [start, end] = [from(context) as number | null, to(context) as number | null];
        return start === null || end === null ? null : duration((end - start) / 1000, first.type === 'DateTime');
      },
    };
  },
};

function duration(seconds: number, withDays: boolean): string {
  const total = Math.abs(Math.trunc(seconds));
  const two = (part: number): string => String(Math.floor(part)).padStart(2, '0');
  const hours = withDays ? (total / 3600) % 24 : total / 3600;
  const clock = `${two(hours)}:${two((total / 60) % 60)}:${two(total % 60)}`;
  return withDays ? `${Math.floor(total / 86_400)}:${clock}` : clock;
}

export const dateFunctions = {
  ADDMONTHS,
  DATE: propagating(['Number', 'Number', 'Number'], 'Date', (year, month, day) => {
    const result = dayOf(toCount(year), toCount(month), toCount(day));
    if (result === undefined) throw new FormulaRuntimeError('There is no such date');
    return result;
  }),
  // Of a date-time the user's day, not GMT's: so does Salesforce's engine.
  DATEVALUE: byType('Date', {
    Text: (_, text: string) => {
      if (!/^\d{4}-\d{1,2}-\d{1,2}/.test(text))
        throw new FormulaRuntimeError(`The value '${text}' is not a valid date.`);
      return parseDate(text);
    },
    DateTime: (compiler, instant: number, context) => userDay(compiler, context, instant),
  }),
  DATETIMEVALUE: byType('DateTime', {
    Text: (_, text: string) => parseDateTime(text),
    Date: (_, day: number) => day * DAY,
    DateTime: (_, instant: number) => instant,
  }),
  DAY: propagating(['Date'], 'Number', (day) => calendarDate(day).day),
  DAYOFYEAR: propagating(['Date'], 'Number', dayOfYear),
  FORMATDURATION,
  FROMUNIXTIME: propagating(['Number'], 'DateTime', (seconds) => checkedInstant(Math.trunc(toNumber(seconds)) * 1000)),
  HOUR: propagating(['Time'], 'Number', (time) => Math.floor(time / 3_600_000)),
  ISOWEEK: byType('Number', {
    Date: (_, day: number) => isoWeek(day).week,
    DateTime: (_, instant: number) => isoWeek(Math.floor(instant / DAY)).week,
  }),
  ISOYEAR: byType('Number', {
    Date: (_, day: number) => isoWeek(day).year,
    DateTime: (_, instant: number) => isoWeek(Math.floor(instant / DAY)).year,
  }),
  MILLISECOND: propagating(['Time'], 'Number', (time) => time % 1000),
  MINUTE: propagating(['Time'], 'Number', (time) => Math.floor(time / 60_000) % 60),
  MONTH: propagating(['Date'], 'Number', (day) => calendarDate(day).month),
  NOW: moment('DateTime', ({ scope }, context) => scope.now(context).getTime()),
  SECOND: propagating(['Time'], 'Number', (time) => Math.floor(time / 1000) % 60),
  TIMENOW: moment('Time', ({ scope }, context) => scope.now(context).getTime() % DAY),
  TIMEVALUE: byType('Time', {
    Text: (_, text: string) => parseTime(text),
    DateTime: (_, instant: number) => ((instant % DAY) + DAY) % DAY,
    Time: (_, time: number) => time,
  }),
  TODAY: moment('Date', (compiler, context) => userDay(compiler, context, compiler.scope.now(context).getTime())),
  UNIXTIMESTAMP: byType('Number', {
    Date: (_, day: number) => (day * DAY) / 1000,
    DateTime: (_, instant: number) => Number(fromDouble(instant / 1000)),
    Time: (_, time: number) => Number(fromDouble(time / 1000)),
  }),
  WEEKDAY: propagating(['Date'], 'Number', weekday),
  YEAR: propagating(['Date'], 'Number', (day) => calendarDate(day).year),
} satisfies Record<string, FunctionDefinition>;
