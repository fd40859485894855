import { element as child, elements, flag, text } from '../metadata/xml.ts';
import type { Component, Schema, SObject, XmlElement } from '../schema/model.ts';
import { compileCondition, joinConditions, type Condition } from './conditions.ts';
import { assignment } from './elements/assignment.ts';
import { collectionProcessor } from './elements/collection.ts';
import { createRecords } from './elements/create-records.ts';
import { customError } from './elements/custom-error.ts';
import { decision, newlyMet } from './elements/decision.ts';
import { deleteRecords } from './elements/delete-records.ts';
import type { Compile } from './elements/element.ts';
import { getRecords } from './elements/get-records.ts';
import { loop } from './elements/loop.ts';
import { updateRecords } from './elements/update-records.ts';
import { FlowProblem, UnsupportedFlow, type Flow, type Node } from './model.ts';
import { readResources, type Resources } from './resources.ts';
import type { ResourceType } from './types.ts';

export { FlowProblem, type Flow } from './model.ts';

/** The elements of the record-triggered subset, by their name in the metadata. */
export const ELEMENTS: Record<string, { kind: string; compile: Compile }> = {
  assignments: { kind: 'Assignment', compile: assignment },
  collectionProcessors: { kind: 'Collection Processor', compile: collectionProcessor },
  customErrors: { kind: 'Custom Error Message', compile: customError },
  decisions: { kind: 'Decision', compile: decision },
  loops: { kind: 'Loop', compile: loop },
  recordCreates: { kind: 'Create Records', compile: createRecords },
  recordDeletes: { kind: 'Delete Records', compile: deleteRecords },
  recordLookups: { kind: 'Get Records', compile: getRecords },
  recordUpdates: { kind: 'Update Records', compile: updateRecords },
};

/** Everything else that a flow's file says without being an element. */
const NOT_ELEMENTS = new Set([
  'apiVersion',
  'areMetricsLoggedToDataCloud',
  'constants',
  'customProperties',
  'description',
  'environments',
  'formulas',
  'interviewLabel',
  'isAdditionalPermissionRequiredToRun',
  'isOverridable',
  'isTemplate',
  'label',
  'processMetadataValues',
  'processType',
  'runInMode',
  'sourceTemplate',
  'start',
  'status',
  'textTemplates',
  'timeZoneSidKey',
  'triggerOrder',
  'variables',
  'fullName',
]);

export const TRIGGERS: Record<string, Flow['trigger']> = {
  RecordBeforeSave: 'beforeSave',
  RecordAfterSave: 'afterSave',
  RecordBeforeDelete: 'beforeDelete',
};

/**
 * Compiles a record-triggered flow to elements that refer to each other. Throws FlowProblem, with
 * the element's name, for whatever is wrong or outside of the record-triggered subset: screens,
 * actions, subflows, waits, schedules.
 */
export function compileFlow(component: Component, schema: Schema): Flow {
  const { xml, fullName: name } = component;
  for (const part of Object.keys(xml)) {
    if (ELEMENTS[part] || NOT_ELEMENTS.has(part)) continue;
    throw new UnsupportedFlow(
      text(elements(xml, part)[0], 'name') ?? name,
      `Flow elements of type "${part}" aren't supported by this org.`,
    );
  }
  const processType = text(xml, 'processType') ?? '';
  if (processType !== 'AutoLaunchedFlow')
    throw new UnsupportedFlow(name, `Flows of the process type "${processType}" aren't supported by this org.`);
  const start = child(xml, 'start');
  if (!start) throw new FlowProblem(name, 'The flow has no Start element that a record triggers.');
  const trigger = TRIGGERS[text(start, 'triggerType') ?? ''];
  if (!trigger)
    throw new UnsupportedFlow(
      'Start',
      `Flows with the trigger "${text(start, 'triggerType') ?? 'None'}" aren't supported by this org.`,
    );
  const objectName = text(start, 'object') ?? '';
  const object = schema.object(objectName);
  if (!object) throw new FlowProblem('Start', `The object "${objectName}" doesn't exist.`);

  const resources = readResources(xml, schema, object);
  const nodes = compileElements(xml, resources, trigger);
  const target = (from: XmlElement, connector: string, where: string): Node | undefined =>
    connected(nodes, from, connector, where);
  const on = text(start, 'recordTriggerType');
  const order = text(xml, 'triggerOrder');
  return {
    name,
    label: text(xml, 'label') ?? name,
    object: object.name,
    active: text(xml, 'status') === 'Active',
    trigger,
    onCreate: trigger !== 'beforeDelete' && (on === 'Create' || on === 'CreateAndUpdate'),
    onUpdate: trigger !== 'beforeDelete' && (on === 'Update' || on === 'CreateAndUpdate'),
    order: order === undefined ? undefined : Number(order),
    parents: [...new Map(resources.parents.map((path) => [path.join('.').toLowerCase(), path])).values()],
    entry: entryCondition(start, resources, object),
    start: target(start, 'connector', 'Start'),
    asyncPaths: elements(start, 'scheduledPaths').map((path) => {
      const title = text(path, 'name') ?? 'Scheduled path';
      if (text(path, 'pathType') !== 'AsyncAfterCommit') {
        throw new UnsupportedFlow(
          title,
          "Paths that run at a scheduled time aren't supported by this org; only those that run asynchronously.",
        );
      }
      if (trigger !== 'afterSave')
        throw new FlowProblem(title, 'Only a flow that runs after the record is saved can have an asynchronous path.');
      return { name: title, start: target(path, 'connector', title) };
    }),
    initialise: resources.initialise,
  };
}

function compileElements(xml: XmlElement, resources: Resources, trigger: Flow['trigger']): Map<string, Node> {
  const nodes = new Map<string, Node>();
  const work: (() => void)[] = [];
  for (const [part, { kind, compile }] of Object.entries(ELEMENTS)) {
    for (const source of elements(xml, part)) {
      const name = text(source, 'name') ?? '';
      const node: Node = { name, kind };
      if (nodes.has(name.toLowerCase())) throw new FlowProblem(name, `The name "${name}" is used more than once.`);
      nodes.set(name.toLowerCase(), node);
      declareOutput(part, source, name, resources);
      const title = `${name} (${kind})`;
      work.push(() => {
        Object.assign(
          node,
          compile(source, {
            resources,
            trigger,
            title,
            node,
            next: (connector) => connected(nodes, source, connector, title),
            nextOf: (from, connector) => connected(nodes, from, connector, title),
          }),
        );
      });
    }
  }
  for (const compile of work) compile();
  return nodes;
}

/** Elements that keep what they find, create or filter under their own name. */
function declareOutput(part: string, source: XmlElement, name: string, resources: Resources): void {
  const record = (): ResourceType => {
    const objectName = text(source, 'object') ?? '';
    const object = resources.schema.object(objectName);
    if (!object) throw new FlowProblem(name, `The object "${objectName}" doesn't exist.`);
    const queried = elements(source, 'queriedFields').length > 0 ? { queried: new Set(namesOf(source, object)) } : {};
    return { kind: 'record', object, ...queried };
  };
  const items = (): ResourceType & { kind: 'collection' } => {
    const { type } = resources.reference(text(source, 'collectionReference') ?? '', name);
    if (type.kind !== 'collection') throw new FlowProblem(name, 'The resource to process is no collection.');
    return type;
  };
  if (part === 'recordLookups' && flag(source, 'storeOutputAutomatically')) {
    resources.declare(name, () => {
      const of = record();
      return flag(source, 'getFirstRecordOnly') || of.kind === 'collection' ? of : { kind: 'collection', of };
    });
  } else if (part === 'recordCreates' && flag(source, 'storeOutputAutomatically')) {
    resources.declare(name, () => ({ kind: 'value', data: 'String' }));
  } else if (part === 'loops' && text(source, 'assignNextValueToReference') === undefined) {
    resources.declare(name, () => items().of);
  } else if (
    part === 'collectionProcessors' &&
    text(source, 'collectionProcessorType') === 'FilterCollectionProcessor'
  ) {
    resources.declare(name, items);
  }
}

function namesOf(source: XmlElement, object: SObject): string[] {
  const given = source['queriedFields'];
  return (Array.isArray(given) ? given : [given]).flatMap((name) =>
    typeof name === 'string' ? [object.field(name)?.name ?? name] : [],
  );
}

function connected(nodes: Map<string, Node>, from: XmlElement, connector: string, where: string): Node | undefined {
  const name = text(child(from, connector), 'targetReference');
  if (name === undefined) return undefined;
  const node = nodes.get(name.toLowerCase());
  if (!node) throw new FlowProblem(where, `The connector leads to "${name}", which doesn't exist.`);
  return node;
}

function entryCondition(start: XmlElement, resources: Resources, object: SObject): Condition {
  const formula = text(start, 'filterFormula');
  if (formula !== undefined && formula !== '') {
    const expression = resources.formula(formula, 'Boolean', 'Start');
    return (i) => expression.get(i) === true;
  }
  const conditions = elements(start, 'filters').map((filter) => {
    const name = text(filter, 'field') ?? '';
    if (!object.field(name))
      throw new FlowProblem('Start', `The field "${name}" for the object "${object.name}" doesn't exist.`);
    const left = resources.reference(`$Record.${name}`, 'Start');
    return compileCondition(
      left,
      text(filter, 'operator') ?? '',
      resources.value(child(filter, 'value'), 'Start'),
      'Start',
    );
  });
  if (conditions.length === 0) return () => true;
  const holds = joinConditions(text(start, 'filterLogic'), conditions, 'Start');
  return flag(start, 'doesRequireRecordChangedToMeetCriteria') ? newlyMet(holds) : holds;
}
