import type { FieldTypeOf, QueryBase } from '@jetstreamapp/soql-parser-js';
import type { QueryColumn } from '../org.ts';
import type { Field, SObject } from '../schema/model.ts';
import { childColumn, columnOf } from './columns.ts';
import type { Environment } from './environment.ts';
import { argument, functionName, isAggregate, isDateFunction, scalar, written, type Call } from './functions.ts';
import { orderSql } from './order.ts';
import { idOf, Scope, type Place } from './scope.ts';
import { attributesOf, RecordShape, SelectList, type Reader } from './shape.ts';
import { displayed, readerOf } from './show.ts';
import { clauses, joined, sql, wrapped, type Sql } from './sql.ts';
import { whereSql } from './where.ts';

type JsonRecord = Record<string, unknown>;

/** For a query of children of other records: the lookup to their parent. */
interface Child {
  field: Field;
}

const MAXIMUM_OFFSET = 2000;
const MAXIMUM_LIMIT = 2 ** 31 - 1;
const MAXIMUM_FIELDS_LIMIT = 200;

/** Records of one object as a query without aggregates gives them. */
export class RecordsQuery {
  readonly columns: QueryColumn[] = [];
  readonly #environment: Environment;
  readonly #query: QueryBase;
  readonly #child: Child | undefined;
  readonly #scope: Scope;
  readonly #list = new SelectList();
  readonly #id: number;
  readonly #parent: number;
  readonly #shape: RecordShape;
  readonly #children: { key: string; query: RecordsQuery }[] = [];

  constructor(environment: Environment, query: QueryBase, object: SObject, child?: Child) {
    this.#environment = environment;
    this.#query = query;
    this.#child = child;
    this.#scope = new Scope(environment, object, query.sObjectAlias);
    this.#id = this.#list.add(sql(`${this.#scope.alias}.Id`));
    this.#parent = child ? this.#list.add(sql(environment.column(this.#scope.alias, child.field.name))) : -1;
    this.#shape = new RecordShape(attributesOf(object, this.#id, environment.version));
    for (const selected of query.fields ?? []) this.#select(selected);
  }

  /** The records, in order; of a child query those of all these parents. */
  run(parents?: readonly string[]): { records: JsonRecord[]; parents: string[] } {
    const statement = this.#statement(parents);
    const rows = this.#environment.org.store.values(statement.text, statement.parameters);
    const records = rows.map((cells) => this.#shape.read(cells) ?? {});
    if (this.#children.length > 0) {
      const ids = rows.map((cells) => String(cells[this.#id]));
      for (const { key, query } of this.#children) {
        const found = query.#byParent(ids);
        records.forEach((record, i) => {
          const children = found.get(ids[i]!);
          // Salesforce gives null, not an empty list, where there are no children.
          record[key] = children ? { totalSize: children.length, done: true, records: children } : null;
        });
      }
    }
    return { records, parents: this.#parent < 0 ? [] : rows.map((cells) => String(cells[this.#parent])) };
  }

  #byParent(ids: readonly string[]): Map<string, JsonRecord[]> {
    const { records, parents } = this.run(ids);
    const found = new Map<string, JsonRecord[]>();
    records.forEach((record, i) => {
      const list = found.get(parents[i]!);
      if (list) list.push(record);
      else found.set(parents[i]!, [record]);
    });
    return found;
  }

  #statement(parents: readonly string[] | undefined): Sql {
    const { limit, offset } = this.#query;
    const order = orderSql(this.#environment, this.#query.orderBy, (clause) =>
      'fn' in clause ? scalar(this.#scope, clause.fn) : this.#scope.field(clause.field),
    );
    const conditions = conditionsOf(this.#environment, this.#scope, this.#query);
    if (this.#child) {
      const key = this.#environment.column(this.#scope.alias, this.#child.field.name);
      conditions.push(sql(`${key} IN (SELECT value FROM json_each(?))`, [JSON.stringify(parents ?? [])]));
      if (limit !== undefined || offset !== undefined) return this.#perParent(key, conditions, order);
    }
    return clauses(
      wrapped('SELECT ', joined(this.#list.entries, ', '), ' FROM'),
      this.#scope.from(),
      whereOf(conditions),
      order,
      this.#child ? undefined : limitOf(limit, offset),
    );
  }

  /** A child query's LIMIT counts for each parent by itself. */
  #perParent(key: string, conditions: Sql[], order: Sql | undefined): Sql {
    const { limit, offset = 0 } = this.#query;
    const rank = clauses(sql(`row_number() OVER (PARTITION BY ${key}`), order, sql(')'));
    const inner = clauses(
      wrapped(
        'SELECT ',
        joined(
          [...this.#list.entries.map((entry, i) => wrapped('', entry, ` AS c${i}`)), wrapped('', rank, ' AS rank')],
          ', ',
        ),
        ' FROM',
      ),
      this.#scope.from(),
      whereOf(conditions),
    );
    const columns = this.#list.entries.map((_, i) => `c${i}`).join(', ');
    const end = limit === undefined ? sql('') : sql('AND rank <= ?', [offset + limit]);
    return clauses(
      sql(`SELECT ${columns} FROM (`),
      inner,
      sql(') WHERE rank > ?', [offset]),
      end,
      sql('ORDER BY rank'),
    );
  }

  #select(selected: NonNullable<QueryBase['fields']>[number]): void {
    switch (selected.type) {
      case 'Field':
      case 'FieldRelationship': {
        const path = pathOf(selected);
        if ('alias' in selected && selected.alias !== undefined)
          throw this.#environment.error(
            'MALFORMED_QUERY',
            'only aggregate expressions use field aliasing',
            selected.alias,
          );
        this.#selectField(path);
        return;
      }
      case 'FieldFunctionExpression':
        this.#selectCall(selected);
        return;
      case 'FieldSubquery':
        this.#selectChildren(selected.subquery);
        return;
      case 'FieldTypeof':
        this.#selectTypeOf(selected);
        return;
    }
  }

  #selectField(path: string): void {
    const of = this.#scope.field(path);
    const shape = this.#shapeFor(path);
    this.#set(shape, of.key, path, readerOf(this.#environment, this.#list, of));
    this.columns.push(columnOf(of, this.#scope.path(path).join('.')));
  }

  #set(shape: RecordShape, key: string, path: string, read: Reader): void {
    if (shape.has(key)) throw this.#environment.error('INVALID_FIELD', `duplicate field selected: ${path}`);
    shape.set(key, read);
  }

  /** The record in which a path's field is nested. */
  #shapeFor(path: string): RecordShape {
    const steps = this.#scope.path(path).slice(0, -1);
    let shape = this.#shape;
    steps.forEach((_, i) => {
      const place = this.#scope.place(steps.slice(0, i + 1), path);
      shape = shape.nested(place.relationship, () => new RecordShape(this.#attributes(place)));
    });
    return shape;
  }

  #attributes(place: Place): Reader {
    const id = this.#list.add(idOf(place));
    const { version } = this.#environment;
    if (place.kind === 'object') return attributesOf(place.object, id, version);
    return (cells) => {
      const value = cells[id];
      const object =
        typeof value === 'string'
          ? place.targets.find((target) => target.object.keyPrefix === value.slice(0, 3))
          : undefined;
      return object
        ? { type: 'Name', url: `/services/data/v${version}/sobjects/${object.object.name}/${String(value)}` }
        : null;
    };
  }

  #selectCall(call: Call): void {
    const name = functionName(call);
    if (name === 'FIELDS') return this.#selectAll(call);
    if (isAggregate(call) || isDateFunction(call))
      throw this.#environment.error(
        'MALFORMED_QUERY',
        `Field must be grouped or aggregated: ${written(call)}`,
        call.functionName,
      );
    const of = scalar(this.#scope, call);
    const alias = call.alias;
    const path = innermost(this.#scope, call);
    const shape = alias === undefined && path !== undefined ? this.#shapeFor(path) : this.#shape;
    const key = alias ?? of.key;
    this.#set(shape, key, key, displayed(this.#scope, call, of, readerOf(this.#environment, this.#list, of)));
    this.columns.push({ ...columnOf(of, alias ?? (path === undefined ? key : this.#scope.path(path).join('.'))) });
  }

  /** https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_select_fields.htm */
  #selectAll(call: Call): void {
    const which = String(call.parameters?.[0] ?? '').toUpperCase();
    const limit = this.#query.limit;
    if (which !== 'STANDARD' && (limit === undefined || limit > MAXIMUM_FIELDS_LIMIT)) {
      throw this.#environment.error(
        'MALFORMED_QUERY',
        `The SOQL FIELDS function must have a LIMIT of at most ${MAXIMUM_FIELDS_LIMIT}`,
        call.functionName,
      );
    }
    const { object } = this.#scope;
    const wanted = object.fields.filter((field) =>
      which === 'ALL' ? true : which === 'CUSTOM' ? field.custom : !field.custom,
    );
    for (const field of wanted) if (this.#environment.mayReadField(object, field.name)) this.#selectField(field.name);
  }

  #selectChildren(subquery: { relationshipName: string } & QueryBase): void {
    const { environment, object } = this.#scope;
    const name = subquery.relationshipName;
    const relationship = environment.org.schema
      .childrenOf(object.name)
      .find((child) => child.relationshipName?.toLowerCase() === name.toLowerCase());
    const child = relationship && environment.org.schema.object(relationship.childObject);
    if (
      !relationship ||
      !child ||
      !environment.mayRead(child) ||
      !environment.mayReadField(child, relationship.field.name)
    ) {
      throw environment.error(
        'INVALID_TYPE',
        `Didn't understand relationship '${name}' in FROM part of query call. If you are attempting to use a custom relationship, be sure to append the '__r' after the custom relationship name. Please reference your WSDL or the describe call for the appropriate names.`,
        name,
      );
    }
    if (
      subquery.groupBy ||
      (subquery.fields ?? []).some((field) => field.type === 'FieldFunctionExpression' && isAggregate(field))
    ) {
      throw environment.error('MALFORMED_QUERY', 'Only root queries support aggregate expressions', name);
    }
    const query = new RecordsQuery(environment, subquery, child, { field: relationship.field });
    const key = relationship.relationshipName ?? name;
    this.#set(this.#shape, key, key, () => null);
    this.#children.push({ key, query });
    this.columns.push(childColumn(key, query.columns));
  }

  /** https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_select_typeof.htm */
  #selectTypeOf(typeOf: FieldTypeOf): void {
    const steps = this.#scope.path(typeOf.field);
    const place = this.#scope.place(steps, typeOf.field);
    if (place.kind !== 'name')
      throw this.#environment.error(
        'INVALID_FIELD',
        `TYPEOF is only allowed on relationships to several objects: ${typeOf.field}`,
        typeOf.field,
      );
    const id = this.#list.add(idOf(place));
    const shapes = new Map<string, RecordShape>();
    let otherwise: RecordShape | undefined;
    for (const { objectType, fieldList } of typeOf.conditions) {
      const target =
        objectType === undefined
          ? undefined
          : place.targets.find(({ object }) => object.name.toLowerCase() === objectType.toLowerCase());
      if (objectType !== undefined && !target)
        throw this.#environment.error(
          'INVALID_TYPE',
          `${objectType} is not a type that ${typeOf.field} refers to`,
          objectType,
        );
      const at: Place = target ? { kind: 'object', ...target, relationship: place.relationship } : place;
      const shape = new RecordShape(this.#attributes(at));
      for (const name of fieldList) {
        const of = this.#scope.fieldAt(at, name, name);
        shape.set(of.key, readerOf(this.#environment, this.#list, of));
      }
      if (target) shapes.set(target.object.keyPrefix, shape);
      else otherwise = shape;
    }
    const key = steps.join('.');
    this.#set(this.#shape, place.relationship, key, (cells) => {
      const value = cells[id];
      return typeof value === 'string' ? ((shapes.get(value.slice(0, 3)) ?? otherwise)?.read(cells) ?? null) : null;
    });
    this.columns.push({ ...childColumn(place.relationship, []), type: 'reference', aggregate: false });
  }
}

/** The conditions of a query's rows: there, shared with the user, in scope, and as WHERE says. */
export function conditionsOf(environment: Environment, scope: Scope, query: QueryBase): Sql[] {
  const { limit = 0, offset = 0 } = query;
  if (limit > MAXIMUM_LIMIT)
    throw environment.error('MALFORMED_QUERY', `numeric value out of range: ${limit}`, String(limit));
  if (offset > MAXIMUM_OFFSET)
    throw environment.error('NUMBER_OUTSIDE_VALID_RANGE', `Maximum SOQL offset allowed is ${MAXIMUM_OFFSET}`);
  const conditions = environment.visible(scope.object, scope.alias);
  const using = query.usingScope?.toLowerCase();
  if (using === 'mine' && scope.object.hasOwner)
    conditions.push(sql(`${scope.alias}.OwnerId = ?`, [environment.access.userId]));
  else if (using !== undefined && using !== 'everything')
    throw environment.error(
      'INVALID_QUERY_SCOPE',
      `The scope ${query.usingScope} is not supported for ${scope.object.name}`,
      query.usingScope,
    );
  if (query.withDataCategory) throw environment.error('MALFORMED_QUERY', 'WITH DATA CATEGORY is not supported');
  if (query.where) conditions.push(whereSql(scope, query.where));
  return conditions;
}

export function whereOf(conditions: Sql[]): Sql | undefined {
  return conditions.length === 0 ? undefined : wrapped('WHERE ', joined(conditions, ' AND '), '');
}

export function limitOf(limit: number | undefined, offset: number | undefined): Sql | undefined {
  if (limit === undefined && offset === undefined) return undefined;
  return sql('LIMIT ? OFFSET ?', [limit ?? -1, offset ?? 0]);
}

/** A selected field as written, without the query's alias before it. */
export function pathOf(selected: { field: string; relationships?: string[]; rawValue?: string }): string {
  return selected.rawValue ?? [...(selected.relationships ?? []), selected.field].join('.');
}

function innermost(scope: Scope, call: Call): string | undefined {
  const inner = argument(scope, call);
  return typeof inner === 'string' ? inner : innermost(scope, inner);
}
