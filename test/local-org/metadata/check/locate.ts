import type { XmlElement } from '../../schema/model.ts';
import type { Place } from '../xml-places.ts';

/**
 * The element that a finding most probably is about, where the check did not say: the one whose text is what
 * was named, else the longest text that the problem speaks of.
 */
export function locate(xml: XmlElement, finding: { problem: string; names?: string }): Place | undefined {
  const where = /^In field: (\w+)/.exec(finding.problem)?.[1];
  let best: { place: Place; weight: number } | undefined;
  const look = (element: XmlElement): void => {
    for (const [child, value] of Object.entries(element)) {
      const all = value === undefined ? [] : Array.isArray(value) ? value : [value];
      all.forEach((each, index) => {
        if (typeof each !== 'string') return look(each);
        const weight = weigh(child, each.trim(), finding, where);
        if (weight > 0 && (best === undefined || weight > best.weight))
          best = { place: { element, child, index }, weight };
      });
    }
  };
  look(xml);
  return best?.place;
}

function weigh(
  child: string,
  text: string,
  { problem, names }: { problem: string; names?: string },
  where: string | undefined,
): number {
  if (text.length < 2) return 0;
  const exact = names !== undefined && (text === names || names.endsWith(`.${text}`) || text.endsWith(`:${names}`));
  const mentioned = mentions(problem, text);
  if (!exact && !mentioned) return 0;
  return (exact ? 10_000 : 0) + (child === where ? 5000 : 0) + Math.min(text.length, 1000);
}

/** Whether a text stands in a sentence as a word of its own. */
function mentions(problem: string, text: string): boolean {
  const at = problem.indexOf(text);
  if (at < 0 || text.includes('\n')) return false;
  const around = `${problem[at - 1] ?? ' '}${problem[at + text.length] ?? ' '}`;
  return !/\w/.test(around) && !/^(true|false|In|no|field|found|named|is|a|the|of)$/i.test(text);
}
