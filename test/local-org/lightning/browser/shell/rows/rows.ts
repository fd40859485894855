import { request } from 'shell/rest';

/** Rows of records for tables, by GraphQL. */

export interface Column {
  label: string;
  path: string;
  type: string;
}

export interface Cell {
  key: string;
  text: string;
  href: string | undefined;
}

export interface TableRow {
  key: string;
  cells: Cell[];
}

export interface Rows {
  rows: TableRow[];
  total: number;
  /** Where the next page begins; undefined at the end. */
  after: string | undefined;
}

export interface RowsQuestion {
  object: string;
  nameField: string;
  columns: readonly Column[];
  where: Record<string, unknown>;
  scope: 'EVERYTHING' | 'MINE';
  first: number;
  after: string | undefined;
}

interface FieldNode {
  value?: unknown;
  displayValue?: string | null;
  Id?: string;
}

interface Connection {
  edges: { node: Record<string, unknown> & { Id: string } }[];
  totalCount: number;
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

export async function fetchRows(question: RowsQuestion): Promise<Rows> {
  const { object, columns, where, scope, first, after, nameField } = question;
  const order = nameField === 'Id' ? 'Id' : nameField;
  const query = `query rows($where: ${object}_Filter, $after: String) { uiapi { query { ${object}(where: $where, first: ${first}, after: $after, scope: ${scope}, orderBy: { ${order}: { order: ASC } }) {
    edges { node { Id ${columns.map(selection).join(' ')} } } totalCount pageInfo { hasNextPage endCursor } } } } }`;
  const answer = (await request('POST', '/graphql', { query, variables: { where, after: after ?? null } })) as {
    data?: { uiapi?: { query?: Record<string, Connection> } };
    errors?: { message: string }[];
  };
  if (answer.errors?.length) throw new Error(answer.errors.map(({ message }) => message).join(' '));
  const connection = answer.data?.uiapi?.query?.[object];
  if (!connection) throw new Error('The org answered without data.');
  return {
    rows: connection.edges.map(({ node }) => ({
      key: node.Id,
      cells: columns.map((column) => cell(object, nameField, node, column)),
    })),
    total: connection.totalCount,
    after: connection.pageInfo.hasNextPage ? (connection.pageInfo.endCursor ?? undefined) : undefined,
  };
}

interface ShownField {
  value: unknown;
  displayValue: string | null;
}

interface HistoryRecord {
  id: string;
  fields: Record<string, ShownField & { value: { fields?: Record<string, ShownField> } | string | null }>;
}

/**
 * What changed in a record, latest first, by the UI API: GraphQL does not serve histories. Fields are called what the
 * record's object calls them. A lookup's second row, of Ids, is left out, as Lightning Experience does.
 */
export async function fetchHistory(object: string, of: string, recordId: string, first: number): Promise<Rows> {
  const fields = ['CreatedDate', 'Field', 'CreatedBy.Name', 'OldValue', 'NewValue', 'DataType'];
  const asked = fields.map((name) => `${object}.${name}`).join();
  const [answer, info] = (await Promise.all([
    request(
      'GET',
      `/ui-api/related-list-records/${recordId}/Histories?fields=${asked}&sortBy=-${object}.CreatedDate&pageSize=${first}`,
    ),
    request('GET', `/ui-api/object-info/${of}`),
  ])) as [{ records: HistoryRecord[]; count: number }, { fields: Record<string, { label: string }> }];
  const shown = answer.records.filter(({ fields: told }) => told['DataType']?.value !== 'EntityId');
  return {
    total: answer.count - (answer.records.length - shown.length),
    after: undefined,
    rows: shown.map(({ id, fields: told }) => ({
      key: id,
      cells: ['CreatedDate', 'Field', 'CreatedBy', 'OldValue', 'NewValue'].map((name) => {
        const text = textOf(told[name]);
        return { key: name, text: name === 'Field' ? changedField(text, info.fields) : text, href: undefined };
      }),
    })),
  };
}

function textOf(field: HistoryRecord['fields'][string] | undefined): string {
  const parent = typeof field?.value === 'object' ? field.value?.fields?.['Name'] : undefined;
  const text = parent?.value ?? field?.displayValue ?? field?.value ?? '';
  return typeof text === 'string' ? text : '';
}

/** `created` tells that the record was; an owner goes by the relationship's name. */
function changedField(name: string, fields: Record<string, { label: string }>): string {
  if (name === 'created') return 'Created.';
  const label = (fields[name] ?? fields[`${name}Id`])?.label ?? name;
  return label.replace(/ ID$/, '');
}

function selection({ path }: Column): string {
  const [first = '', second] = path.split('.');
  if (first === 'Id') return '';
  return second === undefined ? `${first} { value displayValue }` : `${first} { Id ${second} { value displayValue } }`;
}

function cell(
  object: string,
  nameField: string,
  node: Record<string, unknown> & { Id: string },
  { path, type }: Column,
): Cell {
  const [first = '', second] = path.split('.');
  const part = node[first] as FieldNode | null | undefined;
  const field = (second === undefined ? part : (part as Record<string, unknown> | null | undefined)?.[second]) as
    FieldNode | null | undefined;
  const value = first === 'Id' ? node.Id : field?.value;
  const text = type === 'Checkbox' ? (value === true ? 'Yes' : 'No') : String(field?.displayValue ?? value ?? '');
  const href =
    path === nameField
      ? `/lightning/r/${object}/${node.Id}/view`
      : second !== undefined && part?.Id
        ? `/lightning/r/${part.Id}/view`
        : undefined;
  return { key: path, text, href };
}
