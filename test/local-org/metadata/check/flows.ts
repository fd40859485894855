import { compileFlow, FlowProblem } from '../../flow/compile.ts';
import { UnsupportedFlow } from '../../flow/model.ts';
import { FormulaError } from '../../formula/error.ts';
import { element, text } from '../xml.ts';
import { flowNameFindings } from './flow-names.ts';
import { tooLong } from './objects.ts';
import { unsupported, type Check } from './context.ts';

/** Compiles a flow as it would run; drafts and obsolete versions are kept without. */
export const checkFlow: Check = (component, schema) => {
  const { fullName, xml } = component;
  const findings = [...tooLong(xml, 'label', 'Label', 255), ...tooLong(xml, 'description', 'Description', 1000)];
  if (!/^[A-Za-z][A-Za-z0-9]*(_[A-Za-z0-9]+)*$/.test(fullName))
    findings.push({
      problem: `The flow name ${fullName} can only contain alphanumeric characters and single underscores`,
    });
  if (!text(xml, 'label')?.trim()) findings.push({ problem: 'Required field is missing: label' });
  if (!isActiveFlow(component)) return findings;
  const object = text(element(xml, 'start'), 'object')?.trim();
  if (object !== undefined && !schema.object(object))
    return [...findings, { problem: `The flow's start element refers to an object that doesn't exist: ${object}` }];
  try {
    compileFlow(component, schema);
  } catch (error) {
    if (!(error instanceof FlowProblem) && !(error instanceof FormulaError)) throw error;
    if (error instanceof UnsupportedFlow)
      findings.push(unsupported(error.message), ...flowNameFindings(component, schema));
    else findings.push({ problem: error.message });
  }
  return findings;
};

export function isActiveFlow(component: { xml: Parameters<typeof text>[0] }): boolean {
  return text(component.xml, 'status')?.trim() === 'Active';
}
