import assert from 'node:assert/strict';
import { test } from 'node:test';
import { OptionError, readOptions } from './options.ts';

test('the flag wins over the environment, and that over the default', () => {
  assert.equal(readOptions([], {}).port, 7770);
  assert.equal(readOptions([], { JOINTCALL_PORT: '7800' }).port, 7800);
  assert.equal(readOptions(['--port', '7900'], { JOINTCALL_PORT: '7800' }).port, 7900);
});

test('the home is the environment’s, or .jointcall', () => {
  assert.equal(readOptions([], { JOINTCALL_HOME: '/tmp/x' }).home, '/tmp/x');
  assert.match(readOptions([], {}).home, /\.jointcall$/);
});

for (const [args, env] of [
  [['--port', 'abc'], {}],
  [['--port', '70000'], {}],
  [['--port', '-1'], {}],
  [['--port', ''], {}],
  [['--colour'], {}],
  [[], { JOINTCALL_PORT: '1.5' }],
] as const) {
  test(`refuses ${JSON.stringify(args)} ${JSON.stringify(env)} with what to give`, () => {
    assert.throws(() => readOptions(args, env), OptionError);
  });
}
