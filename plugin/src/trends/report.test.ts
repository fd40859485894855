import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Ux } from '@salesforce/sf-plugins-core';
import type { Counted } from './answers.ts';
import { someTrends } from './counts.fixture.ts';
import { plotFor } from './plot.ts';
import { reportOf, type Report } from './report.ts';

/** Sections as the command shows them in a terminal of 80 columns, without colour. */
function shown({ sentence, about, sections }: Report): string {
  const ux = new Ux();
  const tables = sections.map(({ title, columns, rows, notes }) =>
    [ux.makeTable({ title, columns, data: rows }), ...notes].join('\n'),
  );
  return [sentence, ...about, ...tables].join('\n');
}

describe('the report', () => {
  process.env['OCLIF_TABLE_COLUMN_OVERRIDE'] = '80';

  for (const [name, plot] of [
    ['blocks', plotFor(true)],
    ['ASCII', plotFor(false)],
  ] as const) {
    it(`reads well with ${name}`, async (test) => {
      const text = shown(reportOf(await someTrends(), plot));
      test.assert.snapshot(text, { serializers: [String] });
      for (const line of text.split('\n')) assert.ok(line.length <= 80, line);
    });
  }

  it('says whom it is about', async () => {
    const ada = { id: '005A', name: 'Ada' };
    const filters = { months: 3, team: 'North', manager: ada, rep: { id: '005R', name: 'Bo' }, stage: 'Won' };
    const { about } = reportOf(await someTrends({}, { filters }), plotFor(true));
    for (const words of ['team North', 'manager Ada', 'salesperson Bo', 'stage Won'])
      assert.match(about[1]!, RegExp(words));
  });

  it('says that nothing changed, that too little is known, or that there is nothing', async () => {
    const sentence = async (...change: Parameters<typeof someTrends>): Promise<string> =>
      reportOf(await someTrends(...change), plotFor(true)).sentence;
    const month = (name: string, calls: number): Counted => ({
      keys: [name, 'None'],
      numbers: { calls, told: calls },
      days: {},
    });
    assert.match(await sentence(), /^Taking over the ask went down most/);
    assert.match(await sentence({ months: [month('2026-04', 9), month('2026-08', 9)] }), /^Nothing changed by more/);
    assert.match(await sentence({ months: [month('2026-04', 2), month('2026-08', 9)] }), /^Too few calls/);
    assert.match(await sentence({ months: [] }), /^No joint call was held in this time/);
    assert.match(await sentence({ months: [] }, { anyCalls: false }), /^There is no joint call yet/);
  });

  it('begins with the first month that has a call', async () => {
    const months = [{ keys: ['2026-08', 'None'], numbers: { calls: 9, told: 9 }, days: {} }];
    const { sections } = reportOf(await someTrends({ months }), plotFor(true));
    assert.deepEqual(
      sections[0]?.rows.map(({ month }) => month),
      ['2026-08', '2026-09'],
    );
  });

  it('shows no table where there is nothing, but the next step', async () => {
    const { about, sections } = reportOf(await someTrends({ months: [] }, { anyCalls: false }), plotFor(true));
    assert.deepEqual(sections, []);
    assert.match(about.at(-1)!, /sf jointcall seed/);
  });

  it('says where a view was cut off, and how to see the rest', async () => {
    const managers = Array.from({ length: 2000 }, (_, index) => ({
      keys: [`005${index}`],
      numbers: { calls: 1, told: 1 },
      days: {},
    }));
    const { sections } = reportOf(await someTrends({ managers }, { cutOff: ['managers'] }), plotFor(true));
    const section = sections.find(({ title }) => title === 'By manager')!;
    assert.equal(section.rows.length, 20);
    assert.match(section.notes.join(' '), /1980 more.*2,000 groups at most.*--team/);
  });
});
