import vm from 'node:vm';
import { FormulaRuntimeError } from '../error.ts';

/** A pattern of REGEX, ready to be tried on whole texts. */
export interface Pattern {
  expression: RegExp;
  source: string;
  /** How many parts repeat without limit: each may multiply the time by the text's length. */
  unbounded: number;
  /** A repeated group that repeats inside: time may grow exponentially. */
  nested: boolean;
}

const known = new Map<string, Pattern>();

/** Reads a regular expression in Java's syntax. Throws FormulaRuntimeError where it is none. */
export function javaPattern(source: string): Pattern {
  const cached = known.get(source);
  if (cached) return cached;
  const { body, flags } = translated(source);
  let expression: RegExp;
  try {
    expression = new RegExp(`^(?:${body})$`, flags);
  } catch {
    throw new FormulaRuntimeError(`The value '${source}' is not a valid regular expression.`);
  }
  const pattern = {
    expression,
    source,
    unbounded: body.match(/[*+]|\{\d*,\}/g)?.length ?? 0,
    nested: /\)(?:[*+]|\{)/.test(body),
  };
  if (known.size > 1000) known.clear();
  known.set(source, pattern);
  return pattern;
}

/** More steps than this, as a rough bound, are only tried against a clock. */
const HARMLESS = 1e7;
const LIMIT_IN_MILLISECONDS = 200;

const sandbox = vm.createContext(Object.create(null));
const attempt = new vm.Script('expression.test(text)');

/** Whether the pattern matches the whole text. Throws FormulaRuntimeError where it takes too long to tell. */
export function matchesWhole({ expression, source, unbounded, nested }: Pattern, text: string): boolean {
  if (!nested && (text.length + 1) ** unbounded < HARMLESS) return expression.test(text);
  sandbox['expression'] = expression;
  sandbox['text'] = text;
  try {
    return attempt.runInContext(sandbox, { timeout: LIMIT_IN_MILLISECONDS }) === true;
  } catch {
    throw new FormulaRuntimeError(`Regular expression runtime exceeded for: ${source}`);
  }
}

const CLASSES: Record<string, string> = {
  Lower: 'a-z',
  Upper: 'A-Z',
  ASCII: '\\x00-\\x7F',
  Alpha: 'a-zA-Z',
  Digit: '0-9',
  Alnum: 'a-zA-Z0-9',
  Punct: '!-\\/:-@\\[-`{-~',
  Graph: '!-~',
  Print: ' -~',
  Blank: ' \\t',
  Cntrl: '\\x00-\\x1F\\x7F',
  XDigit: '0-9a-fA-F',
  Space: ' \\t\\n\\x0B\\f\\r',
};

const FLAGS: Record<string, string> = { i: 'i', s: 's', m: 'm', u: '', d: '' };

/** Java's syntax in JavaScript's: quoting, POSIX classes, anchors, leading flags. Possessive quantifiers are refused. */
function translated(source: string): { body: string; flags: string } {
  let flags = '';
  let body = '';
  let inClass = false;
  for (let index = 0; index < source.length; index++) {
    const rest = source.slice(index);
    const leading = body === '' && !inClass ? /^\(\?([a-z]+)\)/.exec(rest) : null;
    const quoted = /^\\Q([^]*?)(?:\\E|$)/.exec(rest);
    const named = /^\\([pP])\{(?:Is|java)?(\w+)\}/.exec(rest);
    const posix = named ? CLASSES[named[2] ?? ''] : undefined;
    if (leading) {
      flags += [...(leading[1] ?? '')].map((flag) => FLAGS[flag] ?? '').join('');
      index += leading[0].length - 1;
    } else if (quoted) {
      body += (quoted[1] ?? '').replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
      index += quoted[0].length - 1;
    } else if (named && posix) {
      if (named[1] === 'p') body += inClass ? posix : `[${posix}]`;
      else if (inClass) throw new FormulaRuntimeError(`'${named[0]}' is not supported inside a character class`);
      else body += `[^${posix}]`;
      index += named[0].length - 1;
    } else if (named) {
      if (!flags.includes('u')) flags += 'u';
      body += `\\${named[1]}{${named[2]}}`;
      index += named[0].length - 1;
    } else if (rest.startsWith('\\A') && !inClass) {
      body += '^';
      index++;
    } else if (/^\\[zZ]/.test(rest) && !inClass) {
      body += '$';
      index++;
    } else if (/^\\h/.test(rest)) {
      body += inClass ? ' \\t\\xA0' : '[ \\t\\xA0]';
      index++;
    } else if (rest.startsWith('\\') && rest.length > 1) {
      body += rest.slice(0, 2);
      index++;
    } else if (!inClass && /^[*+?}]\+/.test(rest)) {
      throw new FormulaRuntimeError(`The possessive quantifier in '${source}' is not supported`);
    } else {
      if (rest.startsWith('[')) {
        if (inClass) throw new FormulaRuntimeError(`The nested character class in '${source}' is not supported`);
        inClass = true;
        // A closing bracket that comes first stands for itself.
        const first = /^\[\^?\]/.exec(rest);
        if (first) {
          body += first[0].slice(0, -1) + '\\]';
          index += first[0].length - 1;
          continue;
        }
      } else if (rest.startsWith(']')) inClass = false;
      body += source[index];
    }
  }
  return { body, flags };
}
