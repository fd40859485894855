import assert from 'node:assert/strict';
import { it } from 'node:test';
import { isUnicodeTerminal, plotFor } from './plot.ts';

it('draws bars to an eighth of a character, and a second share on top', () => {
  const { bar } = plotFor(true);
  assert.equal(bar(0, 8), '');
  assert.equal(bar(1, 8), '████████');
  assert.equal(bar(0.5, 8), '████');
  assert.equal(bar(0.3, 8), '██▍');
  assert.equal(bar(0.5, 8, 0.25), '████░░');
});

it('draws with ASCII where the terminal has nothing else', () => {
  const { bar, first, second } = plotFor(false);
  assert.equal(bar(0.3, 8), '##');
  assert.equal(bar(0.5, 8, 0.25), '####..');
  assert.equal(first + second, '#.');
});

it('takes a terminal’s characters from its locale, as POSIX has it', () => {
  assert.ok(isUnicodeTerminal({ LANG: 'de_DE.UTF-8' }, 'linux'));
  assert.ok(isUnicodeTerminal({ LC_ALL: '', LC_CTYPE: 'C.utf8', LANG: 'C' }, 'darwin'));
  assert.ok(!isUnicodeTerminal({ LC_ALL: 'C', LANG: 'de_DE.UTF-8' }, 'linux'));
  assert.ok(!isUnicodeTerminal({}, 'linux'));
  assert.ok(isUnicodeTerminal({}, 'win32'));
});
