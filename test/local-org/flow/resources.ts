import { FormulaError } from '../formula/error.ts';
import { element as child, elements, flag, text } from '../metadata/xml.ts';
import type { Row, Schema, SObject, XmlElement } from '../schema/model.ts';
import { flowFormula, globalValue, recordFormula } from './formulas.ts';
import { FlowProblem, isRecord, single, UnsupportedFlow, type FlowValue, type Interview } from './model.ts';
import {
  convert,
  dataTypeOf,
  isDataType,
  type DataType,
  type Expression,
  type ItemType,
  type ResourceType,
  type Target,
} from './types.ts';

/** A flow's resources by name: what its elements may read and assign to. */
export interface Resources {
  schema: Schema;
  object: SObject;
  /** The resource that a reference such as `$Record.Account.Name` or `Get_Loan.Id` names. Throws FlowProblem. */
  reference(path: string, element: string): Expression;
  target(path: string, element: string): Target;
  /** A `FlowElementReferenceOrValue`; undefined where the element has none. */
  value(xml: XmlElement | undefined, element: string): Expression | undefined;
  /** A text with merge fields: `Loan of {!$Record.Name}`. */
  template(source: string, element: string): (interview: Interview) => string;
  formula(source: string, data: DataType | undefined, element: string): Expression;
  /** Adds what an element puts out under its own name, and where it is kept. */
  declare(name: string, type: () => ResourceType): void;
  initialise(interview: Interview): void;
  /** Relationship paths of `$Record` read so far. */
  parents: string[][];
}

interface Resource {
  /** As declared: references may differ in case. */
  name: string;
  expression(): Expression;
  assignable: boolean;
}

export function readResources(xml: XmlElement, schema: Schema, object: SObject): Resources {
  const resources = new Map<string, Resource>();
  const initial: ((interview: Interview) => void)[] = [];
  const parents: string[][] = [];

  function add(resource: Resource): void {
    const { name } = resource;
    if (name === '') throw new FlowProblem('Flow', 'A resource has no name.');
    if (resources.has(name.toLowerCase())) throw new FlowProblem(name, `The name "${name}" is used more than once.`);
    resources.set(name.toLowerCase(), resource);
  }

  function stored(name: string, type: () => ResourceType): Resource {
    let expression: Expression | undefined;
    return {
      name,
      assignable: true,
      expression: () => {
        if (expression) return expression;
        const of = type();
        const none: FlowValue = of.kind === 'collection' ? [] : null;
        return (expression = { type: of, get: (i) => i.variables.get(name) ?? none });
      },
    };
  }

  function lazy(name: string, make: () => Expression): Resource {
    let made: Expression | 'making' | undefined;
    return {
      name,
      assignable: false,
      expression: () => {
        if (made === 'making') throw new FlowProblem(name, `The resource "${name}" refers to itself.`);
        if (made === undefined) {
          made = 'making';
          made = make();
        }
        return made;
      },
    };
  }

  for (const variable of elements(xml, 'variables')) {
    const name = text(variable, 'name') ?? '';
    const type = variableType(variable, schema);
    add(stored(name, () => type));
    const value = child(variable, 'value');
    if (value) {
      let expression: Expression | undefined;
      initial.push((i) => {
        expression ??= scope.value(value, name);
        if (expression) i.variables.set(name, convert(expression.get(i), type, name));
      });
    }
  }
  for (const constant of elements(xml, 'constants')) {
    const name = text(constant, 'name') ?? '';
    add(lazy(name, () => scope.value(child(constant, 'value'), name) ?? literal(null, 'String')));
  }
  for (const formula of elements(xml, 'formulas')) {
    const name = text(formula, 'name') ?? '';
    const data = text(formula, 'dataType');
    if (data !== undefined && !isDataType(data))
      throw new FlowProblem(name, `A formula can't have the data type "${data}".`);
    add(lazy(name, () => scope.formula(text(formula, 'expression') ?? '', data, name)));
  }
  for (const template of elements(xml, 'textTemplates')) {
    const name = text(template, 'name') ?? '';
    add(
      lazy(name, () => ({
        type: { kind: 'value', data: 'String' },
        get: scope.template(text(template, 'text') ?? '', name),
      })),
    );
  }

  /** Follows the rest of a path from a record. `fromRecord` collects the parents that `$Record` leads to. */
  function walk(
    base: { object: SObject; queried?: Set<string>; row(i: Interview): Row | undefined; isRecord: boolean },
    path: string[],
    reference: string,
    element: string,
  ): Expression {
    let at = [base.object];
    let { row } = base;
    path.slice(0, -1).forEach((step, depth) => {
      // `Owner:User` says which of several parents is meant.
      const [relationship = '', only] = step.split(':');
      const key = at
        .flatMap((each) => each.fields)
        .find((f) => f.reference?.relationshipName?.toLowerCase() === relationship.toLowerCase());
      const targets = (key?.reference?.to ?? [])
        .flatMap((to) => schema.object(to) ?? [])
        .filter((to) => only === undefined || to.name.toLowerCase() === only.toLowerCase());
      if (!key || targets.length === 0) throw unknownField(step, at[0]!, reference, element);
      const from = row;
      const { name: keyName } = key;
      row = (i) => {
        const id = from(i)?.[keyName];
        const parent = typeof id === 'string' ? targets.find((to) => id.startsWith(to.keyPrefix)) : undefined;
        return parent && i.host.row(parent.name, String(id));
      };
      at = targets;
      if (base.isRecord) parents.push(path.slice(0, depth + 1).map((part) => part.split(':')[0]!));
    });
    const last = path[path.length - 1]!;
    const object = at.find((each) => each.field(last));
    const field = object?.field(last);
    if (!object || !field) throw unknownField(last, at[0]!, reference, element);
    const { name } = field;
    if (path.length === 1 && base.queried && name !== 'Id' && !base.queried.has(name)) {
      throw new FlowProblem(
        element,
        `The field "${name}" of "${reference}" isn't among the fields that the element stores.`,
      );
    }
    const type: ResourceType = { kind: 'value', data: dataTypeOf(schema, field) };
    const read = row;
    if (field.formula !== undefined) {
      const formula = recordFormula(schema, object.name, field);
      return { type, field, get: (i) => formula(i, read(i)) };
    }
    if (!base.isRecord || path.length > 1) return { type, field, get: (i) => read(i)?.[name] ?? null };
    return {
      type,
      field,
      prior: (i) => (i.prior ?? i.record.row)[name] ?? null,
      get: (i) => i.record.row[name] ?? null,
      changed: (i) => i.prior !== undefined && (i.record.row[name] ?? null) !== (i.prior[name] ?? null),
    };
  }

  function global(root: string, path: string[], reference: string, element: string): Expression {
    switch (root) {
      case '$record':
        if (path.length === 0) return { type: { kind: 'record', object }, get: (i) => i.record };
        return walk({ object, row: (i) => i.record.row, isRecord: true }, path, reference, element);
      case '$record__prior':
        if (path.length === 0) {
          return {
            type: { kind: 'record', object },
            get: (i) => (i.prior ? { object: object.name, row: i.prior, assigned: new Set() } : null),
          };
        }
        return walk({ object, row: (i) => i.prior, isRecord: false }, path, reference, element);
      case '$globalconstant': {
        const constant = { true: true, false: false, emptystring: '' }[path[0]?.toLowerCase() ?? ''];
        if (constant === undefined) break;
        return literal(constant, typeof constant === 'boolean' ? 'Boolean' : 'String');
      }
      case '$flow':
        switch (path[0]?.toLowerCase()) {
          case 'faultmessage':
            return { type: { kind: 'value', data: 'String' }, get: (i) => i.faultMessage };
          case 'currentrecord':
            return { type: { kind: 'value', data: 'String' }, get: (i) => i.record.row['Id'] ?? null };
          case 'currentdatetime':
            return { type: { kind: 'value', data: 'DateTime' }, get: (i) => i.host.now.toISOString() };
          case 'currentdate':
            return globalValue(schema, object.name, 'TODAY()');
        }
        break;
      case '$user':
      case '$userrole':
      case '$profile':
      case '$permission':
      case '$organization':
      case '$label':
      case '$custommetadata':
        return globalNamed(reference, element);
    }
    throw new FlowProblem(element, `The resource "${reference}" doesn't exist or isn't supported.`);
  }

  function globalNamed(reference: string, element: string): Expression {
    try {
      return globalValue(schema, object.name, reference);
    } catch (error) {
      if (error instanceof FormulaError)
        throw new FlowProblem(element, `The resource "${reference}" doesn't exist. ${error.message}`);
      throw error;
    }
  }

  const scope: Resources = {
    schema,
    object,
    parents,
    declare(name, type) {
      add({ ...stored(name, type), assignable: false });
    },
    reference(path, element) {
      const [root = '', ...rest] = path.trim().split('.');
      if (root.startsWith('$')) return global(root.toLowerCase(), rest, path.trim(), element);
      const resource = resources.get(root.toLowerCase());
      if (!resource) throw new FlowProblem(element, `The resource "${root}" doesn't exist or can't be read.`);
      const expression = resource.expression();
      if (rest.length === 0) return expression;
      const { type, get } = expression;
      if (type.kind !== 'record')
        throw new FlowProblem(element, `"${root}" isn't a record, so "${path}" doesn't exist.`);
      const row = (i: Interview): Row | undefined => {
        const record = get(i);
        return isRecord(record) ? record.row : undefined;
      };
      return walk(
        { object: type.object, row, isRecord: false, ...(type.queried ? { queried: type.queried } : {}) },
        rest,
        path,
        element,
      );
    },
    target(path, element) {
      const [root = '', ...rest] = path.trim().split('.');
      const inRecord = root.toLowerCase() === '$record';
      const resource = resources.get(root.toLowerCase());
      if (!inRecord && !resource)
        throw new FlowProblem(element, `The resource "${root}" doesn't exist or can't be assigned to.`);
      if (rest.length === 0) {
        if (inRecord || !resource!.assignable) throw new FlowProblem(element, `"${path}" can't be assigned to.`);
        const { type, get } = resource!.expression();
        const { name } = resource!;
        return { type, get, set: (i, value) => void i.variables.set(name, convert(value, type, path)) };
      }
      const { type, get } = inRecord ? global('$record', [], root, element) : resource!.expression();
      const field = type.kind === 'record' && rest.length === 1 ? type.object.field(rest[0]!) : undefined;
      if (type.kind !== 'record' || !field)
        throw new FlowProblem(element, `The field "${path}" doesn't exist or can't be assigned to.`);
      if (field.formula !== undefined)
        throw new FlowProblem(element, `The field "${path}" can't be assigned to because it's a formula.`);
      const of: ResourceType = { kind: 'value', data: dataTypeOf(schema, field) };
      const { name } = field;
      const variable = resource?.name ?? root;
      return {
        type: of,
        get: (i) => {
          const record = get(i);
          return isRecord(record) ? (record.row[name] ?? null) : null;
        },
        set: (i, value) => {
          let record = get(i);
          if (!isRecord(record)) {
            record = { object: type.object.name, row: {}, assigned: new Set() };
            i.variables.set(variable, record);
          }
          record.row[name] = single(convert(value, of, path));
          record.assigned.add(name);
        },
      };
    },
    value(value, element) {
      if (!value) return undefined;
      const reference = text(value, 'elementReference');
      if (reference !== undefined) return scope.reference(reference, element);
      const formula = text(value, 'formulaExpression');
      if (formula !== undefined) {
        const data = text(value, 'formulaDataType');
        return scope.formula(formula, data !== undefined && isDataType(data) ? data : undefined, element);
      }
      const string = text(value, 'stringValue');
      if (string !== undefined) {
        return string.includes('{!')
          ? { type: { kind: 'value', data: 'String' }, get: scope.template(string, element) }
          : literal(string, 'String');
      }
      const number = text(value, 'numberValue');
      if (number !== undefined) return literal(Number(number), 'Number');
      if (text(value, 'booleanValue') !== undefined) return literal(flag(value, 'booleanValue'), 'Boolean');
      const date = text(value, 'dateValue');
      if (date !== undefined) return literal(date.slice(0, 10), 'Date');
      const dateTime = text(value, 'dateTimeValue');
      if (dateTime !== undefined) return literal(new Date(dateTime).toISOString(), 'DateTime');
      const time = text(value, 'timeValue');
      if (time !== undefined) return literal(time, 'Time');
      const other = Object.keys(value)[0];
      if (other === undefined) return undefined;
      throw new UnsupportedFlow(element, `A value given as "${other}" isn't supported.`);
    },
    template(source, element) {
      const parts = source.split(/\{!([^}]+)\}/);
      const reads = parts.map((part, i) => (i % 2 === 0 ? undefined : scope.reference(part, element)));
      return (interview) =>
        parts
          .map((part, i) => {
            const value = reads[i] ? single(reads[i].get(interview)) : part;
            return value === null ? '' : String(value);
          })
          .join('');
    },
    formula(source, data, element) {
      try {
        return flowFormula(scope, source, data, element);
      } catch (error) {
        if (error instanceof FormulaError)
          throw new FlowProblem(element, `The formula expression is invalid: ${error.message}`);
        throw error;
      }
    },
    initialise(interview) {
      for (const set of initial) set(interview);
    },
  };
  return scope;
}

function literal(value: string | number | boolean | null, data: DataType): Expression {
  return { type: { kind: 'value', data }, get: () => value };
}

function unknownField(name: string, object: SObject, reference: string, element: string): FlowProblem {
  return new FlowProblem(
    element,
    `The field "${name}" for the object "${object.name}" doesn't exist ("${reference}").`,
  );
}

function variableType(variable: XmlElement, schema: Schema): ResourceType {
  const name = text(variable, 'name') ?? 'Variable';
  const data = text(variable, 'dataType') ?? '';
  let of: ItemType;
  if (data === 'SObject') {
    const object = schema.object(text(variable, 'objectType') ?? '');
    if (!object) throw new FlowProblem(name, `The object "${text(variable, 'objectType') ?? ''}" doesn't exist.`);
    of = { kind: 'record', object };
  } else if (isDataType(data)) {
    of = { kind: 'value', data };
  } else {
    throw new UnsupportedFlow(name, `A variable of data type "${data}" isn't supported.`);
  }
  return flag(variable, 'isCollection') ? { kind: 'collection', of } : of;
}
