import assert from 'node:assert/strict';
import { it } from 'node:test';
import { csvOf } from './csv.ts';
import { someTrends } from './counts.fixture.ts';

it('writes a row for each number, with its days, and no rate of too few calls', async () => {
  const lines = csvOf(await someTrends()).split('\n');
  assert.equal(lines[0], 'figure,from,to,group,detail,count,of,share,low,high,mean,oldest');
  assert.match(lines.join('\n'), /^takeover,2026-07-01,2026-09-30,,,6,35,0\.171\d+,0\.08\d+,0\.32\d+,,$/m);
  assert.match(lines.join('\n'), /^takeover,2026-04-01,2026-06-30,,,30,50,0\.6,/m);
  assert.ok(lines.includes('takeoverByMonth,2026-07-01,2026-09-30,2026-08,,0,4,,,,,'));
  assert.ok(lines.includes('toDebrief,,,,,4,,,,,,2026-07-30'));
});

it('writes a name that a spreadsheet would take for a formula as text', async () => {
  const csv = csvOf(await someTrends());
  assert.ok(csv.includes(`"'=HYPERLINK(""http://x.example"",""Bo"")",005B,0,4`));
  assert.doesNotMatch(csv, /[,\n]"?[=+@]/);
});
