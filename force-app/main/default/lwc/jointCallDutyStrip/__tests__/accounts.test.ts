import { aCoaching, aDetail } from '../../jointCallDetail/__tests__/data/detail';
import { compare } from '../accounts';

describe('the two accounts', () => {
  it('differ where both tell of a duty, and tell it differently', () => {
    const rows = compare(aDetail(), aCoaching());
    expect(rows.map(({ key, differs }) => [key, differs])).toEqual([
      ['agenda', false],
      ['transitions', false],
      ['ask', true],
    ]);
  });

  it('do not differ where one of them has not told', () => {
    const account = { agenda: undefined, transitions: undefined, ask: undefined };
    const rows = compare(aDetail(), aCoaching({ account }));
    expect(rows.some(({ differs, isComparable }) => differs || isComparable)).toBe(false);
  });

  it('compare reasons only where both gave one', () => {
    const reason = { reason: 'Deal at risk', reasonLabel: 'Deal at risk' };
    expect(compare(aDetail(), aCoaching(reason)).at(-1)).toMatchObject({ key: 'reason', differs: true });
    expect(compare(aDetail(reason), aCoaching(reason)).at(-1)).toMatchObject({ key: 'reason', differs: false });
    expect(compare(aDetail({ reason: '' }), aCoaching(reason))).toHaveLength(3);
  });
});
