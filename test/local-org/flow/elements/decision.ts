import { elements, flag, text } from '../../metadata/xml.ts';
import { compileConditions, type Condition } from '../conditions.ts';
import type { Compile } from './element.ts';

/** Decision: the first outcome whose conditions hold, or the default outcome. */
export const decision: Compile = (xml, { resources, title, next, nextOf }) => {
  const outcomes = elements(xml, 'rules').map((rule) => {
    const holds = compileConditions(rule, resources, `${title}, outcome ${text(rule, 'name') ?? ''}`);
    return {
      holds: flag(rule, 'doesRequireRecordChangedToMeetCriteria') ? newlyMet(holds) : holds,
      next: nextOf(rule, 'connector'),
    };
  });
  const otherwise = next('defaultConnector');
  return {
    run(interview) {
      const outcome = outcomes.find(({ holds }) => holds(interview));
      return outcome ? outcome.next : otherwise;
    },
  };
};

/** "Only if the record that triggered the flow to run is updated to meet the condition requirements". */
export function newlyMet(holds: Condition): Condition {
  return (i) => {
    if (!holds(i)) return false;
    if (i.prior === undefined) return true;
    return !holds({ ...i, record: { ...i.record, row: i.prior }, prior: undefined });
  };
}
