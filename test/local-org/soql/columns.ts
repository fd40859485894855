import type { QueryColumn } from '../org.ts';
import type { Expression } from './scope.ts';
import { isNumber, isText } from './types.ts';

/** What a client is told of a result's column when it asks with `columns=true`. */
export function columnOf(expression: Expression, name: string, options: { aggregate?: boolean } = {}): QueryColumn {
  const { field, type } = expression;
  const reference = field?.reference?.to;
  return {
    name,
    displayName: name,
    type,
    aggregate: options.aggregate ?? false,
    custom: field?.custom ?? false,
    booleanType: type === 'boolean',
    numberType: isNumber(type),
    textType: isText(type) || type === 'id' || type === 'reference',
    ...(reference?.length === 1 && reference[0] !== undefined ? { foreignKey: reference[0] } : {}),
    joinColumns: [],
    insertable: field?.createable ?? false,
    updatable: field?.updateable ?? false,
  };
}

/** The column of a child subquery, with those of its records. */
export function childColumn(name: string, joinColumns: QueryColumn[]): QueryColumn {
  return {
    name,
    displayName: name,
    type: 'queryresult',
    aggregate: true,
    custom: name.endsWith('__r'),
    booleanType: false,
    numberType: false,
    textType: false,
    joinColumns,
    insertable: false,
    updatable: false,
  };
}
