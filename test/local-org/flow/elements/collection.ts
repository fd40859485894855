import { elements, flag, text } from '../../metadata/xml.ts';
import type { SObject, XmlElement } from '../../schema/model.ts';
import { compare, compileConditions, type Condition } from '../conditions.ts';
import { FlowProblem, isRecord, single, type FlowValue } from '../model.ts';
import type { Resources } from '../resources.ts';
import type { Compile } from './element.ts';

/** Collection Filter and Collection Sort. */
export const collectionProcessor: Compile = (xml, { resources, title, node, next }) => {
  const reference = text(xml, 'collectionReference') ?? '';
  const collection = resources.reference(reference, title);
  if (collection.type.kind !== 'collection') throw new FlowProblem(title, `"${reference}" isn't a collection.`);
  const following = next('connector');
  const object = collection.type.of.kind === 'record' ? collection.type.of.object : undefined;
  switch (text(xml, 'collectionProcessorType')) {
    case 'FilterCollectionProcessor': {
      const variable = text(xml, 'assignNextValueToReference');
      const current = variable === undefined ? undefined : resources.target(variable, title);
      const holds = filterCondition(xml, resources, title);
      return {
        run(interview) {
          const kept = (collection.get(interview) as FlowValue[]).filter((item) => {
            current?.set(interview, item);
            return holds(interview);
          });
          interview.variables.set(node.name, kept);
          return following;
        },
      };
    }
    case 'SortCollectionProcessor': {
      const order = sortOrder(xml, object, title);
      const limit = Number(text(xml, 'limit') ?? Infinity);
      const target = resources.target(reference, title);
      return {
        // Sort changes the collection itself (Salesforce Help, "Flow Element: Collection Sort").
        run(interview) {
          target.set(interview, (collection.get(interview) as FlowValue[]).toSorted(order).slice(0, limit));
          return following;
        },
      };
    }
    default:
      throw new FlowProblem(title, "This way of processing a collection isn't supported.");
  }
};

function filterCondition(xml: XmlElement, resources: Resources, title: string): Condition {
  const formula = text(xml, 'formula');
  if (formula === undefined || formula === '') return compileConditions(xml, resources, title);
  const expression = resources.formula(formula, 'Boolean', title);
  return (i) => expression.get(i) === true;
}

function sortOrder(
  xml: XmlElement,
  object: SObject | undefined,
  title: string,
): (a: FlowValue, b: FlowValue) => number {
  const keys = elements(xml, 'sortOptions').map((option) => {
    const name = text(option, 'sortField');
    const field = name === undefined ? undefined : object?.field(name);
    if (object && !field)
      throw new FlowProblem(title, `The field "${name ?? ''}" for the object "${object.name}" doesn't exist.`);
    return {
      field: field?.name,
      sign: text(option, 'sortOrder') === 'Desc' ? -1 : 1,
      blanksFirst: flag(option, 'doesPutEmptyStringAndNullFirst'),
    };
  });
  return (a, b) => {
    for (const { field, sign, blanksFirst } of keys) {
      const left = isRecord(a) && field !== undefined ? (a.row[field] ?? null) : single(a);
      const right = isRecord(b) && field !== undefined ? (b.row[field] ?? null) : single(b);
      if (left === right) continue;
      if (left === null || left === '') return blanksFirst ? -1 : 1;
      if (right === null || right === '') return blanksFirst ? 1 : -1;
      const order = compare(left, right);
      if (order !== 0) return order * sign;
    }
    return 0;
  };
}
