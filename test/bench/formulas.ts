/** Conditions as they stand in validation rules, evaluated by our compiler and by the two npm packages that know Salesforce's formulas. */
import { parse as formulon } from 'formulon';
import { parseSync as sformula } from 'sformula';
import { compileFormula, type FormulaScope, type FormulaType } from '../local-org/formula/compile.ts';
import type { Value } from '../local-org/schema/model.ts';
import { type Bench, beside, duration, median } from './measure.ts';

/** Neither package knows ISNEW, ISCHANGED or PRIORVALUE, so none of these uses them. */
const FORMULAS = [
  'AND(Amount__c > 10000, ISBLANK(Next_Step__c))',
  'OR(Discount__c > 0.4, AND(Discount__c > 0.2, Amount__c < 50000))',
  'IF(CONTAINS(Next_Step__c, "offer"), LEN(Next_Step__c) > 20, FALSE)',
  'AND(Closed__c, Close_Date__c > DATE(2026, 6, 30))',
  'CASE(Region__c, "East", 1, "West", 2, 0) = 2',
  'ROUND(Amount__c * (1 - Discount__c), 2) <> Total__c',
  'LEFT(Phone__c, 1) <> "+"',
  'MOD(Visits__c, 2) = 1',
  'AND(NOT(ISBLANK(Phone__c)), OR(LEN(Phone__c) < 8, BEGINS(Phone__c, "00")))',
  'YEAR(Close_Date__c) * 100 + MONTH(Close_Date__c) <> 202611',
];

const TYPES = {
  Amount__c: 'Number',
  Discount__c: 'Number',
  Total__c: 'Number',
  Visits__c: 'Number',
  Next_Step__c: 'Text',
  Region__c: 'Text',
  Phone__c: 'Text',
  Closed__c: 'Boolean',
  Close_Date__c: 'Date',
} as const satisfies Record<string, FormulaType>;

type Field = keyof typeof TYPES;
type Fields = Record<Field, Value>;

const ROWS: Fields[] = Array.from({ length: 100 }, (_, index) => ({
  Amount__c: 500 * index,
  Discount__c: (index % 10) / 20,
  Total__c: Math.round(500 * index * (1 - (index % 10) / 20) * 100) / 100 + (index % 3),
  Visits__c: index % 7,
  Next_Step__c: index % 4 === 0 ? null : `Send the offer number ${index}`,
  Region__c: ['East', 'West', 'North'][index % 3]!,
  Phone__c: index % 5 === 0 ? `0049 ${index}` : `+49 30 55${index}`,
  Closed__c: index % 2 === 0,
  Close_Date__c: `2026-${String(1 + (index % 12)).padStart(2, '0')}-15`,
}));

/** One formula made ready to be asked about each row. */
type Asked = (row: number) => unknown;

const SCOPE: FormulaScope<Fields> = {
  resolve: ([name]) => {
    const field = name as Field;
    return field in TYPES ? { type: TYPES[field], get: (row: Fields) => row[field] } : undefined;
  },
  isNew: () => false,
  now: () => new Date('2026-11-24T12:00:00Z'),
};

function ours(source: string): Asked {
  const { evaluate } = compileFormula(source, { scope: SCOPE, use: 'validation', returns: 'Boolean' });
  return (row) => evaluate(ROWS[row]!);
}

function bySformula(source: string): Asked {
  const types = { Number: 'number', Text: 'string', Boolean: 'boolean', Date: 'date' } as const;
  const inputTypes = Object.fromEntries(
    Object.entries(TYPES).map(([name, type]) => [
      name,
      type === 'Number' ? { type: 'number', precision: 18, scale: 4 } : { type: types[type] },
    ]),
  );
  const formula = sformula(source, { inputTypes, returnType: 'boolean' } as Parameters<typeof sformula>[1]);
  return (row) => formula.evaluate(ROWS[row]! as Record<string, unknown>);
}

/** It has no compiled form: each evaluation parses the formula. */
function byFormulon(source: string): Asked {
  const types = { Number: 'number', Text: 'text', Boolean: 'checkbox', Date: 'date' } as const;
  const inputs = ROWS.map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([name, value]) => {
        const type = TYPES[name as Field];
        if (value === null) return [name, { type: 'literal', dataType: 'null', value: null }];
        const options = { Number: { length: 18, scale: 4 }, Text: { length: 255 }, Boolean: {}, Date: {} }[type];
        return [
          name,
          {
            type: 'literal',
            dataType: types[type],
            value: type === 'Date' ? new Date(value as string) : value,
            options,
          },
        ];
      }),
    ),
  );
  return (row) => formulon(source, inputs[row]!).value;
}

export const formulas: Bench = async (log) => [
  await besidePeer('sformula, compiled once', bySformula, log),
  await besidePeer('formulon, which parses each time', byFormulon, log),
];

/** Over the formulas that the peer answers as we do, on every row. */
async function besidePeer(peer: string, prepare: (source: string) => Asked, log: (line: string) => void) {
  const common = FORMULAS.filter((source) => agree(ours(source), source, prepare));
  log(`${common.length} of ${FORMULAS.length} formulas, beside ${peer}`);
  if (common.length === 0) throw new Error(`No formula is answered by ${peer} as by us`);
  return beside(
    `validation formulas; peer: ${peer}`,
    'evaluations/s',
    await rate(common.map(ours)),
    await rate(common.map(prepare)),
  );
}

function agree(asked: Asked, source: string, prepare: (source: string) => Asked): boolean {
  try {
    const other = prepare(source);
    return ROWS.every((_, row) => asked(row) === other(row));
  } catch {
    return false;
  }
}

/** Evaluations a second, over a tenth of a second at least. */
async function rate(prepared: Asked[]): Promise<number> {
  let rounds = 1;
  const round = () => {
    for (let done = 0; done < rounds; done += 1)
      for (const asked of prepared) for (let row = 0; row < ROWS.length; row += 1) asked(row);
  };
  while ((await duration(round)) < 100) rounds *= 2;
  const took = await median(5, () => duration(round));
  return ((rounds * prepared.length * ROWS.length) / took) * 1000;
}
