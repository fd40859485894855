import { FormulaRuntimeError } from '../error.ts';
import { accepting, fail, propagating, requireCount, wrongType } from '../expression.ts';
import type { Expression, FunctionDefinition, FormulaUse } from '../expression.ts';
import { parseNumber, toCount, toText } from '../number.ts';
import { formatDate, formatDateTime, formatTime } from '../date.ts';
import type { Numeric } from '../types.ts';
import { to18 } from '../../schema/id.ts';
import { htmlEncode, jsEncode, urlEncode } from './encode.ts';
import { javaPattern, matchesWhole } from './regex.ts';

/** Of a text while a formula runs, in characters; no field holds more. */
const LONGEST = 131_072;

/** Links and pictures make sense where a page shows the formula's result. */
const SHOWN: readonly FormulaUse[] = ['field', 'flow'];

const TEXT: FunctionDefinition = {
  compile(call) {
    requireCount(call, 1);
    const [value] = call.args as [Expression];
    const { evaluate, type } = value;
    switch (type) {
      case 'Null':
      case 'Picklist':
        return { type: 'Text', evaluate };
      case 'Number':
        return convert((number) => toText(number as Numeric));
      case 'Date':
        return convert((day) => formatDate(day as number));
      case 'DateTime':
        // Always in GMT, whatever the user's time zone.
        return convert(
          (instant) =>
            `${formatDateTime(instant as number)
              .slice(0, 19)
              .replace('T', ' ')}Z`,
        );
      case 'Time':
        return convert((time) => formatTime(time as number));
      default:
        wrongType(call.compiler, call.name, ['Number', 'Date', 'DateTime', 'Picklist'], value);
    }
    function convert(write: (operand: unknown) => string): ReturnType<FunctionDefinition['compile']> {
      return {
        type: 'Text',
        evaluate: (context) => {
          const operand = evaluate(context);
          return operand === null ? null : write(operand);
        },
      };
    }
  },
};

/** The pattern must match the whole text, in Java's syntax. Not in formula fields (Salesforce Help, "REGEX"). */
const REGEX: FunctionDefinition = {
  uses: ['validation', 'flow', 'default'],
  compile(call) {
    const literal = call.node.args[1];
    const compiled = literal?.kind === 'text' ? javaPattern(literal.value) : undefined;
    const match = accepting(['Text', 'Text'], 'Boolean', (text, pattern) =>
      pattern === null ? null : matchesWhole(compiled ?? javaPattern(pattern), text ?? ''),
    );
    return match.compile(call);
  },
};

function encoder(encode: (text: string) => string): FunctionDefinition {
  return propagating(['Text'], 'Text', encode);
}

function padding(side: 'left' | 'right'): FunctionDefinition {
  const run = (text: string, length: Numeric, pad = ' '): string | null => {
    const width = toCount(length);
    if (width <= 0 || pad === '') return null;
    if (width > LONGEST) throw new FormulaRuntimeError('The text is too long');
    if (text.length >= width) return text.slice(0, width);
    return side === 'left' ? text.padStart(width, pad) : text.padEnd(width, pad);
  };
  return propagating(['Text', 'Number', 'Text'], 'Text', run, { required: 2 });
}

/** UPPER and LOWER, by the rules of a language if one is named: `tr` or `de_DE`. */
function letterCase(change: (text: string, locale: string) => string): FunctionDefinition {
  return accepting(
    ['Text', 'Text'],
    'Text',
    (text, locale) => {
      if (text === null) return null;
      try {
        return change(text, (locale ?? 'en').replaceAll('_', '-'));
      } catch {
        return change(text, 'en');
      }
    },
    { required: 1 },
  );
}

const HYPERLINK: FunctionDefinition = {
  uses: SHOWN,
  compile(call) {
    const url = call.node.args[0];
    if (url?.kind === 'text' && /^\s*javascript:/i.test(url.value)) {
      fail(call.compiler, url, `Incorrect argument value for function '${call.name}()'. Javascript is not allowed.`);
    }
    const link = accepting(
      ['Text', 'Text', 'Text'],
      'Text',
      (address, name, target) => `<a href="${address ?? ''}" target="${target ?? '_blank'}">${name ?? ''}</a>`,
      { required: 2 },
    );
    return link.compile(call);
  },
};

const IMAGE: FunctionDefinition = {
  ...accepting(
    ['Text', 'Text', 'Number', 'Number'],
    'Text',
    (address, alternative, height, width) => {
      const styles = [
        height === undefined ? '' : `height:${size(height)}px;`,
        width === undefined ? '' : `width:${size(width)}px;`,
      ];
      const style = styles.join(' ').trim();
      return `<img src="${address ?? ''}" alt="${alternative ?? ''}"${style === '' ? '' : ` style="${style}"`} border="0"/>`;
    },
    { required: 2 },
  ),
  uses: SHOWN,
};

function size(value: Numeric | null): string {
  return value === null ? '0' : toText(value);
}

function capitalised(text: string): string {
  return text.replace(/[\p{L}\p{N}\p{M}]+/gu, (word) => {
    const [first = ''] = word;
    return first.toUpperCase() + word.slice(first.length).toLowerCase();
  });
}

export const textFunctions = {
  ASCII: propagating(['Text'], 'Number', (text) => text.codePointAt(0) ?? null),
  BEGINS: accepting(['Text', 'Text'], 'Boolean', (text, start) => (text ?? '').startsWith(start ?? '')),
  BR: accepting([], 'Text', () => '<br>'),
  CASESAFEID: accepting(['Id'], 'Text', (id) =>
    id === null || !/^[0-9A-Za-z]{15}/.test(id) ? id : to18(id.slice(0, 15)),
  ),
  CHR: propagating(['Number'], 'Text', (code) => {
    const point = toCount(code);
    if (!(point > 0 && point <= 0x10ffff)) throw new FormulaRuntimeError('There is no such character');
    return String.fromCodePoint(point);
  }),
  CONTAINS: accepting(['Text', 'Text'], 'Boolean', (text, part) => (text ?? '').includes(part ?? '')),
  FIND: accepting(
    ['Text', 'Text', 'Number'],
    'Number',
    (part, text, start) => {
      if (part === null || part === '' || text === null || start === null) return 0;
      return text.indexOf(part, Math.max(0, toCount(start ?? 1) - 1)) + 1;
    },
    { required: 2 },
  ),
  HTMLENCODE: encoder(htmlEncode),
  HYPERLINK,
  IMAGE,
  INITCAP: propagating(['Text'], 'Text', capitalised),
  ISNUMBER: accepting(['Text'], 'Boolean', (text) => text !== null && parseNumber(text) !== undefined),
  JSENCODE: encoder(jsEncode),
  JSINHTMLENCODE: encoder((text) => jsEncode(htmlEncode(text))),
  LEFT: propagating(['Text', 'Number'], 'Text', (text, count) => text.slice(0, Math.max(0, toCount(count)))),
  LEN: accepting(['Text'], 'Number', (text) => text?.length ?? 0),
  LOWER: letterCase((text, locale) => text.toLocaleLowerCase(locale)),
  LPAD: padding('left'),
  MID: propagating(['Text', 'Number', 'Number'], 'Text', (text, start, count) => {
    const from = Math.max(0, toCount(start) - 1);
    return text.slice(from, from + Math.max(0, toCount(count)));
  }),
  REGEX,
  REVERSE: propagating(['Text'], 'Text', (text) => [...text].reverse().join('')),
  RIGHT: propagating(['Text', 'Number'], 'Text', (text, count) => {
    const length = Math.max(0, toCount(count));
    return length === 0 ? '' : text.slice(-length);
  }),
  RPAD: padding('right'),
  SUBSTITUTE: accepting(['Text', 'Text', 'Text'], 'Text', (text, old, replacement) => {
    if (text === null || old === null || old === '') return old === null ? null : text;
    const parts = text.split(old);
    if ((parts.length - 1) * (replacement?.length ?? 0) + text.length > LONGEST)
      throw new FormulaRuntimeError('The text is too long');
    return parts.join(replacement ?? '');
  }),
  TEXT,
  TRIM: propagating(['Text'], 'Text', (text) => text.trim()),
  UPPER: letterCase((text, locale) => text.toLocaleUpperCase(locale)),
  URLENCODE: encoder(urlEncode),
  VALUE: propagating(['Text'], 'Number', (text) => {
    if (text === '') return null;
    const number = parseNumber(text.trim());
    if (number === undefined) throw new FormulaRuntimeError(`The value '${text}' is not a valid number.`);
    return number;
  }),
} satisfies Record<string, FunctionDefinition>;
