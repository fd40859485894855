import { text } from '../../metadata/xml.ts';
import { FlowProblem, type FlowValue } from '../model.ts';
import { copied } from '../types.ts';
import type { Compile } from './element.ts';

/** Loop: each item of a collection in turn, under the loop's own name or in a variable. */
export const loop: Compile = (xml, { resources, title, node, next }) => {
  const collection = resources.reference(text(xml, 'collectionReference') ?? '', title);
  if (collection.type.kind !== 'collection') throw new FlowProblem(title, 'Only a collection can be looped over.');
  const variable = text(xml, 'assignNextValueToReference');
  const target = variable === undefined ? undefined : resources.target(variable, title);
  const descending = text(xml, 'iterationOrder') === 'Desc';
  const each = next('nextValueConnector');
  const after = next('noMoreValuesConnector');
  return {
    run(interview) {
      let state = interview.loops.get(node);
      if (!state) {
        const items = collection.get(interview) as FlowValue[];
        state = { items: descending ? items.toReversed() : [...items], position: 0 };
        interview.loops.set(node, state);
      }
      if (state.position >= state.items.length) {
        interview.loops.delete(node);
        return after;
      }
      const item = state.items[state.position++]!;
      // Changes to the current item stay in the loop: the collection keeps what it had.
      const current = copied(item);
      if (target) target.set(interview, current);
      else interview.variables.set(node.name, current);
      return each;
    },
  };
};
