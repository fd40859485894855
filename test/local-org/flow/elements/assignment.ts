import { element as child, elements, text } from '../../metadata/xml.ts';
import { equal } from '../conditions.ts';
import { FlowFault, FlowProblem, type FlowValue, type Interview } from '../model.ts';
import type { DataType, Expression, Target } from '../types.ts';
import type { Compile } from './element.ts';

/** Assignment: sets variables and fields, in order. */
export const assignment: Compile = (xml, { resources, title, next }) => {
  const steps = elements(xml, 'assignmentItems').map((item) => {
    const target = resources.target(text(item, 'assignToReference') ?? '', title);
    const value = resources.value(child(item, 'value'), title) ?? BLANK;
    return step(text(item, 'operator') ?? 'Assign', target, value, title);
  });
  const following = next('connector');
  return {
    run(interview) {
      for (const assign of steps) assign(interview);
      return following;
    },
  };
};

const BLANK: Expression = { type: { kind: 'value', data: 'String' }, get: () => null };

function step(operator: string, target: Target, value: Expression, title: string): (interview: Interview) => void {
  switch (operator) {
    case 'Assign':
      return (i) => target.set(i, value.get(i));
    case 'AssignCount':
      return (i) => target.set(i, list(value.get(i)).length);
    case 'Add':
    case 'AddItem':
      if (target.type.kind === 'collection')
        return (i) => target.set(i, [...list(target.get(i)), ...list(value.get(i))]);
      return addition(target, value, title);
    case 'Subtract':
      return subtraction(target, value, title);
  }
  if (target.type.kind === 'collection') {
    switch (operator) {
      case 'AddAtStart':
        return (i) => target.set(i, [...list(value.get(i)), ...list(target.get(i))]);
      case 'RemoveAll':
        return (i) => {
          const unwanted = list(value.get(i));
          target.set(
            i,
            list(target.get(i)).filter((item) => !unwanted.some((other) => equal(item, other))),
          );
        };
      case 'RemoveFirst':
        return (i) => {
          const unwanted = list(value.get(i))[0] ?? null;
          const items = [...list(target.get(i))];
          const at = items.findIndex((item) => equal(item, unwanted));
          if (at >= 0) items.splice(at, 1);
          target.set(i, items);
        };
    }
  }
  throw new FlowProblem(title, `The assignment operator "${operator}" isn't supported here.`);
}

function list(value: FlowValue): FlowValue[] {
  return Array.isArray(value) ? value : value === null ? [] : [value];
}

function addition(target: Target, value: Expression, title: string): (interview: Interview) => void {
  switch (dataOf(target, title)) {
    case 'Number':
    case 'Currency':
      return (i) => target.set(i, number(target.get(i)) + number(value.get(i)));
    case 'Date':
      return (i) => target.set(i, shifted(target.get(i), number(value.get(i))));
    case 'String':
      return (i) => target.set(i, words(target.get(i)) + words(value.get(i)));
    case 'Picklist':
    case 'Multipicklist':
      return (i) => {
        const before = words(target.get(i));
        target.set(i, before === '' ? value.get(i) : `${before};${words(value.get(i))}`);
      };
    default:
      throw new FlowProblem(title, 'The assignment operator "Add" isn\'t supported for this data type.');
  }
}

function subtraction(target: Target, value: Expression, title: string): (interview: Interview) => void {
  switch (dataOf(target, title)) {
    case 'Number':
    case 'Currency':
      return (i) => target.set(i, number(target.get(i)) - number(value.get(i)));
    case 'Date':
      return (i) => target.set(i, shifted(target.get(i), -number(value.get(i))));
    default:
      throw new FlowProblem(title, 'The assignment operator "Subtract" isn\'t supported for this data type.');
  }
}

function dataOf(target: Target, title: string): DataType {
  if (target.type.kind !== 'value')
    throw new FlowProblem(title, "This assignment operator isn't supported for a record.");
  return target.type.data;
}

function number(value: FlowValue): number {
  if (value === null) return 0;
  const amount = Number(value);
  if (typeof value === 'object' || Number.isNaN(amount))
    throw new FlowFault(`The flow failed to calculate with '${String(value)}' because it isn't a number.`);
  return amount;
}

function words(value: FlowValue): string {
  return value === null || typeof value === 'object' ? '' : String(value);
}

function shifted(date: FlowValue, days: number): string | null {
  if (typeof date !== 'string') return null;
  return new Date(Date.parse(date) + Math.round(days) * 86_400_000).toISOString().slice(0, 10);
}
