import {
  GraphQLBoolean,
  GraphQLEnumType,
  GraphQLFloat,
  GraphQLID,
  GraphQLInputObjectType,
  GraphQLInt,
  GraphQLList,
  GraphQLObjectType,
  GraphQLScalarType,
  GraphQLString,
  type GraphQLInputType,
  type GraphQLOutputType,
} from 'graphql';
import type { Field, Schema, SObject } from '../../schema/model.ts';
import { describeType } from '../../schema/describe-field.ts';

/**
 * The types of field values, filters and inputs, named as in Salesforce's schema, since variables name them.
 * https://developer.salesforce.com/docs/platform/graphql/guide/graphql-schema-types.html
 */

function text(name: string): GraphQLScalarType {
  return new GraphQLScalarType({ name, serialize: (value) => value, parseValue: asText });
}

function asText(value: unknown): string {
  if (typeof value !== 'string') throw new TypeError(`expected a string, found ${JSON.stringify(value)}`);
  return value;
}

/** Numbers; Salesforce takes them as text too. */
function number(name: string): GraphQLScalarType {
  const parse = (value: unknown): number => {
    const parsed = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
    if (typeof parsed !== 'number' || !Number.isFinite(parsed))
      throw new TypeError(`expected a number, found ${JSON.stringify(value)}`);
    return parsed;
  };
  return new GraphQLScalarType({
    name,
    serialize: (value) => value,
    parseValue: parse,
    parseLiteral: (node) =>
      parse(
        node.kind === 'IntValue' || node.kind === 'FloatValue'
          ? Number(node.value)
          : node.kind === 'StringValue'
            ? node.value
            : undefined,
      ),
  });
}

function shaped(name: string, form: RegExp, example: string): GraphQLScalarType {
  return new GraphQLScalarType({
    name,
    serialize: (value) => value,
    parseValue: (value) => {
      const given = asText(value);
      if (!form.test(given)) throw new TypeError(`expected a value such as ${example}, found ${JSON.stringify(value)}`);
      return given;
    },
  });
}

const DATE = shaped('Date', /^\d{4}-\d\d-\d\d$/, '2026-11-24');
const DATE_TIME = shaped(
  'DateTime',
  /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)$/,
  '2026-11-24T08:00:00Z',
);

interface Kind {
  /** `String` → `StringValue`, `StringOperators`. */
  name: string;
  scalar: GraphQLScalarType;
  comparison: 'id' | 'text' | 'order' | 'boolean' | 'multi' | 'date' | 'none';
}

/** By the type that describe names. */
const KINDS: Record<string, Kind> = {
  id: { name: 'ID', scalar: GraphQLID, comparison: 'id' },
  reference: { name: 'ID', scalar: GraphQLID, comparison: 'id' },
  string: { name: 'String', scalar: GraphQLString, comparison: 'text' },
  combobox: { name: 'ComboBox', scalar: text('ComboBox'), comparison: 'text' },
  picklist: { name: 'Picklist', scalar: text('Picklist'), comparison: 'text' },
  multipicklist: { name: 'MultiPicklist', scalar: text('MultiPicklist'), comparison: 'multi' },
  textarea: { name: 'TextArea', scalar: text('TextArea'), comparison: 'text' },
  longtextarea: { name: 'LongTextArea', scalar: text('LongTextArea'), comparison: 'none' },
  html: { name: 'RichTextArea', scalar: text('RichTextArea'), comparison: 'none' },
  encryptedstring: { name: 'EncryptedString', scalar: text('EncryptedString'), comparison: 'none' },
  email: { name: 'EmailAddress', scalar: text('EmailAddress'), comparison: 'text' },
  phone: { name: 'PhoneNumber', scalar: text('PhoneNumber'), comparison: 'text' },
  url: { name: 'Url', scalar: text('Url'), comparison: 'text' },
  boolean: { name: 'Boolean', scalar: GraphQLBoolean, comparison: 'boolean' },
  int: { name: 'Int', scalar: GraphQLInt, comparison: 'order' },
  double: { name: 'Double', scalar: number('Double'), comparison: 'order' },
  currency: { name: 'Currency', scalar: number('Currency'), comparison: 'order' },
  percent: { name: 'Percent', scalar: number('Percent'), comparison: 'order' },
  date: { name: 'Date', scalar: DATE, comparison: 'date' },
  datetime: { name: 'DateTime', scalar: DATE_TIME, comparison: 'date' },
  time: { name: 'Time', scalar: text('Time'), comparison: 'order' },
};

const STRING_KIND = KINDS['string'] as Kind;

export function kindOf(schema: Schema, object: SObject, field: Field): Kind {
  if (field.type === 'LongTextArea') return KINDS['longtextarea'] ?? STRING_KIND;
  if (field.type === 'Html') return KINDS['html'] ?? STRING_KIND;
  return KINDS[describeType(schema, object, field)] ?? STRING_KIND;
}

function memo<T>(make: (kind: Kind) => T): (kind: Kind) => T {
  const made = new Map<string, T>();
  return (kind) => {
    const known = made.get(kind.name);
    if (known !== undefined) return known;
    const value = make(kind);
    made.set(kind.name, value);
    return value;
  };
}

export const FieldValue = memo(
  ({ name, scalar }): GraphQLOutputType =>
    new GraphQLObjectType({
      name: `${name}Value`,
      fields: {
        value: { type: scalar },
        displayValue: { type: GraphQLString },
        ...(name === 'Picklist' || name === 'MultiPicklist'
          ? { label: { type: GraphQLString, resolve: (field: { displayValue: unknown }) => field.displayValue } }
          : {}),
      },
    }),
);

export const DATE_LITERALS = [
  'YESTERDAY',
  'TODAY',
  'TOMORROW',
  'LAST_WEEK',
  'THIS_WEEK',
  'NEXT_WEEK',
  'LAST_MONTH',
  'THIS_MONTH',
  'NEXT_MONTH',
  'LAST_90_DAYS',
  'NEXT_90_DAYS',
  'LAST_QUARTER',
  'THIS_QUARTER',
  'NEXT_QUARTER',
  'LAST_YEAR',
  'THIS_YEAR',
  'NEXT_YEAR',
  'LAST_FISCAL_QUARTER',
  'THIS_FISCAL_QUARTER',
  'NEXT_FISCAL_QUARTER',
  'LAST_FISCAL_YEAR',
  'THIS_FISCAL_YEAR',
  'NEXT_FISCAL_YEAR',
];

export const DATE_RANGES = ['days', 'weeks', 'months', 'quarters', 'years', 'fiscal_quarters', 'fiscal_years'].flatMap(
  (unit) => [`last_n_${unit}`, `next_n_${unit}`, `n_${unit}_ago`],
);

const DateLiteral = new GraphQLEnumType({
  name: 'DateLiteral',
  values: Object.fromEntries(DATE_LITERALS.map((literal) => [literal, {}])),
});
const DateRange = new GraphQLInputObjectType({
  name: 'DateRange',
  fields: Object.fromEntries(DATE_RANGES.map((range) => [range, { type: GraphQLInt }])),
});

const dateInput = memo(
  ({ name, scalar }) =>
    new GraphQLInputObjectType({
      name: `${name}Input`,
      fields: { value: { type: scalar }, literal: { type: DateLiteral }, range: { type: DateRange } },
    }),
);

/** What the operators of a kind are called: `StringOperators`; undefined where it can't be filtered by. */
export function operatorsName({ name, comparison }: Kind): string | undefined {
  if (comparison === 'none') return undefined;
  return `${name === 'ID' ? 'Id' : name === 'Int' ? 'Integer' : name}Operators`;
}

/** The operators of a kind of field. `join` is the type of semi-joins. */
export function operatorFields(kind: Kind, join: () => GraphQLInputType): Record<string, { type: GraphQLInputType }> {
  const one: GraphQLInputType = kind.comparison === 'date' ? dateInput(kind) : kind.scalar;
  const several = new GraphQLList(one);
  const equal = { eq: { type: one }, ne: { type: one } };
  const listed = { in: { type: several }, nin: { type: several } };
  const ordered = { lt: { type: one }, gt: { type: one }, lte: { type: one }, gte: { type: one } };
  switch (kind.comparison) {
    case 'id':
      return { ...equal, ...listed, inq: { type: join() }, ninq: { type: join() } };
    case 'text':
      return { ...equal, like: { type: one }, ...ordered, ...listed };
    case 'multi':
      return { ...equal, includes: { type: several }, excludes: { type: several } };
    case 'boolean':
      return equal;
    default:
      return { ...equal, ...ordered, ...listed };
  }
}

export const Long = number('Long');

/** What an aggregate answers of one field. */
export const AggregateValue = memo((kind): GraphQLObjectType => {
  const wrapped = (name: string, scalar: GraphQLOutputType): { type: GraphQLOutputType } => ({
    type: result(name, scalar),
  });
  const numeric = kind.comparison === 'order' && kind.name !== 'Time';
  const extremes = numeric || kind.comparison === 'date' || kind.comparison === 'text';
  return new GraphQLObjectType({
    name: `${kind.name}Aggregate`,
    fields: {
      value: { type: kind.scalar },
      displayValue: { type: GraphQLString },
      ...(kind.name === 'Picklist'
        ? { label: { type: GraphQLString, resolve: (field: { displayValue: unknown }) => field.displayValue } }
        : {}),
      count: wrapped('Count', Long),
      countDistinct: wrapped('Count', Long),
      grouping: wrapped('Grouping', GraphQLInt),
      ...(extremes
        ? { min: wrapped(`${kind.name}Extreme`, kind.scalar), max: wrapped(`${kind.name}Extreme`, kind.scalar) }
        : {}),
      ...(numeric
        ? {
            sum: wrapped(`${kind.name}Sum`, kind.name === 'Int' ? GraphQLFloat : kind.scalar),
            avg: wrapped('Average', GraphQLFloat),
          }
        : {}),
    },
  });
});

const results = new Map<string, GraphQLObjectType>();

function result(name: string, scalar: GraphQLOutputType): GraphQLObjectType {
  const known = results.get(name);
  if (known) return known;
  const type = new GraphQLObjectType({
    name: `Aggregate${name}`,
    fields: { value: { type: scalar }, displayValue: { type: GraphQLString } },
  });
  results.set(name, type);
  return type;
}
