import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { FormulaError } from './error.ts';
import { generateParser } from './generate-parser.ts';
import { parse } from './syntax.ts';
import type { Node } from './syntax.ts';

function problem(source: string): { message: string; line: number; column: number } {
  try {
    parse(source);
  } catch (error) {
    assert.ok(error instanceof FormulaError);
    return { message: error.message, line: error.line, column: error.column };
  }
  throw new assert.AssertionError({ message: `${source} was parsed` });
}

/** A tree in prefix notation. */
function prefix(node: Node): string {
  switch (node.kind) {
    case 'binary':
      return `(${node.operator} ${prefix(node.left)} ${prefix(node.right)})`;
    case 'unary':
      return `(${node.operator} ${prefix(node.operand)})`;
    case 'call':
      return `${node.name}[${node.args.map(prefix).join(' ')}]`;
    case 'null':
      return 'null';
    case 'number':
    case 'path':
      return node.text;
    default:
      return JSON.stringify(node.value);
  }
}

test('the committed parser is the grammar’s', () => {
  const committed = readFileSync(new URL('./parser.generated.js', import.meta.url), 'utf8');
  assert.equal(committed, generateParser(), 'run node test/local-org/formula/generate-parser.ts');
});

test('operators bind as in Salesforce', () => {
  const trees: Record<string, string> = {
    'a || b && c': '(|| a (&& b c))',
    'a = b < c': '(= a (< b c))',
    'a + b * c': '(+ a (* b c))',
    'a & b + c': '(+ (& a b) c)',
    // https://salesforce.stackexchange.com/questions/160671/operator-precedence-in-formula-field
    '2 * 3 ^ 2': '(^ (* 2 3) 2)',
    '-a ^ 2': '(^ (- a) 2)',
    'NOT a && b': '(&& (NOT a) b)',
    '!a != b': '(<> (NOT a) b)',
    'a - b - c': '(- (- a b) c)',
    NOTE__c: 'NOTE__c',
    'Owner:User.Email': 'Owner:User.Email',
    "{!$Record.Name} & 'x'": '(& $Record.Name "x")',
    'If(TRUE, null, f())': 'If[true null f[]]',
    '/* a */ 1 /* b */': '1',
  };
  for (const [source, tree] of Object.entries(trees)) assert.equal(prefix(parse(source)), tree, source);
});

test('syntax errors are worded and placed as Salesforce does', () => {
  assert.deepEqual(problem('IF(a, b'), { message: "Syntax error. Missing ')'", line: 1, column: 8 });
  assert.deepEqual(problem('IF(\n  a b, c)'), { message: "Syntax error. Missing ')'", line: 2, column: 5 });
  assert.deepEqual(problem('1 + 2)'), { message: "Syntax error. Extra ')'", line: 1, column: 6 });
  assert.deepEqual(problem('Name Amount'), { message: 'Syntax error. Extra Amount', line: 1, column: 6 });
  assert.deepEqual(problem('IF(a,)'), { message: "Syntax error. Found ')'", line: 1, column: 6 });
  assert.deepEqual(problem('1 +'), { message: "Syntax error. Found 'end of formula'", line: 1, column: 4 });
  assert.deepEqual(problem(''), { message: "Syntax error. Found 'end of formula'", line: 1, column: 1 });
  assert.deepEqual(problem('"open'), { message: `Syntax error. Missing '"'`, line: 1, column: 6 });
});

test('formulas are limited in length and depth', () => {
  assert.match(
    problem('1'.repeat(3901)).message,
    /^Formula is too long \(3,901 characters\)\. Maximum length is 3,900 characters$/,
  );
  assert.match(problem('('.repeat(3900)).message, /too big|Syntax error/);
  assert.doesNotThrow(() => parse('-'.repeat(500) + '1'));
});
