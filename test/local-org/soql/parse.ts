import { createRequire } from 'node:module';
import type { Query } from '@jetstreamapp/soql-parser-js';
import { OrgError } from '../errors.ts';

type Parser = typeof import('@jetstreamapp/soql-parser-js');
let parser: Parser | undefined;

/** Loaded at first use: it builds its grammar then, which takes a fifth of a second of a start. */
function soqlParser(): Parser {
  return (parser ??= createRequire(import.meta.url)('@jetstreamapp/soql-parser-js') as Parser);
}

/** A query's text with its parsed form. */
export interface ParsedQuery {
  text: string;
  ast: Query;
  /** Names given in `FROM Account a, a.Owner o`, in lower case: `o` stands for `a.Owner`. */
  aliases: Map<string, string[]>;
}

/** Longest query that Salesforce takes. */
const MAXIMUM_LENGTH = 100_000;

/** Parses SOQL; throws OrgError MALFORMED_QUERY. */
export function parse(text: string): ParsedQuery {
  if (text.trim() === '') throw new OrgError('MALFORMED_QUERY', 'A query string has to be specified');
  if (text.length > MAXIMUM_LENGTH)
    throw new OrgError(
      'QUERY_TOO_COMPLICATED',
      'Query is either selecting too many fields or the filter conditions are too complicated.',
    );
  const plain = withoutStrings(text);
  if (/\bALL\s+ROWS\s*$/i.test(plain))
    throw malformed(text, plain.search(/\bALL\s+ROWS\s*$/i), 'ALL ROWS not allowed in this context');
  if (deepestNesting(plain) > 100)
    throw new OrgError(
      'QUERY_TOO_COMPLICATED',
      'Query is either selecting too many fields or the filter conditions are too complicated.',
    );
  const { text: simple, aliases } = withoutFromAliases(text, plain);
  try {
    return { text, ast: soqlParser().parseQuery(simple), aliases };
  } catch (error) {
    throw syntaxError(text, error);
  }
}

/** The text with every string literal blanked, so that positions stay and keywords are real ones. */
function withoutStrings(text: string): string {
  return text.replace(/'(?:\\[\s\S]|[^'\\])*'/g, (literal) => `'${' '.repeat(literal.length - 2)}'`);
}

/** The parser works by recursion. */
function deepestNesting(plain: string): number {
  let depth = 0;
  let deepest = 0;
  for (const c of plain) {
    if (c === '(') deepest = Math.max(deepest, ++depth);
    else if (c === ')') depth--;
  }
  return deepest;
}

/** `FROM Account a, a.Owner o` is older SOQL that the parser does not know: the second name is only another way to write a path. */
function withoutFromAliases(text: string, plain: string): { text: string; aliases: Map<string, string[]> } {
  const aliases = new Map<string, string[]>();
  const list = /(\bFROM\s+\w+\s+(?:AS\s+)?\w+)((?:\s*,\s*\w+(?:\.\w+)+\s+(?:AS\s+)?\w+)+)/gi;
  let simple = text;
  for (const match of plain.matchAll(list)) {
    const [all, kept = '', extra = ''] = match;
    for (const part of extra.split(',').slice(1)) {
      const words = part.trim().split(/\s+/);
      aliases.set(words.at(-1)!.toLowerCase(), words[0]!.split('.'));
    }
    simple =
      simple.slice(0, match.index) +
      kept +
      ' '.repeat(all.length - kept.length) +
      simple.slice(match.index + all.length);
  }
  return { text: simple, aliases };
}

interface ParserError {
  message?: string;
  token?: { image?: string; startOffset?: number };
}

function syntaxError(text: string, error: unknown): OrgError {
  const { message = '', token } = error as ParserError;
  const character = /unexpected character: ->(.)<- at offset: (\d+)/s.exec(message);
  if (character) {
    const at = Number(character[2]);
    const plain = withoutStrings(text);
    if (character[1] === "'" && plain[at] === "'") return malformed(text, at, "unexpected char: '");
    return malformed(
      text,
      at,
      `line ${rowAndColumn(text, at).row}:${rowAndColumn(text, at).column} no viable alternative at character '${character[1]}'`,
    );
  }
  const found =
    token?.image ?? /but found(?::| -->) '([^']*)'/.exec(message)?.[1] ?? /but found: (\S+)/.exec(message)?.[1] ?? '';
  const at = token?.startOffset ?? (found === '' ? -1 : positionOf(text, found));
  if (found === '' || at < 0) return malformed(text, text.length, 'unexpected token: <EOF>');
  return malformed(text, at, `unexpected token: '${found}'`);
}

/** MALFORMED_QUERY with the place in the text. */
export function malformed(text: string | undefined, at: number, message: string): OrgError {
  return new OrgError('MALFORMED_QUERY', text === undefined || at < 0 ? message : pointedAt(text, at, message));
}

/**
 * A message as Salesforce prints it: the words around the place, a caret below, row and column.
 */
export function pointedAt(text: string, at: number, message: string): string {
  const { row, column, line, inLine } = rowAndColumn(text, at);
  const words = [...line.matchAll(/[^\s,]+/g)].map((word) => ({ start: word.index, end: word.index + word[0].length }));
  const here = words.findIndex((word) => word.end > inLine);
  const index = here < 0 ? words.length : here;
  // Two words on either side.
  const start = words[Math.max(0, index - 2)]?.start ?? 0;
  const end = words[Math.min(words.length - 1, index + 2)]?.end ?? line.length;
  return `\n${line.slice(start, end)}\n${' '.repeat(Math.max(0, inLine - start))}^\nERROR at Row:${row}:Column:${column}\n${message}`;
}

function rowAndColumn(text: string, at: number): { row: number; column: number; line: string; inLine: number } {
  const before = text.slice(0, at).split('\n');
  const inLine = before.at(-1)!.length;
  return { row: before.length, column: inLine + 1, line: text.split('\n')[before.length - 1] ?? '', inLine };
}

/**
 * Where a name (or path) is written in the text, outside of strings: after the clause's keyword where it is
 * found there, else the first place; -1 where it is nowhere.
 */
export function positionOf(text: string, name: string, clause?: string): number {
  const plain = withoutStrings(text);
  if (!/^\w/.test(name)) return plain.indexOf(name);
  const escaped = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const places = [...plain.matchAll(new RegExp(`(?<![\\w.])${escaped}(?![\\w.])`, 'gi'))].map((match) => match.index);
  const from = clause === undefined ? 0 : plain.search(new RegExp(`\\b${clause.replace(' ', '\\s+')}\\b`, 'i'));
  return places.find((place) => place >= from) ?? places[0] ?? -1;
}
