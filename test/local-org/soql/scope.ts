import type { Field, SObject } from '../schema/model.ts';
import type { Environment } from './environment.ts';
import { clauses, joined, sql, wrapped, type Sql } from './sql.ts';
import { isText, valueType, type ValueType } from './types.ts';

/** Something with a value in each row. */
export interface Expression {
  sql: Sql;
  type: ValueType;
  /** Where the value is a field's own: the field, whose it is, and the table it is read from. */
  field: Field | undefined;
  object: SObject | undefined;
  alias?: string;
  /** The field's API name, as results show it. */
  key: string;
  /** As written in the query, for messages and column names. */
  name: string;
}

/** The row at the end of a relationship path. */
export type Place =
  | { kind: 'object'; object: SObject; alias: string; relationship: string }
  /** At the end of a lookup to several objects: Salesforce's `Name` entity, with the fields common to all. */
  | { kind: 'name'; targets: { object: SObject; alias: string }[]; relationship: string };

/** Relationship steps in one path, at most. */
const MAXIMUM_STEPS = 5;

/** What may be asked of a record that can be of several types. https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_name.htm */
const NAME_FIELDS = new Map(
  [
    'Id',
    'Name',
    'Type',
    'FirstName',
    'LastName',
    'Email',
    'Phone',
    'Title',
    'Username',
    'Alias',
    'IsActive',
    'UserRoleId',
    'ProfileId',
  ].map((name) => [name.toLowerCase(), name]),
);
const NAME_RELATIONS = new Set(['userrole', 'profile']);

/** Names of one FROM: its object, and the parents that paths lead to, each joined once. */
export class Scope {
  readonly environment: Environment;
  readonly object: SObject;
  readonly alias: string;
  readonly #ownNames: Set<string>;
  readonly #places = new Map<string, Place>();
  readonly #joins: Sql[] = [];

  constructor(environment: Environment, object: SObject, ownAlias?: string) {
    this.environment = environment;
    this.object = object;
    this.alias = environment.table();
    this.#ownNames = new Set(
      [object.name, ...(ownAlias === undefined ? [] : [ownAlias])].map((name) => name.toLowerCase()),
    );
    this.#places.set('', { kind: 'object', object, alias: this.alias, relationship: '' });
  }

  /** `"Account" t0 LEFT JOIN …` with all joins asked for so far. */
  from(): Sql {
    return clauses(sql(`"${this.object.name}" ${this.alias}`), ...this.#joins);
  }

  /** The steps of a path without the query's own name and alias before it. */
  path(written: string): string[] {
    let steps = written.split('.');
    const alias = this.environment.aliases.get(steps[0]!.toLowerCase());
    if (steps.length > 1 && alias) steps = [...alias, ...steps.slice(1)];
    const [first = ''] = steps;
    if (steps.length > 1 && this.#ownNames.has(first.toLowerCase()) && !relationship(this.object, first))
      return steps.slice(1);
    return steps;
  }

  /** A field by its path as written in the query; throws INVALID_FIELD where there is none that the user may read. */
  field(written: string): Expression {
    const steps = this.path(written);
    return this.fieldAt(this.place(steps.slice(0, -1), written), steps.at(-1)!, written);
  }

  /** The end of a relationship path; `written` is what errors point at. */
  place(steps: readonly string[], written: string): Place {
    if (steps.length > MAXIMUM_STEPS) {
      throw this.environment.error(
        'INVALID_FIELD',
        `The maximum number of relationship levels in a field path is ${MAXIMUM_STEPS}: ${written}`,
        written,
      );
    }
    let place = this.#places.get('')!;
    steps.forEach((step, i) => {
      const key = steps
        .slice(0, i + 1)
        .join('.')
        .toLowerCase();
      let next = this.#places.get(key);
      if (!next) this.#places.set(key, (next = this.#follow(place, step, written)));
      place = next;
    });
    return place;
  }

  fieldAt(place: Place, name: string, written: string): Expression {
    if (place.kind === 'name') return this.#nameField(place, name, written);
    const field = place.object.field(name);
    if (!field || !this.environment.mayReadField(place.object, field.name))
      throw this.noSuchColumn(name, place.object.name, written);
    return { ...this.#value(place, field), name: written };
  }

  noSuchColumn(name: string, entity: string, written: string): Error {
    return this.environment.error(
      'INVALID_FIELD',
      `No such column '${name}' on entity '${entity}'. If you are attempting to use a custom field, be sure to append the '__c' after the custom field name. Please reference your WSDL or the describe call for the appropriate names.`,
      written,
    );
  }

  #value(place: { object: SObject; alias: string }, field: Field): Omit<Expression, 'name'> {
    const type = this.#typeOf(field);
    if (field.formula === undefined)
      return {
        sql: sql(this.environment.column(place.alias, field.name)),
        type,
        field,
        object: place.object,
        alias: place.alias,
        key: field.name,
      };
    const call = sql(`soql_formula(?, ?, ${place.alias}.Id)`, [place.object.name, field.name]);
    return {
      sql: isText(type) ? wrapped('(', call, ' COLLATE NOCASE)') : call,
      type,
      field,
      object: place.object,
      alias: place.alias,
      key: field.name,
    };
  }

  #typeOf(field: Field): ValueType {
    if (field.summary?.summarizedField !== undefined) {
      const summarized = this.environment.org.schema
        .object(field.summary.detailObject)
        ?.field(field.summary.summarizedField);
      if (summarized) return valueType(summarized);
    }
    return valueType(field);
  }

  #follow(place: Place, step: string, written: string): Place {
    const { environment } = this;
    const from = place.kind === 'object' ? [place] : NAME_RELATIONS.has(step.toLowerCase()) ? place.targets : [];
    for (const { object, alias } of from) {
      const field = relationship(object, step);
      if (!field?.reference || !environment.mayReadField(object, field.name)) continue;
      const parents = field.reference.to
        .flatMap((name) => environment.org.schema.object(name) ?? [])
        .filter((parent) => environment.mayRead(parent));
      if (parents.length === 0) continue;
      const column = environment.column(alias, field.name);
      const targets = parents.map((parent) => ({ object: parent, alias: this.#join(parent, column) }));
      const name = field.reference.relationshipName ?? step;
      return field.reference.to.length === 1
        ? { kind: 'object', ...targets[0]!, relationship: name }
        : { kind: 'name', targets, relationship: name };
    }
    throw environment.error(
      'INVALID_FIELD',
      `Didn't understand relationship '${step}' in field path. If you are attempting to use a custom relationship, be sure to append the '__r' after the custom relationship name. Please reference your WSDL or the describe call for the appropriate names.`,
      written,
    );
  }

  #join(parent: SObject, column: string): string {
    const alias = this.environment.table();
    const on = joined([sql(`${alias}.Id = ${column}`), ...this.environment.visible(parent, alias)], ' AND ');
    this.#joins.push(wrapped(`LEFT JOIN "${parent.name}" ${alias} ON `, on, ''));
    return alias;
  }

  #nameField(place: Place & { kind: 'name' }, name: string, written: string): Expression {
    const key = NAME_FIELDS.get(name.toLowerCase());
    if (key === undefined) throw this.noSuchColumn(name, 'Name', written);
    const common = { field: undefined, object: undefined, key, name: written };
    if (key === 'Id') return { ...common, sql: idOf(place), type: 'id' };
    if (key === 'Type') {
      const cases = place.targets.map(({ object, alias }) => sql(`WHEN ${alias}.Id IS NOT NULL THEN ?`, [object.name]));
      return { ...common, sql: wrapped('(CASE ', joined(cases, ' '), ' END COLLATE NOCASE)'), type: 'string' };
    }
    const values = place.targets.flatMap((target) => {
      const field = target.object.field(key === 'Name' ? (target.object.nameField ?? '') : key);
      return field && this.environment.mayReadField(target.object, field.name) ? [this.#value(target, field)] : [];
    });
    const [first] = values;
    if (!first) throw this.noSuchColumn(name, 'Name', written);
    const value = firstOf(values.map((one) => one.sql));
    return { ...common, sql: isText(first.type) ? wrapped('(', value, ' COLLATE NOCASE)') : value, type: first.type };
  }
}

/** The Id of whichever record a lookup to several objects leads to. */
export function idOf(place: Place): Sql {
  return place.kind === 'object'
    ? sql(`${place.alias}.Id`)
    : firstOf(place.targets.map(({ alias }) => sql(`${alias}.Id`)));
}

function firstOf(values: Sql[]): Sql {
  return values.length === 1 ? values[0]! : wrapped('coalesce(', joined(values, ', '), ')');
}

const relationships = new WeakMap<SObject, Map<string, Field>>();

/** The lookup that a relationship name follows, in any case. */
function relationship(object: SObject, name: string): Field | undefined {
  let known = relationships.get(object);
  if (!known) {
    known = new Map(
      object.fields.flatMap((field) =>
        field.reference?.relationshipName === undefined
          ? []
          : [[field.reference.relationshipName.toLowerCase(), field]],
      ),
    );
    relationships.set(object, known);
  }
  return known.get(name.toLowerCase());
}
