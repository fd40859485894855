/**
 * The questions of the trends as GraphQL puts them, and what it answers as groups. Pure.
 *
 * The text of a query never changes: what is chosen goes in as variables, each a filter as a whole, since a variable
 * that is left out would drop its condition. Directives with variables are nothing for the wire adapter:
 * https://developer.salesforce.com/docs/platform/graphql/guide/graphql-wire-lwc-limitations.html
 */
import type { Condition, Question, QuestionName } from 'c/jointCallQuestions';
import type { Group, Sums } from 'c/jointCallFigures';

/** A filter as the GraphQL API takes it, such as `{ Team__c: { eq: 'Nord' } }`. */
export type Filter = Record<string, unknown>;

/** Groups that an org answers at most, in GraphQL as in SOQL. */
export const MOST_GROUPS = 2000;

/** A group, beside what people read of its keys. */
export interface NamedGroup<Columns = Sums> {
  keys: Group['keys'];
  names: readonly string[];
  sums: Columns;
}

export interface Answered<Columns = Sums> {
  groups: NamedGroup<Columns>[];
  /** There may be more groups than the org answers. */
  isCut: boolean;
}

/** What a group is called: the name of the user, where it is grouped by a user. */
const NAMES: Readonly<Record<string, string>> = { Manager__c: 'Manager__r.Name', Sales_Rep__c: 'Sales_Rep__r.Name' };

/** All conditions as one filter; a blank value asks for what is blank. */
export function filterOf(conditions: readonly (Omit<Condition, 'value'> & { value: unknown })[]): Filter {
  return {
    and: conditions.map(({ field, operator, value, day }) => nested(field, { [operator]: day ? { value } : value })),
  };
}

/** Nothing passes it: the question is not asked. */
export const NOTHING_PASSES: Filter = { Id: { eq: null } };

function nested(path: string, inner: Filter): Filter {
  return path.split('.').reduceRight<Filter>((filter, name) => ({ [name]: filter }), inner);
}

/** What not everybody may read: left out for them instead of refusing the request as a whole. */
const OPTIONAL: ReadonlySet<string> = new Set([
  'Accounts_Differ__c',
  'Joint_Call_Coaching__c',
  'Joint_Call_Follow_Up__c',
  'Shared_On__c',
  'Rep_Acknowledged_On__c',
]);

/** One question as the text of an aggregate subquery, under its name, with its filter as the variable of that name. */
export function subquery(name: QuestionName, question: Question): string {
  const { object, groupBy, columns, where } = question;
  const paths = [...groupBy, ...groupBy.flatMap((path) => (NAMES[path] ? [NAMES[path]] : []))];
  const fields = [...new Set(Object.values(columns).map(({ field }) => field))];
  const selected = [
    ...together(paths, '{ value displayValue }', ' '),
    ...fields.map((field) => {
      const optional = OPTIONAL.has(field) ? ' @optional' : '';
      const functions = Object.values(columns).flatMap((column) => (column.field === field ? [column.of] : []));
      return `${field}${optional} { ${functions.map((of) => `${of} { value }`).join(' ')} }`;
    }),
  ];
  const grouped = paths.length > 0 ? `groupBy: { ${together(paths, '{ group: true }', ': ').join(' ')} } ` : '';
  const optional = OPTIONAL.has(object) ? ' @optional' : '';
  return `${name}: ${object}(${where.length > 0 ? `where: $${name} ` : ''}${grouped}first: ${MOST_GROUPS})${optional} { edges { node { aggregate { ${selected.join(' ')} } } } pageInfo { hasNextPage } }`;
}

/** `A__r.B__c` and `A__r.C__c` as `A__r { B__c inner C__c inner }`, or with colons where they are an argument. */
function together(paths: readonly string[], inner: string, separator: string): string[] {
  const firsts = [...new Set(paths.map((path) => path.split('.')[0] ?? ''))];
  return firsts.map((first) => {
    const below = paths.flatMap((path) => (path.startsWith(`${first}.`) ? [path.slice(first.length + 1)] : []));
    const fields = below.length > 0 ? `{ ${together(below, inner, separator).join(' ')} }` : inner;
    return `${first}${separator}${fields}`;
  });
}

/** The variable of a question, as the query declares it; none where there is nothing to filter. */
export function declaration(name: QuestionName, { object, where }: Question): string[] {
  return where.length > 0 ? [`$${name}: ${object}_Filter`] : [];
}

type Aggregate = Record<string, unknown>;

/** A field, as it is grouped by or added up. */
interface Cell<T = string> {
  value: T | null;
  displayValue?: string | null;
}

/** What the GraphQL API answers to one subquery; undefined where it was left out. */
export interface Connection {
  edges: { node: { aggregate: Aggregate } }[];
  pageInfo?: { hasNextPage: boolean };
}

/** The groups of an answer, blank sums as 0. A column that was left out as optional is left out here too. */
export function groupsOf<Columns = Sums>(question: Question, connection: Connection | undefined): Answered<Columns> {
  const edges = connection?.edges ?? [];
  const groups = edges.map(({ node: { aggregate } }): NamedGroup<Columns> => {
    const cells = question.groupBy.map((path) => at(aggregate, path) as Cell<unknown> | undefined);
    const keys = cells.map((cell) => ((cell?.value ?? null) === null ? null : String(cell?.value)));
    const names = question.groupBy.map((path, index) => {
      const named = NAMES[path] ? (at(aggregate, NAMES[path]) as Cell | undefined) : undefined;
      return named?.value ?? cells[index]?.displayValue ?? keys[index] ?? '';
    });
    const sums = Object.fromEntries(
      Object.entries(question.columns).flatMap(([name, { field, of }]) => {
        const cell = (aggregate[field] as Record<string, Cell<number | string>> | undefined)?.[of];
        return cell ? [[name, cell.value ?? (of === 'min' ? null : 0)]] : [];
      }),
    );
    return { keys, names, sums: sums as Columns };
  });
  return { groups, isCut: connection?.pageInfo?.hasNextPage === true || groups.length >= MOST_GROUPS };
}

function at(aggregate: Aggregate, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((value, name) => (value as Record<string, unknown> | null | undefined)?.[name], aggregate);
}
