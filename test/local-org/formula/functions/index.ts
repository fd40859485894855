import type { FunctionDefinition } from '../expression.ts';
import { dateFunctions } from './date.ts';
import { logicalFunctions } from './logical.ts';
import { mathFunctions } from './math.ts';
import { recordFunctions } from './record.ts';
import { textFunctions } from './text.ts';

/**
 * Functions that exist in Salesforce but need its servers, several currencies, reports or Visualforce. Refused as
 * Salesforce refuses a function in the wrong place.
 */
const ELSEWHERE = [
  'CURRENCYRATE',
  'GETRECORDIDS',
  'GETSESSIONID',
  'IMAGEPROXYURL',
  'INCLUDE',
  'JUNCTIONIDLIST',
  'LINKTO',
  'PARENTGROUPVAL',
  'PREDICT',
  'PREVGROUPVAL',
  'REQUIRESCRIPT',
  'URLFOR',
];

/** Every function by its name in capitals. */
export const FUNCTIONS: ReadonlyMap<string, FunctionDefinition> = new Map([
  ...Object.entries<FunctionDefinition>({
    ...logicalFunctions,
    ...textFunctions,
    ...mathFunctions,
    ...dateFunctions,
    ...recordFunctions,
  }),
  ...ELSEWHERE.map((name): [string, FunctionDefinition] => [
    name,
    { uses: [], compile: () => ({ type: 'Null', evaluate: () => null }) },
  ]),
]);
