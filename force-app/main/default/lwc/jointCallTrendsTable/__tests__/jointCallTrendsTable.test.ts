import { csvOf, type Cell } from 'c/jointCallTrendsTable';

const text = (value: string): Cell => ({ text: value, value });
const bodyOf = (head: string, ...cells: Cell[]) =>
  csvOf({ columns: ['A', 'B'], rows: [{ key: '1', head, cells }] }).split('\r\n')[1];

describe('a table as CSV', () => {
  it('has the columns, one line each, and tells its encoding', () => {
    expect(csvOf({ columns: ['Month', 'Calls'], rows: [] })).toBe('\uFEFFMonth,Calls\r\n');
    expect(bodyOf('Nov', { text: '24%', value: 0.24 }, { text: '–', value: null })).toBe('Nov,0.24,');
  });

  it('keeps commas, quotes and lines inside a field', () => {
    expect(bodyOf('Berg, "Rolf"', text('a\nb'))).toBe('"Berg, ""Rolf""","a\nb"');
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '  =1', '\r1'])('takes the formula out of %j', (value) => {
    expect(bodyOf(value)).toContain(`'${value}`);
  });

  it('leaves a negative number a number', () => {
    expect(bodyOf('x', { text: '-1', value: -1 })).toBe('x,-1');
  });
});
