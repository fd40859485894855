import vm from 'node:vm';
import { FormulaRuntimeError } from '../error.ts';

/** A pattern of REGEX, ready to be tried on whole texts. */
export interface Pattern {
  expression: RegExp;
  source: string;
  /** How many parts repeat without limit: each may multiply the time by the text's length. */
  unbounded: number;
  /** A group repeats without limit, or often: time may grow exponentially. */
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
  const unbounded = body.match(/[*+]|\{\d*,\}/g)?.length ?? 0;
  const pattern = {
    expression,
    source,
    unbounded,
    nested: /\)[*+]|\)\{\d*,\}|\)\{(?:\d,)?\d\d/.test(body) || (unbounded > 0 && body.includes('){')),
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

const FLAGS = /[^ism]/g;

/** Java's syntax in JavaScript's: quoting, POSIX classes, anchors, flags. What JavaScript lacks is refused. */
function translated(source: string): { body: string; flags: string } {
  let body = '';
  let unicode = false;
  let inClass = false;
  /** For every open group, how many groups were opened inside it for flags that last until it ends. */
  const groups = [0];
  let index = 0;
  while (index < source.length) {
    const rest = source.slice(index);
    const [taken, written] = inClass ? insideClass(rest) : outsideClass(rest);
    index += taken;
    body += written;
  }
  return { body: body + ')'.repeat(groups.pop() ?? 0), flags: unicode ? 'u' : '' };

  function outsideClass(rest: string): [number, string] {
    const flags = /^\(\?([a-z]+)\)/.exec(rest);
    if (flags) {
      groups.push((groups.pop() ?? 0) + 1);
      const known = (flags[1] ?? '').replace(FLAGS, '');
      return [flags[0].length, `(?${known}:`];
    }
    if (rest.startsWith('(')) groups.push(0);
    if (rest.startsWith(')')) return [1, ')'.repeat((groups.length > 1 ? (groups.pop() ?? 0) : 0) + 1)];
    if (rest.startsWith('\\A')) return [2, '^'];
    if (/^\\[zZ]/.test(rest)) return [2, '$'];
    if (/^[*+?}]\+/.test(rest)) throw unsupported('possessive quantifier');
    if (rest.startsWith('[')) {
      inClass = true;
      // A closing bracket that comes first stands for itself.
      const [opening = '['] = /^\[\^?\]?/.exec(rest) ?? [];
      return [opening.length, opening.replace(']', '\\]')];
    }
    return escaped(rest, (content) => `[${content}]`) ?? [1, rest.slice(0, 1)];
  }

  function insideClass(rest: string): [number, string] {
    if (rest.startsWith('[')) throw unsupported('nested character class');
    if (rest.startsWith('&&')) throw unsupported('intersection of character classes');
    if (rest.startsWith(']')) inClass = false;
    return escaped(rest, (content) => content) ?? [1, rest.slice(0, 1)];
  }

  /** What a backslash begins, in and out of a class. */
  function escaped(rest: string, asClass: (content: string) => string): [number, string] | undefined {
    const quoted = /^\\Q([^]*?)(?:\\E|$)/.exec(rest);
    if (quoted) return [quoted[0].length, (quoted[1] ?? '').replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')];
    const named = /^\\([pP])\{(?:Is|java)?(\w+)\}/.exec(rest);
    const posix = named && CLASSES[named[2] ?? ''];
    if (named && posix) {
      if (named[1] === 'p') return [named[0].length, asClass(posix)];
      if (inClass) throw unsupported('negated class inside a character class');
      return [named[0].length, `[^${posix}]`];
    }
    if (named) {
      unicode = true;
      return [named[0].length, `\\${named[1]}{${named[2]}}`];
    }
    if (rest.startsWith('\\h')) return [2, asClass(' \\t\\xA0')];
    return rest.startsWith('\\') && rest.length > 1 ? [2, rest.slice(0, 2)] : undefined;
  }

  function unsupported(what: string): FormulaRuntimeError {
    return new FormulaRuntimeError(`The ${what} in '${source}' is not supported`);
  }
}
